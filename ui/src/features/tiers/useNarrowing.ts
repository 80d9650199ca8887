/** Which cards the board shows: what is looked for, and the filters beside it. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { Choice } from '../../components';
import type { BoardCardsRequest, ColumnFilter, FilterTest, GridColumn } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { usePlan } from '../../state/plan';
import { filtersToWire } from '../accounts/cells';
import { useReps } from '../accounts/useReps';
import { useSearch } from '../accounts/useSearch';

/** What the queries of the board are told. */
export type Narrowed = Pick<BoardCardsRequest, 'search' | 'filters'>;

export const isNarrow = ({ search, filters }: Narrowed): boolean => search !== '' || filters.length > 0;

/** Nothing is left out by this column. */
const ANY = '';
/** Only those that the column says nothing about. */
const BLANK = '-';
/** Stands before a value, which may be any text. */
const VALUE = '=';

interface Picks {
  /** The file whose plan they were made in. */
  file: number;
  /** The choice of each column by its key. */
  by: Readonly<Record<string, string>>;
}

const NOTHING: Picks['by'] = {};

/** Kept while other steps are open, as the account list keeps its filters. */
export const usePicks = create<Picks>()(() => ({ file: 0, by: NOTHING }));

/** A column by which the board can be filtered. */
export interface Filter {
  column: string;
  label: string;
  picked: string;
  choices: readonly Choice<string>[];
}

export interface Narrowing {
  narrowed: Narrowed;
  /** What stands in the search field. */
  typed: string;
  onType: (typed: string) => void;
  filters: readonly Filter[];
  onPick: (column: string, choice: string) => void;
  /** Shows all cards again. */
  onClear: () => void;
}

/** Owners, and the categories that cards show. A category with very many values lists none, and cannot be chosen by. */
const narrows = (column: GridColumn) =>
  column.kind === 'rep' || ((column.role === 'industry' || column.role === 'country') && column.values.length > 0);

function testOf(choice: string): FilterTest {
  return choice === BLANK ? { kind: 'blank' } : { kind: 'oneOf', values: [choice.slice(VALUE.length)] };
}

export function useNarrowing(): Narrowing {
  const { t } = useTranslation('tiers');
  const file = usePlan((state) => state.plan?.file.token ?? 0);
  const kept = usePicks();
  const picks = kept.file === file ? kept.by : NOTHING;
  const { typed, setTyped, search } = useSearch();
  const reps = useReps();
  const { data } = useQueryCommand('grid_columns', null);
  const filters = useMemo(() => {
    const filterOf = ({ key, kind, label, values }: GridColumn): Filter => {
      const rep = kind === 'rep';
      const some = rep
        ? reps.map(({ id, name }) => ({ value: `${VALUE}${id}`, label: name }))
        : values.map((value) => ({ value: `${VALUE}${value}`, label: value }));
      const choices = [
        { value: ANY, label: t(rep ? 'narrow.anyone' : 'narrow.any', { field: label }) },
        ...some,
        { value: BLANK, label: t(rep ? 'narrow.nobody' : 'narrow.unknown', { field: label }) },
      ];
      // What was chosen may have gone from the list since.
      const picked = choices.find((choice) => choice.value === picks[key])?.value ?? ANY;
      return { column: key, label, picked, choices };
    };
    return (data?.columns ?? [])
      .filter((column) => narrows(column) && (column.kind !== 'rep' || reps.length > 0))
      .map(filterOf);
  }, [data, reps, picks, t]);

  const wire: ColumnFilter[] = filtersToWire(
    filters.filter(({ picked }) => picked !== ANY).map(({ column, picked }) => ({ column, test: testOf(picked) })),
    data?.columns ?? [],
  );
  // The same as long as it says the same: cards are fetched, and what was chosen is given up, when it changes.
  const key = JSON.stringify({ search, filters: wire });
  const narrowed = useMemo(() => JSON.parse(key) as Narrowed, [key]);
  return {
    narrowed,
    typed,
    onType: setTyped,
    filters,
    onPick: (column, choice) => usePicks.setState({ file, by: { ...picks, [column]: choice } }),
    onClear: () => {
      setTyped('');
      usePicks.setState({ file, by: NOTHING });
    },
  };
}
