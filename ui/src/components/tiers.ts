/** A tier by its place, 0 being the best, as the plan numbers them. */
export type TierMark = number | 'excluded';

/** The name of a tier's variable in tokens.css: its hue, the ink on it, or its tint. */
export function tierVariable(tier: TierMark, part: '' | '-ink' | '-tint' = ''): `--${string}` {
  return `--tier-${tier === 'excluded' ? 'x' : Math.min(5, tier + 1)}${part}`;
}
