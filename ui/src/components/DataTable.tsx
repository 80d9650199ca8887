import { memo, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { locale } from '../format/locale';
import { SortDownIcon, SortUpIcon } from './icons';
import styles from './DataTable.module.css';

export interface TableColumn<R> {
  id: string;
  header: string;
  /** The header is read aloud and not shown, over what needs no name to be seen. */
  hideHeader?: boolean;
  cell: (row: R) => ReactNode;
  /** What the column is sorted by; without it the column is not sorted. A missing value always comes last. */
  sortBy?: (row: R) => string | number | null | undefined;
  /** Numbers stand right. */
  align?: 'left' | 'right';
  width?: number | string;
  /** Under the column, in the last line. */
  foot?: ReactNode;
}

export interface DataTableProps<R> {
  /** Read aloud. */
  label: string;
  columns: readonly TableColumn<R>[];
  rows: readonly R[];
  rowId: (row: R) => string | number;
  /** Opens a row; also with Enter. */
  onOpen?: (row: R) => void;
  /** The row that is open now. */
  openId?: string | number | null;
  initialSort?: { column: string; down?: boolean };
  /** In place of rows when there are none. */
  empty?: ReactNode;
}

/** Memoised: where a column stays the same object, its cells stay as they are while another one changes with every move. */
const Cell = memo(function Cell<R>({ column, row }: { column: TableColumn<R>; row: R }) {
  return <td className={column.align === 'right' ? styles.right : undefined}>{column.cell(row)}</td>;
}) as <R>(props: { column: TableColumn<R>; row: R }) => ReactNode;

/** A table of up to some hundred rows that the window holds. For lists of accounts there is Grid. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { t } = useTranslation('components');
  const { columns, rows, rowId, onOpen, openId } = props;
  const [sort, setSort] = useState(props.initialSort ?? null);

  const sorted = useMemo(() => {
    const by = columns.find((column) => column.id === sort?.column)?.sortBy;
    if (!by || !sort) return rows;
    const collator = new Intl.Collator(locale(), { numeric: true });
    const turn = sort.down ? -1 : 1;
    return [...rows].sort((a, b) => {
      const [x, y] = [by(a), by(b)];
      if (x == null || y == null) return x == null && y == null ? 0 : x == null ? 1 : -1;
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y));
      return turn * order;
    });
  }, [columns, rows, sort]);

  const press = (column: TableColumn<R>) =>
    setSort((last) => {
      const numbers = column.align === 'right';
      if (last?.column !== column.id) return { column: column.id, down: numbers };
      return Boolean(last.down) === numbers ? { column: column.id, down: !numbers } : null;
    });

  const sortOf = (column: TableColumn<R>) => (sort?.column !== column.id ? null : sort.down ? 'down' : 'up');

  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={props.label}>
        <thead>
          <tr>
            {columns.map((column) => {
              const state = sortOf(column);
              return (
                <th
                  key={column.id}
                  scope="col"
                  className={column.align === 'right' ? styles.right : undefined}
                  style={{ width: column.width }}
                  aria-sort={state === null ? undefined : state === 'down' ? 'descending' : 'ascending'}
                >
                  {column.sortBy ? (
                    <button type="button" className={styles.sort} onClick={() => press(column)}>
                      {column.header}
                      {state === 'up' && <SortUpIcon aria-hidden />}
                      {state === 'down' && <SortDownIcon aria-hidden />}
                    </button>
                  ) : (
                    <span className={column.hideHeader ? 'visually-hidden' : undefined}>{column.header}</span>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.length === 0 && (
            <tr>
              <td className={styles.empty} colSpan={columns.length}>
                {props.empty ?? t('table.empty')}
              </td>
            </tr>
          )}
          {sorted.map((row) => {
            const id = rowId(row);
            const open = onOpen && (() => onOpen(row));
            return (
              <tr
                key={id}
                className={[open && styles.openable, openId === id && styles.chosen].filter(Boolean).join(' ')}
                aria-selected={onOpen ? openId === id : undefined}
                tabIndex={open ? 0 : undefined}
                onClick={open}
                onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && open?.()}
              >
                {columns.map((column) => (
                  <Cell key={column.id} column={column} row={row} />
                ))}
              </tr>
            );
          })}
        </tbody>
        {columns.some((column) => column.foot !== undefined) && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.id} className={column.align === 'right' ? styles.right : undefined}>
                  {column.foot}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
