import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, ErrorBar, SearchInput } from '../../../components';
import { num } from '../../../format/figures';
import type { AccountPage, GridColumn } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { useSearch } from '../useSearch';
import styles from './ParentDialog.module.css';
import { useLinks } from './useLinks';

export interface ParentDialogProps {
  /** Who gets a parent. */
  accounts: readonly number[];
  /** The name when it is one. */
  name?: string;
  onClose: () => void;
}

/** Accounts offered at a time. */
const OFFERED = 8;

/** Asks which account some accounts belong to. */
export function ParentDialog({ accounts, name, onClose }: ParentDialogProps) {
  const { t } = useTranslation('accounts');
  const { typed, setTyped, search } = useSearch();
  const [parent, setParent] = useState<{ id: number; name: string } | null>(null);
  const { data: columns } = useQueryCommand('grid_columns', null);
  const keys = shown(columns?.columns ?? []);
  const { data, error } = useQueryCommand(
    'account_page',
    {
      query: { segment: { kind: 'all' }, search, filters: [], sort: [] },
      columns: keys,
      offset: 0,
      limit: OFFERED + accounts.length,
    },
    { enabled: keys.length > 0 },
  );
  const { link, busy, error: refused, clearError } = useLinks();
  const offered = offers(data, accounts);
  const take = async () => {
    if (!parent) return;
    const said =
      accounts.length === 1 && name
        ? t('families.linkedOne', { child: name, parent: parent.name })
        : t('families.linked', { count: accounts.length, shown: num(accounts.length), parent: parent.name });
    if (
      await link(
        accounts.map((account) => ({ account, parent: parent.id })),
        said,
      )
    )
      onClose();
  };
  return (
    <Dialog
      open
      title={
        accounts.length === 1 && name
          ? t('families.askOne', { name })
          : t('families.ask', { count: accounts.length, shown: num(accounts.length) })
      }
      primary={{ label: t('families.link'), onClick: () => void take(), disabled: parent === null || busy }}
      onClose={onClose}
    >
      <div className={styles.ask}>
        <ErrorBar error={refused ?? error} onDismiss={clearError} />
        <SearchInput label={t('families.search')} value={typed} onChange={setTyped} />
        <div className={styles.offers} role="radiogroup" aria-label={t('families.offers')}>
          {offered.map((each) => (
            <label key={each.id} className={styles.offer}>
              <input
                type="radio"
                name="parent"
                checked={parent?.id === each.id}
                onChange={() => setParent({ id: each.id, name: each.name })}
              />
              <span>
                {each.name} {each.place && <span className={styles.place}>{each.place}</span>}
              </span>
            </label>
          ))}
          {data && offered.length === 0 && <p className={styles.place}>{t('families.nobody')}</p>}
        </div>
      </div>
    </Dialog>
  );
}

/** What tells accounts apart: name, city, country. */
function shown(columns: readonly GridColumn[]): string[] {
  const roles = ['name', 'city', 'country'];
  const found = roles.map((role) => columns.find((column) => column.role === role)?.key);
  return found.filter((key) => key !== undefined);
}

function offers(page: AccountPage | undefined, accounts: readonly number[]) {
  const rows = page?.rows.filter((row) => !accounts.includes(row.id)) ?? [];
  return rows.slice(0, OFFERED).map(({ id, cells: [name, ...place] }) => ({
    id,
    name: String(name ?? ''),
    place: place.filter((word) => word !== null).join(', '),
  }));
}
