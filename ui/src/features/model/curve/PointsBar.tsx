import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ShareBar } from '../../../components';
import { num } from '../../../format/figures';
import styles from './PointsBar.module.css';

export interface PointsBarProps {
  /** Read aloud. */
  label: string;
  /** 0..1. */
  points: number;
  /** Something is tried out, so that Escape gives it up. */
  trying: boolean;
  disabled: boolean;
  onMove: (points: number) => void;
  onSettle: (points: number) => void;
  onCancel: () => void;
}

/** A hand moves in steps of 5 points: finer is typed, or moved by key. */
const GRAIN = 0.05;
const KEYS: Record<string, number> = {
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
};

/** Points as a bar whose end can be taken hold of. */
export function PointsBar({ label, points, trying, disabled, ...on }: PointsBarProps) {
  const { t } = useTranslation('model');
  const [dragged, setDragged] = useState(false);
  // Several moves may come before the window is drawn again; the last one is what is let go of.
  const held = useRef<number | null>(null);

  const move = (to: number) => {
    const next = Math.round(Math.max(0, Math.min(1, to)) * 100) / 100;
    held.current = next;
    on.onMove(next);
  };
  const grab = (event: PointerEvent<HTMLElement>) => {
    if (disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    settle();
    setDragged(true);
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (!dragged || box.width === 0) return;
    move(Math.round((event.clientX - box.left) / box.width / GRAIN) * GRAIN);
  };
  const settle = () => {
    setDragged(false);
    const next = held.current;
    held.current = null;
    if (next !== null) on.onSettle(next);
  };
  const cancel = () => {
    setDragged(false);
    held.current = null;
    on.onCancel();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && trying) {
      // Escape gives up the move; only the next one closes what stands beside.
      event.preventDefault();
      event.stopPropagation();
      cancel();
      return;
    }
    const step = KEYS[event.key];
    if (step === undefined || disabled) return;
    event.preventDefault();
    move((held.current ?? points) + step);
  };

  return (
    <div
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-disabled={disabled || undefined}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(points * 100)}
      aria-valuetext={t('curve.points', { points: num(points * 100) })}
      className={`${styles.bar} ${dragged ? styles.dragged : ''}`}
      style={{ '--points': points } as CSSProperties}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={settle}
      onPointerCancel={cancel}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.key in KEYS && settle()}
      // A key that is let go of elsewhere is not heard here.
      onBlur={settle}
    >
      <ShareBar ratio={points} calm />
    </div>
  );
}
