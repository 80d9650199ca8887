import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  DataTable,
  EmptyState,
  ErrorBar,
  ModelIcon,
  Num,
  OpenFigure,
  Select,
  TierBadge,
  type TableColumn,
} from '../../../components';
import { compactMoney, num, percent, type Currency } from '../../../format/figures';
import type { BacktestView, CellKind, OutcomeOffer, OutcomeRef, TierTest, WeightView } from '../../../ipc/bindings';
import { useQueryCommand } from '../../../ipc/cache';
import { openAccounts } from '../../../state/open';
import { usePlanCurrency } from '../../../state/plan';
import { CaptureCurve } from './CaptureCurve';
import { IntervalBar } from './IntervalBar';
import { LearnDialog } from './LearnDialog';
import styles from './Backtest.module.css';

export interface BacktestProps {
  names: readonly string[];
  disabled: boolean;
  /** Takes weights that an outcome suggests. */
  onWeights: (weights: WeightView[]) => void;
}

/** Do the tiers tell good accounts from others? */
export function Backtest(props: BacktestProps) {
  const { data, error, again } = useQueryCommand('outcomes', null);
  if (error) return <ErrorBar error={error} onAgain={again} />;
  return data ? <Asked offers={data.offers} {...props} /> : null;
}

/** What was asked last, so that it is still asked when the tab is opened again. */
let last: { label: string; value: string | null; more: boolean } | null = null;

function Asked({ offers, names, disabled, onWeights }: BacktestProps & { offers: readonly OutcomeOffer[] }) {
  const [learning, setLearning] = useState(false);
  const { t } = useTranslation('model');
  const [asked, setAsked] = useState(last);
  const offer = offers.find((each) => each.label === asked?.label) ?? offers[0];
  const same = offer?.label === asked?.label ? asked : null;
  const outcome = offer && withValue(offer, same?.value ?? null);
  const more = same?.more ?? offer?.more ?? true;
  const ask = (next: NonNullable<typeof last>) => {
    last = next;
    setAsked(next);
  };
  if (!offer || !outcome) {
    return (
      <EmptyState icon={<ModelIcon />} title={t('backtest.none')}>
        {t('backtest.noneText')}
      </EmptyState>
    );
  }
  const value = outcome.kind === 'value' ? outcome.value : null;
  return (
    <section className={styles.backtest} aria-label={t('tabs.backtest')}>
      <div className={styles.asked}>
        <Select<string>
          label={t('backtest.outcome')}
          small
          value={offer.label}
          choices={offers.map(({ label }) => ({ value: label, label }))}
          onChange={(label) => {
            const chosen = offers.find((each) => each.label === label);
            if (chosen) ask({ label, value: null, more: chosen.more });
          }}
        />
        {value !== null && (
          <Select<string>
            label={t('backtest.value')}
            small
            value={value}
            choices={offer.values.map((each) => ({ value: each, label: each }))}
            onChange={(chosen) => ask({ label: offer.label, value: chosen, more })}
          />
        )}
        <Select<'more' | 'less'>
          label={t('backtest.hope')}
          small
          value={more ? 'more' : 'less'}
          choices={(['more', 'less'] as const).map((each) => ({ value: each, label: t(`backtest.${each}`) }))}
          onChange={(each) => ask({ label: offer.label, value, more: each === 'more' })}
        />
        <span className={styles.learn}>
          <Button small disabled={disabled} onClick={() => setLearning(true)}>
            {t('learn.open')}
          </Button>
        </span>
      </div>
      <Tested outcome={outcome} more={more} names={names} />
      {learning && (
        <LearnDialog
          outcome={outcome}
          more={more}
          onClose={() => setLearning(false)}
          onKeep={(weights) => {
            setLearning(false);
            onWeights(weights);
          }}
        />
      )}
    </section>
  );
}

function withValue(offer: OutcomeOffer, value: string | null): OutcomeRef {
  const { outcome } = offer;
  return outcome.kind === 'value' && value !== null && offer.values.includes(value) ? { ...outcome, value } : outcome;
}

function Tested({ outcome, more, names }: { outcome: OutcomeRef; more: boolean; names: readonly string[] }) {
  const { t } = useTranslation('model');
  const { data, error, again } = useQueryCommand('backtest', { outcome, more });
  if (error) return <ErrorBar error={error} onAgain={again} />;
  if (!data) return null;
  return (
    <>
      <div className={`${styles.verdict} ${styles[data.mood]}`}>
        <p className={styles.headline}>{data.headline}</p>
        <ul className={`${styles.said} ${styles.note}`} aria-label={t('backtest.doubts')}>
          {data.doubts.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      <div className={styles.pair}>
        <div className={styles.column}>
          <ByTier view={data} outcome={outcome} names={names} />
          {data.unknown > 0 && (
            <p className={styles.note}>
              <OpenFigure soft onOpen={() => openAccounts({ kind: 'untested', outcome })}>
                {t('backtest.unknown', { count: data.unknown, shown: num(data.unknown) })}
              </OpenFigure>
            </p>
          )}
          {data.comparisons.length > 0 && (
            <ul className={styles.said}>
              {data.comparisons.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </div>
        <div className={styles.column}>
          {data.capture.length > 0 && <CaptureCurve curve={data.capture} />}
          {data.findings.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
    </>
  );
}

/** A rate or a mean in its unit. */
function figureOf(unit: CellKind, currency: Currency) {
  return (value: number) => {
    if (unit === 'percent') return percent(value, Math.abs(value) < 0.1 ? 1 : 0);
    if (unit === 'money') return compactMoney(Math.round(value), currency);
    return num(value, Math.abs(value) < 100 ? 1 : 0);
  };
}

function ByTier({ view, outcome, names }: { view: BacktestView; outcome: OutcomeRef; names: readonly string[] }) {
  const { t } = useTranslation('model');
  const currency = usePlanCurrency();
  const shown = figureOf(view.unit, currency);
  const rows = [...view.tiers, view.all];
  const ends = rows.flatMap(({ outcome: found }) =>
    found ? [found.value, found.low ?? found.value, found.high ?? found.value] : [],
  );
  const scale = { from: Math.min(0, ...ends), to: Math.max(...ends, 0) };
  const nameOf = (tier: number | null) => (tier === null ? t('backtest.all') : (names[tier] ?? ''));
  const columns: TableColumn<TierTest>[] = [
    {
      id: 'tier',
      header: t('results.tier'),
      cell: ({ tier }) =>
        tier === null ? <strong>{t('backtest.all')}</strong> : <TierBadge tier={tier} name={nameOf(tier)} small />,
    },
    {
      id: 'accounts',
      header: t('backtest.tested'),
      align: 'right',
      cell: ({ accounts, tier }) =>
        accounts === 0 ? (
          <Num value={0} />
        ) : (
          <OpenFigure
            label={t('backtest.openTier', { tier: nameOf(tier), count: accounts, shown: num(accounts) })}
            onOpen={() => openAccounts({ kind: 'tested', outcome, tier })}
          >
            <Num value={accounts} />
          </OpenFigure>
        ),
    },
    {
      id: 'outcome',
      header: t(view.unit === 'percent' && outcome.kind !== 'amount' ? 'backtest.rate' : 'backtest.mean'),
      align: 'right',
      cell: ({ outcome: found }) => <span className="num">{found ? shown(found.value) : '–'}</span>,
    },
    {
      id: 'interval',
      header: t('backtest.interval'),
      width: '34%',
      cell: ({ outcome: found, tier }) =>
        found && <IntervalBar estimate={found} scale={scale} tier={tier} shown={shown} />,
    },
    {
      id: 'lift',
      header: t('backtest.lift'),
      align: 'right',
      cell: ({ lift }) => (
        <span className="num">{lift ? t('backtest.times', { times: num(lift.value, 2, true) }) : '–'}</span>
      ),
    },
  ];
  return <DataTable label={t('backtest.byTier')} columns={columns} rows={rows} rowId={({ tier }) => tier ?? 'all'} />;
}
