import { useEffect, useState } from 'react';
import styles from './Moving.module.css';

/** Five steps a second say that work goes on. An animation is drawn sixty times, with the processor that the work needs. */
const EVERY = 200;

/** Counts round and round while it is shown. */
function useSteps(count: number): number {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const turning = setInterval(() => setStep((last) => (last + 1) % count), EVERY);
    return () => clearInterval(turning);
  }, [count]);
  return step;
}

const TURN = 12;

/** A wheel that turns while something is being done. */
export function Wheel() {
  const step = useSteps(TURN);
  return (
    <svg className={styles.wheel} viewBox="0 0 16 16" aria-hidden data-turning>
      <circle className={styles.rim} cx={8} cy={8} r={6.5} />
      <path className={styles.arc} d="M8 1.5A6.5 6.5 0 0 1 14.5 8" transform={`rotate(${(step * 360) / TURN} 8 8)`} />
    </svg>
  );
}

/** From beyond one end of the bar to beyond the other. */
const WAY = 16;

function Runner() {
  const step = useSteps(WAY);
  return <span className={styles.runner} style={{ left: `${(step / (WAY - 1)) * 133 - 33}%` }} />;
}

export interface ProgressBarProps {
  /** Read aloud. */
  label: string;
  /** 0 to 1; null while the end is not known. */
  value: number | null;
  thick?: boolean;
}

/** How far something is, or that it goes on. */
export function ProgressBar({ label, value, thick }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(Math.min(1, value) * 100)}
      className={`${styles.track} ${thick ? styles.thick : ''}`}
    >
      {value === null ? <Runner /> : <span className={styles.done} style={{ width: `${Math.min(1, value) * 100}%` }} />}
    </div>
  );
}
