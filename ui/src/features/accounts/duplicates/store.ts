/** Accounts that look like one company, as they were found last. Lives outside the screen so that the list stays in place. */
import { create } from 'zustand';
import type { AppError, CompanyView, DuplicatesView } from '../../../ipc/bindings';
import { asAppError } from '../../../ipc/call';
import { runLong } from '../../../ipc/longWork';
import { keyOf, type MergeChoice } from './merging';

interface DuplicatesState {
  /** Null while nobody looks for duplicates. */
  view: DuplicatesView | null;
  choices: Readonly<Record<string, MergeChoice>>;
  error: AppError | null;
}

export const useDuplicates = create<DuplicatesState>()(() => ({ view: null, choices: {}, error: null }));

const set = useDuplicates.setState;

export async function findDuplicates(title: string): Promise<void> {
  set({ error: null });
  try {
    set({ view: await runLong('find_duplicates', null, title), choices: {} });
  } catch (thrown) {
    const error = asAppError(thrown);
    set({ error: error.kind === 'cancelled' ? null : error });
  }
}

export const leaveDuplicates = (): void => set({ view: null, choices: {}, error: null });

export const choose = (company: CompanyView, choice: MergeChoice): void =>
  set(({ choices }) => ({ choices: { ...choices, [keyOf(company)]: choice } }));

/** Takes companies off the page that were merged or kept apart. */
export function settle(companies: readonly CompanyView[]): void {
  const done = new Set(companies.map(keyOf));
  set(({ view }) => {
    if (!view) return {};
    const gone = view.companies.filter((company) => done.has(keyOf(company)));
    const certain = gone.filter((company) => company.certain).length;
    return {
      view: {
        ...view,
        companies: view.companies.filter((company) => !done.has(keyOf(company))),
        certain: view.certain - certain,
        review: view.review - (gone.length - certain),
      },
    };
  });
}
