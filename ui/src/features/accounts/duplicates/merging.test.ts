import { describe, expect, it } from 'vitest';
import type { CompanyView, ComparedField } from '../../../ipc/bindings';
import { mergeOf, proposed, resultOf } from './merging';

const company: CompanyView = {
  members: [
    { id: 3, name: 'Alba GmbH', tier: 0, owner: null },
    { id: 7, name: 'ALBA', tier: 2, owner: null },
  ],
  certain: true,
  perMille: 999,
  reason: 'same name without legal form',
  stays: 7,
  hasParts: true,
  fields: [],
};
const field = (values: ComparedField['values'], isPart = false): ComparedField => ({
  label: '',
  kind: 'money',
  values,
  differs: values[0] !== values[1],
  isPart,
});

describe('what a merge leaves', () => {
  it('keeps what the account that stays says and fills its blanks', () => {
    const choice = { stays: 7, addUp: false };
    expect(resultOf(company, field([100, 50]), choice)).toBe(50);
    expect(resultOf(company, field(['Ulm', null]), choice)).toBe('Ulm');
    expect(resultOf(company, field([null, null]), choice)).toBeNull();
  });

  it('adds up parts only, and only where they differ', () => {
    const choice = { stays: 7, addUp: true };
    expect(resultOf(company, field([100, 50], true), choice)).toBe(150);
    expect(resultOf(company, field([50, 50], true), choice), 'one record twice').toBe(50);
    expect(resultOf(company, field([100, 50]), choice), 'employees are no parts').toBe(50);
  });

  it('sends the proposal unless a person chose otherwise', () => {
    expect(mergeOf(company, proposed(company))).toEqual({ stays: 7, go: [3], addUp: true });
    expect(mergeOf(company, { stays: 3, addUp: false })).toEqual({ stays: 3, go: [7], addUp: false });
  });
});
