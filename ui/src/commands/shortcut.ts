/** Keyboard shortcuts: written once as `Mod+Shift+Z`, matched and shown as each desktop does. */

export const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** A shortcut such as `Mod+K` or `Alt+1`. `Mod` is Ctrl, on a Mac the Command key. */
export type Shortcut = string;

interface Keys {
  mod: boolean;
  shift: boolean;
  alt: boolean;
  key: string;
}

function keysOf(shortcut: Shortcut): Keys {
  const parts = shortcut.split('+');
  const key = (parts.pop() ?? '').toLowerCase();
  return { mod: parts.includes('Mod'), shift: parts.includes('Shift'), alt: parts.includes('Alt'), key };
}

/** Whether a key press is this shortcut. */
export function matches(event: KeyboardEvent, shortcut: Shortcut, mac = isMac): boolean {
  const keys = keysOf(shortcut);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (mod !== keys.mod || other || event.altKey !== keys.alt) return false;
  // With Alt held a Mac reports the character that the combination types, so the physical key decides.
  const pressed = /^Digit\d$/.test(event.code) ? event.code.slice(5) : event.key.toLowerCase();
  const shiftMatters = /^[a-z0-9]$/.test(keys.key) || keys.key.length > 1;
  return pressed === keys.key && (!shiftMatters || event.shiftKey === keys.shift);
}

const MAC_NAMES: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Delete: '⌫' };

/** The shortcut as this desktop writes it: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function written(shortcut: Shortcut, mac = isMac): string {
  const parts = shortcut.split('+');
  if (!mac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  const order = ['Alt', 'Shift', 'Mod'];
  const held = parts.slice(0, -1).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return [...held, parts.at(-1) ?? ''].map((part) => MAC_NAMES[part] ?? part).join('');
}

/** The shortcut as `aria-keyshortcuts` wants it. */
export function ariaShortcut(shortcut: Shortcut, mac = isMac): string {
  return shortcut.replace('Mod', mac ? 'Meta' : 'Control');
}
