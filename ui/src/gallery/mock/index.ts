/**
 * A made-up shell for `?mock`: the whole window in a browser tab, over invented accounts. `?mock=start` has no plan open;
 * `&step=tiers`, `&theme=dark`, `&account=12`, `&segment={"kind":"tier","tier":0}` open it somewhere. Every file in
 * `handlers` exports `quick` (and `long`) answers; the last one to name a command wins.
 */
import type { AppEvent, CommandMap, LongCommandMap, Progress, Step } from '../../ipc/bindings';
import { replaceHost } from '../../ipc/transport';
import { openAccount, openAccounts } from '../../state/open';
import { useWindow } from '../../state/window';
import { useTheme } from '../../styles/useTheme';
import { world } from './world';

export type Quick = { [N in keyof CommandMap]?: (request: CommandMap[N]['request']) => CommandMap[N]['response'] };
export type Long = {
  [N in keyof LongCommandMap]?: (
    request: LongCommandMap[N]['request'],
    report: (progress: Progress) => void,
    pause: (milliseconds: number) => Promise<void>,
  ) => Promise<LongCommandMap[N]['response']>;
};

const files = import.meta.glob<{ quick?: Quick; long?: Long }>('./handlers/*.ts', { eager: true });
type Any = (request: unknown, ...more: unknown[]) => unknown;
const quick: Record<string, Any> = Object.assign({}, ...Object.values(files).map((file) => file.quick));
const long: Record<string, Any> = Object.assign({}, ...Object.values(files).map((file) => file.long));

const stopped = new Set<unknown>();
const hearing = new Set<(payload: unknown) => void>();

/** Says something as the shell would; in the console as `mockEvent({kind: 'filesHover', over: true})`. */
export function say(event: AppEvent): void {
  for (const handler of hearing) handler(event);
}

export function installMock(): void {
  replaceHost({
    channel: (onMessage) => onMessage,
    listen: async (_, handler) => {
      hearing.add(handler);
      return () => void hearing.delete(handler);
    },
    invoke: async (command, args) => {
      await new Promise((resolve) => setTimeout(resolve, 25));
      if (command === 'cancel_task') return void stopped.add(args.task);
      const pause = async (milliseconds: number) => {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        if (stopped.has(args.task)) throw { kind: 'cancelled' };
      };
      const answer = quick[command]
        ? quick[command](args.request)
        : long[command]
          ? await long[command](args.request, args.progress, pause)
          : undefined;
      if (answer === undefined) throw { kind: 'internal', incident: `no mock answers ${command}` };
      // As over the wire: the window must never hold what the world goes on changing.
      return structuredClone(answer);
    },
  });
  const asked = new URLSearchParams(location.search);
  if (asked.get('mock') === 'start') world.open = false;
  const theme = asked.get('theme');
  if (theme === 'light' || theme === 'dark') useTheme.getState().choose(theme);
  const segment = asked.get('segment');
  world.lastStep = segment ? null : ((asked.get('step') as Step | null) ?? null);
  if (world.lastStep) useWindow.getState().go(world.lastStep);
  if (segment) openAccounts(JSON.parse(segment) as never);
  const account = asked.get('account');
  if (account) openAccount(Number(account));
  Object.assign(window, { mockEvent: say });
}
