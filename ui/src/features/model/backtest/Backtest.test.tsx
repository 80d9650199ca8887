import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import { setLocale } from '../../../format/locale';
import type {
  BacktestRequest,
  BacktestView,
  LearnedView,
  OutcomesView,
  PlanView,
  WeightView,
} from '../../../ipc/bindings';
import { queries } from '../../../ipc/cache';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { Backtest } from './Backtest';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

let offered: OutcomesView;
const outcomes: OutcomesView = {
  offers: [
    { outcome: { kind: 'deals', won: 5, lost: 6 }, label: 'Deals won', values: [], more: true },
    {
      outcome: { kind: 'value', field: 7, value: 'Won' },
      label: 'Stage',
      values: ['Lost', 'Won', 'Open'],
      more: true,
    },
    { outcome: { kind: 'answer', field: 8 }, label: 'Churned', values: [], more: false },
  ],
};
const rate = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });
const view: BacktestView = {
  mood: 'bad',
  headline: 'The tiers do not tell good accounts from the rest: their differences may be chance.',
  comparisons: ['Tier 1 does not beat Tier 2: 31% against 33%, a difference that may be chance.'],
  findings: ['The best 10% of accounts by score hold 9% of all deals won.'],
  doubts: ['Accounts are scored by what the list says today.'],
  tiers: [
    { tier: 0, accounts: 40, outcome: rate(0.31), lift: rate(0.97) },
    { tier: 1, accounts: 60, outcome: { value: 0.33, low: null, high: null }, lift: null },
  ],
  all: { tier: null, accounts: 100, outcome: rate(0.32), lift: rate(1) },
  unknown: 12,
  unit: 'percent',
  capture: [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ],
};
let asked: BacktestRequest[];
let taken: WeightView[][];
let learned: LearnedView;
let restore: Stop;

beforeEach(() => {
  setLocale('en-US');
  asked = [];
  offered = outcomes;
  taken = [];
  learned = {
    headline: 'Cannot tell: your history does not say which criteria matter.',
    doubts: [],
    weights: null,
    criteria: [],
  };
  const plan = { currency: { code: 'EUR', minorDigits: 2 }, revision: 1, tiers: [], hues: [], file: { token: 1 } };
  usePlan.getState().replace(plan as unknown as PlanView);
  restore = replaceHost({
    channel: (heard) => heard,
    listen: async () => () => undefined,
    invoke: async (command, args) => {
      if (command === 'outcomes') return offered;
      if (command === 'learn_weights') return learned;
      asked.push((args as { request: BacktestRequest }).request);
      return view;
    },
  });
});
afterEach(() => {
  restore();
  queries.clear();
});

const show = () =>
  render(
    <Providers>
      <Backtest names={['Tier 1', 'Tier 2']} disabled={false} onWeights={(weights) => taken.push(weights)} />
    </Providers>,
  );
const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });

describe('the track record of the tiers', () => {
  it('says plainly that a tier does not beat the next', async () => {
    show();
    expect(await screen.findByText(/^The tiers do not tell good accounts/)).toBeTruthy();
    expect(screen.getByText(/^Tier 1 does not beat Tier 2/)).toBeTruthy();
    expect(screen.getByText('31%')).toBeTruthy();
    expect(screen.getByRole('img', { name: 'between 26% and 36%' })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Too few accounts to say where it lies' })).toBeTruthy();
  });

  it('opens the accounts behind its figures', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Open the 40 tested accounts of Tier 1' }));
    const outcome = { kind: 'deals', won: 5, lost: 6 };
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'tested', outcome, tier: 0 } });
    fireEvent.click(screen.getByRole('button', { name: /^12 accounts in the plan have no such outcome/ }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'untested', outcome } });
  });

  it('is asked about another outcome, its value and what one hopes for', async () => {
    show();
    await screen.findByText(/^The tiers do not tell/);
    choose('Test the tiers on', 'Stage');
    choose('Counts as a hit', 'Lost');
    choose('We hope for', 'less');
    const outcome = { kind: 'value', field: 7, value: 'Lost' };
    await waitFor(() => expect(asked.at(-1)).toEqual({ outcome, more: false }));
    choose('Test the tiers on', 'Churned');
    await waitFor(() => expect(asked.at(-1)).toEqual({ outcome: { kind: 'answer', field: 8 }, more: false }));
  });

  it('suggests no weights where the history says nothing', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Suggest weights…' }));
    expect(await screen.findByText(/^Cannot tell: your history/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Take these weights' })).toBeNull();
  });

  it('suggests weights beside those of today, to be taken or left', async () => {
    const weights = [{ criterion: 1, weight: 1000, locked: false }];
    learned = {
      headline: 'It ranks well.',
      doubts: [],
      weights,
      criteria: [
        {
          criterion: 1,
          name: 'Size',
          before: 400,
          after: 1000,
          odds: { value: 400, low: 2, high: null },
          sentence: 'Speaks for a hit.',
        },
      ],
    };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Suggest weights…' }));
    expect(await screen.findByText('Speaks for a hit.')).toBeTruthy();
    expect(screen.getByText('>100×')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Take these weights' }));
    expect(taken).toEqual([weights]);
  });

  it('says what is missing where the list has no outcome', async () => {
    offered = { offers: [] };
    show();
    expect(await screen.findByText('Nothing to test the tiers on yet')).toBeTruthy();
  });
});
