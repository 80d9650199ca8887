/** How dots of a map are drawn. Apart from the screen, so that it can be tried without a canvas. */
import type { MapDot } from '../../../ipc/bindings';

/** Air around the dots, as a part of their span, and the least degrees that a map shows. */
const AIR = 0.08;
const LEAST = 4;

/** The tier that most of a dot's accounts have; of several the best. */
export function leadingTier(tiers: readonly number[]): number {
  return Math.max(0, tiers.indexOf(Math.max(...tiers)));
}

/** Pixels across: the area grows with the accounts, within what an eye tells apart and a map has room for. */
export function sizeOf(accounts: number): number {
  return Math.min(34, Math.round(7 + 2.4 * Math.sqrt(accounts)));
}

/** The corners of the part of the map that shows nearly all dots: the last hundredth may stand far out. */
export function span(dots: readonly Pick<MapDot, 'latitude' | 'longitude'>[]): [[number, number], [number, number]] {
  const middle = (values: number[]): [number, number] => {
    const sorted = values.sort((a, b) => a - b);
    const cut = Math.floor(sorted.length / 200);
    return [(sorted[cut] ?? 0) / 100, (sorted[sorted.length - 1 - cut] ?? 0) / 100];
  };
  const widen = ([from, to]: [number, number], least: number): [number, number] => {
    const air = Math.max(least - (to - from), (to - from) * AIR, 0) / 2 + AIR * least;
    return [from - air, to + air];
  };
  const [west, east] = widen(middle(dots.map((dot) => dot.longitude)), LEAST * 1.6);
  const [south, north] = widen(middle(dots.map((dot) => dot.latitude)), LEAST);
  return [
    [Math.max(-180, west), Math.min(84, north)],
    [Math.min(180, east), Math.max(-60, south)],
  ];
}
