import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AddIcon,
  Button,
  DataTable,
  DeleteIcon,
  EditIcon,
  EmptyState,
  ErrorBar,
  IconButton,
  Menu,
  ModelIcon,
  Money,
  MoreIcon,
  Num,
  OpenFigure,
  TierBadge,
  useToast,
  type TableColumn,
} from '../../../components';
import { num } from '../../../format/figures';
import type { GateDraft, GateView, GatesView, Segment } from '../../../ipc/bindings';
import { useQueryCommand, type Changing } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import { GateDialog } from './GateDialog';
import styles from './Gates.module.css';

export interface GatesProps {
  names: readonly string[];
  changing: Changing;
  disabled: boolean;
}

/** What must accounts be, whatever their score, and whom does that stop? */
export function Gates(props: GatesProps) {
  const { data, error, again } = useQueryCommand('gates', null);
  if (error) return <ErrorBar error={error} onAgain={again} />;
  return data ? <Loaded view={data} {...props} /> : null;
}

function Loaded({ view, names, changing, disabled }: GatesProps & { view: GatesView }) {
  const { t } = useTranslation('model');
  const { change } = changing;
  const toast = useToast();
  const [editing, setEditing] = useState<GateDraft | 'new' | null>(null);
  const told = async (done: Promise<unknown>, title: string) => {
    if (!(await done)) return;
    toast({ title, undo: true });
  };
  const keep = (gate: GateDraft) => {
    setEditing(null);
    void told(change('save_gate', gate), t(gate.id === null ? 'gates.added' : 'gates.changed'));
  };
  const add = (
    <Button icon={<AddIcon />} disabled={disabled} onClick={() => setEditing('new')}>
      {t('gates.add')}
    </Button>
  );
  return (
    <section className={styles.gates} aria-label={t('tabs.gates')}>
      {view.gates.length === 0 ? (
        <EmptyState icon={<ModelIcon />} title={t('gates.none')} actions={add}>
          {t('gates.noneText')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.verdict}>
            <p className={styles.sentence}>{t('gates.stopped', { count: view.stopped, shown: num(view.stopped) })}</p>
            {view.stopped > 0 && (
              <Button small onClick={() => openAccounts({ kind: 'stoppedByAny' })}>
                {t('gates.open', { count: view.stopped, shown: num(view.stopped) })}
              </Button>
            )}
            <span className={styles.add}>{add}</span>
          </div>
          <GateTable
            gates={view.gates}
            names={names}
            disabled={disabled}
            onEdit={(gate) => setEditing(gate.draft)}
            onRemove={(gate) => void told(change('remove_gate', { gate: gate.id }), t('gates.removed'))}
          />
          <p className={styles.note}>{t('gates.note')}</p>
        </>
      )}
      {editing !== null && (
        <GateDialog
          gate={editing === 'new' ? null : editing}
          fields={view.fields}
          names={names}
          onClose={() => setEditing(null)}
          onKeep={keep}
        />
      )}
    </section>
  );
}

interface GateTableProps {
  gates: readonly GateView[];
  names: readonly string[];
  disabled: boolean;
  onEdit: (gate: GateView) => void;
  onRemove: (gate: GateView) => void;
}

function GateTable({ gates, names, disabled, onEdit, onRemove }: GateTableProps) {
  const { t } = useTranslation('model');
  const figure = (count: number, label: string, segment: Segment) =>
    count === 0 ? (
      <Num value={0} />
    ) : (
      <OpenFigure label={label} onOpen={() => openAccounts(segment)}>
        <Num value={count} />
      </OpenFigure>
    );
  const columns: TableColumn<GateView>[] = [
    {
      id: 'gate',
      header: t('gates.gate'),
      cell: ({ touch }) => (
        <>
          {touch.sentence}
          {touch.problem !== null && <span className={styles.problem}>{touch.problem}</span>}
        </>
      ),
    },
    {
      id: 'fate',
      header: t('gates.fate'),
      cell: ({ draft: { stopsAt } }) =>
        stopsAt === null ? t('gates.out') : t('gates.noBetter', { name: names[stopsAt] ?? '' }),
    },
    {
      id: 'stops',
      header: t('gates.stops'),
      align: 'right',
      cell: ({ id, touch }) =>
        figure(
          touch.stops,
          t('gates.openGate', { gate: touch.sentence, count: touch.stops, shown: num(touch.stops) }),
          { kind: 'stopped', gate: id },
        ),
    },
    {
      id: 'tiers',
      header: t('gates.byTier'),
      cell: ({ touch }) => (
        <span className={styles.tiers}>
          {touch.byTier.map(
            (count, tier) =>
              count > 0 && (
                <span key={tier} className={styles.tier}>
                  <TierBadge tier={tier} name={names[tier] ?? ''} bare small />
                  <Num value={count} />
                </span>
              ),
          )}
        </span>
      ),
    },
    {
      id: 'potential',
      header: t('results.potential'),
      align: 'right',
      cell: ({ touch }) => <Money minor={touch.stops === 0 ? 0 : touch.potential} />,
    },
    {
      id: 'overridden',
      header: t('gates.overridden'),
      align: 'right',
      cell: ({ id, touch }) =>
        figure(
          touch.overridden,
          t('gates.openOverruled', { gate: touch.sentence, count: touch.overridden, shown: num(touch.overridden) }),
          { kind: 'overruled', gate: id },
        ),
    },
    {
      id: 'untold',
      header: t('gates.untold'),
      align: 'right',
      cell: ({ id, touch }) =>
        figure(
          touch.untold,
          t('gates.openUntold', { gate: touch.sentence, count: touch.untold, shown: num(touch.untold) }),
          { kind: 'untold', gate: id },
        ),
    },
    {
      id: 'actions',
      header: t('gates.actions'),
      hideHeader: true,
      align: 'right',
      cell: (gate) => (
        <Menu
          trigger={
            <IconButton
              label={t('gates.actionsOf', { gate: gate.touch.sentence })}
              icon={<MoreIcon />}
              disabled={disabled}
            />
          }
          items={[
            { id: 'edit', label: t('gates.edit'), icon: <EditIcon />, onSelect: () => onEdit(gate) },
            {
              id: 'remove',
              label: t('gates.remove'),
              icon: <DeleteIcon />,
              danger: true,
              onSelect: () => onRemove(gate),
            },
          ]}
        />
      ),
    },
  ];
  return <DataTable label={t('tabs.gates')} columns={columns} rows={gates} rowId={({ id }) => id} />;
}
