import { useTranslation } from 'react-i18next';
import {
  Button,
  DataTable,
  DeleteIcon,
  Dialog,
  EditIcon,
  ErrorBar,
  IconButton,
  Menu,
  MoreIcon,
  type TableColumn,
} from '../../../components';
import { num } from '../../../format/figures';
import type { AppError, ComputedColumn } from '../../../ipc/bindings';
import { usePlan } from '../../../state/plan';
import styles from './Computed.module.css';

export interface ComputedListProps {
  columns: readonly ComputedColumn[];
  error: AppError | null;
  onError: () => void;
  onAdd: () => void;
  onEdit: (column: ComputedColumn) => void;
  onRemove: (column: ComputedColumn) => void;
  onClose: () => void;
}

/** The columns that are computed, with their formulas. */
export function ComputedList(props: ComputedListProps) {
  const { t } = useTranslation('accounts');
  const disabled = usePlan((state) => state.plan?.readOnly ?? true);
  const columns: TableColumn<ComputedColumn>[] = [
    {
      id: 'column',
      header: t('computed.column'),
      cell: ({ draft, usedBy, problem }) => (
        <span className={styles.named}>
          <span className={styles.label}>{draft.label}</span>
          <span className={styles.formula}>{draft.formula}</span>
          {problem !== null && <span className={styles.problem}>{problem}</span>}
          {usedBy.length > 0 && (
            <span className={styles.soft}>{t('computed.usedBy', { used: usedBy.join(', ') })}</span>
          )}
        </span>
      ),
    },
    { id: 'spread', header: t('computed.spread'), cell: ({ spread }) => spread ?? '' },
    { id: 'filled', header: t('computed.filled'), align: 'right', cell: ({ filled }) => num(filled) },
    {
      id: 'actions',
      header: t('computed.actions'),
      hideHeader: true,
      align: 'right',
      cell: (column) => (
        <Menu
          trigger={
            <IconButton
              label={t('computed.actionsOf', { name: column.draft.label })}
              icon={<MoreIcon />}
              disabled={disabled}
            />
          }
          items={[
            { id: 'edit', label: t('computed.edit'), icon: <EditIcon />, onSelect: () => props.onEdit(column) },
            {
              id: 'remove',
              label: t('computed.remove'),
              icon: <DeleteIcon />,
              danger: true,
              onSelect: () => props.onRemove(column),
            },
          ]}
        />
      ),
    },
  ];
  return (
    <Dialog open wide title={t('computed.title')} onClose={props.onClose}>
      <ErrorBar error={props.error} onDismiss={props.onError} />
      <DataTable label={t('computed.title')} columns={columns} rows={props.columns} rowId={({ id }) => id} />
      <div className={styles.more}>
        <Button disabled={disabled} onClick={props.onAdd}>
          {t('computed.another')}
        </Button>
      </div>
    </Dialog>
  );
}
