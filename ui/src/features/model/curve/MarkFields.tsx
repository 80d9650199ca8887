import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { AddIcon, Button, DeleteIcon, IconButton, MoneyInput, NumberInput, PercentInput } from '../../../components';
import { num } from '../../../format/figures';
import type { CurveScale, CurveShape, ValueUnit } from '../../../ipc/bindings';
import { usePlanCurrency } from '../../../state/plan';
import { marksOf, withBand, withMark, withoutBand } from './shapes';
import { useMarkName } from './words';
import styles from './MarkFields.module.css';

interface ValueInputProps {
  label: string;
  hideLabel?: boolean;
  unit: ValueUnit;
  value: number;
  disabled: boolean;
  onCommit: (value: number) => void;
}

/** A raw value in the unit of its field, to be typed. */
function ValueInput({ unit, onCommit, ...props }: ValueInputProps) {
  const { t } = useTranslation('model');
  const currency = usePlanCurrency();
  const common = { ...props, small: true, onCommit: (value: number | null) => value !== null && onCommit(value) };
  switch (unit) {
    case 'money':
      return <MoneyInput {...common} currency={currency} />;
    case 'percent':
      return <PercentInput {...common} />;
    case 'daysAgo':
      return <NumberInput {...common} min={1} max={36_500} unit={t('curve.dayUnit')} />;
    case 'number':
      return <NumberInput {...common} digits={2} />;
  }
}

/** Points of 100, to be typed. Drawn anew only when it changes itself: a table has hundreds of them. */
export const PointsInput = memo(function PointsInput(props: {
  label: string;
  points: number;
  disabled: boolean;
  onCommit: (points: number) => void;
}) {
  return (
    <NumberInput
      label={props.label}
      hideLabel
      small
      min={0}
      max={100}
      value={Math.round(props.points * 100)}
      disabled={props.disabled}
      onCommit={(value) => value !== null && props.onCommit(value / 100)}
    />
  );
});

export interface MarkFieldsProps {
  shape: CurveShape;
  scale: CurveScale;
  disabled: boolean;
  onSettle: (shape: CurveShape) => void;
}

/** The marks of a curve as figures: for values that lie beyond the picture or must be exact. */
export function MarkFields({ shape, scale, disabled, onSettle }: MarkFieldsProps) {
  const { t } = useTranslation('model');
  const nameOf = useMarkName();
  const marks = marksOf(shape);
  if (shape.kind !== 'bands') {
    return (
      <div className={styles.fields}>
        {marks.map((mark) => (
          <ValueInput
            key={mark.id}
            label={nameOf(shape, mark.id)}
            unit={scale.unit}
            value={mark.value ?? 0}
            disabled={disabled}
            onCommit={(value) => onSettle(withMark(shape, mark.id, value, mark.points))}
          />
        ))}
      </div>
    );
  }
  const more = withBand(shape, scale);
  return (
    <div className={styles.bands}>
      <div className={styles.head} aria-hidden>
        <span>{t('curve.from')}</span>
        <span>{t('detail.points')}</span>
      </div>
      {marks.map((mark, at) => {
        const name = nameOf(shape, mark.id);
        const less = mark.value === null ? null : withoutBand(shape, at - 1);
        return (
          <div key={mark.id} className={styles.band}>
            {mark.value === null ? (
              <span className={styles.below}>{t('curve.lowest')}</span>
            ) : (
              <ValueInput
                label={t('curve.bandFrom', { band: num(at) })}
                hideLabel
                unit={scale.unit}
                value={mark.value}
                disabled={disabled}
                onCommit={(value) => onSettle(withMark(shape, mark.id, value, mark.points))}
              />
            )}
            <PointsInput
              label={t('curve.pointsOf', { name })}
              points={mark.points}
              disabled={disabled}
              onCommit={(points) => onSettle(withMark(shape, mark.id, mark.value, points))}
            />
            {mark.value !== null && (
              <IconButton
                label={t('curve.removeBand', { band: num(at) })}
                icon={<DeleteIcon />}
                disabled={disabled || less === null}
                onClick={() => less && onSettle(less)}
              />
            )}
          </div>
        );
      })}
      <Button small look="quiet" icon={<AddIcon />} disabled={disabled || !more} onClick={() => more && onSettle(more)}>
        {t('curve.addBand')}
      </Button>
    </div>
  );
}
