import { describe, expect, it } from 'vitest';
import type { ImportFile, ImportSheet } from '../../../ipc/bindings';
import { inOrder, proposed } from './sheets';

const sheet = (name: string, looksLike: ImportSheet['looksLike'], hidden = false): ImportSheet => ({
  name,
  hidden,
  rows: 9,
  columns: 3,
  looksLike,
});

const file = (suggested: string | null, ...sheets: ImportSheet[]): ImportFile => ({
  import: 1,
  file: 'list.xlsx',
  files: 1,
  format: 'Excel workbook',
  sheets,
  suggested,
  repsSheet: null,
  remarks: [],
});

describe('the sheets of an import', () => {
  const all = file(
    'Accounts',
    sheet('Deals', 'deals'),
    sheet('Old accounts', 'accounts'),
    sheet('Read me', null),
    sheet('Accounts', 'accounts'),
    sheet('Calls', 'activities', true),
  );

  it('proposes the account list and what adds to it, but no other list of accounts and nothing hidden', () => {
    expect(proposed(all)).toEqual(['Accounts', 'Deals']);
  });

  it('reads the account list first, whatever order it was chosen in', () => {
    expect(inOrder(all, ['Deals', 'Old accounts', 'Accounts'])).toEqual(['Accounts', 'Old accounts', 'Deals']);
  });

  it('proposes a list of events that is all there is', () => {
    expect(proposed(file('Calls', sheet('Calls', 'activities')))).toEqual(['Calls']);
  });
});
