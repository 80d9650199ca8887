import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { AccountPage, AccountRow } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { queries, useQueryCommand } from '../../ipc/cache';
import { usePlan } from '../../state/plan';
import { listColumns, queryOf, type Place } from './measures';

/** Rows a page; the backend gives at most 500. */
const PAGE = 200;

/** One account of a territory, as the compact list shows it. */
export interface ListedAccount {
  id: number;
  name: string;
  /** Index of its tier, -1 for Excluded. */
  tier: number;
  minutes: number;
  potential: number | null;
  where: string | null;
}

function listed(row: AccountRow): ListedAccount {
  const [name, tier, minutes, potential, where] = row.cells;
  return {
    id: row.id,
    name: typeof name === 'string' ? name : '',
    tier: typeof tier === 'number' ? tier : -1,
    minutes: typeof minutes === 'number' ? minutes : 0,
    potential: typeof potential === 'number' ? potential : null,
    where: typeof where === 'string' ? where : null,
  };
}

/** The accounts of a territory, page by page, for the rows from `first` to `last` that are in sight. */
export function useAccountRows(place: Place, search: string, first: number, last: number) {
  const revision = usePlan((state) => state.plan?.revision ?? -1);
  const file = usePlan((state) => state.plan?.file.token ?? 0);
  const { data: grid, error } = useQueryCommand('grid_columns', null);
  const columns = useMemo(() => (grid ? listColumns(grid.columns) : null), [grid]);
  const request = useCallback(
    (page: number) => ({
      queryKey: ['account_page', file, revision, place, search, columns, page],
      queryFn: () =>
        call('account_page', {
          query: queryOf(place, search),
          columns: columns ?? [],
          offset: page * PAGE,
          limit: PAGE,
        }),
      enabled: columns !== null,
    }),
    [file, revision, place, search, columns],
  );
  const pages = useMemo(() => {
    const from = Math.floor(first / PAGE);
    return Array.from({ length: Math.floor(Math.max(first, last) / PAGE) - from + 1 }, (_, at) => from + at);
  }, [first, last]);
  const answers = useQueries({
    queries: pages.map((page) => ({ ...request(page), placeholderData: keepPreviousData<AccountPage> })),
  });

  const total = answers.find((answer) => answer.data)?.data?.total ?? null;
  const at = (index: number): ListedAccount | null => {
    const page = pages.indexOf(Math.floor(index / PAGE));
    const row = answers[page]?.data?.rows[index % PAGE];
    return row ? listed(row) : null;
  };
  /** The accounts from one place of the list to another, also where it was never scrolled to. */
  const between = useCallback(
    async (from: number, to: number): Promise<ListedAccount[]> => {
      const found: ListedAccount[] = [];
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        const answer = await queries.fetchQuery(request(page));
        answer.rows.forEach((row, index) => {
          const place_ = page * PAGE + index;
          if (place_ >= from && place_ <= to) found.push(listed(row));
        });
      }
      return found;
    },
    [request],
  );
  return { total, at, between, error: error ?? answers.find((answer) => answer.error)?.error ?? null };
}
