import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  ExcludedIcon,
  FamilyIcon,
  IconButton,
  Menu,
  MoreIcon,
  PersonIcon,
  PinIcon,
  ShowIcon,
  SwapIcon,
  TierBadge,
  UndoIcon,
  UnpinIcon,
  useErrorText,
  useToast,
  type GridSelection,
  type MenuEntry,
} from '../../components';
import { useCommands, type Command } from '../../commands/registry';
import { num } from '../../format/figures';
import type { AccountQuery } from '../../ipc/bindings';
import { asAppError } from '../../ipc/call';
import { openAccount } from '../../state/open';
import { usePlan } from '../../state/plan';
import styles from './Accounts.module.css';
import { ParentDialog } from './families/ParentDialog';
import { ReasonDialog } from './ReasonDialog';
import { accountsOf, placesOf } from './useAccountGrid';
import { useDecisions } from './useDecisions';
import type { RepName } from './useReps';

interface Props {
  query: AccountQuery | null;
  selection: GridSelection | null;
  reps: readonly RepName[];
}

/** What can be done with the selected rows. Also by Alt+1 to Alt+5 for the tiers and Alt+0 for Excluded. */
export function SelectionActions({ query, selection, reps }: Props) {
  const { t } = useTranslation('accounts');
  const plan = usePlan((state) => state.plan);
  const tiers = plan?.tiers;
  const { move, keep, giveBack, assign, pin, busy } = useDecisions();
  const [moving, setMoving] = useState<{
    accounts: number[];
    byHand: number;
    tier: number | null;
    keeps: boolean;
  } | null>(null);
  const [linking, setLinking] = useState<number[] | null>(null);
  const toast = useToast();
  const textOf = useErrorText();
  const count = selection ? selection.rows.last - selection.rows.first + 1 : 0;
  const none = count === 0 || !query || plan?.readOnly === true;
  const nameOf = useCallback(
    (tier: number | null) => (tier === null ? t('excluded') : (tiers?.[tier] ?? '')),
    [t, tiers],
  );

  /** The selection may reach beyond the rows that are loaded, so what is needed of them is asked for. */
  const withRows = useCallback(
    <T,>(ask: (query: AccountQuery, first: number, last: number) => Promise<T>, then: (found: T) => unknown) => {
      if (!query || !selection) return;
      ask(query, selection.rows.first, selection.rows.last).then(then, (thrown: unknown) => {
        const text = textOf(asAppError(thrown));
        if (text) toast({ title: text, mood: 'error' });
      });
    },
    [query, selection, textOf, toast],
  );
  const withAccounts = (then: (accounts: number[]) => unknown) => withRows(accountsOf, then);
  const askMove = useCallback(
    (tier: number | null) =>
      withRows(placesOf, (rows) =>
        setMoving({
          accounts: rows.map((row) => row.id),
          byHand: rows.filter((row) => row.byHand).length,
          tier,
          keeps: rows.every((row) => row.tier === tier),
        }),
      ),
    [withRows],
  );

  const commands = useMemo<Command[]>(
    () => [
      ...(tiers ?? []).slice(0, 5).map((name, tier) => ({
        id: `accounts.move.${tier}`,
        labelKey: 'moveTo' as const,
        labelValues: { tier: name },
        shortcut: `Alt+${tier + 1}`,
        enabled: !none && moving === null,
        // With Alt some keyboards write characters.
        yieldsToText: true,
        run: () => askMove(tier),
      })),
      {
        id: 'accounts.exclude',
        labelKey: 'exclude',
        shortcut: 'Alt+0',
        enabled: !none && moving === null,
        yieldsToText: true,
        run: () => askMove(null),
      },
    ],
    [tiers, none, moving, askMove],
  );
  useCommands(commands);

  const tierItems: MenuEntry[] = (tiers ?? []).map((name, tier) => ({
    id: String(tier),
    label: name,
    icon: <TierBadge tier={tier} name={name} bare small />,
    shortcut: tier < 5 ? `Alt+${tier + 1}` : undefined,
    onSelect: () => askMove(tier),
  }));
  const repItems: MenuEntry[] = [
    ...reps.map((rep) => ({
      id: String(rep.id),
      label: rep.name,
      onSelect: () => withAccounts((accounts) => assign(accounts, rep)),
    })),
    ...(reps.length > 0 ? [{ id: 'divide', divider: true as const }] : []),
    { id: 'none', label: t('noOwner'), onSelect: () => withAccounts((accounts) => assign(accounts, null)) },
  ];
  const moreItems: MenuEntry[] = [
    {
      id: 'open',
      label: t('openAccount'),
      icon: <ShowIcon />,
      onSelect: () => withAccounts(([first]) => openAccount(first ?? null)),
    },
    { id: 'd1', divider: true },
    { id: 'pin', label: t('pin'), icon: <PinIcon />, onSelect: () => withAccounts((accounts) => pin(accounts, true)) },
    {
      id: 'unpin',
      label: t('unpin'),
      icon: <UnpinIcon />,
      onSelect: () => withAccounts((accounts) => pin(accounts, false)),
    },
    {
      id: 'parent',
      label: t('families.choose'),
      icon: <FamilyIcon />,
      onSelect: () => withAccounts(setLinking),
    },
    { id: 'd2', divider: true },
    { id: 'back', label: t('giveBack'), icon: <UndoIcon />, onSelect: () => withAccounts(giveBack) },
    { id: 'exclude', label: t('exclude'), icon: <ExcludedIcon />, shortcut: 'Alt+0', onSelect: () => askMove(null) },
  ];

  return (
    <div className={styles.actions}>
      <span className={`${styles.selected} num`} aria-live="polite">
        {count > 0 ? t('selected', { count, shown: num(count) }) : <span>{t('selectNone')}</span>}
      </span>
      <Menu
        trigger={
          <Button icon={<SwapIcon />} disabled={none} busy={busy}>
            {t('moveTo')}
          </Button>
        }
        items={tierItems}
      />
      <Menu
        trigger={
          <Button icon={<PersonIcon />} disabled={none || reps.length === 0}>
            {t('assignTo')}
          </Button>
        }
        items={repItems}
      />
      <Menu
        trigger={<IconButton label={t('more')} icon={<MoreIcon />} small={false} disabled={none} />}
        items={moreItems}
      />
      {linking && <ParentDialog accounts={linking} onClose={() => setLinking(null)} />}
      {moving && (
        <ReasonDialog
          count={moving.accounts.length}
          byHand={moving.byHand}
          tier={moving.tier}
          tierName={nameOf(moving.tier)}
          keeps={moving.keeps}
          onClose={() => setMoving(null)}
          onReason={(reason, expires) => {
            setMoving(null);
            const set = moving.keeps ? keep : move;
            void set(moving.accounts, moving.tier, nameOf(moving.tier), reason, expires);
          }}
        />
      )}
    </div>
  );
}
