import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import { setLocale } from '../../../format/locale';
import type { BoardColumn, GateView, ModelView, PlanView, SteadinessView } from '../../../ipc/bindings';
import { queries } from '../../../ipc/cache';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { HowWeTier } from './HowWeTier';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

const criterion = (id: number, name: string, weight: number) => ({
  id,
  name,
  source: 'Employees',
  weight,
  curveSentence: `Points of ${name}.`,
  picture: null,
  categories: [],
  fromLabel: '',
  toLabel: '',
  missing: id,
  missingPolicy: 'neutral',
});
// The last three have the same points, one of which is still told.
const category = (at: number) => ({ value: `Kind ${at}`, points: Math.max(2, at) / 30, accounts: 1 });
const view = {
  criteria: [
    criterion(1, 'Size', 625),
    { ...criterion(2, 'Fit', 375), categories: Array.from({ length: 22 }, (_, at) => category(at)) },
  ],
  live: { held: 82 },
  cut: { kind: 'share', cuts: [100] },
} as unknown as ModelView;
const column = (tier: number | null, name: string): BoardColumn => ({
  tier,
  name,
  summary: {
    tier: tier ?? 255,
    name,
    accounts: tier === null ? 0 : 50,
    potential: 100,
    withoutPotential: 0,
    currentRevenue: null,
    minutes: 600,
  },
  rule: `Rule of ${name}`,
  overrides: 2,
});
const gate = { id: 1, draft: { stopsAt: null }, touch: { sentence: 'Employees must be known', stops: 7 } };
let gates: GateView[];
let steadiness: Partial<SteadinessView> | null;
let restore: Stop;

beforeEach(() => {
  setLocale('en-US');
  gates = [];
  steadiness = null;
  const plan = {
    name: 'Plan',
    period: 'FY 2027',
    asOf: '2026-11-22',
    accounts: 100,
    currency: { code: 'EUR', minorDigits: 2 },
    revision: 1,
    tiers: ['Tier 1', 'Tier 2'],
    hues: [],
    file: { token: 1 },
  };
  usePlan.getState().replace(plan as unknown as PlanView);
  restore = replaceHost({
    channel: (heard) => heard,
    listen: async () => () => undefined,
    invoke: async (command) => {
      switch (command) {
        case 'gates':
          return { gates, stopped: 7, fields: [] };
        case 'scenarios':
          return { rows: [], steadiness, nextName: '' };
        case 'tier_board':
          return {
            columns: [column(0, 'Tier 1'), column(1, 'Tier 2')],
            excluded: column(null, 'Excluded'),
            overrides: 3,
          };
        case 'board_cards':
          return { total: 1, cards: [{ id: 9, name: 'Alba SE' }] };
        default:
          return {
            name: 'Alba SE',
            score: 812,
            tierSentence: 'Tier 1: score 81.2.',
            contributions: [
              { criterion: 1, name: 'Size', points: 500, most: 625, raw: '4,000' },
              { criterion: 2, name: 'Fit', points: 312, most: 375, raw: null },
            ],
          };
      }
    },
  });
});
afterEach(() => {
  restore();
  queries.clear();
  vi.restoreAllMocks();
});

const show = () =>
  render(
    <Providers>
      <HowWeTier view={view} answer="Tier 1 is 10% of accounts" onBack={() => undefined} />
    </Providers>,
  );

describe('how we tier', () => {
  it('tells the model that is in force, with an example that adds up', async () => {
    show();
    expect(await screen.findByText('Rule of Tier 1')).toBeTruthy();
    expect(screen.getByText('Points of Size.')).toBeTruthy();
    const values = screen.getByText(/^Kind 21 70 · Kind 20 67/);
    expect(values.textContent).toMatch(/ · Kind 0 7 · 2 more values$/);
    expect(screen.getByText(/^3 accounts stand where a person put them/)).toBeTruthy();
    expect(screen.queryByText('What accounts must be, whatever their score')).toBeNull();
    expect(screen.queryByText('Rule of Excluded'), 'nobody is excluded').toBeNull();
    const example = within(await screen.findByRole('table', { name: 'An example: Alba SE' }));
    for (const figure of ['50.0', '31.2', '81.2', '100.0']) expect(example.getByText(figure)).toBeTruthy();
  });

  it('tells gates where there are some', async () => {
    gates = [gate as unknown as GateView];
    show();
    expect(await screen.findByText('Employees must be known')).toBeTruthy();
    expect(screen.getByText('out of the plan')).toBeTruthy();
  });

  it('tells what holds accounts in the tiers that were agreed on, and how many may move in a period', async () => {
    steadiness = { agreedOn: '2026-06-30', margin: 25, mostMoves: 200, period: 'quarter', problem: null };
    show();
    const told = await screen.findByText(/^People agreed on the tiers on Jun 30, 2026/);
    expect(told.textContent).toContain(
      'At most 20% of the accounts may move each quarter. Those go that clear their cut-off furthest.',
    );
    expect(told.textContent).toMatch(/ 82 accounts are held in their agreed tier now\.$/);
  });

  it('is printed on white', async () => {
    const printed = vi.fn();
    vi.stubGlobal('print', printed);
    document.documentElement.dataset.theme = 'dark';
    show();
    await screen.findByText('Rule of Tier 1');
    fireEvent.click(screen.getByRole('button', { name: 'Print…' }));
    expect(printed).toHaveBeenCalledOnce();
    fireEvent(window, new Event('beforeprint'));
    expect(document.documentElement.dataset.theme).toBe('light');
    vi.unstubAllGlobals();
  });
});
