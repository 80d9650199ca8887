import type {
  CellEditRequestEvent,
  CellFocusedEvent,
  ColDef,
  GridApi,
  IDatasource,
  SortModelItem,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { num } from '../../format/figures';
import { usePlanCurrency } from '../../state/plan';
import { handleShortcut, runCommand, typing } from '../../commands/registry';
import { Button } from '../Button';
import { CommandMenuAt } from '../CommandMenu';
import { Checkbox } from '../Field';
import { Popover, type Point } from '../Menu';
import { announce } from '../Messages';
import { gridTheme, ROW_HEIGHT } from './agGrid';
import { editText } from './CellEditor';
import { colDefOf } from './columns';
import { createFilterStore, type GridContext } from './filters';
import styles from './Grid.module.css';
import { firstState, laidOut, layoutOf, sortOf } from './layout';
import { blockOf, contains, fitted, isSingle, single, sizeOf, type CellAt, type CellRange } from './range';
import type { GridColumn, GridFilter, GridProps, GridRow, GridSelection, GridSort } from './types';
import { useRange } from './useRange';

/** Rows a page. Small enough for a quick answer, large enough for a fast wheel. */
const PAGE = 200;

const NO_FILTER: readonly GridFilter[] = [];

function sortsOf(model: readonly SortModelItem[]): GridSort[] {
  return model.map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' }));
}

/** A list of any length, page by page from the backend, with the manners of a spreadsheet. */
export function Grid<R extends GridRow>(props: GridProps<R>) {
  const { t } = useTranslation('components');
  const {
    columns,
    getPage,
    revision,
    filter: outer = NO_FILTER,
    onSelectionChange,
    onCellEdit,
    onRowOpen,
    openRow,
  } = props;
  const currency = usePlanCurrency();
  const root = useRef<HTMLDivElement>(null);
  const api = useRef<GridApi<R> | null>(null);
  const rowCount = useRef(0);
  const [total, setTotal] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const [firstLayout] = useState(props.layout);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(laidOut(columns, firstLayout).flatMap((column) => (column.hidden ? [column.id] : []))),
  );

  const [store] = useState(() => createFilterStore(firstLayout?.filters ?? []));
  const inner = useStore(store, (state) => state.filters);
  const filter = useMemo(() => [...outer, ...inner], [outer, inner]);
  const { onLayout } = props;
  const latest = useRef({ filter, getPage, onSelectionChange, onLayout });
  useEffect(() => {
    latest.current = { filter, getPage, onSelectionChange, onLayout };
  });

  const sort = useCallback(() => sortOf(api.current?.getColumnState() ?? []), []);
  const keepLayout = useCallback(() => {
    if (api.current) latest.current.onLayout?.(layoutOf(api.current.getColumnState(), store.getState().filters));
  }, [store]);
  useEffect(() => store.subscribe(keepLayout), [store, keepLayout]);

  const selectionOf = useCallback(
    (range: CellRange): GridSelection => {
      const block = blockOf(range);
      const ids = api.current?.getAllDisplayedColumns().map((column) => column.getColId()) ?? [];
      return {
        rows: { first: block.top, last: block.bottom },
        columns: ids.slice(block.left, block.right + 1),
        beyond: ids.slice(block.right + 1),
        sort: sort(),
        filter: latest.current.filter,
        block,
      };
    },
    [sort],
  );

  const settled = useCallback(
    (range: CellRange | null) => latest.current.onSelectionChange?.(range ? selectionOf(range) : null),
    [selectionOf],
  );
  const layer = useRange<R>(root, api, rowCount, settled);
  const { put, refit, paint, onFocus, rules, columnIds } = layer;

  const hide = useCallback((column: string, away = true) => {
    api.current?.setColumnsVisible([column], !away);
    setHidden((before) => {
      const next = new Set(before);
      if (away) next.add(column);
      else next.delete(column);
      return next;
    });
  }, []);
  const [context] = useState<GridContext>(() => ({ filters: store, hide }));

  const source = useMemo<IDatasource>(
    () => ({
      getRows: ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
        const request = { startRow, endRow, sort: sortsOf(sortModel), filter: latest.current.filter };
        latest.current.getPage(request).then(
          (page) => {
            setFailed(false);
            successCallback(page.rows, page.total);
            if (rowCount.current !== page.total) {
              rowCount.current = page.total;
              refit();
            }
            setTotal(page.total);
          },
          () => {
            failCallback();
            setFailed(true);
          },
        );
      },
    }),
    [refit],
  );

  // Another plan revision: the same place in the list, with new figures. Not at first, when the pages are on their way.
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    api.current?.refreshInfiniteCache();
  }, [revision]);

  // Other conditions: another list, from its top.
  const asked = useRef(JSON.stringify(filter));
  useEffect(() => {
    const now = JSON.stringify(filter);
    if (asked.current === now) return;
    asked.current = now;
    put(null);
    if (rowCount.current > 0) api.current?.ensureIndexVisible(0, 'top');
    api.current?.purgeInfiniteCache();
  }, [filter, put]);

  // What has the focus inside the list of rows changes without React, so the open row is marked by hand too.
  const markOpen = useCallback(() => {
    for (const row of root.current?.querySelectorAll('.ag-row') ?? []) {
      row.classList.toggle('tl-open', openRow != null && row.getAttribute('row-id') === String(openRow));
    }
  }, [openRow]);
  useEffect(markOpen, [markOpen]);
  const opened = useRef(openRow);
  useEffect(() => {
    opened.current = openRow;
  });
  const rowRules = useMemo(
    () => ({
      'tl-open': ({ data }: { data?: R }) => data !== undefined && opened.current != null && data.id === opened.current,
    }),
    [],
  );

  const canEdit = onCellEdit !== undefined;
  const defs = useMemo<ColDef<R>[]>(
    () => laidOut(columns, firstLayout).map((column) => colDefOf(column, currency, canEdit)),
    [columns, firstLayout, currency, canEdit],
  );
  const { initialSort } = props;
  const [firstSort] = useState(firstLayout?.sort ?? initialSort);
  const sortedDefs = useMemo<ColDef<R>[]>(
    () =>
      defs.map((def) => {
        const index = firstSort?.findIndex((each) => each.column === def.colId) ?? -1;
        if (index < 0) return def;
        return { ...def, initialSort: firstSort?.[index]?.descending ? 'desc' : 'asc', initialSortIndex: index };
      }),
    [defs, firstSort],
  );
  const defaults = useMemo<ColDef<R>>(
    () => ({ cellClassRules: rules as ColDef<R>['cellClassRules'], resizable: true, suppressHeaderMenuButton: true }),
    [rules],
  );

  const onCellEditRequest = useCallback(
    ({ data, colDef, newValue, oldValue, node }: CellEditRequestEvent<R>) => {
      const column = colDef.colId;
      if (!onCellEdit || !column || newValue === oldValue || newValue === undefined) return;
      // Shown at once; the truth comes back with the next revision.
      node.updateData({ ...data, [column]: newValue });
      void onCellEdit({
        row: data,
        column,
        value: newValue as string | number | null,
        text: editText(colDef.context as GridColumn, newValue, currency),
      }).then((taken) => !taken && node.updateData(data));
    },
    [onCellEdit, currency],
  );

  const select = useCallback(
    (from: CellAt, rows: number, count: number) => {
      const extent = { rows: rowCount.current, columns: columnIds().length };
      const far = { row: from.row + Math.max(1, rows) - 1, column: from.column + Math.max(1, count) - 1 };
      const range = fitted({ anchor: from, focus: far }, extent);
      const id = range && columnIds()[range.anchor.column];
      // The focus first: wherever it goes it takes the selection along.
      if (range && id) api.current?.setFocusedCell(range.anchor.row, id);
      put(range);
    },
    [columnIds, put],
  );

  const resetColumns = useCallback(() => {
    api.current?.applyColumnState({ state: firstState(columns, initialSort ?? []), applyOrder: true });
    setHidden(new Set(columns.flatMap((column) => (column.hidden ? [column.id] : []))));
  }, [columns, initialSort]);

  const { range, selectAll } = layer;
  useImperativeHandle(
    props.handle,
    () => ({ selection: () => (range ? selectionOf(range) : null), select, selectAll, resetColumns }),
    [range, selectionOf, select, selectAll, resetColumns],
  );

  const onKeyDownCapture = (event: React.KeyboardEvent) => {
    const target = event.target as Element;
    if (!target.closest('.ag-cell')) return;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    const held = event.ctrlKey || event.metaKey || event.altKey;
    // Backwards the web view of Linux names only the physical key.
    if ((event.key === 'Tab' || event.code === 'Tab') && !held) {
      const next = layer.tabTo(event.shiftKey);
      if (!next) return;
      // The grid would open the editor of the next cell, where a spreadsheet only goes there.
      api.current?.stopEditing();
      layer.focusCell(next);
      return done();
    }
    if (target.closest('.ag-cell-inline-editing')) return;
    if (layer.onKey(event)) return done();
    // Before the grid, which has its own idea of some of these keys.
    handleShortcut(event.nativeEvent);
    if (event.nativeEvent.defaultPrevented) return event.stopPropagation();
    const active = layer.active();
    if (event.key === ' ' && onRowOpen && active && !held && !event.shiftKey) {
      const row = api.current?.getDisplayedRowAtIndex(active.row)?.data;
      if (row) onRowOpen(row);
      return done();
    }
  };

  // Cut, copy and paste chosen from the desktop's own menu arrive without a key.
  const onClipboard = (event: React.ClipboardEvent) => {
    if (typing(event.target)) return;
    if (runCommand(`cells.${event.type}`)) event.preventDefault();
  };

  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const onContextMenu = (event: React.MouseEvent) => {
    const cell = layer.cellUnder(event.target);
    if (!cell || !props.cellMenu || typing(event.target)) return;
    event.preventDefault();
    if (!range || !contains(blockOf(range), cell.row, cell.column)) {
      put(single(cell));
      layer.focusCell(cell);
    }
    const { left, bottom } = (event.target as Element).getBoundingClientRect();
    // The menu key says no place of its own.
    setMenuAt(event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: left, y: bottom });
  };

  const [choosing, setChoosing] = useState(false);
  const size = range && !isSingle(range) ? sizeOf(range) : null;
  const narrowed = filter.length > 0;

  useEffect(() => {
    if (total !== null) announce(t('grid.rows', { count: total, shown: num(total) }));
  }, [t, total]);

  return (
    <div className={styles.wrap}>
      <div
        ref={root}
        className={styles.grid}
        onKeyDownCapture={onKeyDownCapture}
        onCopy={onClipboard}
        onCut={onClipboard}
        onPaste={onClipboard}
        onContextMenu={onContextMenu}
        onMouseDownCapture={layer.onMouseDown}
        onMouseOver={layer.onMouseOver}
      >
        <AgGridReact<R>
          theme={gridTheme}
          context={context}
          columnDefs={sortedDefs}
          defaultColDef={defaults}
          rowModelType="infinite"
          datasource={source}
          cacheBlockSize={PAGE}
          maxConcurrentDatasourceRequests={2}
          maxBlocksInCache={20}
          infiniteInitialRowCount={1}
          blockLoadDebounceMillis={40}
          rowHeight={ROW_HEIGHT}
          getRowId={({ data }) => String(data.id)}
          rowClassRules={rowRules}
          readOnlyEdit
          maintainColumnOrder
          enterNavigatesVertically
          enterNavigatesVerticallyAfterEdit
          stopEditingWhenCellsLoseFocus
          suppressMovableColumns={false}
          suppressNoRowsOverlay
          suppressDragLeaveHidesColumns
          animateRows={false}
          onGridReady={(event) => {
            api.current = event.api;
            event.api.setGridAriaProperty('label', props.label);
            refit();
          }}
          onDisplayedColumnsChanged={refit}
          onSortChanged={() => {
            put(null);
            keepLayout();
          }}
          onColumnResized={({ finished }) => finished && keepLayout()}
          onColumnMoved={({ finished }) => finished && keepLayout()}
          onColumnVisible={keepLayout}
          onColumnPinned={keepLayout}
          onModelUpdated={markOpen}
          onViewportChanged={paint}
          onCellFocused={(event: CellFocusedEvent<R>) => {
            const column = event.column;
            if (column && typeof column !== 'string') onFocus(event.rowIndex, column.getColId());
          }}
          onCellDoubleClicked={({ data, column, node }) => {
            if (data && onRowOpen && !column.isCellEditable(node)) onRowOpen(data);
          }}
          onCellEditRequest={onCellEditRequest}
        />
        {menuAt && <CommandMenuAt at={menuAt} groups={props.cellMenu ?? []} onClose={() => setMenuAt(null)} />}
        {total === 0 && (
          <div className={styles.over}>
            {narrowed || !props.empty ? (
              <NoMatch onClear={inner.length > 0 ? store.getState().clear : undefined} />
            ) : (
              props.empty
            )}
          </div>
        )}
      </div>
      <div className={styles.status}>
        <span className="num">
          {total === null ? t('grid.loading') : t('grid.rows', { count: total, shown: num(total) })}
        </span>
        {inner.length > 0 && (
          <Button small look="quiet" onClick={store.getState().clear}>
            {t('grid.clearFilters')}
          </Button>
        )}
        <Popover
          label={t('grid.columns')}
          open={choosing}
          onOpenChange={setChoosing}
          trigger={
            <Button small look="quiet" onClick={() => setChoosing(!choosing)}>
              {t('grid.columns')}
            </Button>
          }
        >
          <div className={styles.choices}>
            {columns.map((column) => (
              <Checkbox
                key={column.id}
                label={column.header}
                checked={!hidden.has(column.id)}
                onChange={(shown) => hide(column.id, !shown)}
              />
            ))}
          </div>
          <div className={styles.reset}>
            <Button
              small
              look="quiet"
              onClick={() => {
                resetColumns();
                setChoosing(false);
              }}
            >
              {t('grid.resetColumns')}
            </Button>
            {props.moreColumns && (
              <Button
                small
                look="quiet"
                onClick={() => {
                  setChoosing(false);
                  props.moreColumns?.onSelect();
                }}
              >
                {props.moreColumns.label}
              </Button>
            )}
          </div>
        </Popover>
        {failed && <span role="alert">{t('grid.failed')}</span>}
        <span className={styles.statusRest}>
          {size && <span className="num">{t('grid.range', { rows: num(size.rows), columns: num(size.columns) })}</span>}
          {props.status}
        </span>
      </div>
    </div>
  );
}

function NoMatch({ onClear }: { onClear?: () => void }) {
  const { t } = useTranslation('components');
  return (
    <div className={styles.none}>
      <p>{t('grid.empty')}</p>
      {onClear && <Button onClick={onClear}>{t('grid.clearFilters')}</Button>}
    </div>
  );
}

export default Grid;
