import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import { setLocale } from '../../../format/locale';
import { day, today } from '../../../format/dates';
import type {
  CompareScenarios,
  MovesView,
  PlanView,
  ScenarioRow,
  ScenariosView,
  SteadinessView,
} from '../../../ipc/bindings';
import { queries, useChange } from '../../../ipc/cache';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { Scenarios } from './Scenarios';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

const NAMES = ['Tier 1', 'Tier 2'];

const moves = (between: CompareScenarios): MovesView => ({
  between,
  moved: 9,
  from: NAMES,
  to: NAMES,
  matrix: [
    [40, 4, 0],
    [5, 51, 0],
    [0, 0, 0],
  ],
  causes: [
    { cause: 'data', up: 1, down: 0 },
    { cause: 'model', up: 4, down: 3 },
    { cause: 'cutOff', up: 0, down: 0 },
    { cause: 'override', up: 0, down: 1 },
  ],
  new: 2,
  gone: 0,
});

const row = (id: number | null, name: string, part: Partial<ScenarioRow> = {}): ScenarioRow => ({
  id,
  name,
  keptOn: id === null ? null : '2026-11-12',
  author: null,
  tiers: NAMES.map((tier) => ({ name: tier, accounts: 50, potential: 100_000, minutes: 600 })),
  excluded: 0,
  minutes: 1200,
  moves: id === null ? 0 : 9,
  differs: id === null ? [] : ['weights', 'cut-offs'],
  ...part,
});

const STEADY: SteadinessView = {
  agreed: 3,
  agreedOn: '2026-11-12',
  margin: 25,
  mostMoves: null,
  period: null,
  movedBefore: 0,
  allowed: null,
  heldByMargin: 7,
  heldByLimit: 0,
  heldWithoutScore: 0,
  problem: null,
  since: moves({ from: 3, to: null }),
};

const AGREED: ScenariosView = {
  rows: [row(null, ''), row(3, 'Spring')],
  steadiness: STEADY,
  nextName: 'Scenario 2',
};

let restore: Stop = () => undefined;
afterEach(() => {
  restore();
  queries.clear();
});

/** A backend with those scenarios, which says what it was asked to change. */
function show(view: ScenariosView) {
  setLocale('en-US');
  const plan = {
    currency: { code: 'EUR', minorDigits: 2 },
    revision: 1,
    accounts: 100,
    asOf: '2026-11-30',
    tiers: NAMES,
    hues: [],
    file: { token: 1 },
  };
  usePlan.getState().replace(plan as unknown as PlanView);
  const kept: { command: string; request: unknown }[] = [];
  restore = replaceHost({
    channel: (heard) => heard,
    listen: async () => () => undefined,
    invoke: async (command, args) => {
      const { request } = args as { request: unknown };
      if (command === 'scenarios') return view;
      if (command === 'compare_scenarios') return moves(request as CompareScenarios);
      kept.push({ command, request });
      return { ...usePlan.getState().plan };
    },
  });
  const Shown = () => <Scenarios names={NAMES} changing={useChange()} disabled={false} />;
  render(
    <Providers>
      <Shown />
    </Providers>,
  );
  return kept;
}

const opened = () => useWindow.getState().focus?.segment;

describe('scenarios', () => {
  it('are asked for when there are none, and agreeing takes a name', async () => {
    const kept = show({ rows: [row(null, '')], steadiness: null, nextName: 'Scenario 1' });
    await screen.findByText('No scenario kept yet');
    fireEvent.click(screen.getByRole('button', { name: 'Agree on these tiers…' }));
    const dialog = within(await screen.findByRole('dialog'));
    const name = dialog.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
    expect(name.value).toBe(`Agreed ${day(today())}`);
    fireEvent.change(name, { target: { value: ' ' } });
    expect(dialog.getByRole('button', { name: 'Agree' }).hasAttribute('disabled')).toBe(true);
    fireEvent.change(name, { target: { value: 'Signed' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Agree' }));
    await waitFor(() => expect(kept).toEqual([{ command: 'keep_scenario', request: { name: 'Signed', agree: true } }]));
  });

  it('offers a name that is free, and refuses one that is not before anything is sent', async () => {
    const name = `Agreed ${day(today())}`;
    // A name is the same in another case.
    const rows = [row(null, ''), row(1, name.toLowerCase()), row(2, ` ${name} (2)`)];
    const kept = show({ rows, steadiness: null, nextName: 'Scenario 3' });
    fireEvent.click(await screen.findByRole('button', { name: 'Agree on these tiers…' }));
    const dialog = within(await screen.findByRole('dialog'));
    const field = dialog.getByRole<HTMLInputElement>('textbox', { name: 'Name' });
    expect(field.value).toBe(`${name} (3)`);
    expect(dialog.queryByText('There is a scenario of that name already.')).toBeNull();
    fireEvent.change(field, { target: { value: name.toUpperCase() } });
    expect(dialog.getByText('There is a scenario of that name already.')).toBeTruthy();
    expect(dialog.getByRole('button', { name: 'Agree' }).hasAttribute('disabled')).toBe(true);
    expect(kept).toEqual([]);
  });

  it('say what moved since the tiers were agreed on, and every figure opens its accounts', async () => {
    show(AGREED);
    await screen.findByText('9 of 100 accounts moved since the tiers were agreed on Nov 12, 2026');
    expect(screen.getByText('Kept Nov 12, 2026; other weights, cut-offs')).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Open the 5 accounts that go from Tier 2 to Tier 1' }));
    expect(opened()).toEqual({ kind: 'moved', from: 3, to: null, cause: null, step: { from: 1, to: 0 }, up: null });
    fireEvent.click(screen.getByRole('button', { name: 'Open the 3 accounts that moved down: Model' }));
    expect(opened()).toEqual({ kind: 'moved', from: 3, to: null, cause: 'model', step: null, up: false });
    fireEvent.click(screen.getByRole('button', { name: 'Open the 9 accounts that moved: All causes' }));
    fireEvent.click(screen.getByRole('button', { name: 'Open the 7 accounts that the margin holds' }));
    expect(opened()).toEqual({ kind: 'held', by: 'margin' });
    fireEvent.click(screen.getByRole('button', { name: 'Open the 2 accounts that are new' }));
    expect(opened()).toEqual({ kind: 'newSince', scenario: 3 });
  });

  it('say how many may have moved where the limit begins anew', async () => {
    const steadiness = { ...STEADY, mostMoves: 50, period: 'quarter' as const, movedBefore: 8, allowed: 10 };
    const kept = show({ ...AGREED, steadiness });
    expect(
      await screen.findByText('Up to 10 accounts may move in this quarter; 8 had moved before and do not count'),
    ).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'The limit begins anew' }), { target: { value: 'year' } });
    await waitFor(() =>
      expect(kept).toEqual([{ command: 'set_steadiness', request: { margin: 25, mostMoves: 50, period: 'year' } }]),
    );
  });

  it('are used, compared and given a margin', async () => {
    const kept = show(AGREED);
    fireEvent.click(await screen.findByRole('button', { name: 'Actions for Spring' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Use it' }));
    const margin = screen.getByRole('textbox', { name: 'Margin around cut-offs' });
    fireEvent.change(margin, { target: { value: '4.5' } });
    fireEvent.keyDown(margin, { key: 'Enter' });
    await waitFor(() =>
      expect(kept).toEqual([
        { command: 'use_scenario', request: { scenario: 3 } },
        { command: 'set_steadiness', request: { margin: 45, mostMoves: null, period: null } },
      ]),
    );
    const rhythm = screen.getByRole<HTMLSelectElement>('combobox', { name: 'The limit begins anew' });
    expect(rhythm.disabled, 'there is no limit').toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Actions for Spring' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Compare with what is in force' }));
    await waitFor(() =>
      expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'From' }).selectedOptions[0]?.text).toBe(
        'In force',
      ),
    );
  });
});
