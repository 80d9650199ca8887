import { DragDropProvider, DragOverlay, type DragEndEvent } from '@dnd-kit/react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  EmptyStep,
  ErrorBar,
  ExcludedIcon,
  IconButton,
  CloseIcon,
  Menu,
  Page,
  PageHeader,
  SwapIcon,
  ShowIcon,
  TierBadge,
  TiersIcon,
  UndoIcon,
  announce,
  dragPlugins,
  dragSensors,
  type MenuEntry,
} from '../../components';
import { useCommands, type Command } from '../../commands/registry';
import { isMac } from '../../commands/shortcut';
import { compactMoney, num } from '../../format/figures';
import type { BoardCard, TierBoard } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { openAccount, openAccounts, useOpenAccount } from '../../state/open';
import { usePlan, usePlanCurrency } from '../../state/plan';
import { useWindow } from '../../state/window';
import { ReasonDialog } from '../accounts/ReasonDialog';
import { useDecisions } from '../accounts/useDecisions';
import styles from './Board.module.css';
import { ClosedColumn, Column, listId } from './Column';
import { meant, type Chosen, type ChosenCard } from './selection';
import { Matrix } from './matrix/Matrix';
import { Narrow } from './Narrow';
import { SetByHand } from './SetByHand';
import { chosenCard } from './useCards';
import { useNarrowing, type Narrowed } from './useNarrowing';

interface Asked {
  cards: readonly ChosenCard[];
  from: number | null;
  to: number | null;
}

function LoadedBoard({ board, onMatrix }: { board: TierBoard; onMatrix: () => void }) {
  const { t } = useTranslation(['tiers', 'frame']);
  const go = useWindow((state) => state.go);
  const currency = usePlanCurrency();
  const readOnly = usePlan((state) => state.plan?.readOnly ?? true);
  const openId = useOpenAccount((state) => state.account);
  const { move, keep, giveBack, busy } = useDecisions();
  const narrowing = useNarrowing();
  const { narrowed } = narrowing;
  const revision = usePlan((state) => state.plan?.revision);
  const [choice, setChoice] = useState<{
    chosen: Chosen;
    revision: number | undefined;
    narrowed: Narrowed;
  } | null>(null);
  // Once the plan has changed, or others are looked for, cards may stand elsewhere: what was chosen is no longer what is
  // seen, and nobody moves what they do not see.
  const chosen = choice?.revision === revision && choice?.narrowed === narrowed ? (choice?.chosen ?? null) : null;
  const setChosen = useCallback(
    (next: Chosen | null) => setChoice(next && { chosen: next, revision: usePlan.getState().plan?.revision, narrowed }),
    [narrowed],
  );
  const [asked, setAsked] = useState<Asked | null>(null);
  const [excludedOpen, setExcludedOpen] = useState(false);
  const [handOpen, setHandOpen] = useState(false);
  const names = useMemo(() => board.columns.map((column) => column.name), [board]);
  const nameOf = useCallback(
    (tier: number | null) => (tier === null ? t('tiers:excluded') : (names[tier] ?? '')),
    [names, t],
  );

  const ask = useCallback((cards: readonly ChosenCard[], from: number | null, to: number | null) => {
    if (cards.length > 0) setAsked({ cards, from, to });
  }, []);
  const askChosen = useCallback((to: number | null) => chosen && ask(chosen.cards, chosen.tier, to), [chosen, ask]);
  const keeps = asked !== null && asked.from === asked.to;
  const confirm = async (reason: string, expires: string | null) => {
    if (!asked) return;
    const { cards, to } = asked;
    setAsked(null);
    const ids = cards.map((card) => card.id);
    const done = await (keeps ? keep : move)(ids, to, nameOf(to), reason, expires);
    if (done) setChosen(null);
  };
  const putBack = () => {
    setAsked(null);
    announce(t(keeps ? 'tiers:notKept' : 'tiers:putBack'));
  };
  const open = (account: number) => {
    setHandOpen(false);
    openAccount(account);
  };

  const none = readOnly || !chosen || chosen.cards.length === 0;
  const commands = useMemo<Command[]>(
    () => [
      ...names.slice(0, 5).map((name, tier) => ({
        id: `tiers.move.${tier}`,
        labelKey: chosen?.tier === tier ? ('keepIn' as const) : ('moveTo' as const),
        labelValues: { tier: name },
        shortcut: `Alt+${tier + 1}`,
        enabled: !none && asked === null,
        // With Alt some keyboards write characters.
        yieldsToText: true,
        run: () => void askChosen(tier),
      })),
      {
        id: 'tiers.exclude',
        labelKey: chosen?.tier === null ? 'keepOut' : 'exclude',
        shortcut: 'Alt+0',
        enabled: !none && asked === null,
        yieldsToText: true,
        run: () => void askChosen(null),
      },
    ],
    [names, none, asked, chosen?.tier, askChosen],
  );
  useCommands(commands);

  // Where cards stand, a person may hold them too: they stay when the model changes.
  const labelOf = (tier: number | null) =>
    chosen?.tier === tier ? t('tiers:keepIn', { tier: nameOf(tier) }) : nameOf(tier);
  const targets: MenuEntry[] = [
    ...names.map((name, tier) => ({
      id: `to-${tier}`,
      label: labelOf(tier),
      icon: <TierBadge tier={tier} name={name} bare small />,
      shortcut: tier < 5 ? `Alt+${tier + 1}` : undefined,
      disabled: none,
      onSelect: () => askChosen(tier),
    })),
    {
      id: 'to-x',
      label: labelOf(null),
      icon: <ExcludedIcon />,
      shortcut: 'Alt+0',
      disabled: none,
      onSelect: () => askChosen(null),
    },
  ];
  const byHand = chosen?.cards.filter((card) => card.byHand) ?? [];
  const giveChosenBack = async () => {
    if (await giveBack(byHand.map((card) => card.id))) setChosen(null);
  };
  const cardMenu: MenuEntry[] = [
    {
      id: 'open',
      label: t('tiers:openPanel'),
      icon: <ShowIcon />,
      onSelect: () => chosen?.cards[0] && open(chosen.cards[0].id),
    },
    { id: 'move', label: t('tiers:moveTo'), icon: <SwapIcon />, items: targets },
    {
      id: 'back',
      label: t('tiers:giveBack'),
      icon: <UndoIcon />,
      disabled: readOnly || byHand.length === 0,
      onSelect: () => void giveChosenBack(),
    },
  ];

  const onDragEnd = ({ canceled, operation }: DragEndEvent) => {
    const source = operation.source?.data as { card?: BoardCard; tier?: number | null } | undefined;
    const target = operation.target?.data as { tier?: number | null } | undefined;
    if (canceled || !source?.card || source.tier === undefined || target?.tier === undefined) return;
    if (source.tier !== target.tier) ask(meant(chosen, chosenCard(source.card)), source.tier, target.tier);
  };

  const order = [...board.columns.map((column) => column.tier), ...(excludedOpen ? [null] : [])];
  const goBeside = (tier: number | null, direction: 1 | -1) => {
    const beside = order[order.indexOf(tier) + direction];
    if (beside === undefined) return;
    setChosen(null);
    document.getElementById(listId(beside))?.focus();
  };
  const leaving = useMemo(
    () => new Set(asked && asked.from !== asked.to ? asked.cards.map((card) => card.id) : []),
    [asked],
  );
  const shared = {
    names,
    narrowed,
    capacityMinutes: board.capacityMinutes,
    chosen,
    leaving,
    disabled: readOnly,
    items: cardMenu,
    onChoose: setChosen,
    onOpen: open,
  };
  const best = board.columns[0]?.summary;
  const need = num(Math.round(board.columns.reduce((sum, column) => sum + column.summary.minutes, 0) / 60));
  return (
    <Page
      fill
      flush
      header={
        <PageHeader
          question={t('frame:questions.tiers')}
          title={
            best
              ? t(best.potential === null ? 'tiers:titleUnknown' : 'tiers:title', {
                  count: best.accounts,
                  shown: num(best.accounts),
                  tier: best.name,
                  potential: compactMoney(best.potential, currency),
                })
              : t('frame:steps.tiers')
          }
          actions={
            <>
              <Button onClick={onMatrix}>{t('tiers:matrix.open')}</Button>
              <Button
                onClick={() => {
                  openAccount(null);
                  setHandOpen(!handOpen);
                }}
              >
                {board.overrides === 0
                  ? t('tiers:setByHand')
                  : board.allowed === null
                    ? t('tiers:setByHandCount', { shown: num(board.overrides) })
                    : t('tiers:setByHandOf', { shown: num(board.overrides), allowed: num(board.allowed) })}
              </Button>
              <Button look="primary" onClick={() => go('opportunity')}>
                {t('tiers:next')}
              </Button>
            </>
          }
        >
          <p className={`${styles.note} num`}>
            {board.capacityMinutes === null
              ? t('tiers:noCapacity', { need })
              : t('tiers:capacity', { need, have: num(Math.round(board.capacityMinutes / 60)) })}
          </p>
        </PageHeader>
      }
    >
      <Narrow narrowing={narrowing} />
      <DragDropProvider sensors={dragSensors} plugins={dragPlugins} onDragEnd={onDragEnd}>
        <div className={styles.board}>
          {board.columns.map((column) => (
            <Column
              key={column.tier}
              {...shared}
              column={column}
              awaited={asked !== null && !keeps && asked.to === column.tier}
              onOpenAll={() => openAccounts({ kind: 'tier', tier: column.tier })}
              onBeside={(direction) => goBeside(column.tier, direction)}
            />
          ))}
          {excludedOpen ? (
            <Column
              {...shared}
              column={board.excluded}
              awaited={asked !== null && !keeps && asked.to === null}
              onOpenAll={() => openAccounts({ kind: 'tier', tier: null })}
              onBeside={(direction) => goBeside(null, direction)}
              onCollapse={() => setExcludedOpen(false)}
            />
          ) : (
            <ClosedColumn
              column={board.excluded}
              narrowed={narrowed}
              awaited={asked !== null && !keeps && asked.to === null}
              disabled={readOnly}
              onOpen={() => setExcludedOpen(true)}
            />
          )}
        </div>
        <DragOverlay dropAnimation={null}>
          {(source) => {
            const { card } = source.data as { card: BoardCard };
            const count = meant(chosen, chosenCard(card)).length;
            return (
              <div className={styles.carried}>
                <span>{card.name}</span>
                {count > 1 && <span className={`${styles.many} num`}>{num(count)}</span>}
              </div>
            );
          }}
        </DragOverlay>
      </DragDropProvider>
      <div className={styles.foot}>
        {chosen && chosen.cards.length > 0 ? (
          <>
            <span className={`${styles.chosenCount} num`}>
              {t('tiers:chosen', { count: chosen.cards.length, shown: num(chosen.cards.length) })}
            </span>
            <Menu
              trigger={
                <Button small icon={<SwapIcon />} disabled={none} busy={busy}>
                  {t('tiers:moveTo')}
                </Button>
              }
              items={targets}
            />
            {byHand.length > 0 && (
              <Button small icon={<UndoIcon />} disabled={readOnly} onClick={() => void giveChosenBack()}>
                {t('tiers:giveBack')}
              </Button>
            )}
            <IconButton label={t('tiers:clear')} icon={<CloseIcon />} onClick={() => setChosen(null)} />
          </>
        ) : (
          t(isMac ? 'tiers:hintMac' : 'tiers:hint', { last: Math.min(5, names.length) })
        )}
      </div>
      {asked && (
        <ReasonDialog
          count={asked.cards.length}
          byHand={asked.cards.filter((card) => card.byHand).length}
          name={asked.cards[0]?.name}
          tier={asked.to}
          tierName={nameOf(asked.to)}
          keeps={keeps}
          onReason={(reason, expires) => void confirm(reason, expires)}
          onClose={putBack}
        />
      )}
      <SetByHand
        open={handOpen && openId === null}
        board={board}
        names={names}
        disabled={readOnly}
        onClose={() => setHandOpen(false)}
      />
    </Page>
  );
}

/** Who is in which tier: a board with a column a tier. */
export default function Tiers() {
  const { t } = useTranslation(['tiers', 'frame']);
  const { data, error, again } = useQueryCommand('tier_board', null);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const [matrix, setMatrix] = useState(false);
  if (data && accounts > 0) {
    return matrix ? (
      <Matrix onBack={() => setMatrix(false)} />
    ) : (
      <LoadedBoard board={data} onMatrix={() => setMatrix(true)} />
    );
  }
  if (accounts === 0) {
    return (
      <EmptyStep
        step="tiers"
        title={t('frame:steps.tiers')}
        icon={<TiersIcon />}
        texts={{ title: t('tiers:empty.title'), text: t('tiers:empty.text'), action: t('tiers:empty.action') }}
      />
    );
  }
  return (
    <Page fill header={<PageHeader question={t('frame:questions.tiers')} title={t('frame:steps.tiers')} />}>
      <ErrorBar error={error} onAgain={again} />
    </Page>
  );
}
