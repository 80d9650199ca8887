import { describe, expect, it } from 'vitest';
import { ceilingOf, rebalance, share, WHOLE, type Weight } from './weights';

const weight = (id: string, tenths: number, locked = false): Weight => ({ id, tenths, locked });
const tenthsOf = (weights: Weight[]) => weights.map((each) => each.tenths);
const sumOf = (weights: Weight[]) => tenthsOf(weights).reduce((a, b) => a + b, 0);

describe('rebalance', () => {
  const four = [weight('a', 400), weight('b', 300), weight('c', 200), weight('d', 100)];

  it('lets the others give way in their proportions', () => {
    expect(tenthsOf(rebalance(four, 'a', 700))).toEqual([700, 150, 100, 50]);
  });

  it('leaves a locked weight where it is', () => {
    const locked = [weight('a', 400), weight('b', 300, true), weight('c', 200), weight('d', 100)];
    expect(tenthsOf(rebalance(locked, 'a', 100))).toEqual([100, 300, 400, 200]);
  });

  it('stops at what the locked weights leave', () => {
    const locked = [weight('a', 100), weight('b', 700, true), weight('c', 200)];
    expect(ceilingOf(locked, 'a')).toBe(300);
    expect(tenthsOf(rebalance(locked, 'a', 900))).toEqual([300, 700, 0]);
  });

  it('does not move when no other weight can give way', () => {
    const locked = [weight('a', 400), weight('b', 600, true)];
    expect(tenthsOf(rebalance(locked, 'a', 100))).toEqual([400, 600]);
  });

  it('shares alike among weights that are all zero', () => {
    expect(tenthsOf(rebalance([weight('a', 1000), weight('b', 0), weight('c', 0)], 'a', 999))).toEqual([999, 1, 0]);
  });

  it('keeps the sum for every step of every slider', () => {
    const uneven = [weight('a', 333), weight('b', 333), weight('c', 333), weight('d', 1), weight('e', 0)];
    for (const { id } of uneven) {
      for (let tenths = -50; tenths <= 1050; tenths += 7) {
        const next = rebalance(uneven, id, tenths);
        expect(sumOf(next), `${id} at ${tenths}`).toBe(WHOLE);
        expect(Math.min(...tenthsOf(next)), 'no weight below zero').toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('share', () => {
  it('gives the odd units to the largest remainders', () => {
    expect(share(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(share(100, [2, 1])).toEqual([67, 33]);
    expect(share(5, [])).toEqual([]);
  });
});
