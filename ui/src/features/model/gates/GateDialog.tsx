import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, ErrorBar, Select, TierBadge } from '../../../components';
import { compactMoney, num } from '../../../format/figures';
import type { GateDraft, GateField, GateSenseView, GateTouch } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { usePlanCurrency } from '../../../state/plan';
import { ConditionFields } from './ConditionFields';
import { conditionOf, conditionsOf, kindOf, type ConditionKind } from './conditions';
import styles from './GateDialog.module.css';

export interface GateDialogProps {
  /** Null for a new gate. */
  gate: GateDraft | null;
  fields: readonly GateField[];
  /** Of the tiers, best first. */
  names: readonly string[];
  onClose: () => void;
  onKeep: (gate: GateDraft) => void;
}

const keyOf = (field: number | null) => (field === null ? 'potential' : String(field));

/** A gate under construction; what it would do stands below while it is typed. */
export function GateDialog({ gate, fields, names, onClose, onKeep }: GateDialogProps) {
  const { t } = useTranslation('model');
  const start =
    fields.find(({ kind }) => kind === 'number') ?? fields.find(({ kind }) => kind === 'category') ?? fields[0];
  const [draft, setDraft] = useState<GateDraft>(() => gate ?? firstDraft(start));
  // Which way a range is open is a choice of its own: its ends may both be blank for now.
  const [kind, setKind] = useState<ConditionKind>(() =>
    gate ? kindOf(gate.test) : start ? (conditionsOf(start)[0] ?? 'known') : 'known',
  );
  const field = fields.find((each) => each.field === draft.field);
  const touch = useQueryCommand('preview_gate', draft);
  const change = (part: Partial<GateDraft>) => setDraft((last) => ({ ...last, ...part }));
  const choose = (field: GateField) => {
    const first = conditionsOf(field)[0] ?? 'known';
    setKind(first);
    change({ field: field.field, test: conditionOf(first, field, null) });
  };
  const ready = touch.data !== undefined && !touch.stale && touch.data.problem === null;

  return (
    <Dialog
      open
      wide
      title={t(gate ? 'gates.editTitle' : 'gates.addTitle')}
      primary={{ label: t(gate ? 'gates.keep' : 'gates.addIt'), onClick: () => onKeep(draft), disabled: !ready }}
      onClose={onClose}
    >
      <div className={styles.form}>
        <Select<string>
          label={t('gates.column')}
          value={keyOf(draft.field)}
          choices={fields.map((each) => ({ value: keyOf(each.field), label: each.label }))}
          onChange={(key) => {
            const chosen = fields.find((each) => keyOf(each.field) === key);
            if (chosen) choose(chosen);
          }}
        />
        <Select<GateSenseView>
          label={t('gates.sense')}
          value={draft.sense}
          choices={(['mustHave', 'knockOut'] as const).map((value) => ({ value, label: t(`gates.must.${value}`) }))}
          onChange={(sense) => change({ sense })}
        />
        {field && (
          <Select<ConditionKind>
            label={t('gates.condition')}
            value={kind}
            choices={conditionsOf(field).map((value) => ({ value, label: t(`gates.kind.${value}`) }))}
            onChange={(next) => {
              setKind(next);
              change({ test: conditionOf(next, field, draft.test) });
            }}
          />
        )}
        {field && (
          <div className={`${styles.condition} ${kind === 'between' || kind === 'oneOf' ? styles.broad : ''}`}>
            <ConditionFields kind={kind} field={field} test={draft.test} onChange={(test) => change({ test })} />
          </div>
        )}
        <Select<string>
          label={t('gates.fate')}
          value={draft.stopsAt === null ? 'out' : String(draft.stopsAt)}
          choices={[
            { value: 'out', label: t('gates.out') },
            ...names.slice(1).map((name, at) => ({ value: String(at + 1), label: t('gates.noBetter', { name }) })),
          ]}
          onChange={(value) => change({ stopsAt: value === 'out' ? null : Number(value) })}
        />
      </div>
      <ErrorBar error={touch.error} />
      {touch.data && <Touch touch={touch.data} names={names} />}
    </Dialog>
  );
}

function firstDraft(field: GateField | undefined): GateDraft {
  const kind = field ? (conditionsOf(field)[0] ?? 'known') : 'known';
  return {
    id: null,
    sense: 'mustHave',
    field: field?.field ?? null,
    test: field ? conditionOf(kind, field, null) : { kind: 'known' },
    stopsAt: null,
  };
}

/** Whom the gate would stop. */
function Touch({ touch, names }: { touch: GateTouch; names: readonly string[] }) {
  const { t } = useTranslation('model');
  const currency = usePlanCurrency();
  if (touch.problem !== null) return <p className={styles.problem}>{touch.problem}</p>;
  const said = { count: touch.stops, shown: num(touch.stops) };
  return (
    <div className={styles.touch} aria-live="polite">
      <p className={styles.stops}>
        {touch.stops > 0 && touch.potential !== null
          ? t('gates.wouldStopWorth', { ...said, potential: compactMoney(touch.potential, currency) })
          : t('gates.wouldStop', said)}
      </p>
      {touch.stops > 0 && (
        <p className={styles.tiers}>
          {touch.byTier.map(
            (count, tier) =>
              count > 0 && (
                <span key={tier} className={styles.tier}>
                  <span className="num">{num(count)}</span> <TierBadge tier={tier} name={names[tier] ?? ''} small />
                </span>
              ),
          )}
        </p>
      )}
      {touch.others !== null && touch.others > 0 && (
        <p className={styles.soft}>{t('gates.others', { count: touch.others, shown: num(touch.others) })}</p>
      )}
      {touch.examples.length > 0 && (
        <p className={styles.soft}>
          {t('gates.examples', {
            names: touch.examples.join(', '),
            count: touch.stops - touch.examples.length,
            shown: num(touch.stops - touch.examples.length),
          })}
        </p>
      )}
      {touch.untold > 0 && (
        <p className={styles.soft}>{t('gates.pass', { count: touch.untold, shown: num(touch.untold) })}</p>
      )}
    </div>
  );
}
