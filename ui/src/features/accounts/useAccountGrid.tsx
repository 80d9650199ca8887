import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PartialMark, ShowIcon, TierBadge, type GridColumn, type GridPage, type PageRequest } from '../../components';
import { call } from '../../ipc/call';
import type { AccountQuery, AccountRow, GridColumn as WireColumn, Segment } from '../../ipc/bindings';
import { openAccount } from '../../state/open';
import { usePlan } from '../../state/plan';
import styles from './Accounts.module.css';
import { filtersToWire, points, rowOf, shownAs, type Row } from './cells';
import type { RepName } from './useReps';

/** From so many values on a filter lists none of them; a search for a part of the text does better. */
const MOST_CHOICES = 200;

/** The name, and at its end the way to everything about the account; with the keyboard that is the space bar. */
function NameCell({ row, name }: { row: Row; name: string }) {
  const { t } = useTranslation('accounts');
  return (
    <span className={styles.nameCell}>
      <span className={styles.name}>{name}</span>
      <button
        type="button"
        tabIndex={-1}
        className={styles.openRow}
        title={t('openAccount')}
        onClick={() => openAccount(row.id)}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <ShowIcon aria-hidden />
        <span className="visually-hidden">{t('openAccount')}</span>
      </button>
    </span>
  );
}

/** The grid's columns for the plan's columns. */
export function useGridColumns(wire: readonly WireColumn[], reps: readonly RepName[]): GridColumn<Row>[] {
  const { t } = useTranslation('accounts');
  const tiers = usePlan((state) => state.plan?.tiers);
  return useMemo(() => {
    const tierChoices = [
      ...(tiers ?? []).map((label, tier) => ({ value: String(tier), label })),
      { value: '-1', label: t('excluded') },
    ];
    return wire.map((column): GridColumn<Row> => {
      const kind = shownAs(column.kind);
      const base: GridColumn<Row> = {
        id: column.key,
        header: column.kind === 'minutes' ? t('hoursOf', { column: column.label }) : column.label,
        kind,
        hidden: !column.shown,
        editable: column.editable,
        pinned: column.role === 'name',
      };
      if (column.role === 'name') {
        return { ...base, width: 240, render: (row) => <NameCell row={row} name={String(row[column.key] ?? '')} /> };
      }
      switch (column.kind) {
        case 'tier':
          return {
            ...base,
            width: 100,
            choices: tierChoices,
            render: (row) => {
              const tier = Number(row[column.key]);
              const mark = tier < 0 ? 'excluded' : tier;
              return (
                <TierBadge tier={mark} name={tierChoices.find((each) => Number(each.value) === tier)?.label} small />
              );
            },
          };
        case 'rep':
          return {
            ...base,
            width: 150,
            choices: reps.map((rep) => ({ value: String(rep.id), label: rep.name })),
          };
        case 'yesNo':
          return {
            ...base,
            width: 100,
            choices: [
              { value: 'true', label: t('yes') },
              { value: 'false', label: t('no') },
            ],
          };
        case 'category':
          return {
            ...base,
            width: 150,
            distinct:
              column.values.length > 0 && column.values.length < MOST_CHOICES
                ? async (search) => {
                    const part = search.toLocaleLowerCase();
                    return column.values.filter((value) => value.toLocaleLowerCase().includes(part));
                  }
                : undefined,
          };
        case 'score': {
          const write = (row: Row) => points(row[column.key] === null ? null : Number(row[column.key]) * 10);
          // A row tells it of the score alone, not of fit and engagement.
          const render = (row: Row) => (
            <>
              {row.partial && <PartialMark />}
              {write(row)}
            </>
          );
          return { ...base, digits: 1, width: 80, write, render: column.key === 'score' ? render : undefined };
        }
        case 'minutes':
          return { ...base, digits: 1, width: 180 };
        case 'number':
          return { ...base, digits: 2 };
        default:
          return base;
      }
    });
  }, [wire, tiers, reps, t]);
}

/** Asks for the rows of a page. Columns that are not shown are asked for too: showing one must not ask again. */
export function usePages(
  wire: readonly WireColumn[],
  segment: Segment,
  search: string,
  onQuery: (query: AccountQuery) => void,
): (request: PageRequest) => Promise<GridPage<Row>> {
  return useCallback(
    async ({ startRow, endRow, sort, filter }) => {
      const query: AccountQuery = { segment, search, sort, filters: filtersToWire(filter, wire) };
      onQuery(query);
      const page = await call('account_page', {
        query,
        columns: wire.map((column) => column.key),
        offset: startRow,
        limit: endRow - startRow,
      });
      return { total: page.total, rows: page.rows.map((row) => rowOf(row, wire)) };
    },
    [wire, segment, search, onQuery],
  );
}

/** The most accounts one request names. */
const PAGE = 500;

async function rowsOf(query: AccountQuery, columns: string[], first: number, last: number): Promise<AccountRow[]> {
  const found: AccountRow[] = [];
  for (let offset = first; offset <= last; offset += PAGE) {
    const limit = Math.min(PAGE, last - offset + 1);
    const page = await call('account_page', { query, columns, offset, limit });
    found.push(...page.rows);
    if (page.rows.length < limit) break;
  }
  return found;
}

/** The accounts of some rows of a query, in order. */
export async function accountsOf(query: AccountQuery, first: number, last: number): Promise<number[]> {
  return (await rowsOf(query, [], first, last)).map((row) => row.id);
}

/** The same with the tier that each is in, null being Excluded, and whether a person put it there. */
export async function placesOf(
  query: AccountQuery,
  first: number,
  last: number,
): Promise<{ id: number; tier: number | null; byHand: boolean }[]> {
  // No column tells who was put where it is, so all of those among whom the rows may be are asked for.
  const overridden: AccountQuery = { ...query, segment: { kind: 'overridden' }, sort: [] };
  const [rows, put] = await Promise.all([
    rowsOf(query, ['tier'], first, last),
    rowsOf(overridden, [], 0, Number.POSITIVE_INFINITY),
  ]);
  const byHand = new Set(put.map((row) => row.id));
  return rows.map(({ id, cells: [tier] }) => ({
    id,
    tier: typeof tier === 'number' && tier >= 0 ? tier : null,
    byHand: byHand.has(id),
  }));
}
