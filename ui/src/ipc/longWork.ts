/**
 * Long work as the person meets it: one at a time, with its progress over the window and a Cancel. Any screen starts it
 * with `runLong`; the frame shows it.
 */
import { create } from 'zustand';
import type { LongCommandMap, Progress } from './bindings';
import { callLong, type LongCommandName } from './call';

interface LongWorkState {
  /** What is being done, as a title; null when nothing is. */
  title: string | null;
  progress: Progress;
  cancelling: boolean;
  cancel: () => void;
}

const still: Progress = { step: '', done: 0, total: null };

export const useLongWork = create<LongWorkState>()(() => ({
  title: null,
  progress: still,
  cancelling: false,
  cancel: () => undefined,
}));

/** Does long work with its progress shown. Rejects with an `AppError`, of kind `cancelled` when the person stopped it. */
export async function runLong<N extends LongCommandName>(
  command: N,
  request: LongCommandMap[N]['request'],
  title: string,
): Promise<LongCommandMap[N]['response']> {
  const abort = new AbortController();
  useLongWork.setState({
    title,
    progress: still,
    cancelling: false,
    cancel: () => {
      useLongWork.setState({ cancelling: true });
      abort.abort();
    },
  });
  try {
    return await callLong(command, request, (progress) => useLongWork.setState({ progress }), abort.signal);
  } finally {
    useLongWork.setState({ title: null, cancelling: false });
  }
}
