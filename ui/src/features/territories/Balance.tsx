import { useTranslation } from 'react-i18next';
import { Slider } from '../../components';
import { num, percent } from '../../format/figures';
import type { BalanceView } from '../../ipc/bindings';
import { dialWord } from './measures';
import styles from './Territories.module.css';

interface BalanceProps {
  balance: BalanceView;
  continuity: number;
  onContinuity: (continuity: number) => void;
  disabled: boolean;
}

/** The dial for the next assignment and, quietly, how equal the work is now. */
export function Balance({ balance, continuity, onContinuity, disabled }: BalanceProps) {
  const { t } = useTranslation('territories');
  const figures = [
    { label: t('balance.deviation'), value: percent(balance.maxDeviation / 1000) },
    { label: t('balance.tolerance'), value: t('balance.toleranceValue', { share: percent(balance.tolerance / 1000) }) },
    { label: t('balance.cv'), value: percent(balance.cv / 1000, 1) },
    { label: t('balance.gini'), value: num(balance.gini / 1000, 2) },
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
            onMove={onContinuity}
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
