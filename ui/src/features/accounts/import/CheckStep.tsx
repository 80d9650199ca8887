import { useMemo } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import {
  announce,
  AttentionIcon,
  Button,
  Checkbox,
  ErrorBar,
  InfoIcon,
  MessageBar,
  Num,
  Section,
  Select,
  StatFigure,
  StatStrip,
  useToast,
  Waiting,
} from '../../../components';
import { num } from '../../../format/figures';
import type { AppError, ImportCheck, IssueGroup, LeftOut } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { asAppError, call } from '../../../ipc/call';
import { usePlan } from '../../../state/plan';
import { currencyChoices } from '../../home/currencies';
import { openQuestions } from './mapping';
import styles from './Import.module.css';
import { ListTabs } from './ListTabs';
import { Example, Mended } from './Mending';
import {
  addFile,
  choicesNow,
  currentList,
  finishImport,
  goToStage,
  NO_CHOICES,
  repsSheetOf,
  setImport,
  useImport,
  type How as HowChoice,
} from './store';
import { Update } from './Update';
import { Remembered } from './Remembered';
import { Spelled } from './Spelled';
import { useImportTitles } from './useTitles';

export interface Finish {
  check: ImportCheck | undefined;
  error: AppError | null;
  again: () => void;
  checking: boolean;
  ready: boolean;
  /** What the button says. */
  label: string;
  run: () => void;
}

/** The check of the choices as they stand, and the import itself. */
export function useFinish(): Finish {
  const { t } = useTranslation('accounts');
  const state = useImport();
  const titles = useImportTitles();
  const toast = useToast();
  const choices = useMemo(() => choicesNow(state), [state]);
  const { data, error, again, loading, stale } = useQueryCommand('import_check', choices ?? NO_CHOICES, {
    enabled: state.stage === 'check' && choices !== null,
  });
  const checking = state.stage === 'check' && (loading || stale);
  return {
    check: state.stage === 'check' ? data : undefined,
    error,
    again,
    checking,
    ready: data !== undefined && !stale && data.blocked === null && error === null,
    label: labelOf(data, t),
    run: () =>
      void finishImport(titles).then((done) => {
        if (!done) return;
        toast({ title: done.sentence });
        announce(done.sentence);
      }),
  };
}

/** Whether no list of the import would write anything. */
export const changesNothing = (check: ImportCheck): boolean =>
  check.update?.nothing === true && check.further.every((each) => each.check.update?.nothing === true);

/** The button says what it does: how many accounts come in, or that the plan is brought up to date. */
function labelOf(check: ImportCheck | undefined, t: TFunction<'accounts'>): string {
  if (!check) return t('import.importPlain');
  if (!check.update) return t('import.import', { count: check.accounts, shown: num(check.accounts) });
  return t(changesNothing(check) ? 'import.update.done' : 'import.update.run');
}

/** What will happen, before anything does. */
export function CheckStep({ finish }: { finish: Finish }) {
  const { t } = useTranslation('accounts');
  const state = useImport();
  const titles = useImportTitles();
  const { check, error, again, checking } = finish;
  const list = currentList(state);
  if (!state.file || !list) return null;
  const { draft } = list;
  const own = state.at === 0 ? check : check?.further[state.at - 1]?.check;
  const blocked = own?.blocked ?? check?.blocked;
  const taken = list.columns.filter((column) => column.include).length;
  const open = openQuestions(list.columns).length;
  const reps = repsSheetOf(state);
  const gathered =
    own && own.records !== null
      ? t('import.gathered', {
          count: own.records,
          rows: num(own.records),
          accounts: t('import.gatheredFor', { count: own.accounts, shown: num(own.accounts) }),
        })
      : null;
  const lookAtColumns = (
    <Button small look="quiet" onClick={() => goToStage('columns')}>
      {t('import.lookAtColumns')}
    </Button>
  );
  return (
    <div className={styles.checkPage}>
      <ErrorBar error={error} onAgain={again} />
      <ListTabs check={check} />
      {blocked && (
        <MessageBar
          mood="warning"
          title={t('import.blocked')}
          actions={
            <Button small onClick={() => goToStage('columns')}>
              {t('import.toColumns')}
            </Button>
          }
        >
          {blocked}
        </MessageBar>
      )}
      {list.passed && !blocked && (
        <p className={styles.passed}>
          {gathered !== null && <span>{gathered}</span>}
          {draft.remembered ? (
            <Remembered remembered={draft.remembered} />
          ) : (
            t('import.passed', { count: taken, shown: num(taken), row: num(draft.headerRow) })
          )}
          {lookAtColumns}
        </p>
      )}
      {open > 0 && !blocked && (
        <p className={styles.passed}>
          {t('import.unanswered', { count: open, shown: num(open) })}
          {lookAtColumns}
        </p>
      )}
      {!check && checking && <Waiting label={t('import.checking')} />}
      {check && own && (
        <>
          {!list.passed && gathered !== null && <p className={styles.lead}>{gathered}</p>}
          {state.at === 0 && check.present > 0 && draft.listing === 'accounts' && <How check={check} />}
          {own.update && own.duplicates > 0 && (
            <p className={styles.passed}>
              {t('import.duplicatesLine', { count: own.duplicates, shown: num(own.duplicates) })}
            </p>
          )}
          {own.update ? <Update key={draft.sheet} update={own.update} /> : !own.blocked && <Incoming check={own} />}
          {state.at === 0 && (
            <div className={styles.settings}>
              {!check.update && !check.blocked && (
                <div className={styles.currency}>
                  <Select
                    label={t('import.currency')}
                    value={state.currency}
                    choices={currencyChoices(state.currency)}
                    onChange={(currency) => setImport({ currency })}
                  />
                </div>
              )}
              {reps !== null && (
                <Checkbox
                  label={t(check.update ? 'import.update.withReps' : 'import.withReps', { sheet: reps })}
                  checked={state.withReps}
                  onChange={(withReps) => setImport({ withReps })}
                />
              )}
            </div>
          )}
          <Mended />
          <Spelled fields={own.spellings} />
          {!own.blocked && <Issues issues={own.issues} />}
          <LeftOutRows leftOut={own.leftOut} rows={own.rowsLeftOut} />
          {(own.rowsLeftOut > 0 || own.issues.some((issue) => issue.severity === 'warning')) && <SaveRejected />}
          <p className={styles.passed}>
            {t('import.addMore')}
            <Button small onClick={() => void addFile(titles)}>
              {t('import.addFile')}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}

/** The figures of a list that brings accounts: for a new plan, or in the place of the present ones. */
function Incoming({ check }: { check: ImportCheck }) {
  const { t } = useTranslation('accounts');
  const { file } = useImport();
  const list = useImport(currentList);
  return (
    <StatStrip>
      <StatFigure
        large
        label={t('import.accounts')}
        value={<Num value={check.accounts} />}
        sentence={t('import.accountsFrom', { sheet: list?.draft.sheet ?? '' })}
      />
      <StatFigure
        large
        label={t('import.customers')}
        value={<Num value={check.customers} />}
        sentence={t('import.customersMean')}
      />
      <StatFigure
        large
        label={t('import.prospects')}
        value={<Num value={check.accounts - check.customers} />}
        sentence={t('import.prospectsMean')}
      />
      {check.duplicates > 0 && (
        <StatFigure
          large
          label={t('import.duplicates')}
          value={<Num value={check.duplicates} />}
          sentence={t('import.duplicatesMean')}
        />
      )}
      {check.reps > 0 && (
        <StatFigure
          large
          label={t('import.reps')}
          value={<Num value={check.reps} />}
          sentence={t('import.repsFrom', { sheet: file?.repsSheet ?? '' })}
        />
      )}
    </StatStrip>
  );
}

const HOW: readonly HowChoice[] = ['update', 'replace', 'newPlan'];

/** What becomes of the plan that is open. */
function How({ check }: { check: ImportCheck }) {
  const { t } = useTranslation('accounts');
  const how = useImport((state) => state.how);
  const plan = usePlan((state) => state.plan?.name ?? '');
  const title = t('import.presentTitle', { count: check.present, shown: num(check.present), plan });
  return (
    <div className={`${styles.how} ${how === 'replace' ? styles.replaces : ''}`}>
      <div role="radiogroup" aria-label={title} className={styles.howChoices}>
        <span className={styles.howTitle}>{title}</span>
        {HOW.map((each) => (
          <label key={each}>
            <input type="radio" name="how" checked={how === each} onChange={() => setImport({ how: each })} />
            {t(`import.how.${each}`)}
          </label>
        ))}
      </div>
      <p className={styles.howMeans}>{t(`import.howMeans.${how}`)}</p>
    </div>
  );
}

function Issues({ issues }: { issues: readonly IssueGroup[] }) {
  const { t } = useTranslation('accounts');
  if (issues.length === 0) return <Section title={t('import.noIssues')}>{null}</Section>;
  const cells = issues.reduce((sum, each) => sum + each.count, 0);
  return (
    <Section title={t('import.issues', { count: cells, shown: num(cells) })} note={t('import.issuesNote')}>
      <table className={styles.issues}>
        <tbody>
          {issues.map((issue) => (
            <tr key={`${issue.column} ${issue.sentence}`}>
              <td className={issue.severity === 'warning' ? styles.warning : styles.note}>
                {issue.severity === 'warning' ? <AttentionIcon aria-hidden /> : <InfoIcon aria-hidden />}
                <span className="visually-hidden">{t(`import.severity.${issue.severity}`)}</span>
              </td>
              <td className={styles.issueColumn}>{issue.column}</td>
              <td>
                {issue.sentence}
                <span className={styles.issueExamples}>
                  {issue.examples.map((each) => (
                    <Example key={`${each.row} ${each.raw}`} issue={issue} example={each} />
                  ))}
                </span>
              </td>
              <td className={`${styles.right} num`}>
                {t('import.cells', { count: issue.count, shown: num(issue.count) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** Hands the rows that are not taken, or not whole, back to whoever sent the list. */
function SaveRejected() {
  const { t } = useTranslation('accounts');
  const state = useImport();
  const toast = useToast();
  const choices = choicesNow(state);
  const save = async () => {
    if (!choices) return;
    try {
      const file = await call('save_rejected', { choices, list: state.at });
      if (file) toast({ title: t('import.rejectedSaved', { name: file.name }) });
    } catch (thrown) {
      useImport.setState({ error: asAppError(thrown) });
    }
  };
  return (
    <p className={styles.passed}>
      {t('import.rejected')}
      <Button small onClick={() => void save()}>
        {t('import.saveRejected')}
      </Button>
    </p>
  );
}

function LeftOutRows({ leftOut, rows }: { leftOut: readonly LeftOut[]; rows: number }) {
  const { t } = useTranslation('accounts');
  if (leftOut.length === 0) return null;
  return (
    <Section title={t('import.leftOut', { count: rows, shown: num(rows) })}>
      <table className={styles.issues}>
        <tbody>
          {leftOut.map((each) => (
            <tr key={each.reason}>
              <td className={styles.note}>
                <InfoIcon aria-hidden />
              </td>
              <td>
                {each.reason}
                {each.examples.length > 0 && (
                  <span className={styles.issueExamples}>
                    <span>
                      {t('import.rowList', {
                        count: each.examples.length,
                        rows: each.examples.map((row) => num(row)).join(', '),
                      })}
                    </span>
                  </span>
                )}
              </td>
              <td className={`${styles.right} num`}>{t('import.rows', { count: each.rows, shown: num(each.rows) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
