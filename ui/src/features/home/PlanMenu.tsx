import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, Menu, useCommandEntries } from '../../components';
import { usePlan } from '../../state/plan';
import styles from './Home.module.css';

const GROUPS = [
  ['file.rename', 'plan.today', 'file.import', 'file.export', 'file.saveCopy'],
  ['file.new', 'file.open', 'file.close'],
  ['app.about'],
] as const;

/** The plan's name in the top bar, and what can be done with the plan as a whole. */
export function PlanMenu() {
  const { t } = useTranslation('frame');
  const plan = usePlan((state) => state.plan);
  const items = useCommandEntries(GROUPS);
  return (
    <Menu
      trigger={
        <button type="button" className={styles.planName} title={plan ? `${plan.name}, ${plan.period}` : undefined}>
          <span className={styles.planText}>{plan?.name ?? t('noPlan')}</span>
          {plan && <span className={styles.planPeriod}>{plan.period}</span>}
          <ChevronDownIcon aria-hidden />
        </button>
      }
      items={items}
    />
  );
}
