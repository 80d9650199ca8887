import { useTranslation } from 'react-i18next';
import {
  Button,
  ErrorBar,
  IconButton,
  PercentInput,
  SidePanel,
  TierBadge,
  UndoIcon,
  type TierMark,
} from '../../components';
import { num } from '../../format/figures';
import type { Cell, TierBoard } from '../../ipc/bindings';
import { useChange, useQueryCommand } from '../../ipc/cache';
import { openAccount, openAccounts } from '../../state/open';
import { useDecisions } from '../accounts/useDecisions';
import styles from './SetByHand.module.css';

const MOST = 200;
const asTier = (cell: Cell | undefined): TierMark => (typeof cell === 'number' && cell >= 0 ? cell : 'excluded');
const asText = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : '');

/** The accounts whose tier a person set, with the reason, and the way back to the model. */
export function SetByHand({
  open,
  board,
  names,
  disabled,
  onClose,
}: {
  open: boolean;
  board: TierBoard;
  names: readonly string[];
  disabled: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('tiers');
  const { giveBack, busy } = useDecisions();
  const grid = useQueryCommand('grid_columns', null, { enabled: open });
  const nameColumn = grid.data?.columns.find((column) => column.role === 'name')?.key;
  const columns = [nameColumn ?? 'score', 'tier', 'modelTier', 'reason'];
  const query = {
    segment: { kind: 'overridden' as const },
    search: '',
    filters: [],
    sort: [{ column: 'tier', descending: false }],
  };
  const request = { query, columns, offset: 0, limit: MOST };
  const { data, error, again } = useQueryCommand('account_page', request, {
    enabled: open && nameColumn !== undefined,
  });
  const nameOf = (tier: TierMark) => (tier === 'excluded' ? t('excluded') : (names[tier] ?? ''));
  return (
    <SidePanel
      open={open}
      title={t('byHand.title')}
      note={data && t('byHand.count', { count: data.total, shown: num(data.total) })}
      onClose={onClose}
      footer={
        data &&
        data.total > 0 && (
          <>
            <Button onClick={() => openAccounts({ kind: 'overridden' })}>{t('byHand.openAll')}</Button>
            {data.total <= data.rows.length && (
              <Button disabled={disabled} busy={busy} onClick={() => void giveBack(data.rows.map((row) => row.id))}>
                {t('byHand.giveAllBack')}
              </Button>
            )}
          </>
        )
      }
    >
      <ErrorBar error={error ?? grid.error} onAgain={error ? again : grid.again} />
      <Budget board={board} disabled={disabled} />
      {data?.total === 0 && <p className={styles.none}>{t('byHand.none')}</p>}
      <ul>
        {data?.rows.map((row) => {
          const [name, tier, model, reason] = row.cells;
          const [to, from] = [asTier(tier), asTier(model)];
          return (
            <li key={row.id} className={styles.item}>
              <button type="button" className={styles.open} onClick={() => openAccount(row.id)}>
                <span className={styles.name}>{asText(name)}</span>
                <span className={styles.where}>
                  <TierBadge tier={to} name={nameOf(to)} small />
                  {from !== to && <span className={styles.model}>{t('byHand.model', { tier: nameOf(from) })}</span>}
                </span>
                <span className={styles.reason}>{asText(reason)}</span>
              </button>
              <IconButton
                label={t('byHand.giveBack', { name: asText(name) })}
                icon={<UndoIcon />}
                disabled={disabled || busy}
                onClick={() => void giveBack([row.id])}
              />
            </li>
          );
        })}
      </ul>
    </SidePanel>
  );
}

/** How many tiers people agreed to set by hand, and how many they did. */
function Budget({ board, disabled }: { board: TierBoard; disabled: boolean }) {
  const { t } = useTranslation('tiers');
  const { change, error } = useChange();
  const { budget, allowed, overrides } = board;
  const over = allowed !== null && overrides > allowed;
  const left = allowed === null ? 0 : Math.abs(allowed - overrides);
  return (
    <div className={styles.budget}>
      <PercentInput
        label={t('budget.label')}
        small
        allowEmpty
        min={0}
        max={1}
        disabled={disabled}
        value={budget === null ? null : budget / 1000}
        placeholder={t('budget.none')}
        onCommit={(share) =>
          void change('set_override_budget', { budget: share === null ? null : Math.round(share * 1000) })
        }
      />
      {allowed !== null && (
        <p className={over ? styles.over : styles.none} role="status">
          {t(over ? 'budget.over' : 'budget.left', { count: left, shown: num(left), allowed: num(allowed) })}
        </p>
      )}
      <ErrorBar error={error} />
    </div>
  );
}
