import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import type { FamiliesView, PlanView } from '../../../ipc/bindings';
import { replaceHost } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { Families } from './Families';
import { ParentDialog } from './ParentDialog';

const plan = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: 'Plans' },
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 3,
  accounts: 9,
  tiers: ['Tier 1'],
} as PlanView;

const view: FamiliesView = {
  families: [
    {
      account: 1,
      name: 'Alba SE',
      listed: true,
      accounts: 3,
      revenue: 3_500_000,
      potential: null,
      tiers: [3],
      owners: 2,
    },
  ],
  leftOff: 0,
  ties: [
    { tie: 'member', accounts: 3 },
    { tie: 'outside', accounts: 0 },
    { tie: 'unclear', accounts: 1 },
  ],
  proposed: [
    {
      parent: 5,
      name: 'Duna Holding',
      place: 'Graz',
      children: [
        { account: 6, name: 'Duna AG', place: null, reason: 'same website duna.example' },
        { account: 7, name: 'Duna Nord', place: null, reason: "its name begins with the parent's" },
      ],
    },
  ],
  proposedLinks: 2,
};

const answers: Record<string, unknown> = {
  families: view,
  grid_columns: {
    columns: [
      { key: 'f1', label: 'Name', kind: 'text', role: 'name', editable: true, shown: true, values: [] },
      { key: 'f4', label: 'City', kind: 'category', role: 'city', editable: true, shown: true, values: [] },
    ],
  },
  account_page: {
    total: 2,
    rows: [
      { id: 6, cells: ['Duna AG', 'Graz'] },
      { id: 5, cells: ['Duna Holding', 'Graz'] },
    ],
  },
};
const invoke = vi.fn(async (command: string): Promise<unknown> => answers[command] ?? plan);
const sent = (command: string) => JSON.stringify(invoke.mock.calls.filter(([name]) => name === command).at(-1) ?? null);

beforeEach(() => {
  invoke.mockClear();
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
  usePlan.getState().replace(plan);
});

describe('the families of the list', () => {
  beforeEach(async () => {
    render(
      <Providers>
        <Families />
      </Providers>,
    );
    await screen.findByRole('heading', { name: '2 accounts may belong to others' });
  });

  it('links one account or all that may belong to a parent', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Link Duna AG to Duna Holding' }));
    await waitFor(() => expect(sent('set_parents')).toContain('"links":[{"account":6,"parent":5}]'));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Link all 2' }).hasAttribute('disabled')).toBe(false),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Link all 2' }));
    await waitFor(() =>
      expect(sent('set_parents')).toContain('"links":[{"account":6,"parent":5},{"account":7,"parent":5}]'),
    );
  });

  it('lets an account stand alone by making it its own parent', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Duna Nord stands alone' }));
    await waitFor(() => expect(sent('set_parents')).toContain('"links":[{"account":7,"parent":7}]'));
  });

  it('opens the accounts of a family and of a figure', () => {
    fireEvent.click(screen.getByRole('button', { name: '3' }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'family', account: 1 });
    fireEvent.click(screen.getByRole('button', { name: /Parent unclear/ }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'familyTie', tie: 'unclear' });
    expect(screen.queryByText('Parent not in the list'), 'a figure of nothing is not shown').toBeNull();
  });
});

describe('the choice of a parent', () => {
  it('offers the accounts that a search finds, never the account itself', async () => {
    const closed = vi.fn();
    render(
      <Providers>
        <ParentDialog accounts={[6]} name="Duna AG" onClose={closed} />
      </Providers>,
    );
    const holding = await screen.findByRole('radio', { name: /Duna Holding/ });
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Link' }).hasAttribute('disabled')).toBe(true);
    fireEvent.click(holding);
    fireEvent.click(screen.getByRole('button', { name: 'Link' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(sent('set_parents')).toContain('"links":[{"account":6,"parent":5}]');
  });
});
