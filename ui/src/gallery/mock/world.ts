/** The invented company behind `?mock`: accounts, reps, a plan and its history. The same every time. */
import type { HistoryEntry, PlanView, Step, TierHueView } from '../../ipc/bindings';

export interface Account {
  id: number;
  name: string;
  industry: string;
  country: string;
  city: string;
  employees: number | null;
  revenue: number | null;
  products: (number | null)[];
  website: string;
  engagement: number | null;
  lastActivity: string | null;
  listedOwner: string | null;
  /** Tenths of a point. */
  score: number | null;
  modelTier: number;
  potential: number | null;
  /** Set by a person; -1 is Excluded. */
  override: { tier: number; reason: string; author: string; setOn: string } | null;
  owner: number | null;
  pinned: boolean;
}

const spread = (n: number) => ((Math.imul(n + 1, 2654435761) >>> 0) % 10_000) / 10_000;
const pick = <T>(list: readonly T[], n: number): T => list[Math.floor(spread(n) * list.length)] as T;

const FIRST =
  'Nord Alba Kestrel Hanse Orion Lumen Vega Castell Brook Tessin Halden Ostara Marlow Silva Rhein Aurel'.split(' ');
const SECOND =
  'Logistics Foods Optics Chemie Robotics Textil Pharma Energie Glas Works Systems Bau Medical Papier'.split(' ');
const LEGAL = ['GmbH', 'SA', 'SpA', 'BV', 'AG', 'Ltd'];
export const INDUSTRIES = [
  'Manufacturing',
  'Food and drink',
  'Chemicals',
  'Energy',
  'Health care',
  'Construction',
  'Retail',
];
export const PLACES: readonly (readonly [string, string])[] = [
  ['Germany', 'Hamburg'],
  ['Germany', 'Stuttgart'],
  ['France', 'Lyon'],
  ['Italy', 'Milano'],
  ['Netherlands', 'Utrecht'],
  ['Poland', 'Poznań'],
  ['Spain', 'Valencia'],
];
export const REPS = [
  'Ines Holm',
  'Marc Weber',
  'Lucia Ferri',
  'Jan Kowal',
  'Claire Dubois',
  'Tom de Vries',
  'Aylin Demir',
  'Sofia Lindqvist',
  'Hannah Roth',
  'Nikolai Brandt',
  'Oskar Thiel',
  'Maja Winter',
];
export const PRODUCTS = ['Sensors', 'Drives', 'Service'];
/** Touches, minutes and travel by tier. */
export const CADENCE = [
  { touchesPerYear: 36, minutesPerTouch: 60, travelMinutesPerTouch: 45 },
  { touchesPerYear: 12, minutesPerTouch: 30, travelMinutesPerTouch: 15 },
  { touchesPerYear: 4, minutesPerTouch: 20, travelMinutesPerTouch: 0 },
];

function account(id: number): Account {
  const size = spread(id * 3 + 1) ** 2;
  const employees = id % 23 === 7 ? null : Math.round(12 * Math.exp(size * 7));
  const potential = employees === null ? null : Math.round(2_800 * Math.exp(size * 6.2)) * 100;
  const customer = spread(id * 7) < 0.42 && potential !== null;
  const share = 0.1 + spread(id * 11) * 0.85;
  const revenue = customer ? Math.round(((potential ?? 0) * share) / 10_000) * 10_000 : null;
  const engagement = id % 17 === 3 ? null : Math.round(spread(id * 13) * 100);
  const score = employees === null && engagement === null ? null : Math.round(size * 620 + (engagement ?? 40) * 3.6);
  const [country, city] = pick(PLACES, id * 5);
  const owner = spread(id * 19) < 0.72 ? Math.floor(spread(id * 23) * REPS.length) + 1 : null;
  const name = `${pick(FIRST, id * 29)} ${pick(SECOND, id * 31)} ${pick(LEGAL, id * 37)}`;
  return {
    id,
    name,
    industry: pick(INDUSTRIES, id * 41),
    country,
    city,
    employees,
    revenue,
    products: [revenue && Math.round(revenue * 0.6), revenue && Math.round(revenue * 0.4), null],
    website: `www.${name.split(' ')[0]?.toLowerCase()}-${name.split(' ')[1]?.toLowerCase()}.example`,
    engagement,
    lastActivity:
      id % 5 === 2 ? null : `2026-${String(1 + (id % 10)).padStart(2, '0')}-${String(1 + (id % 27)).padStart(2, '0')}`,
    listedOwner: owner ? (REPS[owner - 1] ?? null) : null,
    score,
    modelTier: score === null ? 2 : score >= 560 ? 0 : score >= 300 ? 1 : 2,
    potential,
    override: null,
    owner,
    pinned: id % 61 === 5,
  };
}

const accounts = Array.from({ length: 1_284 }, (_, index) => account(index + 1));
for (const [at, tier, reason] of [
  [14, 0, 'Strategic partner, agreed with leadership'],
  [57, -1, 'Insolvent since September'],
  [203, 1, 'Left the group, will buy alone from January'],
] as const) {
  const one = accounts[at];
  if (one) one.override = { tier, reason, author: 'Dana Reyes', setOn: '2026-11-18' };
}

const DAY = 86_400_000;
const now = Date.now();

export const world = {
  open: true,
  lastStep: null as Step | null,
  revision: 12,
  name: 'Northern Europe 2027',
  period: 'FY 2027',
  currency: { code: 'EUR', minorDigits: 2 },
  tiers: ['Tier 1', 'Tier 2', 'Tier 3'],
  hues: ['indigo', 'amber', 'rose'] as TierHueView[],
  accounts,
  history: [
    { label: 'Move 3 accounts to Tier 1', at: now - 4 * 60_000, undone: true },
    { label: 'Assign 912 accounts in balance', at: now - 52 * 60_000, undone: false },
    { label: 'Change the weight of Revenue potential', at: now - 3 * 3_600_000, undone: false },
    { label: 'Exclude Tessin Optics GmbH', at: now - DAY, undone: false },
    { label: 'Import 1,284 accounts', at: now - DAY - 3_600_000, undone: false },
  ] as HistoryEntry[],
};

export const tierOf = (one: Account): number => one.override?.tier ?? one.modelTier;
export const minutesOf = (one: Account): number => {
  const cadence = CADENCE[tierOf(one)];
  return cadence ? cadence.touchesPerYear * (cadence.minutesPerTouch + cadence.travelMinutesPerTouch) : 0;
};

/** Potential by bucket. */
export function bucketsOf(one: Account) {
  const potential = one.potential ?? 0;
  if (one.revenue === null) return { retain: 0, upsell: 0, crossSell: 0, newLogo: potential };
  const headroom = Math.max(0, potential - one.revenue);
  const upsell = Math.round(headroom * 0.45);
  return { retain: Math.min(one.revenue, potential), upsell, crossSell: headroom - upsell, newLogo: 0 };
}

/** Notes a change, as the store would. */
export function changed(label: string): PlanView {
  world.revision += 1;
  world.history = [{ label, at: Date.now(), undone: false }, ...world.history].slice(0, 10);
  return planView();
}

export function planView(): PlanView {
  const open = world.accounts.filter((one) => one.owner === null && tierOf(one) >= 0).length;
  return {
    name: world.name,
    file: { token: 1, name: `${world.name}.tierline`, folder: 'Documents/Tierline' },
    period: world.period,
    asOf: '2026-11-22',
    due: null,
    currency: world.currency,
    hues: world.hues,
    revision: world.revision,
    readOnly: false,
    accounts: world.accounts.length,
    reps: REPS.length,
    tiers: world.tiers,
    undo: world.history.find((entry) => !entry.undone)?.label ?? null,
    redo: null,
    steps: [
      { step: 'home', status: 'done', sentence: 'Where the plan stands.' },
      { step: 'accounts', status: 'done', sentence: '1,284 accounts in the plan.' },
      { step: 'model', status: 'done', sentence: '4 criteria score every account.' },
      { step: 'tiers', status: 'done', sentence: '118 in Tier 1; 3 set by hand.' },
      { step: 'opportunity', status: 'attention', sentence: '€46.3M; 55 accounts without a known potential.' },
      { step: 'coverage', status: 'attention', sentence: '1.1 reps short of this cadence.' },
      { step: 'territories', status: 'attention', sentence: `${open} accounts have no owner.` },
      { step: 'quotas', status: 'notStarted', sentence: 'No company target yet.' },
      { step: 'share', status: 'attention', sentence: '3 gaps to close first.' },
    ],
  };
}
