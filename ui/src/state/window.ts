import { create } from 'zustand';
import type { StepId } from '../app/steps';

interface WindowState {
  step: StepId;
  /** What the step was asked to show, for example the bucket whose accounts are wanted. Read once by the screen. */
  focus: Record<string, unknown> | null;
  go: (step: StepId, focus?: Record<string, unknown>) => void;
  railNarrow: boolean;
  toggleRail: () => void;
  paletteOpen: boolean;
  openPalette: (open: boolean) => void;
}

/** What the window shows; nothing of it belongs to the plan. */
export const useWindow = create<WindowState>()((set) => ({
  step: 'home',
  focus: null,
  go: (step, focus) => set({ step, focus: focus ?? null }),
  railNarrow: false,
  toggleRail: () => set((state) => ({ railNarrow: !state.railNarrow })),
  paletteOpen: false,
  openPalette: (paletteOpen) => set({ paletteOpen }),
}));
