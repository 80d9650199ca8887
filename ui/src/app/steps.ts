import type { Step } from '../ipc/bindings';

/** The steps of the path, in their order. A step is shown when it has a screen in src/features. */
export const STEPS = [
  'home',
  'accounts',
  'model',
  'tiers',
  'opportunity',
  'coverage',
  'territories',
  'quotas',
  'share',
] as const satisfies readonly Step[];

export type StepId = Step;
