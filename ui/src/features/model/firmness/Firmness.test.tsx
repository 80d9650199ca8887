import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { setLocale } from '../../../format/locale';
import type { FirmnessView, ModelView, PlanView } from '../../../ipc/bindings';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { useOpenAccount } from '../../../state/open';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { Firmness } from './Firmness';

const firm = (keeps: number) => ({ keeps, onFence: keeps < 900, other: 1, otherShare: 1000 - keeps, any: 640 });
const view: FirmnessView = {
  draws: 1000,
  shakenBy: 100,
  accounts: 40,
  tiers: [
    { tier: 0, accounts: 10, steady: 8, fence: 1, any: 800 },
    { tier: 1, accounts: 30, steady: 29, fence: 0, any: null },
  ],
  fence: [
    { id: 7, name: 'Alba SE', tier: 0, score: 701, potential: null, firmness: firm(520) },
    { id: 9, name: 'Brio SA', tier: 0, score: 745, potential: 90_000, firmness: firm(997) },
  ],
  gaps: [{ criterion: 3, name: 'Company size', missing: 12, couldMove: 5, potential: 4_100_000_00 }],
};
const model = {} as ModelView;
let restore: Stop;
let answer: () => Promise<FirmnessView>;

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  setLocale('en-US');
  usePlan
    .getState()
    .replace({ currency: { code: 'EUR', minorDigits: 2 }, revision: 1, tiers: [] } as unknown as PlanView);
  answer = () => Promise.resolve(view);
  restore = replaceHost({
    channel: (heard) => heard,
    listen: async () => () => undefined,
    invoke: (command) => {
      if (command === 'test_model') return answer();
      throw { kind: 'refused', message: command };
    },
  });
});
afterEach(() => restore());

const show = () => render(<Firmness view={model} names={['Tier 1', 'Tier 2']} />);

describe('how firm the tiers are', () => {
  it('is said in one sentence, and the figure opens its accounts', async () => {
    show();
    expect(await screen.findByText(/^1 of 40 accounts is on the fence/)).toBeTruthy();
    expect(screen.getByText(/After those on the fence come those that move in fewer trials\.$/)).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Open it' }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'onFence' } });
  });

  it('never rounds a share that is not all to all', async () => {
    show();
    expect(await screen.findByText('Brio SA')).toBeTruthy();
    expect(screen.getByText('99%')).toBeTruthy();
    expect(screen.queryByText('100%')).toBeNull();
  });

  it('says what missing values are worth and opens whom they could move', async () => {
    show();
    expect(await screen.findByText('5 missing values of Company size could move €4.1M between tiers')).toBeTruthy();
    fireEvent.click(
      await screen.findByRole('button', { name: 'Company size: open 5 accounts that could change tier' }),
    );
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'couldMove', criterion: 3 } });
  });

  it('opens what each figure of a tier counts', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Open the 8 accounts of Tier 1 that keep it' }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'firm', tier: 0, part: 'steady' } });
    fireEvent.click(screen.getByRole('button', { name: 'Open the account of Tier 1 on the fence' }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'firm', tier: 0, part: 'fence' } });
  });

  it('opens an account of the list beside it', async () => {
    show();
    fireEvent.click(await screen.findByText('Alba SE'));
    expect(useOpenAccount.getState().account).toBe(7);
  });

  it('can be started again after it was stopped', async () => {
    answer = () => Promise.reject({ kind: 'cancelled' });
    show();
    const again = await screen.findByRole('button', { name: 'Test the model' });
    answer = () => Promise.resolve(view);
    fireEvent.click(again);
    await waitFor(() => expect(screen.queryByText(/on the fence: shaking/)).toBeTruthy());
  });
});
