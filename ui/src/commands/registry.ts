/**
 * The one list of what can be done now. It feeds the shortcuts, the palette, tooltips and menus, so that an action has
 * the same name and the same key wherever it is met.
 */
import { useEffect, type RefObject } from 'react';
import { create } from 'zustand';
import type { CommandKey } from '../i18n';
import { matches, type Shortcut } from './shortcut';

export interface Command {
  id: string;
  /** Key of its name in the `commands` texts. */
  labelKey: CommandKey;
  labelValues?: Record<string, string | number>;
  shortcut?: Shortcut;
  /** A second key for the same thing, such as Ctrl+Y. */
  alsoShortcut?: Shortcut;
  /** Stands aside while a text field has the focus, which has its own meaning for the key. */
  yieldsToText?: boolean;
  /** Its keys count only while the focus is in here; elsewhere they keep their own meaning. */
  keysIn?: RefObject<Element | null>;
  /** Left out of the palette, for example because it opens the palette. */
  hidden?: boolean;
  enabled?: boolean;
  run: () => void;
}

interface Registry {
  commands: ReadonlyMap<string, Command>;
}

const useRegistry = create<Registry>()(() => ({ commands: new Map() }));

/** Offers commands while the component that names them is on the screen. Keep the list stable with `useMemo`. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    useRegistry.setState((state) => {
      const next = new Map(state.commands);
      for (const command of commands) next.set(command.id, command);
      return { commands: next };
    });
    return () =>
      useRegistry.setState((state) => {
        const next = new Map(state.commands);
        // A newer offer under the same name stays.
        for (const command of commands) if (next.get(command.id) === command) next.delete(command.id);
        return { commands: next };
      });
  }, [commands]);
}

/** One command as it stands now; undefined while nobody offers it. */
export function useCommand(id: string): Command | undefined {
  return useRegistry((state) => state.commands.get(id));
}

/** All commands that can be chosen now. */
export function useAllCommands(): ReadonlyMap<string, Command> {
  return useRegistry((state) => state.commands);
}

/** The ids of the commands that can be had now. */
export function offered(commands: ReadonlyMap<string, Command>): string[] {
  return [...commands.values()].filter((command) => command.enabled !== false).map((command) => command.id);
}

/** The command that takes back the last change; buttons beside what was done call it too. */
export const UNDO = 'edit.undo';

/** Runs a command by name, as the native menu does. Gives false when it is not to be had now. */
export function runCommand(id: string): boolean {
  const command = useRegistry.getState().commands.get(id);
  if (!command || command.enabled === false) return false;
  command.run();
  return true;
}

/** Whether what has the focus takes text, and with it the keys of the clipboard. */
export function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.tagName === 'TEXTAREA' ||
      (target.tagName === 'INPUT' && !/^(checkbox|radio|range|button)$/.test((target as HTMLInputElement).type)))
  );
}

/** Answers a key press with the command it belongs to. */
export function handleShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  for (const command of useRegistry.getState().commands.values()) {
    const hit =
      (command.shortcut && matches(event, command.shortcut)) ||
      (command.alsoShortcut && matches(event, command.alsoShortcut));
    if (!hit) continue;
    if (command.yieldsToText && typing(event.target)) return;
    if (command.keysIn && !command.keysIn.current?.contains(event.target as Node)) continue;
    // Also when it is not to be had now: the web view's own meaning of the key must not show through.
    event.preventDefault();
    if (command.enabled !== false) command.run();
    return;
  }
}

/** Listens for shortcuts while mounted; once, in the frame. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleShortcut);
    return () => window.removeEventListener('keydown', handleShortcut);
  }, []);
}
