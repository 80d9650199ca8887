/**
 * The one place that talks to the desktop shell. Everything else calls these functions, so that the shell can be changed,
 * or replaced by a made-up one in tests and in the gallery, without a screen noticing.
 */
import { Channel, invoke, isTauri } from '@tauri-apps/api/core';
import { listen as listenTauri } from '@tauri-apps/api/event';

/** Stops what a subscription started. */
export type Stop = () => void;

/** What a shell must offer. */
export interface Host {
  invoke: (command: string, args: Record<string, unknown>) => Promise<unknown>;
  /** A value that `invoke` may pass on and through which the shell reports back. */
  channel: (onMessage: (message: unknown) => void) => unknown;
  listen: (event: string, handler: (payload: unknown) => void) => Promise<Stop>;
}

const tauri: Host = {
  invoke: (command, args) => invoke(command, args),
  channel: (onMessage) => new Channel<unknown>(onMessage),
  listen: (event, handler) => listenTauri(event, ({ payload }) => handler(payload)),
};

/** A plain browser tab: there is nothing to call, and callers get the same kind of refusal as from the shell. */
const nowhere: Host = {
  invoke: (command) => Promise.reject(new Error(`${command} needs the desktop app`)),
  channel: () => null,
  listen: () => Promise.resolve(() => {}),
};

let host: Host = isTauri() ? tauri : nowhere;

/** Puts another shell in place; returns what puts the old one back. For tests and the gallery. */
export function replaceHost(other: Host): Stop {
  const before = host;
  host = other;
  return () => {
    host = before;
  };
}

/** Sends one command with its request and gives its response. */
export function send(command: string, request: unknown): Promise<unknown> {
  return host.invoke(command, { request });
}

let lastTask = 0;

/**
 * Sends a command that takes long. `onProgress` hears of its progress; when `signal` is aborted the shell is asked to
 * stop, and the promise settles with what the shell answers then.
 */
export async function sendLong(
  command: string,
  request: unknown,
  onProgress: (progress: unknown) => void,
  signal?: AbortSignal,
): Promise<unknown> {
  lastTask += 1;
  const task = lastTask;
  const stop = () => void host.invoke('cancel_task', { task });
  if (signal?.aborted) throw new DOMException('cancelled before it began', 'AbortError');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await host.invoke(command, { request, progress: host.channel(onProgress), task });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Hears of an event that the shell sends by itself. */
export function listenTo(event: string, handler: (payload: unknown) => void): Promise<Stop> {
  return host.listen(event, handler);
}
