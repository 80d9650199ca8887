import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import type { CompanyView, DuplicatesView, PlanView } from '../../../ipc/bindings';
import { replaceHost } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { Duplicates } from './Duplicates';
import { findDuplicates, leaveDuplicates, useDuplicates } from './store';

const plan = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: 'Plans' },
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 3,
  accounts: 9,
  tiers: ['Tier 1', 'Tier 2'],
} as PlanView;

const company = (ids: number[], certain: boolean): CompanyView => ({
  members: ids.map((id) => ({ id, name: `Alba ${id}`, tier: 0, owner: null })),
  certain,
  perMille: certain ? 999 : 930,
  reason: 'same name without legal form',
  stays: ids[0] ?? 0,
  hasParts: true,
  fields: [
    { label: 'City', kind: 'category', values: ['Ulm', 'Bonn'], differs: true, isPart: false },
    { label: 'Revenue', kind: 'money', values: [10_000, 5_000], differs: true, isPart: true },
    { label: 'Phone', kind: 'text', values: ['1', null], differs: false, isPart: false },
    { label: 'Country', kind: 'category', values: ['DE', 'DE'], differs: false, isPart: false },
  ],
});

const found: DuplicatesView = {
  companies: [company([1, 2], true), company([3, 4], false)],
  certain: 1,
  review: 1,
  leftOff: 0,
  families: 2,
};

const invoke = vi.fn(async (command: string): Promise<unknown> => (command === 'find_duplicates' ? found : plan));

beforeEach(async () => {
  invoke.mockClear();
  leaveDuplicates();
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
  usePlan.getState().replace(plan);
  await findDuplicates('Looking');
  render(
    <Providers>
      <Duplicates />
    </Providers>,
  );
});

const sent = (command: string) => JSON.stringify(invoke.mock.calls.filter(([name]) => name === command).at(-1) ?? null);

describe('accounts that are one company', () => {
  it('shows what differs and what is left, and merges one company as it was chosen', async () => {
    expect(screen.getByRole('heading', { name: '1 company stands in the list more than once' })).toBeTruthy();
    expect(screen.getAllByText('€150').length, 'the parts are added up').toBe(2);
    expect(screen.queryByText('Phone'), 'a blank that is filled is only counted').toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'Alba 2' }));
    fireEvent.click(screen.getAllByRole('checkbox', { name: 'Add up revenue and pipeline' })[0] as HTMLElement);
    fireEvent.click(screen.getAllByRole('button', { name: 'Merge these 2' })[0] as HTMLElement);
    await waitFor(() => expect(sent('merge_accounts')).toContain('{"stays":2,"go":[1],"addUp":false}'));
    await waitFor(() => expect(useDuplicates.getState().view?.companies.length).toBe(1));
    expect(screen.getByRole('heading', { name: '1 company may stand in the list more than once' })).toBeTruthy();
  });

  it('merges all that are certain and leaves the others', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Merge 1 certain one' }));
    await waitFor(() => expect(sent('merge_accounts')).toContain('{"merges":[{"stays":1,"go":[2],"addUp":true}]}'));
  });

  it('merges all above a sureness that a person chooses', async () => {
    fireEvent.change(screen.getByRole('combobox', { name: /How sure/ }), { target: { value: '90' } });
    fireEvent.click(screen.getByRole('button', { name: 'Merge 2 that are 90% sure' }));
    await waitFor(() => expect(sent('merge_accounts')).toContain('"go":[4]'));
  });

  it('keeps apart what is not the same', async () => {
    fireEvent.click(screen.getAllByRole('button', { name: 'Not the same' })[1] as HTMLElement);
    await waitFor(() => expect(sent('keep_apart')).toContain('{"accounts":[3,4]}'));
    await waitFor(() => expect(useDuplicates.getState().view?.review).toBe(0));
  });
});
