/** What a person decides about accounts: tier, owner, pin. Each is one change with a name, and one undo takes it back. */
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce, useErrorText, useToast } from '../../components';
import { num } from '../../format/figures';
import { useChange } from '../../ipc/cache';
import type { RepName } from './useReps';

export interface Decisions {
  /** Puts accounts in a tier (null: Excluded) for a reason, up to a day or for ever. Gives whether it was done. */
  move: (
    accounts: readonly number[],
    tier: number | null,
    tierName: string,
    reason: string,
    expires: string | null,
  ) => Promise<boolean>;
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

  const move = useCallback<Decisions['move']>(
    async (accounts, tier, tierName, reason, expires) =>
      said(
        (await change('override_tier', { accounts: [...accounts], tier, reason, expires })) !== null,
        t('done.moved', { ...values(accounts), tier: tierName }),
      ),
    [change, said, t],
  );
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
  return { move, giveBack, assign, pin, busy };
}
