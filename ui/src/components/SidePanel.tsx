import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import { CloseIcon } from './icons';
import styles from './Layout.module.css';

/** The element at the right of the frame that side panels are put into. */
export const SideSlot = createContext<HTMLElement | null>(null);

export interface SidePanelProps {
  open: boolean;
  title: string;
  /** Under the title: a badge, a place. */
  note?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
}

/**
 * Details and reasons at the right of the screen. It stands beside what it explains and takes room from it, so that
 * nothing is covered. Escape closes it; one is open at a time.
 */
export function SidePanel({ open, title, note, onClose, children, footer }: SidePanelProps) {
  const slot = useContext(SideSlot);
  const { t } = useTranslation('components');
  const section = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      // Of several that lie on each other only the one in sight is closed.
      if (section.current?.nextElementSibling) return;
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      close.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
  if (!open || !slot) return null;
  return createPortal(
    <section ref={section} className={styles.side} aria-label={title}>
      <div className={styles.sideHead}>
        <h2 className={styles.sideTitle}>
          {title}
          {note && <div className={styles.sideNote}>{note}</div>}
        </h2>
        <IconButton label={t('close')} shortcut="Esc" icon={<CloseIcon />} onClick={onClose} />
      </div>
      <div className={styles.sideBody}>{children}</div>
      {footer && <div className={styles.sideFoot}>{footer}</div>}
    </section>,
    slot,
  );
}
