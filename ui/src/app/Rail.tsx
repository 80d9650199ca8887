import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/Button';
import {
  AccountsIcon,
  AttentionIcon,
  CoverageIcon,
  CheckMarkIcon,
  HomeIcon,
  ModelIcon,
  NarrowIcon,
  NotStartedIcon,
  OpportunityIcon,
  QuotasIcon,
  ShareIcon,
  TerritoriesIcon,
  TiersIcon,
  WideIcon,
} from '../components/icons';
import type { StepStatus } from '../ipc/bindings';
import { usePlan } from '../state/plan';
import { useWindow } from '../state/window';
import styles from './AppFrame.module.css';
import { Mark } from './Mark';
import type { StepId } from './steps';
import { useTight } from './useTight';

const ICONS: Record<StepId, ReactElement> = {
  home: <HomeIcon />,
  accounts: <AccountsIcon />,
  model: <ModelIcon />,
  tiers: <TiersIcon />,
  opportunity: <OpportunityIcon />,
  coverage: <CoverageIcon />,
  territories: <TerritoriesIcon />,
  quotas: <QuotasIcon />,
  share: <ShareIcon />,
};

function StateMark({ state }: { state: StepStatus }) {
  const { t } = useTranslation('frame');
  const looks = {
    done: { icon: <CheckMarkIcon aria-hidden />, look: styles.done },
    attention: { icon: <AttentionIcon aria-hidden />, look: styles.attention },
    notStarted: { icon: <NotStartedIcon aria-hidden />, look: styles.notStarted },
  };
  const { icon, look } = looks[state];
  return (
    <span className={`${styles.state} ${look ?? ''}`}>
      {icon}
      <span className="visually-hidden">{t(`stepStates.${state}`)}</span>
    </span>
  );
}

/** The path: every step with how far it has come and, for the one in hand and those that need it, one sentence. */
export function Rail({ steps }: { steps: readonly StepId[] }) {
  const { t } = useTranslation('frame');
  const plan = usePlan((state) => state.plan);
  const tight = useTight();
  const { step: current, go, railNarrow, toggleRail } = useWindow();
  return (
    <nav className={styles.rail} data-frame="rail" aria-label={t('rail')}>
      <div className={styles.brand}>
        <Mark className={styles.mark} />
        <span className={styles.brandName}>{t('product')}</span>
      </div>
      <ul className={styles.steps}>
        {steps.map((step) => {
          const status = plan?.steps.find((each) => each.step === step);
          const said = status?.sentence && (status.status === 'attention' || step === current);
          return (
            <li key={step}>
              <button
                type="button"
                className={`${styles.step} ${step === current ? styles.current : ''}`}
                aria-current={step === current ? 'step' : undefined}
                title={[t(`steps.${step}`), status?.sentence].filter(Boolean).join(': ')}
                disabled={!plan && step !== current && step !== 'home'}
                onClick={() => go(step)}
              >
                <span className={styles.icon} aria-hidden>
                  {ICONS[step]}
                </span>
                <span className={styles.name}>{t(`steps.${step}`)}</span>
                {status && <StateMark state={status.status} />}
                {said && <span className={styles.sentence}>{status.sentence}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <div className={styles.railFoot}>
        {!tight && (
          <IconButton
            label={t(railNarrow ? 'wide' : 'narrow')}
            icon={railNarrow ? <WideIcon /> : <NarrowIcon />}
            small={false}
            onClick={toggleRail}
          />
        )}
      </div>
    </nav>
  );
}
