import {
  Dialog as FluentDialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac } from '../commands/shortcut';
import { num } from '../format/figures';
import { Button } from './Button';
import { ProgressBar } from './Moving';
import styles from './Dialog.module.css';

export interface DialogProps {
  open: boolean;
  title: string;
  children: ReactNode;
  /** The verb of what the dialog is for; Enter does it. */
  primary?: { label: string; onClick: () => void; disabled?: boolean; busy?: boolean };
  /** A further way, such as "Keep both". */
  secondary?: { label: string; onClick: () => void };
  cancelLabel?: string;
  onClose: () => void;
  wide?: boolean;
  /** A question that must be answered: a click beside it does not close it. */
  modal?: boolean;
}

/** What had the focus; of a menu its button, because the menu goes. */
function opener(): Element | null {
  const focused = document.activeElement;
  const menu = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return (menu && document.getElementById(menu)) || focused;
}

/** Gives the focus back to what opened the dialog, unless something else has taken it. */
function useFocusBack() {
  const [from] = useState(opener);
  useEffect(
    () => () => {
      setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && from instanceof HTMLElement && from.isConnected) from.focus();
      });
    },
    [from],
  );
}

/** A question or a small form over the window. Escape closes, Enter confirms; the buttons stand as the desktop has them. */
export function Dialog(props: DialogProps) {
  const { t } = useTranslation('components');
  useFocusBack();
  const { primary, secondary } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (primary && !primary.disabled && !primary.busy) primary.onClick();
  };
  const confirm = primary && (
    <Button key="primary" look="primary" submit disabled={primary.disabled} busy={primary.busy}>
      {primary.label}
    </Button>
  );
  const other = secondary && (
    <Button key="secondary" onClick={secondary.onClick}>
      {secondary.label}
    </Button>
  );
  const cancel = (
    <Button key="cancel" onClick={props.onClose}>
      {props.cancelLabel ?? (primary ? t('cancel') : t('close'))}
    </Button>
  );
  return (
    <FluentDialog
      open={props.open}
      modalType={props.modal ? 'alert' : 'modal'}
      onOpenChange={(_, data) => !data.open && props.onClose()}
    >
      <DialogSurface className={props.wide ? styles.wide : styles.surface}>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{props.title}</DialogTitle>
            <DialogContent className={styles.body}>{props.children}</DialogContent>
            <DialogActions>{isMac ? [cancel, other, confirm] : [confirm, other, cancel]}</DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </FluentDialog>
  );
}

export interface ProgressDialogProps {
  open: boolean;
  title: string;
  onCancel: () => void;
  /** Cancel was asked for and the work has not stopped yet. */
  cancelling?: boolean;
  /** How far it is: a `ProgressLine`. */
  children: ReactNode;
}

/** Long work with a Cancel that stops it. What moves in it is its child, so that it need not be drawn with every report. */
export function ProgressDialog(props: ProgressDialogProps) {
  const { t } = useTranslation('components');
  return (
    <FluentDialog open={props.open} modalType="alert">
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.bar}>{props.children}</DialogContent>
          <DialogActions>
            <Button onClick={props.onCancel} disabled={props.cancelling}>
              {t('cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </FluentDialog>
  );
}

export interface ProgressLineProps {
  /** Of the work; read aloud. */
  title: string;
  /** What is being done right now, as a sentence. */
  stage: string;
  done: number;
  /** Null while the end is not known. */
  total: number | null;
}

/** How far long work is: a bar and its counts. */
export function ProgressLine({ title, stage, done, total }: ProgressLineProps) {
  const { t } = useTranslation('components');
  const known = total !== null && total > 0;
  const counts = known
    ? t('progress.of', { done: num(done), total: num(total) })
    : t('progress.soFar', { done: num(done) });
  return (
    <>
      <ProgressBar label={title} value={known ? done / total : null} thick />
      <div className={styles.counts}>
        <span>{stage}</span>
        {(known || done > 0) && <span className="num">{counts}</span>}
      </div>
    </>
  );
}
