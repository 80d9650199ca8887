import { describe, expect, it } from 'vitest';
import type { CriterionView } from '../../../ipc/bindings';
import { answered, pairsOf, stepsOf } from './pairs';

const criterion = (id: number, weight: number, locked = false) => ({ id, weight, locked }) as CriterionView;

describe('pairs of criteria', () => {
  it('are every two that are not locked, answered as the weights stand', () => {
    const pairs = pairsOf([criterion(1, 600), criterion(2, 200), criterion(3, 100, true), criterion(4, 100)]);
    expect(pairs).toEqual([
      { first: 1, second: 2, steps: 2 },
      { first: 1, second: 4, steps: 5 },
      { first: 2, second: 4, steps: 1 },
    ]);
  });

  it('go no further than nine times as much, either way', () => {
    expect(stepsOf(990, 10)).toBe(8);
    expect(stepsOf(10, 990)).toBe(-8);
    expect(stepsOf(0, 500)).toBe(-8);
    expect(stepsOf(0, 0)).toBe(0);
    expect(Object.is(stepsOf(100, 101), 0)).toBe(true);
  });

  it('take an answer whichever way round it is given', () => {
    const pairs = [{ first: 1, second: 2, steps: 0 }];
    expect(answered(pairs, { first: 2, second: 1, steps: 3 })).toEqual([{ first: 1, second: 2, steps: -3 }]);
    expect(answered(pairs, { first: 1, second: 2, steps: 3 })).toEqual([{ first: 1, second: 2, steps: 3 }]);
  });
});
