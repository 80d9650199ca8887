/** What a grid is told and what it asks for. Rows live in the backend; the window holds only the pages it shows. */
import type { ReactNode } from 'react';
import type { Currency } from '../../format/figures';
import type { ColumnFilter, GridLayout, SortKey } from '../../ipc/bindings';
import type { CommandGroups } from '../CommandMenu';
import type { Block, CellAt } from './range';

/** One row. Values are plain; a missing one is null. */
export interface GridRow {
  id: string | number;
  [column: string]: unknown;
}

export type ColumnKind = 'text' | 'number' | 'money' | 'percent' | 'tier' | 'choice' | 'date';

export interface GridColumn<R extends GridRow = GridRow> {
  id: string;
  header: string;
  /** Decides the side, the writing, the editor and the filter. Money comes as minor units, dates as ISO text. */
  kind: ColumnKind;
  width?: number;
  /** Takes a share of the room that is left. */
  flex?: number;
  pinned?: boolean;
  hidden?: boolean;
  /** Decimals of a number or a percentage. */
  digits?: number;
  /** Other than the plan's. */
  currency?: Currency;
  editable?: boolean | ((row: R) => boolean);
  sortable?: boolean;
  filterable?: boolean;
  /** What a `choice` or `tier` column may hold: for the editor and for the filter. */
  choices?: readonly { value: string; label: string }[];
  /** Values for the filter of a text column with few of them; asked when the filter opens. */
  distinct?: (search: string) => Promise<readonly string[]>;
  /** Draws the cell, for a badge or a bar. Costs more than text: for a few columns only. */
  render?: (row: R) => ReactNode;
  /** Writes the cell in place of the kind's own way. */
  write?: (row: R) => string;
  tooltip?: string;
}

/** A sort as the backend takes it. */
export type GridSort = SortKey;

/** One condition on one column, as the backend takes it; all conditions must hold. */
export type GridFilter = ColumnFilter;

export interface PageRequest {
  startRow: number;
  /** The first row that is not wanted. */
  endRow: number;
  sort: GridSort[];
  filter: GridFilter[];
}

export interface GridPage<R extends GridRow = GridRow> {
  rows: R[];
  /** How many rows there are in all with this filter. */
  total: number;
}

/** A range of cells with all that is needed to find its rows again in the backend. */
export interface GridSelection {
  /** First and last row, in the order of `sort` under `filter`. */
  rows: { first: number; last: number };
  columns: string[];
  /** The columns displayed to the right of it. */
  beyond: string[];
  sort: GridSort[];
  filter: GridFilter[];
  block: Block;
}

/** A grid as commands outside of it see it. */
export interface GridHandle {
  /** The selected cells as they are this moment; null when there are none. */
  selection: () => GridSelection | null;
  /** Selects a block that begins at a cell, as far as there are rows and columns, and moves the focus there. */
  select: (from: CellAt, rows: number, columns: number) => void;
  selectAll: () => void;
  /** Puts widths, order, hidden columns and sort back as they were at first. */
  resetColumns: () => void;
}

/** What a cell is to become: its value, null when it was emptied, and the same as the person would write it. */
export interface CellEdit<R extends GridRow = GridRow> {
  row: R;
  column: string;
  value: string | number | null;
  text: string;
}

export interface GridProps<R extends GridRow = GridRow> {
  /** Read aloud. */
  label: string;
  columns: readonly GridColumn<R>[];
  getPage: (request: PageRequest) => Promise<GridPage<R>>;
  /** Pages are asked for again when it changes; usually the plan's revision and whatever else the rows depend on. */
  revision: number | string;
  initialSort?: GridSort[];
  /** Conditions set from outside, such as a search field; they hold besides those of the header menus. */
  filter?: readonly GridFilter[];
  /** Sends the edit on; the grid shows the new value meanwhile and the old one again when this gives false. */
  onCellEdit?: (edit: CellEdit<R>) => Promise<boolean>;
  /** Space, or a double click on a cell that is not edited. */
  onRowOpen?: (row: R) => void;
  /** The row whose details are open. */
  openRow?: R['id'] | null;
  onSelectionChange?: (selection: GridSelection | null) => void;
  /** Hears of widths, order, hidden columns, sort and filters, so that they can be kept. */
  onLayout?: (layout: GridLayout) => void;
  /** A layout that was kept. Read once, when the grid appears. */
  layout?: GridLayout | null;
  /** What the right mouse button offers on cells, by the ids of commands; a gap between the groups. */
  cellMenu?: CommandGroups;
  /** What can be done with the grid from outside. */
  handle?: React.RefObject<GridHandle | null>;
  /** Below the choice of columns: the way to make one. */
  moreColumns?: { label: string; onSelect: () => void };
  /** At the right of the line under the grid: sums of the selection. */
  status?: ReactNode;
  /** In place of rows when there are none at all. */
  empty?: ReactNode;
}
