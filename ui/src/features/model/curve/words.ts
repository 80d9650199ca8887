import { useTranslation } from 'react-i18next';
import { compactMoney, compactNum, num, percent } from '../../../format/figures';
import type { CurveShape, ValueUnit } from '../../../ipc/bindings';
import { usePlanCurrency } from '../../../state/plan';

/** A raw value in the unit of its curve, as it is read. */
export function useValueText(): (unit: ValueUnit, value: number) => string {
  const { t } = useTranslation('model');
  const currency = usePlanCurrency();
  return (unit, value) => {
    switch (unit) {
      case 'money':
        return compactMoney(Math.round(value), currency);
      case 'percent':
        return percent(value, 1);
      case 'daysAgo':
        return t('curve.days', { count: Math.round(value), shown: num(Math.round(value)) });
      case 'number':
        return Math.abs(value) < 10 ? num(value, 2) : compactNum(value);
    }
  };
}

/** What a mark of a curve is called. */
export function useMarkName(): (shape: CurveShape, id: string) => string {
  const { t } = useTranslation('model');
  return (shape, id) => {
    switch (shape.kind) {
      case 'linear':
      case 'log':
        return t(id === 'from' ? 'curve.marks.none' : 'curve.marks.all');
      case 'sweetSpot':
        if (id === 'low') return t('curve.marks.low');
        if (id === 'high') return t('curve.marks.high');
        return t(id === 'bestFrom' ? 'curve.marks.bestFrom' : 'curve.marks.bestTo');
      case 'recency':
        return t('curve.marks.halfLife');
      default:
        return id === 'below' ? t('curve.marks.below') : t('curve.marks.band', { band: num(Number(id) + 1) });
    }
  };
}
