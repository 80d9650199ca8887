import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, EmptyState, ErrorBar, ModelIcon, useToast } from '../../../components';
import { day, today } from '../../../format/dates';
import { num } from '../../../format/figures';
import type { CompareScenarios, ScenarioRow, ScenariosView } from '../../../ipc/bindings';
import { useQueryCommand, type Changing } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import { usePlan } from '../../../state/plan';
import { Compared } from './Compared';
import { Held } from './Held';
import { NameDialog } from './NameDialog';
import { isTaken } from './names';
import { ScenarioTable } from './ScenarioTable';
import styles from './Scenarios.module.css';

export interface ScenariosProps {
  names: readonly string[];
  changing: Changing;
  disabled: boolean;
}

/** What would other ways to tier change, and what moved since the tiers were agreed on? */
export function Scenarios(props: ScenariosProps) {
  const { data, error, again } = useQueryCommand('scenarios', null);
  if (error) return <ErrorBar error={error} onAgain={again} />;
  return data ? <Loaded view={data} {...props} /> : null;
}

type Naming = { what: 'keep' | 'agree' } | { what: 'rename'; row: ScenarioRow };

function Loaded({ view, names, changing, disabled }: ScenariosProps & { view: ScenariosView }) {
  const { t } = useTranslation('model');
  const { change } = changing;
  const toast = useToast();
  const [naming, setNaming] = useState<Naming | null>(null);
  const [chosen, setChosen] = useState<CompareScenarios | null>(null);
  const kept = view.rows.filter(({ id }) => id !== null);
  const there = (id: number | null) => view.rows.some((row) => row.id === id);
  const usual = { from: view.steadiness?.agreed ?? null, to: view.steadiness ? null : (kept[0]?.id ?? null) };
  // What was compared may have been removed since.
  const between = chosen && there(chosen.from) && there(chosen.to) ? chosen : usual;

  const told = async (done: Promise<unknown>, title: string) => {
    if (!(await done)) return;
    toast({ title, undo: true });
  };
  /** The name, with a number where a scenario has it already. */
  const free = (name: string) => {
    const taken = kept.map((row) => row.name);
    let found = name;
    for (let number = 2; isTaken(found, taken); number += 1) found = `${name} (${number})`;
    return found;
  };
  const named = (name: string) => {
    if (!naming) return;
    setNaming(null);
    if (naming.what === 'rename') {
      const { id } = naming.row;
      if (id !== null) void told(change('rename_scenario', { scenario: id, name }), t('scenarios.renamed'));
      return;
    }
    const agree = naming.what === 'agree';
    void told(
      change('keep_scenario', { name, agree }),
      agree ? t('scenarios.agreed') : t('scenarios.keptIt', { name }),
    );
  };
  const actions = (
    <span className={styles.actions}>
      <Button disabled={disabled} onClick={() => setNaming({ what: 'keep' })}>
        {t('scenarios.keep')}
      </Button>
      <Button disabled={disabled} onClick={() => setNaming({ what: 'agree' })}>
        {t('scenarios.agree')}
      </Button>
    </span>
  );
  return (
    <section className={styles.scenarios} aria-label={t('tabs.scenarios')}>
      {kept.length === 0 ? (
        <EmptyState icon={<ModelIcon />} title={t('scenarios.none')} actions={actions}>
          {t('scenarios.noneText')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.verdict}>
            <Verdict view={view} />
            {actions}
          </div>
          <ScenarioTable
            rows={view.rows}
            agreed={view.steadiness?.agreed ?? null}
            names={names}
            disabled={disabled}
            onUse={(row) =>
              row.id !== null &&
              void told(change('use_scenario', { scenario: row.id }), t('scenarios.used', { name: row.name }))
            }
            onCompare={(row) => setChosen({ from: null, to: row.id })}
            onRename={(row) => setNaming({ what: 'rename', row })}
            onRemove={(row) =>
              row.id !== null &&
              void told(change('remove_scenario', { scenario: row.id }), t('scenarios.removed', { name: row.name }))
            }
          />
          {view.steadiness && <Held steady={view.steadiness} changing={changing} disabled={disabled} />}
          <Compared rows={view.rows} between={between} onChoose={setChosen} />
        </>
      )}
      {naming && (
        <NameDialog
          what={naming.what}
          name={
            naming.what === 'rename'
              ? naming.row.name
              : naming.what === 'agree'
                ? free(t('scenarios.agreedName', { day: day(today()) }))
                : view.nextName
          }
          taken={view.rows
            .filter((row) => row.id !== null && !(naming.what === 'rename' && row.id === naming.row.id))
            .map((row) => row.name)}
          points={num((view.steadiness?.margin ?? 25) / 10, 1)}
          onClose={() => setNaming(null)}
          onName={named}
        />
      )}
    </section>
  );
}

/** What became of the agreed tiers, in a sentence. */
function Verdict({ view }: { view: ScenariosView }) {
  const { t } = useTranslation('model');
  const all = usePlan((state) => state.plan?.accounts ?? 0);
  const steady = view.steadiness;
  if (!steady) {
    const count = view.rows.length - 1;
    return <p className={styles.sentence}>{t('scenarios.kept', { count, shown: num(count) })}</p>;
  }
  const { moved } = steady.since;
  const said = { count: moved, shown: num(moved), all: num(all), day: day(steady.agreedOn) };
  return (
    <>
      <p className={styles.sentence}>{t(moved === 0 ? 'scenarios.steady' : 'scenarios.moved', said)}</p>
      {moved > 0 && (
        <Button
          small
          onClick={() =>
            openAccounts({ kind: 'moved', from: steady.agreed, to: null, cause: null, step: null, up: null })
          }
        >
          {t('scenarios.open', said)}
        </Button>
      )}
    </>
  );
}
