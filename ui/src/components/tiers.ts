import type { TierHueView } from '../ipc/bindings';

/** Every colour a tier may have, in the order in which tiers get them. */
export const HUES: readonly TierHueView[] = ['indigo', 'amber', 'rose', 'sky', 'moss', 'plum', 'brick', 'slate'];

/** A tier by its place, 0 being the best, as the plan numbers them. */
export type TierMark = number | 'excluded';

/** The name of a tier's variable in tokens.css: its hue, the ink on it, or its tint. */
export function tierVariable(tier: TierMark, part: '' | '-ink' | '-tint' = ''): `--${string}` {
  return `--tier-${tier === 'excluded' ? 'x' : Math.min(5, tier + 1)}${part}`;
}

/** The variables that show a tier in a hue, for an element and all that is in it. */
export function hueVariables(tier: number, hue: TierHueView): Record<`--${string}`, string> {
  const parts = ['', '-ink', '-tint'] as const;
  return Object.fromEntries(parts.map((part) => [tierVariable(tier, part), `var(--hue-${hue}${part})`]));
}

/** Shows every tier of the window in the hue that the plan has for it; tiers beyond the list get that of their place. */
export function paintTiers(hues: readonly TierHueView[], root: HTMLElement = document.documentElement): void {
  for (let tier = 0; tier < 5; tier += 1) {
    const hue = hues[tier];
    for (const [name, value] of Object.entries(hueVariables(tier, hue ?? 'indigo'))) {
      if (hue) root.style.setProperty(name, value);
      else root.style.removeProperty(name);
    }
  }
}
