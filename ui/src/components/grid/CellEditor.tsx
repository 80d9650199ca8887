import type { CustomCellEditorProps } from 'ag-grid-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Currency } from '../../format/figures';
import { numberFormat } from '../../format/locale';
import { editableMoney, parseMoney, parseNumber, parsePercent } from '../../format/parse';
import { announce } from '../Messages';
import type { GridColumn } from './types';

/** What a text means in a column: a value, null for empty, or undefined when it is not understood. */
export function readCell(column: GridColumn, text: string, currency: Currency): string | number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  switch (column.kind) {
    case 'number':
      return parseNumber(trimmed) ?? undefined;
    case 'percent':
      return parsePercent(trimmed) ?? undefined;
    case 'money':
      return parseMoney(trimmed, column.currency ?? currency) ?? undefined;
    default:
      return trimmed;
  }
}

/** A value as it stands in the editor: exact, without its unit. */
export function editText(column: GridColumn, value: unknown, currency: Currency): string {
  if (value === null || value === undefined) return '';
  switch (column.kind) {
    case 'money':
      return editableMoney(Number(value), column.currency ?? currency);
    case 'percent':
      return numberFormat({ maximumFractionDigits: 4 }).format(Number(value) * 100);
    case 'number':
      return numberFormat({ maximumFractionDigits: 12 }).format(Number(value));
    default:
      return String(value);
  }
}

type Props = CustomCellEditorProps<unknown, string | number | null> & { ours: GridColumn; currency: Currency };

/** Edits one cell. Typing replaces the value, F2 and Enter keep it; what is not understood leaves the cell as it was. */
export function CellEditor(props: Props) {
  const { t } = useTranslation('components');
  const { ours, currency, eventKey, value, initialValue, onValueChange, stopEditing } = props;
  const typed = eventKey?.length === 1 ? eventKey : null;
  const [text, setText] = useState(typed ?? editText(ours, value, currency));
  const field = useRef<HTMLElement | null>(null);
  const first = useRef(typed);

  const put = (next: string) => {
    setText(next);
    const read = readCell(ours, next, currency);
    onValueChange(read === undefined ? initialValue : read);
  };

  useEffect(() => {
    field.current?.focus();
    // The key that opened the editor is its first character, and no change event will come for it.
    if (first.current !== null) put(first.current);
    else if (field.current instanceof HTMLInputElement) field.current.select();
    // Once, when the editor opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const label = ours.header;
  if (ours.choices) {
    return (
      <select
        ref={(element) => void (field.current = element)}
        className="tl-cell-editor"
        aria-label={label}
        value={typed ? editText(ours, value, currency) : text}
        onChange={(event) => {
          put(event.target.value);
          // The grid takes the value in the next turn.
          setTimeout(stopEditing);
        }}
      >
        {text === '' && <option value="" />}
        {ours.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      ref={(element) => void (field.current = element)}
      className="tl-cell-editor"
      aria-label={label}
      value={text}
      onChange={(event) => put(event.target.value)}
      onBlur={() => {
        if (readCell(ours, text, currency) === undefined) announce(t('grid.notUnderstood', { text: text.trim() }));
      }}
    />
  );
}
