import { useTranslation } from 'react-i18next';
import { tierVariable } from '../../../components';
import type { EstimateView } from '../../../ipc/bindings';
import styles from './Backtest.module.css';

export interface IntervalBarProps {
  estimate: EstimateView;
  scale: { from: number; to: number };
  /** Null for all tiers. */
  tier: number | null;
  shown: (value: number) => string;
}

/** A figure as a mark on the stretch in which it lies 95 times of a hundred. An end that nobody knows runs out of the bar. */
export function IntervalBar({ estimate, scale, tier, shown }: IntervalBarProps) {
  const { t } = useTranslation('model');
  const width = scale.to - scale.from || 1;
  const place = (value: number) => Math.min(100, Math.max(0, ((value - scale.from) / width) * 100));
  const low = estimate.low === null ? 0 : place(estimate.low);
  const high = estimate.high === null ? 100 : place(estimate.high);
  const words =
    estimate.low === null || estimate.high === null
      ? t('backtest.noInterval')
      : t('backtest.between', { low: shown(estimate.low), high: shown(estimate.high) });
  const colour = `var(${tier === null ? '--text-soft' : tierVariable(tier)})`;
  return (
    <div role="img" aria-label={words} title={words} className={styles.bar} data-drawn>
      <span className={styles.stretch} style={{ left: `${low}%`, width: `${high - low}%`, background: colour }} />
      <span className={styles.mark} style={{ left: `${place(estimate.value)}%`, background: colour }} />
    </div>
  );
}
