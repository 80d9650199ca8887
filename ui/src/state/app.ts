import { create } from 'zustand';
import { setLocale } from '../format/locale';
import type { AppState } from '../ipc/bindings';

interface AppStore {
  /** What the backend last said about the app: version, recent plans, a file to open. Null until it has answered. */
  app: AppState | null;
  take: (app: AppState) => void;
}

/** The app around the plan. `app.plan` is the plan as it was then; the one in force is in `usePlan`. */
export const useApp = create<AppStore>()((set) => ({
  app: null,
  take: (app) => {
    if (app.locale) setLocale(app.locale);
    set({ app });
  },
}));
