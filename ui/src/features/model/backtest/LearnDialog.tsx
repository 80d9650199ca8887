import { useTranslation } from 'react-i18next';
import { DataTable, Dialog, ErrorBar, Num, ShareBar, type TableColumn } from '../../../components';
import { num } from '../../../format/figures';
import type { LearnedCriterion, OutcomeRef, WeightView } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import styles from './Backtest.module.css';

export interface LearnDialogProps {
  outcome: OutcomeRef;
  more: boolean;
  onClose: () => void;
  onKeep: (weights: WeightView[]) => void;
}

/** Which weights would fit the outcome, beside those of today, or why nobody can tell. */
export function LearnDialog({ outcome, more, onClose, onKeep }: LearnDialogProps) {
  const { t } = useTranslation('model');
  const { data, error } = useQueryCommand('learn_weights', { outcome, more });
  const weights = data?.weights ?? null;
  const columns: TableColumn<LearnedCriterion>[] = [
    { id: 'name', header: t('how.criterion'), cell: ({ name }) => name },
    {
      id: 'before',
      header: t('learn.before'),
      align: 'right',
      cell: ({ before }) => <Num value={before / 10} digits={1} fixed />,
    },
    {
      id: 'after',
      header: t('learn.after'),
      align: 'right',
      cell: ({ after }) => (
        <strong>
          <Num value={after / 10} digits={1} fixed />
        </strong>
      ),
    },
    {
      id: 'bar',
      header: t('learn.after'),
      hideHeader: true,
      width: 110,
      cell: ({ after }) => <ShareBar ratio={after / 1000} />,
    },
    { id: 'sentence', header: t('learn.says'), cell: ({ sentence }) => sentence },
    {
      id: 'odds',
      header: t('learn.odds'),
      align: 'right',
      cell: ({ odds }) =>
        odds && (
          <span className="num" title={t('backtest.between', { low: times(odds.low), high: times(odds.high) })}>
            {t('backtest.times', { times: times(odds.value) })}
          </span>
        ),
    },
  ];
  return (
    <Dialog
      open
      wide
      title={t('learn.title')}
      primary={weights ? { label: t('learn.keep'), onClick: () => onKeep(weights) } : undefined}
      onClose={onClose}
    >
      <ErrorBar error={error} />
      {data && (
        <div className={styles.column}>
          <p className={styles.headline} role="status">
            {data.headline}
          </p>
          {data.criteria.length > 0 && (
            <DataTable
              label={t('learn.title')}
              columns={columns}
              rows={data.criteria}
              rowId={({ criterion }) => criterion}
            />
          )}
          {weights && (
            <ul className={`${styles.said} ${styles.note}`}>
              {[...data.doubts, t('learn.note')].map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Dialog>
  );
}

/** More than a hundred times is more than anybody can weigh. */
function times(odds: number | null): string {
  if (odds === null) return '–';
  if (odds > 100) return `>${num(100)}`;
  return num(odds, odds < 10 ? 1 : 0);
}
