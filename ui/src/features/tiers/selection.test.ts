import { describe, expect, it } from 'vitest';
import { everything, extended, meant, only, reach, toggled, type Chosen, type ChosenCard } from './selection';

const cards = [10, 11, 12, 13].map((id): ChosenCard => ({ id, byHand: false }));
const ids = (chosen: Chosen | null) => chosen?.cards.map((each) => each.id);
const [first, second, third] = cards as [ChosenCard, ChosenCard, ChosenCard, ChosenCard];
const to = (chosen: Chosen | null, tier: number, at: number) => {
  const range = reach(chosen, tier, at);
  return extended(chosen, tier, at, cards.slice(range.from, range.to + 1));
};

describe('chosen cards', () => {
  it('come and go one by one', () => {
    const two = toggled(only(0, 0, first), 0, 2, third);
    expect(ids(two)).toEqual([10, 12]);
    expect(ids(toggled(two, 0, 0, first))).toEqual([12]);
  });

  it('begin anew in another column', () => {
    expect(ids(toggled(only(0, 0, first), 1, 1, second)), 'what moves together comes from one column').toEqual([11]);
    expect(ids(to(only(0, 0, first), 1, 2)), 'a range has no anchor there').toEqual([12]);
  });

  it('reach from the anchor in both directions, however often they are drawn anew', () => {
    expect(ids(to(only(0, 1, second), 0, 3))).toEqual([11, 12, 13]);
    const up = to(only(0, 2, third), 0, 0);
    expect(ids(up)).toEqual([10, 11, 12]);
    expect(ids(to(up, 0, 3))).toEqual([12, 13]);
  });

  it('may be a whole column, with the keyboard where it was', () => {
    const all = everything(only(0, 2, third), 0, cards);
    expect([ids(all), all?.active]).toEqual([[10, 11, 12, 13], 2]);
    expect(everything(null, 0, []), 'an empty column holds nothing to choose').toBeNull();
  });

  it('are all meant by a gesture on one of them, and only that one by a gesture on another', () => {
    const two = toggled(only(0, 0, first), 0, 1, second);
    expect(meant(two, second).length).toBe(2);
    expect(meant(two, third)).toEqual([third]);
  });
});
