import { useTranslation } from 'react-i18next';
import { TableIcon } from '../../../components';
import { num } from '../../../format/figures';
import type { ImportSheet } from '../../../ipc/bindings';
import styles from './Import.module.css';
import { readSheet, setImport, useImport } from './store';
import { useImportTitles } from './useTitles';

/** What is in the file: its sheets, with the one that looks like the account list chosen. */
export function SheetStep() {
  const { t } = useTranslation('accounts');
  const { file, sheet } = useImport();
  const titles = useImportTitles();
  if (!file) return null;
  const noteOf = (each: ImportSheet) => {
    if (each.name === file.suggested) return t('import.looksLikeAccounts');
    if (each.name === file.repsSheet) return t('import.looksLikeReps');
    return each.hidden ? t('import.hiddenSheet') : '';
  };
  return (
    <div className={styles.narrow}>
      <p className={styles.lead}>{t('import.sheetLead', { count: file.sheets.length, format: file.format })}</p>
      <div className={styles.sheets} role="radiogroup" aria-label={t('import.steps.sheet')}>
        {file.sheets.map((each) => (
          <label key={each.name} className={`${styles.sheet} ${each.name === sheet ? styles.chosen : ''}`}>
            <input
              type="radio"
              name="sheet"
              className={styles.radio}
              checked={each.name === sheet}
              onChange={() => setImport({ sheet: each.name })}
              onDoubleClick={() => void readSheet(titles, each.name)}
              onKeyDown={(event) => event.key === 'Enter' && void readSheet(titles, each.name)}
            />
            <TableIcon aria-hidden />
            <span className={styles.sheetName}>{each.name}</span>
            <span className={styles.sheetNote}>{noteOf(each)}</span>
            <span className={`${styles.sheetSize} num`}>
              {each.rows !== null &&
                (each.columns === null
                  ? t('import.sheetRows', { count: each.rows, shown: num(each.rows) })
                  : t('import.sheetSize', {
                      rows: t('import.sheetRows', { count: each.rows, shown: num(each.rows) }),
                      columns: t('import.sheetColumns', { count: each.columns, shown: num(each.columns) }),
                    }))}
            </span>
          </label>
        ))}
      </div>
      {file.remarks.map((remark) => (
        <p key={remark} className={styles.remark}>
          {remark}
        </p>
      ))}
      <p className={styles.remark}>{t('import.untouched')}</p>
    </div>
  );
}
