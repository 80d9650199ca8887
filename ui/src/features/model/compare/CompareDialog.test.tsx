import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import type { Compared, Comparisons, CriterionView, WeightView } from '../../../ipc/bindings';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { CompareDialog } from './CompareDialog';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

const criteria = ['Potential', 'Industry', 'Size'].map(
  (name, at) => ({ id: at + 1, name, weight: [400, 400, 200][at], locked: false }) as CriterionView,
);
const weights: WeightView[] = criteria.map(({ id }) => ({
  criterion: id,
  weight: [540, 300, 160][id - 1] ?? 0,
  locked: false,
}));
let asked: Comparisons[] = [];
let reply: Compared;
let restore: Stop;

beforeEach(() => {
  asked = [];
  reply = { weights, ratio: 42, consistent: true, doubtful: null };
  restore = replaceHost({
    invoke: async (_, { request }) => {
      asked.push(request as Comparisons);
      return reply;
    },
    channel: (heard) => heard,
    listen: async () => () => undefined,
  });
});
afterEach(() => restore());

const show = () => {
  const kept: WeightView[][] = [];
  render(
    <Providers>
      <CompareDialog criteria={criteria} onClose={() => undefined} onKeep={(next) => kept.push(next)} />
    </Providers>,
  );
  return kept;
};

describe('comparing criteria in pairs', () => {
  it('begins with what the weights say and keeps the weights that follow from the answers', async () => {
    const kept = show();
    await waitFor(() => expect(asked.at(-1)?.pairs.map(({ steps }) => steps)).toEqual([0, 1, 1]));
    fireEvent.change(screen.getByRole('slider', { name: 'Potential against Industry' }), { target: { value: '-2' } });
    expect(screen.getByText('Potential matters 3 times as much')).toBeTruthy();
    await waitFor(() => expect(asked.at(-1)?.pairs[0]).toEqual({ first: 1, second: 2, steps: 2 }));
    expect(await screen.findByText(/The answers agree well \(consistency 0.04/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Use these weights' }));
    expect(kept).toEqual([weights]);
  });

  it('keeps nothing while the answers contradict each other, and offers the one that fits', async () => {
    reply = { weights, ratio: 410, consistent: false, doubtful: { first: 1, second: 3, steps: 5 } };
    const kept = show();
    expect(await screen.findByText(/The answers contradict each other/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Use these weights' }).disabled).toBe(true);
    expect(screen.getByText(/Hardest to believe is Potential against Size/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Take that answer' }));
    await waitFor(() => expect(asked.at(-1)?.pairs[1]).toEqual({ first: 1, second: 3, steps: 5 }));
    expect(kept).toEqual([]);
  });
});
