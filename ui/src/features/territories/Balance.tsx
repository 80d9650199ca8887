import { useTranslation } from 'react-i18next';
import { Slider } from '../../components';
import { num, percent } from '../../format/figures';
import type { BalanceView } from '../../ipc/bindings';
import { dialWord } from './measures';
import styles from './Territories.module.css';

interface BalanceProps {
  balance: BalanceView;
  continuity: number;
  /** The dial is under the hand. */
  onMove: (continuity: number) => void;
  /** It was let go. */
  onSettle: (continuity: number) => void;
  disabled: boolean;
}

/** The dial for the next assignment and, quietly, how equal the work is now. */
export function Balance({ balance, continuity, onMove, onSettle, disabled }: BalanceProps) {
  const { t } = useTranslation('territories');
  const ratio = (perMille: number | null) => (perMille === null ? null : perMille / 1000);
  const figures = [
    { label: t('balance.deviation'), value: percent(ratio(balance.maxDeviation)) },
    { label: t('balance.tolerance'), value: t('balance.toleranceValue', { share: percent(balance.tolerance / 1000) }) },
    { label: t('balance.cv'), value: percent(ratio(balance.cv), 1) },
    { label: t('balance.gini'), value: num(ratio(balance.gini), 2) },
  ];
  return (
    <div className={styles.bar}>
      <div className={styles.dial}>
        <span className={styles.end} aria-hidden>
          {t('assign.fair')}
        </span>
        <div className={styles.dialSlider}>
          <Slider
            label={t('assign.dial')}
            valueText={t(`assign.${dialWord(continuity)}`)}
            value={continuity}
            min={0}
            max={1000}
            step={50}
            disabled={disabled}
            onMove={onMove}
            onSettle={onSettle}
          />
        </div>
        <span className={styles.end} aria-hidden>
          {t('assign.keep')}
        </span>
      </div>
      <dl className={styles.figures} aria-label={t('balance.label')}>
        {figures.map((figure) => (
          <div key={figure.label} className={styles.figure}>
            <dt>{figure.label}</dt>
            <dd className="num">{figure.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
