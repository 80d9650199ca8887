/** The conditions of a grid's header menus. A store a grid, because the header cells are drawn by the grid itself. */
import { createStore, type StoreApi } from 'zustand';
import type { GridColumn, GridFilter } from './types';

export interface FilterState {
  filters: readonly GridFilter[];
  /** Puts a condition in the place of the column's; null removes it. */
  put: (column: string, filter: GridFilter | null) => void;
  clear: () => void;
}

export type FilterStore = StoreApi<FilterState>;

export function createFilterStore(filters: readonly GridFilter[]): FilterStore {
  return createStore<FilterState>()((set) => ({
    filters,
    put: (column, filter) =>
      set((state) => {
        const others = state.filters.filter((each) => each.column !== column);
        return { filters: filter ? [...others, filter] : others };
      }),
    clear: () => set({ filters: [] }),
  }));
}

/** What the header cells are handed through the grid. */
export interface GridContext {
  filters: FilterStore;
  hide: (column: string) => void;
}

export type FilterKind = 'text' | 'number' | 'choice';

/** Which kind of condition fits a column. */
export function filterKindOf(column: GridColumn): FilterKind {
  if (column.choices || column.distinct) return 'choice';
  return column.kind === 'number' || column.kind === 'money' || column.kind === 'percent' ? 'number' : 'text';
}
