import { useTranslation } from 'react-i18next';
import { Num, NumberInput, PercentInput, Section } from '../../components';
import type { CoverageSettings, CoverageView } from '../../ipc/bindings';
import type { LiveSettings } from '../../ipc/useLiveSettings';
import styles from './Coverage.module.css';

interface RepYearProps {
  view: CoverageView;
  live: LiveSettings<CoverageSettings>;
  readOnly: boolean;
}

/** How much of a year a full-time rep spends with accounts, as the product it is. */
export function RepYear({ view, live, readOnly }: RepYearProps) {
  const { t } = useTranslation('coverage');
  const settings = live.settings ?? view.settings;
  const edit = (put: (value: number) => Partial<CoverageSettings>) => ({
    disabled: readOnly,
    onTyping: (value: number | null) => (value === null ? live.giveUp() : live.move({ ...settings, ...put(value) })),
    onCommit: (value: number | null) => value !== null && live.settle({ ...settings, ...put(value) }),
  });
  return (
    <Section title={t('year.title')}>
      <div className={styles.year}>
        <div className={styles.factor}>
          <NumberInput
            label={t('year.hours')}
            value={settings.hoursPerWeek}
            min={1}
            max={80}
            {...edit((value) => ({ hoursPerWeek: Math.round(value) }))}
          />
        </div>
        <span className={styles.sign} aria-hidden>
          {'×'}
        </span>
        <div className={styles.factor}>
          <NumberInput
            label={t('year.weeks')}
            value={settings.weeksPerYear}
            min={1}
            max={52}
            {...edit((value) => ({ weeksPerYear: Math.round(value) }))}
          />
        </div>
        <span className={styles.sign} aria-hidden>
          {'×'}
        </span>
        <div className={styles.factor}>
          <PercentInput
            label={t('year.selling')}
            value={settings.sellingShare / 1000}
            min={0.01}
            max={1}
            {...edit((value) => ({ sellingShare: Math.round(value * 1000) }))}
          />
        </div>
        <span className={styles.sign} aria-hidden>
          {'='}
        </span>
        <div className={styles.product}>
          <span className={styles.productLabel}>{t('year.result')}</span>
          <span>
            <strong className={styles.productValue}>
              <Num value={view.minutesPerRep / 60} />
            </strong>{' '}
            {t('year.resultUnit')}
          </span>
        </div>
      </div>
      <p className={styles.hint}>{t('year.sellingHint')}</p>
    </Section>
  );
}
