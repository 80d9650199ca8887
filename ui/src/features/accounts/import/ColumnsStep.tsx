import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, CheckMarkIcon, AttentionIcon, Select, TextInput, Tooltip } from '../../../components';
import { num, percent } from '../../../format/figures';
import type { CellKind, ColumnReading, FieldRoleView, Listing, RecordPart } from '../../../ipc/bindings';
import { CellValue } from '../CellValue';
import {
  asksReading,
  isUnsure,
  KINDS,
  LISTINGS,
  openQuestions,
  PARTS,
  questionOf,
  ROLES,
  SURE,
  withChange,
  withPart,
  withReading,
  withRole,
  type Mapped,
} from './mapping';
import styles from './Import.module.css';
import { Preview } from './Preview';
import { Remembered } from './Remembered';
import { ListTabs } from './ListTabs';
import { currentList, readAgain, setCurrent, useImport } from './store';
import { useImportTitles } from './useTitles';

/** What the columns mean: the sheet as the spreadsheet shows it, and under it every column with its reading. */
export function ColumnsStep() {
  const { t } = useTranslation('accounts');
  const list = useImport(currentList);
  const titles = useImportTitles();
  const [marked, setMarked] = useState<number | null>(null);
  // The guesses stand first and stay there when they are answered: nothing jumps under the hand.
  const guesses = useMemo(
    () => new Set((list?.draft.columns ?? []).filter(isUnsure).map((column) => column.index)),
    [list?.draft],
  );
  if (!list) return null;
  const { draft, columns } = list;
  const setColumns = (to: Mapped[]) => setCurrent({ columns: to });
  const ordered = [
    ...columns.filter((column) => guesses.has(column.index)),
    ...columns.filter((column) => !guesses.has(column.index)),
  ];
  const open = openQuestions(columns).length;
  const included = columns.filter((column) => column.include).length;
  const header = (headerRow: number) => void readAgain(titles, { headerRow });
  const change = (index: number, to: Partial<Mapped>) => setColumns(withChange(columns, index, to));
  return (
    <>
      <ListTabs />
      <section className={styles.part} aria-label={t('import.preview')}>
        {draft.tables.length > 1 && (
          <div className={styles.partNote}>
            <div className={styles.rowsAre}>
              <span aria-hidden>
                {t('import.tables', { count: draft.tables.length, shown: num(draft.tables.length) })}
              </span>
              <Select
                small
                hideLabel
                label={t('import.whichTable')}
                value={String(draft.headerRow)}
                choices={draft.tables.map((table) => ({
                  value: String(table.headerRow),
                  label: t('import.tableAt', {
                    row: num(table.headerRow),
                    count: table.rows,
                    shown: num(table.rows),
                  }),
                }))}
                onChange={(row) => header(Number(row))}
              />
            </div>
          </div>
        )}
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
        <div className={styles.partNote}>
          <div className={styles.rowsAre}>
            <span aria-hidden>{t('import.rowsAre')}</span>
            <Select
              small
              hideLabel
              label={t('import.rowsAre')}
              value={draft.listing}
              choices={LISTINGS.map((value) => ({ value, label: t(`import.listing.${value}`) }))}
              onChange={(listing: Listing) => void readAgain(titles, { listing })}
            />
          </div>
          {draft.remembered && <Remembered remembered={draft.remembered} />}{' '}
          {open > 0
            ? t('import.toLookAt', { count: open, shown: num(open), all: num(included) })
            : t('import.allClear', { count: included, shown: num(included) })}
          {draft.remarks.map((remark) => (
            <span key={remark}> {remark}</span>
          ))}
        </div>
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
                  listing={draft.listing}
                  marked={column.index === marked}
                  onMark={setMarked}
                  onRole={(role) => setColumns(withRole(columns, column.index, role))}
                  onPart={(part) => setColumns(withPart(columns, column.index, part))}
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
  listing: Listing;
  marked: boolean;
  onMark: (index: number | null) => void;
  onRole: (role: FieldRoleView) => void;
  onPart: (part: RecordPart | null) => void;
  onChange: (change: Partial<Mapped>) => void;
  onReading: (reading: ColumnReading) => void;
}

/** Stands for a column that says nothing of the event. */
const NOT_READ = 'none';

const NUMERIC: ReadonlySet<CellKind> = new Set(['number', 'percent', 'money']);

function ColumnRow({ column, listing, marked, onMark, onRole, onPart, onChange, onReading }: RowProps) {
  const { t } = useTranslation('accounts');
  const roles = ROLES.map((value) => ({ value, label: t(`role.${value}`) }));
  const kinds = KINDS.map((value) => ({ value: value as CellKind, label: t(`kind.${value}`) }));
  const parts: { value: RecordPart | typeof NOT_READ; label: string }[] = [
    { value: NOT_READ, label: t('import.part.none') },
    ...PARTS[listing].map((value) => ({ value, label: t(`import.part.${value}`) })),
  ];
  const events = listing !== 'accounts';
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
          disabled={events && column.part === null}
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
          {events ? (
            <Select
              small
              hideLabel
              label={t('import.meaningOf', { header: column.header })}
              value={column.part ?? NOT_READ}
              choices={parts}
              onChange={(part: RecordPart | typeof NOT_READ) => onPart(part === NOT_READ ? null : part)}
            />
          ) : (
            <Select
              small
              hideLabel
              label={t('import.meaningOf', { header: column.header })}
              value={column.role}
              choices={roles}
              onChange={onRole}
            />
          )}
        </div>
      </td>
      <td>
        <div className={styles.verdict}>
          {!events && column.role === 'custom' && (
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
          {!events && column.role === 'productRevenue' && (
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
