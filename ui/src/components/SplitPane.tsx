import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Layout.module.css';

export interface SplitPaneProps {
  /** The pane whose width is set. */
  first: ReactNode;
  second: ReactNode;
  /** Widths in pixels. */
  initial: number;
  min?: number;
  max?: number;
}

/** Two panes with a divide that is moved by hand or with the arrow keys. */
export function SplitPane({ first, second, initial, min = 200, max = 640 }: SplitPaneProps) {
  const { t } = useTranslation('components');
  const [width, setWidth] = useState(initial);
  const put = (next: number) => setWidth(Math.max(min, Math.min(max, next)));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const offset = event.clientX - width;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => put(moved.clientX - offset);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    put(width + step);
  };

  return (
    <div className={styles.split}>
      <div className={styles.pane} style={{ width, flex: 'none' }}>
        {first}
      </div>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={t('split.handle')}
        aria-valuenow={width}
        aria-valuemin={min}
        aria-valuemax={max}
        tabIndex={0}
        className={styles.divide}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
        onDoubleClick={() => put(initial)}
      />
      <div className={`${styles.pane} ${styles.rest}`}>{second}</div>
    </div>
  );
}
