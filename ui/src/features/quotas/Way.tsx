import { useTranslation } from 'react-i18next';
import { Money, Section } from '../../components';
import { percent, signed } from '../../format/figures';
import type { QuotasView } from '../../ipc/bindings';
import { wayToStreet, type WayStep } from './measures';
import styles from './Quotas.module.css';

/** How the target becomes the sum that reps carry, as steps that add up. */
export function Way({ view }: { view: QuotasView }) {
  const { t } = useTranslation('quotas');
  const steps = wayToStreet(view);
  const { target, overAssignment } = view.settings;
  const note = (id: WayStep['id']): string | null => {
    switch (id) {
      case 'last':
        return null;
      case 'target':
        return view.lastResult && target !== null
          ? t('way.growth', { change: signed(target / view.lastResult - 1, (each) => percent(each, 1)) })
          : null;
      case 'over':
        return t('way.overNote', { share: percent(overAssignment / 1000, 1) });
      case 'street':
        return view.attainmentFactor === null
          ? null
          : t('way.streetNote', { factor: percent(view.attainmentFactor / 1000, 1) });
    }
  };
  return (
    <Section title={t('way.title')}>
      <ol className={styles.way}>
        {steps.map((step) => (
          <li key={step.id} className={`${styles.wayRow} ${step.id === 'street' ? styles.wayEnd : ''}`}>
            <span className={styles.wayName}>{t(`way.${step.id}`)}</span>
            <span className={styles.wayTrack} aria-hidden>
              <span
                className={styles[`way_${step.id}`]}
                style={{ left: `${step.from * 100}%`, width: `${(step.to - step.from) * 100}%` }}
              />
            </span>
            <span className={`${styles.wayAmount} num`}>
              <Money minor={step.amount} />
            </span>
            <span className={styles.wayNote}>{note(step.id)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
