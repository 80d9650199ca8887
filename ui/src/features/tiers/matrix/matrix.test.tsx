import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import { setLocale } from '../../../format/locale';
import type { MatrixDraft, MatrixScale, MatrixView, MeasureView, PlanView } from '../../../ipc/bindings';
import { queries } from '../../../ipc/cache';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { Matrix } from './Matrix';
import { placeOf, stepped, valueAt, withBreak } from './scale';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

const MONEY: MatrixScale = {
  from: 1_000,
  to: 1_000_000,
  logarithmic: true,
  money: true,
  breaks: [10_000, 100_000],
  bands: [30, 20, 10],
};
const POINTS: MatrixScale = {
  from: 0,
  to: 100,
  logarithmic: false,
  money: false,
  breaks: [40, 60],
  bands: [30, 20, 10],
};

describe('a scale', () => {
  it('puts equal factors at equal distances, and finds the value of a place again', () => {
    expect(placeOf(MONEY, 1_000)).toBe(0);
    expect(placeOf(MONEY, 31_622.8)).toBeCloseTo(0.5, 4);
    expect(placeOf(MONEY, 0)).toBe(0);
    expect(valueAt(MONEY, 0.5)).toBe(32_000);
    expect(valueAt(POINTS, 0.513)).toBe(51.5);
    expect(valueAt(POINTS, 2)).toBe(100);
  });

  it('moves by key, always at least a little, and no break passes the other', () => {
    expect(stepped(MONEY, 10_000, 0.01)).toBeGreaterThan(10_000);
    expect(stepped(MONEY, 10_000, -0.01)).toBeLessThan(10_000);
    expect(stepped(POINTS, 40, 0.01)).toBe(41);
    expect(withBreak([40, 60], 0, 75)).toEqual([60, 60]);
    expect(withBreak([40, 60], 1, 10)).toEqual([40, 40]);
  });
});

let restore: Stop = () => undefined;
afterEach(() => {
  restore();
  queries.clear();
});

const view = (draft: MatrixDraft): MatrixView => {
  const cell = (accounts: number) => ({ accounts, potential: accounts * 1000, currentRevenue: null });
  return {
    draft,
    known: ['fit', 'engagement', 'score', 'value', 'potential'],
    across: { ...POINTS, breaks: draft.acrossBreaks ?? [40, 60] },
    up: { ...POINTS, breaks: draft.upBreaks ?? [30, 50] },
    cells: [
      [cell(5), cell(3), cell(1)],
      [cell(3), cell(4), cell(2)],
      [cell(7), cell(2), cell(0)],
    ],
    unknown: 4,
    size: [48, 30],
    squares: [{ across: 3, up: 4, accounts: 27, tier: 1 }],
  };
};

function show(known: boolean | MeasureView[] = true) {
  setLocale('en-US');
  const plan = {
    currency: { code: 'EUR', minorDigits: 2 },
    revision: 1,
    readOnly: false,
    tiers: [],
    hues: [],
    file: { token: 1 },
  };
  usePlan.getState().replace(plan as unknown as PlanView);
  const kept: unknown[] = [];
  const saved: MatrixDraft = { across: 'fit', up: 'engagement', acrossBreaks: null, upBreaks: null };
  restore = replaceHost({
    channel: (heard) => heard,
    listen: async () => () => undefined,
    invoke: async (command, args) => {
      const { request } = args as { request: unknown };
      if (command === 'matrix' && known !== true)
        return {
          ...view(saved),
          known: known || ['fit', 'score', 'potential'],
          cells: view(saved).cells.map((line) => line.map((cell) => ({ ...cell, accounts: 0 }))),
          unknown: 31,
          squares: [],
        };
      if (command === 'matrix') return view((kept.at(-1) as MatrixDraft | undefined) ?? saved);
      if (command === 'preview_matrix') return view(request as MatrixDraft);
      kept.push(request);
      const plan = usePlan.getState().plan;
      return { ...plan, revision: (plan?.revision ?? 0) + 1 };
    },
  });
  render(
    <Providers>
      <Matrix onBack={() => undefined} />
    </Providers>,
  );
  return kept;
}

describe('the matrix', () => {
  it('says who is high in one and low in the other, and every cell opens its accounts', async () => {
    show();
    await screen.findByText('7 accounts have a high fit and a low engagement');
    fireEvent.click(screen.getByRole('button', { name: 'Open the 7 accounts with Engagement Low and Fit High' }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'matrixCell', across: 2, up: 0 });
    fireEvent.click(screen.getByRole('button', { name: 'Open the 4 accounts that are not shown' }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'matrixUnknown' });
  });

  it('takes a break that was moved by key when the key is let go, and gives it back on Escape', async () => {
    const kept = show();
    const line = await screen.findByRole('slider', { name: 'Where high Fit begins' });
    fireEvent.keyDown(line, { key: 'PageUp' });
    await screen.findByText('70');
    fireEvent.keyDown(line, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByText('70')).toBeNull());
    fireEvent.keyUp(line, { key: 'PageUp' });
    expect(kept, 'what was given back is not kept').toEqual([]);
    fireEvent.keyDown(line, { key: 'PageUp' });
    await screen.findByText('70');
    fireEvent.keyUp(line, { key: 'PageUp' });
    await waitFor(() =>
      expect(kept).toEqual([{ across: 'fit', up: 'engagement', acrossBreaks: [40, 70], upBreaks: null }]),
    );
  });

  it('shows no amounts of nothing where a measure is not known of anybody', async () => {
    const kept = show(false);
    await screen.findByText('No account has both fit and engagement');
    expect(screen.getByText('Nothing to show yet')).toBeTruthy();
    expect(screen.queryAllByRole('slider')).toEqual([]);
    expect(screen.getByRole('option', { name: 'Engagement (not known)' }), 'said where it is chosen').toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show score and potential' }));
    await waitFor(() =>
      expect(kept).toEqual([{ across: 'potential', up: 'score', acrossBreaks: null, upBreaks: null }]),
    );
  });

  it('says what to do where only one thing is known', async () => {
    show(['fit', 'score']);
    expect(await screen.findByText(/tells one thing of every account/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go to the Model' }));
    expect(useWindow.getState().step).toBe('model');
  });

  it('builds on what was chosen a moment ago', async () => {
    const kept = show();
    fireEvent.change(await screen.findByRole('combobox', { name: 'Up' }), { target: { value: 'value' } });
    fireEvent.change(screen.getByRole('combobox', { name: 'Across' }), { target: { value: 'score' } });
    await waitFor(() =>
      expect(kept.at(-1)).toEqual({ across: 'score', up: 'value', acrossBreaks: null, upBreaks: null }),
    );
    await screen.findByText('7 accounts have a high score and a low current revenue');
  });

  it('measures something else, with the breaks the list suggests for it', async () => {
    const kept = show();
    fireEvent.change(await screen.findByRole('combobox', { name: 'Up' }), { target: { value: 'potential' } });
    await waitFor(() => expect(kept).toEqual([{ across: 'fit', up: 'potential', acrossBreaks: null, upBreaks: null }]));
  });
});
