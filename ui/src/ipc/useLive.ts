import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { asAppError, call, type CommandName, type RequestOf, type ResponseOf } from './call';
import type { AppError } from './bindings';

/** No more often than this is the backend asked while a hand is moving, in milliseconds: a frame. */
const PACE = 16;

/**
 * A reading command that is asked again and again while something is dragged: only the latest request counts, one is
 * under way at a time, and an answer that comes late is dropped. `clear` goes back to showing nothing.
 */
export function useLive<N extends CommandName>(
  command: N,
): { ask: (request: RequestOf<N>) => void; clear: () => void; data: ResponseOf<N> | null; error: AppError | null } {
  const [data, setData] = useState<ResponseOf<N> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const waiting = useRef<{ request: RequestOf<N> } | null>(null);
  const running = useRef(false);
  const round = useRef(0);

  const next = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    while (waiting.current) {
      const { request } = waiting.current;
      waiting.current = null;
      const mine = round.current;
      const began = performance.now();
      try {
        const answer = await call(command, request);
        if (mine === round.current) {
          // Drawn in the frame that is coming, not in one of React's own choosing.
          flushSync(() => {
            setData(answer);
            setError(null);
          });
        }
      } catch (thrown) {
        if (mine === round.current) setError(asAppError(thrown));
      }
      const rest = PACE - (performance.now() - began);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
    running.current = false;
  }, [command]);

  const ask = useCallback(
    (request: RequestOf<N>) => {
      waiting.current = { request };
      void next();
    },
    [next],
  );

  const clear = useCallback(() => {
    round.current += 1;
    waiting.current = null;
    setData(null);
    setError(null);
  }, []);

  useEffect(() => clear, [clear]);
  return { ask, clear, data, error };
}
