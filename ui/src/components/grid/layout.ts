/** Widths, order, hidden and pinned columns, sort and filters of a grid: how they are kept, put back and reset. */
import type { ColumnState } from 'ag-grid-community';
import type { GridLayout } from '../../ipc/bindings';
import { widthOf } from './columns';
import type { GridColumn, GridFilter, GridRow, GridSort } from './types';

/** The columns as a kept layout shows them. Those it does not name follow as they come. */
export function laidOut<R extends GridRow>(
  columns: readonly GridColumn<R>[],
  layout: GridLayout | null | undefined,
): GridColumn<R>[] {
  if (!layout) return [...columns];
  const place = new Map(layout.columns.map((column, index) => [column.key, index]));
  const last = layout.columns.length;
  return columns
    .map((column): GridColumn<R> => {
      const kept = layout.columns[place.get(column.id) ?? last];
      return kept
        ? { ...column, width: kept.width, hidden: kept.hidden, pinned: kept.pinned, flex: undefined }
        : column;
    })
    .sort((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last));
}

/** The sort of the grid's columns, the first to be compared first. */
export function sortOf(state: readonly ColumnState[]): GridSort[] {
  return state
    .filter((column) => column.sort)
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .map((column) => ({ column: column.colId, descending: column.sort === 'desc' }));
}

/** The layout as it is to be kept. */
export function layoutOf(state: readonly ColumnState[], filters: readonly GridFilter[]): GridLayout {
  return {
    columns: state.map((column) => ({
      key: column.colId,
      width: Math.round(column.width ?? 0),
      hidden: column.hide === true,
      pinned: column.pinned === 'left' || column.pinned === true,
    })),
    sort: sortOf(state),
    filters: [...filters],
  };
}

/** The state of columns that nobody has laid out. */
export function firstState<R extends GridRow>(
  columns: readonly GridColumn<R>[],
  sort: readonly GridSort[],
): ColumnState[] {
  return columns.map((column) => {
    const index = sort.findIndex((each) => each.column === column.id);
    const own = sort[index];
    return {
      colId: column.id,
      width: widthOf(column),
      flex: column.flex ?? null,
      hide: column.hidden === true,
      pinned: column.pinned ? 'left' : null,
      sort: own ? (own.descending ? 'desc' : 'asc') : null,
      sortIndex: own ? index : null,
    };
  });
}
