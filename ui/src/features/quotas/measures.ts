import { sumKnown } from '../../format/figures';
import type { QuotaRow, QuotasView } from '../../ipc/bindings';

/** One bar of the way from plan to street quota, as shares of the widest. */
export interface WayStep {
  id: 'last' | 'target' | 'over' | 'street';
  amount: number;
  from: number;
  to: number;
}

/** Last year's result, the target, what is put on top, and the sum of them: nothing without a target. */
export function wayToStreet(view: Pick<QuotasView, 'settings' | 'street' | 'lastResult'>): WayStep[] {
  const { target } = view.settings;
  const { street, lastResult } = view;
  if (target === null || street === null) return [];
  const widest = Math.max(target, street, lastResult ?? 0) || 1;
  const step = (id: WayStep['id'], from: number, to: number): WayStep => ({
    id,
    amount: to - from,
    from: from / widest,
    to: to / widest,
  });
  return [
    ...(lastResult === null ? [] : [step('last', 0, lastResult)]),
    step('target', 0, target),
    step('over', target, street),
    step('street', 0, street),
  ];
}

/** Sums under the table. A figure that nobody has is missing, not zero. */
export interface QuotaTotals {
  history: number | null;
  potential: number | null;
  quota: number | null;
  /** Against the sum of last year's quotas of those who had one and carry one now. */
  change: number | null;
}

export function totalsOf(rows: readonly QuotaRow[]): QuotaTotals {
  const both = rows.filter((row) => row.quota !== null && row.lastQuota !== null);
  const before = sumKnown(both.map((row) => row.lastQuota));
  const now = sumKnown(both.map((row) => row.quota));
  return {
    history: sumKnown(rows.map((row) => row.history)),
    potential: sumKnown(rows.map((row) => row.potential)),
    quota: sumKnown(rows.map((row) => row.quota)),
    change: before && now !== null ? now / before - 1 : null,
  };
}

/** Where a row's three shares stand on one track, 0 to 1, with the widest share of all rows at the end. */
export function onTrack(row: QuotaRow, rows: readonly QuotaRow[], allQuotas: number | null) {
  const quotaShare = (each: QuotaRow) => (each.quota !== null && allQuotas ? each.quota / allQuotas : 0);
  const widest = Math.max(
    0.001,
    ...rows.map((each) =>
      Math.max((each.historyShare ?? 0) / 1000, (each.potentialShare ?? 0) / 1000, quotaShare(each)),
    ),
  );
  return {
    history: row.historyShare === null ? null : row.historyShare / 1000 / widest,
    potential: row.potentialShare === null ? null : row.potentialShare / 1000 / widest,
    quota: row.quota === null ? null : quotaShare(row) / widest,
    quotaShare: row.quota === null ? null : quotaShare(row),
  };
}
