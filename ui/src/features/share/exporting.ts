/** Exporting the workbook: asks where to, writes it, and can show what was written. From any step of the path. */
import { create } from 'zustand';
import type { AppError, Exported } from '../../ipc/bindings';
import { asAppError, call } from '../../ipc/call';
import { runLong } from '../../ipc/longWork';
import { usePlan } from '../../state/plan';

interface ExportState {
  busy: boolean;
  /** What was written last, and the plan it was written of. */
  done: { plan: number; exported: Exported } | null;
  error: AppError | null;
}

export const useExport = create<ExportState>()(() => ({ busy: false, done: null, error: null }));

/** Gives what was written, or null when the person thought better of it or it was refused. */
export async function exportWorkbook(title: string): Promise<Exported | null> {
  const plan = usePlan.getState().plan?.file.token;
  if (plan === undefined || useExport.getState().busy) return null;
  useExport.setState({ busy: true, error: null });
  try {
    const target = await call('choose_export_target', null);
    if (!target) return null;
    useExport.setState({ done: null });
    const exported = await runLong('export_workbook', { token: target.token }, title);
    useExport.setState({ done: { plan, exported } });
    return exported;
  } catch (thrown) {
    useExport.setState({ error: asAppError(thrown) });
    return null;
  } finally {
    useExport.setState({ busy: false });
  }
}

/** Opens a workbook that was written, or the folder it is in. */
export function showExported(exported: Exported, command: 'open_exported' | 'reveal_exported'): void {
  call(command, { token: exported.file.token }).catch((thrown: unknown) =>
    useExport.setState({ error: asAppError(thrown) }),
  );
}

export const clearExportError = () => useExport.setState({ error: null });
