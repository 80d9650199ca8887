import { useTranslation } from 'react-i18next';
import { MoneyInput, PercentInput, Slider } from '../../components';
import { percent } from '../../format/figures';
import type { QuotaSettingsView } from '../../ipc/bindings';
import type { LiveSettings } from '../../ipc/useLiveSettings';
import { usePlanCurrency } from '../../state/plan';
import styles from './Quotas.module.css';

interface SettingsProps {
  live: LiveSettings<QuotaSettingsView>;
  saved: QuotaSettingsView;
  readOnly: boolean;
}

/** The target and how it is shared out. */
export function Settings({ live, saved, readOnly }: SettingsProps) {
  const { t } = useTranslation('quotas');
  const currency = usePlanCurrency();
  const settings = live.settings ?? saved;
  const shown = live.shown ?? saved;
  const unit = 10 ** currency.minorDigits;
  const typing = (put: (value: number) => Partial<QuotaSettingsView>) => (value: number | null) =>
    value === null ? live.giveUp() : live.move({ ...settings, ...put(value) });
  const blendText = t('settings.blendValue', {
    history: percent(shown.historyWeight / 1000),
    potential: percent(1 - shown.historyWeight / 1000),
  });
  return (
    <div className={styles.settings} role="group" aria-label={t('settings.label')}>
      <div className={styles.target}>
        <MoneyInput
          label={t('settings.target')}
          value={settings.target}
          currency={currency}
          min={0}
          step={100_000 * unit}
          allowEmpty
          disabled={readOnly}
          onTyping={typing((target) => ({ target }))}
          onCommit={(target) => live.settle({ ...settings, target })}
        />
      </div>
      <div className={styles.over}>
        <PercentInput
          label={t('settings.over')}
          value={settings.overAssignment / 1000}
          min={0}
          max={1}
          disabled={readOnly}
          onTyping={typing((value) => ({ overAssignment: Math.round(value * 1000) }))}
          onCommit={(value) => value !== null && live.settle({ ...settings, overAssignment: Math.round(value * 1000) })}
        />
      </div>
      <div className={styles.step}>
        <MoneyInput
          label={t('settings.step')}
          value={settings.step}
          currency={currency}
          min={unit}
          step={1000 * unit}
          disabled={readOnly}
          onTyping={typing((step) => ({ step }))}
          onCommit={(step) => step !== null && live.settle({ ...settings, step })}
        />
      </div>
      <div className={styles.blend}>
        <Slider
          label={t('settings.blend')}
          valueText={blendText}
          // The right end is all history, so the hand moves towards what it wants more of.
          value={shown.historyWeight}
          min={0}
          max={1000}
          step={50}
          disabled={readOnly}
          onMove={(historyWeight) => live.move({ ...settings, historyWeight })}
          onSettle={(historyWeight) => {
            if (historyWeight !== settings.historyWeight) live.settle({ ...settings, historyWeight });
            else live.giveUp();
          }}
        />
        <div className={styles.blendEnds} aria-hidden>
          <span>{t('settings.potential')}</span>
          <span>{t('settings.history')}</span>
        </div>
      </div>
    </div>
  );
}
