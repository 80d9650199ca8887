import { useTranslation } from 'react-i18next';
import { DataTable, Money, Num, Section, TierBadge, type TableColumn } from '../../components';
import { compactMoney, num, percent, shareOf, sumKnown } from '../../format/figures';
import type { TierBuckets } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import { usePlanCurrency } from '../../state/plan';
import { BUCKET_COLORS, BUCKETS } from './measures';
import styles from './Opportunity.module.css';

const totalOf = (line: TierBuckets) => sumKnown(line.amounts);

/** Which tier holds which bucket: bars on one scale, and every amount a way to its accounts. */
export function ByTier({ lines }: { lines: readonly TierBuckets[] }) {
  const { t } = useTranslation('opportunity');
  const currency = usePlanCurrency();
  const largest = Math.max(1, ...lines.map((line) => totalOf(line) ?? 0));
  const counted = lines.filter((line) => line.tier !== null);
  const total = sumKnown(counted.map(totalOf));
  const accounts = counted.reduce((sum, line) => sum + line.accounts, 0);
  const first = counted[0];

  const columns: TableColumn<TierBuckets>[] = [
    {
      id: 'tier',
      header: t('byTier.tier'),
      width: 120,
      cell: (line) => <TierBadge tier={line.tier ?? 'excluded'} name={line.name} />,
      foot: t('byTier.all'),
    },
    {
      id: 'bar',
      header: t('byTier.bar'),
      cell: (line) => (
        <div className={styles.tierBar} style={{ width: `${(100 * (totalOf(line) ?? 0)) / largest}%` }} aria-hidden>
          {BUCKETS.map((bucket, at) => {
            const amount = line.amounts[at] ?? 0;
            return amount > 0 ? (
              <span
                key={bucket}
                style={{ flexGrow: amount / (totalOf(line) || 1), background: `var(${BUCKET_COLORS[bucket]})` }}
                title={`${t(`buckets.${bucket}`)}: ${compactMoney(amount, currency)}`}
              />
            ) : null;
          })}
        </div>
      ),
    },
    {
      id: 'accounts',
      header: t('byTier.accounts'),
      align: 'right',
      width: 84,
      cell: (line) => (
        <button
          type="button"
          className={styles.link}
          aria-label={t('byTier.openTier', { tier: line.name, count: line.accounts, shown: num(line.accounts) })}
          onClick={() => openAccounts({ kind: 'tier', tier: line.tier })}
        >
          <Num value={line.accounts} />
        </button>
      ),
      foot: <Num value={accounts} />,
    },
    ...BUCKETS.map((bucket, at): TableColumn<TierBuckets> => ({
      id: bucket,
      header: t(`buckets.${bucket}`),
      align: 'right',
      width: 84,
      cell: (line) => {
        const amount = line.amounts[at] ?? null;
        if (amount === null) return <Money minor={null} />;
        if (amount === 0) return <span className={styles.nothing}>{compactMoney(0, currency)}</span>;
        const label = t('byTier.open', {
          tier: line.name,
          bucket: t(`buckets.${bucket}`),
          amount: compactMoney(amount, currency),
        });
        return (
          <button
            type="button"
            className={styles.link}
            aria-label={label}
            onClick={() => openAccounts({ kind: 'tierBucket', tier: line.tier, bucket })}
          >
            <Money minor={amount} />
          </button>
        );
      },
      foot: <Money minor={sumKnown(counted.map((line) => line.amounts[at]))} />,
    })),
    {
      id: 'total',
      header: t('byTier.total'),
      align: 'right',
      width: 90,
      cell: (line) => (
        <strong className={styles.strong}>
          <Money minor={totalOf(line)} />
        </strong>
      ),
      foot: <Money minor={total} />,
    },
  ];
  const share = first ? shareOf(totalOf(first), total) : null;
  const title =
    first && share !== null && accounts > 0
      ? t('byTier.title', {
          tier: first.name,
          share: percent(share),
          accounts: percent(first.accounts / accounts),
        })
      : t('byTier.titlePlain');
  return (
    <Section title={title}>
      <DataTable label={t('byTier.label')} columns={columns} rows={lines} rowId={(line) => line.tier ?? 'excluded'} />
    </Section>
  );
}
