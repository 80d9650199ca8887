import { useCallback, useEffect, useRef, useState } from 'react';

export interface LiveSettings<S> {
  /** As they were last let go: what a figure field stands on while it is typed in. Undefined before the first answer. */
  settings: S | undefined;
  /** As they are under the hand: for what is dragged. */
  shown: S | undefined;
  /** Something is under the hand, or on its way to being saved: what `ask` answered is to be shown. */
  moving: boolean;
  /** The hand moves: shows what the settings would do. */
  move: (settings: S) => void;
  /** The hand let go: keeps them. One undo step. */
  settle: (settings: S) => void;
  /** Back to what is saved. */
  giveUp: () => void;
}

interface Source<S> {
  /** What the backend last said. */
  saved: S | undefined;
  /** `saved` belongs to the plan as it is now. */
  fresh: boolean;
  /** Asks what settings would do, and forgets the answer. Both stable. */
  ask: (settings: S) => void;
  clear: () => void;
  /** Gives null when they were refused. */
  save: (settings: S) => Promise<unknown>;
}

/**
 * Settings that are edited in place with their effect in sight. Between letting go and the new answer the edited values
 * stay on the screen, so that nothing jumps back, and a second edit builds on the first.
 */
export function useLiveSettings<S>({ saved, fresh, ask, clear, save }: Source<S>): LiveSettings<S> {
  const [moved, setMoved] = useState<S | null>(null);
  const [kept, setKept] = useState<S | null>(null);
  const [pending, setPending] = useState(0);
  const keep = useRef(save);
  useEffect(() => {
    keep.current = save;
  });

  // The answer for what was let go has come (or the change was refused and the old one still stands).
  const done = kept !== null && moved === null && pending === 0 && fresh;
  if (done) setKept(null);
  const moving = !done && (moved !== null || kept !== null);
  const began = useRef(false);
  useEffect(() => {
    began.current = moving;
  });
  // What an earlier move would have done must not flash up when the next one begins.
  const begin = useCallback(() => {
    if (!began.current) clear();
    began.current = true;
  }, [clear]);

  const giveUp = useCallback(() => {
    setMoved(null);
    setKept(null);
    clear();
  }, [clear]);

  const move = useCallback(
    (next: S) => {
      begin();
      setMoved(next);
      ask(next);
    },
    [ask, begin],
  );

  const settle = useCallback(
    (next: S) => {
      begin();
      setMoved(null);
      setKept(next);
      ask(next);
      setPending((count) => count + 1);
      void keep.current(next).finally(() => setPending((count) => count - 1));
    },
    [ask, begin],
  );

  const settings = (done ? null : kept) ?? saved;
  return { settings, shown: moved ?? settings, moving, move, settle, giveUp };
}
