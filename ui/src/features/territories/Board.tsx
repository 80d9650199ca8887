import { DragDropProvider, DragOverlay } from '@dnd-kit/react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeleteIcon, dragPlugins, dragSensors, EditIcon, type MenuEntry } from '../../components';
import { num } from '../../format/figures';
import type { RepView, Segment, TerritoriesView, TerritoryRow } from '../../ipc/bindings';
import { openAccounts } from '../../state/open';
import { usePlan } from '../../state/plan';
import { useDecisions } from '../accounts/useDecisions';
import type { Selection } from './AccountList';
import { deviationsAfter, type Place } from './measures';
import { RepTable } from './RepTable';
import { TerritoryAccounts } from './TerritoryAccounts';
import styles from './Territories.module.css';

const NONE: Selection = new Map();
interface BoardProps {
  view: TerritoriesView;
  readOnly: boolean;
  onEdit: (rep: RepView) => void;
  onRemove: (rep: RepView) => void;
}

/** Reps at the left, the chosen one's accounts at the right; accounts are moved by hand, by menu or by command. */
export function Board({ view, readOnly, onEdit, onRemove }: BoardProps) {
  const { t } = useTranslation('territories');
  const decisions = useDecisions();
  const tiers = usePlan((state) => state.plan?.tiers);
  const [asked, setAsked] = useState<Place | undefined>(undefined);
  const [selection, setSelection] = useState<Selection>(NONE);
  const [over, setOver] = useState<Place | undefined>(undefined);
  const [before, setBefore] = useState<ReadonlyMap<number, number> | null>(null);
  // Who has nobody yet comes first, since that is what is left to do.
  const start: Place = view.unassigned.accounts > 0 ? null : (view.reps[0]?.rep.id ?? null);
  const known = asked === null || view.reps.some(({ rep }) => rep.id === asked);
  const chosen = asked !== undefined && known ? asked : start;

  const choose = useCallback((place: Place) => {
    setAsked(place);
    setSelection(NONE);
    setBefore(null);
  }, []);
  const nameOf = (place: Place | undefined) => view.reps.find(({ rep }) => rep.id === place)?.rep;

  const { assign, pin } = decisions;
  const assignTo = useCallback(
    (to: Place) => {
      const accounts = [...selection.keys()];
      const rep = view.reps.find((row) => row.rep.id === to)?.rep ?? null;
      if (accounts.length === 0 || to === chosen) return;
      // Where one was stays chosen, so that the next account is at hand.
      setAsked(chosen);
      setBefore(new Map(view.reps.flatMap((row) => (row.deviation === null ? [] : [[row.rep.id, row.deviation]]))));
      setSelection(NONE);
      void assign(accounts, rep && { id: rep.id, name: rep.name });
    },
    [selection, view, chosen, assign],
  );
  const onPin = useCallback((on: boolean) => void pin([...selection.keys()], on), [selection, pin]);

  const preview = useMemo(() => {
    if (over === undefined || over === chosen) return null;
    const minutes = [...selection.values()].reduce((sum, each) => sum + each, 0);
    return deviationsAfter(view.reps, { from: chosen, to: over, minutes });
  }, [over, chosen, selection, view]);

  /** The figures of a row that stand for a part of its accounts. */
  const partsOf = ({ rep: { id: rep }, byTier, kept, ownedBefore, pinned }: TerritoryRow): MenuEntry[] => {
    const part = (id: string, name: string, count: number, segment: Segment): MenuEntry => ({
      id,
      label: t('reps.part', { name, count, shown: num(count) }),
      disabled: count === 0,
      onSelect: () => openAccounts(segment),
    });
    return [
      ...byTier.map((count, tier) =>
        part(`tier${tier}`, tiers?.[tier] ?? num(tier + 1), count, { kind: 'repTier', rep, tier }),
      ),
      part('kept', t('reps.partKept'), kept, { kind: 'kept', rep }),
      part('listed', t('reps.partListed'), ownedBefore, { kind: 'listedOwner', rep }),
      part('pinned', t('reps.partPinned'), pinned, { kind: 'pinned', rep }),
    ];
  };
  const menuOf = (row: TerritoryRow): MenuEntry[] => [
    {
      id: 'edit',
      label: t('reps.edit', { name: row.rep.name }),
      icon: <EditIcon />,
      disabled: readOnly,
      onSelect: () => onEdit(row.rep),
    },
    { id: 'open', label: t('reps.openAccounts'), onSelect: () => openAccounts({ kind: 'rep', rep: row.rep.id }) },
    {
      id: 'openPart',
      label: t('reps.openPart'),
      items: partsOf(row),
    },
    { id: 'divide', divider: true },
    {
      id: 'remove',
      label: t('reps.remove', { name: row.rep.name }),
      icon: <DeleteIcon />,
      danger: true,
      disabled: readOnly,
      onSelect: () => onRemove(row.rep),
    },
  ];

  return (
    <DragDropProvider
      sensors={dragSensors}
      plugins={dragPlugins}
      onDragOver={(event) => {
        const target = event.operation.target?.data as { place: Place } | undefined;
        // Its handlers run in a React transition, which may wait; the bars must follow the hand.
        queueMicrotask(() => setOver(target?.place));
      }}
      onDragEnd={(event) => {
        const target = event.operation.target?.data as { place: Place } | undefined;
        const { canceled } = event;
        queueMicrotask(() => {
          setOver(undefined);
          if (!canceled && target) assignTo(target.place);
        });
      }}
    >
      <div className={styles.board}>
        <RepTable
          view={view}
          chosen={chosen}
          onChoose={choose}
          preview={preview}
          before={before}
          over={over === chosen ? undefined : over}
          menuOf={menuOf}
        />
        <TerritoryAccounts
          place={chosen}
          reps={view.reps}
          selection={selection}
          onSelect={setSelection}
          onAssign={assignTo}
          onPin={onPin}
          readOnly={readOnly}
        />
      </div>
      <DragOverlay dropAnimation={null}>
        <div className={styles.dragged}>
          <strong>{t('list.dragging', { count: selection.size, shown: num(selection.size) })}</strong>
          {over !== undefined && over !== chosen && (
            <span>{over === null ? t('list.overNobody') : t('list.over', { name: nameOf(over)?.name ?? '' })}</span>
          )}
        </div>
      </DragOverlay>
    </DragDropProvider>
  );
}
