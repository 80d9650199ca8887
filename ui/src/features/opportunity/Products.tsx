import { useTranslation } from 'react-i18next';
import { DataTable, Money, Num, Section, type TableColumn } from '../../components';
import { compactMoney, num, sumKnown } from '../../format/figures';
import type { ProductOpportunity } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import { usePlanCurrency } from '../../state/plan';
import styles from './Opportunity.module.css';

/** Who owns what, and what the gaps are worth. */
export function Products({ products }: { products: readonly ProductOpportunity[] }) {
  const { t } = useTranslation('opportunity');
  const currency = usePlanCurrency();
  const widest = products.reduce<ProductOpportunity | null>(
    (best, each) => ((each.gap ?? 0) > (best?.gap ?? 0) ? each : best),
    null,
  );
  const sum = (of: (product: ProductOpportunity) => number | null) => sumKnown(products.map(of));
  const accounts = (row: ProductOpportunity, kind: 'productOwners' | 'productGap', count: number) =>
    count === 0 ? (
      <Num value={0} />
    ) : (
      <button
        type="button"
        className={styles.link}
        aria-label={t(`products.open.${kind}`, { product: row.name, count, shown: num(count) })}
        onClick={() => openAccounts({ kind, product: row.product })}
      >
        <Num value={count} />
      </button>
    );
  const columns: TableColumn<ProductOpportunity>[] = [
    {
      id: 'product',
      header: t('products.product'),
      cell: (row) => row.name,
      sortBy: (row) => row.name,
      foot: t('products.total'),
    },
    {
      id: 'owners',
      header: t('products.owners'),
      align: 'right',
      width: 100,
      cell: (row) => accounts(row, 'productOwners', row.owners),
      sortBy: (row) => row.owners,
    },
    {
      id: 'revenue',
      header: t('products.revenue'),
      align: 'right',
      width: 130,
      cell: (row) => <Money minor={row.currentRevenue} />,
      sortBy: (row) => row.currentRevenue,
      foot: <Money minor={sum((row) => row.currentRevenue)} />,
    },
    {
      id: 'gapAccounts',
      header: t('products.gapAccounts'),
      align: 'right',
      width: 100,
      cell: (row) => accounts(row, 'productGap', row.gapAccounts),
      sortBy: (row) => row.gapAccounts,
    },
    {
      id: 'gap',
      header: t('products.gap'),
      align: 'right',
      width: 90,
      cell: (row) => <Money minor={row.gap} />,
      sortBy: (row) => row.gap,
      foot: <Money minor={sum((row) => row.gap)} />,
    },
    {
      id: 'bar',
      header: t('products.bar'),
      hideHeader: true,
      width: '26%',
      cell: (row) => (
        <div className={styles.gapBar} aria-hidden>
          <span style={{ width: `${(100 * (row.gap ?? 0)) / (widest?.gap || 1)}%` }} />
        </div>
      ),
    },
  ];
  const title = widest
    ? t('products.title', {
        product: widest.name,
        gap: compactMoney(widest.gap, currency),
        accounts: num(widest.gapAccounts),
      })
    : t('products.titlePlain');
  return (
    <Section title={title} note={t('products.note')}>
      <DataTable
        label={t('products.label')}
        columns={columns}
        rows={products}
        rowId={(row) => row.product}
        initialSort={{ column: 'gap', down: true }}
      />
    </Section>
  );
}
