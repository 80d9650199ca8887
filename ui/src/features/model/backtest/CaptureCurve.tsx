import { useTranslation } from 'react-i18next';
import { percent } from '../../../format/figures';
import type { CurvePoint } from '../../../ipc/bindings';
import styles from './Backtest.module.css';

const SIDE = 100;

/** What the best accounts by score hold of the outcome, against what as many drawn by lot would. */
export function CaptureCurve({ curve }: { curve: readonly CurvePoint[] }) {
  const { t } = useTranslation('model');
  const points = curve.map(({ x, y }) => `${(x * SIDE).toFixed(2)},${((1 - y) * SIDE).toFixed(2)}`).join(' ');
  return (
    <figure className={styles.capture}>
      <figcaption className={styles.title}>{t('backtest.capture')}</figcaption>
      <div className={styles.plot}>
        <span className={styles.yLabel}>{t('backtest.held')}</span>
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" role="img" aria-label={t('backtest.capture')}>
          {[25, 50, 75].map((at) => (
            <line key={at} className={styles.grid} x1={0} x2={SIDE} y1={at} y2={at} />
          ))}
          <line className={styles.chance} x1={0} y1={SIDE} x2={SIDE} y2={0} />
          <polyline className={styles.curve} points={points} />
        </svg>
        <span className={styles.most}>{percent(1)}</span>
        <span className={styles.least}>0</span>
        <span className={styles.xLabel}>
          <span>{t('backtest.bestFirst')}</span>
          <span className={styles.chanceLabel}>{t('backtest.byChance')}</span>
          <span>{percent(1)}</span>
        </span>
      </div>
    </figure>
  );
}
