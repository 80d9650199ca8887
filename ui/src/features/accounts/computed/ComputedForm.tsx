import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog, ErrorBar, Menu, Select, TextArea, TextInput } from '../../../components';
import { num } from '../../../format/figures';
import type { AppError, CellKind, ComputedDraft, ComputedTest, ComputedView } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { usePlan } from '../../../state/plan';
import styles from './Computed.module.css';

export interface ComputedFormProps {
  start: ComputedDraft;
  view: ComputedView;
  scoring: boolean;
  /** It is being kept. */
  busy: boolean;
  error: AppError | null;
  onError: () => void;
  onKeep: (draft: ComputedDraft) => void;
  onClose: () => void;
}

/** A column under construction; what it gives stands below while it is typed. */
export function ComputedForm({ start, view, scoring, busy, error, onError, onKeep, onClose }: ComputedFormProps) {
  const { t } = useTranslation('accounts');
  const [draft, setDraft] = useState(start);
  const field = useRef<HTMLTextAreaElement>(null);
  const test = useQueryCommand('preview_computed', draft);
  const change = (part: Partial<ComputedDraft>) => setDraft((last) => ({ ...last, ...part }));
  const insert = (text: string, back = 0) => {
    const { selectionStart: from, selectionEnd: to } = field.current ?? {
      selectionStart: draft.formula.length,
      selectionEnd: draft.formula.length,
    };
    change({ formula: draft.formula.slice(0, from) + text + draft.formula.slice(to) });
    // The caret goes behind what was put in, once it is there and the menu has given the focus back.
    setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + text.length - back, from + text.length - back);
    });
  };
  const kinds = test.data?.kinds ?? [];
  const shown = draft.kind !== null && kinds.includes(draft.kind) ? draft.kind : kinds[0];
  const ready = test.data !== undefined && !test.stale && test.data.problem === null;
  const blank = draft.formula.trim() === '';
  return (
    <Dialog
      open
      wide
      title={t(start.id === null ? 'computed.addTitle' : 'computed.editTitle')}
      primary={{
        label: t(scoring ? 'computed.addAndScore' : start.id === null ? 'computed.add' : 'computed.keep'),
        onClick: () => onKeep({ ...draft, kind: shown ?? null }),
        disabled: !ready,
        busy,
      }}
      onClose={onClose}
    >
      <ErrorBar error={error} onDismiss={onError} />
      <div className={styles.form}>
        <TextInput label={t('computed.name')} value={draft.label} autoFocus onChange={(label) => change({ label })} />
        <Select<CellKind | ''>
          label={t('computed.shownAs')}
          value={shown ?? ''}
          disabled={kinds.length < 2}
          choices={
            kinds.length === 0
              ? [{ value: '', label: t('computed.asItGives') }]
              : kinds.map((kind) => ({ value: kind, label: t(`computed.kind.${kind as Shown}`) }))
          }
          onChange={(kind) => change({ kind: kind === '' ? null : kind })}
        />
        <div className={styles.typed}>
          <TextArea
            label={t('computed.formula')}
            hint={t('computed.hint')}
            value={draft.formula}
            inputRef={field}
            plain
            onChange={(formula) => change({ formula })}
          />
          <div className={styles.insert}>
            <Menu
              trigger={<Button small>{t('computed.insertColumn')}</Button>}
              items={view.sources
                .filter(({ label }) => label !== start.label)
                .map(({ label }) => ({ id: label, label, onSelect: () => insert(`[${label}]`) }))}
            />
            <Menu
              trigger={<Button small>{t('computed.insertFunction')}</Button>}
              items={view.functions.map(({ name, arguments: taken, gives }) => ({
                id: name,
                label: t('computed.function', { name: `${name}${taken}`, gives }),
                onSelect: () => insert(`${name}()`, taken === '()' ? 0 : 1),
              }))}
            />
            {blank && view.recipes.length > 0 && (
              <span className={styles.recipes}>
                <span className={styles.soft}>{t('computed.startFrom')}</span>
                {view.recipes.map(({ label, formula }) => (
                  <Button
                    key={label}
                    small
                    look="quiet"
                    onClick={() => {
                      change({ formula, label: draft.label.trim() === '' ? label : draft.label });
                      // The button goes with the blank formula, and the focus must not go with it.
                      field.current?.focus();
                    }}
                  >
                    {label}
                  </Button>
                ))}
              </span>
            )}
          </div>
        </div>
      </div>
      <ErrorBar error={test.error} />
      {test.data && <Result test={test.data} blank={blank} />}
    </Dialog>
  );
}

type Shown = 'category' | 'number' | 'percent' | 'money' | 'date' | 'yesNo';

/** What the formula gives, or why it gives nothing. */
function Result({ test, blank }: { test: ComputedTest; blank: boolean }) {
  const { t } = useTranslation('accounts');
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const known = test.filled > 0;
  return (
    <div className={styles.result} aria-live="polite">
      {test.problem !== null && <p className={blank ? styles.soft : styles.problem}>{test.problem}</p>}
      {known && (
        <p className={styles.found}>
          {t(test.spread === null ? 'computed.known' : 'computed.knownSpread', {
            count: test.filled,
            shown: num(test.filled),
            all: num(accounts),
            spread: test.spread,
          })}
        </p>
      )}
      {test.examples.length > 0 && (
        <table className={styles.examples}>
          <thead>
            <tr>
              <th scope="col">{t('computed.account')}</th>
              <th scope="col">{t('computed.from')}</th>
              <th scope="col" className={styles.value}>
                {t('computed.value')}
              </th>
            </tr>
          </thead>
          <tbody>
            {test.examples.map(({ account, inputs, value }, at) => (
              <tr key={at}>
                <td>{account}</td>
                <td className={styles.soft}>{inputs}</td>
                <td className={styles.value}>{value ?? <span className={styles.soft}>{t('computed.blank')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
