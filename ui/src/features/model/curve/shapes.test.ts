import { describe, expect, it } from 'vitest';
import type { CurveScale, CurveShape } from '../../../ipc/bindings';
import {
  falls,
  marksOf,
  placeOf,
  pointsBy,
  ticksOf,
  turned,
  turnedLike,
  valueAt,
  withBand,
  withMark,
  withoutBand,
  withPoints,
} from './shapes';

const straight: CurveScale = { from: 0, to: 1000, logarithmic: false, unit: 'number' };
const bent: CurveScale = { from: 0, to: 999_999, logarithmic: true, unit: 'money' };
const sweet: CurveShape = { kind: 'sweetSpot', low: 0, bestFrom: 100, bestTo: 200, high: 400 };
const bands: CurveShape = {
  kind: 'bands',
  below: 0,
  edges: [
    { from: 100, points: 0.5 },
    { from: 800, points: 1 },
  ],
};

describe('the picture', () => {
  it('has a value where it has its place, on both kinds of scale', () => {
    expect(placeOf(straight, 250)).toBe(0.25);
    expect(placeOf(bent, 999)).toBeCloseTo(0.5);
    for (const scale of [straight, bent]) {
      for (const place of [0, 0.1, 0.37, 0.5, 0.93, 1]) {
        expect(placeOf(scale, valueAt(scale, place))).toBeCloseTo(place, 1.3);
      }
    }
  });

  it('names values between its ends where equal steps multiply, and nowhere else', () => {
    expect(ticksOf(straight)).toEqual([]);
    expect(ticksOf(bent)).toEqual([10, 100, 1000, 10_000, 100_000].filter((_, at) => at % 2 === 0));
    expect(ticksOf({ from: 100, to: 90_000, logarithmic: true, unit: 'number' })).toEqual([1000, 10_000]);
    expect(ticksOf({ from: 0, to: 0, logarithmic: true, unit: 'number' })).toEqual([]);
  });

  it('gives values that a hand can mean, and none beyond its ends', () => {
    expect(valueAt(straight, 0.12345)).toBe(120);
    expect(valueAt(straight, 2)).toBe(1000);
    expect(Number.isInteger(valueAt(bent, 0.77))).toBe(true);
    expect(valueAt({ from: 0, to: 1, logarithmic: false, unit: 'percent' }, 0.4567)).toBe(0.46);
  });
});

describe('a mark that is moved', () => {
  it('stops at its neighbours', () => {
    expect(withMark(sweet, 'bestFrom', 5000, 1)).toMatchObject({ bestFrom: 200 });
    expect(withMark(sweet, 'low', 150, 0)).toMatchObject({ low: 100 });
    expect(withMark(bands, '0', 900, 0.4)).toMatchObject({ edges: [{ from: 800, points: 0.4 }, { from: 800 }] });
  });

  it('keeps points between none and all', () => {
    expect(withMark(bands, 'below', null, -3)).toMatchObject({ below: 0 });
    expect(withMark(bands, '1', 700, 1.7)).toMatchObject({ edges: [{}, { from: 700, points: 1 }] });
  });

  it('may cross on a straight line, where it means that less is better', () => {
    const crossed = withMark({ kind: 'linear', from: 0, to: 10 }, 'from', 20, 0);
    expect(crossed).toEqual({ kind: 'linear', from: 20, to: 10 });
    expect(falls(crossed)).toBe(true);
  });

  it('leaves a half-life of at least a day', () => {
    expect(withMark({ kind: 'recency', halfLifeDays: 90 }, 'halfLifeDays', 0, 0.5)).toEqual({
      kind: 'recency',
      halfLifeDays: 1,
    });
  });
});

describe('a curve', () => {
  it('turned round twice is what it was', () => {
    const curves: CurveShape[] = [
      { kind: 'linear', from: 0, to: 10 },
      { kind: 'log', from: 1, to: 10 },
      { kind: 'percentile', falling: false, fresh: true },
      { kind: 'yesNo', yes: 1, no: 0 },
      bands,
    ];
    for (const curve of curves) {
      const once = turned(curve);
      expect(once && falls(once)).toBe(true);
      expect(once && turned(once)).toEqual(curve);
    }
    expect(turned(sweet)).toBeNull();
  });

  it('takes the direction of another one where it has one itself', () => {
    const falling: CurveShape = { kind: 'percentile', falling: true, fresh: true };
    expect(turnedLike({ kind: 'linear', from: 0, to: 8 }, falling)).toEqual({ kind: 'linear', from: 8, to: 0 });
    expect(turnedLike(bands, falling)).toEqual(turned(bands));
    expect(turnedLike(bands, sweet)).toEqual(bands);
    expect(turnedLike(sweet, falling)).toEqual(sweet);
  });

  it('has its marks from left to right', () => {
    expect(marksOf(bands).map(({ id, value, points }) => [id, value, points])).toEqual([
      ['below', null, 0],
      ['0', 100, 0.5],
      ['1', 800, 1],
    ]);
    expect(marksOf({ kind: 'percentile', falling: false, fresh: true })).toEqual([]);
  });
});

describe('bands', () => {
  it('are divided where there is most room', () => {
    const more = withBand(bands, straight);
    expect(more).toMatchObject({ edges: [{ from: 100 }, { from: 450, points: 0.75 }, { from: 800 }] });
    expect(more && withoutBand(more, 1)).toEqual(bands);
  });

  it('are at least one and at most twelve', () => {
    const one: CurveShape = { kind: 'bands', below: 0, edges: [{ from: 1, points: 1 }] };
    expect(withoutBand(one, 0)).toBeNull();
    const full: CurveShape = { ...bands, edges: Array.from({ length: 12 }, (_, at) => ({ from: at, points: 1 })) };
    expect(withBand(full, straight)).toBeNull();
  });
});

describe('points by value', () => {
  it('are given to one value and leave the others', () => {
    const table: CurveShape = { kind: 'category', points: [{ value: 'Energy', points: 1 }], other: 0.5 };
    expect(withPoints(table, 'Energy', 0.2)).toMatchObject({ points: [{ value: 'Energy', points: 0.2 }] });
    expect(withPoints(table, 'Retail', 0.7)).toMatchObject({
      points: [{ value: 'Energy' }, { value: 'Retail', points: 0.7 }],
    });
    expect(withPoints({ kind: 'yesNo', yes: 1, no: 0 }, 'No', 0.3)).toEqual({ kind: 'yesNo', yes: 1, no: 0.3 });
  });

  it('are found whatever the case of the word, the last ones given', () => {
    const table: CurveShape = { kind: 'category', points: [{ value: 'energy', points: 1 }], other: 0.5 };
    const pointsOf = pointsBy(withPoints(table, ' Energy', 0.2));
    expect(['Energy', 'Retail'].map(pointsOf)).toEqual([0.2, 0.5]);
    expect(['Yes', 'No'].map(pointsBy({ kind: 'yesNo', yes: 0.9, no: 0.1 }))).toEqual([0.9, 0.1]);
  });
});
