/** Answers for the accounts: the grid, one account, and what is done to them. */
import type {
  AccountDetail,
  AccountQuery,
  Cell,
  ColumnFilter,
  DetailField,
  GridColumn,
  QuerySums,
  Segment,
} from '../../../ipc/bindings';
import type { Quick } from '..';
import {
  bucketsOf,
  changed,
  INDUSTRIES,
  minutesOf,
  PLACES,
  PRODUCTS,
  REPS,
  tierOf,
  world,
  type Account,
} from '../world';

const column = (key: string, label: string, kind: GridColumn['kind'], more: Partial<GridColumn> = {}): GridColumn => ({
  key,
  label,
  kind,
  role: null,
  editable: key.startsWith('f'),
  shown: true,
  values: [],
  ...more,
});

const columns: GridColumn[] = [
  column('f0', 'Account Name', 'text', { role: 'name' }),
  column('tier', 'Tier', 'tier', { values: world.tiers }),
  column('score', 'Score', 'score'),
  column('owner', 'Owner', 'rep', { values: REPS }),
  column('potential', 'Potential', 'money'),
  column('headroom', 'Headroom', 'money'),
  column('f1', 'Industry', 'category', { role: 'industry', values: INDUSTRIES }),
  column('f2', 'Country', 'category', { role: 'country', values: [...new Set(PLACES.map(([country]) => country))] }),
  column('f3', 'City', 'text', { role: 'city' }),
  column('f4', 'Employees', 'number', { role: 'employees' }),
  column('f5', 'Revenue 2026', 'money', { role: 'currentRevenue' }),
  column('f6', 'Engagement', 'number', { role: 'engagement' }),
  column('f7', 'Last contact', 'date', { role: 'lastActivity' }),
  column('f8', 'Account Manager', 'category', { role: 'owner', values: REPS }),
  column('f10', PRODUCTS[0] ?? '', 'money', { role: 'productRevenue', shown: false }),
  column('f11', PRODUCTS[1] ?? '', 'money', { role: 'productRevenue', shown: false }),
  column('f9', 'Website', 'text', { role: 'website', shown: false }),
  column('shareOfWallet', 'Share of wallet', 'percent', { shown: false }),
  column('minutes', 'Workload', 'minutes', { shown: false }),
  column('modelTier', 'Model’s tier', 'tier', { shown: false }),
  column('reason', 'Why this tier', 'text', { shown: false }),
];

function sentenceOf(one: Account): string {
  const score = one.score === null ? 'no score' : `a score of ${(one.score / 10).toFixed(1)}`;
  const model = world.tiers[one.modelTier];
  if (one.override) {
    const where = one.override.tier < 0 ? 'Excluded' : world.tiers[one.override.tier];
    return `${where} because ${one.override.author} put it there: ${one.override.reason}. By ${score} it would be in ${model}.`;
  }
  return `${model} with ${score}: the line to ${one.modelTier === 0 ? 'Tier 2 is at 56.0' : 'Tier 1 is at 56.0'}. Revenue potential gives most of it.`;
}

function cellOf(one: Account, key: string): Cell {
  const { retain, upsell, crossSell, newLogo } = bucketsOf(one);
  const values: Record<string, Cell> = {
    f0: one.name,
    f1: one.industry,
    f2: one.country,
    f3: one.city,
    f4: one.employees,
    f5: one.revenue,
    f6: one.engagement,
    f7: one.lastActivity,
    f8: one.listedOwner,
    f9: one.website,
    f10: one.products[0] ?? null,
    f11: one.products[1] ?? null,
    tier: tierOf(one),
    modelTier: one.modelTier,
    score: one.score,
    owner: one.owner,
    potential: one.potential,
    headroom: one.potential === null ? null : Math.max(0, one.potential - (one.revenue ?? 0)),
    shareOfWallet: one.potential && one.revenue !== null ? one.revenue / one.potential : null,
    retain,
    upsell,
    crossSell,
    newLogo,
    minutes: minutesOf(one),
    reason: sentenceOf(one),
  };
  return values[key] ?? null;
}

function inSegment(one: Account, segment: Segment): boolean {
  const tier = tierOf(one);
  const buckets = bucketsOf(one);
  switch (segment.kind) {
    case 'all':
      return true;
    case 'tier':
      return tier === (segment.tier ?? -1);
    case 'bucket':
      return tier >= 0 && buckets[segment.bucket] > 0;
    case 'tierBucket':
      return tier === (segment.tier ?? -1) && buckets[segment.bucket] > 0;
    case 'rep':
      return tier >= 0 && one.owner === segment.rep;
    case 'noPotential':
      return tier >= 0 && one.potential === null;
    case 'abovePotential':
      return one.revenue !== null && one.potential !== null && one.revenue > one.potential;
    case 'overridden':
      return one.override !== null;
    case 'included':
    case 'productOwners':
    case 'productGap':
    case 'potentialFrom':
    case 'listedOwner':
    case 'kept':
    case 'ownerName':
      return tier >= 0;
    case 'repTier':
      return tier === segment.tier && one.owner === segment.rep;
    case 'pinned':
      return one.pinned && one.owner === segment.rep;
    case 'peers':
      return one.revenue !== null;
    case 'overriddenTo':
      return one.override !== null && tier === (segment.tier ?? -1);
    case 'value':
      return tier >= 0 && cellOf(one, `f${segment.field}`) === segment.value;
    case 'scores':
      return one.score !== null && one.score >= segment.from && one.score < segment.to;
    case 'unscored':
      return one.score === null;
    case 'missing':
      return cellOf(one, `f${segment.field}`) === null;
    case 'repeated':
    case 'old':
    case 'invalid':
    case 'placed':
    case 'square':
    case 'family':
    case 'familyTie':
    case 'onFence':
    case 'couldMove':
    case 'stopped':
    case 'overruled':
    case 'stoppedByAny':
    case 'untold':
    case 'tested':
    case 'untested':
    case 'moved':
    case 'justMoved':
    case 'matrixCell':
    case 'matrixUnknown':
    case 'newSince':
    case 'held':
    case 'firm':
      return one.id % 7 === 0;
    case 'customers':
      return tier >= 0 && (one.revenue !== null) === segment.customers;
  }
}

function holds(one: Account, { column: key, test }: ColumnFilter): boolean {
  const value = cellOf(one, key);
  switch (test.kind) {
    case 'contains':
      return String(value ?? '')
        .toLowerCase()
        .includes(test.text.toLowerCase());
    case 'range':
      return typeof value === 'number' && value >= (test.from ?? -Infinity) && value <= (test.to ?? Infinity);
    case 'oneOf':
      return test.values.includes(value);
    case 'blank':
      return value === null;
    case 'notBlank':
      return value !== null;
  }
}

export function find(query: AccountQuery): Account[] {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = world.accounts.filter(
    (one) =>
      inSegment(one, query.segment) &&
      words.every((word) => `${one.name} ${one.city} ${one.website}`.toLowerCase().includes(word)) &&
      query.filters.every((filter) => holds(one, filter)),
  );
  for (const { column: key, descending } of [...query.sort].reverse()) {
    found.sort((a, b) => {
      const [x, y] = [cellOf(a, key), cellOf(b, key)];
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
      return (descending ? -1 : 1) * (typeof x === 'number' ? x - Number(y) : String(x).localeCompare(String(y)));
    });
  }
  return found;
}

/** Without its engagement. */
export const isPartial = (one: Account) => one.score !== null && one.engagement === null;

const named = (count: number) => `${count} ${count === 1 ? 'account' : 'accounts'}`;
const each = (ids: readonly number[], change: (one: Account) => void) =>
  world.accounts.filter((one) => ids.includes(one.id)).forEach(change);
function detail(id: number): AccountDetail {
  const one = world.accounts.find((each) => each.id === id) ?? world.accounts[0];
  if (!one) throw new Error('there are accounts');
  const tier = tierOf(one);
  const score = one.score ?? 0;
  const parts: [string, number, number, string | null, string][] = [
    ['Revenue potential', Math.round(score * 0.52), 450, '€1,240,000', '33.4 of 45.0 points for €1,240,000.'],
    [
      'Company size',
      Math.round(score * 0.22),
      200,
      one.employees?.toLocaleString('en') ?? null,
      'Larger than 84 % of the list.',
    ],
    ['Industry alignment', Math.round(score * 0.17), 200, one.industry, `${one.industry} gives 17.0 of 20.0 points.`],
  ];
  const rest = score - parts.reduce((sum, [, points]) => sum + points, 0);
  parts.push([
    'Engagement history',
    rest,
    150,
    one.engagement?.toString() ?? null,
    'Not known, so it counts as the middle.',
  ]);
  const buckets = bucketsOf(one);
  return {
    id: one.id,
    name: one.name,
    tier: tier < 0 ? null : tier,
    modelTier: one.modelTier,
    score: one.score,
    tierSentence: sentenceOf(one),
    fit: 700,
    engagement: 310,
    scoreLeast: isPartial(one) ? score - rest : null,
    scoreMost: isPartial(one) ? score - rest + 150 : null,
    firmness: one.override
      ? null
      : {
          keeps: 1000 - (one.id % 5) * 90,
          onFence: one.id % 5 > 1,
          other: one.modelTier === 0 ? 1 : 0,
          otherShare: (one.id % 5) * 90,
          any: 640,
        },
    untested: false,
    liftsTo: one.modelTier === 0 ? null : one.modelTier - 1,
    lifts: one.modelTier === 0 ? [] : ['Company size: 480 or more instead of 120.'],
    contributions: parts.map(([name, points, most, raw, sentence], criterion) => ({
      criterion,
      name,
      points,
      most,
      raw,
      sentence,
    })),
    tierOverride: one.override && {
      ...one.override,
      tier: one.override.tier < 0 ? null : one.override.tier,
      expires: null,
    },
    owner: one.owner,
    ownerSentence: one.owner
      ? `${REPS[one.owner - 1]} keeps it, as the list says.${one.pinned ? ' Pinned: the assignment leaves it there.' : ''}`
      : 'Nobody yet, and the list names nobody.',
    pinned: one.pinned,
    currentRevenue: one.revenue,
    potential: one.potential,
    potentialSentence:
      one.potential === null
        ? 'No potential: the list gives neither a figure nor the size to estimate one from.'
        : 'Estimated from 38 customers in the same industry and size class: the top fifth of them spends this much.',
    peers: one.potential === null ? null : 38,
    ...buckets,
    shareOfWallet: one.potential && one.revenue !== null ? Math.round((one.revenue / one.potential) * 1000) : null,
    minutes: minutesOf(one),
    family: {
      name: one.name,
      sentence: 'Belongs to no family as far as the list says.',
      parent: null,
      children: [],
      accounts: 1,
      standsAlone: false,
    },
    placeSentence: '48.78° N, 9.18° E: by postal code 70173, to about 2 km.',
    workloadSentence: `${Math.round(minutesOf(one) / 60)} hours a year: 36 touches of 105 minutes, as Tier 1 gets.`,
    fields: columns
      .filter(({ key }) => key.startsWith('f'))
      .map(({ key, label, kind }): DetailField => ({ key, label, kind, value: cellOf(one, key) })),
  };
}

/** What some accounts add up to. */
export function summed(found: readonly Account[]): QuerySums {
  const sum = (of: (one: Account) => number) => found.reduce((total, one) => total + of(one), 0);
  return {
    accounts: found.length,
    currentRevenue: sum((one) => one.revenue ?? 0),
    potential: sum((one) => one.potential ?? 0),
    withoutPotential: found.filter((one) => one.potential === null).length,
    minutes: sum(minutesOf),
  };
}

export const quick: Quick = {
  grid_columns: () => ({ columns }),
  account_page: ({ query, columns: keys, offset, limit }) => {
    const found = find(query);
    const page = found.slice(offset, offset + limit);
    return {
      total: found.length,
      rows: page.map((one) => ({ id: one.id, partial: isPartial(one), cells: keys.map((key) => cellOf(one, key)) })),
    };
  },
  account_sums: (query) => summed(find(query)),
  account_detail: ({ account }) => detail(account),
  map: () => ({
    step: 10,
    dots: [
      {
        south: 4_870,
        west: 910,
        latitude: 4_878,
        longitude: 918,
        accounts: 41,
        tiers: [9, 12, 20],
        revenue: 1_240_000_000,
        names: ['Alba GmbH', 'Brio AG', 'Cora SE'],
      },
      {
        south: 5_250,
        west: 1_340,
        latitude: 5_252,
        longitude: 1_340,
        accounts: 12,
        tiers: [5, 4, 3],
        revenue: null,
        names: ['Duna GmbH'],
      },
    ],
    by: [
      { by: 'given' as const, accounts: 0, revenue: null },
      { by: 'postalCode' as const, accounts: 38, revenue: 1_000_000_000 },
      { by: 'city' as const, accounts: 15, revenue: 240_000_000 },
      { by: 'nothing' as const, accounts: 7, revenue: null },
    ],
  }),
  families: () => ({
    families: [
      {
        account: 1,
        name: 'Alba SE',
        listed: true,
        accounts: 4,
        revenue: 240_000_000,
        potential: 410_000_000,
        tiers: [2, 1, 1],
        owners: 2,
      },
      {
        account: 9,
        name: 'Umbra Holding',
        listed: false,
        accounts: 2,
        revenue: null,
        potential: 9_000_000,
        tiers: [0, 1, 1],
        owners: 1,
      },
    ],
    leftOff: 0,
    ties: [
      { tie: 'member' as const, accounts: 6 },
      { tie: 'outside' as const, accounts: 2 },
      { tie: 'unclear' as const, accounts: 0 },
    ],
    proposed: [
      {
        parent: 5,
        name: 'Duna Holding',
        place: 'Graz, Austria',
        children: [
          { account: 6, name: 'Duna AG', place: 'Graz, Austria', reason: 'same website duna.example' },
          { account: 7, name: 'Duna Pumpen', place: null, reason: "its name begins with the parent's" },
        ],
      },
    ],
    proposedLinks: 2,
  }),
  spellings: () => ({
    fields: [
      {
        role: 'industry' as const,
        field: 3,
        label: 'Branche',
        values: [
          {
            value: 'Retail',
            accounts: 212,
            spellings: [
              { written: 'Einzelhandel', keptAs: 'Retail', accounts: 61, reason: 'the same industry', byHand: false },
              { written: 'Handel', keptAs: 'Retail', accounts: 4, reason: 'as you decided', byHand: true },
            ],
          },
          { value: 'Energy', accounts: 96, spellings: [] },
          { value: 'Enrgy', accounts: 1, spellings: [] },
        ],
        slips: [{ value: 'Enrgy', accounts: 1, like: 'Energy' }],
      },
    ],
  }),
  quality: () => ({
    accounts: world.accounts.length,
    revenue: 4_600_000_000,
    fields: columns
      .filter(({ key }) => key.startsWith('f'))
      .map(({ key, label, kind }, index) => ({
        field: Number(key.slice(1)),
        label,
        kind,
        filled: world.accounts.length - index * 9,
        missing: index * 9,
        missingRevenue: index === 0 ? null : index * 21_000_000,
        invalid: key === 'f9' ? 3 : null,
        repeated: key === 'f9' ? 12 : null,
        old: kind === 'date' ? 88 : null,
        inModel: key === 'f4' || key === 'f1',
      }))
      .reverse(),
  }),
  edit_cell: ({ account, column: key, text }) => {
    each([account], (one) => {
      if (key === 'f0') one.name = text;
      if (key === 'f3') one.city = text;
    });
    return changed(`Edit ${columns.find((each) => each.key === key)?.label}`);
  },
  copy_cells: ({ rows, columns: keys }) => ({ rows, columns: keys.length }),
  override_tier: ({ accounts, tier, reason }) => {
    each(accounts, (one) => {
      one.override = { tier: tier ?? -1, reason, author: 'Dana Reyes', setOn: '2026-11-22' };
    });
    const where = tier === null ? 'Excluded' : world.tiers[tier];
    return changed(`Move ${named(accounts.length)} to ${where}`);
  },
  clear_override: ({ accounts }) => {
    each(accounts, (one) => (one.override = null));
    return changed(`Give ${named(accounts.length)} back to the model`);
  },
  assign_accounts: ({ accounts, rep }) => {
    each(accounts, (one) => (one.owner = rep));
    return changed(`Assign ${named(accounts.length)} to ${rep === null ? 'nobody' : REPS[rep - 1]}`);
  },
  pin_accounts: ({ accounts, pin }) => {
    each(accounts, (one) => (one.pinned = pin));
    return changed(`${pin ? 'Pin' : 'Unpin'} ${named(accounts.length)}`);
  },
};
