/** What a person decides about accounts: tier, owner, pin. Each is one change with a name, and one undo takes it back. */
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, useErrorText, useToast } from '../../components';
import { num } from '../../format/figures';
import { useChange } from '../../ipc/cache';
import type { RepName } from './useReps';

/** Puts accounts in a tier (null: Excluded) for a reason, up to a day or for ever. Gives whether it was done. */
type SetTier = (
  accounts: readonly number[],
  tier: number | null,
  tierName: string,
  reason: string,
  expires: string | null,
) => Promise<boolean>;

export interface Decisions {
  move: SetTier;
  /** As `move`, where the accounts are already: they stay whatever the model says later. */
  keep: SetTier;
  giveBack: (accounts: readonly number[]) => Promise<boolean>;
  assign: (accounts: readonly number[], rep: RepName | null) => Promise<boolean>;
  pin: (accounts: readonly number[], pin: boolean) => Promise<boolean>;
  busy: boolean;
}

export function useDecisions(): Decisions {
  const { t } = useTranslation('accounts');
  const { change, busy, error } = useChange();
  const toast = useToast();
  const textOf = useErrorText();
  const refusal = error && textOf(error);
  useEffect(() => {
    if (refusal) toast({ title: refusal, mood: 'error' });
  }, [refusal, toast]);

  const said = useCallback(
    (done: boolean, title: string) => {
      if (!done) return false;
      announce(title);
      toast({ title, undo: true });
      return true;
    },
    [toast],
  );
  const values = (accounts: readonly number[]) => ({ count: accounts.length, shown: num(accounts.length) });

  const setTier = useCallback(
    async (done: 'done.moved' | 'done.kept', ...[accounts, tier, tierName, reason, expires]: Parameters<SetTier>) =>
      said(
        (await change('override_tier', { accounts: [...accounts], tier, reason, expires })) !== null,
        t(done, { ...values(accounts), tier: tierName }),
      ),
    [change, said, t],
  );
  const move = useCallback<SetTier>((...to) => setTier('done.moved', ...to), [setTier]);
  const keep = useCallback<SetTier>((...to) => setTier('done.kept', ...to), [setTier]);
  const giveBack = useCallback<Decisions['giveBack']>(
    async (accounts) =>
      said(
        (await change('clear_override', { accounts: [...accounts] })) !== null,
        t('done.givenBack', values(accounts)),
      ),
    [change, said, t],
  );
  const assign = useCallback<Decisions['assign']>(
    async (accounts, rep) =>
      said(
        (await change('assign_accounts', { accounts: [...accounts], rep: rep?.id ?? null })) !== null,
        rep ? t('done.assigned', { ...values(accounts), name: rep.name }) : t('done.unassigned', values(accounts)),
      ),
    [change, said, t],
  );
  const pin = useCallback<Decisions['pin']>(
    async (accounts, on) =>
      said(
        (await change('pin_accounts', { accounts: [...accounts], pin: on })) !== null,
        t(on ? 'done.pinned' : 'done.unpinned', values(accounts)),
      ),
    [change, said, t],
  );
  return { move, keep, giveBack, assign, pin, busy };
}
