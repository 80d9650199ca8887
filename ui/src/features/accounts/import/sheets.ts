/** Which sheets of the files are read, and which of them is the account list. */
import type { ImportFile, ImportSheet } from '../../../ipc/bindings';

/** Looks that add to the accounts. */
const ADDING: ReadonlySet<ImportSheet['looksLike']> = new Set<ImportSheet['looksLike']>([
  'sales',
  'activities',
  'deals',
]);

/** The account list and what adds to it; other lists of accounts may be old ones, so a person takes them in. */
export function proposed(file: ImportFile): string[] {
  const adding = file.sheets.filter((sheet) => !sheet.hidden && ADDING.has(sheet.looksLike)).map((sheet) => sheet.name);
  const { suggested } = file;
  return suggested === null || adding.includes(suggested) ? adding : [suggested, ...adding];
}

/** The sheets in the order in which they are read: the account list first, then further ones, then what adds to them. */
export function inOrder(file: ImportFile, chosen: readonly string[]): string[] {
  const sheets = file.sheets.filter((sheet) => chosen.includes(sheet.name));
  const rank = (sheet: ImportSheet): number => {
    if (ADDING.has(sheet.looksLike)) return 2;
    return sheet.name === file.suggested ? 0 : 1;
  };
  return sheets.toSorted((a, b) => rank(a) - rank(b)).map((sheet) => sheet.name);
}
