import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { Providers } from '../../app/Providers';
import type { AccountPageRequest, GridColumns, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { testModel } from '../../ipc/testModel';
import { replaceHost } from '../../ipc/transport';
import { openAccounts } from '../../state/open';
import { usePlan } from '../../state/plan';
import Accounts from '.';

const plan = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: 'Plans' },
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 3,
  readOnly: false,
  accounts: 2,
  reps: 0,
  tiers: ['Tier 1', 'Tier 2'],
} as PlanView;

const columns: GridColumns = {
  columns: [
    { key: 'f0', label: 'Name', kind: 'text', role: 'name', editable: true, shown: true, values: [] },
    { key: 'score', label: 'Score', kind: 'score', role: null, editable: false, shown: true, values: [] },
    { key: 'fit', label: 'Fit', kind: 'score', role: null, editable: false, shown: true, values: [] },
  ],
};

const asked: AccountPageRequest[] = [];
let partial = false;
/** Nobody is known to be on the fence before. */
let tested = true;
const invoke = vi.fn(async (command: string, args: Record<string, unknown>): Promise<unknown> => {
  switch (command) {
    case 'grid_columns':
      return columns;
    case 'account_page':
      asked.push(args.request as AccountPageRequest);
      if (!tested) return { total: 0, rows: [] };
      return { total: 1, rows: [{ id: 7, partial, cells: ['Alba Foods', 783, 700] }] };
    case 'account_sums':
      return { accounts: 1, currentRevenue: 120_000_00, potential: tested ? 1_000_000_00 : 0, minutes: 600 };
    case 'test_model':
      tested = true;
      return {};
    default:
      return null;
  }
});

beforeEach(() => {
  queries.clear();
  asked.length = 0;
  partial = false;
  tested = true;
  usePlan.getState().replace(plan);
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
});

const show = () =>
  render(
    <Providers>
      <Accounts />
    </Providers>,
  );
const last = () => asked.at(-1)?.query;

describe('the account list', () => {
  it('shows the accounts a figure stands for, until the chip is taken away', async () => {
    openAccounts({ kind: 'tier', tier: 0 });
    show();
    expect(await screen.findByRole('heading', { level: 1, name: 'Accounts: Tier 1' })).toBeTruthy();
    await waitFor(() => expect(last()?.segment).toEqual({ kind: 'tier', tier: 0 }));
    fireEvent.click(screen.getByRole('button', { name: /Show all accounts/ }));
    await waitFor(() => expect(last()?.segment, 'without the chip it is the whole list').toEqual({ kind: 'all' }));
  });

  it('searches for what is typed, and sums what is found', async () => {
    openAccounts({ kind: 'all' });
    show();
    fireEvent.change(await screen.findByRole('searchbox', { name: 'Find accounts' }), { target: { value: 'alba ' } });
    await waitFor(() => expect(last()?.search).toBe('alba'));
    expect(await screen.findByText('Potential €1M')).toBeTruthy();
    expect(screen.getByText('10 hours a year')).toBeTruthy();
  });

  it('asks again for the accounts on the fence when the model was tested beside them', async () => {
    tested = false;
    openAccounts({ kind: 'onFence' });
    show();
    expect(await screen.findByText(/^Nobody here\./)).toBeTruthy();
    expect(await screen.findByText('Potential €0')).toBeTruthy();
    await act(() => testModel('Testing the model'));
    expect(await screen.findByText('Alba Foods')).toBeTruthy();
    expect(await screen.findByText('Potential €1M')).toBeTruthy();
  });

  it('leaves lists that no test has a say in', async () => {
    openAccounts({ kind: 'all' });
    show();
    await screen.findByText('Alba Foods');
    const before = asked.length;
    await act(() => testModel('Testing the model'));
    await act(async () => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(asked.length).toBe(before);
  });

  it('marks a score that could be another one, and only the score', async () => {
    partial = true;
    openAccounts({ kind: 'all' });
    show();
    await screen.findByText('Alba Foods');
    const mark = await screen.findByTitle('Some values are missing; the score could be another one.');
    expect(mark.closest('[role=gridcell]')?.textContent).toMatch(/≈.*78\.3$/);
    expect(screen.getByText('70.0').textContent, 'the fit has none').toBe('70.0');
  });
});
