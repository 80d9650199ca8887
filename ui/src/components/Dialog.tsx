import {
  Dialog as FluentDialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  ProgressBar,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isMac } from '../commands/shortcut';
import { num } from '../format/figures';
import { Button } from './Button';
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

/** A question or a small form over the window. Escape closes, Enter confirms; the buttons stand as the desktop has them. */
export function Dialog(props: DialogProps) {
  const { t } = useTranslation('components');
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
  /** What is being done right now, as a sentence. */
  stage: string;
  done: number;
  /** Null while the end is not known. */
  total: number | null;
  onCancel: () => void;
  /** Cancel was asked for and the work has not stopped yet. */
  cancelling?: boolean;
}

/** Long work with its counts and a Cancel that stops it. */
export function ProgressDialog(props: ProgressDialogProps) {
  const { t } = useTranslation('components');
  const known = props.total !== null && props.total > 0;
  const counts = known
    ? t('progress.of', { done: num(props.done), total: num(props.total) })
    : t('progress.soFar', { done: num(props.done) });
  return (
    <FluentDialog open={props.open} modalType="alert">
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.bar}>
            <ProgressBar
              aria-label={props.title}
              value={known ? props.done : undefined}
              max={known ? (props.total ?? 1) : undefined}
              thickness="large"
            />
            <div className={styles.counts}>
              <span>{props.cancelling ? t('progress.cancelling') : props.stage}</span>
              {(known || props.done > 0) && <span className="num">{counts}</span>}
            </div>
          </DialogContent>
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
