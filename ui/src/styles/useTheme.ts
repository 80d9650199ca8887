import { create } from 'zustand';
import type { ThemeName } from './theme';

/** What the person asked for; `system` follows the desktop live. */
export type ThemeChoice = ThemeName | 'system';

interface ThemeState {
  choice: ThemeChoice;
  theme: ThemeName;
  choose: (choice: ThemeChoice) => void;
}

const dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;

function resolve(choice: ThemeChoice): ThemeName {
  if (choice !== 'system') return choice;
  return dark?.matches ? 'dark' : 'light';
}

function show(theme: ThemeName): void {
  // Written before React draws, because canvases read the variables while they draw.
  document.documentElement.dataset.theme = theme;
}

/** The theme in force. It changes while the app runs when the desktop's does. */
export const useTheme = create<ThemeState>()((set) => ({
  choice: 'system',
  theme: resolve('system'),
  choose: (choice) => {
    const theme = resolve(choice);
    show(theme);
    set({ choice, theme });
  },
}));

show(useTheme.getState().theme);
dark?.addEventListener('change', () => {
  if (useTheme.getState().choice === 'system') useTheme.getState().choose('system');
});
