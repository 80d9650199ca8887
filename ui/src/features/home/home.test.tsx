import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { Providers } from '../../app/Providers';
import type { AppState, HomeView, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { useApp } from '../../state/app';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import Home from '.';
import { saveCopy } from './files';

const plan: PlanView = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: 'Plans' },
  period: 'FY 2027',
  asOf: '2026-11-22',
  due: null,
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 3,
  readOnly: false,
  accounts: 10,
  reps: 2,
  tiers: ['Tier 1', 'Tier 2'],
  hues: ['indigo', 'amber'],
  undo: null,
  redo: null,
  steps: [],
};

const view: HomeView = {
  opportunity: 1_000_000_00,
  withoutPotential: 0,
  potentialGap: null,
  buckets: [
    { bucket: 'retain', amount: 400_000_00 },
    { bucket: 'upsell', amount: 100_000_00 },
    { bucket: 'crossSell', amount: 200_000_00 },
    { bucket: 'newLogo', amount: 300_000_00 },
  ],
  accounts: 10,
  customers: 4,
  prospects: 6,
  unownedAccounts: 3,
  unownedPotential: 250_000_00,
  tiers: [
    { tier: 0, name: 'Tier 1', accounts: 1, potential: 610_000_00 },
    { tier: 1, name: 'Tier 2', accounts: 9, potential: 390_000_00 },
  ],
  next: { step: 'territories', title: 'Give every account an owner', sentence: '3 accounts have no owner yet.' },
  history: [{ label: 'Import 10 accounts', at: 0, undone: false }],
};

const state: AppState = {
  version: '0.1.0',
  platform: 'windows',
  locale: null,
  recent: [
    { file: { token: 5, name: 'Old.tierline', folder: 'Plans' }, openedOn: '2026-10-01', missing: false },
    { file: { token: 6, name: 'Gone.tierline', folder: 'Stick' }, openedOn: '2026-09-01', missing: true },
  ],
  plan: null,
  lastStep: null,
  openRequest: null,
};

const invoke = vi.fn(async (command: string): Promise<unknown> => {
  if (command === 'home') return view;
  if (command === 'app_state') return { ...state, plan };
  return plan;
});

beforeEach(() => {
  queries.clear();
  invoke.mockClear();
  useWindow.setState({ step: 'home', focus: null });
  usePlan.getState().replace(null);
  useApp.getState().take(state);
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
});

const show = () =>
  render(
    <Providers>
      <Home />
    </Providers>,
  );

describe('Home with a plan', () => {
  beforeEach(() => usePlan.getState().replace(plan));

  it('says where the plan stands, and how much of it is left lying', async () => {
    show();
    expect(await screen.findByRole('heading', { level: 1, name: /€1M of opportunity, 25%/ })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Tier 1 is 10% of accounts and 61% of potential' })).toBeTruthy();
  });

  it('opens the accounts behind a figure', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: /Cross-sell/ }));
    expect(useWindow.getState().step).toBe('accounts');
    expect(useWindow.getState().focus, 'the accounts with cross-sell in them, and no others').toEqual({
      segment: { kind: 'bucket', bucket: 'crossSell' },
    });
  });

  it('has one next step, and goes there', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Give every account an owner' }));
    expect(useWindow.getState().step).toBe('territories');
  });
});

describe('a copy', () => {
  it('of a plan whose own file takes no more changes becomes the plan, and that is told', async () => {
    usePlan.getState().replace(plan);
    const copy = { token: 9, name: 'Kept.tierline', folder: 'Plans' };
    const goesOn = { ...plan, file: copy, revision: plan.revision + 1 };
    invoke.mockImplementationOnce(async () => copy);
    invoke.mockImplementationOnce(async () => ({ ...state, plan: goesOn }));
    expect(await saveCopy()).toEqual({ name: 'Kept.tierline', moved: true });
    expect(usePlan.getState().plan?.file.name, 'the window shows where it is now').toBe('Kept.tierline');
    invoke.mockImplementationOnce(async () => ({ ...copy, name: 'Other.tierline' }));
    invoke.mockImplementationOnce(async () => ({ ...state, plan: goesOn }));
    expect(await saveCopy()).toEqual({ name: 'Other.tierline', moved: false });
  });
});

describe('Home with a plan that has no accounts', () => {
  it('shows the way to them, and no figures of nothing', async () => {
    usePlan.getState().replace(plan);
    const next = { step: 'accounts', title: 'Import the account list', sentence: 'The plan starts with the list.' };
    invoke.mockImplementationOnce(async () => ({ ...view, accounts: 0, opportunity: null, tiers: [], next }));
    show();
    expect(await screen.findByRole('heading', { name: 'A plan begins with its accounts' })).toBeTruthy();
    expect(screen.queryByText('0'), 'a zero here would be read as a result').toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Import the account list' }));
    expect(useWindow.getState().step).toBe('accounts');
  });
});

describe('the start page', () => {
  it('opens a recent plan, and offers none whose file is gone', async () => {
    show();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Gone No longer in Stick/ }).disabled).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: /^Old Plans/ }));
    await waitFor(() => expect(usePlan.getState().plan?.name).toBe('North'));
    expect(invoke).toHaveBeenCalledWith('open_plan', { request: { token: 5, readOnly: false } });
  });
});
