import { useCallback, useEffect, useState } from 'react';
import type { AppError, BoardCard, QuerySums } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { asAppError, call } from '../../ipc/call';
import { usePlan } from '../../state/plan';
import type { ChosenCard } from './selection';
import type { Narrowed } from './useNarrowing';

const PAGE = 100;

/** A card that is chosen by itself. */
export const chosenCard = ({ id, name, overrideReason }: BoardCard): ChosenCard => ({
  id,
  name,
  byHand: overrideReason !== null,
});

interface Loaded {
  key: string;
  total: number;
  sums: QuerySums | null;
  pages: ReadonlyMap<number, readonly BoardCard[]>;
}

export interface Cards {
  /** Null before the first answer. */
  total: number | null;
  /** What they add up to; null where search and filters leave nothing out, and before the first answer. */
  sums: QuerySums | null;
  cardAt: (at: number) => BoardCard | undefined;
  /**
   * The cards of a range of places, the last one within it. Given at once where they are loaded, so that a key that is held
   * down keeps its pace.
   */
  between: (from: number, to: number) => readonly ChosenCard[] | Promise<readonly ChosenCard[]>;
  /** Says which places are in sight, so that their cards are fetched. */
  show: (first: number, last: number) => void;
  error: AppError | null;
}

/**
 * The cards that search and filters leave in one column, page by page as they come into sight. After a change of the plan the old cards stay until all
 * the pages in sight have arrived, so that nothing flickers.
 */
export function useCards(tier: number | null, narrowed: Narrowed): Cards {
  const revision = usePlan((state) => state.plan?.revision ?? -1);
  const [wanted, setWanted] = useState({ first: 0, last: 0 });
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const key = `${revision}/${JSON.stringify(narrowed)}`;

  useEffect(() => {
    let current = true;
    const pages = Array.from({ length: wanted.last - wanted.first + 1 }, (_, at) => wanted.first + at);
    const load = async (page: number) => {
      const request = { tier, ...narrowed, offset: page * PAGE, limit: PAGE };
      const queryKey = ['board_cards', revision, request];
      return queries.fetchQuery({ queryKey, queryFn: () => call('board_cards', request) });
    };
    Promise.all(pages.map(load)).then(
      (answers) => {
        if (!current) return;
        setError(null);
        setLoaded((last) => {
          const kept = last?.key === key ? last.pages : [];
          const fresh = answers.map((answer, at) => [pages[at] ?? 0, answer.cards] as const);
          return {
            key,
            total: answers[0]?.total ?? 0,
            sums: answers[0]?.sums ?? null,
            pages: new Map([...kept, ...fresh]),
          };
        });
      },
      (thrown: unknown) => current && setError(asAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [key, revision, narrowed, tier, wanted]);

  const show = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE), last: Math.floor(last / PAGE) };
    setWanted((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  const cardAt = useCallback((at: number) => loaded?.pages.get(Math.floor(at / PAGE))?.[at % PAGE], [loaded]);
  const between = useCallback(
    (from: number, to: number) => {
      const places = Array.from({ length: Math.min(PAGE, to - from + 1) }, (_, at) => cardAt(from + at));
      const cards = places.filter((card) => card !== undefined);
      // While others are under way the cards in sight may be none of those that are meant.
      if (loaded?.key === key && cards.length === to - from + 1) return cards.map(chosenCard);
      return call('board_range', { tier, ...narrowed, from, to }).then(
        ({ accounts, byHand }) => {
          const set = new Set(byHand);
          return accounts.map((id) => ({ id, byHand: set.has(id) }));
        },
        (thrown: unknown) => {
          setError(asAppError(thrown));
          return [];
        },
      );
    },
    [cardAt, loaded, key, tier, narrowed],
  );
  return { total: loaded?.total ?? null, sums: loaded?.sums ?? null, cardAt, between, show, error };
}
