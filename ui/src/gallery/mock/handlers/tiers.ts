/** The Tiers step of the made-up company. */
import { sumKnown } from '../../../format/figures';
import type { BoardCard, BoardCardsRequest, BoardColumn } from '../../../ipc/bindings';
import type { Quick } from '..';
import { REPS, tierOf, world } from '../world';
import { find, isPartial, summed } from './accounts';
import { modelLines, modelLive } from './model';

const inTier = (tier: number | null) => world.accounts.filter((one) => tierOf(one) === (tier ?? -1));
const column = ({ tier, search, filters }: Pick<BoardCardsRequest, 'tier' | 'search' | 'filters'>) =>
  find({
    segment: { kind: 'tier', tier },
    search,
    filters,
    sort: ['score', 'potential'].map((key) => ({ column: key, descending: true })),
  });
const score = (tenths: number) => (tenths / 10).toFixed(1);

export const quick: Quick = {
  tier_board: () => {
    const live = modelLive();
    const lines = modelLines();
    const columns = live.tiers.map((summary): BoardColumn => {
      const from = lines[summary.tier];
      const to = lines[summary.tier - 1];
      return {
        tier: summary.tier,
        name: summary.name,
        summary,
        rule:
          from !== undefined ? `Best by score ${score(from)} and up` : `The other 65 %: score below ${score(to ?? 0)}`,
        overrides: inTier(summary.tier).filter((one) => one.override).length,
      };
    });
    const out = inTier(null);
    return {
      columns,
      excluded: {
        tier: null,
        name: 'Excluded',
        summary: {
          tier: 255,
          name: 'Excluded',
          accounts: out.length,
          potential: sumKnown(out.map((one) => one.potential)),
          withoutPotential: out.filter((one) => one.potential === null).length,
          currentRevenue: 0,
          minutes: 0,
        },
        rule: 'Left out of the plan by a person',
        overrides: out.length,
      },
      overrides: world.accounts.filter((one) => one.override).length,
      budget: null,
      allowed: null,
      accounts: world.accounts.length,
      potential: sumKnown(live.tiers.map((tier) => tier.potential)),
      capacityMinutes: REPS.length * 864 * 60,
    };
  },
  board_range: ({ from, to, ...asked }) => {
    const found = column(asked).slice(from, to + 1);
    return { accounts: found.map((one) => one.id), byHand: found.filter((one) => one.override).map((one) => one.id) };
  },
  board_cards: ({ offset, limit, ...asked }) => {
    const found = column(asked);
    return {
      total: found.length,
      sums: asked.search === '' && asked.filters.length === 0 ? null : summed(found),
      cards: found.slice(offset, offset + limit).map((one): BoardCard => ({
        id: one.id,
        name: one.name,
        score: one.score,
        partial: isPartial(one),
        industry: one.industry,
        country: one.country,
        potential: one.potential,
        currentRevenue: one.revenue,
        owner: one.owner ? (REPS[one.owner - 1] ?? null) : null,
        overrideReason: one.override?.reason ?? null,
        modelTier: one.modelTier,
      })),
    };
  },
};
