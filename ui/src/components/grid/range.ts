/**
 * The rectangle of cells a person has selected in a grid. It is kept apart from the grid because the grid component has
 * no such notion, and because a range may cover rows that the window has never loaded: only positions are held here.
 */

/** A cell by its row in the current order and its column among those displayed, both from 0. */
export interface CellAt {
  row: number;
  column: number;
}

/** Where the selection began and where it has been extended to. */
export interface CellRange {
  anchor: CellAt;
  focus: CellAt;
}

/** A range with its corners in order; all four bounds belong to it. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** How many rows and columns there are to move in. */
export interface Extent {
  rows: number;
  columns: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** A move that a key asks for. */
export type Move =
  | { to: Direction; far?: boolean }
  | { to: 'pageUp' | 'pageDown'; rows: number }
  | { to: 'home' | 'end'; far?: boolean };

const clamp = (value: number, top: number) => Math.max(0, Math.min(value, top));

export function single(cell: CellAt): CellRange {
  return { anchor: cell, focus: cell };
}

export function blockOf(range: CellRange): Block {
  return {
    top: Math.min(range.anchor.row, range.focus.row),
    bottom: Math.max(range.anchor.row, range.focus.row),
    left: Math.min(range.anchor.column, range.focus.column),
    right: Math.max(range.anchor.column, range.focus.column),
  };
}

export function isSingle(range: CellRange): boolean {
  return range.anchor.row === range.focus.row && range.anchor.column === range.focus.column;
}

/** How many cells, rows and columns a range covers. */
export function sizeOf(range: CellRange): { cells: number; rows: number; columns: number } {
  const block = blockOf(range);
  const rows = block.bottom - block.top + 1;
  const columns = block.right - block.left + 1;
  return { cells: rows * columns, rows, columns };
}

export function contains(block: Block, row: number, column: number): boolean {
  return row >= block.top && row <= block.bottom && column >= block.left && column <= block.right;
}

/** The cell that a move leads to, within the extent. `far` is the edge, as with Ctrl in a spreadsheet. */
export function moved(cell: CellAt, move: Move, extent: Extent): CellAt {
  const lastRow = Math.max(0, extent.rows - 1);
  const lastColumn = Math.max(0, extent.columns - 1);
  switch (move.to) {
    case 'up':
      return { ...cell, row: move.far ? 0 : clamp(cell.row - 1, lastRow) };
    case 'down':
      return { ...cell, row: move.far ? lastRow : clamp(cell.row + 1, lastRow) };
    case 'left':
      return { ...cell, column: move.far ? 0 : clamp(cell.column - 1, lastColumn) };
    case 'right':
      return { ...cell, column: move.far ? lastColumn : clamp(cell.column + 1, lastColumn) };
    case 'pageUp':
      return { ...cell, row: clamp(cell.row - move.rows, lastRow) };
    case 'pageDown':
      return { ...cell, row: clamp(cell.row + move.rows, lastRow) };
    case 'home':
      return { row: move.far ? 0 : cell.row, column: 0 };
    case 'end':
      return { row: move.far ? lastRow : cell.row, column: lastColumn };
  }
}

/** The next cell along the rows, or the one before; null beyond the first and the last, where Tab leaves the grid. */
export function alongRows(cell: CellAt, back: boolean, extent: Extent): CellAt | null {
  const at = cell.row * extent.columns + cell.column + (back ? -1 : 1);
  if (at < 0 || at >= extent.rows * extent.columns) return null;
  return { row: Math.floor(at / extent.columns), column: at % extent.columns };
}

/** The range with its far corner moved; the anchor stays. */
export function extended(range: CellRange, move: Move, extent: Extent): CellRange {
  return { anchor: range.anchor, focus: moved(range.focus, move, extent) };
}

/** The range with its far corner at a cell, as with Shift and a click. */
export function reaching(range: CellRange | null, cell: CellAt): CellRange {
  return range ? { anchor: range.anchor, focus: cell } : single(cell);
}

export function everything(extent: Extent): CellRange | null {
  if (extent.rows === 0 || extent.columns === 0) return null;
  return { anchor: { row: 0, column: 0 }, focus: { row: extent.rows - 1, column: extent.columns - 1 } };
}

/** Whole rows of the range (Shift+Space). */
export function wholeRows(range: CellRange, extent: Extent): CellRange {
  return {
    anchor: { row: range.anchor.row, column: 0 },
    focus: { row: range.focus.row, column: Math.max(0, extent.columns - 1) },
  };
}

/** Whole columns of the range (Ctrl+Space). */
export function wholeColumns(range: CellRange, extent: Extent): CellRange {
  return {
    anchor: { row: 0, column: range.anchor.column },
    focus: { row: Math.max(0, extent.rows - 1), column: range.focus.column },
  };
}

/** The range cut to what is still there after rows or columns went away; null when nothing is. */
export function fitted(range: CellRange, extent: Extent): CellRange | null {
  if (extent.rows === 0 || extent.columns === 0) return null;
  const fit = (cell: CellAt): CellAt => ({
    row: clamp(cell.row, extent.rows - 1),
    column: clamp(cell.column, extent.columns - 1),
  });
  return { anchor: fit(range.anchor), focus: fit(range.focus) };
}

/** The move a key press asks for, or null when the key is not one that moves. */
export function moveOfKey(key: string, far: boolean, pageRows: number): Move | null {
  switch (key) {
    case 'ArrowUp':
      return { to: 'up', far };
    case 'ArrowDown':
      return { to: 'down', far };
    case 'ArrowLeft':
      return { to: 'left', far };
    case 'ArrowRight':
      return { to: 'right', far };
    case 'PageUp':
      return { to: 'pageUp', rows: pageRows };
    case 'PageDown':
      return { to: 'pageDown', rows: pageRows };
    case 'Home':
      return { to: 'home', far };
    case 'End':
      return { to: 'end', far };
    default:
      return null;
  }
}
