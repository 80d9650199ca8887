import { useTranslation } from 'react-i18next';
import {
  ArrowLeftIcon,
  Button,
  DataTable,
  ErrorBar,
  Money,
  Num,
  Page,
  PageHeader,
  PrintIcon,
  TierBadge,
  type TableColumn,
} from '../../../components';
import { day } from '../../../format/dates';
import { num, percent } from '../../../format/figures';
import type { BoardColumn, CriterionView, GateView, ModelView } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { usePlan } from '../../../state/plan';
import { CurvePicture } from '../CurvePicture';
import { Example } from './Example';
import { usePrinting } from './usePrinting';
import styles from './HowWeTier.module.css';

/** How we tier: the model as a page to read and to print, made from what is in force now. */
export function HowWeTier({ view, answer, onBack }: { view: ModelView; answer: string; onBack: () => void }) {
  const { t } = useTranslation(['model', 'frame']);
  const plan = usePlan((state) => state.plan);
  const board = useQueryCommand('tier_board', null);
  const gates = useQueryCommand('gates', null);
  const scenarios = useQueryCommand('scenarios', null);
  const best = useQueryCommand('board_cards', { tier: 0, search: '', filters: [], offset: 0, limit: 1 });
  const print = usePrinting();
  const example = best.data?.cards[0];
  const error = board.error ?? gates.error ?? best.error ?? scenarios.error;
  const steady = scenarios.data?.steadiness;
  return (
    <Page
      header={
        <PageHeader
          question={t('model:how.question')}
          title={t('model:how.title')}
          actions={
            <>
              <Button icon={<ArrowLeftIcon />} onClick={onBack}>
                {t('model:how.back')}
              </Button>
              <Button look="primary" icon={<PrintIcon />} onClick={print} disabled={!board.data || !gates.data}>
                {t('model:how.print')}
              </Button>
            </>
          }
        >
          <p className={styles.about}>
            {t('model:how.about', {
              plan: plan?.name ?? '',
              period: plan?.period ?? '',
              day: day(plan?.asOf),
              count: plan?.accounts ?? 0,
              shown: num(plan?.accounts ?? 0),
            })}
          </p>
        </PageHeader>
      }
    >
      <ErrorBar error={error} />
      <article className={styles.sheet}>
        <p className={styles.answer}>{answer}.</p>
        <section>
          <h2>{t('model:how.score')}</h2>
          <p>{t('model:how.scoreText')}</p>
          <Criteria criteria={view.criteria} />
        </section>
        {gates.data && gates.data.gates.length > 0 && (
          <section>
            <h2>{t('model:how.gates')}</h2>
            <p>{t('model:gates.note')}</p>
            <GatesTold gates={gates.data.gates} />
          </section>
        )}
        {board.data && (
          <section>
            <h2>{t('model:how.cuts')}</h2>
            <p>{t(`model:how.cut.${view.cut.kind}`)}</p>
            {steady && steady.problem === null && (
              <p>
                {t('model:how.held', { day: day(steady.agreedOn), margin: num(steady.margin / 10, 1) })}{' '}
                {steady.mostMoves !== null &&
                  t(steady.period === null ? 'model:how.heldLimit' : `model:how.heldLimitIn.${steady.period}`, {
                    most: percent(steady.mostMoves / 1000, 1),
                  })}{' '}
                {view.live.held > 0 && t('model:how.heldNow', { count: view.live.held, shown: num(view.live.held) })}
              </p>
            )}
            <Tiers
              columns={[
                ...board.data.columns,
                ...(board.data.excluded.summary.accounts > 0 ? [board.data.excluded] : []),
              ]}
            />
          </section>
        )}
        {board.data && (
          <section>
            <h2>{t('model:how.people')}</h2>
            <p>
              {board.data.overrides === 0
                ? t('model:how.nobody')
                : t('model:how.byHand', { count: board.data.overrides, shown: num(board.data.overrides) })}
            </p>
          </section>
        )}
        {example && (
          <section>
            <h2>{t('model:how.example', { name: example.name })}</h2>
            <Example account={example.id} />
          </section>
        )}
      </article>
    </Page>
  );
}

function Criteria({ criteria }: { criteria: readonly CriterionView[] }) {
  const { t } = useTranslation('model');
  const columns: TableColumn<CriterionView>[] = [
    {
      id: 'name',
      header: t('how.criterion'),
      cell: ({ name, source }) => (
        <>
          <strong>{name}</strong>
          {source !== name && <span className={styles.soft}>{source}</span>}
        </>
      ),
      width: '22%',
    },
    {
      id: 'weight',
      header: t('how.weight'),
      align: 'right',
      cell: ({ weight }) => <Num value={weight / 10} digits={1} />,
      foot: <Num value={criteria.reduce((sum, { weight }) => sum + weight, 0) / 10} />,
    },
    {
      id: 'picture',
      header: t('columns.curve'),
      width: 170,
      cell: ({ picture, categories, curveSentence, fromLabel, toLabel }) => (
        <CurvePicture picture={picture} categories={categories} sentence={curveSentence} ends={[fromLabel, toLabel]} />
      ),
    },
    {
      id: 'sentence',
      header: t('how.points'),
      cell: ({ curveSentence, categories }) => (
        <>
          {curveSentence}
          {/* Of values that are all alike the sentence tells enough. */}
          {categories.some(({ points }) => points !== categories[0]?.points) && <Values categories={categories} />}
        </>
      ),
    },
    {
      id: 'missing',
      header: t('columns.missing'),
      width: '20%',
      cell: ({ missing, missingPolicy }) =>
        missing === 0 ? (
          t('how.complete')
        ) : (
          <>
            {t('how.missing', { count: missing, shown: num(missing) })}
            <span className={styles.soft}>{t(`policyMeans.${missingPolicy}`)}</span>
          </>
        ),
    },
  ];
  return <DataTable label={t('how.score')} columns={columns} rows={criteria} rowId={({ id }) => id} />;
}

/** As many values are told, the best first; a page to read is no register. */
const VALUES_TOLD = 20;

/** What each value gives, of 100. */
function Values({ categories }: { categories: CriterionView['categories'] }) {
  const { t } = useTranslation('model');
  const sorted = [...categories].sort((a, b) => b.points - a.points);
  const more = sorted.length - VALUES_TOLD;
  const told = sorted
    .slice(0, VALUES_TOLD)
    .map(({ value, points }) => t('how.valuePoints', { value, points: num(Math.round(points * 100)) }));
  if (more > 0) told.push(t('how.moreValues', { count: more, shown: num(more) }));
  return <span className={styles.soft}>{told.join(' · ')}</span>;
}

function GatesTold({ gates }: { gates: readonly GateView[] }) {
  const { t } = useTranslation('model');
  const names = usePlan((state) => state.plan?.tiers) ?? [];
  const columns: TableColumn<GateView>[] = [
    { id: 'gate', header: t('gates.gate'), cell: ({ touch }) => touch.sentence },
    {
      id: 'fate',
      header: t('gates.fate'),
      cell: ({ draft: { stopsAt } }) =>
        stopsAt === null ? t('gates.out') : t('gates.noBetter', { name: names[stopsAt] ?? '' }),
    },
    { id: 'stops', header: t('gates.stops'), align: 'right', cell: ({ touch }) => <Num value={touch.stops} /> },
  ];
  return <DataTable label={t('how.gates')} columns={columns} rows={gates} rowId={({ id }) => id} />;
}

function Tiers({ columns: tiers }: { columns: readonly BoardColumn[] }) {
  const { t } = useTranslation('model');
  const columns: TableColumn<BoardColumn>[] = [
    {
      id: 'tier',
      header: t('results.tier'),
      cell: ({ tier, name }) => <TierBadge tier={tier ?? 'excluded'} name={name} />,
    },
    { id: 'rule', header: t('how.rule'), cell: ({ rule }) => rule },
    {
      id: 'accounts',
      header: t('results.accounts'),
      align: 'right',
      cell: ({ summary }) => <Num value={summary.accounts} />,
    },
    { id: 'byHand', header: t('how.setByHand'), align: 'right', cell: ({ overrides }) => <Num value={overrides} /> },
    {
      id: 'potential',
      header: t('results.potential'),
      align: 'right',
      cell: ({ summary }) => <Money minor={summary.potential} />,
    },
    {
      id: 'hours',
      header: t('results.hours'),
      align: 'right',
      cell: ({ summary }) => <Num value={Math.round(summary.minutes / 60)} />,
    },
  ];
  return <DataTable label={t('how.cuts')} columns={columns} rows={tiers} rowId={({ tier }) => tier ?? 'excluded'} />;
}
