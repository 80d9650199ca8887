import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  DataTable,
  ErrorBar,
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
import { compactMoney, money, num, percent } from '../../format/figures';
import type { HistoryEntry, HomeBucket, HomeTier, HomeView } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { openAccounts } from '../../state/open';
import { usePlanCurrency } from '../../state/plan';
import { useWindow } from '../../state/window';
import styles from './Home.module.css';

/** The opportunity, who holds it, and the one next step. */
export function Standing() {
  const { t } = useTranslation(['home', 'frame']);
  const { data, error, again } = useQueryCommand('home', null);
  const currency = usePlanCurrency();
  const title = !data
    ? t('frame:steps.home')
    : data.accounts === 0
      ? t('home:titleEmpty')
      : data.opportunity === 0
        ? t('home:titleUnknown', { count: data.accounts, shown: num(data.accounts) })
        : data.unownedAccounts === 0
          ? t('home:titleOwned', { total: compactMoney(data.opportunity, currency) })
          : t('home:title', {
              total: compactMoney(data.opportunity, currency),
              share: percent(data.opportunity > 0 ? data.unownedPotential / data.opportunity : null),
            });
  return (
    <Page header={<PageHeader question={t('frame:questions.home')} title={title} />}>
      <ErrorBar error={error} onAgain={again} />
      {data && (
        <div className={styles.columns}>
          <div className={styles.main}>
            <Opportunity view={data} />
            {data.accounts > 0 && <Tiers view={data} />}
            {data.accounts > 0 && <Unowned view={data} />}
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
    amount,
    shown: <Money minor={amount} />,
    color: BUCKET_COLORS[bucket],
  }));
  return (
    <section className={styles.opportunity} aria-label={t('opportunity')}>
      <StatStrip>
        <StatFigure
          large
          label={t('opportunity')}
          value={<Money minor={view.accounts === 0 ? null : view.opportunity} />}
          sentence={t('opportunityMeans')}
          onOpen={view.accounts > 0 ? () => openAccounts({ kind: 'all' }) : undefined}
        />
        <div className={styles.counts}>
          <StatFigure
            label={t('accounts')}
            value={<Num value={view.accounts} />}
            onOpen={() => openAccounts({ kind: 'all' })}
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
      {view.accounts > 0 && (
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
                    <Percent ratio={view.opportunity > 0 ? part.amount / view.opportunity : null} />
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
  const potential = view.tiers.reduce((sum, tier) => sum + tier.potential, 0);
  const columns = useMemo<TableColumn<HomeTier>[]>(() => {
    const of = (part: number, whole: number) => (whole > 0 ? part / whole : null);
    return [
      { id: 'tier', header: t('tier'), cell: (row) => <TierBadge tier={row.tier} name={row.name} /> },
      { id: 'accounts', header: t('accounts'), align: 'right', cell: (row) => <Num value={row.accounts} /> },
      {
        id: 'ofAccounts',
        header: t('ofAccounts'),
        align: 'right',
        width: '24%',
        cell: (row) => <Share tier={row.tier} ratio={of(row.accounts, accounts)} />,
      },
      { id: 'potential', header: t('potential'), align: 'right', cell: (row) => <Money minor={row.potential} /> },
      {
        id: 'ofPotential',
        header: t('ofPotential'),
        align: 'right',
        width: '24%',
        cell: (row) => <Share tier={row.tier} ratio={of(row.potential, potential)} />,
      },
    ];
  }, [t, accounts, potential]);
  const [first] = view.tiers;
  const title =
    first && accounts > 0 && potential > 0
      ? t('tiersTitle', {
          tier: first.name,
          accounts: percent(first.accounts / accounts),
          potential: percent(first.potential / potential),
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
  const share = view.opportunity > 0 ? view.unownedPotential / view.opportunity : null;
  if (view.unownedAccounts === 0) {
    return (
      <Section title={t('owned.title')} note={t('owned.text')}>
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
      <div className={styles.meter} role="img" aria-label={t('unowned.meter', { share: percent(share) })}>
        <span style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
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
