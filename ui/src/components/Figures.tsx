import { useTranslation } from 'react-i18next';
import { compactMoney, compactNum, MISSING, money, num, percent, type Currency, type Maybe } from '../format/figures';
import { usePlanCurrency } from '../state/plan';

interface FigureTextProps {
  shown: string;
  full: string;
  missing: boolean;
}

function FigureText({ shown, full, missing }: FigureTextProps) {
  const { t } = useTranslation('components');
  if (missing) {
    return (
      <span className="num">
        <span aria-hidden>{MISSING}</span>
        <span className="visually-hidden">{t('missing')}</span>
      </span>
    );
  }
  return (
    <span className="num" title={shown === full ? undefined : full}>
      {shown}
    </span>
  );
}

/** An amount in minor units: K, M and B with the full amount on hover, or written out with `full`. */
export function Money(props: { minor: Maybe; currency?: Currency; full?: boolean }) {
  const planCurrency = usePlanCurrency();
  const currency = props.currency ?? planCurrency;
  const full = money(props.minor, currency);
  const shown = props.full ? full : compactMoney(props.minor, currency);
  return <FigureText shown={shown} full={full} missing={props.minor == null} />;
}

/** A plain number, written out unless `compact`. `fixed` keeps all its digits, so that a column of them stands in line. */
export function Num(props: { value: Maybe; digits?: number; compact?: boolean; fixed?: boolean }) {
  const { value, digits = 0, compact, fixed } = props;
  const full = num(value, digits, fixed);
  return <FigureText shown={compact ? compactNum(value) : full} full={full} missing={value == null} />;
}

/** A ratio as a percentage: 0.25 is 25 %. */
export function Percent({ ratio, digits = 0 }: { ratio: Maybe; digits?: number }) {
  return <FigureText shown={percent(ratio, digits)} full={percent(ratio, 2)} missing={ratio == null} />;
}
