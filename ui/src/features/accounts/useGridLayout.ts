/** The layout of the account grid, kept with the plan: it comes back when the plan is opened again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { GridLayout } from '../../ipc/bindings';
import { call } from '../../ipc/call';
import { usePlan } from '../../state/plan';

/** How long a hand rests on a column's edge before the width is kept, in milliseconds. */
const REST = 200;

const openFile = () => usePlan.getState().plan?.file.token ?? 0;

export interface KeptLayout {
  /** Undefined until it is known; null when nobody has laid this plan's grid out. */
  layout: GridLayout | null | undefined;
  keep: (layout: GridLayout) => void;
}

export function useGridLayout(): KeptLayout {
  const file = usePlan((state) => state.plan?.file.token ?? 0);
  const [known, setKnown] = useState<{ file: number; layout: GridLayout | null } | null>(null);
  const waiting = useRef<{ layout: GridLayout; timer: ReturnType<typeof setTimeout> } | null>(null);

  const send = useCallback(() => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    // A layout that was not kept is no reason to trouble anybody.
    call('keep_grid_layout', waiting.current.layout).catch(() => undefined);
    waiting.current = null;
  }, []);
  const keep = useCallback(
    (layout: GridLayout) => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = { layout, timer: setTimeout(send, REST) };
    },
    [send],
  );

  useEffect(() => {
    let current = true;
    const take = (layout: GridLayout | null) => current && setKnown({ file, layout });
    call('grid_layout', null).then(take, () => take(null));
    return () => {
      current = false;
      // Another plan is open already: what belongs to the one before must not be written into it.
      if (openFile() !== file && waiting.current) {
        clearTimeout(waiting.current.timer);
        waiting.current = null;
      }
      send();
    };
  }, [file, send]);

  return { layout: known?.file === file ? known.layout : undefined, keep };
}
