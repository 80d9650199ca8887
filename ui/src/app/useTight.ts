import { useSyncExternalStore } from 'react';

/** Below this the names of the steps would leave the step itself too little room: at 200 % zoom of a window of 1,280. */
const query = typeof matchMedia === 'function' ? matchMedia('(max-width: 820px)') : null;

function watch(changed: () => void): () => void {
  query?.addEventListener('change', changed);
  return () => query?.removeEventListener('change', changed);
}

/** Whether the window is so narrow, or zoomed so far, that everything beside the step stands aside. */
export function useTight(): boolean {
  return useSyncExternalStore(watch, () => query?.matches ?? false);
}
