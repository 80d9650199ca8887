import { QueryClientProvider } from '@tanstack/react-query';
import { act, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { ToastCorner } from '../../components/Messages';
import { setLocale } from '../../format/locale';
import type { CriterionView, CutView, ModelDraft, ModelLive, ModelView, PlanView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost, type Stop } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import Model from '.';

const plan: PlanView = {
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
const criterion = (id: number, name: string, weight: number): CriterionView => ({
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
const live = (moved: number): ModelLive => ({
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
const model: ModelView = {
  criteria: [criterion(1, 'Employees', 600), criterion(2, 'Engagement', 400)],
  candidates: [{ field: 9, label: 'Region', filled: 900 }],
  cut: { kind: 'score', cuts: [780] },
  potentialGap: null,
  live: live(0),
};

/** A criterion by value, as its table gives points. */
const industry: CriterionView = {
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

let criteria: CriterionView[] = [];
/** The rule before anything is kept. */
let cut: CutView;
let kept: ModelDraft[] = [];
let previewed: ModelDraft[] = [];
/** What a preview says of how many would move; it may take its time. */
let foretell: (draft: ModelDraft) => number | Promise<number>;
/** The model is told only then. */
let told: Promise<void>;
let restore: Stop;

// Whole screens of the component kit take their time on a busy machine.
configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  setLocale('en-GB');
  kept = [];
  previewed = [];
  criteria = model.criteria;
  cut = model.cut;
  foretell = () => 3;
  told = Promise.resolve();
  queries.clear();
  usePlan.getState().replace(plan);
  restore = replaceHost({
    channel: () => null,
    listen: async () => () => undefined,
    invoke: async (command, { request }) => {
      if (command === 'model') {
        await told;
        const weightOf = (id: number) => kept.at(-1)?.weights.find((each) => each.criterion === id)?.weight;
        const shapeOf = (id: number) => kept.findLast(({ curve }) => curve?.criterion === id)?.curve?.shape;
        return {
          ...model,
          cut: kept.findLast((each) => each.cut)?.cut ?? cut,
          criteria: criteria.map((each) => ({
            ...each,
            weight: weightOf(each.id) ?? each.weight,
            shape: shapeOf(each.id) ?? each.shape,
            // Tells which model is on the screen, whatever is tried out.
            missing: each.missing && each.missing + kept.length,
          })),
        };
      }
      if (command === 'preview_model') {
        previewed.push(request as ModelDraft);
        return live(await foretell(request as ModelDraft));
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
        kept.push(request as ModelDraft);
        return { ...plan, revision: plan.revision + kept.length };
      }
      throw { kind: 'refused', message: command };
    },
  });
});

afterEach(() => restore());

const show = () =>
  render(
    <QueryClientProvider client={queries}>
      <Model />
      <ToastCorner />
    </QueryClientProvider>,
  );

/** Once so many changes are kept and on the screen. */
const inForce = (changes: number) => screen.findByRole('button', { name: `${4 + changes} accounts` });

/** A promise, and what keeps it. */
function later(): [Promise<void>, () => void] {
  let turn = () => undefined as void;
  return [new Promise<void>((resolve) => (turn = resolve)), () => turn()];
}

/** What a line becomes is not known until the function that this gives is called. */
function turning(): () => void {
  const [turned, turn] = later();
  // While a hand moves, the weights are asked for too.
  foretell = async ({ weights }) => {
    if (weights.length === 0) await turned;
    return 3;
  };
  return turn;
}

describe('the model screen', () => {
  it('says in its title what the best tier is', async () => {
    show();
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Tier 1 is 10% of accounts and 61% of potential' }),
    ).toBeTruthy();
  });

  it('changes nothing of a plan that is open for reading only, but can be read and printed', async () => {
    usePlan.getState().replace({ ...plan, readOnly: true });
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    expect(slider.disabled).toBe(true);
    for (const role of ['slider', 'spinbutton', 'combobox']) {
      for (const field of screen.queryAllByRole<HTMLInputElement>(role)) {
        const off = field.disabled || field.getAttribute('aria-disabled') === 'true';
        expect(off, `${role} ${field.getAttribute('aria-label') ?? field.id}`).toBe(true);
      }
    }
    expect(screen.getByRole('button', { name: 'Add criterion' }).hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'More' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'How we tier, to read and print' }));
    expect(await screen.findByRole('button', { name: 'Print…' })).toBeTruthy();
  });

  it('previews while a weight moves and keeps one change when it is let go, all weights adding up to the whole', async () => {
    show();
    const slider = await screen.findByRole('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '650' } });
    fireEvent.input(slider, { target: { value: '700' } });
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    expect(kept, 'nothing is saved while the hand moves').toEqual([]);
    fireEvent.pointerUp(slider);
    await waitFor(() => expect(kept.length).toBe(1));
    expect(kept[0]).toEqual({
      weights: [
        { criterion: 1, weight: 700, locked: false },
        { criterion: 2, weight: 300, locked: false },
      ],
      cut: null,
      curve: null,
    });
    expect(await screen.findByText('3 accounts moved')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open the 3 accounts that moved' }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'justMoved', step: null });
  });

  it('loses no second move when the first one is saved meanwhile', async () => {
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '650' } });
    fireEvent.pointerUp(slider);
    fireEvent.input(slider, { target: { value: '700' } });
    expect(await screen.findByText('was 65%'), 'the first move is in force by now').toBeTruthy();
    expect(slider.value).toBe('700');
    expect(await screen.findByText('3 accounts would move'), 'and is previewed against it').toBeTruthy();
    fireEvent.pointerUp(slider);
    await waitFor(() => expect(kept.map((draft) => draft.weights[0]?.weight)).toEqual([650, 700]));
    // In force at last, and nothing is tried any more.
    await waitFor(() => expect(screen.queryByText(/^was/)).toBeNull());
    expect(slider.value).toBe('700');

    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.input(slider, { target: { value: '710' } });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    await waitFor(() => expect(kept.at(-1)?.cut).toEqual({ kind: 'score', cuts: [775] }));
  });

  it('loses no move that begins while a line that was let go of is turned into its rule', async () => {
    cut = { kind: 'share', cuts: [90] };
    const turn = turning();
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    fireEvent.input(slider, { target: { value: '700' } });
    turn();
    await inForce(1);
    expect(slider.value).toBe('700');
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    const weights = [700, 300].map((weight, at) => ({ criterion: at + 1, weight, locked: false }));
    expect(previewed.at(-1), 'by the rule that is in force now').toEqual({ weights, cut: null, curve: null });
    fireEvent.pointerUp(slider);
    await waitFor(() => expect(kept.at(-1)?.weights).toEqual(weights));
    expect(kept.map((each) => each.cut)).toEqual([{ kind: 'share', cuts: [100] }, null]);
  });

  it('leaves a line where it was let go of when a weight is saved meanwhile', async () => {
    const turn = turning();
    show();
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.input(slider, { target: { value: '700' } });
    fireEvent.pointerUp(slider);
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    await inForce(1);
    expect(line.getAttribute('aria-valuenow')).toBe('77.5');
    turn();
    await waitFor(() => expect(kept.at(-1)?.cut).toEqual({ kind: 'score', cuts: [775] }));
  });

  it('keeps what was turned back before the turn was saved, as a change of its own after it', async () => {
    const [first, land] = later();
    // The turn is slow to be saved; the way back would overtake it.
    foretell = async ({ weights, curve }) => {
      const { shape } = curve ?? {};
      if (weights.length === 0 && shape?.kind === 'linear' && shape.to === 0) await first;
      return 3;
    };
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const less = await screen.findByRole<HTMLInputElement>('switch', { name: 'Less is better' });
    fireEvent.click(less);
    fireEvent.click(less);
    expect(less.checked).toBe(false);
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(kept, 'one after the other').toEqual([]);
    land();
    await inForce(2);
    expect(kept.map(({ curve }) => curve?.shape)).toEqual([
      { kind: 'linear', from: 10, to: 0 },
      { kind: 'linear', from: 0, to: 10 },
    ]);
    await waitFor(() => expect(less.checked).toBe(false));
  });

  it('keeps what was turned back while the turn is saved and not on the screen yet', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const less = await screen.findByRole<HTMLInputElement>('switch', { name: 'Less is better' });
    const [telling, tell] = later();
    told = telling;
    fireEvent.click(less);
    await waitFor(() => expect(usePlan.getState().plan?.revision).toBe(2));
    await act(async () => undefined);
    fireEvent.click(less);
    tell();
    await inForce(2);
    expect(kept.at(-1)?.curve?.shape).toEqual({ kind: 'linear', from: 0, to: 10 });
    await waitFor(() => expect(less.checked).toBe(false));
  });

  it('keeps a line, a bar and a rule that were put back before they were saved', async () => {
    criteria = [criterion(1, 'Employees', 600), industry];
    const turn = turning();
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    const press = (slider: HTMLElement, key: string) => {
      fireEvent.keyDown(slider, { key });
      fireEvent.keyUp(slider, { key });
    };
    const bar = screen.getByRole('slider', { name: 'Points for Energy' });
    press(bar, 'ArrowRight');
    press(bar, 'ArrowLeft');
    const line = screen.getByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    press(line, 'ArrowRight');
    press(line, 'ArrowLeft');
    const rule = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Cut into tiers by' });
    fireEvent.change(rule, { target: { value: 'breaks' } });
    fireEvent.change(rule, { target: { value: 'score' } });
    turn();
    await inForce(6);
    const points = kept.map(({ curve }) => curve?.shape.kind === 'category' && curve.shape.points[0]?.points);
    expect(points.slice(0, 2)).toEqual([0.61, 0.6]);
    expect(kept.slice(2).map((each) => each.cut)).toEqual([
      { kind: 'score', cuts: [785] },
      { kind: 'score', cuts: [780] },
      { kind: 'breaks', cuts: [780] },
      { kind: 'score', cuts: [780] },
    ]);
    expect(bar.getAttribute('aria-valuenow')).toBe('60');
    await waitFor(() => expect(line.getAttribute('aria-valuenow')).toBe('78'));
  });

  it('takes the kind of curve that was chosen last, though the one before is not saved yet', async () => {
    const turn = turning();
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    fireEvent.click(await screen.findByRole('radio', { name: 'Bands' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Straight' }));
    turn();
    await inForce(2);
    expect(kept.map(({ curve }) => curve?.shape.kind)).toEqual(['bands', 'linear']);
  });

  it('locks a weight after the weights that were let go of before', async () => {
    const [foretold, turn] = later();
    foretell = () => foretold.then(() => 3);
    show();
    const slider = await screen.findByRole('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '700' } });
    fireEvent.pointerUp(slider);
    fireEvent.click(screen.getByRole('button', { name: 'Keep Employees as it is while others move' }));
    turn();
    await waitFor(() =>
      expect(kept.map(({ weights }) => weights[0])).toEqual([
        { criterion: 1, weight: 700, locked: false },
        { criterion: 1, weight: 700, locked: true },
      ]),
    );
  });

  it('tries a curve no more once it is in force', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const mark = await screen.findByRole('slider', { name: 'All points at' });
    fireEvent.keyDown(mark, { key: 'ArrowLeft' });
    fireEvent.keyUp(mark, { key: 'ArrowLeft' });
    const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '700' } });
    await inForce(1);
    expect(slider.value).toBe('700');
    await waitFor(() => expect(previewed.at(-1)).toMatchObject({ weights: [{ weight: 700 }, {}], curve: null }));
  });

  it('tells how many moved by the rule that is kept, which may round', async () => {
    cut = { kind: 'share', cuts: [90] };
    foretell = (draft) => (draft.cut?.kind === 'score' ? 3 : 2);
    show();
    const line = await screen.findByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    expect(await screen.findByText('2 accounts moved')).toBeTruthy();
    expect(kept.map((each) => each.cut?.kind)).toEqual(['share']);
  });

  it('keeps a weight that is set without a hand, once, and gives one up on Escape', async () => {
    show();
    const slider = await screen.findByRole('slider', { name: 'Weight of Employees' });
    fireEvent.input(slider, { target: { value: '650' } });
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    fireEvent.keyDown(slider, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByText('3 accounts would move')).toBeNull());
    expect(kept).toEqual([]);
    fireEvent.input(slider, { target: { value: '700' } });
    // A screen reader sets the value: nothing is pressed and let go.
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    fireEvent.blur(slider);
    await waitFor(() => expect(kept.length).toBe(1));
    expect(await screen.findByText('3 accounts moved')).toBeTruthy();
    expect(kept.length, 'leaving it keeps nothing twice').toBe(1);
  });

  it('moves a cut-off by key and puts it back on Escape', async () => {
    show();
    const line = await screen.findByRole('slider', { name: 'Cut-off between Tier 1 and Tier 2' });
    fireEvent.keyDown(line, { key: 'PageUp' });
    expect(line.getAttribute('aria-valuenow')).toBe('83');
    fireEvent.keyDown(line, { key: 'Escape' });
    expect(line.getAttribute('aria-valuenow')).toBe('78');
    fireEvent.keyUp(line, { key: 'PageUp' });
    expect(kept).toEqual([]);
    fireEvent.keyDown(line, { key: 'ArrowLeft' });
    fireEvent.keyUp(line, { key: 'ArrowLeft' });
    await waitFor(() => expect(kept).toEqual([{ weights: [], cut: { kind: 'score', cuts: [775] }, curve: null }]));
  });

  it('tries a curve while its mark is moved and keeps it when it is let go', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const mark = await screen.findByRole('slider', { name: 'All points at' });
    fireEvent.keyDown(mark, { key: 'ArrowLeft' });
    expect(mark.getAttribute('aria-valuenow')).toBe('9.8');
    fireEvent.keyDown(mark, { key: 'ArrowLeft' });
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    expect(kept, 'nothing is saved while the hand moves').toEqual([]);
    fireEvent.keyUp(mark, { key: 'ArrowLeft' });
    const shape = { kind: 'linear', from: 0, to: 9.6 };
    await waitFor(() => expect(kept).toEqual([{ weights: [], cut: null, curve: { criterion: 1, shape } }]));
  });

  it('gives a mark back on Escape', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const mark = await screen.findByRole('slider', { name: 'No points at' });
    fireEvent.keyDown(mark, { key: 'PageUp' });
    expect(mark.getAttribute('aria-valuenow')).toBe('1');
    fireEvent.keyDown(mark, { key: 'Escape' });
    expect(mark.getAttribute('aria-valuenow')).toBe('0');
    fireEvent.keyUp(mark, { key: 'PageUp' });
    expect(kept).toEqual([]);
  });

  it('takes another kind of curve by its picture, and turns a curve round', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    fireEvent.click(await screen.findByRole('radio', { name: 'Bands' }));
    await waitFor(() => expect(kept.at(-1)?.curve?.shape).toMatchObject({ kind: 'bands', below: 0 }));
    const less = await screen.findByRole<HTMLInputElement>('switch', { name: 'Less is better' });
    fireEvent.click(less);
    await waitFor(() => expect(kept.at(-1)?.curve?.shape).toMatchObject({ kind: 'bands', below: 1 }));
    await waitFor(() => expect(less.checked).toBe(true));
    // It is as the list suggests, but for its direction.
    expect(screen.queryByRole('button', { name: 'Fit to the list' })).toBeNull();
    fireEvent.click(await screen.findByRole('radio', { name: 'Rank' }));
    await waitFor(() => expect(kept.at(-1)?.curve?.shape).toEqual({ kind: 'percentile', falling: true, fresh: true }));
  });

  it('fits a curve to the list and leaves its direction', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    fireEvent.click(await screen.findByRole('switch', { name: 'Less is better' }));
    await waitFor(() => expect(kept.at(-1)?.curve?.shape).toEqual({ kind: 'linear', from: 10, to: 0 }));
    fireEvent.click(await screen.findByRole('button', { name: 'Fit to the list' }));
    await waitFor(() => expect(kept.at(-1)?.curve?.shape).toEqual({ kind: 'linear', from: 8, to: 0 }));
  });

  it('gives a value other points with its bar, by hand in fives and by key one by one', async () => {
    criteria = [criterion(1, 'Employees', 600), industry];
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    const bar = await screen.findByRole('slider', { name: 'Points for Energy' });
    expect(bar.getAttribute('aria-valuetext')).toBe('60 points');
    vi.spyOn(bar, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 80, 24));
    fireEvent.pointerMove(bar, { clientX: 120 });
    fireEvent.pointerDown(bar, { button: 0, pointerId: 1 });
    fireEvent.pointerMove(bar, { clientX: 120 });
    fireEvent.pointerMove(bar, { clientX: 134 });
    expect(bar.getAttribute('aria-valuetext')).toBe('45 points');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Points for Energy' }).value).toBe('45');
    expect(await screen.findByText('3 accounts would move')).toBeTruthy();
    expect(kept, 'nothing is saved while the hand moves').toEqual([]);
    fireEvent.pointerUp(bar);
    const others = { value: 'Retail', points: 0.2 };
    const given = (points: number) => ({ ...industry.shape, points: [{ value: 'Energy', points }, others] });
    await waitFor(() =>
      expect(kept).toEqual([{ weights: [], cut: null, curve: { criterion: 2, shape: given(0.45) } }]),
    );
    expect(await screen.findByText('3 accounts moved')).toBeTruthy();

    fireEvent.keyDown(bar, { key: 'PageUp' });
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    fireEvent.keyDown(bar, { key: 'Escape' });
    expect(bar.getAttribute('aria-valuenow')).toBe('45');
    fireEvent.keyUp(bar, { key: 'ArrowRight' });
    expect(kept.length, 'Escape gives it up').toBe(1);

    fireEvent.keyDown(bar, { key: 'PageUp' });
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    fireEvent.keyUp(bar, { key: 'ArrowRight' });
    await waitFor(() => expect(kept.at(-1)?.curve?.shape).toEqual(given(0.56)));
    fireEvent.keyDown(screen.getByRole('slider', { name: 'Points for Any other value' }), { key: 'ArrowLeft' });
    fireEvent.keyUp(screen.getByRole('slider', { name: 'Points for Any other value' }), { key: 'ArrowLeft' });
    await waitFor(() => expect(kept.at(-1)?.curve?.shape).toEqual({ ...given(0.56), other: 0.49 }));
    expect(kept.length, 'a gesture is one change').toBe(3);
  });

  it('leaves the bars of a plan that is open for reading only', async () => {
    criteria = [criterion(1, 'Employees', 600), industry];
    usePlan.getState().replace({ ...plan, readOnly: true });
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    const bar = await screen.findByRole('slider', { name: 'Points for Energy' });
    expect(bar.getAttribute('aria-disabled')).toBe('true');
    fireEvent.keyDown(bar, { key: 'ArrowRight' });
    expect(bar.getAttribute('aria-valuenow')).toBe('60');
  });

  it('keeps what was moved by a key that is let go of elsewhere', async () => {
    criteria = [criterion(1, 'Employees', 600), industry];
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Industry gives points' }));
    fireEvent.click(screen.getByRole('button', { name: 'Show how Employees gives points' }));
    const names = ['Points for Energy', 'All points at', 'Cut-off between Tier 1 and Tier 2'];
    for (const [before, name] of names.entries()) {
      const slider = screen.getByRole('slider', { name });
      fireEvent.keyDown(slider, { key: 'ArrowLeft' });
      expect(await screen.findByText('3 accounts would move')).toBeTruthy();
      fireEvent.blur(slider);
      await inForce(before + 1);
      expect(await screen.findByText('3 accounts moved'), 'nothing is tried any more').toBeTruthy();
      // Back in the window.
      fireEvent.keyUp(slider, { key: 'ArrowLeft' });
      fireEvent.blur(slider);
    }
    expect(kept.map(({ curve, cut: lines }) => curve?.shape.kind ?? lines?.cuts)).toEqual([
      'category',
      'linear',
      [775],
    ]);
  });

  it('moves a mark by hand while another one has the focus, and keeps what a key moved before', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Show how Employees gives points' }));
    const [none, all] = ['No points at', 'All points at'].map((name) => screen.getByRole('slider', { name }));
    if (!none?.parentElement || !all) throw new Error('A straight line has two marks.');
    vi.spyOn(none.parentElement, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 100));
    fireEvent.keyDown(none, { key: 'ArrowRight' });
    fireEvent.pointerDown(all, { button: 0, pointerId: 1 });
    fireEvent.blur(none);
    fireEvent.pointerMove(all, { clientX: 80, clientY: 0 });
    expect(all.getAttribute('aria-valuenow')).toBe('8');
    fireEvent.pointerUp(all);
    await waitFor(() =>
      expect(kept.map(({ curve }) => curve?.shape)).toEqual([
        { kind: 'linear', from: 0.2, to: 10 },
        { kind: 'linear', from: 0.2, to: 8 },
      ]),
    );
  });

  it.each([
    ['the others made room', [false, 600], 'Region was added. The other weights made room.'],
    [
      'none could, as what is not locked weighs nothing',
      [true, 1000],
      'Region was added without a weight: no other weight is free to give way.',
    ],
  ] as const)('says of a criterion that is added that %s', async (_, [locked, weight], said) => {
    criteria = [{ ...criterion(1, 'Employees', weight), locked }, { ...criterion(2, 'Engagement', 1000 - weight) }];
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Add criterion' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: /^Region/ }));
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('opens the accounts without a value', async () => {
    show();
    const row = (await screen.findByRole('slider', { name: 'Weight of Employees' })).closest('li');
    fireEvent.click(await within(row as HTMLElement).findByRole('button', { name: '4 accounts' }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'missing', field: 5 } });
  });
});
