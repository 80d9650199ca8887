/**
 * Arithmetic of value curves that are edited by hand: where a value stands on the picture, which marks of a curve can be
 * taken hold of, and what the curve is after one was moved. The points themselves are computed behind the window.
 */
import type { CurveScale, CurveShape, ValueUnit } from '../../../ipc/bindings';

export type CurveKind = CurveShape['kind'];

/** The most bands a curve may have. */
export const MOST_BANDS = 12;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

const bend = (scale: CurveScale, value: number) => (scale.logarithmic ? Math.log1p(Math.max(0, value)) : value);
const straighten = (scale: CurveScale, place: number) => (scale.logarithmic ? Math.expm1(place) : place);

/** Where a value stands along the picture: 0 at its left end, 1 at its right. */
export function placeOf(scale: CurveScale, value: number): number {
  const [low, high] = [bend(scale, scale.from), bend(scale, scale.to)];
  return clamp((bend(scale, value) - low) / (high - low || 1), 0, 1);
}

/** To as many digits as a hand can aim with; never finer than the unit has. */
function aimed(value: number, width: number, unit: ValueUnit): number {
  const grain = 10 ** Math.floor(Math.log10(Math.max(width, Number.MIN_VALUE) / 50));
  const finest = unit === 'percent' ? 0.001 : unit === 'number' ? 0.01 : 1;
  const step = Math.max(grain, finest);
  // Steps such as 0.1 do not add up exactly; twelve digits are more than any field shows.
  return Number((Math.round(value / step) * step).toFixed(12));
}

/** The value at a place along the picture, rounded to what a hand can mean by it. */
export function valueAt(scale: CurveScale, place: number): number {
  const [low, high] = [bend(scale, scale.from), bend(scale, scale.to)];
  const at = (x: number) => straighten(scale, low + clamp(x, 0, 1) * (high - low));
  const value = at(place);
  // On a logarithmic picture a step of the hand is finer on the left.
  const width = scale.logarithmic ? Math.abs(value) * 2 || 1 : scale.to - scale.from;
  return clamp(aimed(value, width, scale.unit), Math.min(scale.from, value), Math.max(scale.to, value));
}

/** How much of the picture's width its ends' own names may take, on either side. */
const END = 0.15;
const MOST_TICKS = 4;

/**
 * Values to be named below the picture, between its ends. Only where equal steps multiply: there a straight line is no
 * straight line, which the ends alone do not tell.
 */
export function ticksOf(scale: CurveScale): number[] {
  if (!scale.logarithmic || scale.to <= scale.from) return [];
  const tens = Array.from({ length: 16 }, (_, power) => 10 ** power);
  const within = tens.filter((value) => {
    const place = placeOf(scale, value);
    return place > END && place < 1 - END;
  });
  const every = Math.ceil(within.length / MOST_TICKS);
  return within.filter((_, at) => at % every === 0);
}

/** What can be taken hold of on a curve. */
export interface Mark {
  id: string;
  /** Along the picture; null where only the points move. */
  value: number | null;
  /** Its points, 0..1. */
  points: number;
  /** Whether the points are moved too. */
  lifts: boolean;
}

/** The marks of a curve, from left to right as they are read. */
export function marksOf(shape: CurveShape): Mark[] {
  const fixed = (id: string, value: number, points: number): Mark => ({ id, value, points, lifts: false });
  switch (shape.kind) {
    case 'linear':
    case 'log':
      return [fixed('from', shape.from, 0), fixed('to', shape.to, 1)];
    case 'sweetSpot':
      return [
        fixed('low', shape.low, 0),
        fixed('bestFrom', shape.bestFrom, 1),
        fixed('bestTo', shape.bestTo, 1),
        fixed('high', shape.high, 0),
      ];
    case 'recency':
      return [fixed('halfLifeDays', shape.halfLifeDays, 0.5)];
    case 'bands':
      return [
        { id: 'below', value: null, points: shape.below, lifts: true },
        ...shape.edges.map((edge, at) => ({ id: `${at}`, value: edge.from, points: edge.points, lifts: true })),
      ];
    default:
      return [];
  }
}

/** The curve after one of its marks was given another value or other points. A mark never passes its neighbours. */
export function withMark(shape: CurveShape, id: string, value: number | null, points: number): CurveShape {
  const share = Math.round(clamp(points, 0, 1) * 100) / 100;
  switch (shape.kind) {
    case 'linear':
    case 'log': {
      if (value === null || (id !== 'from' && id !== 'to')) return shape;
      // Nothing below nothing has a logarithm.
      return { ...shape, [id]: shape.kind === 'log' ? Math.max(0, value) : value };
    }
    case 'sweetSpot': {
      const order = ['low', 'bestFrom', 'bestTo', 'high'] as const;
      const at = order.findIndex((each) => each === id);
      const own = order[at];
      if (value === null || own === undefined) return shape;
      const [before, after] = [order[at - 1], order[at + 1]];
      const least = before ? shape[before] : -Infinity;
      const most = after ? shape[after] : Infinity;
      return { ...shape, [own]: clamp(value, least, most) };
    }
    case 'recency':
      return value === null ? shape : { ...shape, halfLifeDays: Math.max(1, Math.round(value)) };
    case 'bands': {
      if (id === 'below') return { ...shape, below: share };
      const at = Number(id);
      const least = shape.edges[at - 1]?.from ?? -Infinity;
      const most = shape.edges[at + 1]?.from ?? Infinity;
      return {
        ...shape,
        edges: shape.edges.map((edge, index) =>
          index === at ? { from: clamp(value ?? edge.from, least, most), points: share } : edge,
        ),
      };
    }
    default:
      return shape;
  }
}

/** The curve turned round, so that less is better or no longer is; null for curves that have no direction. */
export function turned(shape: CurveShape): CurveShape | null {
  switch (shape.kind) {
    case 'linear':
    case 'log':
      return { ...shape, from: shape.to, to: shape.from };
    case 'percentile':
      return { ...shape, falling: !shape.falling };
    case 'bands': {
      const points = [shape.below, ...shape.edges.map((edge) => edge.points)].reverse();
      return {
        ...shape,
        below: points[0] ?? 0,
        edges: shape.edges.map((edge, at) => ({ from: edge.from, points: points[at + 1] ?? 0 })),
      };
    }
    case 'yesNo':
      return { ...shape, yes: shape.no, no: shape.yes };
    default:
      return null;
  }
}

/** Whether less is better on it. */
export function falls(shape: CurveShape): boolean {
  switch (shape.kind) {
    case 'linear':
    case 'log':
      return shape.from > shape.to;
    case 'percentile':
      return shape.falling;
    case 'bands':
      return shape.below > (shape.edges.at(-1)?.points ?? 0);
    case 'yesNo':
      return shape.no > shape.yes;
    default:
      return false;
  }
}

/** A curve turned the way another one is, where it can be: what the list suggests always rises. */
export function turnedLike(shape: CurveShape, other: CurveShape): CurveShape {
  return falls(shape) === falls(other) ? shape : (turned(shape) ?? shape);
}

/** The bands with one more, halfway through the widest one of the picture; null when there is no room for it. */
export function withBand(shape: CurveShape, scale: CurveScale): CurveShape | null {
  if (shape.kind !== 'bands' || shape.edges.length >= MOST_BANDS) return null;
  const ends = [scale.from, ...shape.edges.map((edge) => edge.from), scale.to];
  const places = ends.map((end) => placeOf(scale, end));
  let widest = 0;
  for (let at = 1; at + 1 < places.length; at += 1) {
    const width = (index: number) => (places[index + 1] ?? 0) - (places[index] ?? 0);
    if (width(at) > width(widest)) widest = at;
  }
  const from = valueAt(scale, ((places[widest] ?? 0) + (places[widest + 1] ?? 1)) / 2);
  const level = (index: number) => (index === 0 ? shape.below : (shape.edges[index - 1]?.points ?? 0));
  const [here, next] = [level(widest), widest < shape.edges.length ? level(widest + 1) : 1];
  const edge = { from, points: Math.round(((here + next) / 2) * 100) / 100 };
  return { ...shape, edges: [...shape.edges, edge].sort((a, b) => a.from - b.from) };
}

/** The bands without one; null for the last one left. */
export function withoutBand(shape: CurveShape, at: number): CurveShape | null {
  if (shape.kind !== 'bands' || shape.edges.length <= 1) return null;
  return { ...shape, edges: shape.edges.filter((_, index) => index !== at) };
}

/** The table of a category curve with other points for one value. */
export function withPoints(shape: CurveShape, value: string, points: number): CurveShape {
  const share = Math.round(clamp(points, 0, 1) * 100) / 100;
  if (shape.kind === 'yesNo') return value === 'Yes' ? { ...shape, yes: share } : { ...shape, no: share };
  if (shape.kind !== 'category') return shape;
  const known = shape.points.some((each) => each.value === value);
  const kept = shape.points.map((each) => (each.value === value ? { ...each, points: share } : each));
  return { ...shape, points: known ? kept : [...kept, { value, points: share }] };
}

/** Words are the same as on the list: without case, and without blanks around them. */
const folded = (value: string) => value.trim().toLocaleLowerCase();

/** What a table of points gives each value. */
export function pointsBy(shape: CurveShape): (value: string) => number {
  if (shape.kind === 'yesNo') return (value) => (value === 'Yes' ? shape.yes : shape.no);
  if (shape.kind !== 'category') return () => 0;
  const table = new Map(shape.points.map(({ value, points }) => [folded(value), points]));
  return (value) => table.get(folded(value)) ?? shape.other;
}

export const sameShape = (a: CurveShape, b: CurveShape) => JSON.stringify(a) === JSON.stringify(b);
