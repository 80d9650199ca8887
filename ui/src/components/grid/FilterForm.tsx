import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterTest } from '../../ipc/bindings';
import { usePlanCurrency } from '../../state/plan';
import { Button } from '../Button';
import { Checkbox, SearchInput, Select, TextInput } from '../Field';
import { editText, readCell } from './CellEditor';
import { filterKindOf } from './filters';
import styles from './Grid.module.css';
import type { GridColumn, GridFilter } from './types';

const TEXT = ['contains', 'blank', 'notBlank'] as const;
const NUMBER = ['gte', 'lte', 'between', 'blank', 'notBlank'] as const;
type Operator = (typeof TEXT | typeof NUMBER)[number];

function operatorOf(test: FilterTest | undefined, number: boolean): Operator {
  switch (test?.kind) {
    case 'blank':
    case 'notBlank':
    case 'contains':
      return test.kind;
    case 'range':
      return test.from === null ? 'lte' : test.to === null ? 'gte' : 'between';
    default:
      return number ? 'gte' : 'contains';
  }
}

interface Props {
  column: GridColumn;
  filter: GridFilter | undefined;
  onApply: (filter: GridFilter | null) => void;
}

/** The condition on one column. */
export function FilterForm(props: Props) {
  return filterKindOf(props.column) === 'choice' ? <ChoiceFilter {...props} /> : <ConditionFilter {...props} />;
}

function ConditionFilter({ column, filter, onApply }: Props) {
  const { t } = useTranslation('components');
  const currency = usePlanCurrency();
  const number = filterKindOf(column) === 'number';
  const operators: readonly Operator[] = number ? NUMBER : TEXT;
  const test = filter?.test;
  const [operator, setOperator] = useState(() => operatorOf(test, number));
  const [text, setText] = useState(() => {
    if (test?.kind === 'contains') return test.text;
    return test?.kind === 'range' ? editText(column, test.from ?? test.to, currency) : '';
  });
  const [upTo, setUpTo] = useState(() =>
    test?.kind === 'range' && test.from !== null ? editText(column, test.to, currency) : '',
  );
  const [problem, setProblem] = useState<string | null>(null);
  const bare = operator === 'blank' || operator === 'notBlank';

  // Not by `autoFocus`: the page would jump, because the form has its place only after it is first drawn.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const soon = setTimeout(() => form.current?.querySelector('input')?.focus({ preventScroll: true }), 30);
    return () => clearTimeout(soon);
  }, []);

  const apply = (event: FormEvent) => {
    event.preventDefault();
    // The form stands in a menu's portal inside the grid; the page around it has forms of its own.
    event.stopPropagation();
    const take = (next: FilterTest) => onApply({ column: column.id, test: next });
    if (operator === 'blank' || operator === 'notBlank') return take({ kind: operator });
    if (text.trim() === '') return onApply(null);
    if (!number) return take({ kind: 'contains', text: text.trim() });
    const value = readCell(column, text, currency);
    if (typeof value !== 'number') return setProblem(t('number.notNumber', { text: text.trim() }));
    if (operator === 'gte') return take({ kind: 'range', from: value, to: null });
    if (operator === 'lte') return take({ kind: 'range', from: null, to: value });
    const end = readCell(column, upTo, currency);
    if (typeof end !== 'number') return setProblem(t('number.notNumber', { text: upTo.trim() }));
    take({ kind: 'range', from: Math.min(value, end), to: Math.max(value, end) });
  };

  return (
    <form ref={form} className={styles.filter} onSubmit={apply}>
      <Select
        small
        label={t('grid.filterOperator')}
        value={operator}
        choices={operators.map((value) => ({ value, label: t(`grid.operators.${value}`) }))}
        onChange={setOperator}
      />
      {!bare && (
        <TextInput
          small
          label={operator === 'between' ? t('grid.filterFrom') : t('grid.filterValue')}
          value={text}
          onChange={setText}
          error={problem}
        />
      )}
      {operator === 'between' && <TextInput small label={t('grid.filterTo')} value={upTo} onChange={setUpTo} />}
      <div className={styles.filterButtons}>
        <Button small look="primary" submit>
          {t('grid.filterApply')}
        </Button>
        {filter && (
          <Button small onClick={() => onApply(null)}>
            {t('grid.filterRemove')}
          </Button>
        )}
      </div>
    </form>
  );
}

function ChoiceFilter({ column, filter, onApply }: Props) {
  const { t } = useTranslation('components');
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(filter?.test.kind === 'oneOf' ? filter.test.values.map(String) : []),
  );
  const { distinct } = column;

  useEffect(() => {
    if (!distinct) return;
    let late = false;
    void distinct(search).then((values) => !late && setAsked(values));
    return () => {
      late = true;
    };
  }, [distinct, search]);

  const choices =
    column.choices?.filter((choice) => choice.label.toLocaleLowerCase().includes(search.toLocaleLowerCase())) ??
    asked.map((value) => ({ value, label: value }));

  const toggle = (value: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(value);
    else next.delete(value);
    setChosen(next);
  };

  return (
    <form
      className={styles.filter}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const values = [...chosen].sort().map((value) => (column.kind === 'tier' ? Number(value) : value));
        onApply(values.length > 0 ? { column: column.id, test: { kind: 'oneOf', values } } : null);
      }}
    >
      {(distinct || choices.length > 8) && (
        <SearchInput small label={t('grid.filterSearch')} value={search} onChange={setSearch} />
      )}
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={chosen.has(choice.value)}
            onChange={(on) => toggle(choice.value, on)}
          />
        ))}
      </div>
      <div className={styles.filterButtons}>
        <Button small look="primary" submit>
          {t('grid.filterApply')}
        </Button>
        {filter && (
          <Button small onClick={() => onApply(null)}>
            {t('grid.filterRemove')}
          </Button>
        )}
      </div>
    </form>
  );
}
