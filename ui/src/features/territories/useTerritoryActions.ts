import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, useToast } from '../../components';
import { num } from '../../format/figures';
import type { AppError, Assigned, OwnerName, RepView } from '../../ipc/bindings';
import { asAppError, call } from '../../ipc/call';
import { useChange } from '../../ipc/cache';
import { runLong } from '../../ipc/longWork';
import { usePlan } from '../../state/plan';
import { newRep } from './measures';

/** What is done to reps as a whole: saved, removed, imported, given accounts. Refusals are in `error`. */
export function useTerritoryActions() {
  const { t } = useTranslation('territories');
  const { change, busy, error: refused, clearError } = useChange();
  const replace = usePlan((state) => state.replace);
  const toast = useToast();
  const [failed, setFailed] = useState<AppError | null>(null);
  const revision = usePlan((state) => state.plan?.revision);
  const [assigned, setAssigned] = useState<{ told: Assigned; revision: number | undefined } | null>(null);

  const said = useCallback(
    (title: string) => {
      announce(title);
      toast({ title, undo: true });
    },
    [toast],
  );

  const save = async (rep: RepView): Promise<boolean> => {
    const done = (await change('save_rep', { rep })) !== null;
    if (done) said(t('reps.saved', { name: rep.name }));
    return done;
  };
  const remove = async (rep: RepView) => {
    if (await change('remove_rep', { rep: rep.id })) said(t('reps.removed', { name: rep.name }));
  };
  const takeOver = async (owners: readonly OwnerName[]) => {
    let added = 0;
    for (const owner of owners) {
      if (!(await change('save_rep', { rep: newRep(owner.name) }))) break;
      added += 1;
    }
    if (added > 0) announce(t('unknown.added', { count: added, shown: num(added) }));
  };

  /** Long work changes the plan without handing it back, so the plan is asked for again. */
  const long = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setFailed(null);
    try {
      const answer = await work();
      replace((await call('app_state', null)).plan);
      return answer;
    } catch (thrown) {
      setFailed(asAppError(thrown));
      return null;
    }
  };
  const importReps = async () => {
    const done = await long(async () => {
      const file = await call('choose_file', { kind: 'reps' });
      return file && runLong('import_reps', { token: file.token, sheet: null }, t('reps.importing'));
    });
    // Said of the plan before it, the offer to take it back would go with that plan.
    if (done) said(done.sentence);
  };
  const weighing = useRef<Promise<unknown>>(Promise.resolve());
  const assign = async () => {
    setAssigned(null);
    // Where the dial was just let go counts.
    await weighing.current;
    const done = await long(() => runLong('assign_automatically', null, t('assign.working')));
    if (!done) return;
    setAssigned({ told: done, revision: usePlan.getState().plan?.revision });
    announce(done.sentence);
  };
  /** Keeps where the dial stands; the next assignment goes by it. */
  const weigh = (continuity: number) => {
    const saved = change('set_territories', { continuity });
    weighing.current = saved;
    return saved;
  };
  return {
    weigh,
    save,
    remove,
    takeOver,
    importReps,
    assign,
    /** What the last assignment came to, until the plan is changed again. */
    assigned: assigned && assigned.revision === revision ? assigned.told : null,
    forgetAssigned: useCallback(() => setAssigned(null), []),
    busy,
    error: failed ?? refused,
    clearError: () => {
      setFailed(null);
      clearError();
    },
  };
}
