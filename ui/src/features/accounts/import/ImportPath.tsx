import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ErrorBar, Page, PageHeader, Stepper, Button } from '../../../components';
import { num } from '../../../format/figures';
import type { ImportCheck } from '../../../ipc/bindings';
import { changesNothing, CheckStep, useFinish } from './CheckStep';
import { ColumnsStep } from './ColumnsStep';
import { openQuestions, SURE } from './mapping';
import { SheetStep } from './SheetStep';
import styles from './Import.module.css';
import {
  currentList,
  goToStage,
  leaveImport,
  readSheets,
  repsSheetOf,
  STAGES,
  useImport,
  type ReadList,
} from './store';
import { useImportTitles } from './useTitles';

/** The answer itself, where it fits a heading. */
function checkTitle(check: ImportCheck | undefined, t: TFunction<'accounts'>): string {
  const update = check?.update;
  if (!update || check.blocked) return t('import.checkTitle');
  if (!changesNothing(check) && check.further.length > 0) return t('import.checkTitle');
  if (update.nothing) return t('import.update.titleNothing');
  const parts = [
    update.changed > 0 && t('import.update.titleChanged', { count: update.changed, shown: num(update.changed) }),
    update.new > 0 &&
      t(update.changed > 0 ? 'import.update.titleNew' : 'import.update.titleOnlyNew', {
        count: update.new,
        shown: num(update.new),
      }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : t('import.checkTitle');
}

/** What is asked about the columns, or that nothing is. */
function columnsTitle(list: ReadList | null, open: number, t: TFunction<'accounts'>): string {
  if (open > 0) return t('import.columnsTitle', { count: open });
  const tables = list?.draft.tables.length ?? 0;
  if (tables > 1) return t('import.tablesTitle', { count: tables, shown: num(tables) });
  const unsure = list && list.draft.headerRow > 0 && list.draft.headerConfidence < SURE;
  return unsure ? t('import.headerTitle', { row: num(list.draft.headerRow) }) : t('import.columnsClear');
}

/** Three calm steps from a file to accounts: what is in it, what its columns mean, what will happen. */
export function ImportPath() {
  const { t } = useTranslation('accounts');
  const state = useImport();
  const titles = useImportTitles();
  const finish = useFinish();
  const { stage, file, sheets, lists } = state;
  if (!stage || !file) return null;
  const at = STAGES.indexOf(stage);
  const list = currentList(state);
  const open = openQuestions(list?.columns ?? []).length;
  const readings = sheets.length + (state.withReps && repsSheetOf(state) !== null ? 1 : 0);
  const title = {
    sheet: t('import.sheetTitle'),
    columns: columnsTitle(list, open, t),
    check: checkTitle(finish.check, t),
  }[stage];
  const primary = {
    sheet: (
      <Button look="primary" disabled={sheets.length === 0} onClick={() => void readSheets(titles)}>
        {t('import.read', { count: readings })}
      </Button>
    ),
    columns: (
      <Button look="primary" disabled={lists.length === 0} onClick={() => goToStage('check')}>
        {t('import.goOn')}
      </Button>
    ),
    check: (
      <Button look="primary" disabled={!finish.ready} busy={finish.checking} onClick={finish.run}>
        {finish.label}
      </Button>
    ),
  }[stage];
  return (
    <Page
      fill
      header={
        <PageHeader
          question={t('import.question', { file: file.file })}
          title={title}
          actions={
            <>
              <Button onClick={leaveImport}>{t('import.cancel')}</Button>
              {primary}
            </>
          }
        >
          <div className={styles.stepper}>
            <Stepper
              steps={[t('import.steps.sheet'), t('import.steps.columns'), t('import.steps.check')]}
              current={at}
              onBack={(index) => goToStage(STAGES[index] ?? 'sheet')}
            />
          </div>
        </PageHeader>
      }
    >
      <ErrorBar error={state.error} onDismiss={() => useImport.setState({ error: null })} />
      {stage === 'sheet' && <SheetStep />}
      {stage === 'columns' && <ColumnsStep />}
      {stage === 'check' && <CheckStep finish={finish} />}
    </Page>
  );
}
