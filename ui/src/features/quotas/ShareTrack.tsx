import { useTranslation } from 'react-i18next';
import { percent } from '../../format/figures';
import type { QuotaRow } from '../../ipc/bindings';
import { onTrack } from './measures';
import styles from './Quotas.module.css';

interface ShareTrackProps {
  row: QuotaRow;
  rows: readonly QuotaRow[];
  allQuotas: number | null;
}

/** A rep's share of history and of potential, and between them the quota's: what the blend does, row by row. */
export function ShareTrack({ row, rows, allQuotas }: ShareTrackProps) {
  const { t } = useTranslation('quotas');
  const at = onTrack(row, rows, allQuotas);
  const text = t('table.trackOf', {
    name: row.name,
    history: percent(row.historyShare === null ? null : row.historyShare / 1000, 1),
    potential: percent(row.potentialShare === null ? null : row.potentialShare / 1000, 1),
    quota: percent(at.quotaShare, 1),
  });
  const ends =
    at.history === null || at.potential === null
      ? null
      : [Math.min(at.history, at.potential), Math.max(at.history, at.potential)];
  return (
    <div className={styles.track} role="img" aria-label={text} title={text}>
      {ends && (
        <span
          className={styles.span}
          style={{ left: `${(ends[0] ?? 0) * 100}%`, width: `${((ends[1] ?? 0) - (ends[0] ?? 0)) * 100}%` }}
        />
      )}
      {at.history !== null && <span className={styles.dotHistory} style={{ left: `${at.history * 100}%` }} />}
      {at.potential !== null && <span className={styles.dotPotential} style={{ left: `${at.potential * 100}%` }} />}
      {at.quota !== null && <span className={styles.dotQuota} style={{ left: `${at.quota * 100}%` }} />}
    </div>
  );
}
