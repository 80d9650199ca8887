import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { rebalance, ceilingOf, type Weight } from '../../components';
import type {
  AppError,
  CurveShape,
  CutView,
  DraftCurve,
  ModelDraft,
  ModelLive,
  ModelView,
  WeightView,
} from '../../ipc/bindings';
import { asAppError, call } from '../../ipc/call';
import { useChange } from '../../ipc/cache';
import { useLive } from '../../ipc/useLive';
import { usePlan } from '../../state/plan';
import { sameShape } from './curve/shapes';
import { cutAs, movedKind, sameCut, withCutAt } from './cuts';

/** What a hand can take hold of. */
type Part = 'weights' | 'lines' | 'curve';

/**
 * What is being tried out. It ends by itself when the saved model it started from is no longer the one in force, unless a
 * hand still holds it: then it goes on from the new one.
 */
interface Trial {
  base: ModelView;
  /** What the hand moved last. */
  part: Part;
  /** Where the weights stood when the hand took hold: proportions are kept against these, not against the last frame. */
  from: WeightView[];
  weights: WeightView[];
  /** The lines in tenths of a point while one of them is moved; null while they follow from the saved rule. */
  lines: number[] | null;
  /** The curve that is moved. */
  curve: DraftCurve | null;
}

/** What the last change did, until the next one. */
export interface Outcome {
  moved: number;
  moves: number[][];
  /** The plan's revision right after it: Undo means this change only as long as nothing else happened. */
  revision: number;
}

/** What a hand does to the model. The same object until another model is saved, so that what only acts need not be drawn. */
export interface ModelHand {
  moveWeight: (criterion: number, tenths: number) => void;
  settleWeight: (criterion: number, tenths: number) => void;
  /** Puts other weights in force at once. */
  setWeights: (weights: WeightView[]) => void;
  lock: (criterion: number, locked: boolean) => void;
  moveCurve: (criterion: number, shape: CurveShape) => void;
  settleCurve: (criterion: number, shape: CurveShape) => void;
  moveLine: (index: number, tenths: number) => void;
  settleLines: () => void;
  /** Puts another rule in force at once. */
  setCut: (cut: CutView) => void;
  cancel: () => void;
}

export interface ModelDraftState {
  hand: ModelHand;
  weights: WeightView[];
  /** Where the cut-offs are drawn, in tenths of a point. */
  lines: number[];
  /** The rule in force, or the one that a moved line would make of it. */
  cut: CutView;
  live: ModelLive;
  /** Something is tried out and not saved yet. */
  trying: boolean;
  outcome: Outcome | null;
  error: AppError | null;
  clearError: () => void;
  weightOf: (criterion: number) => { tenths: number; ceiling: number };
  /** The curve of a criterion that is tried out; null where it is the saved one. */
  shapeOf: (criterion: number) => CurveShape | null;
}

const weightsOf = (view: ModelView): WeightView[] =>
  view.criteria.map(({ id, weight, locked }) => ({ criterion: id, weight, locked }));

const asShared = (weights: readonly WeightView[]): Weight[] =>
  weights.map(({ criterion, weight, locked }) => ({ id: String(criterion), tenths: weight, locked }));

const moved = (weights: readonly WeightView[], criterion: number, tenths: number): WeightView[] => {
  const next = new Map(rebalance(asShared(weights), String(criterion), tenths).map((each) => [each.id, each.tenths]));
  return weights.map((each) => ({ ...each, weight: next.get(String(each.criterion)) ?? each.weight }));
};

const sameWeights = (a: readonly WeightView[], b: readonly WeightView[]) =>
  a.every((each, index) => each.weight === b[index]?.weight && each.locked === b[index]?.locked);

/**
 * A trial as it goes on from another model. Only what the hand has hold of is still tried: what it let go of before is in
 * that model, and by its own rule.
 */
const carried = (trial: Trial, view: ModelView, from: WeightView[]): Trial => ({
  ...trial,
  base: view,
  from,
  lines: trial.part === 'lines' ? trial.lines : null,
  curve: trial.part === 'curve' ? trial.curve : null,
});

/** Whether a trial can go on from another model: the same criteria and as many cut-offs. */
const fits = (trial: Trial, view: ModelView) =>
  trial.weights.length === view.criteria.length &&
  trial.weights.every(({ criterion }, index) => criterion === view.criteria[index]?.id) &&
  (trial.lines === null || trial.lines.length === view.live.cutScores.length);

/** Weights and cut-offs while a hand moves them: previewed at once, saved as one change when it lets go. */
export function useModelDraft(view: ModelView): ModelDraftState {
  const { change, error: refused, clearError: clearRefused } = useChange();
  const { ask, clear, data: previewed, error: previewError } = useLive('preview_model');
  const [held, setHeld] = useState<Trial | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [lastError, setLastError] = useState<AppError | null>(null);

  const trial = held?.base === view ? held : null;
  const savedWeights = useMemo(() => weightsOf(view), [view]);
  // Handlers of one gesture may run several times before the window is drawn again.
  const now = useRef(trial);
  /** What a hand has moved and not let go of. */
  const moving = useRef<Part | null>(null);
  /** How many things were let go of and are not saved yet. */
  const saving = useRef(0);
  /** The last of them. */
  const lastSave = useRef<Promise<void>>(Promise.resolve());
  /** What was saved last is not on the screen yet. */
  const unseen = useRef(false);
  const shown = useRef(view);
  /** Whether a part that is let go of where `view` has it changes nothing: not while that is still becoming another one. */
  const isInForce = useCallback(() => saving.current === 0 && !unseen.current, []);

  const hold = useCallback(
    (next: Trial) => {
      now.current = next;
      setHeld(next);
      setOutcome(null);
      const { weights, curve } = next;
      ask({ weights, curve, cut: next.lines && { kind: 'score', cuts: cutsOf(next.lines) } });
    },
    [ask],
  );
  useLayoutEffect(() => {
    // What was previewed of another model says nothing of this one. It goes first, or what is asked below went with it.
    if (shown.current !== view) {
      clear();
      unseen.current = false;
    }
    shown.current = view;
    const next = held && held.base !== view ? carried(held, view, savedWeights) : null;
    if (next && (moving.current !== null || saving.current > 0) && fits(next, view)) hold(next);
    else now.current = trial;
  }, [held, trial, view, savedWeights, hold, clear]);
  /** What is tried, with another part of it in the hand. */
  const start = useCallback(
    (part: Part): Trial => ({
      ...(now.current ?? { base: view, from: savedWeights, weights: savedWeights, lines: null, curve: null }),
      part,
    }),
    [view, savedWeights],
  );
  const letGo = useCallback((part: Part) => {
    // Another hand may have taken hold of something else meanwhile.
    if (moving.current === part) moving.current = null;
  }, []);
  const cancel = useCallback(() => {
    moving.current = null;
    now.current = null;
    setHeld(null);
    clear();
  }, [clear]);

  /** Does what saves something once all that was let go of before is saved: the last act of a hand is what stays. */
  const inTurn = useCallback(
    (act: () => Promise<void>) => {
      setLastError(null);
      saving.current += 1;
      const before = lastSave.current;
      const turn = async () => {
        await before;
        try {
          await act();
        } catch (thrown) {
          setLastError(asAppError(thrown));
          cancel();
        } finally {
          saving.current -= 1;
        }
      };
      lastSave.current = turn();
    },
    [cancel],
  );
  /** Saves a draft; one that depends on what is in force is made when its turn has come. */
  const save = useCallback(
    (drafted: ModelDraft | (() => Promise<ModelDraft>)) =>
      inTurn(async () => {
        const draft = typeof drafted === 'function' ? await drafted() : drafted;
        const after = await call('preview_model', draft);
        const before = usePlan.getState().plan?.revision;
        const plan = await change('set_model', draft);
        if (plan && plan.revision !== before) {
          unseen.current = true;
          setOutcome({ moved: after.moved, moves: after.moves, revision: plan.revision });
        } else cancel();
      }),
    [inTurn, change, cancel],
  );

  const moveWeight = useCallback(
    (criterion: number, tenths: number) => {
      const trying = start('weights');
      moving.current = 'weights';
      hold({ ...trying, weights: moved(trying.from, criterion, tenths) });
    },
    [start, hold],
  );
  const settleWeight = useCallback(
    (criterion: number, tenths: number) => {
      letGo('weights');
      const trying = start('weights');
      const weights = moved(trying.from, criterion, tenths);
      if (sameWeights(weights, trying.from)) {
        if (trying.from === savedWeights) cancel();
        return;
      }
      hold({ ...trying, from: weights, weights });
      save({ weights, cut: null, curve: null });
    },
    [start, letGo, hold, save, cancel, savedWeights],
  );
  const setWeights = useCallback(
    (weights: WeightView[]) => {
      moving.current = null;
      if (!isInForce() || !sameWeights(weights, savedWeights)) save({ weights, cut: null, curve: null });
    },
    [save, savedWeights, isInForce],
  );
  const lock = useCallback(
    (criterion: number, locked: boolean) => {
      const weights = (now.current?.weights ?? savedWeights).map((each) =>
        each.criterion === criterion ? { ...each, locked } : each,
      );
      inTurn(async () => void (await change('set_model', { weights, cut: null, curve: null })));
    },
    [savedWeights, inTurn, change],
  );

  const moveCurve = useCallback(
    (criterion: number, shape: CurveShape) => {
      moving.current = 'curve';
      hold({ ...start('curve'), curve: { criterion, shape } });
    },
    [start, hold],
  );
  const settleCurve = useCallback(
    (criterion: number, shape: CurveShape) => {
      letGo('curve');
      const saved = view.criteria.find(({ id }) => id === criterion)?.shape;
      if (isInForce() && saved && sameShape(saved, shape)) {
        cancel();
        return;
      }
      const curve = { criterion, shape };
      hold({ ...start('curve'), curve });
      save({ weights: [], cut: null, curve });
    },
    [start, letGo, hold, save, cancel, isInForce, view],
  );

  const moveLine = useCallback(
    (index: number, tenths: number) => {
      const trying = start('lines');
      moving.current = 'lines';
      hold({ ...trying, lines: withCutAt(trying.lines ?? view.live.cutScores, index, tenths) });
    },
    [start, hold, view],
  );
  const setCut = useCallback(
    (cut: CutView) => {
      moving.current = null;
      if (!isInForce() || !sameCut(cut, view.cut)) save({ weights: [], cut, curve: null });
    },
    [save, isInForce, view],
  );
  const settleLines = useCallback(() => {
    letGo('lines');
    const trying = now.current;
    if (!trying?.lines) return;
    if (isInForce() && trying.lines.every((line, index) => line === view.live.cutScores[index])) {
      cancel();
      return;
    }
    const lines = cutsOf(trying.lines);
    save(async () => {
      // The last answer may belong to the frame before; what is saved must be what the hand let go of.
      const after = await call('preview_model', { weights: [], cut: { kind: 'score', cuts: lines }, curve: null });
      return { weights: [], cut: cutAs(movedKind(view.cut.kind), after, lines), curve: null };
    });
  }, [letGo, save, cancel, isInForce, view]);

  const weights = trial?.weights ?? savedWeights;
  const live = (trial && previewed) ?? view.live;
  const hand = useMemo(
    () => ({
      moveWeight,
      settleWeight,
      setWeights,
      lock,
      moveCurve,
      settleCurve,
      moveLine,
      settleLines,
      setCut,
      cancel,
    }),
    [moveWeight, settleWeight, setWeights, lock, moveCurve, settleCurve, moveLine, settleLines, setCut, cancel],
  );
  return {
    hand,
    weights,
    live,
    lines: trial?.lines ?? live.cutScores,
    cut: trial?.lines ? cutAs(movedKind(view.cut.kind), live, cutsOf(trial.lines)) : view.cut,
    trying: trial !== null,
    outcome,
    error: lastError ?? refused ?? previewError,
    clearError: useCallback(() => {
      setLastError(null);
      clearRefused();
      clear();
    }, [clearRefused, clear]),
    weightOf: (criterion) => ({
      tenths: weights.find((each) => each.criterion === criterion)?.weight ?? 0,
      ceiling: ceilingOf(asShared(weights), String(criterion)),
    }),
    shapeOf: (criterion) => (trial?.curve?.criterion === criterion ? trial.curve.shape : null),
  };
}

/** A cut above the top means that nothing reaches the tier; as a rule by score that is the top itself. */
function cutsOf(lines: readonly number[]): number[] {
  return lines.map((line) => Math.min(1000, Math.max(0, line)));
}
