import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { token } from '../../styles/theme';
import { useTheme } from '../../styles/useTheme';
import { IconButton } from '../Button';
import { DataTable, type TableColumn } from '../DataTable';
import { ChartIcon, TableIcon } from '../icons';
import styles from './Chart.module.css';

export interface ChartTable {
  columns: readonly { id: string; header: string; align?: 'left' | 'right' }[];
  /** One entry a column, already written out. */
  rows: readonly (readonly ReactNode[])[];
}

export interface ChartProps {
  /** The answer the chart gives, as a sentence: "Tier 1 is 9 % of accounts and 61 % of potential". */
  title: string;
  note?: ReactNode;
  /** The ECharts option. `color` gives the value of a variable of tokens.css. Keep the function stable (useCallback). */
  option: (color: (name: `--${string}`) => string) => EChartsCoreOption;
  /** The same figures as a table. */
  table: ChartTable;
  /** Pixels. */
  height?: number;
  /** A bar, point or link was clicked. */
  onSelect?: (hit: { series: string; name: string; index: number }) => void;
  /** Moves are drawn at once and not animated, for what follows a hand. */
  live?: boolean;
}

const calm = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : null;

/** A chart with its answer as title and the same figures as a table one click away. */
export function Chart({ title, note, option, table, height = 240, onSelect, live }: ChartProps) {
  const { t } = useTranslation('components');
  const theme = useTheme((state) => state.theme);
  const [asTable, setAsTable] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [ready, setReady] = useState(0);
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  });

  // A theme is given at birth, so another theme means another chart.
  useEffect(() => {
    const element = place.current;
    if (!element || asTable) return;
    let gone = false;
    let watch: ResizeObserver | null = null;
    void import('./echarts').then(({ init, chartTheme }) => {
      if (gone) return;
      const made = init(element, chartTheme(), { renderer: 'canvas' });
      made.on('click', (hit) =>
        select.current?.({ series: hit.seriesName ?? '', name: hit.name, index: hit.dataIndex ?? 0 }),
      );
      watch = new ResizeObserver(() => made.resize());
      watch.observe(element);
      chart.current = made;
      setReady((count) => count + 1);
    });
    return () => {
      gone = true;
      watch?.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, [theme, asTable]);

  useEffect(() => {
    if (!ready) return;
    const still = live || calm?.matches;
    chart.current?.setOption(
      {
        // Drawing in chunks makes ten thousand points take seconds to finish.
        progressive: 0,
        animation: !still,
        animationDuration: 220,
        animationDurationUpdate: 220,
        aria: { enabled: true, label: { enabled: false } },
        ...option(token),
      },
      { notMerge: !live, lazyUpdate: true },
    );
  }, [option, ready, live]);

  const columns: TableColumn<readonly ReactNode[]>[] = table.columns.map((column, index) => ({
    id: column.id,
    header: column.header,
    align: column.align,
    cell: (row) => row[index],
  }));

  return (
    <figure className={styles.chart}>
      <div className={styles.head}>
        <figcaption className={styles.title}>{title}</figcaption>
        <IconButton
          label={t(asTable ? 'chart.chart' : 'chart.table')}
          icon={asTable ? <ChartIcon /> : <TableIcon />}
          onClick={() => setAsTable(!asTable)}
        />
      </div>
      {note && <p className={styles.note}>{note}</p>}
      {asTable ? (
        <div className={styles.table} style={{ maxHeight: Math.max(height, 160) }}>
          <DataTable label={title} columns={columns} rows={table.rows} rowId={(row) => table.rows.indexOf(row)} />
        </div>
      ) : (
        <div ref={place} className={styles.canvas} style={{ height }} role="img" aria-label={title} />
      )}
    </figure>
  );
}
