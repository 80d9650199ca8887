/** Commands as the screens call them: typed by the contract's command table, refusing with an `AppError`. */
import type { AppError, Progress } from './contract';
import { listenTo, send, sendLong, type Stop } from './transport';

/**
 * The table of commands: name to request and response. The generated table is merged into this interface, so that a
 * screen cannot call a command the backend does not have.
 */
// eslint-disable-next-line typescript/no-empty-object-type
export interface Commands {}

export type CommandName = keyof Commands & string;
export type RequestOf<N extends CommandName> = Commands[N] extends { request: infer R } ? R : never;
export type ResponseOf<N extends CommandName> = Commands[N] extends { response: infer R } ? R : never;

/** Whatever was thrown, as the refusal the person is told about. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === 'object' && thrown !== null && 'kind' in thrown) return thrown as AppError;
  return { kind: 'Internal', incident: thrown instanceof Error ? thrown.message : String(thrown) };
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
export async function callLong<N extends CommandName>(
  command: N,
  request: RequestOf<N>,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<ResponseOf<N>> {
  try {
    return (await sendLong(command, request, (message) => onProgress(message as Progress), signal)) as ResponseOf<N>;
  } catch (thrown) {
    throw asAppError(thrown);
  }
}

/** Hears of an event that the backend sends by itself. */
export function listen<T>(event: string, handler: (payload: T) => void): Promise<Stop> {
  return listenTo(event, (payload) => handler(payload as T));
}
