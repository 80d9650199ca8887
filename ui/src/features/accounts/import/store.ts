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
  ListChoice,
  Listing,
  Mend,
  StrangerChoice,
} from '../../../ipc/bindings';
import { asAppError, call } from '../../../ipc/call';
import { runLong } from '../../../ipc/longWork';
import { useWindow } from '../../../state/window';
import { takeOpenPlan } from '../../home/files';
import { choicesOf, mappedOf, nameOfPlan, openQuestions, SURE, type Mapped } from './mapping';
import { inOrder, proposed } from './sheets';

export type ImportStage = 'sheet' | 'columns' | 'check';
export const STAGES: readonly ImportStage[] = ['sheet', 'columns', 'check'];

/** What becomes of the open plan: it is updated, its list is replaced, or another plan is made of the list. */
export type How = ImportHow | 'newPlan';

/** A list that was read, with what the person made of it. */
export interface ReadList {
  draft: ImportDraft;
  columns: Mapped[];
  strangers: StrangerChoice;
  mends: Mend[];
  /** The columns were all certain, so that their step was passed over. */
  passed: boolean;
}

interface ImportState extends Pick<ImportChoices, 'conflicts' | 'missing' | 'unclear' | 'spellings'> {
  /** Null when nothing is being imported. */
  stage: ImportStage | null;
  file: ImportFile | null;
  /** Names of the sheets that are to be read. */
  sheets: string[];
  /** The lists that were read; the first one is that of the accounts. */
  lists: ReadList[];
  /** The list that is looked at. */
  at: number;
  currency: string;
  withReps: boolean;
  how: How;
  /** A file is being opened: there is nothing to show of it yet, but the window stays where it will be shown. */
  opening: boolean;
  error: AppError | null;
}

const nothing: ImportState = {
  stage: null,
  file: null,
  sheets: [],
  lists: [],
  at: 0,
  currency: 'USD',
  withReps: true,
  how: 'update',
  conflicts: 'keepMine',
  missing: 'keep',
  unclear: 'leaveOut',
  spellings: [],
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

/** Begins with files, or asks for one. A refusal is shown where the list would be. */
export async function startImport(titles: ImportTitles, ...chosen: readonly FileRef[]): Promise<void> {
  await guarded(async () => {
    const file = chosen[0] ?? (await call('choose_file', { kind: 'accounts' }));
    if (!file) return;
    set({ opening: true });
    useWindow.getState().go('accounts');
    const opened = await runLong('import_open', { token: file.token }, titles.opening);
    set({ ...nothing, stage: 'sheet', file: opened, sheets: proposed(opened) });
    for (const further of chosen.slice(1)) await takeIn(titles, further);
    const { file: all, sheets } = useImport.getState();
    const visible = all?.sheets.filter((sheet) => !sheet.hidden) ?? [];
    // Nothing to choose from: the first question is answered already.
    if (visible.length === 1 && sheets.length === 1) await readAll(titles);
  });
}

async function takeIn(titles: ImportTitles, file: FileRef): Promise<void> {
  const { file: before } = useImport.getState();
  if (!before) return;
  const all = await runLong('import_add', { import: before.import, token: file.token }, titles.opening);
  const known = new Set(before.sheets.map((sheet) => sheet.name));
  const added = all.sheets.filter((sheet) => !known.has(sheet.name));
  const wanted = proposed({ ...all, sheets: added, suggested: null });
  // Whoever adds a file wants something of it.
  const only = added.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name);
  const more = wanted.length > 0 || all.repsSheet !== before.repsSheet ? wanted : only.slice(0, 1);
  set((state) => ({ file: all, sheets: [...state.sheets, ...more] }));
}

/** Asks for another file and takes it into the import. */
export async function addFile(titles: ImportTitles): Promise<void> {
  await guarded(async () => {
    const file = await call('choose_file', { kind: 'accounts' });
    if (!file) return;
    await takeIn(titles, file);
    set({ stage: 'sheet' });
  });
}

/** Takes a sheet in, or leaves it. */
export const chooseSheet = (name: string, wanted: boolean): void =>
  set((state) => ({
    sheets: wanted ? [...state.sheets, name] : state.sheets.filter((sheet) => sheet !== name),
  }));

const listOf = (draft: ImportDraft): ReadList => ({
  draft,
  columns: mappedOf(draft.columns),
  // Events of companies that nobody knows are left out; a list of accounts brings accounts.
  strangers: draft.listing === 'accounts' ? 'add' : 'leaveOut',
  mends: [],
  passed: false,
});

/** Whether nothing about a list is asked. Which of several tables is the list is, unless a list like it was read before. */
const isClear = ({ columns, draft }: ReadList): boolean =>
  openQuestions(columns).length === 0 &&
  draft.headerConfidence >= SURE &&
  (draft.tables.length < 2 || draft.remembered !== null);

async function readAll(titles: ImportTitles): Promise<void> {
  const { file, sheets, lists: before } = useImport.getState();
  if (!file || sheets.length === 0) return;
  const lists: ReadList[] = [];
  for (const sheet of inOrder(file, sheets)) {
    const known = before.find((list) => list.draft.sheet === sheet);
    if (known) {
      lists.push(known);
      continue;
    }
    const draft = await runLong(
      'import_read',
      { import: file.import, sheet, headerRow: null, listing: null },
      titles.reading,
    );
    const list = listOf(draft);
    lists.push({ ...list, passed: isClear(list) });
  }
  const [first] = lists;
  const unclear = lists.findIndex((list) => !list.passed);
  set({
    lists,
    at: Math.max(unclear, 0),
    currency: first?.draft.currency ?? nothing.currency,
    stage: unclear < 0 ? 'check' : 'columns',
  });
}

/** Reads the sheets that were chosen; those that were read before stay as the person left them. */
export const readSheets = (titles: ImportTitles): Promise<void> => guarded(() => readAll(titles));

/**
 * Reads the sheet that is looked at once more, with its header where the person says it is (0: there is none), or as a list
 * of another sort.
 */
export async function readAgain(
  titles: ImportTitles,
  change: { headerRow?: number; listing?: Listing },
): Promise<void> {
  await guarded(async () => {
    const { lists, at } = useImport.getState();
    const list = lists[at];
    if (!list) return;
    const { import: number, sheet, headerRow, listing } = list.draft;
    const request = { import: number, sheet, headerRow, listing, ...change };
    const fresh = listOf(await runLong('import_read', request, titles.reading));
    setList(at, fresh);
    if (at === 0) set({ currency: fresh.draft.currency });
  });
}

/** Forgets how such a list was read before, and shows the columns as this one suggests them. */
export async function forgetColumns(): Promise<void> {
  await guarded(async () => {
    const { lists, at } = useImport.getState();
    const list = lists[at];
    if (!list) return;
    const { import: number, sheet, headerRow } = list.draft;
    const fresh = await call('import_forget', { import: number, sheet, headerRow, listing: null });
    setList(at, listOf(fresh));
    set({ stage: 'columns', ...(at === 0 && { currency: fresh.currency }) });
  });
}

function setList(at: number, change: Partial<ReadList>): void {
  set((state) => ({ lists: state.lists.map((list, index) => (index === at ? { ...list, ...change } : list)) }));
}

/** Changes the list that is looked at. */
export const setCurrent = (change: Partial<Pick<ReadList, 'columns' | 'strangers' | 'mends'>>): void =>
  setList(useImport.getState().at, change);

/** The list that is looked at; null while none was read. */
export const currentList = (state: ImportState): ReadList | null => state.lists[state.at] ?? null;

export const lookAt = (at: number): void => set({ at });
export const goToStage = (stage: ImportStage): void => set({ stage, error: null });
type Settable = 'currency' | 'withReps' | 'how' | 'conflicts' | 'missing' | 'unclear' | 'spellings';
export const setImport = (change: Partial<Pick<ImportState, Settable>>): void => set(change);

const noList: ListChoice = { sheet: '', headerRow: 0, listing: 'accounts', columns: [], strangers: 'add', mends: [] };

/** Stands in for the choices while there are none; nothing is asked with it. */
export const NO_CHOICES: ImportChoices = {
  import: 0,
  list: noList,
  further: [],
  currency: '',
  repsSheet: null,
  how: 'update',
  conflicts: 'keepMine',
  missing: 'keep',
  unclear: 'leaveOut',
  spellings: [],
};

const choiceOf = ({ draft, columns, strangers, mends }: ReadList): ListChoice => ({
  sheet: draft.sheet,
  headerRow: draft.headerRow,
  listing: draft.listing,
  columns: choicesOf(columns),
  strangers,
  mends,
});

/** The sheet whose reps come in too; null when there is none. A sheet that is read as a list brings no reps. */
export const repsSheetOf = (state: ImportState): string | null => {
  const name = state.file?.repsSheet ?? null;
  return state.lists.some((list) => list.draft.sheet === name) ? null : name;
};

/** The choices as they stand, for the check and for the import itself. */
export function choicesNow(state: ImportState): ImportChoices | null {
  const [first, ...further] = state.lists;
  if (!first) return null;
  return {
    import: first.draft.import,
    list: choiceOf(first),
    further: further.map(choiceOf),
    currency: state.currency,
    repsSheet: state.withReps ? repsSheetOf(state) : null,
    how: state.how === 'update' ? 'update' : 'replace',
    conflicts: state.conflicts,
    missing: state.missing,
    unclear: state.unclear,
    spellings: state.spellings,
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
