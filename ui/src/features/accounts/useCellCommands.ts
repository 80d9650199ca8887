/**
 * Cells as people from spreadsheets handle them: copy, cut, paste, clear, fill down. The backend does all of it, since a
 * range may reach over rows that were never loaded; each is one change with a name, and one undo takes it back.
 */
import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, useErrorText, useToast, type GridHandle, type GridSelection } from '../../components';
import { useCommands, type Command } from '../../commands/registry';
import { isMac } from '../../commands/shortcut';
import { num } from '../../format/figures';
import type { AccountQuery, CellRange, CellsEdited } from '../../ipc/bindings';
import { asAppError, call } from '../../ipc/call';
import { usePlan } from '../../state/plan';

/** The right mouse button's menu on cells. */
export const CELL_MENU = [
  ['cells.cut', 'cells.copy', 'cells.copyWithHeaders', 'cells.paste'],
  ['cells.fillDown', 'cells.clear'],
  ['cells.selectAll', 'grid.resetColumns'],
] as const;

/** Reasons shown at once; the others are counted. */
const MOST_NOTES = 3;

type QueryOf = (selection: GridSelection) => AccountQuery;

/** The selected cells as the backend finds them again. */
export function rangeOf(selection: GridSelection, queryOf: QueryOf): CellRange {
  return {
    query: queryOf(selection),
    columns: selection.columns,
    offset: selection.rows.first,
    rows: selection.rows.last - selection.rows.first + 1,
  };
}

interface Props {
  grid: RefObject<GridHandle | null>;
  /** Where the keys count. */
  pane: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
  selection: GridSelection | null;
  queryOf: QueryOf;
}

export function useCellCommands({ grid, pane, search, selection, queryOf }: Props): void {
  const { t } = useTranslation('accounts');
  const accept = usePlan((state) => state.accept);
  const toast = useToast();
  const textOf = useErrorText();

  const refused = useCallback(
    (thrown: unknown) => {
      const text = textOf(asAppError(thrown));
      if (text) toast({ title: text, mood: 'error' });
    },
    [textOf, toast],
  );

  const told = useCallback(
    (verb: 'pasted' | 'cut' | 'cleared' | 'filled', done: CellsEdited) => {
      const { cells, left, notes, changed, moved } = done;
      const what = cells > 0 ? t(`cells.${verb}`, { count: cells, shown: num(cells) }) : t('cells.none');
      const title = left > 0 ? t('cells.left', { count: left, shown: num(left), done: what }) : what;
      const more = notes.length - MOST_NOTES;
      const body = [
        ...notes.slice(0, MOST_NOTES),
        ...(more > 0 ? [t('cells.more', { count: more, shown: num(more) })] : []),
        ...(moved ? [t('cells.moved')] : []),
      ].join(' ');
      announce(`${title}. ${body}`);
      toast({
        title,
        body: body || undefined,
        mood: notes.length > 0 ? 'warning' : 'success',
        undo: changed,
      });
    },
    [t, toast],
  );

  const act = useCallback(
    (verb: 'pasted' | 'cut' | 'cleared' | 'filled', send: (range: CellRange) => Promise<CellsEdited>) => {
      const at = grid.current?.selection();
      if (!at) return;
      send(rangeOf(at, queryOf)).then((done) => {
        accept(done.plan);
        // The block as it was pasted is selected, unless its rows are no longer there.
        if (verb === 'pasted') {
          const from = { row: at.block.top, column: at.block.left };
          if (done.moved) grid.current?.select(from, 1, 1);
          else grid.current?.select(from, done.rows, done.columns);
        }
        told(verb, done);
      }, refused);
    },
    [accept, grid, queryOf, refused, told],
  );

  const copy = useCallback(
    (withHeader: boolean) => {
      const at = grid.current?.selection();
      if (!at) return;
      call('copy_cells', { ...rangeOf(at, queryOf), withHeader }).then(
        (copied) => toast({ title: t('copied', { rows: num(copied.rows), columns: num(copied.columns) }) }),
        refused,
      );
    },
    [grid, queryOf, refused, t, toast],
  );

  // The commands stay the same while the hand moves the selection; only what they do looks at it.
  const latest = useRef({ act, copy });
  useEffect(() => {
    latest.current = { act, copy };
  });
  const some = selection !== null;
  const commands = useMemo<Command[]>(() => {
    const onCells = { keysIn: pane, yieldsToText: true, enabled: some };
    const doing = {
      paste: () =>
        latest.current.act('pasted', (range) =>
          call('paste_cells', { range, beyond: grid.current?.selection()?.beyond ?? [] }),
        ),
      cut: () => latest.current.act('cut', (range) => call('cut_cells', range)),
      clear: () => latest.current.act('cleared', (range) => call('clear_cells', range)),
      fill: () => latest.current.act('filled', (range) => call('fill_down', range)),
    };
    return [
      {
        id: 'accounts.find',
        labelKey: 'findAccounts',
        shortcut: 'Mod+F',
        run: () => {
          search.current?.focus();
          search.current?.select();
        },
      },
      { id: 'cells.cut', labelKey: 'cutCells', shortcut: 'Mod+X', ...onCells, run: doing.cut },
      { id: 'cells.copy', labelKey: 'copyCells', shortcut: 'Mod+C', ...onCells, run: () => latest.current.copy(false) },
      {
        id: 'cells.copyWithHeaders',
        labelKey: 'copyWithHeaders',
        shortcut: 'Mod+Shift+C',
        ...onCells,
        run: () => latest.current.copy(true),
      },
      { id: 'cells.paste', labelKey: 'pasteCells', shortcut: 'Mod+V', ...onCells, run: doing.paste },
      {
        id: 'cells.clear',
        labelKey: 'clearCells',
        shortcut: 'Delete',
        // The key that is called Delete there.
        alsoShortcut: isMac ? 'Backspace' : undefined,
        ...onCells,
        run: doing.clear,
      },
      { id: 'cells.fillDown', labelKey: 'fillDown', shortcut: 'Mod+D', ...onCells, run: doing.fill },
      {
        id: 'cells.selectAll',
        labelKey: 'selectAllCells',
        shortcut: 'Mod+A',
        keysIn: pane,
        yieldsToText: true,
        run: () => grid.current?.selectAll(),
      },
      { id: 'grid.resetColumns', labelKey: 'resetColumns', run: () => grid.current?.resetColumns() },
    ];
  }, [some, grid, pane, search]);
  useCommands(commands);
}
