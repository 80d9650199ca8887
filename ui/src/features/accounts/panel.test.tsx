import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { Providers } from '../../app/Providers';
import { SideSlot } from '../../components/SidePanel';
import type { AccountDetail, ModelView, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { openAccount, useOpenAccount } from '../../state/open';
import { usePlan } from '../../state/plan';
import { Firmness } from '../model/firmness/Firmness';
import { AccountPanel } from './AccountPanel';

const plan = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: 'Plans' },
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 3,
  readOnly: false,
  reps: 0,
  tiers: ['Tier 1', 'Tier 2'],
} as PlanView;

const detail: AccountDetail = {
  id: 7,
  name: 'Alba Foods',
  tier: 0,
  modelTier: 1,
  score: 520,
  tierSentence: 'Tier 1 because Dana put it there.',
  fit: 820,
  engagement: null,
  scoreLeast: null,
  scoreMost: null,
  firmness: null,
  untested: false,
  liftsTo: null,
  lifts: [],
  contributions: [
    {
      criterion: 1,
      name: 'Revenue potential',
      points: 400,
      most: 600,
      raw: '€1M',
      sentence: '40 of 60 points for €1M.',
    },
    { criterion: 2, name: 'Company size', points: 120, most: 400, raw: null, sentence: 'Not known.' },
  ],
  tierOverride: { tier: 0, reason: 'Strategic', author: 'Dana', setOn: '2026-11-20', expires: null },
  owner: null,
  ownerSentence: 'Nobody yet.',
  pinned: false,
  currentRevenue: null,
  potential: 100_000_00,
  peers: null,
  potentialSentence: 'As the list says.',
  retain: 0,
  upsell: 0,
  crossSell: 0,
  newLogo: 100_000_00,
  shareOfWallet: null,
  minutes: 600,
  workloadSentence: '10 hours a year.',
  placeSentence: '48.78° N, 9.18° E: by postal code 70173, to about 2 km.',
  family: {
    name: 'Alba SE',
    sentence: 'Belongs to Alba SE.',
    parent: { account: 3, name: 'Alba SE', revenue: 5_000 },
    children: [],
    accounts: 2,
    standsAlone: false,
  },
  fields: [{ key: 'f0', label: 'Account Name', kind: 'text', value: 'Alba Foods' }],
};

const answer = async (command: string): Promise<unknown> => (command === 'account_detail' ? detail : plan);
const invoke = vi.fn(answer);

beforeEach(() => {
  queries.clear();
  invoke.mockClear();
  invoke.mockImplementation(answer);
  usePlan.getState().replace(plan);
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
  openAccount(7);
});

const show = (beside?: ReactNode) => {
  const slot = document.body.appendChild(document.createElement('aside'));
  return render(
    <Providers>
      <SideSlot.Provider value={slot}>
        {beside}
        <AccountPanel />
      </SideSlot.Provider>
    </Providers>,
  );
};

describe('the panel of an account', () => {
  it('shows points that add up to the score, and a missing revenue as missing', async () => {
    show();
    const rows = (await screen.findByRole('table')).querySelectorAll('tbody tr td:last-child .num');
    const sum = [...rows].reduce((total, cell) => total + Number(cell.textContent), 0);
    expect(sum, 'the bars are the score').toBe(52);
    expect(screen.getAllByText('not known').length, 'missing is never zero').toBeGreaterThan(0);
  });

  it('shows between which scores it lies where values are missing', async () => {
    const first = show();
    const verdict = await screen.findByRole('region', { name: 'Tier and why' });
    expect(verdict.textContent, 'all is known').not.toMatch(/known in full/i);
    first.unmount();
    queries.clear();
    invoke.mockImplementationOnce(async () => ({ ...detail, scoreLeast: 484, scoreMost: 751 }));
    show();
    expect(await screen.findByText('(48–76)'), 'rounded away from the score').toBeTruthy();
    expect(screen.getByText('known in full between 48 and 76')).toBeTruthy();
    expect(screen.getByText(/its score would lie between 48\.4 and 75\.1\./)).toBeTruthy();
  });

  it('says how firm the tier is once the model was tested, here or on the screen beside it', async () => {
    let tested = false;
    let done = () => undefined as void;
    invoke.mockImplementation(async (command) => {
      if (command === 'account_detail') return { ...detail, untested: !tested };
      if (command !== 'test_model') return plan;
      await new Promise<void>((resolve) => (done = resolve));
      tested = true;
      return { draws: 1000, shakenBy: 100, accounts: 1, tiers: [], fence: [], gaps: [] };
    });
    const untested = 'Not tested since the model last changed.';
    const alone = show();
    fireEvent.click(await screen.findByRole('button', { name: 'Test the model' }));
    done();
    await waitFor(() => expect(screen.queryByText(untested)).toBeNull());
    alone.unmount();
    queries.clear();
    tested = false;
    show(<Firmness view={{} as ModelView} names={[]} />);
    expect(await screen.findByText(untested)).toBeTruthy();
    done();
    await waitFor(() => expect(screen.queryByText(untested)).toBeNull());
  });

  it('gives an account back to the model', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Give back to the model (Tier 2)' }));
    await waitFor(() => expect(invoke).toHaveBeenCalledWith('clear_override', { request: { accounts: [7] } }));
  });

  it('says who it belongs to, and lets it stand alone', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change the family' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Stands alone' }));
    await waitFor(() => expect(JSON.stringify(invoke.mock.calls)).toContain('"links":[{"account":7,"parent":7}]'));
    expect(screen.getByText('Belongs to Alba SE.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Alba SE' }));
    expect(useOpenAccount.getState().account).toBe(3);
  });

  it('moves it to another tier only for a reason', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change tier' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: /Tier 2/ }));
    const confirm = await screen.findByRole<HTMLButtonElement>('button', { name: 'Move' });
    expect(confirm.disabled, 'no reason, no move').toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Strategic account' }));
    fireEvent.click(confirm);
    await waitFor(() =>
      expect(invoke).toHaveBeenCalledWith('override_tier', {
        request: { accounts: [7], tier: 1, reason: 'Strategic account', expires: null },
      }),
    );
  });

  it.each([
    ['says when more would be set by hand than may', null, 1],
    ['says nothing of it where it was set by hand before', detail.tierOverride, 0],
  ])('%s', async (_, tierOverride, lines) => {
    invoke.mockImplementation(async (command) =>
      command === 'tier_board' ? { overrides: 4, allowed: 4 } : answer(command),
    );
    invoke.mockImplementationOnce(async () => ({ ...detail, tierOverride }));
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change tier' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: /Tier 2/ }));
    await screen.findByRole('button', { name: 'Move' });
    await waitFor(() => expect(invoke).toHaveBeenCalledWith('tier_board', { request: null }));
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(screen.queryAllByText('4 tiers are set by hand already; the limit agreed on is 4.').length).toBe(lines);
  });

  it('moves it up to a day, and not while the day is none', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change tier' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: /Tier 2/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Strategic account' }));
    const until = screen.getByRole<HTMLInputElement>('textbox', { name: 'Until (optional)' });
    fireEvent.change(until, { target: { value: 'soon' } });
    expect(until.validity.valid, 'the form is not sent like this').toBe(false);
    fireEvent.change(until, { target: { value: '2099-06-30' } });
    expect(until.validity.valid).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Move' }));
    await waitFor(() =>
      expect(invoke).toHaveBeenCalledWith('override_tier', {
        request: { accounts: [7], tier: 1, reason: 'Strategic account', expires: '2099-06-30' },
      }),
    );
  });

  it.each([
    ['is past, though the plan is seen from before', '2020-01-01', '2020-06-30'],
    ['is past where the plan is seen from', '2098-01-01', '2097-06-30'],
  ])('moves it up to no day that %s', async (_, asOf, past) => {
    usePlan.getState().replace({ ...plan, asOf });
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Change tier' }));
    fireEvent.click(await screen.findByRole('menuitemradio', { name: /Tier 2/ }));
    const until = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Until (optional)' });
    fireEvent.change(until, { target: { value: past } });
    expect(until.validity.valid).toBe(false);
    fireEvent.change(until, { target: { value: '2099-06-30' } });
    expect(until.validity.valid).toBe(true);
  });
});
