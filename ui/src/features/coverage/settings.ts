import type { CoverageSettings, TierCadence } from '../../ipc/bindings';

/** The settings with one figure of one tier's cadence replaced. */
export function withCadence(settings: CoverageSettings, tier: number, part: Partial<TierCadence>): CoverageSettings {
  return { ...settings, tiers: settings.tiers.map((each, at) => (at === tier ? { ...each, ...part } : each)) };
}

/** Where a stretch of work begins and how long it is, as shares of a scale that holds both work and capacity. */
export interface Stretch {
  from: number;
  width: number;
}

/** The tiers' work end to end, and the capacity, on one scale from 0 to 1. */
export function onOneScale(minutes: readonly number[], capacity: number): { parts: Stretch[]; capacity: number } {
  const need = minutes.reduce((sum, each) => sum + each, 0);
  const whole = Math.max(need, capacity) || 1;
  let from = 0;
  const parts = minutes.map((each) => {
    const part = { from: from / whole, width: each / whole };
    from += each;
    return part;
  });
  return { parts, capacity: capacity / whole };
}
