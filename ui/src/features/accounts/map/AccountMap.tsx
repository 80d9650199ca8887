import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  Chart,
  ErrorBar,
  Money,
  mercator,
  Num,
  Page,
  PageHeader,
  registerWorld,
  Select,
  StatFigure,
  StatStrip,
  TierBadge,
  WORLD,
} from '../../../components';
import { num } from '../../../format/figures';
import type { MapDot, MapView } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import { usePlan } from '../../../state/plan';
import { closeLook } from '../look';
import lines from '../Lines.module.css';
import styles from './AccountMap.module.css';
import { drawn, sizesOf, span } from './dots';

/** Stands for every tier in the choice of what is shown. */
const ALL = 'all';

/** Lines of the table beside the map. */
const LINES = 200;

/** Where are they? A dot a place, in the colour of the tier that most of its accounts have; each opens its accounts. */
export function AccountMap() {
  const { t } = useTranslation('accounts');
  const { data, error, again } = useQueryCommand('map', null);
  const [world, setWorld] = useState(false);
  useEffect(() => {
    let gone = false;
    void registerWorld().then(() => !gone && setWorld(true));
    return () => {
      gone = true;
    };
  }, []);
  const all = data?.by.reduce((sum, way) => sum + way.accounts, 0) ?? 0;
  const placed = data?.by.reduce((sum, way) => sum + (way.by === 'nothing' ? 0 : way.accounts), 0) ?? 0;
  return (
    <Page
      header={
        <PageHeader
          question={t('map.question')}
          title={t('map.title', { count: all, all: num(all), placed: num(placed) })}
          actions={<Button onClick={closeLook}>{t('map.back')}</Button>}
        >
          <p className={lines.lead}>{t('map.lead')}</p>
        </PageHeader>
      }
    >
      <ErrorBar error={error} onAgain={again} />
      {data && (
        <StatStrip>
          {data.by
            .filter((way) => way.accounts > 0 || way.by === 'nothing')
            .map((way) => (
              <StatFigure
                key={way.by}
                label={t(`map.by.${way.by}`)}
                value={<Num value={way.accounts} />}
                sentence={t(`map.means.${way.by}`)}
                {...(way.accounts > 0 && { onOpen: () => openAccounts({ kind: 'placed', by: way.by }) })}
              />
            ))}
        </StatStrip>
      )}
      {data && data.dots.length > 0 && world && <Dots view={data} />}
      {data && data.dots.length === 0 && <p className={lines.lead}>{t('map.none')}</p>}
    </Page>
  );
}

function Dots({ view }: { view: MapView }) {
  const { t } = useTranslation('accounts');
  const tiers = usePlan((state) => state.plan?.tiers);
  const [tier, setTier] = useState(ALL);
  const shown = useMemo(() => drawn(view.dots, tier === ALL ? null : Number(tier)), [view, tier]);
  const sizeOf = useMemo(() => sizesOf(shown.map((each) => each.accounts)), [shown]);
  const option = useCallback(
    (color: (name: `--${string}`) => string) => ({
      tooltip: {
        trigger: 'item',
        renderMode: 'richText',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const dot = shown[dataIndex]?.dot;
          return dot
            ? [
                t('map.accounts', { count: dot.accounts, shown: num(dot.accounts) }),
                tiersOf(dot, tiers),
                namesOf(dot, t),
              ].join('\n')
            : '';
        },
      },
      geo: {
        map: WORLD,
        projection: mercator,
        roam: true,
        boundingCoords: span(view.dots),
        scaleLimit: { min: 0.5, max: 60 },
        silent: true,
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        itemStyle: {
          areaColor: color('--surface-hover'),
          borderColor: color('--hairline-strong'),
          borderWidth: 0.6,
        },
      },
      series: [
        {
          type: 'scatter',
          coordinateSystem: 'geo',
          data: shown.map((each) => ({
            value: [each.dot.longitude / 100, each.dot.latitude / 100],
            symbolSize: sizeOf(each.accounts),
            itemStyle: { color: color(`--tier-${each.tier + 1}`) },
          })),
          itemStyle: { opacity: 0.75, borderColor: color('--surface'), borderWidth: 1 },
          emphasis: { scale: 1.15, itemStyle: { opacity: 1 } },
        },
      ],
    }),
    [view, shown, sizeOf, tiers, t],
  );
  const open = (dot: MapDot) => openAccounts({ kind: 'square', south: dot.south, west: dot.west, step: view.step });
  return (
    <div className={styles.map}>
      <div className={styles.legend}>
        {tiers?.map((name, index) => (
          <TierBadge key={name} small tier={index} name={name} />
        ))}
        <Select
          small
          hideLabel
          label={t('map.show')}
          value={tier}
          choices={[
            { value: ALL, label: t('map.allTiers') },
            ...(tiers ?? []).map((name, index) => ({ value: String(index), label: t('map.only', { tier: name }) })),
          ]}
          onChange={setTier}
        />
      </div>
      <Chart
        title={
          tier === ALL
            ? t('map.chart', { count: shown.length, shown: num(shown.length) })
            : t('map.chartOf', { count: shown.length, shown: num(shown.length), tier: tiers?.[Number(tier)] ?? '' })
        }
        note={t('map.note')}
        height={410}
        option={option}
        onSelect={({ index }) => {
          const dot = shown[index]?.dot;
          if (dot) open(dot);
        }}
        table={{
          columns: [
            { id: 'names', header: t('map.columns.names') },
            { id: 'accounts', header: t('map.columns.accounts'), align: 'right' },
            { id: 'tiers', header: t('map.columns.tiers') },
            { id: 'revenue', header: t('map.columns.revenue'), align: 'right' },
          ],
          rows: shown.slice(0, LINES).map(({ dot }) => [
            namesOf(dot, t),
            <Button key="open" small look="quiet" onClick={() => open(dot)}>
              <Num value={dot.accounts} />
            </Button>,
            tiersOf(dot, tiers),
            <Money key="revenue" minor={dot.revenue} />,
          ]),
        }}
      />
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<'accounts'>>['t'];

const tiersOf = (dot: MapDot, tiers: readonly string[] | undefined): string =>
  dot.tiers
    .map((count, tier) => (count > 0 ? `${tiers?.[tier] ?? num(tier + 1)}: ${num(count)}` : null))
    .filter((each) => each !== null)
    .join(' · ');

function namesOf(dot: MapDot, t: Translate): string {
  const names = dot.names.join(', ');
  const more = dot.accounts - dot.names.length;
  return more > 0 ? t('map.namesMore', { names, count: more, shown: num(more) }) : names;
}
