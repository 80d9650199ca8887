import { useCallback, useState } from 'react';
import {
  BalanceBar,
  Button,
  Chart,
  DataTable,
  EmptyState,
  Money,
  Num,
  PartsBar,
  Percent,
  Section,
  StatFigure,
  StatStrip,
  TierBadge,
  WorkbookIcon,
  type TableColumn,
} from '../components';
import { compactMoney, money } from '../format/figures';
import { DemoGrid } from './demo';
import styles from './Gallery.module.css';
import { reps } from './sample';

const EUR = { code: 'EUR', minorDigits: 2 };
type Rep = (typeof reps)[number];

const repColumns: TableColumn<Rep>[] = [
  { id: 'name', header: 'Rep', cell: (rep) => rep.name, sortBy: (rep) => rep.name },
  { id: 'base', header: 'Base', cell: (rep) => rep.base, sortBy: (rep) => rep.base },
  {
    id: 'accounts',
    header: 'Accounts',
    align: 'right',
    cell: (rep) => <Num value={rep.accounts} />,
    sortBy: (rep) => rep.accounts,
    foot: <Num value={1536} />,
  },
  {
    id: 'potential',
    header: 'Potential',
    align: 'right',
    cell: (rep) => <Money minor={rep.potential} currency={EUR} />,
    sortBy: (rep) => rep.potential,
    foot: <Money minor={4_628_500_000} currency={EUR} />,
  },
  {
    id: 'balance',
    header: 'Balance',
    width: 220,
    cell: (rep) => <BalanceBar label={rep.name} deviation={rep.deviation} before={rep.before} tolerance={0.15} />,
    sortBy: (rep) => rep.deviation,
  },
];

const bins = [4, 11, 26, 58, 96, 141, 203, 262, 304, 331, 318, 280, 221, 168, 112, 74, 45, 28, 19, 11];

function Histogram() {
  const option = useCallback(
    (color: (name: `--${string}`) => string) => ({
      grid: { left: 4, right: 4, top: 20, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: bins.map((_, index) => `${index * 5}`), axisLabel: { interval: 3 } },
      yAxis: { type: 'value', show: false },
      tooltip: { trigger: 'axis', axisPointer: { type: 'none' } },
      series: [
        {
          type: 'bar',
          barCategoryGap: '8%',
          data: bins.map((value, index) => ({
            value,
            itemStyle: { color: color(index >= 15 ? '--tier-1' : index >= 10 ? '--tier-2' : '--tier-3') },
          })),
          markLine: {
            symbol: 'none',
            label: { formatter: '{b}', color: color('--text-soft') },
            lineStyle: { color: color('--text-soft'), type: 'solid' },
            data: [
              { name: 'Tier 1 from 75', xAxis: 15 },
              { name: 'Tier 2 from 50', xAxis: 10 },
            ],
          },
        },
      ],
    }),
    [],
  );
  return (
    <Chart
      title="Tier 1 is 7 % of accounts and 41 % of potential"
      note="Accounts by score"
      option={option}
      table={{
        columns: [
          { id: 'score', header: 'Score' },
          { id: 'count', header: 'Accounts', align: 'right' },
        ],
        rows: bins.map((value, index) => [`${index * 5} to ${index * 5 + 5}`, value]),
      }}
    />
  );
}

function ByRep() {
  const option = useCallback(
    (color: (name: `--${string}`) => string) => ({
      grid: { left: 4, right: 56, top: 4, bottom: 4, containLabel: true },
      xAxis: { type: 'value', show: false },
      yAxis: { type: 'category', inverse: true, data: reps.map((rep) => rep.name), axisLine: { show: false } },
      series: [
        {
          type: 'bar',
          barWidth: 14,
          itemStyle: { color: color('--chart-1'), borderRadius: 2 },
          label: {
            show: true,
            position: 'right',
            color: color('--text'),
            formatter: ({ value }: { value: number }) => compactMoney(value, EUR),
          },
          data: reps.map((rep) => rep.potential),
        },
      ],
    }),
    [],
  );
  return (
    <Chart
      title="Marc Weber holds a third of the potential"
      note="Potential by rep"
      option={option}
      table={{
        columns: [
          { id: 'rep', header: 'Rep' },
          { id: 'potential', header: 'Potential', align: 'right' },
        ],
        rows: reps.map((rep) => [rep.name, money(rep.potential, EUR)]),
      }}
    />
  );
}

export function DataSections() {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <Section title="Figures">
        <StatStrip>
          <StatFigure
            large
            label="Opportunity"
            value={<Money minor={4_628_500_000} currency={EUR} />}
            change={{ direction: 'up', amount: '€2.1M', good: true }}
            sentence="A third of it has no owner yet."
            onOpen={() => {}}
          />
          <StatFigure
            label="Headcount"
            value="14"
            unit="reps"
            change={{ direction: 'down', amount: '2' }}
            sentence="11,970 hours a year at 864 hours a rep."
          />
          <StatFigure
            label="In balance"
            value={<Percent ratio={0.857} />}
            change={{ direction: 'down', amount: '7 %', good: false }}
            sentence="12 of 14 territories are inside ±15 %."
          />
          <StatFigure label="Last year’s result" value={<Money minor={null} />} sentence="The workbook does not say." />
        </StatStrip>
        <PartsBar
          label="Opportunity by bucket"
          parts={[
            { id: 'retain', label: 'Retain', amount: 18, shown: '€18.0M', color: '--chart-1' },
            { id: 'upsell', label: 'Upsell', amount: 9.2, shown: '€9.2M', color: '--chart-2' },
            { id: 'cross', label: 'Cross-sell', amount: 12.1, shown: '€12.1M', color: '--chart-3' },
            { id: 'new', label: 'New logo', amount: 7, shown: '€7.0M', color: '--chart-4' },
          ]}
        />
        <div className={styles.row}>
          {([0, 1, 2, 3, 4, 'excluded'] as const).map((tier) => (
            <TierBadge key={tier} tier={tier} />
          ))}
          {([0, 1, 2, 'excluded'] as const).map((tier) => (
            <TierBadge key={tier} tier={tier} bare small />
          ))}
        </div>
      </Section>
      <Section title="Small table">
        <DataTable
          label="Reps"
          columns={repColumns}
          rows={reps}
          rowId={(rep) => rep.name}
          openId={open}
          onOpen={(rep) => setOpen(rep.name)}
          initialSort={{ column: 'potential', down: true }}
        />
      </Section>
      <Section title="Charts">
        <div className={styles.two}>
          <Histogram />
          <ByRep />
        </div>
      </Section>
      <Section title="Long list">
        <div className={styles.box}>
          <DemoGrid />
        </div>
      </Section>
      <Section title="Nothing yet">
        <div className={styles.box}>
          <EmptyState
            icon={<WorkbookIcon />}
            title="No accounts yet"
            actions={
              <>
                <Button look="primary">Choose a workbook</Button>
                <Button>Try the sample company</Button>
              </>
            }
          >
            Drop the workbook that marketing sent anywhere on this window. You see what was understood before anything
            is taken in.
          </EmptyState>
        </div>
      </Section>
    </>
  );
}
