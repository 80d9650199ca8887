/**
 * Moving one weight while all of them keep a sum of 100 %. Weights are integer tenths of a percent that add up to 1,000;
 * the rest is shared by largest remainder, so the sum holds exactly.
 */

/** The sum of all weights in tenths of a percent. */
export const WHOLE = 1000;

export interface Weight {
  id: string;
  /** Tenths of a percent. */
  tenths: number;
  /** A locked weight is not moved by the others. */
  locked: boolean;
}

/** The largest value the weight may be moved to: what the other locked ones leave. */
export function ceilingOf(weights: readonly Weight[], id: string): number {
  const held = weights.reduce((sum, weight) => (weight.locked && weight.id !== id ? sum + weight.tenths : sum), 0);
  return Math.max(0, WHOLE - held);
}

/**
 * The weights after `id` was moved to `tenths`. The unlocked others keep their proportions; when they are all zero they
 * share alike. When no other can give way, the moved weight stays at what completes the sum.
 */
export function rebalance(weights: readonly Weight[], id: string, tenths: number): Weight[] {
  const others = weights.filter((weight) => weight.id !== id && !weight.locked);
  const ceiling = ceilingOf(weights, id);
  const moved = others.length === 0 ? ceiling : Math.min(ceiling, Math.max(0, Math.round(tenths)));
  const shares = share(
    ceiling - moved,
    others.map((weight) => weight.tenths),
  );
  const next = new Map(others.map((weight, index) => [weight.id, shares[index] ?? 0]));
  return weights.map((weight) => ({
    ...weight,
    tenths: weight.id === id ? moved : (next.get(weight.id) ?? weight.tenths),
  }));
}

/** Splits an integer total in the given proportions by largest remainder; ties go to the earlier part. */
export function share(total: number, proportions: readonly number[]): number[] {
  const count = proportions.length;
  if (count === 0) return [];
  const sum = proportions.reduce((all, part) => all + part, 0);
  const basis = sum > 0 ? proportions : proportions.map(() => 1);
  const whole = sum > 0 ? sum : count;
  const parts = basis.map((part) => Math.floor((total * part) / whole));
  const rests = basis.map((part, index) => ({ index, rest: (total * part) % whole }));
  let left = total - parts.reduce((all, part) => all + part, 0);
  rests.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of rests) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
