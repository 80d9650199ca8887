import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { Providers } from '../../app/Providers';
import type { GridSelection } from '../../components';
import { ToastCorner } from '../../components/Messages';
import type { AccountPageRequest, AccountQuery, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import { SelectionActions } from './SelectionActions';

const plan = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: 'Plans' },
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 3,
  readOnly: false,
  accounts: 4,
  reps: 0,
  tiers: ['Tier 1', 'Tier 2'],
} as PlanView;

const query: AccountQuery = { segment: { kind: 'all' }, search: '', sort: [], filters: [] };
/** The tier of each account, in the order of the list; -1 is Excluded. */
const TIERS = [0, 1, 1, -1];

/** Accounts that were set by hand. */
let byHand: number[];
let allowed: number | null;

const invoke = vi.fn(async (command: string, args: Record<string, unknown>): Promise<unknown> => {
  if (command === 'tier_board') return { overrides: byHand.length, allowed };
  if (command !== 'account_page') return { ...plan, revision: 4 };
  const { columns, offset, limit, query: asked } = args.request as AccountPageRequest;
  const rows =
    asked.segment.kind === 'overridden'
      ? byHand.map((id) => ({ id, cells: [] }))
      : TIERS.map((tier, id) => ({ id, cells: columns.map((key) => (key === 'tier' ? tier : null)) }));
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
});

beforeEach(() => {
  queries.clear();
  invoke.mockClear();
  allowed = null;
  byHand = [1, 2];
  usePlan.getState().replace(plan);
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
});

const show = (first: number, last: number) =>
  render(
    <Providers>
      <SelectionActions query={query} selection={{ rows: { first, last } } as GridSelection} reps={[]} />
      <ToastCorner />
    </Providers>,
  );
const ask = async (tier: string) => {
  fireEvent.click(screen.getByRole('button', { name: 'Move to tier' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: new RegExp(tier) }));
};

describe('what is done with the selected rows', () => {
  it('keeps accounts that are all in the tier already, and says so', async () => {
    show(1, 2);
    await ask('Tier 2');
    expect(await screen.findByRole('heading', { name: 'Keep 2 accounts in Tier 2' })).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: 'Why?' }), { target: { value: 'Board agreed' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    await waitFor(() =>
      expect(invoke).toHaveBeenCalledWith('override_tier', {
        request: { accounts: [1, 2], tier: 1, reason: 'Board agreed', expires: null },
      }),
    );
    expect((await screen.findAllByText('2 accounts stay in Tier 2')).length).toBeGreaterThan(0);
  });

  it('moves them as soon as one is elsewhere', async () => {
    show(0, 2);
    await ask('Tier 2');
    expect(await screen.findByRole('heading', { name: 'Move 3 accounts to Tier 2' })).toBeTruthy();
  });

  it('keeps who is out of the plan out of it', async () => {
    show(3, 3);
    fireEvent.click(screen.getByRole('button', { name: 'More for the selection' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: /Exclude/ }));
    expect(await screen.findByRole('heading', { name: 'Keep 1 account in Excluded' })).toBeTruthy();
  });

  it('says how many tiers are set by hand when more would be than were agreed on', async () => {
    allowed = 3;
    show(0, 3);
    await ask('Tier 1');
    expect(await screen.findByText('2 tiers are set by hand already; the limit agreed on is 3.')).toBeTruthy();
  });

  it('knows who was set by hand before, however many they are', async () => {
    byHand = [...Array.from({ length: 600 }, (_, at) => 1_000 + at), 1, 2];
    allowed = 602;
    show(1, 2);
    await ask('Tier 1');
    await screen.findByRole('heading', { name: /to Tier 1$/ });
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(screen.queryByText(/the limit agreed on/)).toBeNull();
  });

  it.each([
    ['those that were set before are set again', 2, [1, 2]],
    ['the limit is just reached', 3, [0, 2]],
    ['there is no limit', null, [0, 3]],
  ] as const)('says nothing of it where %s', async (_, limit, [first, last]) => {
    allowed = limit;
    show(first, last);
    await ask('Tier 1');
    await screen.findByRole('heading', { name: /to Tier 1$/ });
    // Whatever is asked has its answer by then.
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(screen.queryByText(/the limit agreed on/)).toBeNull();
  });
});
