/** The Model screen over a backend that a test holds in its hand. */
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import '../../i18n';
import { ToastCorner } from '../../components/Messages';
import { setLocale } from '../../format/locale';
import type { CriterionView, CutView, ModelDraft, ModelLive, ModelView, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost, type Stop } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import Model from '.';

export const plan: PlanView = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: '' },
  period: 'FY 2027',
  asOf: '2026-11-01',
  due: null,
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 1,
  readOnly: false,
  accounts: 100,
  reps: 0,
  tiers: ['Tier 1', 'Tier 2'],
  hues: ['indigo', 'amber'],
  undo: null,
  redo: null,
  steps: [],
};
export const criterion = (id: number, name: string, weight: number): CriterionView => ({
  id,
  name,
  source: name,
  field: id + 4,
  weight,
  locked: false,
  curveSentence: 'Even steps.',
  shape: { kind: 'linear', from: 0, to: 10 },
  shapes: [
    { kind: 'linear', from: 0, to: 8 },
    { kind: 'percentile', falling: false, fresh: true },
    {
      kind: 'bands',
      below: 0,
      edges: [
        { from: 2, points: 0.5 },
        { from: 6, points: 1 },
      ],
    },
  ],
  scale: { from: 0, to: 10, logarithmic: false, unit: 'number' },
  picture: {
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
    distribution: [3, 1],
  },
  fromLabel: '0',
  toLabel: '10',
  categories: [],
  missing: id === 1 ? 4 : 0,
  missingPolicy: 'leaveOut',
  axis: 'fit',
});
export const live = (moved: number): ModelLive => ({
  histogram: Array.from({ length: 50 }, (_, bin) => ({
    accounts: bin === 45 ? [10, 0] : bin === 20 ? [0, 90] : [0, 0],
  })),
  tiers: [
    { tier: 0, name: 'Tier 1', accounts: 10, potential: 6_100, withoutPotential: 0, currentRevenue: 0, minutes: 600 },
    { tier: 1, name: 'Tier 2', accounts: 90, potential: 3_900, withoutPotential: 0, currentRevenue: 0, minutes: 600 },
  ],
  excluded: 0,
  unscored: 0,
  held: 0,
  moved,
  moves: [
    [10 - moved, moved],
    [0, 90],
  ],
  cutScores: [780],
  cutProblem: null,
  curve: null,
});
export const model: ModelView = {
  criteria: [criterion(1, 'Employees', 600), criterion(2, 'Engagement', 400)],
  candidates: [{ field: 9, label: 'Region', filled: 900 }],
  cut: { kind: 'score', cuts: [780] },
  potentialGap: null,
  live: live(0),
};

/** A criterion by value, as its table gives points. */
export const industry: CriterionView = {
  ...criterion(2, 'Industry', 400),
  shape: {
    kind: 'category',
    points: [
      { value: 'Energy', points: 0.6 },
      { value: 'Retail', points: 0.2 },
    ],
    other: 0.5,
  },
  shapes: [],
  scale: null,
  picture: null,
  categories: ['Energy', 'Retail'].map((value, at) => ({
    value,
    points: at === 0 ? 0.6 : 0.2,
    accounts: 50,
    customers: 20,
    of: 50,
    lift: 1,
    suggested: 0.5,
  })),
};

interface Desk {
  criteria: CriterionView[];
  /** The rule before anything is desk.kept. */
  cut: CutView;
  kept: ModelDraft[];
  previewed: ModelDraft[];
  /** What a preview says of how many would move; it may take its time. */
  foretell: (draft: ModelDraft) => number | Promise<number>;
  /** The model is told only then. */
  told: Promise<void>;
}

/** What the made-up backend holds, anew for every test. */
export const desk: Desk = {
  criteria: [],
  cut: model.cut,
  kept: [],
  previewed: [],
  foretell: () => 3,
  told: Promise.resolve(),
};

/** Puts the desk in order before every test of a file. */
export function atDesk(): void {
  let restore: Stop;
  // Whole screens of the component kit take their time on a busy machine.
  configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
  vi.setConfig({ testTimeout: 60_000 });
  beforeEach(() => {
    setLocale('en-GB');
    Object.assign(desk, {
      criteria: model.criteria,
      cut: model.cut,
      kept: [],
      previewed: [],
      foretell: () => 3,
      told: Promise.resolve(),
    });
    queries.clear();
    usePlan.getState().replace(plan);
    restore = replaceHost({
      channel: () => null,
      listen: async () => () => undefined,
      invoke: async (command, { request }) => {
        if (command === 'model') {
          await desk.told;
          const weightOf = (id: number) => desk.kept.at(-1)?.weights.find((each) => each.criterion === id)?.weight;
          const shapeOf = (id: number) => desk.kept.findLast(({ curve }) => curve?.criterion === id)?.curve?.shape;
          return {
            ...model,
            cut: desk.kept.findLast((each) => each.cut)?.cut ?? desk.cut,
            criteria: desk.criteria.map((each) => ({
              ...each,
              weight: weightOf(each.id) ?? each.weight,
              shape: shapeOf(each.id) ?? each.shape,
              // Tells which model is on the screen, whatever is tried out.
              missing: each.missing && each.missing + desk.kept.length,
            })),
          };
        }
        if (command === 'preview_model') {
          desk.previewed.push(request as ModelDraft);
          return live(await desk.foretell(request as ModelDraft));
        }
        if (command === 'grid_columns') {
          const column = {
            key: 'f5',
            label: 'Employees',
            kind: 'integer',
            role: 'employees',
            editable: true,
            shown: true,
          };
          return { columns: [{ ...column, values: [] }] };
        }
        if (command === 'add_criterion') return { ...plan, revision: plan.revision + 1 };
        if (command === 'set_model') {
          desk.kept.push(request as ModelDraft);
          return { ...plan, revision: plan.revision + desk.kept.length };
        }
        throw { kind: 'refused', message: command };
      },
    });
  });

  afterEach(() => restore());
}

export const show = () =>
  render(
    <QueryClientProvider client={queries}>
      <Model />
      <ToastCorner />
    </QueryClientProvider>,
  );

/** Once so many changes are kept and on the screen. */
export const inForce = (changes: number) => screen.findByRole('button', { name: `${4 + changes} accounts` });

/** A promise, and what keeps it. */
export function later(): [Promise<void>, () => void] {
  let turn = () => undefined as void;
  return [new Promise<void>((resolve) => (turn = resolve)), () => turn()];
}

/** What a line becomes is not known until the function that this gives is called. */
export function turning(): () => void {
  const [turned, turn] = later();
  // While a hand moves, the weights are asked for too.
  desk.foretell = async ({ weights }) => {
    if (weights.length === 0) await turned;
    return 3;
  };
  return turn;
}
