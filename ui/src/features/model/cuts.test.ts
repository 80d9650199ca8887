import { describe, expect, it } from 'vitest';
import type { CutView, ModelLive } from '../../ipc/bindings';
import { cutAs, givenTo, movedKind, reached, withCutAt, withGiven } from './cuts';

const bins = Array.from({ length: 50 }, () => ({ accounts: [0, 0, 0] }));
// Ten accounts at 80 to 82 (Tier 1), twenty at 60 to 62 split by the line at 61, seventy at 20 to 22.
bins[40] = { accounts: [10, 0, 0] };
bins[30] = { accounts: [0, 15, 5] };
bins[10] = { accounts: [0, 0, 70] };
const live: ModelLive = {
  histogram: bins,
  tiers: [
    { tier: 0, name: 'Tier 1', accounts: 10, potential: 600, withoutPotential: 0, currentRevenue: 0, minutes: 0 },
    { tier: 1, name: 'Tier 2', accounts: 15, potential: 300, withoutPotential: 0, currentRevenue: 0, minutes: 0 },
    { tier: 2, name: 'Tier 3', accounts: 75, potential: 100, withoutPotential: 0, currentRevenue: 0, minutes: 0 },
  ],
  excluded: 0,
  unscored: 0,
  held: 0,
  moved: 0,
  moves: [],
  cutScores: [780, 610],
  cutProblem: null,
  curve: null,
};

describe('a cut-off', () => {
  it('stops at its neighbours', () => {
    expect(withCutAt([780, 610], 0, 400)).toEqual([610, 610]);
    expect(withCutAt([780, 610], 1, 900)).toEqual([780, 780]);
    expect(withCutAt([780, 610], 1, -5)).toEqual([780, 0]);
  });

  it('above the top, where nothing reaches, comes back onto the scale when moved', () => {
    expect(withCutAt([1010, 610], 0, 990)).toEqual([990, 610]);
  });

  it('counts the accounts that reach it, also within a bin', () => {
    expect(reached(live.histogram, live.cutScores)).toEqual([10, 25]);
  });

  it('keeps its place when another rule is chosen', () => {
    expect(cutAs('score', live)).toEqual({ kind: 'score', cuts: [780, 610] });
    expect(cutAs('count', live)).toEqual({ kind: 'count', cuts: [10, 25] });
    expect(cutAs('share', live)).toEqual({ kind: 'share', cuts: [100, 250] });
    expect(cutAs('value', live)).toEqual({ kind: 'value', cuts: [600, 900] });
  });
});

describe('what a tier is given', () => {
  const share = { kind: 'share', cuts: [100, 350] } as const;

  it('is its own share, not the running sum', () => {
    expect([givenTo({ ...share, cuts: [100, 350] }, 0), givenTo({ ...share, cuts: [100, 350] }, 1)]).toEqual([
      100, 250,
    ]);
    expect(givenTo({ ...share, cuts: [100, 350] }, 2), 'the last tier takes the rest').toBeNull();
  });

  it('leaves the tiers below their size when it grows', () => {
    expect(withGiven({ kind: 'share', cuts: [100, 350] }, 0, 120)).toEqual({ kind: 'share', cuts: [120, 370] });
  });

  it('never lets the shares pass the whole', () => {
    expect(withGiven({ kind: 'value', cuts: [600, 900] }, 0, 950)).toEqual({ kind: 'value', cuts: [950, 1000] });
  });

  it('moves only its own line when the rule is a score', () => {
    expect(withGiven({ kind: 'score', cuts: [780, 610] }, 0, 700)).toEqual({ kind: 'score', cuts: [700, 610] });
  });
});

describe('rules that ask for no share', () => {
  it('keep gaps where they are, and become a rule by score when a line is moved', () => {
    expect(cutAs('breaks', live, [812, 440])).toEqual({ kind: 'breaks', cuts: [812, 440] });
    expect(movedKind('breaks')).toBe('score');
    expect(movedKind('hours')).toBe('hours');
  });

  it('give each tier hours of its own', () => {
    const hours: CutView = { kind: 'hours', cuts: [240, 80] };
    expect([givenTo(hours, 0), givenTo(hours, 1), givenTo(hours, 2)]).toEqual([240, 80, null]);
    expect(withGiven(hours, 0, 300)).toEqual({ kind: 'hours', cuts: [300, 80] });
  });
});
