import {
  MessageBar as FluentMessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Toast as FluentToast,
  ToastBody,
  Toaster,
  ToastTitle,
  ToastTrigger,
  Link,
  useToastController,
} from '@fluentui/react-components';
import { useCallback, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand, UNDO } from '../commands/registry';
import { usePlan } from '../state/plan';
import { IconButton } from './Button';
import { CloseIcon } from './icons';
import styles from './Messages.module.css';

export type Mood = 'info' | 'success' | 'warning' | 'error';

export interface MessageBarProps {
  mood?: Mood;
  title?: string;
  children: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
  /** In one line with what can be done, where there is room. */
  line?: boolean;
}

/** A sentence about the screen it stands on: what happened, what was kept, what to do. */
export function MessageBar({ mood = 'info', title, children, actions, onDismiss, line }: MessageBarProps) {
  const { t } = useTranslation('components');
  return (
    <FluentMessageBar intent={mood} layout={line ? 'auto' : 'multiline'}>
      <MessageBarBody>
        {title && <MessageBarTitle>{title}</MessageBarTitle>}
        {children}
      </MessageBarBody>
      {(actions || onDismiss) && (
        <MessageBarActions
          containerAction={onDismiss && <IconButton label={t('dismiss')} icon={<CloseIcon />} onClick={onDismiss} />}
        >
          {actions}
        </MessageBarActions>
      )}
    </FluentMessageBar>
  );
}

const TOASTER = 'tierline';
let toasts = 0;

export interface ToastMessage {
  title: string;
  body?: string;
  mood?: Mood;
  action?: { label: string; run: () => void };
  /** Offers to take back the change that it tells of. It goes as soon as the plan is changed again, for then Undo would mean another. */
  undo?: boolean;
}

/** Shows a short message in the corner; it goes by itself. */
export function useToast(): (message: ToastMessage) => void {
  const { t } = useTranslation('components');
  const { dispatchToast, dismissToast } = useToastController(TOASTER);
  return useCallback(
    ({ title, body, mood = 'success', undo = false, ...rest }: ToastMessage) => {
      // Of what changed nothing there is nothing to tell, and Undo would take back another change.
      if (undo && !usePlan.getState().changed) return;
      const action = undo ? { label: t('undo'), run: () => void runCommand(UNDO) } : rest.action;
      toasts += 1;
      const toastId = `toast-${toasts}`;
      const told = usePlan.getState().plan?.revision;
      const stop = usePlan.subscribe(({ plan }) => {
        if (!undo || plan?.revision === told) return;
        stop();
        dismissToast(toastId);
      });
      dispatchToast(
        <FluentToast>
          <ToastTitle
            action={
              action && (
                <ToastTrigger>
                  <Link onClick={action.run}>{action.label}</Link>
                </ToastTrigger>
              )
            }
          >
            {title}
          </ToastTitle>
          {body && <ToastBody>{body}</ToastBody>}
        </FluentToast>,
        // What went wrong takes longer to read than what went well.
        {
          toastId,
          intent: mood,
          timeout: mood === 'error' || mood === 'warning' ? 12_000 : 5_000,
          pauseOnHover: true,
          onStatusChange: (_, { status }) => status === 'dismissed' && stop(),
        },
      );
    },
    [dispatchToast, dismissToast, t],
  );
}

/** Where the messages of `useToast` appear; once, in the frame. */
export function ToastCorner() {
  const { t } = useTranslation('components');
  // A landmark of its own, so that who goes by landmarks finds what was just said.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <section ref={setPlace} data-frame="messages" aria-label={t('messages')}>
      {place && <Toaster toasterId={TOASTER} position="bottom-end" limit={3} mountNode={place} />}
    </section>
  );
}

const announcements = new EventTarget();

/** Says something to a screen reader without showing it: the outcome of a drag, of a command, of a filter. */
export function announce(text: string): void {
  announcements.dispatchEvent(new CustomEvent('say', { detail: text }));
}

/** The one place where `announce` is heard; once, in the frame. */
export function LiveRegion() {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  useEffect(() => {
    const say = (event: Event) =>
      setSaid((last) => ({ text: (event as CustomEvent<string>).detail, turn: last.turn + 1 }));
    announcements.addEventListener('say', say);
    return () => announcements.removeEventListener('say', say);
  }, []);
  // Two regions take turns, because the same sentence twice in one region is read only once.
  return (
    <div className="visually-hidden">
      <div role="status">{said.turn % 2 === 0 ? said.text : ''}</div>
      <div role="status">{said.turn % 2 === 1 ? said.text : ''}</div>
    </div>
  );
}

export interface EmptyStateProps {
  icon: ReactElement;
  title: string;
  /** What goes here. */
  children: ReactNode;
  actions?: ReactNode;
}

/** What a screen shows before it has anything: what goes here, and how to get it. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.picture} aria-hidden>
        {icon}
      </span>
      <h2 className={styles.emptyTitle}>{title}</h2>
      <p className={styles.emptyText}>{children}</p>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
