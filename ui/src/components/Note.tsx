import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import { CloseIcon, DoneIcon, InfoIcon } from './icons';
import styles from './Note.module.css';

export interface NoteProps {
  /** Something was done, rather than something to know. */
  done?: boolean;
  children: ReactNode;
  action?: ReactNode;
  onDismiss?: () => void;
}

/** One quiet line on a screen: what was done, or what is worth knowing, with what can be done about it. A MessageBar speaks up. */
export function Note({ done, children, action, onDismiss }: NoteProps) {
  const { t } = useTranslation('components');
  return (
    <div className={styles.note} role="status">
      {done ? <DoneIcon className={styles.done} aria-hidden /> : <InfoIcon className={styles.info} aria-hidden />}
      <span className={styles.text}>{children}</span>
      {action}
      {onDismiss && <IconButton label={t('dismiss')} icon={<CloseIcon />} onClick={onDismiss} />}
    </div>
  );
}
