import { QueryClientProvider } from '@tanstack/react-query';
import { act, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { LiveRegion, ToastCorner } from '../../components/Messages';
import { handleShortcut } from '../../commands/registry';
import { setLocale } from '../../format/locale';
import type {
  BoardCard,
  BoardCardsRequest,
  BoardRangeRequest,
  ColumnFilter,
  GridColumn,
  OverrideTier,
  PlanView,
  TierBoard,
} from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost, type Stop } from '../../ipc/transport';
import { useOpenAccount } from '../../state/open';
import { usePlan } from '../../state/plan';
import Tiers from '.';
import { usePicks } from './useNarrowing';

const plan: PlanView = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: '' },
  period: 'FY 2027',
  asOf: '2026-11-01',
  due: null,
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 1,
  readOnly: false,
  accounts: 3,
  reps: 0,
  tiers: ['Tier 1', 'Tier 2'],
  hues: ['indigo', 'amber'],
  undo: null,
  redo: null,
  steps: [],
};
const summary = (tier: number, accounts: number) => ({
  tier,
  name: `Tier ${tier + 1}`,
  accounts,
  potential: 100_000_00,
  withoutPotential: 0,
  currentRevenue: 0,
  minutes: 6_000,
});
const column = (tier: number, accounts: number, rule: string) => ({
  tier,
  name: `Tier ${tier + 1}`,
  summary: summary(tier, accounts),
  rule,
  overrides: 0,
});
const board: TierBoard = {
  columns: [column(0, 2, 'Best 10 %'), column(1, 1, 'The rest')],
  excluded: { tier: null, name: 'Excluded', summary: summary(255, 0), rule: '', overrides: 0 },
  overrides: 0,
  budget: null,
  allowed: null,
  accounts: 3,
  potential: 200_000_00,
  capacityMinutes: 12_000,
};
const card = (id: number, name: string): BoardCard => ({
  id,
  name,
  score: 812,
  partial: false,
  industry: 'Energy',
  country: null,
  potential: null,
  currentRevenue: null,
  owner: null,
  overrideReason: null,
  modelTier: 0,
});
const cards: Record<string, BoardCard[]> = {
  0: [card(7, 'Alba Bau'), card(8, 'Nord Glas')],
  1: [card(9, 'Silva Foods')],
};

/** A third tier's worth of accounts, far more than are loaded at once; every hundredth was put there by a person. */
const MANY = 5_000;
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => 1_000 + from + at);

const gridColumn = (key: string, more: Partial<GridColumn>): GridColumn => ({
  key,
  label: key,
  kind: 'category',
  role: null,
  editable: false,
  shown: true,
  values: [],
  ...more,
});
const gridColumns = [
  gridColumn('owner', { label: 'Owner', kind: 'rep', values: ['Ana', 'Ben'] }),
  gridColumn('f2', { label: 'Branche', role: 'industry', values: ['Energy', 'Retail'] }),
  gridColumn('f3', { label: 'Country', role: 'country' }),
  gridColumn('f4', { label: 'Segment', role: 'custom', values: ['A', 'B'] }),
];
/** What the made-up list knows of filters: the industry. */
const passes = (one: BoardCard, filters: readonly ColumnFilter[]) =>
  filters.every(({ column, test }) => column !== 'f2' || (test.kind === 'oneOf' && test.values.includes(one.industry)));

let asked: BoardCardsRequest[] = [];
/** How many may be set by hand. */
let allowed: number | null = null;
/** A search whose cards do not come. */
let late = '';
let moves: OverrideTier[] = [];
let ranges: BoardRangeRequest[] = [];
let restore: Stop;

// Whole screens of the component kit take their time on a busy machine.
configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  // There is no layout here, and a list without a height shows nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  setLocale('en-GB');
  asked = [];
  allowed = null;
  late = '';
  moves = [];
  ranges = [];
  queries.clear();
  usePicks.setState({ file: 0, by: {} });
  usePlan.getState().replace(plan);
  useOpenAccount.setState({ account: null });
  restore = replaceHost({
    channel: () => null,
    listen: async () => () => undefined,
    invoke: async (command, { request }) => {
      if (command === 'tier_board') return { ...board, overrides: 1, allowed };
      if (command === 'board_cards') {
        const { tier, search, filters, offset, limit } = request as BoardCardsRequest;
        asked.push(request as BoardCardsRequest);
        const narrow = search !== '' || filters.length > 0;
        const sums = narrow
          ? { accounts: 1, currentRevenue: null, potential: 7_000_00, withoutPotential: 0, minutes: 1_200 }
          : null;
        if (late && search === late) return new Promise(() => undefined);
        if (tier === null) {
          return { total: MANY, sums, cards: many(offset, offset + limit).map((id) => card(id, `Out ${id}`)) };
        }
        const found = (cards[String(tier)] ?? []).filter((one) => one.name.includes(search) && passes(one, filters));
        return { total: found.length, sums, cards: found };
      }
      if (command === 'grid_columns') return { columns: gridColumns };
      if (command === 'territories') {
        return { reps: ['Ana', 'Ben'].map((name, at) => ({ rep: { id: 4 + at, name } })) };
      }
      if (command === 'board_range') {
        const range = request as BoardRangeRequest;
        ranges.push(range);
        const accounts = many(range.from, range.to + 1);
        return { accounts, byHand: accounts.filter((id) => id % 100 === 0) };
      }
      if (command === 'override_tier') {
        moves.push(request as OverrideTier);
        return { ...plan, revision: 2 };
      }
      throw { kind: 'refused', message: command };
    },
  });
  window.addEventListener('keydown', handleShortcut);
});

afterEach(() => {
  window.removeEventListener('keydown', handleShortcut);
  restore();
});

const show = () =>
  render(
    <QueryClientProvider client={queries}>
      <Tiers />
      <ToastCorner />
    </QueryClientProvider>,
  );

describe('the tier board', () => {
  it('shows each tier with its accounts, and the share of the hours that it takes', async () => {
    show();
    expect(await screen.findByRole('option', { name: /Silva Foods/ })).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('2 accounts in Tier 1 are worth €100k');
    expect(screen.getByRole('listbox', { name: 'Accounts in Tier 1' }).textContent).toContain('Alba Bau');
    expect(screen.getAllByText('50% of capacity').length).toBe(2);
  });

  it('marks who is held in another tier than the one of the score', async () => {
    show();
    // The card in Tier 2 has the score of Tier 1, and nobody put it there.
    const held = await screen.findByRole('option', { name: /Silva Foods/ });
    expect(held.textContent).toContain('By its score alone Tier 1; a gate or what was agreed on holds it here.');
    expect(screen.getByRole('option', { name: /Alba Bau/ }).textContent).not.toContain('By its score alone');
  });

  it('says of who is held without a score that it has none', async () => {
    const silva = cards['1'] ?? [];
    cards['1'] = silva.map((each) => ({ ...each, score: null }));
    show();
    const held = await screen.findByRole('option', { name: /Silva Foods/ });
    expect(held.textContent).toContain('It has no score; a gate or what was agreed on holds it here.');
    expect(held.textContent).not.toContain('By its score alone');
    cards['1'] = silva;
  });

  it('marks a score that could be another one', async () => {
    const known = cards['1'] ?? [];
    cards['1'] = known.map((one) => ({ ...one, partial: true }));
    show();
    const partly = await screen.findByRole('option', { name: /Silva Foods/ });
    expect(within(partly).getByTitle('Some values are missing; the score could be another one.').textContent).toMatch(
      /^≈/,
    );
    expect(screen.getByRole('option', { name: /Alba Bau/ }).textContent).not.toContain('≈');
    cards['1'] = known;
  });

  it('opens an account on a click', async () => {
    show();
    fireEvent.click(await screen.findByRole('option', { name: /Nord Glas/ }));
    expect(useOpenAccount.getState().account).toBe(8);
  });

  it('moves chosen accounts by key, once a reason is given, as one change', async () => {
    show();
    const first = await screen.findByRole('option', { name: /Alba Bau/ });
    fireEvent.click(first, { ctrlKey: true });
    fireEvent.click(screen.getByRole('option', { name: /Nord Glas/ }), { ctrlKey: true });
    expect(screen.getByText('2 accounts chosen')).toBeTruthy();
    act(() => {
      fireEvent.keyDown(screen.getByRole('listbox', { name: 'Accounts in Tier 1' }), {
        key: '2',
        code: 'Digit2',
        altKey: true,
      });
    });
    const reason = await screen.findByRole('textbox', { name: /why/i });
    expect(moves, 'nothing moves without a reason').toEqual([]);
    fireEvent.change(reason, { target: { value: 'Agreed with leadership' } });
    fireEvent.submit(reason);
    await waitFor(() =>
      expect(moves).toEqual([{ accounts: [7, 8], tier: 1, reason: 'Agreed with leadership', expires: null }]),
    );
  });

  it('says when more would be set by hand than may, but not of those that are already', async () => {
    const known = cards['0'] ?? [];
    cards['0'] = known.map((one) => (one.id === 7 ? { ...one, overrideReason: 'Strategic' } : one));
    allowed = 1;
    show();
    const over = '1 tier is set by hand already; the limit agreed on is 1.';
    const move = async (name: RegExp) => {
      fireEvent.click(await screen.findByRole('option', { name }), { ctrlKey: true });
      fireEvent.click(screen.getByRole('button', { name: 'Move to tier' }));
      fireEvent.click(await screen.findByRole('menuitem', { name: /Tier 2/ }));
      await screen.findByRole('heading', { name: /to Tier 2$/ });
    };
    await move(/Alba Bau/);
    expect(screen.queryByText(over), 'it counts as one already').toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await move(/Nord Glas/);
    expect(screen.getByText(over)).toBeTruthy();
    cards['0'] = known;
  });

  it('keeps chosen accounts in the tier they are in, whatever the model says later', async () => {
    show();
    fireEvent.click(await screen.findByRole('option', { name: /Alba Bau/ }), { ctrlKey: true });
    fireEvent.click(screen.getByRole('option', { name: /Nord Glas/ }), { ctrlKey: true });
    fireEvent.click(screen.getByRole('button', { name: 'Move to tier' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: /Keep in Tier 1…/ }));
    expect(await screen.findByRole('heading', { name: 'Keep 2 accounts in Tier 1' })).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: /why/i }), { target: { value: 'Board agreed' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    await waitFor(() => expect(moves).toEqual([{ accounts: [7, 8], tier: 0, reason: 'Board agreed', expires: null }]));
    expect((await screen.findAllByText('2 accounts stay in Tier 1')).length).toBeGreaterThan(0);
  });

  it('forgets what was chosen once the plan has changed, and keeps its keys out of the reason', async () => {
    show();
    fireEvent.click(await screen.findByRole('option', { name: /Alba Bau/ }), { ctrlKey: true });
    await act(async () => undefined);
    const list = screen.getByRole('listbox', { name: 'Accounts in Tier 1' });
    act(() => {
      fireEvent.keyDown(list, { key: '2', code: 'Digit2', altKey: true });
    });
    const reason = await screen.findByRole('textbox', { name: /why/i });
    act(() => {
      fireEvent.keyDown(reason, { key: '“', code: 'Digit1', altKey: true });
    });
    expect(screen.getByRole('heading', { name: 'Move Alba Bau to Tier 2' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    act(() => usePlan.getState().accept({ ...plan, revision: 5 }));
    await waitFor(() => expect(screen.queryByText('1 account chosen')).toBeNull());
  });

  it('asks by key whether accounts are to stay, and changes nothing when that is given up', async () => {
    show();
    fireEvent.click(await screen.findByRole('option', { name: /Silva Foods/ }), { ctrlKey: true });
    await act(async () => undefined);
    const list = screen.getByRole('listbox', { name: 'Accounts in Tier 2' });
    act(() => {
      fireEvent.keyDown(list, { key: '2', code: 'Digit2', altKey: true });
    });
    expect(await screen.findByRole('heading', { name: 'Keep Silva Foods in Tier 2' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('heading', { name: /^Keep/ })).toBeNull());
    expect(moves).toEqual([]);
    expect(screen.getByText('1 account chosen'), 'the choice stays').toBeTruthy();
  });

  it('lets the keyboard leave a tier without accounts', async () => {
    const silva = cards['1'] ?? [];
    cards['1'] = [];
    show();
    await screen.findByRole('option', { name: /Alba Bau/ });
    const empty = screen.getByRole('listbox', { name: 'Accounts in Tier 2' });
    fireEvent.keyDown(empty, { key: 'End' });
    fireEvent.keyDown(empty, { key: 'a', ctrlKey: true });
    expect(ranges, 'there is nothing to choose').toEqual([]);
    fireEvent.keyDown(empty, { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(screen.getByRole('listbox', { name: 'Accounts in Tier 1' }));
    cards['1'] = silva;
  });

  it('goes on by key from where it stood when the plan was changed', async () => {
    const [alba, nord] = cards['0'] ?? [];
    if (!alba || !nord) throw new Error('There are two cards in Tier 1.');
    const more = [card(11, 'Vega Textil'), card(12, 'Zenit Pharma')];
    cards['0'] = [alba, nord, card(10, 'Orion Stahl'), ...more];
    show();
    const list = await screen.findByRole('listbox', { name: 'Accounts in Tier 1' });
    const chosen = () => within(list).queryByRole('option', { selected: true })?.textContent ?? '';
    fireEvent.click(await screen.findByRole('option', { name: /Nord Glas/ }), { ctrlKey: true });
    act(() => usePlan.getState().accept({ ...plan, revision: 5 }));
    await waitFor(() => expect(chosen()).toBe(''));
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(chosen()).toContain('Orion Stahl');

    // The card itself has gone to another tier: the one that has come to its place is next.
    cards['0'] = [alba, nord, ...more];
    act(() => usePlan.getState().accept({ ...plan, revision: 6 }));
    await waitFor(() => expect(screen.queryByRole('option', { name: /Orion/ })).toBeNull());
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(chosen()).toContain('Vega Textil');

    cards['0'] = [alba, nord];
    act(() => usePlan.getState().accept({ ...plan, revision: 7 }));
    await waitFor(() => expect(screen.queryByRole('option', { name: /Vega/ })).toBeNull());
    fireEvent.blur(list);
    fireEvent.focus(list);
    expect(chosen(), 'there is no place behind the last').toContain('Nord Glas');
    cards['0'] = [alba, nord];
  });

  it('says how many are chosen when many are chosen by key', async () => {
    show();
    render(<LiveRegion />);
    const said = () => screen.getAllByRole('status').map((region) => region.textContent);
    fireEvent.click(await screen.findByRole('button', { name: /^Show Excluded/ }));
    const list = await screen.findByRole('listbox', { name: 'Accounts in Excluded' });
    fireEvent.click(await screen.findByRole('option', { name: /Out 1002/ }), { ctrlKey: true });
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(said(), 'one card is read as it is').toEqual(['', '']);
    fireEvent.keyDown(list, { key: 'ArrowDown', shiftKey: true });
    expect(said()).toContain('2 accounts chosen');
    fireEvent.keyDown(list, { key: 'End', shiftKey: true });
    await waitFor(() => expect(said()).toContain('4,997 accounts chosen'));
    fireEvent.keyDown(list, { key: 'a', ctrlKey: true });
    await waitFor(() => expect(said()).toContain('5,000 accounts chosen'));
  });

  it('chooses cards far beyond those that are loaded, and moves them all', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: /^Show Excluded/ }));
    const list = await screen.findByRole('listbox', { name: 'Accounts in Excluded' });
    fireEvent.click(await screen.findByRole('option', { name: /Out 1002/ }), { ctrlKey: true });
    fireEvent.keyDown(list, { key: 'End', shiftKey: true });
    expect(await screen.findByText('4,998 accounts chosen')).toBeTruthy();
    expect(ranges).toEqual([{ tier: null, search: '', filters: [], from: 2, to: MANY - 1 }]);
    fireEvent.keyDown(list, { key: 'a', ctrlKey: true });
    expect(await screen.findByText('5,000 accounts chosen')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Give back to the model' }), 'some were put there').toBeTruthy();
    // The commands learn of the choice a moment after it is shown.
    await act(async () => undefined);
    act(() => {
      fireEvent.keyDown(list, { key: '1', code: 'Digit1', altKey: true });
    });
    const reason = await screen.findByRole('textbox', { name: /why/i });
    fireEvent.change(reason, { target: { value: 'All of them' } });
    fireEvent.submit(reason);
    await waitFor(() => expect(moves.map((move) => move.accounts.length)).toEqual([MANY]));
  });

  it('shows by owner, industry and country only, and sums what is shown', async () => {
    const energy = cards['0'] ?? [];
    cards['0'] = [...energy, { ...card(10, 'Orla Retail'), industry: 'Retail' }];
    usePlan.getState().replace({ ...plan, reps: 2 });
    show();
    const first = within(await screen.findByRole('region', { name: 'Tier 1' }));
    await screen.findByRole('option', { name: /Alba Bau/ });
    expect(first.getByText('€100k'), 'nothing is left out: the whole tier').toBeTruthy();
    await screen.findByRole('combobox', { name: 'Owner' });
    expect(
      screen.getAllByRole('combobox').map((each) => each.getAttribute('aria-label')),
      'a country without values lists none to choose from',
    ).toEqual(['Owner', 'Branche']);

    fireEvent.change(screen.getByRole('combobox', { name: 'Branche' }), { target: { value: '=Retail' } });
    await waitFor(() => expect(screen.queryByRole('option', { name: /Alba Bau/ })).toBeNull());
    expect(await first.findByText('1', { selector: 'strong' })).toBeTruthy();
    expect(first.getByRole('button', { name: /2.*accounts/ }), 'of the whole tier, which opens').toBeTruthy();
    expect(first.getByText('€7,000')).toBeTruthy();
    expect(first.getByText('10% of capacity')).toBeTruthy();
    const list = screen.getByRole('listbox', { name: 'Accounts in Tier 1' });
    fireEvent.keyDown(list, { key: 'a', ctrlKey: true });
    expect(screen.getByText('1 account chosen'), 'all are those that are shown').toBeTruthy();

    fireEvent.change(screen.getByRole('combobox', { name: 'Owner' }), { target: { value: '=5' } });
    const filters = [
      { column: 'owner', test: { kind: 'oneOf', values: [5] } },
      { column: 'f2', test: { kind: 'oneOf', values: ['Retail'] } },
    ];
    const query = { tier: 0, search: '', filters, offset: 0, limit: 100 };
    await waitFor(() => expect(asked).toContainEqual(query));
    fireEvent.change(screen.getByRole('combobox', { name: 'Branche' }), { target: { value: '=Energy' } });
    expect(await screen.findByText('No account here fits the filters.')).toBeTruthy();

    fireEvent.click(screen.getByRole('button', { name: 'Show all accounts' }));
    expect(await screen.findByRole('option', { name: /Orla Retail/ })).toBeTruthy();
    expect(first.getByText('€100k')).toBeTruthy();
    cards['0'] = energy;
  });

  it('finds by name, says how many of the tier they are, and gives up what was chosen before', async () => {
    show();
    fireEvent.click(await screen.findByRole('option', { name: /Alba Bau/ }), { ctrlKey: true });
    expect(screen.getByText('1 account chosen')).toBeTruthy();
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find an account' }), { target: { value: 'Nord' } });
    await waitFor(() => expect(screen.queryByRole('option', { name: /Alba Bau/ })).toBeNull());
    expect(screen.queryByText('1 account chosen'), 'nobody moves what they do not see').toBeNull();
    expect(await screen.findByRole('button', { name: 'Show Excluded (1 of 0)' })).toBeTruthy();
    expect(await screen.findByText('No account here is called that.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show all accounts' }));
    expect(await screen.findByRole('option', { name: /Alba Bau/ })).toBeTruthy();
  });

  it('chooses all of what is looked for, and not of the cards that still stand there', async () => {
    late = 'Nord';
    show();
    await screen.findByRole('option', { name: /Alba Bau/ });
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find an account' }), { target: { value: 'Nord' } });
    await waitFor(() => expect(asked.some(({ search }) => search === 'Nord')).toBe(true));
    fireEvent.keyDown(screen.getByRole('listbox', { name: 'Accounts in Tier 1' }), { key: 'a', ctrlKey: true });
    expect(ranges).toEqual([{ tier: 0, search: 'Nord', filters: [], from: 0, to: 1 }]);
  });

  it('keeps its filters while another step is open, but not for another plan', async () => {
    const board = show();
    fireEvent.change(await screen.findByRole('combobox', { name: 'Branche' }), { target: { value: '=Retail' } });
    board.unmount();
    const again = show();
    expect((await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Branche' })).value).toBe('=Retail');
    again.unmount();
    usePlan.getState().replace({ ...plan, file: { ...plan.file, token: 2 } });
    show();
    expect((await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Branche' })).value).toBe('');
  });
});
