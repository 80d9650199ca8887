import { useTranslation } from 'react-i18next';
import { AddIcon, Button, Checkbox, TableIcon } from '../../../components';
import { num } from '../../../format/figures';
import type { ImportSheet } from '../../../ipc/bindings';
import styles from './Import.module.css';
import { addFile, chooseSheet, setImport, useImport } from './store';
import { useImportTitles } from './useTitles';

/** What is in the files: their sheets, with those chosen that look like the account list and what adds to it. */
export function SheetStep() {
  const { t } = useTranslation('accounts');
  const { file, sheets, withReps } = useImport();
  const titles = useImportTitles();
  if (!file) return null;
  const noteOf = (each: ImportSheet) => {
    if (each.name === file.suggested && each.looksLike === 'accounts') return t('import.looks.accountList');
    if (each.looksLike) return t(`import.looks.${each.looksLike}`);
    return each.hidden ? t('import.hiddenSheet') : '';
  };
  return (
    <div className={styles.narrow}>
      <p className={styles.lead}>
        {file.files > 1
          ? t('import.sheetLeadFiles', { count: file.sheets.length, files: num(file.files) })
          : t('import.sheetLead', { count: file.sheets.length, format: file.format })}
      </p>
      <div className={styles.sheets} role="group" aria-label={t('import.steps.sheet')}>
        {file.sheets.map((each) => {
          const reps = each.name === file.repsSheet;
          const chosen = reps ? withReps : sheets.includes(each.name);
          return (
            <div key={each.name} className={`${styles.sheet} ${chosen ? styles.chosen : ''}`}>
              <Checkbox
                label={
                  <span className={styles.sheetLabel}>
                    <TableIcon aria-hidden />
                    <span className={styles.sheetName}>{each.name}</span>
                  </span>
                }
                checked={chosen}
                onChange={(wanted) => (reps ? setImport({ withReps: wanted }) : chooseSheet(each.name, wanted))}
              />
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
            </div>
          );
        })}
      </div>
      <p className={styles.passed}>
        <Button small icon={<AddIcon aria-hidden />} onClick={() => void addFile(titles)}>
          {t('import.addFile')}
        </Button>
        {t('import.addFileNote')}
      </p>
      {file.remarks.map((remark) => (
        <p key={remark} className={styles.remark}>
          {remark}
        </p>
      ))}
      <p className={styles.remark}>{t('import.untouched')}</p>
    </div>
  );
}
