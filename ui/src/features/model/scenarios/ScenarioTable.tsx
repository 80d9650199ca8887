import { useTranslation } from 'react-i18next';
import {
  DataTable,
  DeleteIcon,
  EditIcon,
  IconButton,
  Menu,
  MoreIcon,
  Num,
  OpenFigure,
  TierBadge,
  type TableColumn,
} from '../../../components';
import { day } from '../../../format/dates';
import { compactMoney, num } from '../../../format/figures';
import type { ScenarioRow } from '../../../ipc/bindings';
import { openAccounts } from '../../../state/open';
import { usePlanCurrency } from '../../../state/plan';
import styles from './Scenarios.module.css';

export interface ScenarioTableProps {
  rows: readonly ScenarioRow[];
  agreed: number | null;
  names: readonly string[];
  disabled: boolean;
  onUse: (row: ScenarioRow) => void;
  onCompare: (row: ScenarioRow) => void;
  onRename: (row: ScenarioRow) => void;
  onRemove: (row: ScenarioRow) => void;
}

/** The ways to tier beside each other, on the list of today. */
export function ScenarioTable({ rows, agreed, names, disabled, ...on }: ScenarioTableProps) {
  const { t } = useTranslation('model');
  const currency = usePlanCurrency();
  const most = Math.max(...rows.map(({ tiers }) => tiers.length));
  const anyOut = rows.some(({ excluded }) => excluded > 0);
  const tiers = Array.from({ length: most }, (_, tier): TableColumn<ScenarioRow> => {
    const name = names[tier] ?? rows.find((row) => row.tiers[tier])?.tiers[tier]?.name ?? '';
    return {
      id: `tier${tier}`,
      header: name,
      align: 'right',
      cell: (row) => {
        const held = row.tiers[tier];
        if (!held) return null;
        return (
          <span className={styles.tierCell}>
            <Num value={held.accounts} />
            <span className={styles.soft}>
              {held.potential === null ? '–' : compactMoney(held.potential, currency)}
            </span>
          </span>
        );
      },
    };
  });
  const columns: TableColumn<ScenarioRow>[] = [
    {
      id: 'name',
      header: t('scenarios.scenario'),
      width: '30%',
      cell: (row) => (
        <span className={styles.named}>
          <span>
            <strong>{row.id === null ? t('scenarios.inForce') : row.name}</strong>
            {row.id !== null && row.id === agreed && <span className={styles.badge}>{t('scenarios.agreedOn')}</span>}
          </span>
          <span className={styles.soft}>
            {row.id === null
              ? t('scenarios.now')
              : t(row.differs.length > 0 ? 'scenarios.keptWith' : 'scenarios.keptSame', {
                  day: day(row.keptOn),
                  differs: row.differs.join(', '),
                })}
          </span>
        </span>
      ),
    },
    ...tiers,
    ...(anyOut
      ? [
          {
            id: 'out',
            header: t('scenarios.excluded'),
            align: 'right',
            cell: ({ excluded }: ScenarioRow) => <Num value={excluded} />,
          } satisfies TableColumn<ScenarioRow>,
        ]
      : []),
    {
      id: 'hours',
      header: t('results.hours'),
      align: 'right',
      cell: ({ minutes }) => <Num value={Math.round(minutes / 60)} />,
    },
    {
      id: 'moves',
      header: t('scenarios.wouldMove'),
      align: 'right',
      cell: ({ id, moves, name }) =>
        id === null ? null : moves === 0 ? (
          <Num value={0} />
        ) : (
          <OpenFigure
            label={t('scenarios.openMoves', { name, count: moves, shown: num(moves) })}
            onOpen={() => openAccounts({ kind: 'moved', from: null, to: id, cause: null, step: null, up: null })}
          >
            <Num value={moves} />
          </OpenFigure>
        ),
    },
    {
      id: 'actions',
      header: t('scenarios.actions'),
      hideHeader: true,
      align: 'right',
      cell: (row) =>
        row.id === null ? null : (
          <Menu
            trigger={<IconButton label={t('scenarios.actionsOf', { name: row.name })} icon={<MoreIcon />} />}
            items={[
              { id: 'use', label: t('scenarios.use'), disabled, onSelect: () => on.onUse(row) },
              { id: 'compare', label: t('scenarios.compare'), onSelect: () => on.onCompare(row) },
              {
                id: 'rename',
                label: t('scenarios.rename'),
                icon: <EditIcon />,
                disabled,
                onSelect: () => on.onRename(row),
              },
              {
                id: 'remove',
                label: t('scenarios.remove'),
                icon: <DeleteIcon />,
                danger: true,
                disabled,
                onSelect: () => on.onRemove(row),
              },
            ]}
          />
        ),
    },
  ];
  return (
    <DataTable
      label={t('scenarios.beside')}
      columns={columns}
      rows={rows}
      rowId={({ id }) => (id === null ? 'now' : String(id))}
    />
  );
}

/** The mark of a tier, or of what is out of the plan. */
export function TierAt({ at, names }: { at: number; names: readonly string[] }) {
  return at === names.length ? (
    <TierBadge tier="excluded" small />
  ) : (
    <TierBadge tier={at} name={names[at] ?? ''} small />
  );
}
