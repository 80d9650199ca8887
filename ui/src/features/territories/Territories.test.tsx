import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Providers } from '../../app/Providers';
import { UNDO, useCommands } from '../../commands/registry';
import { ToastCorner } from '../../components/Messages';
import '../../i18n';
import type { AccountPage, PlanView, RepView, TerritoriesView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import Territories from '.';

vi.setConfig({ testTimeout: 20_000 });

const rep = (id: number, name: string): RepView => ({
  id,
  name,
  role: null,
  baseCity: 'Hamburg',
  country: null,
  start: null,
  shareOfFullTime: 1000,
  lastQuota: null,
  lastResult: null,
  ote: null,
});
const view: TerritoriesView = {
  reps: [
    {
      rep: rep(1, 'Ines Holm'),
      accounts: 12,
      byTier: [2, 4, 6],
      minutes: 36_000,
      capacityMinutes: 48_000,
      potential: 120_000_000,
      withoutPotential: 0,
      currentRevenue: 0,
      deviation: 200,
      ownedBefore: 14,
      kept: 11,
      pinned: 0,
    },
    {
      rep: rep(2, 'Marc Weber'),
      accounts: 9,
      byTier: [1, 3, 5],
      minutes: 24_000,
      capacityMinutes: 48_000,
      potential: 90_000_000,
      withoutPotential: 0,
      currentRevenue: 0,
      deviation: -200,
      ownedBefore: 9,
      kept: 9,
      pinned: 0,
    },
  ],
  unassigned: { accounts: 3, minutes: 600, potential: 4_000_000 },
  balance: { maxDeviation: 200, cv: 200, gini: 100, tolerance: 150, outside: 2 },
  continuity: 500,
  potentialGap: null,
  unknownOwners: [{ name: 'A. Krüger', accounts: 4 }],
  sentence: '',
};
const plan = {
  name: 'Test',
  file: { token: 1, name: 'Test.tierline', folder: '' },
  revision: 3,
  accounts: 24,
  reps: 2,
  tiers: ['Tier 1', 'Tier 2', 'Tier 3'],
  currency: { code: 'EUR', minorDigits: 2 },
  readOnly: false,
  steps: [],
} as unknown as PlanView;

let restore = () => {};
afterEach(() => restore());
beforeEach(() => {
  queries.clear();
  usePlan.getState().replace(plan);
});

const undone = vi.fn();
const commands = [{ id: UNDO, labelKey: 'undo' as const, run: () => undone() }];
function Commands() {
  useCommands(commands);
  return null;
}

function show(territories: TerritoriesView, accounts: AccountPage = { total: 0, rows: [] }) {
  const asked = vi.fn(async (command: string): Promise<unknown> => {
    if (command === 'territories') return territories;
    if (command === 'grid_columns') return { columns: [] };
    if (command === 'account_page') return accounts;
    if (command === 'assign_automatically') return { accounts: 24, moved: 9, maxDeviation: 120, sentence: '9 moved.' };
    if (command === 'choose_file') return { token: 7, name: 'Reps.xlsx', folder: '' };
    if (command === 'import_reps') return { sentence: '2 reps imported.' };
    if (command === 'app_state') return { plan: { ...plan, revision: 4 } };
    return { ...plan, revision: 5 };
  });
  restore = replaceHost({ invoke: asked, channel: (handler) => handler, listen: async () => () => {} });
  render(
    <Providers>
      <Commands />
      <Territories />
      <ToastCorner />
    </Providers>,
  );
  return asked;
}

describe('the territories screen', () => {
  it('says what is out of balance and shows each rep’s share of the work', async () => {
    show(view);
    expect(await screen.findByText(/3 accounts have no owner, and 2 of 2 territories are out of balance/)).toBeTruthy();
    const line = screen.getByText('Ines Holm').closest('tr') as HTMLElement;
    expect(within(line).getByText('+20%'), 'the deviation stands beside its bar').toBeTruthy();
    expect(within(line).getByText('600'), 'work is in hours').toBeTruthy();
    expect(screen.getByText(/names 1 owner who is not among your reps:/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '“A. Krüger” (4)' }));
    expect(useWindow.getState(), 'the name opens the accounts that stand under it').toMatchObject({
      step: 'accounts',
      focus: { segment: { kind: 'ownerName', name: 'A. Krüger' } },
    });
  });

  it('begins with the accounts that have no owner, and asks for a rep’s when that line is chosen', async () => {
    const asked = show(view);
    await waitFor(() => expect(asked).toHaveBeenCalledWith('account_page', expect.anything()));
    const segments = () =>
      asked.mock.calls
        .filter(([command]) => command === 'account_page')
        .map(
          (call) =>
            (call as unknown as [string, { request: { query: { segment: unknown } } }])[1].request.query.segment,
        );
    expect(segments()).toEqual([{ kind: 'rep', rep: null }]);
    fireEvent.click(screen.getByText('Marc Weber'));
    await waitFor(() => expect(segments().at(-1)).toEqual({ kind: 'rep', rep: 2 }));
  });

  it('assigns what is selected in the list by the menu, in one change', async () => {
    // Without a layout nothing would be in sight.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
    const rows = ['Nord Optics', 'Alba Foods', 'Vega Glas'].map((name, id) => ({
      id,
      partial: false,
      cells: [name, id, 600, null],
    }));
    const asked = show(view, { total: 3, rows });
    const list = await screen.findByRole('listbox', { name: 'Accounts without an owner' });
    fireEvent.mouseDown(await within(list).findByText('Nord Optics'));
    fireEvent.mouseDown(within(list).getByText('Vega Glas'), { ctrlKey: true });
    expect(screen.getByText('2 selected, 20 h')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Assign to' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Marc Weber' }));
    await waitFor(() =>
      expect(asked).toHaveBeenCalledWith('assign_accounts', { request: { accounts: [0, 2], rep: 2 } }),
    );
  });

  it('tells what an assignment came to and takes it back, as long as nothing else was changed', async () => {
    show(view);
    await screen.findByText('Ines Holm');
    fireEvent.click(screen.getByRole('button', { name: 'Assign in balance' }));
    const note = await screen.findByText('9 moved.');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undone).toHaveBeenCalledOnce();
    expect(note.isConnected).toBe(true);
    act(() => usePlan.getState().accept({ ...plan, revision: 5 }));
    expect(note.isConnected, 'Undo would mean another change now').toBe(false);
  });

  it('tells what an import came to, and offers to take it back', async () => {
    const asked = show({ ...view, reps: [] });
    fireEvent.click(await screen.findByRole('button', { name: 'Import reps' }));
    await waitFor(() => expect(asked).toHaveBeenCalledWith('app_state', expect.anything()));
    // Long enough to go again with the plan from before.
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    const corner = within(screen.getByRole('region', { name: 'Messages' }));
    expect(corner.getByText('2 reps imported.')).toBeTruthy();
    expect(corner.getByRole('button', { name: 'Undo' })).toBeTruthy();
  });

  it('offers to take over the owners of the list while there are no reps', async () => {
    const asked = show({ ...view, reps: [] });
    fireEvent.click(await screen.findByRole('button', { name: 'Take over 1 owner' }));
    await waitFor(() =>
      expect(asked).toHaveBeenCalledWith('save_rep', {
        request: { rep: expect.objectContaining({ id: 0, name: 'A. Krüger', shareOfFullTime: 1000 }) },
      }),
    );
  });
});
