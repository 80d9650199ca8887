import { useTranslation } from 'react-i18next';
import {
  Button,
  DataTable,
  EmptyState,
  ErrorBar,
  ModelIcon,
  Money,
  Num,
  OpenFigure,
  TierBadge,
  type TableColumn,
} from '../../../components';
import { compactMoney, num } from '../../../format/figures';
import type {
  CriterionGapView,
  FenceAccount,
  FirmnessView,
  FirmPart,
  ModelView,
  TierFirmness,
} from '../../../ipc/bindings';
import { openAccount, openAccounts } from '../../../state/open';
import { usePlanCurrency } from '../../../state/plan';
import { Otherwise, Share, shareText } from '../../accounts/Trust';
import { useFirmness } from './useFirmness';
import styles from './Firmness.module.css';

/** How far can the tiers be trusted: who stands on the fence, and what missing values are worth. */
export function Firmness({ view, names }: { view: ModelView; names: readonly string[] }) {
  const { t } = useTranslation('model');
  const { found, stopped, error, again } = useFirmness(view, t('firmness.testing'));
  if (error) return <ErrorBar error={error} onAgain={again} />;
  if (stopped) {
    return (
      <EmptyState
        icon={<ModelIcon />}
        title={t('firmness.stopped')}
        actions={<Button onClick={again}>{t('firmness.test')}</Button>}
      >
        {t('firmness.stoppedText')}
      </EmptyState>
    );
  }
  if (!found) return null;
  return (
    <section className={styles.firmness} aria-label={t('tabs.firmness')}>
      <Verdict found={found} />
      <div className={styles.pair}>
        <ByTier found={found} names={names} />
        <Gaps gaps={found.gaps} />
      </div>
      <Fence found={found} names={names} />
    </section>
  );
}

const onFence = (found: FirmnessView) => found.tiers.reduce((sum, tier) => sum + tier.fence, 0);

function Verdict({ found }: { found: FirmnessView }) {
  const { t } = useTranslation('model');
  const fence = onFence(found);
  const said = { count: fence, shown: num(fence), all: num(found.accounts), by: num(found.shakenBy / 10) };
  return (
    <div className={styles.verdict}>
      <p className={styles.sentence}>{fence === 0 ? t('firmness.none', said) : t('firmness.fence', said)}</p>
      {fence > 0 && (
        <Button small onClick={() => openAccounts({ kind: 'onFence' })}>
          {t('firmness.open', said)}
        </Button>
      )}
    </div>
  );
}

function ByTier({ found, names }: { found: FirmnessView; names: readonly string[] }) {
  const { t } = useTranslation('model');
  const figure = (tier: number, part: FirmPart, count: number) =>
    count === 0 ? (
      <Num value={0} />
    ) : (
      <OpenFigure
        label={t(`firmness.openPart.${part}`, { tier: names[tier] ?? '', count, shown: num(count) })}
        onOpen={() => openAccounts({ kind: 'firm', tier, part })}
      >
        <Num value={count} />
      </OpenFigure>
    );
  const columns: TableColumn<TierFirmness>[] = [
    {
      id: 'tier',
      header: t('results.tier'),
      cell: ({ tier }) => <TierBadge tier={tier} name={names[tier] ?? ''} small />,
    },
    {
      id: 'accounts',
      header: t('results.accounts'),
      align: 'right',
      cell: ({ tier, accounts }) => figure(tier, 'decided', accounts),
    },
    {
      id: 'steady',
      header: t('firmness.steady'),
      align: 'right',
      cell: ({ tier, steady }) => figure(tier, 'steady', steady),
    },
    {
      id: 'fence',
      header: t('firmness.onFence'),
      align: 'right',
      cell: ({ tier, fence }) => figure(tier, 'fence', fence),
    },
    {
      id: 'any',
      header: t('firmness.any'),
      align: 'right',
      cell: ({ any }) => <span className="num">{any === null ? '–' : shareText(any)}</span>,
    },
  ];
  return (
    <div>
      <h2 className={styles.title}>{t('firmness.byTier')}</h2>
      <DataTable label={t('firmness.byTier')} columns={columns} rows={found.tiers} rowId={({ tier }) => tier} />
    </div>
  );
}

/** What to ask marketing for first. */
function Gaps({ gaps }: { gaps: readonly CriterionGapView[] }) {
  const { t } = useTranslation('model');
  const currency = usePlanCurrency();
  const best = gaps.find((gap) => gap.couldMove > 0);
  const columns: TableColumn<CriterionGapView>[] = [
    { id: 'criterion', header: t('firmness.criterion'), cell: ({ name }) => name },
    { id: 'missing', header: t('firmness.missing'), align: 'right', cell: ({ missing }) => <Num value={missing} /> },
    {
      id: 'couldMove',
      header: t('firmness.couldMove'),
      align: 'right',
      cell: ({ couldMove, criterion, name }) =>
        couldMove === 0 ? (
          <Num value={0} />
        ) : (
          <OpenFigure
            label={t('firmness.openGap', { name, count: couldMove, shown: num(couldMove) })}
            onOpen={() => openAccounts({ kind: 'couldMove', criterion })}
          >
            <Num value={couldMove} />
          </OpenFigure>
        ),
    },
    {
      id: 'potential',
      header: t('results.potential'),
      align: 'right',
      cell: ({ potential }) => <Money minor={potential} />,
    },
  ];
  return (
    <div>
      <h2 className={styles.title}>
        {best
          ? best.potential === null
            ? t('firmness.worthCount', { name: best.name, count: best.couldMove, shown: num(best.couldMove) })
            : t('firmness.worth', {
                name: best.name,
                count: best.couldMove,
                shown: num(best.couldMove),
                potential: compactMoney(best.potential, currency),
              })
          : t(gaps.length === 0 ? 'firmness.complete' : 'firmness.worthNothing')}
      </h2>
      {gaps.length > 0 && (
        <DataTable label={t('firmness.gaps')} columns={columns} rows={gaps} rowId={({ criterion }) => criterion} />
      )}
    </div>
  );
}

function Fence({ found, names }: { found: FirmnessView; names: readonly string[] }) {
  const { t } = useTranslation('model');
  if (found.fence.length === 0) return null;
  const columns: TableColumn<FenceAccount>[] = [
    { id: 'name', header: t('firmness.account'), cell: ({ name }) => name, sortBy: ({ name }) => name },
    {
      id: 'tier',
      header: t('results.tier'),
      cell: ({ tier }) => <TierBadge tier={tier} name={names[tier] ?? ''} small />,
      sortBy: ({ tier }) => tier,
    },
    {
      id: 'score',
      header: t('firmness.score'),
      align: 'right',
      cell: ({ score }) => <Num value={score === null ? null : score / 10} digits={1} fixed />,
      sortBy: ({ score }) => score,
    },
    {
      id: 'keeps',
      header: t('firmness.keeps'),
      align: 'right',
      width: 190,
      cell: ({ firmness }) => <Share share={firmness.keeps} />,
      sortBy: ({ firmness }) => firmness.keeps,
    },
    {
      id: 'other',
      header: t('firmness.other'),
      align: 'right',
      cell: ({ firmness }) =>
        firmness.other !== null && (
          <Otherwise tier={firmness.other} name={names[firmness.other] ?? ''} share={firmness.otherShare} />
        ),
      sortBy: ({ firmness }) => firmness.otherShare,
    },
    {
      id: 'any',
      header: t('firmness.any'),
      align: 'right',
      cell: ({ firmness }) => <span className="num">{shareText(firmness.any)}</span>,
      sortBy: ({ firmness }) => firmness.any,
    },
    {
      id: 'potential',
      header: t('results.potential'),
      align: 'right',
      cell: ({ potential }) => <Money minor={potential} />,
      sortBy: ({ potential }) => potential,
    },
  ];
  return (
    <div>
      <h2 className={styles.title}>
        {t('firmness.list', { count: found.fence.length, shown: num(found.fence.length) })}
      </h2>
      <p className={styles.note}>
        {t('firmness.how', { draws: num(found.draws), by: num(found.shakenBy / 10) })}{' '}
        {found.fence.length > onFence(found) && t('firmness.listGoesOn')}
      </p>
      <DataTable
        label={t('firmness.listLabel')}
        columns={columns}
        rows={found.fence}
        rowId={({ id }) => id}
        onOpen={({ id }) => openAccount(id)}
      />
    </div>
  );
}
