/** The Model step of the made-up company: scores it from weights and cuts it into tiers, as the engine does. */
import { sumKnown } from '../../../format/figures';
import type {
  BacktestView,
  CriterionView,
  CurvePicture,
  CurveScale,
  CurveShape,
  CutView,
  FirmnessView,
  GateDraft,
  GateField,
  GateTouch,
  ModelDraft,
  ModelLive,
  ModelView,
} from '../../../ipc/bindings';
import type { Quick } from '..';
import { changed, CADENCE, INDUSTRIES, tierOf, world, type Account } from '../world';

interface Kept {
  id: number;
  name: string;
  source: string;
  weight: number;
  locked: boolean;
  missingPolicy: CriterionView['missingPolicy'];
  points: (one: Account) => number | null;
  sentence: string;
  shape: CurveShape;
  scale: CurveScale | null;
  ends: [string, string];
  curve: (x: number) => number;
  place: (one: Account) => number | null;
}

const log = (value: number, from: number, to: number) =>
  Math.max(0, Math.min(1, Math.log(Math.max(value, 1) / from) / Math.log(to / from)));
const industryPoints = (name: string) => 1 - INDUSTRIES.indexOf(name) * 0.14;

/** The fields that criteria read, by what the list calls them. */
const FIELDS: Readonly<Record<string, number>> = { Industry: 1, Employees: 4 };

let criteria: Kept[] = [
  {
    id: 1,
    name: 'Revenue potential',
    source: 'Potential',
    weight: 400,
    locked: false,
    missingPolicy: 'leaveOut',
    points: (one) => (one.potential === null ? null : log(one.potential, 280_000, 60_000_000)),
    sentence: 'No points at €2.8K, all of them from €600K on; each doubling between adds the same.',
    shape: { kind: 'log', from: 280_000, to: 60_000_000 },
    scale: { from: 280_000, to: 120_000_000, logarithmic: true, unit: 'money' },
    ends: ['€2.8K', '€1.2M'],
    curve: (x) => Math.min(1, x * 1.15),
    place: (one) => (one.potential === null ? null : log(one.potential, 280_000, 120_000_000)),
  },
  {
    id: 2,
    name: 'Industry alignment',
    source: 'Industry',
    weight: 250,
    locked: false,
    missingPolicy: 'neutral',
    points: (one) => industryPoints(one.industry),
    sentence: 'Points by value, as your customers suggest them.',
    shape: {
      kind: 'category',
      points: INDUSTRIES.map((value) => ({ value, points: industryPoints(value) })),
      other: 0.5,
    },
    scale: null,
    ends: ['', ''],
    curve: () => 0,
    place: () => null,
  },
  {
    id: 3,
    name: 'Company size',
    source: 'Employees',
    weight: 200,
    locked: true,
    missingPolicy: 'leaveOut',
    points: (one) => (one.employees === null ? null : log(one.employees, 12, 5_000)),
    sentence: 'All points between 800 and 3,000, fewer on both sides.',
    shape: { kind: 'sweetSpot', low: 12, bestFrom: 800, bestTo: 3_000, high: 9_800 },
    scale: { from: 12, to: 9_800, logarithmic: true, unit: 'number' },
    ends: ['12', '9,800'],
    curve: (x) => Math.exp(-(((x - 0.62) / 0.26) ** 2)),
    place: (one) => (one.employees === null ? null : log(one.employees, 12, 12_000)),
  },
  {
    id: 4,
    name: 'Engagement history',
    source: 'Engagement score 2026 (marketing automation)',
    weight: 150,
    locked: false,
    missingPolicy: 'worst',
    points: (one) => (one.engagement === null ? null : one.engagement / 100),
    sentence: 'No points at 0, all of them from 100 on, even steps between.',
    shape: { kind: 'linear', from: 0, to: 100 },
    scale: { from: 0, to: 100, logarithmic: false, unit: 'number' },
    ends: ['0', '100'],
    curve: (x) => x,
    place: (one) => (one.engagement === null ? null : one.engagement / 100),
  },
];
let cut: CutView = { kind: 'share', cuts: [100, 350] };
let saved: number[] = [];
const past: { criteria: Kept[]; cut: CutView }[] = [];

function scores(weights: readonly { id: number; weight: number; missingPolicy: string; points: Kept['points'] }[]) {
  return world.accounts.map((one) => {
    let sum = 0;
    let whole = 0;
    for (const each of weights) {
      const points = each.points(one);
      if (points === null && each.missingPolicy === 'leaveOut') continue;
      sum += each.weight * (points ?? (each.missingPolicy === 'neutral' ? 0.5 : 0));
      whole += each.weight;
    }
    return whole === 0 ? null : Math.round((sum / whole) * 1000);
  });
}

function linesOf(rule: CutView, all: readonly (number | null)[]): number[] {
  if (rule.kind === 'score') return rule.cuts;
  const order = world.accounts
    .map((one, at) => ({ score: all[at] ?? -1, potential: one.potential ?? 0 }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score);
  const whole = order.reduce((sum, each) => sum + each.potential, 0);
  return rule.cuts.map((value) => {
    if (rule.kind !== 'value') {
      const count = rule.kind === 'count' ? value : Math.round((value * order.length) / 1000);
      return count === 0 ? 1010 : (order[Math.min(count, order.length) - 1]?.score ?? 0);
    }
    let above = 0;
    for (const each of order) {
      if (above * 1000 >= value * whole) return each.score + 1;
      above += each.potential;
    }
    return 0;
  });
}

const tierAt = (score: number | null, lines: readonly number[]) =>
  score === null ? lines.length : lines.filter((line) => score < line).length;

function live(weights: readonly Kept[], rule: CutView): ModelLive {
  const all = scores(weights);
  const lines = linesOf(rule, all);
  const choice = world.accounts.map((one, at) => one.override?.tier ?? tierAt(all[at] ?? null, lines));
  const moves = world.tiers.map(() => world.tiers.map(() => 0));
  const histogram = Array.from({ length: 50 }, () => ({ accounts: world.tiers.map(() => 0) }));
  let moved = 0;
  choice.forEach((tier, at) => {
    const before = world.accounts[at]?.override?.tier ?? saved[at] ?? tier;
    if (tier < 0) return;
    const row = moves[before];
    if (row) row[tier] = (row[tier] ?? 0) + 1;
    if (before !== tier) moved += 1;
    const score = all[at];
    const bin = score == null ? null : histogram[Math.min(49, Math.floor(score / 20))];
    if (bin) bin.accounts[tier] = (bin.accounts[tier] ?? 0) + 1;
  });
  return {
    histogram,
    tiers: world.tiers.map((name, tier) => {
      const own = world.accounts.filter((_, at) => choice[at] === tier);
      const cadence = CADENCE[tier];
      return {
        tier,
        name,
        accounts: own.length,
        potential: sumKnown(own.map((one) => one.potential)),
        withoutPotential: own.filter((one) => one.potential === null).length,
        currentRevenue: sumKnown(own.map((one) => one.revenue)),
        minutes: cadence
          ? own.length * cadence.touchesPerYear * (cadence.minutesPerTouch + cadence.travelMinutesPerTouch)
          : 0,
      };
    }),
    excluded: choice.filter((tier) => tier < 0).length,
    unscored: all.filter((score) => score === null).length,
    held: 0,
    moved,
    moves,
    cutScores: lines,
    cutProblem: null,
    curve: null,
  };
}

/** Puts the saved model's scores and tiers on the accounts. */
function settle() {
  const all = scores(criteria);
  const lines = linesOf(cut, all);
  world.accounts.forEach((one, at) => {
    one.score = all[at] ?? null;
    one.modelTier = tierAt(one.score, lines);
  });
  saved = world.accounts.map((one) => one.modelTier);
}
settle();

export const modelLive = () => live(criteria, cut);
/** Where the scores are cut now, in tenths of a point. */
export const modelLines = () => modelLive().cutScores;

/** The curve of a criterion over the spread of the accounts; null for one that goes by value. */
function pictureOf(each: Kept): CurvePicture | null {
  const places = world.accounts.map(each.place).filter((place) => place !== null);
  if (places.length === 0) return null;
  const count = (bar: number) => places.filter((place) => Math.min(39, Math.floor(place * 40)) === bar).length;
  return {
    points: Array.from({ length: 41 }, (_, at) => ({ x: at / 40, y: each.curve(at / 40) })),
    distribution: Array.from({ length: 40 }, (_, bar) => count(bar)),
  };
}

const RANKED: readonly CurveShape[] = [{ kind: 'percentile', falling: false, fresh: true }];

function view(): ModelView {
  return {
    criteria: criteria.map((each) => ({
      id: each.id,
      name: each.name,
      source: each.source,
      field: FIELDS[each.source] ?? null,
      weight: each.weight,
      locked: each.locked,
      curveSentence: each.sentence,
      shape: each.shape,
      shapes: each.shape.kind === 'category' ? [each.shape] : [each.shape, ...RANKED],
      scale: each.scale,
      picture: pictureOf(each),
      fromLabel: each.ends[0],
      toLabel: each.ends[1],
      categories:
        each.shape.kind === 'category'
          ? each.shape.points.map(({ value, points }) => {
              const own = world.accounts.filter((one) => one.industry === value);
              const customers = own.filter((one) => (one.revenue ?? 0) > 0).length;
              return {
                value,
                points,
                accounts: own.length,
                customers,
                of: own.length,
                lift: 0.4 + industryPoints(value) * 1.6,
                suggested: industryPoints(value),
              };
            })
          : [],
      missing: world.accounts.filter((one) => each.points(one) === null).length,
      missingPolicy: each.missingPolicy,
      axis: each.name.startsWith('Engagement') ? ('engagement' as const) : ('fit' as const),
    })),
    candidates: [
      { field: 12, label: 'Last activity', filled: 800 },
      { field: 2, label: 'Country', filled: 1000 },
      { field: 7, label: 'Sensors revenue', filled: 420 },
    ],
    cut,
    potentialGap: null,
    live: modelLive(),
  };
}

const drafted = (draft: ModelDraft) =>
  criteria.map((each) => {
    const weight = draft.weights.find((one) => one.criterion === each.id);
    const shape = draft.curve?.criterion === each.id ? draft.curve.shape : each.shape;
    return weight ? { ...each, shape, weight: weight.weight, locked: weight.locked } : { ...each, shape };
  });

function keep(label: string, next: Kept[], rule = cut) {
  past.push({ criteria, cut });
  criteria = next;
  cut = rule;
  settle();
  return changed(label);
}

export const quick: Quick = {
  model: view,
  preview_model: (draft) => live(drafted(draft), draft.cut ?? cut),
  set_model: (draft) => keep(draft.cut ? 'Move the cut-offs' : 'Change the weights', drafted(draft), draft.cut ?? cut),
  edit_criterion: ({ criterion, name, missingPolicy }) =>
    keep(
      'Change a criterion',
      criteria.map((each) =>
        each.id === criterion
          ? { ...each, name: name ?? each.name, missingPolicy: missingPolicy ?? each.missingPolicy }
          : each,
      ),
    ),
  remove_criterion: ({ criterion }) => {
    const rest = criteria.filter((each) => each.id !== criterion);
    const whole = rest.reduce((sum, each) => sum + each.weight, 0);
    let left = 1000;
    return keep(
      'Remove a criterion',
      rest.map((each, at) => {
        const weight = at === rest.length - 1 ? left : Math.round((each.weight * 1000) / whole);
        left -= weight;
        return { ...each, weight };
      }),
    );
  },
  add_criterion: () => changed('Add a criterion'),
  compare_criteria: () => ({
    weights: criteria.map(({ id, weight, locked }) => ({ criterion: id, weight, locked })),
    ratio: 40,
    consistent: true,
    doubtful: null,
  }),
  set_tiers: () => changed('Change the number of tiers'),
  gates: () => ({
    gates: gates.map((draft) => ({ id: draft.id ?? 0, draft, touch: touched(draft) })),
    stopped: 4,
    fields: gateFields(),
  }),
  preview_gate: (draft) => touched(draft),
  save_gate: (draft) => {
    const id = draft.id ?? Math.max(0, ...gates.map((gate) => gate.id ?? 0)) + 1;
    gates = [...gates.filter((gate) => gate.id !== id), { ...draft, id }];
    return changed('Add a gate');
  },
  remove_gate: ({ gate }) => {
    gates = gates.filter((each) => each.id !== gate);
    return changed('Remove a gate');
  },
  outcomes: () => ({
    offers: [{ outcome: { kind: 'customer' }, label: 'Being a customer', values: [], more: true }],
  }),
  backtest: () => backtest(),
  learn_weights: () => ({
    headline: 'On accounts it has not seen, the suggestion ranks a customer above a prospect 71 times of 100.',
    doubts: [],
    weights: criteria.map(({ id, weight, locked }) => ({ criterion: id, weight, locked })),
    criteria: criteria
      .filter(({ locked }) => !locked)
      .map(({ id, name, weight }) => ({
        criterion: id,
        name,
        before: weight,
        after: weight,
        odds: { value: 2.4, low: 1.3, high: 4.1 },
        sentence: 'Speaks for a hit.',
      })),
  }),
  reset_model: () => changed('Go back to the standard model'),
  undo: () => {
    const before = past.pop();
    if (before) {
      criteria = before.criteria;
      cut = before.cut;
      settle();
    }
    for (const one of world.accounts) if (one.override && tierOf(one) === one.modelTier) one.override = null;
    return changed('');
  },
};

/** As if customers had been won tier by tier. */
function backtest(): BacktestView {
  const of = (tier: number | null, value: number): BacktestView['all'] => {
    const accounts = world.accounts.filter((one) => tier === null || one.modelTier === tier).length;
    const outcome = { value, low: value - 0.06, high: value + 0.07 };
    return { tier, accounts, outcome, lift: { value: value / 0.3, low: 0.8, high: 1.4 } };
  };
  return {
    mood: 'unclear',
    headline: 'The first tier does better than the last, but not every tier better than the next.',
    comparisons: [
      'Tier 1 beats Tier 2: 52% against 33%.',
      'Tier 2 does not beat Tier 3: 33% against 26%, a difference that may be chance.',
    ],
    findings: ['The best 10% of accounts by score hold 18% of all customers, the best 20% hold 31%.'],
    doubts: ['Accounts are scored by what the list says today, not by what it said before.'],
    tiers: [of(0, 0.52), of(1, 0.33), of(2, 0.26)],
    all: of(null, 0.3),
    unknown: 12,
    unit: 'percent',
    capture: Array.from({ length: 41 }, (_, at) => ({ x: at / 40, y: (at / 40) ** 0.7 })),
  };
}

let gates: GateDraft[] = [];

function gateFields(): GateField[] {
  return [
    { field: null, label: 'Potential', kind: 'money', filled: 480, values: [], spread: '€2.8K to €1.2M' },
    {
      field: 1,
      label: 'Industry',
      kind: 'category',
      filled: 500,
      values: INDUSTRIES.map((value) => ({
        value,
        accounts: world.accounts.filter((one) => one.industry === value).length,
      })),
      spread: null,
    },
    { field: 4, label: 'Employees', kind: 'number', filled: 470, values: [], spread: '12 to 9,800' },
  ];
}

/** Whom a gate would stop, for the columns that the company has. */
function touched(gate: GateDraft): GateTouch {
  const field = gateFields().find((each) => each.field === gate.field);
  const test = gate.test;
  const valueOf = (one: Account) => (gate.field === 4 ? one.employees : one.potential);
  const met = (one: Account): boolean | null => {
    if (test.kind === 'oneOf') return test.values.includes(one.industry);
    const value = gate.field === 1 ? one.industry : valueOf(one);
    if (test.kind === 'known') return value !== null;
    if ((test.kind !== 'number' && test.kind !== 'amount') || typeof value !== 'number') return null;
    return (test.from === null || value >= test.from) && (test.to === null || value <= test.to);
  };
  const open =
    (test.kind === 'oneOf' && test.values.length === 0) ||
    ((test.kind === 'number' || test.kind === 'amount') && test.from === null && test.to === null);
  const stopped = world.accounts.filter(
    (one) => met(one) === (gate.sense === 'knockOut') && one.modelTier < (gate.stopsAt ?? 9),
  );
  return {
    sentence: `${field?.label ?? ''} must ${gate.sense === 'knockOut' ? 'not ' : ''}be as asked`,
    stops: open ? 0 : stopped.length,
    byTier: world.tiers.map((_, tier) => (open ? 0 : stopped.filter((one) => one.modelTier === tier).length)),
    potential: sumKnown(stopped.map((one) => one.potential)),
    others: null,
    overridden: 0,
    untold: world.accounts.filter((one) => met(one) === null).length,
    examples: stopped.slice(0, 3).map((one) => one.name),
    problem: open ? 'Say from where or up to where.' : null,
  };
}

/** As if every weight had been shaken: accounts near a cut-off move. */
export function firmness(): FirmnessView {
  const lines = modelLines();
  const near = world.accounts
    .filter((one) => one.score !== null && lines.some((line) => Math.abs(line - (one.score ?? 0)) < 12))
    .slice(0, 40);
  return {
    draws: 1000,
    shakenBy: 100,
    accounts: world.accounts.length,
    tiers: world.tiers.map((_, tier) => {
      const own = world.accounts.filter((one) => one.modelTier === tier).length;
      const fence = near.filter((one) => one.modelTier === tier).length;
      return { tier, accounts: own, steady: own - fence * 2, fence, any: 700 - tier * 40 };
    }),
    fence: near.map((one, at) => ({
      id: one.id,
      name: one.name,
      tier: one.modelTier,
      score: one.score,
      potential: one.potential,
      firmness: {
        keeps: 480 + at * 10,
        onFence: at < 42,
        other: one.modelTier === 0 ? 1 : one.modelTier - 1,
        otherShare: 520 - at * 10,
        any: 600,
      },
    })),
    gaps: criteria
      .map((each) => ({
        criterion: each.id,
        name: each.name,
        missing: world.accounts.filter((one) => each.points(one) === null).length,
        couldMove: Math.ceil(world.accounts.filter((one) => each.points(one) === null).length / 3),
        potential: 41_000_000,
      }))
      .filter((gap) => gap.missing > 0),
  };
}
