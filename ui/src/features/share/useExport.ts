import { useState } from 'react';
import type { AppError, Exported } from '../../ipc/bindings';
import { asAppError, call } from '../../ipc/call';
import { runLong } from '../../ipc/longWork';

/** Exporting the workbook: asks where to, writes it, and can show what was written. */
export function useExport() {
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Exported | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  /** Gives what was written, or null when the person thought better of it or it was refused. */
  const run = async (title: string): Promise<Exported | null> => {
    setError(null);
    setBusy(true);
    try {
      const target = await call('choose_export_target', null);
      if (!target) return null;
      setDone(null);
      const written = await runLong('export_workbook', { token: target.token }, title);
      setDone(written);
      return written;
    } catch (thrown) {
      setError(asAppError(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const show = (command: 'open_exported' | 'reveal_exported') => {
    if (done) call(command, { token: done.file.token }).catch((thrown: unknown) => setError(asAppError(thrown)));
  };
  return { run, busy, done, error, clearError: () => setError(null), show };
}
