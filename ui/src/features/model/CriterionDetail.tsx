import { useTranslation } from 'react-i18next';
import { DataTable, Num, type TableColumn } from '../../components';
import { num } from '../../format/figures';
import type { CategoryPoints, CriterionView } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import { CurvePicture } from './CurvePicture';
import styles from './CriterionDetail.module.css';

/** The value curve at full size, in words and, for categories, value by value. */
export function CriterionDetail({ criterion }: { criterion: CriterionView }) {
  const { t } = useTranslation('model');
  const columns: TableColumn<CategoryPoints>[] = [
    { id: 'value', header: t('detail.value'), cell: (row) => row.value, sortBy: (row) => row.value },
    {
      id: 'points',
      header: t('detail.points'),
      align: 'right',
      cell: (row) => <Num value={row.points * 100} />,
      sortBy: (row) => row.points,
    },
    {
      id: 'accounts',
      header: t('detail.accounts'),
      align: 'right',
      cell: ({ value, accounts }) =>
        criterion.field === null || accounts === 0 ? (
          <Num value={accounts} />
        ) : (
          <button
            type="button"
            className={styles.open}
            aria-label={t('detail.open', { value, count: accounts, shown: num(accounts) })}
            onClick={() => criterion.field !== null && openAccounts({ kind: 'value', field: criterion.field, value })}
          >
            <Num value={accounts} />
          </button>
        ),
      sortBy: (row) => row.accounts,
    },
  ];
  return (
    <div className={styles.detail}>
      <div className={styles.words}>
        <p className={styles.sentence}>{criterion.curveSentence}</p>
        <p className={styles.note}>{t(criterion.categories.length > 0 ? 'detail.readSteps' : 'detail.readCurve')}</p>
        <p className={styles.note}>{t(`policyMeans.${criterion.missingPolicy}`)}</p>
      </div>
      {criterion.categories.length > 0 ? (
        <div className={styles.table}>
          <DataTable label={criterion.name} columns={columns} rows={criterion.categories} rowId={(row) => row.value} />
        </div>
      ) : (
        <CurvePicture criterion={criterion} height={132} />
      )}
    </div>
  );
}
