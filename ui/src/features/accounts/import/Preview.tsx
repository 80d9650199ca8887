import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDraft, PreviewRow } from '../../../ipc/bindings';
import type { Mapped } from './mapping';
import styles from './Import.module.css';

interface Props {
  draft: ImportDraft;
  columns: readonly Mapped[];
  /** The column whose meaning is looked at below. */
  marked: number | null;
  onMark: (index: number | null) => void;
  onHeader: (row: number) => void;
}

const LOOKS: Record<PreviewRow['part'], string | undefined> = {
  above: styles.greyed,
  header: styles.headerRow,
  data: undefined,
  leftOut: styles.greyed,
};

/** The first rows as a spreadsheet shows them; a click on a row's number makes it the header. */
export function Preview({ draft, columns, marked, onMark, onHeader }: Props) {
  const { t } = useTranslation('accounts');
  const table = useRef<HTMLTableElement>(null);
  const reasonOf = (row: PreviewRow) => {
    const said = draft.leftOut.find((each) => each.examples.includes(row.number))?.reason;
    if (row.part === 'above') return said ?? t('import.above');
    return row.part === 'leftOut' ? (said ?? t('import.leftOutRow')) : undefined;
  };
  useEffect(() => {
    if (marked === null) return;
    table.current?.querySelector(`[data-column="${marked}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [marked]);
  const classOf = (index: number) =>
    [index === marked && styles.marked, columns[index]?.include === false && styles.away].filter(Boolean).join(' ');
  return (
    <div className={styles.preview}>
      <table ref={table} aria-label={t('import.preview')}>
        <thead>
          <tr>
            <th className={styles.corner}>
              <span className="visually-hidden">{t('import.row')}</span>
            </th>
            {columns.map((column) => (
              <th key={column.index} data-column={column.index} className={classOf(column.index)} scope="col">
                {column.letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {draft.preview.map((row) => {
            const reason = reasonOf(row);
            const header = row.part === 'header';
            return (
              <tr key={row.number} className={LOOKS[row.part]} title={reason}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.rowNumber}
                    aria-pressed={header}
                    title={header ? t('import.isHeader') : t('import.makeHeader', { row: row.number })}
                    onClick={() => !header && onHeader(row.number)}
                  >
                    {row.number}
                  </button>
                </th>
                {columns.map((column) => (
                  <td
                    key={column.index}
                    className={classOf(column.index)}
                    onMouseEnter={() => onMark(column.index)}
                    onMouseLeave={() => onMark(null)}
                  >
                    {row.cells[column.index] ?? ''}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
