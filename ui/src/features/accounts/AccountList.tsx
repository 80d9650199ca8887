import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  CloseIcon,
  ErrorBar,
  Grid,
  ImportIcon,
  Menu,
  Page,
  PageHeader,
  SearchInput,
  useRoom,
  type CellEdit,
  type GridHandle,
  type GridSelection,
} from '../../components';
import { runCommand, useCommands } from '../../commands/registry';
import { compactMoney, money, num } from '../../format/figures';
import type { AccountQuery, Segment } from '../../ipc/bindings';
import { useChange, useQueryCommand } from '../../ipc/cache';
import { useTests } from '../../ipc/testModel';
import { openAccount, useOpenAccount } from '../../state/open';
import { usePlan, usePlanCurrency } from '../../state/plan';
import { useWindow } from '../../state/window';
import styles from './Accounts.module.css';
import { filtersToWire, type Row } from './cells';
import { ComputedDialog } from './computed/ComputedDialog';
import { findDuplicates, useDuplicates } from './duplicates/store';
import { useImport } from './import/store';
import { openLook } from './look';
import { useSearch } from './useSearch';
import { SelectionActions } from './SelectionActions';
import { isMany, RangeStatus } from './RangeStatus';
import { useGridColumns, usePages } from './useAccountGrid';
import { CELL_MENU, rangeOf, useCellCommands } from './useCellCommands';
import { useGridLayout } from './useGridLayout';
import { useReps } from './useReps';
import { useSegmentName } from './useSegmentName';

const ALL: Segment = { kind: 'all' };
const FIRST_SORT = [{ column: 'score', descending: true }];
const NO_COLUMNS: never[] = [];

/** Whether a test of the model says who is in the list. */
const isOfTest = ({ kind }: Segment) => kind === 'onFence' || kind === 'firm';

/** The account grid: find, sort, filter, edit, copy, decide. */
export function AccountList() {
  const { t } = useTranslation(['accounts', 'frame', 'commands']);
  const revision = usePlan((state) => state.plan?.revision ?? 0);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const reps = useReps();
  const { data: wire, error, again } = useQueryCommand('grid_columns', null);
  // The list itself changes with every revision; its columns rarely do, and the grid keeps its widths only for the same.
  const wireKey = JSON.stringify(wire?.columns ?? NO_COLUMNS);
  const wireColumns = useMemo(() => JSON.parse(wireKey) as NonNullable<typeof wire>['columns'], [wireKey]);
  const columns = useGridColumns(wireColumns, reps);

  const focus = useWindow((state) => state.focus);
  const [segment, setSegment] = useState<Segment>(() => (focus?.segment as Segment | undefined) ?? ALL);
  // Another figure was opened while the list is in sight.
  const [seen, setSeen] = useState(focus);
  if (seen !== focus) {
    setSeen(focus);
    if (focus?.segment) setSegment(focus.segment as Segment);
  }
  const segmentName = useSegmentName(segment, reps, wireColumns);

  const { typed, setTyped, search } = useSearch();
  const field = useRef<HTMLInputElement>(null);

  const [query, setQuery] = useState<AccountQuery | null>(null);
  // Every page of one query reports the same question.
  const onQuery = useCallback(
    (next: AccountQuery) => setQuery((last) => (last && JSON.stringify(last) === JSON.stringify(next) ? last : next)),
    [],
  );
  const getPage = usePages(wireColumns, segment, search, onQuery);
  const [selection, setSelection] = useState<GridSelection | null>(null);
  const openId = useOpenAccount((state) => state.account);
  const [computing, setComputing] = useState(false);
  const { change, error: refused, clearError } = useChange();
  const importError = useImport((state) => state.error);
  const duplicatesError = useDuplicates((state) => state.error);
  useCommands(
    useMemo(
      () => [
        {
          id: 'accounts.duplicates',
          labelKey: 'findDuplicates' as const,
          run: () => void findDuplicates(t('accounts:duplicates.finding')),
        },
        { id: 'accounts.quality', labelKey: 'dataQuality' as const, run: () => openLook('quality') },
        { id: 'accounts.map', labelKey: 'accountMap' as const, run: () => openLook('map') },
        { id: 'accounts.families', labelKey: 'families' as const, run: () => openLook('families') },
        { id: 'accounts.spellings', labelKey: 'spellings' as const, run: () => openLook('spellings') },
        { id: 'accounts.computed', labelKey: 'computedColumns' as const, run: () => setComputing(true) },
      ],
      [t],
    ),
  );

  const onCellEdit = useCallback(
    async ({ row, column, text }: CellEdit<Row>) =>
      (await change('edit_cell', { account: row.id, column, text })) !== null,
    [change],
  );

  const queryOf = useCallback(
    ({ sort, filter }: GridSelection): AccountQuery => ({
      segment,
      search,
      sort,
      filters: filtersToWire(filter, wireColumns),
    }),
    [segment, search, wireColumns],
  );
  const grid = useRef<GridHandle>(null);
  const pane = useRef<HTMLDivElement>(null);
  useCellCommands({ grid, pane, search: field, selection, queryOf });
  const { layout, keep } = useGridLayout();
  const range = selection && rangeOf(selection, queryOf);

  const title = segmentName
    ? t('accounts:titleSegment', { segment: segmentName })
    : t('accounts:title', { count: accounts, shown: num(accounts) });
  const tests = useTests((state) => state.made);
  const asked = `${JSON.stringify(segment)} ${search} ${isOfTest(segment) ? tests : ''}`;
  return (
    <Page
      fill
      flush
      header={
        <PageHeader
          question={t('frame:questions.accounts')}
          title={title}
          actions={
            <>
              <Looks />
              <Button icon={<ImportIcon />} onClick={() => runCommand('file.import')}>
                {t('accounts:importAgain')}
              </Button>
            </>
          }
        />
      }
    >
      <div className={styles.wrap}>
        <div className={styles.bar}>
          <div className={styles.search}>
            <SearchInput label={t('accounts:search')} value={typed} onChange={setTyped} inputRef={field} />
          </div>
          {segmentName && (
            <button type="button" className={styles.chip} onClick={() => setSegment(ALL)} title={t('accounts:showAll')}>
              <span>{segmentName}</span>
              <CloseIcon aria-hidden />
              <span className="visually-hidden">{t('accounts:showAll')}</span>
            </button>
          )}
          <SelectionActions query={query} selection={selection} reps={reps} />
        </div>
      </div>
      {(error || refused || importError || duplicatesError) && (
        <div className={styles.errors}>
          <ErrorBar error={error} onAgain={again} />
          <ErrorBar error={refused} onDismiss={clearError} />
          <ErrorBar error={importError} onDismiss={() => useImport.setState({ error: null })} />
          <ErrorBar error={duplicatesError} onDismiss={() => useDuplicates.setState({ error: null })} />
        </div>
      )}
      {columns.length > 0 && layout !== undefined && (
        <div ref={pane} className={styles.pane}>
          <Grid<Row>
            label={t('accounts:title', { count: accounts, shown: num(accounts) })}
            columns={columns}
            getPage={getPage}
            revision={`${revision} ${asked}`}
            initialSort={FIRST_SORT}
            onCellEdit={onCellEdit}
            onRowOpen={(row) => openAccount(row.id)}
            openRow={openId}
            onSelectionChange={setSelection}
            layout={layout}
            onLayout={keep}
            cellMenu={CELL_MENU}
            handle={grid}
            moreColumns={{ label: t('accounts:computed.open'), onSelect: () => setComputing(true) }}
            status={isMany(range) ? <RangeStatus range={range} /> : query && <Sums query={query} />}
            empty={<Nothing segment={segment} onAll={() => (setTyped(''), setSegment(ALL))} />}
          />
        </div>
      )}
      {computing && <ComputedDialog onClose={() => setComputing(false)} />}
    </Page>
  );
}

/** Ways to look at the whole list, as commands. */
const LOOKS = ['map', 'quality', 'spellings', 'families', 'duplicates'] as const;

/** Buttons take two lines of a step narrower than this. */
const NARROW = 740;

/** Every way to look at the whole list: a button each, or one menu where there is little room. */
function Looks() {
  const { t } = useTranslation('accounts');
  const narrow = useRoom() < NARROW;
  if (narrow) {
    const items = LOOKS.map((look) => ({
      id: look,
      label: t(`${look}.find`),
      onSelect: () => runCommand(`accounts.${look}`),
    }));
    return <Menu trigger={<Button>{t('looks')}</Button>} items={items} />;
  }
  return LOOKS.map((look) => (
    <Button key={look} onClick={() => runCommand(`accounts.${look}`)}>
      {t(`${look}.find`)}
    </Button>
  ));
}

/** What the list in sight adds up to. */
function Sums({ query }: { query: AccountQuery }) {
  const { t } = useTranslation('accounts');
  const currency = usePlanCurrency();
  const { data } = useQueryCommand('account_sums', query);
  if (!data) return null;
  return (
    <span className={styles.sums}>
      <span title={money(data.currentRevenue, currency)}>
        {data.currentRevenue === null
          ? t('sums.revenueUnknown')
          : t('sums.revenue', { amount: compactMoney(data.currentRevenue, currency) })}
      </span>
      <span title={money(data.potential, currency)}>
        {data.potential === null
          ? t('sums.potentialUnknown')
          : t(data.withoutPotential > 0 ? 'sums.potentialPart' : 'sums.potential', {
              amount: compactMoney(data.potential, currency),
              count: data.withoutPotential,
              shown: num(data.withoutPotential),
            })}
      </span>
      <span>{t('sums.hours', { hours: num(Math.round(data.minutes / 60)) })}</span>
    </span>
  );
}

function Nothing({ segment, onAll }: { segment: Segment; onAll: () => void }) {
  const { t } = useTranslation('accounts');
  return (
    <div className={styles.nothing}>
      <p>{t(isOfTest(segment) ? 'nothingTested' : 'nothing')}</p>
      <Button onClick={onAll}>{t('showAll')}</Button>
    </div>
  );
}
