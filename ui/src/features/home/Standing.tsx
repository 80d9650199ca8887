import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  DataTable,
  EmptyState,
  ErrorBar,
  HomeIcon,
  Money,
  Num,
  Page,
  PageHeader,
  PartsBar,
  Percent,
  Section,
  StatFigure,
  StatStrip,
  TierBadge,
  tierVariable,
  type Part,
  type TableColumn,
} from '../../components';
import { ago } from '../../format/dates';
import { compactMoney, money, num, percent, shareOf, sumKnown } from '../../format/figures';
import type { HistoryEntry, HomeBucket, HomeTier, HomeView } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { openAccounts } from '../../state/open';
import { usePlanCurrency } from '../../state/plan';
import { useWindow } from '../../state/window';
import { PotentialGap } from '../opportunity/PotentialGap';
import styles from './Home.module.css';

/** The opportunity, who holds it, and the one next step. */
export function Standing() {
  const { t } = useTranslation(['home', 'frame']);
  const { data, error, again } = useQueryCommand('home', null);
  const currency = usePlanCurrency();
  if (data?.accounts === 0) return <Empty view={data} />;
  const title = !data
    ? t('frame:steps.home')
    : data.opportunity === null
      ? t('home:titleUnknown', { count: data.accounts, shown: num(data.accounts) })
      : data.unownedAccounts === 0
        ? t('home:titleOwned', { total: compactMoney(data.opportunity, currency) })
        : t('home:title', {
            total: compactMoney(data.opportunity, currency),
            share: percent(shareOf(data.unownedPotential, data.opportunity)),
          });
  return (
    <Page header={<PageHeader question={t('frame:questions.home')} title={title} />}>
      <ErrorBar error={error} onAgain={again} />
      {data && (
        <div className={styles.columns}>
          <div className={styles.main}>
            <Opportunity view={data} />
            <Tiers view={data} />
            <Unowned view={data} />
          </div>
          <aside className={styles.aside}>
            <Next view={data} />
            <Changes history={data.history} />
          </aside>
        </div>
      )}
    </Page>
  );
}

/** A plan that has no accounts yet: nothing to stand on but the way to them. */
function Empty({ view: { next } }: { view: HomeView }) {
  const { t } = useTranslation(['home', 'frame']);
  const go = useWindow((state) => state.go);
  return (
    <Page fill header={<PageHeader question={t('frame:questions.home')} title={t('frame:steps.home')} />}>
      <EmptyState
        icon={<HomeIcon />}
        title={t('home:titleEmpty')}
        actions={
          <Button look="primary" onClick={() => go(next.step)}>
            {next.title}
          </Button>
        }
      >
        {next.sentence}
      </EmptyState>
    </Page>
  );
}

const BUCKET_COLORS: Record<HomeBucket['bucket'], Part['color']> = {
  retain: '--chart-1',
  upsell: '--chart-2',
  crossSell: '--chart-3',
  newLogo: '--chart-4',
};

function Opportunity({ view }: { view: HomeView }) {
  const { t } = useTranslation('home');
  const currency = usePlanCurrency();
  const parts = view.buckets.map(({ bucket, amount }): Part & { bucket: HomeBucket['bucket'] } => ({
    id: bucket,
    bucket,
    label: t(`bucket.${bucket}`),
    amount: amount ?? 0,
    shown: <Money minor={amount} />,
    color: BUCKET_COLORS[bucket],
  }));
  return (
    <section className={styles.opportunity} aria-label={t('opportunity')}>
      <StatStrip>
        <StatFigure
          large
          label={t('opportunity')}
          value={view.opportunity === null ? t('notKnown') : <Money minor={view.opportunity} />}
          sentence={t(view.opportunity === null ? 'opportunityUnknown' : 'opportunityMeans')}
          onOpen={() => openAccounts({ kind: 'included' })}
        />
        <div className={styles.counts}>
          <StatFigure
            label={t('accounts')}
            value={<Num value={view.accounts} />}
            onOpen={() => openAccounts({ kind: 'included' })}
          />
          <StatFigure
            label={t('customers')}
            value={<Num value={view.customers} />}
            onOpen={() => openAccounts({ kind: 'customers', customers: true })}
          />
          <StatFigure
            label={t('prospects')}
            value={<Num value={view.prospects} />}
            onOpen={() => openAccounts({ kind: 'customers', customers: false })}
          />
        </div>
      </StatStrip>
      <PotentialGap gap={view.potentialGap} />
      {view.opportunity !== null && (
        <div>
          <PartsBar label={t('opportunity')} parts={parts} names={false} />
          <div className={styles.buckets}>
            {parts.map((part) => (
              <button
                key={part.id}
                type="button"
                className={styles.bucket}
                title={`${part.label}: ${money(part.amount, currency)}`}
                onClick={() => openAccounts({ kind: 'bucket', bucket: part.bucket })}
              >
                <span className={styles.bucketName}>
                  <span className={styles.swatch} style={{ background: `var(${part.color})` }} aria-hidden />
                  {part.label}
                </span>
                <span className={styles.bucketAmount}>
                  {part.shown}
                  <span className={styles.bucketShare}>
                    <Percent ratio={shareOf(part.amount, view.opportunity)} />
                  </span>
                </span>
                <span className={styles.bucketMeans}>{t(`bucketMeans.${part.bucket}`)}</span>
              </button>
            ))}
          </div>
        </div>
      )}
    </section>
  );
}

function Share({ ratio, tier }: { ratio: number | null; tier: number }) {
  return (
    <span className={styles.share}>
      <span className={styles.shareBar} aria-hidden>
        <span style={{ width: `${(ratio ?? 0) * 100}%`, background: `var(${tierVariable(tier)})` }} />
      </span>
      <Percent ratio={ratio} />
    </span>
  );
}

function Tiers({ view }: { view: HomeView }) {
  const { t } = useTranslation('home');
  const accounts = view.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const potential = sumKnown(view.tiers.map((tier) => tier.potential));
  const columns = useMemo<TableColumn<HomeTier>[]>(() => {
    const all: TableColumn<HomeTier>[] = [
      { id: 'tier', header: t('tier'), cell: (row) => <TierBadge tier={row.tier} name={row.name} /> },
      { id: 'accounts', header: t('accounts'), align: 'right', cell: (row) => <Num value={row.accounts} /> },
      {
        id: 'ofAccounts',
        header: t('ofAccounts'),
        align: 'right',
        width: '24%',
        cell: (row) => <Share tier={row.tier} ratio={shareOf(row.accounts, accounts)} />,
      },
      { id: 'potential', header: t('potential'), align: 'right', cell: (row) => <Money minor={row.potential} /> },
      {
        id: 'ofPotential',
        header: t('ofPotential'),
        align: 'right',
        width: '24%',
        cell: (row) => <Share tier={row.tier} ratio={shareOf(row.potential, potential)} />,
      },
    ];
    // Columns of nothing would only say again what the note above says.
    return potential === null ? all.filter(({ id }) => id !== 'potential' && id !== 'ofPotential') : all;
  }, [t, accounts, potential]);
  const [first] = view.tiers;
  const share = shareOf(first?.potential, potential);
  const title = first
    ? t(share === null ? 'tiersTitleUnknown' : 'tiersTitle', {
        tier: first.name,
        accounts: percent(first.accounts / accounts),
        potential: percent(share),
      })
    : t('tiers');
  return (
    <Section title={title}>
      <DataTable
        label={t('tiers')}
        columns={columns}
        rows={view.tiers}
        rowId={(row) => row.tier}
        onOpen={(row) => openAccounts({ kind: 'tier', tier: row.tier })}
      />
    </Section>
  );
}

function Unowned({ view }: { view: HomeView }) {
  const { t } = useTranslation('home');
  const currency = usePlanCurrency();
  const share = shareOf(view.unownedPotential, view.opportunity);
  if (view.unownedAccounts === 0) {
    return (
      <Section title={t('owned.title')} note={view.opportunity === null ? undefined : t('owned.text')}>
        {null}
      </Section>
    );
  }
  return (
    <Section
      title={
        share === null
          ? t('unowned.titleUnknown', { count: view.unownedAccounts, shown: num(view.unownedAccounts) })
          : t('unowned.title', { amount: compactMoney(view.unownedPotential, currency) })
      }
      actions={
        <Button small look="quiet" onClick={() => openAccounts({ kind: 'rep', rep: null })}>
          {t('unowned.open', { count: view.unownedAccounts, shown: num(view.unownedAccounts) })}
        </Button>
      }
      note={t(share === null ? 'unowned.textUnknown' : 'unowned.text', {
        count: view.unownedAccounts,
        shown: num(view.unownedAccounts),
        share: percent(share),
      })}
    >
      {share !== null && (
        <div className={styles.meter} role="img" aria-label={t('unowned.meter', { share: percent(share) })}>
          <span style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </Section>
  );
}

function Next({ view: { next } }: { view: HomeView }) {
  const { t } = useTranslation('home');
  const go = useWindow((state) => state.go);
  return (
    <section className={styles.next} aria-label={t('next')}>
      <p className={styles.asideLabel}>{t('next')}</p>
      <p className={styles.nextSentence}>{next.sentence}</p>
      <Button look="primary" onClick={() => go(next.step)}>
        {next.title}
      </Button>
    </section>
  );
}

function Changes({ history }: { history: readonly HistoryEntry[] }) {
  const { t } = useTranslation('home');
  // Ages are told from when the page was opened; they need not tick.
  const [now] = useState(() => Date.now());
  if (history.length === 0) return null;
  return (
    <section className={styles.changes} aria-label={t('changes')}>
      <p className={styles.asideLabel}>{t('changes')}</p>
      <ol>
        {history.map((entry) => (
          <li key={`${entry.at} ${entry.label}`} className={entry.undone ? styles.undone : undefined}>
            <span className={styles.change}>{entry.label}</span>
            <span className={styles.when}>{entry.undone ? t('undone') : ago(entry.at, now)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
