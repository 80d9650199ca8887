import { useState } from 'react';
import {
  BalanceBar,
  Button,
  DataTable,
  EmptyState,
  Grid,
  Money,
  Page,
  PageHeader,
  Percent,
  Section,
  SidePanel,
  StatFigure,
  StatStrip,
  TierBadge,
  WorkbookIcon,
  type GridColumn,
  type GridSelection,
} from '../components';
import type { Screens } from '../app/AppFrame';
import { percent } from '../format/figures';
import type { PlanView } from '../ipc/bindings';
import { samplePage, type SampleAccount } from './sample';

export const demoPlan: PlanView = {
  name: 'Northern Europe 2027',
  file: { token: 1, name: 'Northern Europe 2027.tierline', folder: 'Documents' },
  period: 'FY 2027',
  asOf: '2026-11-01',
  due: null,
  accounts: 100_000,
  reps: 14,
  tiers: ['Tier 1', 'Tier 2', 'Tier 3'],
  hues: ['indigo', 'amber', 'rose'],
  revision: 12,
  readOnly: false,
  currency: { code: 'EUR', minorDigits: 2 },
  undo: 'Move 34 Accounts',
  redo: null,
  steps: [
    { step: 'home', status: 'done', sentence: '' },
    { step: 'accounts', status: 'done', sentence: '100,000 accounts, 214 figures repaired.' },
    { step: 'model', status: 'done', sentence: 'Four criteria.' },
    { step: 'tiers', status: 'attention', sentence: '18 accounts were moved by hand and have no reason.' },
    { step: 'opportunity', status: 'done', sentence: '€46.3M in four buckets.' },
    { step: 'coverage', status: 'done', sentence: '14 reps are needed.' },
    { step: 'territories', status: 'attention', sentence: '2 territories are outside ±15 %.' },
    { step: 'quotas', status: 'notStarted', sentence: 'Enter the company target.' },
    { step: 'share', status: 'notStarted', sentence: '' },
  ],
};

const columns: GridColumn<SampleAccount>[] = [
  { id: 'name', header: 'Account', kind: 'text', width: 220, pinned: true },
  {
    id: 'tier',
    header: 'Tier',
    kind: 'tier',
    width: 90,
    choices: [
      { value: '0', label: 'Tier 1' },
      { value: '1', label: 'Tier 2' },
      { value: '2', label: 'Tier 3' },
    ],
    render: (row) => <TierBadge tier={Number(row.tier)} small />,
  },
  { id: 'score', header: 'Score', kind: 'number', digits: 1, width: 80 },
  { id: 'revenue', header: 'Current revenue', kind: 'money', editable: true },
  { id: 'potential', header: 'Potential', kind: 'money', editable: true },
  { id: 'share', header: 'Share of wallet', kind: 'percent', width: 120 },
  { id: 'industry', header: 'Industry', kind: 'text', editable: true },
  { id: 'country', header: 'Country', kind: 'text', width: 120 },
  { id: 'owner', header: 'Owner', kind: 'text', width: 140 },
];

const firstSort = [{ column: 'score', descending: true }];

export function DemoGrid({ onOpen, open }: { onOpen?: (row: SampleAccount) => void; open?: number | null }) {
  const [selection, setSelection] = useState<GridSelection | null>(null);
  return (
    <Grid<SampleAccount>
      label="Accounts"
      columns={columns}
      getPage={samplePage}
      revision={1}
      initialSort={firstSort}
      onRowOpen={onOpen}
      openRow={open ?? null}
      onSelectionChange={setSelection}
      onCellEdit={async () => true}
      status={selection && selection.rows.last > selection.rows.first ? <span>Sum €12.4M</span> : null}
    />
  );
}

function AccountsScreen() {
  const [open, setOpen] = useState<SampleAccount | null>(null);
  return (
    <Page
      fill
      flush
      header={
        <PageHeader
          question="What did marketing send?"
          title="100,000 accounts, 74,966 of them customers"
          actions={
            <>
              <Button>Check quality</Button>
              <Button look="primary">Import a workbook</Button>
            </>
          }
        />
      }
    >
      <DemoGrid onOpen={setOpen} open={open?.id ?? null} />
      <SidePanel
        open={open !== null}
        title={open?.name ?? ''}
        note={open && <TierBadge tier={Number(open.tier)} small />}
        onClose={() => setOpen(null)}
        footer={<Button>Move to another tier</Button>}
      >
        {open && (
          <>
            <StatFigure
              label="Score"
              value={open.score}
              sentence="Tier 1 begins at 78. Revenue potential gives most of it."
            />
            <Section title="Where the points come from">
              <DataTable
                label="Points"
                columns={[
                  { id: 'criterion', header: 'Criterion', cell: (row) => row.criterion, foot: 'Score' },
                  { id: 'points', header: 'Points', align: 'right', cell: (row) => row.points, foot: open.score },
                ]}
                rows={[
                  { criterion: 'Revenue potential', points: 38.2 },
                  { criterion: 'Industry alignment', points: 21.0 },
                  { criterion: 'Company size', points: 14.5 },
                ]}
                rowId={(row) => row.criterion}
              />
            </Section>
            <Section title="Money">
              <StatStrip>
                <StatFigure label="Current revenue" value={<Money minor={open.revenue} />} />
                <StatFigure label="Share of wallet" value={<Percent ratio={open.share} />} />
              </StatStrip>
            </Section>
          </>
        )}
      </SidePanel>
    </Page>
  );
}

function HomeScreen() {
  return (
    <Page
      header={
        <PageHeader
          question="Where do we stand?"
          title="€46.3M of opportunity, two thirds of it in good hands"
          actions={<Button look="primary">Assign the rest</Button>}
        />
      }
    >
      <StatStrip>
        <StatFigure
          large
          label="Opportunity"
          value={<Money minor={4_628_500_000} />}
          change={{ direction: 'up', amount: '€2.1M', good: true }}
          sentence="Retain, upsell, cross-sell and new logo together."
          onOpen={() => {}}
        />
        <StatFigure
          large
          label="Without an owner"
          value={<Money minor={1_540_000_000} />}
          sentence={`${percent(0.33)} of it is shelf-ware.`}
          onOpen={() => {}}
        />
        <StatFigure large label="Headcount" value="14" unit="reps" sentence="By workload." />
      </StatStrip>
      <Section
        title="Balance of territories"
        actions={
          <Button small look="quiet">
            Open territories
          </Button>
        }
      >
        <BalanceBar label="Ines Holm" deviation={0.06} tolerance={0.15} />
        <BalanceBar label="Marc Weber" deviation={0.24} before={0.31} tolerance={0.15} />
      </Section>
    </Page>
  );
}

function EmptyScreen() {
  return (
    <Page fill header={<PageHeader question="Is every number fair and reachable?" title="Quotas" />}>
      <EmptyState
        icon={<WorkbookIcon />}
        title="Enter the company target first"
        actions={<Button look="primary">Enter the target</Button>}
      >
        Quotas share it among your reps by what their accounts bought and what they could buy.
      </EmptyState>
    </Page>
  );
}

export const demoScreens: Screens = {
  home: HomeScreen,
  accounts: AccountsScreen,
  model: EmptyScreen,
  tiers: EmptyScreen,
  opportunity: EmptyScreen,
  coverage: EmptyScreen,
  territories: EmptyScreen,
  quotas: EmptyScreen,
  share: EmptyScreen,
};
