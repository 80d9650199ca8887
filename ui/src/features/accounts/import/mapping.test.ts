import { describe, expect, it } from 'vitest';
import type { ImportColumn } from '../../../ipc/bindings';
import { choicesOf, mappedOf, nameOfPlan, openQuestions, withChange, withPart, withRole } from './mapping';

const column = (index: number, role: ImportColumn['role'], confidence = 980): ImportColumn => ({
  index,
  letter: String.fromCharCode(65 + index),
  header: `Header ${index}`,
  kind: 'text',
  role,
  product: null,
  part: null,
  confidence,
  alternative: null,
  include: true,
  examples: [],
  filled: 10,
  blank: 0,
  distinct: 10,
  problems: 0,
  notation: null,
  hidden: false,
  question: null,
});

describe('the meaning of columns', () => {
  it('has each role once: the column that had it becomes a further field', () => {
    const roles = withRole(mappedOf([column(0, 'name'), column(1, 'custom')]), 1, 'name').map((each) => each.role);
    expect(roles, 'two columns cannot both name the account').toEqual(['custom', 'name']);
  });

  it('lets several columns be revenue of a product, each named by its header at first', () => {
    const columns = withRole(mappedOf([column(0, 'productRevenue'), column(1, 'custom')]), 1, 'productRevenue');
    expect(columns.map((each) => each.role)).toEqual(['productRevenue', 'productRevenue']);
    expect(columns[1]?.product, 'a product needs a name').toBe('Header 1');
  });

  it('asks about guesses until the person has chosen', () => {
    const columns = mappedOf([column(0, 'name'), column(1, 'engagement', 610), column(2, 'custom', 500)]);
    expect(openQuestions(columns).map((each) => each.index)).toEqual([1, 2]);
    const answered = withChange(withRole(columns, 1, 'engagement'), 2, { include: false });
    expect(openQuestions(answered), 'choosing the same, or leaving the column out, is an answer').toEqual([]);
  });

  it('reads each part of an event from one column', () => {
    const columns = withPart(withPart(mappedOf([column(0, 'custom'), column(1, 'custom')]), 0, 'date'), 1, 'date');
    expect(columns.map(({ part, include, kind }) => ({ part, include, kind }))).toEqual([
      { part: null, include: false, kind: 'date' },
      { part: 'date', include: true, kind: 'date' },
    ]);
    expect(withPart(columns, 1, null)[1]?.include, 'without a part it is not read').toBe(false);
  });

  it('takes a column in again when it is given a role', () => {
    const columns = withRole(withChange(mappedOf([column(0, 'custom')]), 0, { include: false }), 0, 'city');
    expect(columns[0]?.include, 'who names a column wants it').toBe(true);
    expect(choicesOf(columns)).toEqual([
      { index: 0, include: true, role: 'city', kind: 'text', part: null, product: null, reading: null },
    ]);
  });

  it('names a new plan after the file', () => {
    expect(nameOfPlan('Accounts_Q4_final.xlsx')).toBe('Accounts Q4 final');
    expect(nameOfPlan('.csv')).toBe('.csv');
  });
});
