import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, DayInput, MoneyInput, NumberInput, PercentInput, SearchInput } from '../../../components';
import { num } from '../../../format/figures';
import type { GateField, GateTestView } from '../../../ipc/bindings';
import { usePlanCurrency } from '../../../state/plan';
import type { ConditionKind } from './conditions';
import styles from './GateDialog.module.css';

/** From so many values on, a list can be searched. */
const SEARCHED = 10;

export interface ConditionFieldsProps {
  kind: ConditionKind;
  field: GateField;
  test: GateTestView;
  onChange: (test: GateTestView) => void;
}

/** What is left to say of a condition once its kind is chosen. */
export function ConditionFields({ kind, field, test, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation('model');
  const hint = field.spread === null ? undefined : t('gates.spread', { spread: field.spread });
  if (test.kind === 'number' || test.kind === 'amount') {
    const ends = kind === 'atLeast' ? (['from'] as const) : kind === 'atMost' ? (['to'] as const) : BOTH;
    return (
      <div className={styles.ends}>
        {ends.map((end) => (
          <Figure
            key={end}
            field={field}
            label={t(kind === 'between' ? `gates.${end}` : 'gates.value')}
            hint={end === ends[0] ? hint : undefined}
            value={test[end]}
            onCommit={(value) => onChange({ ...test, [end]: value })}
          />
        ))}
      </div>
    );
  }
  switch (test.kind) {
    case 'within': {
      const set = (days: number | null) => days !== null && onChange({ kind: 'within', days });
      return (
        <NumberInput
          label={t('gates.days')}
          hint={hint}
          min={1}
          max={36_525}
          value={test.days}
          onCommit={set}
          onTyping={set}
          onGiveUp={set}
        />
      );
    }
    case 'date': {
      const end = kind === 'until' ? 'to' : 'from';
      return (
        <DayInput
          label={t(end === 'to' ? 'gates.lastDay' : 'gates.firstDay')}
          hint={hint}
          value={test[end]}
          onCommit={(day) => onChange({ kind: 'date', from: null, to: null, [end]: day })}
        />
      );
    }
    case 'oneOf':
      return <Values field={field} chosen={test.values} onChange={(values) => onChange({ kind: 'oneOf', values })} />;
    default:
      return null;
  }
}

const BOTH = ['from', 'to'] as const;

interface FigureProps {
  field: GateField;
  label: string;
  hint: string | undefined;
  value: number | null;
  onCommit: (value: number | null) => void;
}

/** A threshold in the unit of its column. What stands below goes along while it is typed. */
function Figure({ field, onCommit, ...props }: FigureProps) {
  const currency = usePlanCurrency();
  const common = {
    ...props,
    allowEmpty: true,
    onCommit,
    onTyping: (value: number | null) => value !== null && onCommit(value),
    onGiveUp: onCommit,
  };
  switch (field.kind) {
    case 'money':
      return <MoneyInput {...common} currency={currency} />;
    case 'percent':
      return <PercentInput {...common} />;
    default:
      return <NumberInput {...common} digits={4} />;
  }
}

/** The values of a column to tick, the most frequent first. What was chosen and is no longer on the list stays to be seen. */
function Values(props: { field: GateField; chosen: readonly string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation('model');
  const { field, chosen, onChange } = props;
  const [search, setSearch] = useState('');
  const gone = chosen.filter((value) => !field.values.some((each) => each.value === value));
  const all = [...gone.map((value) => ({ value, accounts: 0 })), ...field.values];
  const wanted = search.trim().toLowerCase();
  const shown = all.filter(({ value }) => value.toLowerCase().includes(wanted));
  return (
    <fieldset className={styles.values}>
      <legend>{t('gates.values', { shown: num(chosen.length), count: chosen.length })}</legend>
      {all.length > SEARCHED && (
        <div className={styles.search}>
          <SearchInput small label={t('gates.search', { column: field.label })} value={search} onChange={setSearch} />
        </div>
      )}
      <div className={styles.list}>
        {shown.map(({ value, accounts }) => (
          <Checkbox
            key={value}
            label={
              <>
                {value} <span className={styles.soft}>{num(accounts)}</span>
              </>
            }
            checked={chosen.includes(value)}
            onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((each) => each !== value))}
          />
        ))}
      </div>
    </fieldset>
  );
}
