import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, CheckMarkIcon, AttentionIcon, Select, TextInput, Tooltip } from '../../../components';
import { num, percent } from '../../../format/figures';
import type { CellKind, ColumnReading, FieldRoleView } from '../../../ipc/bindings';
import { CellValue } from '../CellValue';
import {
  asksReading,
  isUnsure,
  KINDS,
  openQuestions,
  questionOf,
  ROLES,
  SURE,
  withChange,
  withReading,
  withRole,
  type Mapped,
} from './mapping';
import styles from './Import.module.css';
import { Preview } from './Preview';
import { Remembered } from './Remembered';
import { readSheet, setColumns, useImport } from './store';
import { useImportTitles } from './useTitles';

/** What the columns mean: the sheet as the spreadsheet shows it, and under it every column with its reading. */
export function ColumnsStep() {
  const { t } = useTranslation('accounts');
  const { draft, columns, sheet } = useImport();
  const titles = useImportTitles();
  const [marked, setMarked] = useState<number | null>(null);
  // The guesses stand first and stay there when they are answered: nothing jumps under the hand.
  const guesses = useMemo(
    () => new Set((draft?.columns ?? []).filter(isUnsure).map((column) => column.index)),
    [draft],
  );
  if (!draft || !sheet) return null;
  const ordered = [
    ...columns.filter((column) => guesses.has(column.index)),
    ...columns.filter((column) => !guesses.has(column.index)),
  ];
  const open = openQuestions(columns).length;
  const included = columns.filter((column) => column.include).length;
  const header = (row: number) => void readSheet(titles, sheet, row);
  const change = (index: number, to: Partial<Mapped>) => setColumns(withChange(columns, index, to));
  return (
    <>
      <section className={styles.part} aria-label={t('import.preview')}>
        <p className={styles.partNote}>
          {draft.headerRow > 0 ? t('import.headerAt', { row: num(draft.headerRow) }) : t('import.noHeader')}{' '}
          {t('import.headerHint')}
          {draft.headerRow > 0 && (
            <Button small look="quiet" onClick={() => header(0)}>
              {t('import.setNoHeader')}
            </Button>
          )}
        </p>
        <Preview draft={draft} columns={columns} marked={marked} onMark={setMarked} onHeader={header} />
      </section>
      <section className={styles.mapping} aria-label={t('import.meaning')}>
        <p className={styles.partNote}>
          {draft.remembered && <Remembered remembered={draft.remembered} />}{' '}
          {open > 0
            ? t('import.toLookAt', { count: open, shown: num(open), all: num(included) })
            : t('import.allClear', { count: included, shown: num(included) })}
          {draft.remarks.map((remark) => (
            <span key={remark}> {remark}</span>
          ))}
        </p>
        <div className={styles.columnsScroll}>
          <table className={styles.columns}>
            <thead>
              <tr>
                <th className={styles.takeHead}>
                  <span className="visually-hidden">{t('import.take')}</span>
                </th>
                <th className={styles.nameHead}>{t('import.column')}</th>
                <th className={styles.meansHead}>{t('import.means')}</th>
                <th>{t('import.reading2')}</th>
                <th className={`${styles.right} ${styles.filledHead}`}>{t('import.filled')}</th>
              </tr>
            </thead>
            <tbody>
              {ordered.map((column) => (
                <ColumnRow
                  key={column.index}
                  column={column}
                  marked={column.index === marked}
                  onMark={setMarked}
                  onRole={(role) => setColumns(withRole(columns, column.index, role))}
                  onChange={(to) => change(column.index, to)}
                  onReading={(reading) => setColumns(withReading(columns, column.index, reading))}
                />
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

interface RowProps {
  column: Mapped;
  marked: boolean;
  onMark: (index: number | null) => void;
  onRole: (role: FieldRoleView) => void;
  onChange: (change: Partial<Mapped>) => void;
  onReading: (reading: ColumnReading) => void;
}

const NUMERIC: ReadonlySet<CellKind> = new Set(['number', 'percent', 'money']);

function ColumnRow({ column, marked, onMark, onRole, onChange, onReading }: RowProps) {
  const { t } = useTranslation('accounts');
  const roles = ROLES.map((value) => ({ value, label: t(`role.${value}`) }));
  const kinds = KINDS.map((value) => ({ value: value as CellKind, label: t(`kind.${value}`) }));
  const all = column.filled + column.blank;
  // How decimals are written means nothing for a name.
  const notation = NUMERIC.has(column.kind) ? column.notation : null;
  const asks = column.include && column.confidence < SURE && !column.settled;
  return (
    <tr
      className={[marked && styles.markedRow, !column.include && styles.awayRow].filter(Boolean).join(' ')}
      onMouseEnter={() => onMark(column.index)}
      onMouseLeave={() => onMark(null)}
      onFocus={() => onMark(column.index)}
    >
      <td className={styles.take}>
        <Checkbox
          label={<span className="visually-hidden">{t('import.takeColumn', { header: column.header })}</span>}
          checked={column.include}
          onChange={(include) => onChange({ include })}
        />
      </td>
      <td className={styles.columnName}>
        <span className={styles.letter}>{column.letter}</span>
        <span className={styles.header} title={column.header}>
          {column.header === '' ? t('import.noName') : column.header}
        </span>
        {column.hidden && <span className={styles.tag}>{t('import.hiddenColumn')}</span>}
        <span className={styles.examples} title={column.examples.join('\n')}>
          {column.examples.join(' · ')}
        </span>
      </td>
      <td>
        <div className={styles.role}>
          <Select
            small
            hideLabel
            label={t('import.meaningOf', { header: column.header })}
            value={column.role}
            choices={roles}
            onChange={onRole}
          />
        </div>
      </td>
      <td>
        <div className={styles.verdict}>
          {column.role === 'custom' && (
            <div className={styles.kind}>
              <Select
                small
                hideLabel
                label={t('import.kindOf', { header: column.header })}
                value={column.kind}
                choices={kinds}
                onChange={(kind) => onChange({ kind })}
              />
            </div>
          )}
          {column.role === 'productRevenue' && (
            <div className={styles.kind}>
              <TextInput
                small
                hideLabel
                label={t('import.productOf', { header: column.header })}
                value={column.product ?? ''}
                onChange={(product) => onChange({ product })}
              />
            </div>
          )}
          {asks ? (
            <>
              <Tooltip describes content={t('import.confidence', { share: percent(column.confidence / 1000) })}>
                <span className={styles.asks}>
                  <AttentionIcon aria-hidden />
                  {t('import.please')}
                </span>
              </Tooltip>
              <Button small onClick={() => onChange({})}>
                {t('import.right')}
              </Button>
              {column.alternative && (
                <Button small onClick={() => column.alternative && onRole(column.alternative)}>
                  {t('import.rather', { role: t(`role.${column.alternative}`) })}
                </Button>
              )}
            </>
          ) : questionOf(column) ? null : (
            <span className={styles.clear}>
              {column.include && <CheckMarkIcon aria-hidden />}
              {column.include ? (notation ?? t('import.clear')) : t('import.notTaken')}
            </span>
          )}
          <Reading column={column} onReading={onReading} />
          {column.include && column.problems > 0 && (
            <span className={styles.problems}>
              {t('import.problems', { count: column.problems, shown: num(column.problems) })}
            </span>
          )}
        </div>
      </td>
      <td className={`${styles.right} num`} title={t('import.filledOf', { filled: num(column.filled), all: num(all) })}>
        {percent(all > 0 ? column.filled / all : null)}
      </td>
    </tr>
  );
}

/** Asks once how a cell that can be read two ways is read, and says how it is read from then on. */
function Reading({ column, onReading }: { column: Mapped; onReading: (reading: ColumnReading) => void }) {
  const { t } = useTranslation('accounts');
  const question = questionOf(column);
  if (!question) return null;
  const kind = column.kind === 'date' ? 'date' : 'number';
  const answers = question.answers.map(({ reading, becomes }) => ({
    reading,
    shown: <CellValue kind={kind} value={becomes} />,
  }));
  const chosen = answers.find((answer) => answer.reading === question.reading);
  if (asksReading(column)) {
    return (
      <span
        role="group"
        aria-label={t('import.whatIs', { example: question.example })}
        className={`${styles.asks} ${styles.ways}`}
      >
        <AttentionIcon aria-hidden />
        {t('import.whatIs', { example: question.example })}
        {answers.map(({ reading, shown }) => (
          <Button key={reading} small onClick={() => onReading(reading)}>
            {shown}
          </Button>
        ))}
      </span>
    );
  }
  const other = answers.find((answer) => answer.reading !== question.reading);
  return (
    <span className={styles.clear}>
      <CheckMarkIcon aria-hidden />
      {question.example} → {chosen?.shown}
      {other && (
        <Button small look="quiet" onClick={() => onReading(other.reading)}>
          {t('import.readOther')}
        </Button>
      )}
    </span>
  );
}
