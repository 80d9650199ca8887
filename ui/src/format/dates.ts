/** How days and moments are written. Days come as ISO text, moments as milliseconds since 1970-01-01 UTC. */
import { locale } from './locale';
import { MISSING } from './figures';

const DAY = 86_400_000;

/** A day such as `Nov 22, 2026`. A text that is no day is shown as it is. */
export function day(iso: string | null | undefined): string {
  if (!iso) return MISSING;
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** This day where the person is, as ISO text. */
export function today(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}

/** How long ago something was, in the largest unit that fits; days farther back than a week are written as dates. */
export function ago(at: number, now: number): string {
  const past = Math.max(0, now - at);
  if (past >= 7 * DAY) return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(at);
  const [unit, size] =
    past >= DAY
      ? (['day', DAY] as const)
      : past >= DAY / 24
        ? (['hour', DAY / 24] as const)
        : (['minute', 60_000] as const);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-Math.floor(past / size), unit);
}
