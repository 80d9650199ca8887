import { describe, expect, it } from 'vitest';
import type { BoardCard } from '../../ipc/bindings';
import { extended, meant, only, toggled } from './selection';

const card = (id: number): BoardCard => ({
  id,
  name: `Account ${id}`,
  score: 500,
  industry: null,
  country: null,
  potential: null,
  currentRevenue: null,
  owner: null,
  overrideReason: null,
  modelTier: 0,
});
const cards = [10, 11, 12, 13].map(card);
const at = (place: number) => cards[place];
const ids = (chosen: { cards: readonly BoardCard[] } | null) => chosen?.cards.map((each) => each.id);
const [first, second, third] = cards as [BoardCard, BoardCard, BoardCard, BoardCard];

describe('chosen cards', () => {
  it('come and go one by one', () => {
    const two = toggled(only(0, 0, first), 0, 2, third);
    expect(ids(two)).toEqual([10, 12]);
    expect(ids(toggled(two, 0, 0, first))).toEqual([12]);
  });

  it('begin anew in another column', () => {
    expect(ids(toggled(only(0, 0, first), 1, 1, second)), 'what moves together comes from one column').toEqual([11]);
  });

  it('reach from the anchor in both directions', () => {
    expect(ids(extended(only(0, 1, second), 0, 3, at))).toEqual([11, 12, 13]);
    expect(ids(extended(only(0, 2, third), 0, 0, at))).toEqual([10, 11, 12]);
  });

  it('leave out what is not loaded', () => {
    expect(ids(extended(only(0, 0, first), 0, 2, (place) => (place === 1 ? undefined : at(place))))).toEqual([10, 12]);
  });

  it('are all meant by a gesture on one of them, and only that one by a gesture on another', () => {
    const two = toggled(only(0, 0, first), 0, 1, second);
    expect(meant(two, second).length).toBe(2);
    expect(meant(two, third)).toEqual([third]);
  });
});
