/**
 * Arithmetic of cut-offs. A line on the histogram is always moved as a score; the rule that is kept may count something
 * else, so a moved line is turned into that rule's own measure when the hand lets go.
 */
import type { CutView, HistogramBin, ModelLive } from '../../ipc/bindings';

export type CutKind = CutView['kind'];

export const CUT_KINDS: readonly CutKind[] = ['score', 'share', 'count', 'value', 'breaks', 'hours'];

/** The top of the score in tenths of a point. */
export const TOP = 1000;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** The cut-offs with one moved, in tenths of a point. A line never passes its neighbours. */
export function withCutAt(scores: readonly number[], index: number, tenths: number): number[] {
  const above = index > 0 ? Math.min(TOP, scores[index - 1] ?? TOP) : TOP;
  const below = index < scores.length - 1 ? (scores[index + 1] ?? 0) : 0;
  return scores.map((score, at) => (at === index ? clamp(Math.round(tenths), Math.min(below, above), above) : score));
}

/**
 * Accounts that reach each cut-off, best first and cumulative. Bins that the line passes through count the tiers above
 * it; the rest of the bin belongs below.
 */
export function reached(histogram: readonly HistogramBin[], scores: readonly number[]): number[] {
  const width = TOP / Math.max(1, histogram.length);
  let least = 0;
  return scores.map((score, index) => {
    const count = histogram.reduce((sum, bin, at) => {
      if (at * width >= score) return sum + bin.accounts.reduce((all, one) => all + one, 0);
      if ((at + 1) * width <= score) return sum;
      return sum + bin.accounts.slice(0, index + 1).reduce((all, one) => all + one, 0);
    }, 0);
    least = Math.max(least, count);
    return least;
  });
}

const perMille = (part: number, whole: number) => (whole > 0 ? clamp(Math.round((part * 1000) / whole), 0, 1000) : 0);

/** A rule of the kind asked for that draws the lines where they are now. */
export function cutAs(kind: CutKind, live: ModelLive, scores: readonly number[] = live.cutScores): CutView {
  const counts = () => reached(live.histogram, scores);
  switch (kind) {
    case 'score':
      return { kind, cuts: scores.map((score) => clamp(score, 0, TOP)) };
    case 'count':
      return { kind, cuts: counts() };
    case 'share': {
      const scored = live.histogram.reduce((sum, bin) => sum + bin.accounts.reduce((all, one) => all + one, 0), 0);
      return { kind, cuts: counts().map((count) => perMille(count, scored)) };
    }
    case 'value': {
      const whole = live.tiers.reduce((sum, tier) => sum + (tier.potential ?? 0), 0);
      let above = 0;
      return {
        kind,
        cuts: scores.map((_, index) => {
          above += live.tiers[index]?.potential ?? 0;
          return perMille(above, whole);
        }),
      };
    }
    case 'breaks':
      return { kind, cuts: scores.map((score) => clamp(score, 0, TOP)) };
    case 'hours':
      return { kind, cuts: scores.map((_, index) => Math.ceil((live.tiers[index]?.minutes ?? 0) / 60)) };
  }
}

/** Whether each cut counts the ones before it. */
const adds = ({ kind }: CutView) => kind === 'share' || kind === 'count' || kind === 'value';

/** The rule that a line moved by hand makes of another one: gaps between scores are where they are, and cannot be moved. */
export const movedKind = (kind: CutKind): CutKind => (kind === 'breaks' ? 'score' : kind);

/**
 * What a tier is given by the rule, as a person says it: the score it begins at, or the share or number of accounts that
 * is its own. Null for the last tier, which takes the rest.
 */
export function givenTo(cut: CutView, tier: number): number | null {
  const here = cut.cuts[tier];
  if (here === undefined) return null;
  return !adds(cut) || tier === 0 ? here : here - (cut.cuts[tier - 1] ?? 0);
}

/** The rule after a tier was given another score, share or number. Tiers below keep their own size; the last one gives. */
export function withGiven(cut: CutView, tier: number, given: number): CutView {
  if (cut.kind === 'score') return { kind: 'score', cuts: withCutAt(cut.cuts, tier, given) };
  if (!adds(cut)) return { ...cut, cuts: cut.cuts.map((value, at) => (at === tier ? Math.max(0, given) : value)) };
  const change = given - (givenTo(cut, tier) ?? 0);
  const most = cut.kind === 'count' ? Infinity : 1000;
  let least = 0;
  const cuts = cut.cuts.map((value, at) => {
    least = clamp(at >= tier ? value + change : value, least, most);
    return least;
  });
  return { kind: cut.kind, cuts };
}

export const sameCut = (a: CutView, b: CutView) =>
  a.kind === b.kind && a.cuts.length === b.cuts.length && a.cuts.every((value, index) => value === b.cuts[index]);
