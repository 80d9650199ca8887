import { create } from 'zustand';
import type { PlanView } from '../ipc/bindings';

interface PlanState {
  /** The open plan as the backend last described it; null while none is open. */
  plan: PlanView | null;
  /** Whether the last description was of another plan than the one before: a change may turn out to change nothing. */
  changed: boolean;
  /** Takes a newer description. An older one, which a slow answer may bring, is ignored. */
  accept: (plan: PlanView) => void;
  /** Another plan was opened, or none is open any more. */
  replace: (plan: PlanView | null) => void;
}

/** The open plan. The truth is in the backend; this is its last word. */
export const usePlan = create<PlanState>()((set) => ({
  plan: null,
  changed: false,
  accept: (plan) =>
    set((state) =>
      state.plan && plan.revision < state.plan.revision
        ? state
        : { plan, changed: plan.revision !== state.plan?.revision },
    ),
  replace: (plan) => set({ plan, changed: true }),
}));

const noCurrency = { code: 'USD', minorDigits: 2 };

/** The plan's currency, for figures that are not given one. */
export function usePlanCurrency() {
  return usePlan((state) => state.plan?.currency ?? noCurrency);
}
