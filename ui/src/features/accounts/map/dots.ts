/** How dots of a map are drawn. Apart from the screen, so that it can be tried without a canvas. */
import type { MapDot } from '../../../ipc/bindings';

/** Air around the dots, as a part of their span, and the least degrees that a map shows. */
const AIR = 0.08;
const LEAST = 4;

/** The tier that most of a dot's accounts have; of several the best. */
export function leadingTier(tiers: readonly number[]): number {
  return Math.max(0, tiers.indexOf(Math.max(...tiers)));
}

/** Square pixels that all dots together may cover, so that a map of many equal places is still one. */
const INK = 25_000;

/** Gives the pixels across of a dot of that many accounts, among all that are drawn: its area grows with the accounts. */
export function sizesOf(all: readonly number[]): (accounts: number) => number {
  const most = Math.max(1, ...all);
  const places = all.reduce((sum, accounts) => sum + accounts, 0) / most;
  const largest = Math.min(30, 8 + 3 * Math.sqrt(most), Math.sqrt(INK / Math.max(1, places)));
  return (accounts) => Math.max(6, Math.round(largest * Math.sqrt(accounts / most)));
}

/** A dot as it is drawn: how many of its accounts are meant, and the tier whose colour it has. */
export interface Drawn {
  dot: MapDot;
  accounts: number;
  tier: number;
}

/** The dots with accounts of a tier; of every tier when it is null. */
export function drawn(dots: readonly MapDot[], tier: number | null): Drawn[] {
  if (tier === null) return dots.map((dot) => ({ dot, accounts: dot.accounts, tier: leadingTier(dot.tiers) }));
  const meant = dots.map((dot) => ({ dot, accounts: dot.tiers[tier] ?? 0, tier }));
  // The small ones are drawn over the large ones.
  return meant.filter((each) => each.accounts > 0).sort((a, b) => b.accounts - a.accounts);
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
