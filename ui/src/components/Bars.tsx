import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { percent, signed } from '../format/figures';
import styles from './Bars.module.css';

export interface BalanceBarProps {
  /** Whose balance it is and in what; read aloud. */
  label: string;
  /** Deviation from the target share: 0.1 is 10 % above. */
  deviation: number;
  /** The deviation before the last change; drawn as a mark. */
  before?: number;
  /** Half the width of the tolerance band. */
  tolerance: number;
  /** The deviation at the ends of the bar. */
  reach?: number;
}

/** How far a territory is from its share: a bar from the middle, over the band that is tolerated. */
export function BalanceBar({ label, deviation, before, tolerance, reach = 0.5 }: BalanceBarProps) {
  const { t } = useTranslation('components');
  const place = (value: number) => 50 + (Math.max(-reach, Math.min(reach, value)) / reach) * 50;
  const value = signed(deviation, (each) => percent(each));
  const state = Math.abs(deviation) <= tolerance ? 'inside' : deviation > 0 ? 'above' : 'below';
  const at = place(deviation);
  return (
    <div
      role="img"
      aria-label={`${label}: ${t(`bar.${state}`, { value })}`}
      title={t(`bar.${state}`, { value })}
      className={`${styles.balance} ${state === 'inside' ? '' : styles.outside}`}
    >
      <div className={styles.band} style={{ left: `${place(-tolerance)}%`, right: `${100 - place(tolerance)}%` }} />
      <div className={styles.reach} style={{ left: `${Math.min(50, at)}%`, width: `${Math.abs(at - 50)}%` }} />
      <div className={styles.zero} />
      {before !== undefined && <div className={styles.before} style={{ left: `${place(before)}%` }} />}
      {Math.abs(deviation) > reach && (
        <div className={`${styles.beyond} ${deviation > 0 ? styles.beyondRight : styles.beyondLeft}`} />
      )}
    </div>
  );
}

export interface Part {
  id: string;
  label: string;
  /** Any unit, never negative. */
  amount: number;
  /** The amount as it is written beside the label. */
  shown: ReactNode;
  /** A variable of tokens.css. */
  color: `--${string}`;
}

/** What a whole is made of, in one bar, with the parts named under it. */
export function PartsBar({ label, parts, names = true }: { label: string; parts: readonly Part[]; names?: boolean }) {
  const whole = parts.reduce((sum, part) => sum + part.amount, 0);
  const shareOf = (part: Part) => (whole > 0 ? part.amount / whole : 0);
  const spoken = parts.map((part) => `${part.label} ${percent(shareOf(part))}`).join(', ');
  return (
    <div>
      <div className={styles.parts} role="img" aria-label={`${label}: ${spoken}`}>
        {parts
          .filter((part) => part.amount > 0)
          .map((part) => (
            <div
              key={part.id}
              className={styles.part}
              title={`${part.label}: ${percent(shareOf(part), 1)}`}
              style={{ flexGrow: shareOf(part), flexBasis: 0, background: `var(${part.color})` }}
            />
          ))}
      </div>
      {names && (
        <ul className={styles.legend}>
          {parts.map((part) => (
            <li key={part.id} className={styles.key}>
              <span className={styles.swatch} style={{ background: `var(${part.color})` }} data-drawn aria-hidden />
              {part.label}
              <span className={styles.amount}>{part.shown}</span>
              <span className="num">{percent(shareOf(part))}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A share as a short bar beside its figure, which says it: the bar itself is not read aloud. `calm` for a lesser measure. */
export function ShareBar({ ratio, calm }: { ratio: number; calm?: boolean }) {
  return (
    <span className={styles.share} aria-hidden>
      <span className={calm ? styles.calm : undefined} style={{ width: `${Math.min(1, Math.max(0, ratio)) * 100}%` }} />
    </span>
  );
}
