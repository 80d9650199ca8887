import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button';
import { MessageBar } from '../components/Messages';
import { day } from '../format/dates';
import { num } from '../format/figures';
import { usePlan } from '../state/plan';
import styles from './AppFrame.module.css';

/** Says what has come due since the day the plan is seen from, until somebody brings it to today or waves it away. */
export function DueBar({ onBring }: { onBring: () => void }) {
  const { t } = useTranslation('frame');
  const plan = usePlan((state) => state.plan);
  const due = plan?.due ?? null;
  /** What was waved away: the same again is not said again until the plan is opened anew. */
  const [waved, setWaved] = useState('');
  const what = plan && due ? `${plan.file.token} ${plan.asOf} ${due.overrides} ${due.limit}` : '';
  if (!plan || !due || waved === what) return null;
  const overrides = due.overrides > 0 && t('due.overrides', { count: due.overrides, shown: num(due.overrides) });
  const parts = [overrides, due.limit && t('due.limit')].filter((part) => part !== false);
  return (
    <div data-frame="top" className={styles.due}>
      <MessageBar
        line
        actions={
          !plan.readOnly && (
            <Button small onClick={onBring}>
              {t('due.bring')}
            </Button>
          )
        }
        onDismiss={() => setWaved(what)}
      >
        {t('due.sentence', { day: day(plan.asOf), what: parts.join(t('due.and')) })}
      </MessageBar>
    </div>
  );
}
