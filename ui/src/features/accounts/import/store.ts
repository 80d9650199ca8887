/**
 * The import under way. It lives outside the screens because it begins anywhere: with a drop on the window, in the menu,
 * on the start page. Nothing touches the plan before the last step.
 */
import { create } from 'zustand';
import type {
  AppError,
  FileRef,
  ImportChoices,
  ImportDone,
  ImportDraft,
  ImportFile,
  ImportHow,
} from '../../../ipc/bindings';
import { asAppError, call } from '../../../ipc/call';
import { runLong } from '../../../ipc/longWork';
import { useWindow } from '../../../state/window';
import { takeOpenPlan } from '../../home/files';
import { choicesOf, mappedOf, nameOfPlan, openQuestions, SURE, type Mapped } from './mapping';

export type ImportStage = 'sheet' | 'columns' | 'check';
export const STAGES: readonly ImportStage[] = ['sheet', 'columns', 'check'];

/** What becomes of the open plan: it is updated, its list is replaced, or another plan is made of the list. */
export type How = ImportHow | 'newPlan';

interface ImportState extends Pick<ImportChoices, 'conflicts' | 'missing' | 'unclear'> {
  /** Null when nothing is being imported. */
  stage: ImportStage | null;
  file: ImportFile | null;
  sheet: string | null;
  draft: ImportDraft | null;
  columns: Mapped[];
  currency: string;
  withReps: boolean;
  how: How;
  /** The columns were all certain, so that their step was passed over. */
  passed: boolean;
  /** A file is being opened: there is nothing to show of it yet, but the window stays where it will be shown. */
  opening: boolean;
  error: AppError | null;
}

const nothing: ImportState = {
  stage: null,
  file: null,
  sheet: null,
  draft: null,
  columns: [],
  currency: 'USD',
  withReps: true,
  how: 'update',
  conflicts: 'keepMine',
  missing: 'keep',
  unclear: 'leaveOut',
  passed: false,
  opening: false,
  error: null,
};

export const useImport = create<ImportState>()(() => nothing);

const set = useImport.setState;

/** Texts of the work under way; given by the caller, who knows the language. */
export interface ImportTitles {
  opening: string;
  reading: string;
  importing: string;
}

async function guarded(work: () => Promise<void>): Promise<void> {
  set({ error: null });
  try {
    await work();
  } catch (thrown) {
    const error = asAppError(thrown);
    set({ error: error.kind === 'cancelled' ? null : error });
  } finally {
    set({ opening: false });
  }
}

/** Begins with a file, or asks for one. A refusal is shown where the list would be. */
export async function startImport(titles: ImportTitles, chosen?: FileRef): Promise<void> {
  await guarded(async () => {
    const file = chosen ?? (await call('choose_file', { kind: 'accounts' }));
    if (!file) return;
    set({ opening: true });
    useWindow.getState().go('accounts');
    const opened = await runLong('import_open', { token: file.token }, titles.opening);
    set({ ...nothing, stage: 'sheet', file: opened, sheet: opened.suggested });
    const visible = opened.sheets.filter((sheet) => !sheet.hidden);
    const only = visible.length === 1 ? visible[0] : undefined;
    // Nothing to choose from: the first question is answered already.
    if (only) await readSheet(titles, only.name);
  });
}

/** Reads a sheet, with its header found or, with `headerRow`, where the person says it is (0: there is none). */
export async function readSheet(titles: ImportTitles, sheet: string, headerRow: number | null = null): Promise<void> {
  await guarded(async () => {
    const { file, stage } = useImport.getState();
    if (!file) return;
    const draft = await runLong('import_read', { import: file.import, sheet, headerRow }, titles.reading);
    const columns = mappedOf(draft.columns);
    const clear = openQuestions(columns).length === 0 && draft.headerConfidence >= SURE;
    // Who changes the header row is looking at the columns and stays there.
    const passed = clear && stage === 'sheet';
    set({ draft, sheet, columns, currency: draft.currency, passed, stage: passed ? 'check' : 'columns' });
  });
}

/** Forgets how such a list was read before, and shows the columns as this one suggests them. */
export async function forgetColumns(): Promise<void> {
  await guarded(async () => {
    const { draft } = useImport.getState();
    if (!draft) return;
    const request = { import: draft.import, sheet: draft.sheet, headerRow: draft.headerRow };
    const fresh = await call('import_forget', request);
    const columns = mappedOf(fresh.columns);
    set({ draft: fresh, columns, currency: fresh.currency, passed: false, stage: 'columns' });
  });
}

export const goToStage = (stage: ImportStage): void => set({ stage, error: null });
export const setColumns = (columns: Mapped[]): void => set({ columns });
type Settable = 'currency' | 'withReps' | 'how' | 'sheet' | 'conflicts' | 'missing' | 'unclear';
export const setImport = (change: Partial<Pick<ImportState, Settable>>): void => set(change);

/** Stands in for the choices while there are none; nothing is asked with it. */
export const NO_CHOICES: ImportChoices = {
  import: 0,
  sheet: '',
  headerRow: 0,
  columns: [],
  currency: '',
  repsSheet: null,
  how: 'update',
  conflicts: 'keepMine',
  missing: 'keep',
  unclear: 'leaveOut',
};

/** The choices as they stand, for the check and for the import itself. */
export function choicesNow(state: ImportState): ImportChoices | null {
  if (!state.draft) return null;
  return {
    import: state.draft.import,
    sheet: state.draft.sheet,
    headerRow: state.draft.headerRow,
    columns: choicesOf(state.columns),
    currency: state.currency,
    repsSheet: state.withReps ? (state.file?.repsSheet ?? null) : null,
    how: state.how === 'update' ? 'update' : 'replace',
    conflicts: state.conflicts,
    missing: state.missing,
    unclear: state.unclear,
  };
}

/** Imports; gives what was done, or null when it was stopped or refused. The choices stay for another try. */
export async function finishImport(titles: ImportTitles): Promise<ImportDone | null> {
  let done: ImportDone | null = null;
  await guarded(async () => {
    const state = useImport.getState();
    const choices = choicesNow(state);
    if (!choices || !state.file) return;
    if (state.how === 'newPlan') await call('new_plan', { name: nameOfPlan(state.file.file) });
    try {
      done = await runLong('import_commit', choices, titles.importing);
    } finally {
      await takeOpenPlan(false);
    }
    set(nothing);
    useWindow.getState().go('accounts');
  });
  return done;
}

/** Gives the import up; the plan is as it was. */
export function leaveImport(): void {
  set(nothing);
  call('import_close', null).catch(() => undefined);
}
