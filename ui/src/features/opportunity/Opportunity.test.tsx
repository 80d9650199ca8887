import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Providers } from '../../app/Providers';
import '../../i18n';
import type { OpportunityView, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import Opportunity from '.';
import { peerOf } from './measures';

vi.setConfig({ testTimeout: 20_000 });

const view: OpportunityView = {
  total: 10_000_000_00,
  currentRevenue: 4_000_000_00,
  headroom: 6_000_000_00,
  buckets: [
    { bucket: 'retain', amount: 4_000_000_00, accounts: 40, sentence: '40 % of the potential.' },
    { bucket: 'upsell', amount: 1_000_000_00, accounts: 30, sentence: '10 % of the potential.' },
    { bucket: 'crossSell', amount: 0, accounts: 0, sentence: '0 % of the potential.' },
    { bucket: 'newLogo', amount: 5_000_000_00, accounts: 60, sentence: '50 % of the potential.' },
  ],
  byTier: [
    { tier: 0, name: 'Tier 1', accounts: 25, amounts: [3_000_000_00, 1_000_000_00, 0, 3_000_000_00] },
    { tier: 1, name: 'Tier 2', accounts: 75, amounts: [1_000_000_00, 0, 0, 2_000_000_00] },
  ],
  bases: [{ source: 'listed', label: 'The list says so', accounts: 100, amount: 10_000_000_00 }],
  noPotential: 3,
  potentialGap: null,
  abovePotential: 0,
  peerPercentile: 800,
  products: [{ product: 7, name: 'Sensors', owners: 30, currentRevenue: 4_000_000_00, gapAccounts: 1, gap: 0 }],
};
const plan = {
  file: { token: 1, name: 'Test', folder: '' },
  revision: 3,
  accounts: 100,
  currency: { code: 'EUR', minorDigits: 2 },
  readOnly: false,
} as PlanView;

let restore = () => {};
const invoke = vi.fn();
afterEach(() => restore());

describe('the opportunity screen', () => {
  beforeEach(() => {
    queries.clear();
    usePlan.getState().replace(plan);
    invoke
      .mockReset()
      .mockImplementation(async (command: string) => (command === 'opportunity' ? view : { ...plan, revision: 4 }));
    restore = replaceHost({ invoke, channel: (handler) => handler, listen: async () => () => {} });
    render(
      <Providers>
        <Opportunity />
      </Providers>,
    );
  });

  it('answers with the largest bucket and with what the best tier holds', async () => {
    expect(await screen.findByText('50% of the potential lies in new logo')).toBeTruthy();
    expect(screen.getByText('Tier 1 holds 70% of the potential on 25% of the accounts')).toBeTruthy();
  });

  it('opens the accounts behind a bucket, behind a cell and behind a flag', async () => {
    fireEvent.click(await screen.findByRole('button', { name: /^Upsell/ }));
    expect(useWindow.getState()).toMatchObject({
      step: 'accounts',
      focus: { segment: { kind: 'bucket', bucket: 'upsell' } },
    });
    fireEvent.click(screen.getByRole('button', { name: /^Tier 2, New logo/ }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'tierBucket', tier: 1, bucket: 'newLogo' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show accounts' }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'noPotential' } });
  });

  it('opens who owns a product, who lacks it, and the accounts behind a source', async () => {
    const focus = () => useWindow.getState().focus;
    fireEvent.click(await screen.findByRole('button', { name: 'Sensors: open 30 customers' }));
    expect(focus()).toEqual({ segment: { kind: 'productOwners', product: 7 } });
    fireEvent.click(screen.getByRole('button', { name: 'Without Sensors: open 1 customer' }));
    expect(focus()).toEqual({ segment: { kind: 'productGap', product: 7 } });
    fireEvent.click(screen.getByRole('button', { name: 'The list says so: open 100 accounts' }));
    expect(focus()).toEqual({ segment: { kind: 'potentialFrom', source: 'listed' } });
  });

  it('compares with other customers at one click', async () => {
    fireEvent.click(await screen.findByRole('tab', { name: 'Best in class' }));
    await waitFor(() => expect(invoke).toHaveBeenCalledWith('set_opportunity', { request: { peerPercentile: 900 } }));
  });
});

it('says why and what to do, instead of bars of nothing, where no potential is known', async () => {
  const none = {
    ...view,
    total: null,
    headroom: null,
    noPotential: 100,
    potentialGap: 'The potential is not known: why.',
  };
  queries.clear();
  usePlan.getState().replace(plan);
  invoke.mockReset().mockResolvedValue(none);
  restore = replaceHost({ invoke, channel: (handler) => handler, listen: async () => () => {} });
  render(
    <Providers>
      <Opportunity />
    </Providers>,
  );
  expect(await screen.findByText('The potential is not known: why.')).toBeTruthy();
  expect(screen.queryByRole('table'), 'no table of what is not known').toBeNull();
  expect(document.body.textContent).not.toContain('€0');
  fireEvent.click(screen.getByRole('button', { name: 'Show 100 accounts' }));
  expect(useWindow.getState().focus).toEqual({ segment: { kind: 'noPotential' } });
});

it('only the three percentiles that are offered have a name', () => {
  expect([500, 800, 900, 850].map(peerOf)).toEqual(['typical', 'good', 'best', null]);
});
