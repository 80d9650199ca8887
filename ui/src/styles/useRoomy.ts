import { useSyncExternalStore } from 'react';

const queries = new Map<number, MediaQueryList>();

function queryOf(pixels: number): MediaQueryList | null {
  if (typeof matchMedia !== 'function') return null;
  let query = queries.get(pixels);
  if (!query) {
    query = matchMedia(`(min-width: ${pixels}px)`);
    queries.set(pixels, query);
  }
  return query;
}

/** Whether the window is at least so wide, for tables that leave out what matters least in a small one. */
export function useRoomy(pixels: number): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = queryOf(pixels);
      query?.addEventListener('change', changed);
      return () => query?.removeEventListener('change', changed);
    },
    () => queryOf(pixels)?.matches ?? true,
  );
}
