import {
  Checkbox as FluentCheckbox,
  Field as FluentField,
  Input,
  SearchBox as FluentSearchBox,
  Select as FluentSelect,
  Switch as FluentSwitch,
  Textarea,
} from '@fluentui/react-components';
import { useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '../format/dates';
import { editableDay, editableMoney, parseDay, parseMoney, parseNumber, parsePercent } from '../format/parse';
import { numberFormat } from '../format/locale';
import { money, num, type Currency } from '../format/figures';
import styles from './Field.module.css';

interface Labelled {
  label: string;
  /** The label is read aloud but not shown, for a field whose place says what it is. */
  hideLabel?: boolean;
  hint?: ReactNode;
  /** Why the value is not taken. */
  error?: string | null;
  required?: boolean;
  small?: boolean;
  disabled?: boolean;
}

/** A label, a control, a hint and what is wrong with it. */
export function Field({ label, hideLabel, hint, error, required, children }: Labelled & { children: ReactElement }) {
  return (
    <FluentField
      className={styles.field}
      label={hideLabel ? undefined : label}
      hint={hint ? { children: hint, className: styles.hint } : undefined}
      required={required}
      validationMessage={error ?? undefined}
      validationState={error ? 'error' : 'none'}
    >
      {children}
    </FluentField>
  );
}

const nameOf = (props: Labelled) => (props.hideLabel ? props.label : undefined);
const sizeOf = (props: Labelled) => (props.small ? 'small' : 'medium');

export interface TextInputProps extends Labelled {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Enter was pressed. */
  onEnter?: () => void;
  /** The field was left. */
  onLeave?: () => void;
  autoFocus?: boolean;
}

/** One line of text; every key press is reported. */
export function TextInput(props: TextInputProps) {
  return (
    <Field {...props}>
      <Input
        aria-label={nameOf(props)}
        size={sizeOf(props)}
        value={props.value}
        disabled={props.disabled}
        placeholder={props.placeholder}
        // Only ever in a dialog that was opened in order to type.
        autoFocus={props.autoFocus}
        onChange={(_, data) => props.onChange(data.value)}
        onKeyDown={(event) => event.key === 'Enter' && props.onEnter?.()}
        onBlur={props.onLeave}
      />
    </Field>
  );
}

export interface TextAreaProps extends TextInputProps {
  rows?: number;
  inputRef?: Ref<HTMLTextAreaElement>;
  /** What is typed is no prose: its spelling is not looked at. */
  plain?: boolean;
}

/** Several lines of text. */
export function TextArea({ inputRef, plain, ...props }: TextAreaProps) {
  return (
    <Field {...props}>
      <Textarea
        ref={inputRef}
        spellCheck={plain ? false : undefined}
        aria-label={nameOf(props)}
        value={props.value}
        disabled={props.disabled}
        placeholder={props.placeholder}
        rows={props.rows ?? 3}
        autoFocus={props.autoFocus}
        onChange={(_, data) => props.onChange(data.value)}
      />
    </Field>
  );
}

/** A search field with its own way to empty it. */
export function SearchInput({
  label,
  value,
  onChange,
  small,
  inputRef,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  small?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  return (
    <FluentSearchBox
      ref={inputRef}
      aria-label={label}
      placeholder={label}
      size={small ? 'small' : 'medium'}
      value={value}
      onChange={(_, data) => onChange(data.value)}
    />
  );
}

interface FigureProps extends Labelled {
  /** Null is a figure that is not known. */
  value: number | null;
  /** Called on Enter or when the field is left, and only with a value that is allowed and has changed. */
  onCommit: (value: number | null) => void;
  /** Called while it is typed, with every value that is allowed as it stands; null when the draft is given up. */
  onTyping?: (value: number | null) => void;
  /** Called when the draft is given up, with the value from before, where what is typed is taken at once. */
  onGiveUp?: (before: number | null) => void;
  min?: number;
  max?: number;
  /** How much an arrow key adds. */
  step?: number;
  /** Whether the field may be emptied. */
  allowEmpty?: boolean;
  /** A unit behind the figure. */
  unit?: string;
  /** A sign before it. */
  prefix?: string;
  placeholder?: string;
}

interface Writing {
  /** As it is written for editing. */
  edit: (value: number) => string;
  /** As a limit is written in a sentence. */
  show: (value: number) => string;
  parse: (text: string) => number | null;
  /** Why a text is not taken; that it is no number when left out. */
  wrong?: (text: string) => string;
}

/** What the fields for figures have in common: a draft that is taken on Enter and given up on Escape. */
function FigureInput({ writing, ...props }: FigureProps & { writing: Writing }) {
  const { t } = useTranslation('components');
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const before = useRef<number | null>(null);
  const written = props.value === null ? '' : writing.edit(props.value);

  const judge = (text: string): { value: number | null } | string => {
    if (text.trim() === '') return props.allowEmpty ? { value: null } : { value: props.value };
    const value = writing.parse(text);
    if (value === null) return writing.wrong?.(text.trim()) ?? t('number.notNumber', { text: text.trim() });
    if (props.min !== undefined && value < props.min) return t('number.atLeast', { limit: writing.show(props.min) });
    if (props.max !== undefined && value > props.max) return t('number.atMost', { limit: writing.show(props.max) });
    return { value };
  };

  const commit = () => {
    if (draft === null) return;
    const verdict = judge(draft);
    if (typeof verdict === 'string') {
      setProblem(verdict);
      return;
    }
    setDraft(null);
    setProblem(null);
    if (verdict.value !== props.value) props.onCommit(verdict.value);
    // Typed back to what it was: there is nothing to keep, and what was shown for it goes.
    else props.onTyping?.(null);
  };

  const nudge = (direction: 1 | -1) => {
    const verdict = judge(draft ?? written);
    if (typeof verdict === 'string') return;
    const stepped = (verdict.value ?? 0) + direction * (props.step ?? 1);
    // Steps such as 0.1 do not add up exactly; twelve digits are more than any field shows.
    const rounded = Number(stepped.toFixed(12));
    const value = Math.min(props.max ?? Infinity, Math.max(props.min ?? -Infinity, rounded));
    setDraft(null);
    setProblem(null);
    if (value !== props.value) props.onCommit(value);
  };

  const type = (input: HTMLInputElement) => {
    const text = input.value;
    if (draft === null) before.current = props.value;
    setDraft(text);
    const verdict = judge(text);
    // A form is not sent while one of its figures cannot be taken.
    input.setCustomValidity(typeof verdict === 'string' ? verdict : '');
    if (!props.onTyping) return;
    if (typeof verdict !== 'string' && verdict.value !== null) props.onTyping(verdict.value);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      // The first Escape gives up the draft; only the next one closes what the field stands in.
      event.stopPropagation();
      event.currentTarget.setCustomValidity('');
      setDraft(null);
      setProblem(null);
      props.onTyping?.(null);
      props.onGiveUp?.(before.current);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      nudge(event.key === 'ArrowUp' ? 1 : -1);
    }
  };

  return (
    <Field {...props} error={props.error ?? problem}>
      <Input
        aria-label={nameOf(props)}
        className={styles.number}
        size={sizeOf(props)}
        inputMode="decimal"
        disabled={props.disabled}
        placeholder={props.placeholder}
        contentBefore={props.prefix ? <span className={styles.affix}>{props.prefix}</span> : undefined}
        contentAfter={props.unit ? <span className={styles.affix}>{props.unit}</span> : undefined}
        value={draft ?? written}
        onFocus={(event) => event.target.select()}
        onChange={(event) => type(event.target)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </Field>
  );
}

/** A plain number. `digits` is the largest number of decimals shown. */
export function NumberInput({ digits = 0, ...props }: FigureProps & { digits?: number }) {
  const edit = (value: number) => numberFormat({ maximumFractionDigits: digits }).format(value);
  return <FigureInput {...props} writing={{ edit, show: (value) => num(value, digits), parse: parseNumber }} />;
}

/** A ratio, edited as a percentage: 0.25 stands there as 25. */
export function PercentInput({ digits = 1, step = 0.01, ...props }: FigureProps & { digits?: number }) {
  const edit = (value: number) => numberFormat({ maximumFractionDigits: digits }).format(value * 100);
  const writing = { edit, show: (value: number) => `${edit(value)} %`, parse: parsePercent };
  return <FigureInput unit="%" {...props} step={step} writing={writing} />;
}

/** An amount in minor units of the currency. An arrow key adds one whole unit unless `step` (minor units) says otherwise. */
export function MoneyInput({ currency, ...props }: FigureProps & { currency: Currency }) {
  const writing = {
    edit: (minor: number) => editableMoney(minor, currency),
    show: (minor: number) => money(minor, currency),
    parse: (text: string) => parseMoney(text, currency),
  };
  return <FigureInput prefix={currency.code} step={10 ** currency.minorDigits} {...props} writing={writing} />;
}

const DAY = 86_400_000;
const isoOf = (days: number) => new Date(days * DAY).toISOString().slice(0, 10);
const daysOf = (iso: string) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);

interface DayProps extends Labelled {
  /** ISO text; null is no day. */
  value: string | null;
  onCommit: (day: string | null) => void;
  /** The first day that is allowed, ISO. */
  from?: string;
  placeholder?: string;
}

/** A day, typed as the locale writes it or with the year first. An arrow key moves it by one. */
export function DayInput({ value, onCommit, from, ...props }: DayProps) {
  const { t } = useTranslation('components');
  const give = (days: number | null) => onCommit(days === null ? null : isoOf(days));
  const writing: Writing = {
    edit: (days) => editableDay(isoOf(days)),
    show: (days) => day(isoOf(days)),
    parse: (text) => {
      const iso = parseDay(text);
      return iso === null ? null : daysOf(iso);
    },
    wrong: (text) => t('number.notDay', { text, example: editableDay('2027-06-30') }),
  };
  return (
    <FigureInput
      {...props}
      allowEmpty
      placeholder={props.placeholder ?? editableDay('2027-06-30')}
      min={from === undefined ? undefined : daysOf(from)}
      value={value === null ? null : daysOf(value)}
      onCommit={give}
      onTyping={(days) => days !== null && give(days)}
      onGiveUp={give}
      writing={writing}
    />
  );
}

export interface Choice<T extends string> {
  value: T;
  label: string;
  disabled?: boolean;
}

export interface SelectProps<T extends string> extends Labelled {
  value: T | null;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
}

/** One of a few. The desktop's own list opens, with type-ahead. */
export function Select<T extends string>(props: SelectProps<T>) {
  return (
    <Field {...props}>
      <FluentSelect
        aria-label={nameOf(props)}
        size={sizeOf(props)}
        disabled={props.disabled}
        value={props.value ?? ''}
        onChange={(_, data) => props.onChange(data.value as T)}
      >
        {props.value === null && (
          <option value="" disabled>
            {props.placeholder ?? ''}
          </option>
        )}
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </FluentSelect>
    </Field>
  );
}

interface TickProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Checkbox({ label, checked, onChange, disabled, mixed }: TickProps & { mixed?: boolean }) {
  return (
    <FluentCheckbox
      label={{ children: label }}
      checked={mixed ? 'mixed' : checked}
      disabled={disabled}
      onChange={(_, data) => onChange(data.checked === true)}
    />
  );
}

export function Switch({ label, checked, onChange, disabled }: TickProps) {
  return (
    <FluentSwitch
      label={{ children: label }}
      checked={checked}
      disabled={disabled}
      onChange={(_, data) => onChange(data.checked)}
    />
  );
}
