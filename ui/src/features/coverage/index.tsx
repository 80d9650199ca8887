/** What can we staff? The work that the tiers ask for, in hours and reps, against the team. */
import { useTranslation } from 'react-i18next';
import {
  Button,
  CoverageIcon,
  EmptyStep,
  ErrorBar,
  MessageBar,
  Num,
  Page,
  PageHeader,
  StatFigure,
  StatStrip,
} from '../../components';
import { num, percent } from '../../format/figures';
import type { CoverageView } from '../../ipc/bindings';
import { useLiveStep } from '../../ipc/useLiveStep';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { Cadence } from './Cadence';
import { NeedBar } from './NeedBar';
import { RepYear } from './RepYear';
import styles from './Coverage.module.css';

/** The answer in the title. */
function useTitle(view: CoverageView | undefined): string {
  const { t } = useTranslation('coverage');
  if (!view) return t('title');
  if (view.minutes === 0) return t('titleNoWork');
  if (view.minutesPerRep === 0) return t('noTime');
  if (view.repsPresent === null) return t('titleNobody', { count: view.headcount ?? 0, shown: num(view.headcount) });
  const spare = view.capacityMinutes - view.minutes;
  if (spare >= 0) return t('titleEnough', { hours: num(spare / 60) });
  return t('titleShort', { share: percent(view.affordable === null ? null : view.affordable / 1000) });
}

function Figures({ view }: { view: CoverageView }) {
  const { t } = useTranslation('coverage');
  const go = useWindow((state) => state.go);
  const hours = (minutes: number) => num(minutes / 60);
  const gap = view.repsPresent === null || view.repsNeeded === null ? null : view.repsNeeded - view.repsPresent;
  return (
    <StatStrip>
      <StatFigure
        large
        label={t('needed')}
        value={<Num value={view.repsNeeded === null ? null : view.repsNeeded / 1000} digits={1} fixed />}
        sentence={
          view.headcount === null
            ? t('neededUnknown', { hours: hours(view.minutes) })
            : t('neededNote', { count: view.headcount, shown: num(view.headcount), hours: hours(view.minutes) })
        }
      />
      <StatFigure
        large
        label={t('present')}
        value={<Num value={view.repsPresent === null ? null : view.repsPresent / 1000} digits={1} fixed />}
        sentence={
          view.repsPresent === null ? (
            <Button small look="secondary" onClick={() => go('territories')}>
              {t('addReps')}
            </Button>
          ) : (
            t('presentNote', { hours: hours(view.capacityMinutes) })
          )
        }
      />
      {gap !== null && (
        <StatFigure
          large
          label={t(gap > 0 ? 'gap' : 'spare')}
          value={
            <span className={gap > 0 ? styles.short : styles.enough}>
              <Num value={Math.abs(gap) / 1000} digits={1} fixed />
            </span>
          }
          sentence={
            gap > 0
              ? t('gapNote', { hours: hours(view.minutes - view.capacityMinutes) })
              : t('spareNote', { hours: hours(Math.max(0, view.capacityMinutes - view.minutes)) })
          }
        />
      )}
    </StatStrip>
  );
}

export default function Coverage() {
  const { t } = useTranslation(['coverage', 'frame']);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const readOnly = usePlan((state) => state.plan?.readOnly ?? false);
  const { query, view, live, changing } = useLiveStep('coverage', { enabled: accounts > 0 });
  const title = useTitle(view);

  if (accounts === 0) {
    return (
      <EmptyStep
        step="coverage"
        title={t('titleNoWork')}
        icon={<CoverageIcon />}
        texts={{ title: t('empty.title'), text: t('empty.text'), action: t('empty.action') }}
      />
    );
  }
  return (
    <Page header={<PageHeader question={t('frame:questions.coverage')} title={title} />}>
      <ErrorBar error={query.error} onAgain={query.again} />
      <ErrorBar error={changing.error} onDismiss={changing.clearError} />
      {view?.minutesPerRep === 0 && <MessageBar mood="warning">{view.sentence}</MessageBar>}
      {view && (
        <>
          <div className={styles.top}>
            <Figures view={view} />
            <NeedBar view={view} />
          </div>
          <Cadence view={view} live={live} readOnly={readOnly} />
          <RepYear view={view} live={live} readOnly={readOnly} />
        </>
      )}
    </Page>
  );
}
