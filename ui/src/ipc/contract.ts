/**
 * The wire types that the frame itself needs. They are generated from the backend's contract into `bindings`; the ones
 * declared here are those the window needs before it has asked for anything.
 */
import type { StepId } from '../app/steps';

/** How far a step of the path has come. */
export type StepState = 'done' | 'attention' | 'not_started';

/** One step of the rail. */
export interface StepStatus {
  step: StepId;
  state: StepState;
  /** What is missing or what was reached, in one sentence; already in the person's language. */
  sentence: string | null;
}

/** What the frame shows of an open plan. Every change answers with a new one. */
export interface PlanView {
  name: string;
  /** Grows with every change; whatever was computed for an older one is out of date. */
  revision: number;
  readOnly: boolean;
  currency: { code: string; minorDigits: number };
  /** The name of the change that Undo would take back, or null when there is none. */
  undo: string | null;
  redo: string | null;
  steps: StepStatus[];
}

/** How far a long piece of work has come. `total` is null while it is not known. */
export interface Progress {
  stage: string;
  done: number;
  total: number | null;
}

/** What a command may refuse with. */
export interface AppError {
  kind: string;
  [detail: string]: unknown;
}
