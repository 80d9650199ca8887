import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ErrorBar, InfoIcon, Num } from '../../../components';
import { num } from '../../../format/figures';
import type { Difference, UpdatePart, UpdateView } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { CellValue } from '../CellValue';
import styles from './Update.module.css';
import { choicesNow, currentList, NO_CHOICES, setCurrent, setImport, useImport } from './store';

/** Rows of a part shown at a time. */
const PAGE = 25;

interface Part {
  part: UpdatePart;
  count: number;
  /** Shown even when it is none: the reader looks for it. */
  always?: boolean;
}

const partsOf = (update: UpdateView, adding: boolean): Part[] =>
  [
    { part: 'changed' as const, count: update.changed, always: true },
    { part: 'new' as const, count: update.new, always: true },
    { part: 'unchanged' as const, count: update.unchanged, always: true },
    { part: 'missing' as const, count: update.missing, always: !adding },
    { part: 'unclear' as const, count: update.unclear },
    { part: 'conflicts' as const, count: update.conflicts },
    { part: 'kept' as const, count: update.kept },
  ].filter((each) => each.always || each.count > 0);

/** What waits for an answer comes first, then what changes most. */
const FIRST: readonly UpdatePart[] = ['conflicts', 'unclear', 'changed', 'new', 'missing', 'kept', 'unchanged'];

/** What a newer list does to the plan's accounts: a figure for each part, and the accounts behind the one looked at. */
export function Update({ update }: { update: UpdateView }) {
  const { t } = useTranslation('accounts');
  const [chosen, setChosen] = useState<UpdatePart | null>(null);
  const { missing, at: place } = useImport();
  const list = useImport(currentList);
  // What only adds to the accounts does not say which of them there are.
  const adding = place > 0 || list?.draft.listing !== 'accounts';
  const parts = partsOf(update, adding);
  const first = FIRST.find((part) => parts.some((each) => each.part === part && each.count > 0)) ?? 'unchanged';
  const at = parts.some((each) => each.part === chosen) && chosen ? chosen : first;
  const meaning = (part: UpdatePart): string => {
    if (part === 'changed') return t('import.update.means.changed', { count: update.cells, shown: num(update.cells) });
    if (part === 'missing') return t(`import.update.means.missing.${missing}`);
    if (part === 'new') return t(`import.update.means.new.${update.canAdd ? (list?.strangers ?? 'add') : 'cannotAdd'}`);
    return t(`import.update.means.${part}`);
  };
  return (
    <section className={styles.update}>
      <div className={styles.parts} role="tablist" aria-label={t('import.update.parts')}>
        {parts.map(({ part, count }) => (
          <button
            key={part}
            type="button"
            role="tab"
            id={`update-${part}`}
            aria-selected={part === at}
            aria-controls="update-rows"
            className={`${styles.part} ${part === at ? styles.at : ''}`}
            onClick={() => setChosen(part)}
          >
            <span className={styles.partName}>{t(`import.update.name.${part}`)}</span>
            <span className={styles.count}>
              <Num value={count} />
            </span>
            <span className={styles.means}>{meaning(part)}</span>
          </button>
        ))}
      </div>
      <div id="update-rows" role="tabpanel" aria-labelledby={`update-${at}`} className={styles.panel}>
        {parts.some((each) => each.part === at && each.count > 0) && <Answer part={at} canAdd={update.canAdd} />}
        <Rows key={at} part={at} />
      </div>
      {update.remarks.length > 0 && (
        <ul className={styles.remarks}>
          {update.remarks.map((remark) => (
            <li key={remark}>
              <InfoIcon aria-hidden />
              {remark}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The question that a part asks, if any. Both answers can be taken back by undo. */
function Answer({ part, canAdd }: { part: UpdatePart; canAdd: boolean }) {
  const { t } = useTranslation('accounts');
  const state = useImport();
  const list = currentList(state);
  if (!canAdd && (part === 'new' || part === 'unclear')) return null;
  if (part === 'conflicts') {
    return (
      <Choice
        ask={t('import.update.ask.conflicts')}
        value={state.conflicts}
        answers={[
          ['keepMine', t('import.update.answer.keepMine')],
          ['takeList', t('import.update.answer.takeList')],
        ]}
        onChoose={(conflicts) => setImport({ conflicts })}
      />
    );
  }
  if (part === 'missing') {
    return (
      <Choice
        ask={t('import.update.ask.missing')}
        value={state.missing}
        answers={[
          ['keep', t('import.update.answer.keep')],
          ['takeOut', t('import.update.answer.takeOut')],
        ]}
        onChoose={(missing) => setImport({ missing })}
      />
    );
  }
  if (part === 'new') {
    return (
      <Choice
        ask={t('import.update.ask.new')}
        value={list?.strangers ?? 'add'}
        answers={[
          ['add', t('import.update.answer.add')],
          ['leaveOut', t('import.update.answer.leaveOut')],
        ]}
        onChoose={(strangers) => setCurrent({ strangers })}
      />
    );
  }
  if (part === 'unclear') {
    return (
      <Choice
        ask={t('import.update.ask.unclear')}
        value={state.unclear}
        answers={[
          ['leaveOut', t('import.update.answer.leaveOut')],
          ['addAsNew', t('import.update.answer.addAsNew')],
        ]}
        onChoose={(unclear) => setImport({ unclear })}
      />
    );
  }
  return null;
}

interface ChoiceProps<V extends string> {
  ask: string;
  value: V;
  answers: readonly (readonly [V, string])[];
  onChoose: (value: V) => void;
}

function Choice<V extends string>({ ask, value, answers, onChoose }: ChoiceProps<V>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={ask} className={styles.answer}>
      <span className={styles.ask}>{ask}</span>
      {answers.map(([answer, label]) => (
        <label key={answer}>
          <input type="radio" name={name} checked={value === answer} onChange={() => onChoose(answer)} />
          {label}
        </label>
      ))}
    </div>
  );
}

function Rows({ part }: { part: UpdatePart }) {
  const { t } = useTranslation('accounts');
  const [offset, setOffset] = useState(0);
  const state = useImport();
  const asked = choicesNow(state);
  const { data, error, again } = useQueryCommand(
    'import_differences',
    { choices: asked ?? NO_CHOICES, list: state.at, part, offset, limit: PAGE },
    { enabled: asked !== null },
  );
  if (error) return <ErrorBar error={error} onAgain={again} />;
  if (!data) return null;
  if (data.total === 0) return <p className={styles.none}>{t(`import.update.none.${part}`)}</p>;
  const last = Math.min(offset + PAGE, data.total);
  return (
    <>
      <table className={styles.rows}>
        <thead>
          <tr>
            <th>{t('import.update.account')}</th>
            <th>{t(`import.update.second.${part}`)}</th>
            {part !== 'missing' && <th className={styles.right}>{t('import.row')}</th>}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, index) => (
            <Row key={`${row.row ?? ''} ${index}`} row={row} part={part} />
          ))}
        </tbody>
      </table>
      {data.total > PAGE && (
        <div className={styles.pager}>
          <span>{t('import.update.range', { from: num(offset + 1), to: num(last), all: num(data.total) })}</span>
          <Button small disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>
            {t('import.update.before')}
          </Button>
          <Button small disabled={last >= data.total} onClick={() => setOffset(offset + PAGE)}>
            {t('import.update.after')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Parts whose rows differ from the plan cell by cell; the others say where the account is. */
const BY_CELL: ReadonlySet<UpdatePart> = new Set<UpdatePart>(['changed', 'conflicts', 'kept']);

function Row({ row, part }: { row: Difference; part: UpdatePart }) {
  const { t } = useTranslation('accounts');
  const kept = part === 'kept' || part === 'conflicts';
  const byCell = BY_CELL.has(part);
  return (
    <tr>
      <td className={styles.account}>
        {row.account}
        {byCell && row.place !== '' && <span className={styles.place}>{row.place}</span>}
      </td>
      <td>
        <div className={styles.cells}>
          {!byCell && row.place !== '' && <span>{row.place}</span>}
          {row.cells.map((cell) => (
            <span key={cell.column} className={styles.cell}>
              <span className={styles.column}>{cell.column}</span>
              <span className={kept ? undefined : styles.old}>
                <span className="visually-hidden">{t('import.update.inPlan')}</span>
                <CellValue kind={cell.kind} value={cell.old} />
              </span>
              <span aria-hidden className={styles.arrow}>
                {kept ? '≠' : '→'}
              </span>
              <span className={kept ? styles.listed : styles.new}>
                <span className="visually-hidden">{t('import.update.inList')}</span>
                <CellValue kind={cell.kind} value={cell.new} />
              </span>
            </span>
          ))}
          {row.note !== '' && <span className={styles.noteText}>{row.note}</span>}
        </div>
      </td>
      {part !== 'missing' && (
        <td className={`${styles.right} num`}>
          <Num value={row.row} />
        </td>
      )}
    </tr>
  );
}
