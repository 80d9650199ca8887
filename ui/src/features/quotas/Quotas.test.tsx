import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Providers } from '../../app/Providers';
import '../../i18n';
import type { PlanView, QuotaRow, QuotasView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import Quotas from '.';
import { onTrack, totalsOf, wayToStreet } from './measures';

vi.setConfig({ testTimeout: 20_000 });

const row = (rep: number, name: string, quota: number | null, part: Partial<QuotaRow> = {}): QuotaRow => ({
  rep,
  name,
  role: null,
  history: 300_000_00,
  potential: 500_000_00,
  historyShare: 500,
  potentialShare: 250,
  quota,
  rule: { kind: 'blend' },
  lastQuota: 250_000_00,
  change: null,
  quotaToOte: 52,
  shareOfPotential: 600,
  flags: [],
  ...part,
});
const settings = { target: 800_000_00, overAssignment: 250, historyWeight: 500, step: 1_000_00 };
const view: QuotasView = {
  settings,
  street: 1_000_000_00,
  attainmentFactor: 800,
  rows: [
    row(1, 'Ines Holm', 600_000_00, { flags: ['6.9 times the pay; 4 to 6 is usual.'] }),
    row(2, 'Marc Weber', 400_000_00, { history: null, lastQuota: null, historyShare: null }),
  ],
  problem: null,
  potentialGap: null,
  sentence: '',
  lastResult: 640_000_00,
};
const plan = {
  file: { token: 1, name: 'Test', folder: '' },
  revision: 3,
  accounts: 20,
  reps: 2,
  currency: { code: 'EUR', minorDigits: 2 },
  readOnly: false,
} as PlanView;

let restore = () => {};
const invoke = vi.fn();
afterEach(() => restore());
beforeEach(() => {
  queries.clear();
  usePlan.getState().replace(plan);
  invoke.mockReset();
  restore = replaceHost({ invoke, channel: (handler) => handler, listen: async () => () => {} });
});
const show = (answer: QuotasView) => {
  invoke.mockImplementation(async (command: string) =>
    command.startsWith('set_') ? { ...plan, revision: 4 } : answer,
  );
  render(
    <Providers>
      <Quotas />
    </Providers>,
  );
};

describe('the quotas screen', () => {
  it('shows the way to the street quota, and a last line that adds up to it', async () => {
    show(view);
    expect(await screen.findByText('Plan is made at 80% attainment')).toBeTruthy();
    expect(screen.getByText('+25% on last year')).toBeTruthy();
    expect(screen.getByText('€1,000,000')).toBeTruthy();
    expect(screen.getByText('The quotas add up to the street quota.')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('1 of 2 quotas needs a second look');
  });

  it('fixes a quota that is typed and gives it back to the blend when it is emptied', async () => {
    show(view);
    const field = await screen.findByRole('textbox', { name: 'Quota of Marc Weber' });
    fireEvent.change(field, { target: { value: '450,000' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() =>
      expect(invoke).toHaveBeenCalledWith('set_rep_quota', {
        request: { rep: 2, rule: { kind: 'fixed', amount: 450_000_00 } },
      }),
    );
    fireEvent.change(field, { target: { value: '' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() =>
      expect(invoke).toHaveBeenLastCalledWith('set_rep_quota', { request: { rep: 2, rule: { kind: 'blend' } } }),
    );
  });

  it('asks for the effect of the blend while the hand moves and keeps it when it lets go', async () => {
    show(view);
    const dial = await screen.findByRole('slider');
    fireEvent.change(dial, { target: { value: '800' } });
    await waitFor(() =>
      expect(invoke).toHaveBeenCalledWith('preview_quotas', { request: { ...settings, historyWeight: 800 } }),
    );
    expect(invoke).not.toHaveBeenCalledWith('set_quotas', expect.anything());
    fireEvent.pointerUp(dial);
    await waitFor(() =>
      expect(invoke).toHaveBeenCalledWith('set_quotas', { request: { ...settings, historyWeight: 800 } }),
    );
  });

  it('sends to the territories while there are no reps', async () => {
    show({ ...view, rows: [] });
    expect(await screen.findByRole('button', { name: 'Go to Territories' })).toBeTruthy();
  });
});

describe('the figures of the quotas screen', () => {
  it('has steps that end where the next begins', () => {
    const way = wayToStreet(view);
    expect(way.map(({ id, amount }) => [id, amount])).toEqual([
      ['last', 640_000_00],
      ['target', 800_000_00],
      ['over', 200_000_00],
      ['street', 1_000_000_00],
    ]);
    expect(way[2]?.from).toBe(way[1]?.to);
    expect(way[2]?.to).toBe(way[3]?.to);
    expect(wayToStreet({ ...view, street: null })).toEqual([]);
  });

  it('compares sums only of those who had a quota before', () => {
    expect(totalsOf(view.rows)).toEqual({
      history: 300_000_00,
      potential: 1_000_000_00,
      quota: 1_000_000_00,
      change: 600 / 250 - 1,
    });
    expect(totalsOf([row(1, 'A', null)]).quota, 'nobody carries one, which is not zero').toBeNull();
  });

  it('puts the largest share of all at the end of the track', () => {
    const [first, second] = view.rows;
    if (!first || !second) throw new Error('two rows');
    expect(onTrack(first, view.rows, 1_000_000_00).quota).toBe(1);
    expect(onTrack(second, view.rows, 1_000_000_00)).toMatchObject({ history: null, quotaShare: 0.4 });
  });
});
