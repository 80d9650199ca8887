import { useTranslation } from 'react-i18next';
import { DataTable, Num, OpenFigure, type TableColumn } from '../../../components';
import { num } from '../../../format/figures';
import type { CategoryPoints, CriterionView, CurveShape } from '../../../ipc/bindings';
import { openAccounts } from '../../../state/open';
import { PointsInput } from './MarkFields';
import { PointsBar } from './PointsBar';
import { pointsBy, withPoints } from './shapes';
import styles from './CategoryTable.module.css';

/** Fewer accounts than this say little about a value: what they suggest is shown pale. */
const FEW = 10;

export interface CategoryTableProps {
  criterion: CriterionView;
  shape: CurveShape;
  disabled: boolean;
  onMove: (shape: CurveShape) => void;
  onSettle: (shape: CurveShape) => void;
  onCancel: () => void;
}

/** Points value by value, with what the customers on the list say about each. */
export function CategoryTable({ criterion, shape, disabled, onMove, onSettle, onCancel }: CategoryTableProps) {
  const { t } = useTranslation('model');
  const pointsOf = pointsBy(shape);
  const answers = shape.kind === 'yesNo';
  const named = (value: string) =>
    answers && (value === 'Yes' || value === 'No') ? t(`curve.answers.${value}`) : value;
  /** Points to be moved and to be typed; `next` gives the curve with others. */
  const given = (name: string, points: number, next: (points: number) => CurveShape) => {
    const label = t('curve.pointsOf', { name });
    return (
      <div className={styles.points}>
        <PointsBar
          label={label}
          points={points}
          trying={shape !== criterion.shape}
          disabled={disabled}
          onMove={(to) => onMove(next(to))}
          onSettle={(to) => onSettle(next(to))}
          onCancel={onCancel}
        />
        <PointsInput label={label} points={points} disabled={disabled} onCommit={(to) => onSettle(next(to))} />
      </div>
    );
  };
  const history: TableColumn<CategoryPoints>[] = [
    {
      id: 'customers',
      header: t('curve.customers'),
      align: 'right',
      cell: ({ customers, of }) => (
        <span className={`num ${of < FEW ? styles.pale : ''}`}>
          {t('curve.customersOf', { customers: num(customers), of: num(of) })}
        </span>
      ),
      sortBy: ({ customers, of }) => (of > 0 ? customers / of : null),
    },
    {
      id: 'lift',
      header: t('curve.lift'),
      align: 'right',
      cell: ({ lift, of }) =>
        lift === null ? (
          <Num value={null} />
        ) : (
          <span className={`num ${of < FEW ? styles.pale : ''}`} title={of < FEW ? t('curve.fewSay') : undefined}>
            {t('curve.times', { times: num(lift, lift < 10 ? 1 : 0, lift < 10) })}
          </span>
        ),
      sortBy: (row) => row.lift,
    },
  ];
  const columns: TableColumn<CategoryPoints>[] = [
    { id: 'value', header: t('detail.value'), cell: (row) => named(row.value), sortBy: (row) => named(row.value) },
    {
      id: 'accounts',
      header: t('detail.accounts'),
      align: 'right',
      cell: ({ value, accounts }) => {
        const { field } = criterion;
        if (field === null || accounts === 0) return <Num value={accounts} />;
        return (
          <OpenFigure
            label={t('detail.open', { value: named(value), count: accounts, shown: num(accounts) })}
            onOpen={() => openAccounts({ kind: 'value', field, value })}
          >
            <Num value={accounts} />
          </OpenFigure>
        );
      },
      sortBy: (row) => row.accounts,
    },
    ...(answers ? [] : history),
    {
      id: 'points',
      header: t('detail.points'),
      align: 'right',
      width: 176,
      cell: ({ value }) => given(named(value), pointsOf(value), (points) => withPoints(shape, value, points)),
      // As they are saved: a row must not leave the hand that moves it.
      sortBy: (row) => row.points,
    },
  ];
  return (
    <div className={styles.table}>
      <DataTable label={criterion.name} columns={columns} rows={criterion.categories} rowId={(row) => row.value} />
      {shape.kind === 'category' && (
        <div className={styles.other}>
          <span>{t('curve.other')}</span>
          <div className={styles.otherPoints}>
            {given(t('curve.other'), shape.other, (other) => ({ ...shape, other }))}
          </div>
        </div>
      )}
    </div>
  );
}
