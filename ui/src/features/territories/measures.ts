import type { AccountQuery, GridColumn, RepView, TerritoryRow } from '../../ipc/bindings';

/** A territory, or null for the accounts without an owner. */
export type Place = number | null;

/** Minutes of work that a drag or a menu is about to move. */
export interface Moving {
  from: Place;
  to: Place;
  minutes: number;
}

/**
 * Each rep's deviation from the fair share after a move, in per mille, as the backend will count it: the fair share is
 * the share of full time. What goes to or comes from nobody changes the whole that is shared.
 */
export function deviationsAfter(rows: readonly TerritoryRow[], moving: Moving): Map<number, number> {
  const minutes = (row: TerritoryRow) =>
    row.minutes + (row.rep.id === moving.to ? moving.minutes : 0) - (row.rep.id === moving.from ? moving.minutes : 0);
  const work = rows.reduce((sum, row) => sum + minutes(row), 0);
  const full = rows.reduce((sum, row) => sum + row.rep.shareOfFullTime, 0);
  return new Map(
    rows.map((row) => {
      const fair = full > 0 ? (work * row.rep.shareOfFullTime) / full : 0;
      return [row.rep.id, fair > 0 ? Math.round((minutes(row) / fair - 1) * 1000) : 0];
    }),
  );
}

/** The deviation, as a ratio, at the ends of the balance bars: all on one scale that holds nearly all of them. */
export function reachOf(rows: readonly TerritoryRow[], tolerance: number): number {
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.deviation ?? 0))) / 1000;
  return Math.min(1, Math.max((2 * tolerance) / 1000, Math.ceil(largest * 10) / 10));
}

/** The columns the compact list asks for: the name, where it is, and the figures that matter when it changes hands. */
export function listColumns(columns: readonly GridColumn[]): string[] {
  const withRole = (role: GridColumn['role']) => columns.find((column) => column.role === role)?.key;
  const place = withRole('city') ?? withRole('region') ?? withRole('country') ?? withRole('industry');
  return [withRole('name') ?? columns[0]?.key ?? 'tier', 'tier', 'minutes', 'potential', ...(place ? [place] : [])];
}

/** The accounts of a territory, the best tier first and there the largest potential. */
export function queryOf(place: Place, search: string): AccountQuery {
  return {
    segment: { kind: 'rep', rep: place },
    search,
    filters: [],
    sort: [
      { column: 'tier', descending: false },
      { column: 'potential', descending: true },
    ],
  };
}

/** An empty form for a rep. */
export const newRep = (name = ''): RepView => ({
  id: 0,
  name,
  role: null,
  baseCity: null,
  country: null,
  start: null,
  shareOfFullTime: 1000,
  lastQuota: null,
  lastResult: null,
  ote: null,
});

/** Whether a text is a day of the calendar as the wire has it: 2027-01-15. */
export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The word for where the dial between equal work and present owners stands, in per mille. */
export function dialWord(continuity: number): 'onlyFair' | 'mostlyFair' | 'even' | 'mostlyKeep' | 'onlyKeep' {
  if (continuity === 0) return 'onlyFair';
  if (continuity === 1000) return 'onlyKeep';
  if (continuity < 450) return 'mostlyFair';
  return continuity > 550 ? 'mostlyKeep' : 'even';
}
