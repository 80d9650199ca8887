/** Turns our columns into the grid's: writing, sides, editors. */
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { MISSING, money, num, percent, type Currency } from '../../format/figures';
import { locale } from '../../format/locale';
import { CellEditor } from './CellEditor';
import { HeaderCell } from './HeaderCell';
import type { GridColumn, GridRow } from './types';

export const RIGHT_KINDS: ReadonlySet<GridColumn['kind']> = new Set(['number', 'money', 'percent']);

const NO_MONEY: Currency = { code: 'USD', minorDigits: 2 };

/** A cell as text. In a grid figures are written out, so that they can be compared down the column. */
export function writeCell<R extends GridRow>(column: GridColumn<R>, row: R, currency: Currency = NO_MONEY): string {
  if (column.write) return column.write(row);
  const value = row[column.id];
  if (value === null || value === undefined || value === '') return RIGHT_KINDS.has(column.kind) ? MISSING : '';
  switch (column.kind) {
    case 'number':
      return num(Number(value), column.digits ?? 0);
    case 'money':
      return money(Number(value), column.currency ?? currency, (column.digits ?? 0) > 0);
    case 'percent':
      return percent(Number(value), column.digits ?? 0);
    case 'date':
      return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(String(value)),
      );
    case 'choice':
    case 'tier':
      return column.choices?.find((choice) => choice.value === String(value))?.label ?? String(value);
    case 'text':
      return String(value);
  }
}

const WIDTHS: Record<GridColumn['kind'], number> = {
  text: 180,
  number: 110,
  money: 130,
  percent: 90,
  tier: 110,
  choice: 140,
  date: 120,
};

/** Pixels, before anybody drags the edge. */
export function widthOf(column: Pick<GridColumn, 'kind' | 'width'>): number {
  return column.width ?? WIDTHS[column.kind];
}

/** The grid's definition of a column. */
export function colDefOf<R extends GridRow>(column: GridColumn<R>, currency: Currency, canEdit: boolean): ColDef<R> {
  const right = RIGHT_KINDS.has(column.kind);
  const { editable, render } = column;
  return {
    colId: column.id,
    headerName: column.header,
    headerTooltip: column.tooltip,
    headerComponent: HeaderCell,
    valueGetter: ({ data }) => (data ? data[column.id] : undefined),
    valueFormatter: ({ data }) => (data ? writeCell(column, data, currency) : ''),
    cellRenderer: render ? ({ data }: ICellRendererParams<R>) => (data ? render(data) : null) : undefined,
    cellClass: right ? 'tl-right' : undefined,
    headerClass: right ? 'tl-right' : undefined,
    // At first: afterwards they are the person's, and new definitions of the same columns leave them alone.
    initialWidth: widthOf(column),
    initialFlex: column.flex,
    minWidth: 64,
    initialPinned: column.pinned ? 'left' : undefined,
    initialHide: column.hidden,
    sortable: column.sortable ?? true,
    sortingOrder: right ? ['desc', 'asc', null] : ['asc', 'desc', null],
    editable:
      canEdit && editable
        ? ({ data }) => (data ? (typeof editable === 'function' ? editable(data) : editable) : false)
        : false,
    cellEditor: CellEditor,
    cellEditorParams: { ours: column, currency },
    context: column,
  };
}
