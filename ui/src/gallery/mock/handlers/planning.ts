/** Made-up answers for the steps from Opportunity to Share: the reps of the invented company, the same every time. */
import { sumKnown } from '../../../format/figures';
import type {
  Bucket,
  CoverageSettings,
  CoverageView,
  OpportunityView,
  QuotaRule,
  QuotaSettingsView,
  QuotasView,
  RepView,
  TerritoriesView,
} from '../../../ipc/bindings';
import type { Long, Quick } from '..';
import { bucketsOf as parts, changed, REPS, tierOf, world, type Account } from '../world';

const spread = (n: number) => ((Math.imul(n + 1, 2654435761) >>> 0) % 10007) / 10007;
const BUCKETS: Bucket[] = ['retain', 'upsell', 'crossSell', 'newLogo'];
const TIERS = ['Tier 1', 'Tier 2', 'Tier 3'];
const BASES = [
  'Hamburg',
  'Stuttgart',
  'Milano',
  'Poznań',
  'Lyon',
  'Utrecht',
  'Cologne',
  'Bremen',
  'Leipzig',
  'Hanover',
];

const accounts = world.accounts;
const before = new Map(accounts.map((each) => [each.id, each.owner]));

const empty = new URLSearchParams(location.search).has('empty');
let reps: RepView[] = empty
  ? []
  : REPS.map((name, at) => {
      const history = 900_000 + Math.round(spread(at * 5 + 2) * 22) * 100_000;
      const young = at === REPS.length - 1;
      return {
        id: at + 1,
        name,
        role: at % 5 === 4 ? 'Key account manager' : 'Account manager',
        baseCity: BASES[at % BASES.length] ?? null,
        country: 'Germany',
        start: young ? '2026-09-01' : '2022-04-01',
        shareOfFullTime: at === 3 ? 800 : 1000,
        lastQuota: young ? null : Math.round(history * 1.05) * 100,
        lastResult: young ? null : history * 100,
        ote: at === 9 ? 82_000_000 : 42_500_000,
      };
    });

let coverage: CoverageSettings = {
  tiers: [
    { touchesPerYear: 24, minutesPerTouch: 60, travelMinutesPerTouch: 30 },
    { touchesPerYear: 12, minutesPerTouch: 40, travelMinutesPerTouch: 10 },
    { touchesPerYear: 6, minutesPerTouch: 20, travelMinutesPerTouch: 0 },
  ],
  hoursPerWeek: 40,
  weeksPerYear: 46,
  sellingShare: 450,
};

const minutesOf = (settings: CoverageSettings, tier: number) => {
  const each = settings.tiers[tier];
  return each ? each.touchesPerYear * (each.minutesPerTouch + each.travelMinutesPerTouch) : 0;
};
const perRep = (settings: CoverageSettings) =>
  Math.floor((settings.hoursPerWeek * 60 * settings.weeksPerYear * settings.sellingShare) / 1000);
const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
const potentialOf = (list: readonly Account[]) => sumKnown(list.map((each) => each.potential));
const withoutPotential = (list: readonly Account[]) => list.filter((each) => each.potential === null).length;

function coverageView(settings: CoverageSettings): CoverageView {
  const tiers = TIERS.map((name, tier) => {
    const list = accounts.filter((each) => tierOf(each) === tier);
    const minutesPerAccount = minutesOf(settings, tier);
    return {
      tier,
      name,
      accounts: list.length,
      minutesPerAccount,
      minutes: list.length * minutesPerAccount,
      potential: potentialOf(list),
    };
  });
  const minutes = sum(tiers.map((each) => each.minutes));
  const minutesPerRep = perRep(settings);
  const present = sum(reps.map((each) => each.shareOfFullTime));
  const capacityMinutes = Math.floor((minutesPerRep * present) / 1000);
  const needed = minutesPerRep > 0 ? Math.round((minutes / minutesPerRep) * 1000) : 0;
  return {
    settings,
    tiers,
    minutes,
    minutesPerRep,
    repsNeeded: needed,
    headcount: Math.ceil(needed / 1000),
    repsPresent: reps.length > 0 ? present : null,
    capacityMinutes,
    affordable: reps.length > 0 ? Math.floor((capacityMinutes / minutes) * 1000) : null,
    sentence: `${Math.round(minutes / 60).toLocaleString()} h of work a year is ${(needed / 1000).toFixed(1)} full-time reps; you have ${(present / 1000).toFixed(1)}. The team can keep ${Math.floor((capacityMinutes / minutes) * 100)} % of this cadence, or needs ${((needed - present) / 1000).toFixed(1)} more.`,
  };
}

let percentile = 800;
let continuity = 500;
const GAP =
  'The potential of some accounts is not known: the list has none for them, and there are too few customers to compare with: 5 customers with revenue, fewer than the 8 a comparison needs. Add a column with the potential, or with what your customers buy now, and import the list again.';

function bucketsOf(each: Account): number[] {
  const scale = 0.6 + percentile / 2000;
  const { retain, upsell, crossSell, newLogo } = parts(each);
  return [retain, Math.round(upsell * scale), Math.round(crossSell * scale), Math.round(newLogo * scale)];
}

function opportunityView(): OpportunityView {
  const all = accounts.map((each) => ({ each, parts: bucketsOf(each) }));
  const amounts = BUCKETS.map((_, at) => sum(all.map(({ parts }) => parts[at] ?? 0)));
  const total = sum(amounts);
  const said = [
    'buy this today; losing them loses it',
    'could buy more of what they own',
    'lack products that their peers buy',
    'could start to buy',
  ];
  return {
    total,
    currentRevenue: amounts[0] ?? 0,
    headroom: total - (amounts[0] ?? 0),
    buckets: BUCKETS.map((bucket, at) => {
      const count = all.filter(({ parts }) => (parts[at] ?? 0) > 0).length;
      return {
        bucket,
        amount: amounts[at] ?? 0,
        accounts: count,
        sentence: `${((100 * (amounts[at] ?? 0)) / total).toFixed(1)} % of the potential. ${count} ${at === 3 ? 'prospects' : 'customers'} ${said[at]}.`,
      };
    }),
    byTier: TIERS.map((name, tier) => {
      const mine = all.filter(({ each }) => tierOf(each) === tier);
      return {
        tier,
        name,
        accounts: mine.length,
        amounts: BUCKETS.map((_, at) => sum(mine.map(({ parts }) => parts[at] ?? 0))),
      };
    }),
    bases: [
      { source: 'listed', label: 'The list says so', accounts: 342, amount: Math.round(total * 0.42) },
      {
        source: 'listedBelowRevenue',
        label: 'The list says less than they buy: what they buy counts',
        accounts: 11,
        amount: Math.round(total * 0.02),
      },
      { source: 'peers', label: 'What similar customers spend', accounts: 811, amount: Math.round(total * 0.51) },
      {
        source: 'ownRevenue',
        label: 'They spend more than similar customers: what they buy counts',
        accounts: 52,
        amount: total - Math.round(total * 0.42) - Math.round(total * 0.02) - Math.round(total * 0.51),
      },
      { source: 'unknown', label: 'Not known: too few customers to compare with', accounts: 24, amount: null },
    ],
    noPotential: 24,
    potentialGap: GAP,
    abovePotential: 11,
    peerPercentile: percentile,
    products: ['Sensors', 'Drives', 'Controls', 'Service contracts', 'Training'].map((name, at) => ({
      product: at,
      name,
      owners: 640 - at * 118,
      currentRevenue: Math.round((amounts[0] ?? 0) * ([0.38, 0.27, 0.19, 0.12, 0.04][at] ?? 0)),
      gapAccounts: 120 + at * 96,
      gap: Math.round((amounts[2] ?? 0) * ([0.12, 0.18, 0.25, 0.31, 0.14][at] ?? 0)),
    })),
  };
}

function territoriesView(): TerritoriesView {
  const full = sum(reps.map((each) => each.shareOfFullTime)) || 1;
  const work = (list: readonly Account[]) => sum(list.map((each) => minutesOf(coverage, tierOf(each))));
  const owned = accounts.filter((each) => each.owner !== null);
  const all = work(owned);
  const rows = reps.map((each) => {
    const list = accounts.filter((account) => account.owner === each.id);
    const minutes = work(list);
    const target = (each.shareOfFullTime / full) * all;
    return {
      rep: each,
      accounts: list.length,
      byTier: TIERS.map((_, tier) => list.filter((account) => tierOf(account) === tier).length),
      minutes,
      capacityMinutes: Math.floor((perRep(coverage) * each.shareOfFullTime) / 1000),
      potential: potentialOf(list),
      withoutPotential: withoutPotential(list),
      currentRevenue: sum(list.map((account) => account.revenue ?? 0)),
      deviation: target > 0 ? Math.round((minutes / target - 1) * 1000) : 0,
      ownedBefore: accounts.filter((account) => before.get(account.id) === each.id).length,
      kept: list.filter((account) => before.get(account.id) === each.id).length,
      pinned: list.filter((account) => account.pinned).length,
    };
  });
  const free = accounts.filter((each) => each.owner === null);
  const deviations = rows.map((each) => Math.abs(each.deviation));
  const outside = deviations.filter((each) => each > 150).length;
  return {
    reps: rows,
    unassigned: { accounts: free.length, minutes: work(free), potential: potentialOf(free) },
    balance: {
      maxDeviation: Math.max(0, ...deviations),
      cv: Math.round(Math.sqrt(sum(deviations.map((each) => each * each)) / (rows.length || 1))),
      gini: Math.round(sum(deviations) / (rows.length * 2 || 1)),
      tolerance: 150,
      outside,
    },
    continuity,
    potentialGap: null,
    unknownOwners:
      reps.length > 12
        ? [
            { name: 'A. Krüger', accounts: 41 },
            { name: 'Inside sales', accounts: 17 },
          ]
        : [],
    sentence: `${rows.length - outside} of ${rows.length} territories within 15 % of their fair share of the work. ${free.length} accounts have no owner.`,
  };
}

let quotaSettings: QuotaSettingsView = {
  target: 2_600_000_000,
  overAssignment: 100,
  historyWeight: 500,
  step: 100_000,
};
const rules = new Map<number, QuotaRule>([[5, { kind: 'fixed', amount: 250_000_000 }]]);

function quotasView(settings: QuotaSettingsView): QuotasView {
  const rows = territoriesView().reps;
  const history = rows.map((row) => row.rep.lastResult);
  const allHistory = sum(history.map((each) => each ?? 0)) || 1;
  const allPotential = (sumKnown(rows.map((row) => row.potential)) ?? 0) || 1;
  const street = settings.target === null ? null : Math.round(settings.target * (1 + settings.overAssignment / 1000));
  const fixed = sum([...rules.values()].map((rule) => (rule.kind === 'fixed' ? rule.amount : 0)));
  const share = (at: number) => {
    const row = rows[at];
    if (!row || rules.has(row.rep.id)) return 0;
    const byHistory = (history[at] ?? (row.potential ?? 0) * (allHistory / allPotential)) / allHistory;
    const weight = settings.historyWeight / 1000;
    return weight * byHistory + (1 - weight) * ((row.potential ?? 0) / allPotential);
  };
  const shares = rows.map((_, at) => share(at));
  const allShares = sum(shares) || 1;
  let left = street === null ? 0 : street - fixed;
  const rest = left;
  const quotas = rows.map((row, at) => {
    if (street === null) return null;
    const rule = rules.get(row.rep.id);
    if (rule?.kind === 'fixed') return rule.amount;
    if (rule?.kind === 'none') return null;
    const amount = Math.round((rest * (shares[at] ?? 0)) / allShares / settings.step) * settings.step;
    left -= amount;
    return amount;
  });
  const last = quotas.findLastIndex((quota, at) => quota !== null && !rules.has(rows[at]?.rep.id ?? -1));
  if (last >= 0) quotas[last] = (quotas[last] ?? 0) + left;
  return {
    settings,
    street,
    attainmentFactor:
      street === null || settings.target === null ? null : Math.round((settings.target / street) * 1000),
    rows: rows.map((row, at) => {
      const quota = quotas[at] ?? null;
      const change = quota !== null && row.rep.lastQuota ? Math.round((quota / row.rep.lastQuota - 1) * 1000) : null;
      const flags = [];
      if (quota !== null && row.rep.lastResult === null) flags.push('No history: the share rests on potential alone.');
      if (change !== null && Math.abs(change) > 300)
        flags.push(`${(Math.abs(change) / 10).toFixed(1)} % ${change > 0 ? 'above' : 'below'} last year's quota.`);
      const ote = quota !== null && row.rep.ote ? Math.round((quota / row.rep.ote) * 10) : null;
      if (flags.length < 1 && ote !== null && (ote < 40 || ote > 60))
        flags.push(`${(ote / 10).toFixed(1)} times the pay; 4 to 6 is usual.`);
      return {
        rep: row.rep.id,
        name: row.rep.name,
        role: row.rep.role,
        history: row.rep.lastResult,
        potential: row.potential,
        historyShare: row.rep.lastResult === null ? null : Math.round((row.rep.lastResult / allHistory) * 1000),
        potentialShare: row.potential === null ? null : Math.round((row.potential / allPotential) * 1000),
        quota,
        rule: rules.get(row.rep.id) ?? { kind: 'blend' },
        lastQuota: row.rep.lastQuota,
        change,
        quotaToOte: ote,
        shareOfPotential: quota === null || !row.potential ? null : Math.round((quota / row.potential) * 1000),
        flags,
      };
    }),
    potentialGap: null,
    problem: settings.target === null ? 'Enter the company target: quotas share it among the reps.' : null,
    sentence: `${rows.length} reps carry EUR 28.6M together: the target of EUR 26.0M and ${settings.overAssignment / 10} % on top.`,
    lastResult: sum(history.map((each) => each ?? 0)),
  };
}

if (empty) quotaSettings = { ...quotaSettings, target: null };

export const quick: Quick = {
  opportunity: opportunityView,
  set_opportunity: ({ peerPercentile }) => {
    percentile = peerPercentile;
    return changed('Change how potential is read off peers');
  },
  coverage: () => coverageView(coverage),
  preview_coverage: coverageView,
  set_coverage: (settings) => {
    coverage = settings;
    return changed('Change the coverage');
  },
  territories: territoriesView,
  save_rep: ({ rep: saved }) => {
    const known = reps.some((each) => each.id === saved.id);
    reps = known
      ? reps.map((each) => (each.id === saved.id ? saved : each))
      : [...reps, { ...saved, id: Math.max(0, ...reps.map((each) => each.id)) + 1 }];
    return changed(known ? `Change ${saved.name}` : `Add ${saved.name}`);
  },
  remove_rep: ({ rep: id }) => {
    reps = reps.filter((each) => each.id !== id);
    for (const each of accounts) if (each.owner === id) each.owner = null;
    return changed('Remove a rep');
  },
  set_territories: ({ continuity: dial }) => {
    continuity = dial;
    return changed('Weigh equal work and present owners');
  },
  assign_accounts: ({ accounts: ids, rep: to }) => {
    for (const each of accounts) if (ids.includes(each.id)) each.owner = to;
    return changed(`Assign ${ids.length} accounts`);
  },
  pin_accounts: ({ accounts: ids, pin }) => {
    for (const each of accounts) if (ids.includes(each.id)) each.pinned = pin;
    return changed(pin ? 'Pin' : 'Unpin');
  },
  quotas: () => quotasView(quotaSettings),
  preview_quotas: quotasView,
  set_quotas: (settings) => {
    quotaSettings = settings;
    return changed('Change the quota rules');
  },
  set_rep_quota: ({ rep: id, rule }) => {
    if (rule.kind === 'blend') rules.delete(id);
    else rules.set(id, rule);
    return changed('Set a quota');
  },
  share: () => ({
    suggestedName: 'Northern Europe FY 2027.xlsx',
    sheets: [
      { name: 'Summary', sentence: 'The plan on one page: figures, charts, and what needs a decision.', rows: null },
      {
        name: 'Accounts',
        sentence: 'Every account with its tier, owner, potential and the reason for its tier.',
        rows: 1240,
      },
      {
        name: 'Tiers',
        sentence: 'What each tier holds and gets, and every tier set by a person with the reason.',
        rows: 3,
      },
      {
        name: 'Opportunity',
        sentence: 'The four buckets by tier, and the accounts with the most headroom.',
        rows: null,
      },
      { name: 'Territories', sentence: "Each rep's accounts, workload against capacity, and what stays.", rows: 13 },
      {
        name: 'Quotas',
        sentence: "From the company target to every rep's quota, with formulas that add up.",
        rows: 13,
      },
      { name: 'Method', sentence: 'How it was done, with every assumption, and checks that it adds up.', rows: null },
    ],
    gaps: empty
      ? []
      : [
          { step: 'territories', sentence: '5 territories are outside ±15 % of their fair share of the work.' },
          { step: 'coverage', sentence: 'The team can keep 83 % of the cadence the tiers promise.' },
        ],
  }),
  choose_export_target: () => ({ token: 4, name: 'Northern Europe FY 2027.xlsx', folder: 'Documents' }),
  open_exported: () => null,
  reveal_exported: () => null,
};

export const long: Long = {
  assign_automatically: async (_, progress, pause) => {
    for (let done = 0; done < 10; done += 1) {
      progress({ step: 'Looking for the best balance', done: done * 124, total: 1240 });
      await pause(120);
    }
    let moved = 0;
    const load = new Map(reps.map((each) => [each.id, 0]));
    for (const each of accounts.filter((account) => !account.pinned)) {
      const keep = (spread(each.id + 400) * 1000 < continuity ? before.get(each.id) : null) ?? null;
      const least = [...load].sort((a, b) => a[1] - b[1])[0]?.[0] ?? null;
      const to = keep ?? least;
      if (to !== each.owner) moved += 1;
      each.owner = to;
      if (to !== null) load.set(to, (load.get(to) ?? 0) + minutesOf(coverage, tierOf(each)));
    }
    changed(`Assign ${moved} accounts in balance`);
    const { balance } = territoriesView();
    return {
      accounts: accounts.length,
      moved,
      maxDeviation: balance.maxDeviation ?? 0,
      sentence: `1,240 accounts have an owner; the fullest and emptiest territories are within ${(balance.maxDeviation ?? 0) / 10} % of their fair share. ${moved} accounts change hands.`,
    };
  },
  export_workbook: async (_, progress, pause) => {
    for (let done = 0; done <= 1240; done += 124) {
      progress({ step: 'Writing the workbook', done, total: 1240 });
      await pause(120);
    }
    return {
      file: { token: 4, name: 'Northern Europe FY 2027.xlsx', folder: 'Documents' },
      sheets: 7,
      rows: 1240,
      accounts: 1240,
      bytes: 318_464,
    };
  },
};
