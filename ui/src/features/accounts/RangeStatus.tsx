import { useTranslation } from 'react-i18next';
import { money, num, percent } from '../../format/figures';
import type { Cell, CellKind, CellRange } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { usePlanCurrency } from '../../state/plan';
import styles from './Accounts.module.css';
import { points } from './cells';

/** Whether there is more than one cell to add up. */
export function isMany(range: CellRange | null): range is CellRange {
  return range !== null && (range.rows > 1 || range.columns.length > 1);
}

/** What the selected cells add up to: average, count and sum, as a spreadsheet says it. */
export function RangeStatus({ range }: { range: CellRange }) {
  const { t } = useTranslation('accounts');
  const currency = usePlanCurrency();
  const { data } = useQueryCommand('range_sums', range);
  if (!data) return null;

  const written = (kind: CellKind, cell: Cell): string | null => {
    // A sum too large to be told exactly is not told at all.
    if (typeof cell !== 'number') return null;
    switch (kind) {
      case 'money':
        return money(cell, currency);
      case 'percent':
        return percent(cell, 1);
      case 'score':
        return t('range.points', { shown: points(cell) });
      case 'minutes':
        return t('range.hours', { shown: num(cell / 60, 1) });
      default:
        return num(cell, 2);
    }
  };
  const each = (say: 'range.average' | 'range.sum', of: 'average' | 'sum') =>
    data.kinds.map((kind) => {
      const figure = written(kind.kind, kind[of]);
      return figure && <span key={`${of} ${kind.kind}`}>{t(say, { figure })}</span>;
    });
  return (
    <span className={styles.sums}>
      {each('range.average', 'average')}
      <span>{t('range.count', { shown: num(data.filled) })}</span>
      {each('range.sum', 'sum')}
    </span>
  );
}
