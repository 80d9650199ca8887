import { renderHook } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { handleShortcut, runCommand, useCommands, type Command } from './registry';
import { matches, written } from './shortcut';

const press = (key: string, held: Partial<KeyboardEventInit> = {}) =>
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });

describe('shortcuts', () => {
  it('are written as the desktop writes them', () => {
    expect(written('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(written('Mod+Shift+Z', true)).toBe('⇧⌘Z');
  });

  it('tell undo from redo', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true });
    expect(matches(redo, 'Mod+Z', false)).toBe(false);
    expect(matches(redo, 'Mod+Shift+Z', false)).toBe(true);
  });

  it('do not answer to the other desktop’s key', () => {
    expect(matches(press('k', { metaKey: true }), 'Mod+K', false)).toBe(false);
    expect(matches(press('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
  });
});

describe('the registry', () => {
  const undo = (run: () => void, enabled = true): Command => ({
    id: 'undo',
    labelKey: 'undo',
    shortcut: 'Mod+Z',
    yieldsToText: true,
    enabled,
    run,
  });

  it('runs a command by its key and by its name while it is offered', () => {
    const run = vi.fn();
    const offered = [undo(run)];
    const { unmount } = renderHook(() => useCommands(offered));
    handleShortcut(press('z', { ctrlKey: true }));
    expect(runCommand('undo')).toBe(true);
    expect(run).toHaveBeenCalledTimes(2);
    unmount();
    expect(runCommand('undo'), 'nobody offers it any more').toBe(false);
  });

  it('leaves a text field its own undo', () => {
    const run = vi.fn();
    const offered = [undo(run)];
    renderHook(() => useCommands(offered));
    const input = document.body.appendChild(document.createElement('input'));
    const event = press('z', { ctrlKey: true });
    input.addEventListener('keydown', handleShortcut);
    input.dispatchEvent(event);
    expect(run).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(false);
    input.remove();
  });

  it('answers to a key only where it counts, and by name from anywhere', () => {
    const run = vi.fn();
    const list = document.body.appendChild(document.createElement('div'));
    const cell = list.appendChild(document.createElement('button'));
    const copy = [{ ...undo(run), id: 'copy', shortcut: 'Mod+C', keysIn: { current: list } }];
    renderHook(() => useCommands(copy));
    const outside = press('c', { ctrlKey: true });
    document.body.addEventListener('keydown', handleShortcut, { once: true });
    document.body.dispatchEvent(outside);
    expect(outside.defaultPrevented, 'words selected elsewhere are copied as ever').toBe(false);
    cell.addEventListener('keydown', handleShortcut);
    cell.dispatchEvent(press('c', { ctrlKey: true }));
    expect(run).toHaveBeenCalledTimes(1);
    runCommand('copy');
    expect(run).toHaveBeenCalledTimes(2);
    list.remove();
  });

  it('swallows the key of a command that cannot be had now', () => {
    const run = vi.fn();
    const offered = [undo(run, false)];
    renderHook(() => useCommands(offered));
    const event = press('z', { ctrlKey: true });
    handleShortcut(event);
    expect(run).not.toHaveBeenCalled();
    expect(event.defaultPrevented, 'the web view must not undo something else').toBe(true);
  });
});
