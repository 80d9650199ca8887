/** The selection layer over the grid: what the mouse and the keyboard do to the range, and how it is painted. */
import type { GridApi } from 'ag-grid-community';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ROW_HEIGHT } from './agGrid';
import {
  alongRows,
  blockOf,
  contains,
  everything,
  extended,
  fitted,
  isSingle,
  moved,
  moveOfKey,
  reaching,
  single,
  wholeColumns,
  wholeRows,
  type Block,
  type CellAt,
  type CellRange,
  type Extent,
  type Move,
} from './range';
import type { GridRow } from './types';

/** What scrolls inside the grid; its head stands in it, above the rows. */
const VIEW = '.ag-grid-viewport';

const EDGES = ['tl-range', 'tl-top', 'tl-bottom', 'tl-left', 'tl-end'] as const;

/** Which of the painted classes a cell has. A range of one cell is shown by the grid's focus alone. */
function classesAt(block: Block | null, row: number, column: number): readonly boolean[] {
  if (!block || !contains(block, row, column)) return [false, false, false, false, false];
  return [true, row === block.top, row === block.bottom, column === block.left, column === block.right];
}

export interface RangeLayer {
  range: CellRange | null;
  /** For the grid's `cellClassRules`: cells that come into view are painted as they are made. */
  rules: Record<string, (params: { rowIndex: number; column: { getColId: () => string } }) => boolean>;
  put: (range: CellRange | null) => void;
  /** Columns were moved, shown or hidden, or the number of rows changed. */
  refit: () => void;
  columnIds: () => string[];
  /** The cell an event came from. */
  cellUnder: (target: EventTarget | null) => CellAt | null;
  /** The one cell that keys act on. It may stand anywhere in the range, for example when all cells are selected. */
  active: () => CellAt | null;
  /** Where Tab leads from it; null when out of the grid. */
  tabTo: (back: boolean) => CellAt | null;
  /** Moves the focus to a cell, and the view to it. */
  focusCell: (cell: CellAt) => void;
  selectAll: () => void;
  onFocus: (row: number | null, column: string | null) => void;
  onMouseDown: (event: React.MouseEvent) => void;
  onMouseOver: (event: React.MouseEvent) => void;
  /** Gives true when the key was one of the selection's. */
  onKey: (event: React.KeyboardEvent) => boolean;
  paint: () => void;
}

/** Frames for which a cell that was jumped to may lose the focus again. */
const SETTLING = 30;

/** @param settled hears of the range when the hand has let go of it */
export function useRange<R extends GridRow>(
  root: React.RefObject<HTMLDivElement | null>,
  gridApi: React.RefObject<GridApi<R> | null>,
  rowCount: React.RefObject<number>,
  settled: (range: CellRange | null) => void,
): RangeLayer {
  const current = useRef<CellRange | null>(null);
  const dragging = useRef(false);
  const order = useRef<Map<string, number>>(new Map());
  const [range, setRange] = useState<CellRange | null>(null);

  const columnIds = useCallback(
    () => gridApi.current?.getAllDisplayedColumns().map((column) => column.getColId()) ?? [],
    [gridApi],
  );

  const extent = useCallback((): Extent => ({ rows: rowCount.current, columns: order.current.size }), [rowCount]);

  const paint = useCallback(() => {
    const block = current.current && !isSingle(current.current) ? blockOf(current.current) : null;
    for (const cell of root.current?.querySelectorAll<HTMLElement>('.ag-row .ag-cell') ?? []) {
      const row = Number(cell.closest('.ag-row')?.getAttribute('row-index'));
      const column = order.current.get(cell.getAttribute('col-id') ?? '') ?? -1;
      const on = classesAt(block, row, column);
      EDGES.forEach((name, index) => cell.classList.toggle(name, on[index]));
    }
  }, [root]);

  const put = useCallback(
    (next: CellRange | null) => {
      current.current = next;
      setRange(next);
      paint();
      if (!dragging.current) settled(next);
    },
    [paint, settled],
  );

  const refit = useCallback(() => {
    order.current = new Map(columnIds().map((id, index) => [id, index]));
    if (current.current) put(fitted(current.current, extent()));
  }, [columnIds, extent, put]);

  const show = useCallback(
    (cell: CellAt) => {
      gridApi.current?.ensureIndexVisible(cell.row);
      const id = columnIds()[cell.column];
      if (id) gridApi.current?.ensureColumnVisible(id);
    },
    [columnIds, gridApi],
  );

  const onFocus = useCallback(
    (row: number | null, column: string | null) => {
      const at = column === null ? undefined : order.current.get(column);
      if (row === null || at === undefined) return;
      put(single({ row, column: at }));
    },
    [put],
  );

  const cellUnder = (target: EventTarget | null): CellAt | null => {
    const cell = target instanceof Element ? target.closest('.ag-cell') : null;
    const row = cell?.closest('.ag-row')?.getAttribute('row-index');
    const column = order.current.get(cell?.getAttribute('col-id') ?? '');
    return row == null || column === undefined ? null : { row: Number(row), column };
  };

  // Beyond the upper or lower edge the rows come towards the hand, faster the farther it is.
  useEffect(() => {
    let pointer = 0;
    let frame = 0;
    const tick = () => {
      frame = 0;
      const view = root.current?.querySelector(VIEW)?.getBoundingClientRect();
      if (!dragging.current || !view || !current.current) return;
      const beyond = pointer > view.bottom ? pointer - view.bottom : pointer < view.top ? pointer - view.top : 0;
      if (beyond === 0) return;
      const steps = Math.ceil(Math.abs(beyond) / ROW_HEIGHT);
      const move: Move = { to: beyond > 0 ? 'pageDown' : 'pageUp', rows: steps };
      put(extended(current.current, move, extent()));
      gridApi.current?.ensureIndexVisible(current.current.focus.row);
      frame = requestAnimationFrame(tick);
    };
    const onMove = (event: MouseEvent) => {
      pointer = event.clientY;
      if (dragging.current && frame === 0) frame = requestAnimationFrame(tick);
    };
    const onUp = () => {
      if (!dragging.current) return;
      dragging.current = false;
      settled(current.current);
    };
    window.addEventListener('mousemove', onMove);
    window.addEventListener('mouseup', onUp);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('mousemove', onMove);
      window.removeEventListener('mouseup', onUp);
    };
  }, [extent, gridApi, put, root, settled]);

  const onMouseDown = (event: React.MouseEvent) => {
    const cell = cellUnder(event.target);
    if (!cell || event.button !== 0) return;
    if (event.target instanceof Element && event.target.closest('.ag-cell-inline-editing')) return;
    dragging.current = true;
    if (event.shiftKey) {
      // The grid would move its focus, and with it the anchor.
      event.preventDefault();
      event.stopPropagation();
      put(reaching(current.current, cell));
    } else {
      put(single(cell));
    }
  };

  const onMouseOver = (event: React.MouseEvent) => {
    if (!dragging.current || !current.current) return;
    const cell = cellUnder(event.target);
    if (cell) put(reaching(current.current, cell));
  };

  // The row of a far jump may be drawn, or drawn anew with its data, only after the focus was sent to it, which then lies
  // nowhere and takes no key: it is sent again until it stays.
  const settling = useRef(0);
  useEffect(() => () => cancelAnimationFrame(settling.current), []);
  const settleFocus = (row: number, id: string, frames: number) => {
    const api = gridApi.current;
    const wanted = api?.getFocusedCell();
    if (!api || wanted?.rowIndex !== row || wanted.column.getColId() !== id) return;
    const active = document.activeElement;
    const cell = active?.closest('.ag-cell');
    const there =
      cell?.getAttribute('col-id') === id && cell.closest('.ag-row')?.getAttribute('row-index') === String(row);
    // Whoever has gone somewhere else stays there.
    if (!there && active && active !== document.body && !root.current?.contains(active)) return;
    if (!there) api.setFocusedCell(row, id);
    if (frames > 0) settling.current = requestAnimationFrame(() => settleFocus(row, id, frames - 1));
  };

  const focusCell = (cell: CellAt) => {
    show(cell);
    const id = columnIds()[cell.column];
    if (!id) return;
    gridApi.current?.setFocusedCell(cell.row, id);
    cancelAnimationFrame(settling.current);
    settling.current = requestAnimationFrame(() => settleFocus(cell.row, id, SETTLING));
  };

  const active = (): CellAt | null => {
    const focused = gridApi.current?.getFocusedCell();
    const column = order.current.get(focused?.column.getColId() ?? '');
    return focused && column !== undefined ? { row: focused.rowIndex, column } : null;
  };

  const tabTo = (back: boolean): CellAt | null => {
    const cell = active();
    return cell && alongRows(cell, back, extent());
  };

  const selectAll = useCallback(() => put(everything(extent())), [extent, put]);

  const onKey = (event: React.KeyboardEvent): boolean => {
    const now = current.current;
    const mod = event.ctrlKey || event.metaKey;
    if (!now) return false;
    if (event.key === ' ' && event.shiftKey) {
      put(wholeRows(now, extent()));
      return true;
    }
    if (event.key === ' ' && event.ctrlKey) {
      put(wholeColumns(now, extent()));
      return true;
    }
    if (event.key === 'Escape' && !isSingle(now)) {
      put(single(active() ?? now.anchor));
      return true;
    }
    const height = root.current?.querySelector(VIEW)?.clientHeight ?? 600;
    const move = moveOfKey(event.key, mod, Math.max(1, Math.floor(height / ROW_HEIGHT) - 1));
    if (!move || event.altKey) return false;
    if (event.shiftKey) {
      const next = extended(now, move, extent());
      put(next);
      show(next.focus);
      return true;
    }
    // The grid's own Home and End leave the row, which no spreadsheet does.
    const toFirst = move.to === 'home' || (move.to === 'left' && move.far);
    if (toFirst || move.to === 'end') {
      // A column that is kept at the left is in sight wherever the others stand: they come back too. Before the focus
      // moves, which a later scroll would take from a row that is not drawn yet.
      const first = gridApi.current?.getAllDisplayedColumns().find((column) => !column.isPinned());
      if (toFirst && first) gridApi.current?.ensureColumnVisible(first);
      focusCell(moved(active() ?? now.anchor, move, extent()));
      return true;
    }
    return false;
  };

  const rules = useMemo(
    () =>
      Object.fromEntries(
        EDGES.map((name, index) => [
          name,
          (params: { rowIndex: number; column: { getColId: () => string } }) => {
            const at = order.current.get(params.column.getColId()) ?? -1;
            const block = current.current && !isSingle(current.current) ? blockOf(current.current) : null;
            return classesAt(block, params.rowIndex, at)[index] ?? false;
          },
        ]),
      ),
    [],
  );

  return {
    range,
    rules,
    put,
    refit,
    columnIds,
    active,
    tabTo,
    cellUnder,
    focusCell,
    selectAll,
    onFocus,
    onMouseDown,
    onMouseOver,
    onKey,
    paint,
  };
}
