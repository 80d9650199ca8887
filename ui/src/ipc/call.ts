/** Commands as the screens call them: typed by the contract's command table, refusing with an `AppError`. */
import type { AppError, AppEvent, CommandMap, LongCommandMap, Progress } from './bindings';
import { listenTo, send, sendLong, type Stop } from './transport';

export type CommandName = keyof CommandMap;
export type RequestOf<N extends CommandName> = CommandMap[N]['request'];
export type ResponseOf<N extends CommandName> = CommandMap[N]['response'];
export type LongCommandName = keyof LongCommandMap;

/** Whatever was thrown, as the refusal the person is told about. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === 'object' && thrown !== null && 'kind' in thrown) return thrown as AppError;
  return { kind: 'internal', incident: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** Sends a command. Rejects with an `AppError`. */
export async function call<N extends CommandName>(command: N, request: RequestOf<N>): Promise<ResponseOf<N>> {
  try {
    return (await send(command, request)) as ResponseOf<N>;
  } catch (thrown) {
    throw asAppError(thrown);
  }
}

/** Sends a command that takes long, with its progress and a signal that cancels it. */
export async function callLong<N extends LongCommandName>(
  command: N,
  request: LongCommandMap[N]['request'],
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<LongCommandMap[N]['response']> {
  try {
    return (await sendLong(
      command,
      request,
      (message) => onProgress(message as Progress),
      signal,
    )) as LongCommandMap[N]['response'];
  } catch (thrown) {
    throw asAppError(thrown);
  }
}

/** Hears of what the backend says by itself: files dropped, a plan to open, an entry of the native menu. */
export function onAppEvent(handler: (event: AppEvent) => void): Promise<Stop> {
  return listenTo('tierline', (payload) => handler(payload as AppEvent));
}
