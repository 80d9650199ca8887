import { memo, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
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

/** A value of the list; null is any other value. */
type GivenTo = string | null;

const withGiven = (shape: CurveShape, to: GivenTo, points: number): CurveShape =>
  to !== null ? withPoints(shape, to, points) : shape.kind === 'category' ? { ...shape, other: points } : shape;

interface PointsCellProps {
  to: GivenTo;
  name: string;
  points: number;
  trying: boolean;
  disabled: boolean;
  onMove: (to: GivenTo, points: number) => void;
  onSettle: (to: GivenTo, points: number) => void;
  onCancel: () => void;
}

/**
 * Points to be moved and to be typed. Its functions take the value and stay the same, so that only the cell of the value
 * that a hand moves is drawn anew, and not those of hundreds of others.
 */
const PointsCell = memo(function PointsCell({ to, name, points, onMove, onSettle, ...props }: PointsCellProps) {
  const { t } = useTranslation('model');
  const label = t('curve.pointsOf', { name });
  const settle = useCallback((next: number) => onSettle(to, next), [onSettle, to]);
  return (
    <div className={styles.points}>
      <PointsBar {...props} label={label} points={points} onMove={(next) => onMove(to, next)} onSettle={settle} />
      <PointsInput label={label} points={points} disabled={props.disabled} onCommit={settle} />
    </div>
  );
});

/** Points value by value, with what the customers on the list say about each. */
export function CategoryTable(props: CategoryTableProps) {
  const { t } = useTranslation('model');
  const { criterion, shape, disabled } = props;
  // What the cells are given stays the same, whatever the curve is by now.
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const onMove = useCallback((to: GivenTo, points: number) => {
    latest.current.onMove(withGiven(latest.current.shape, to, points));
  }, []);
  const onSettle = useCallback((to: GivenTo, points: number) => {
    latest.current.onSettle(withGiven(latest.current.shape, to, points));
  }, []);
  const onCancel = useCallback(() => latest.current.onCancel(), []);
  const shared = { trying: shape !== criterion.shape, disabled, onMove, onSettle, onCancel };
  const pointsOf = pointsBy(shape);
  const answers = shape.kind === 'yesNo';
  const { field } = criterion;
  const named = useCallback(
    (value: string) => (answers && (value === 'Yes' || value === 'No') ? t(`curve.answers.${value}`) : value),
    [answers, t],
  );
  /** What the list says of a value: the same whatever points it is given. */
  const known = useMemo((): TableColumn<CategoryPoints>[] => {
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
    return [
      { id: 'value', header: t('detail.value'), cell: (row) => named(row.value), sortBy: (row) => named(row.value) },
      {
        id: 'accounts',
        header: t('detail.accounts'),
        align: 'right',
        cell: ({ value, accounts }) => {
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
    ];
  }, [answers, field, named, t]);
  const columns: TableColumn<CategoryPoints>[] = [
    ...known,
    {
      id: 'points',
      header: t('detail.points'),
      align: 'right',
      width: 176,
      cell: ({ value }) => <PointsCell {...shared} to={value} name={named(value)} points={pointsOf(value)} />,
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
            <PointsCell {...shared} to={null} name={t('curve.other')} points={shape.other} />
          </div>
        </div>
      )}
    </div>
  );
}
