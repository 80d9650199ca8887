import { memo, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TierBadge, announce, tierVariable } from '../../components';
import { num } from '../../format/figures';
import type { HistogramBin, ModelLive } from '../../ipc/bindings';
import { TOP } from './cuts';
import styles from './Histogram.module.css';

export interface HistogramProps {
  live: ModelLive;
  /** The saved one, drawn behind while another is tried out. */
  saved: ModelLive;
  trying: boolean;
  /** Tenths of a point, best first. */
  lines: readonly number[];
  names: readonly string[];
  disabled: boolean;
  onMove: (index: number, tenths: number) => void;
  onSettle: () => void;
  onCancel: () => void;
  /** Opens the accounts in a stretch of the score, in tenths of a point. */
  onOpen: (from: number, to: number) => void;
}

const sumOf = (bin: Pick<HistogramBin, 'accounts'>) => bin.accounts.reduce((all, one) => all + one, 0);

/** The bars of one colour as one path, however many there are: it is drawn anew with every move of a hand. */
function barsOf(counts: readonly number[], highest: number, below?: readonly number[]): string {
  const width = TOP / counts.length;
  const bars = counts.map((count, at) => {
    if (count === 0) return '';
    const height = (count / highest) * 100;
    const bottom = 100 - ((below?.[at] ?? 0) / highest) * 100;
    return `M${at * width + 1} ${bottom}v${-height}h${width - 2}v${height}z`;
  });
  return bars.join('');
}

const shownScore = (tenths: number) => num(Math.min(TOP, tenths) / 10, 1, true);
/** A line is moved in halves of a point: finer cannot be seen and coarser cannot be aimed. */
const STEP = 5;
const KEYS: Record<string, number> = {
  ArrowRight: STEP,
  ArrowUp: STEP,
  ArrowLeft: -STEP,
  ArrowDown: -STEP,
  PageUp: 50,
  PageDown: -50,
  Home: -TOP,
  End: TOP,
};

/** How the scores are spread, coloured by tier, with the cut-offs as lines to be dragged. */
export const Histogram = memo(function Histogram(props: HistogramProps) {
  const { t } = useTranslation('model');
  const { live, saved, lines, names, disabled } = props;
  const plot = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  /** A line was moved and not let go of. */
  const held = useRef(false);
  const [over, setOver] = useState<number | null>(null);
  const bins = live.histogram;
  const width = TOP / bins.length;
  const highest = Math.max(1, ...bins.map(sumOf), ...saved.histogram.map(sumOf));

  const scoreAt = (event: { clientX: number }) => {
    const box = plot.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return ((event.clientX - box.left) / box.width) * TOP;
  };
  const binAt = (event: { clientX: number }) =>
    Math.max(0, Math.min(bins.length - 1, Math.floor(scoreAt(event) / width)));

  const grab = (event: PointerEvent<HTMLElement>, index: number) => {
    if (disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    settle();
    setDragged(index);
    setOver(null);
  };
  const move = (index: number, to: number) => {
    held.current = true;
    props.onMove(index, to);
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (dragged !== null) move(dragged, Math.round(scoreAt(event) / STEP) * STEP);
  };
  const settle = () => {
    setDragged(null);
    if (!held.current) return;
    held.current = false;
    props.onSettle();
    if (props.trying) announce(t('moves.would', { count: live.moved, shown: num(live.moved) }));
  };
  const cancel = () => {
    setDragged(null);
    held.current = false;
    props.onCancel();
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Escape' && props.trying) {
      // Escape gives up the move; only the next one closes what stands beside.
      event.preventDefault();
      cancel();
      return;
    }
    const step = KEYS[event.key];
    if (step === undefined || disabled) return;
    event.preventDefault();
    move(index, Math.min(TOP, lines[index] ?? 0) + step);
  };

  const shown = over === null ? null : bins[over];
  return (
    <div className={styles.histogram}>
      <p className={`${styles.readout} num`} aria-hidden>
        {shown && over !== null
          ? t('histogram.bin', {
              from: num((over * width) / 10),
              to: num(((over + 1) * width) / 10),
              count: sumOf(shown),
              shown: num(sumOf(shown)),
            })
          : t('histogram.caption')}
      </p>
      <div
        ref={plot}
        // A shortcut for the mouse: by keyboard the table beside opens the accounts tier by tier.
        role="presentation"
        className={styles.plot}
        onPointerMove={(event) => dragged === null && event.target === event.currentTarget && setOver(binAt(event))}
        onPointerLeave={() => setOver(null)}
        onClick={(event) => {
          // A line that was let go also ends in a click, but on the line.
          if (event.target !== event.currentTarget) return;
          const bin = binAt(event);
          if (sumOf(bins[bin] ?? { accounts: [] }) === 0) return;
          // The end of a stretch is no part of it, but the last bar holds the full score too.
          props.onOpen(bin * width, bin === bins.length - 1 ? TOP + 1 : (bin + 1) * width);
        }}
      >
        <svg
          className={styles.bars}
          viewBox="0 0 1000 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={t('histogram.label')}
        >
          {over !== null && <rect className={styles.under} x={over * width} y={0} width={width} height={100} />}
          {props.trying && <path className={styles.ghost} d={barsOf(saved.histogram.map(sumOf), highest)} />}
          {live.tiers.map((_, tier) => (
            <path
              key={tier}
              style={{ fill: `var(${tierVariable(tier)})` }}
              d={barsOf(
                bins.map((bin) => bin.accounts[tier] ?? 0),
                highest,
                // The last tier stands lowest, so that the better part of a divided bin is on top.
                bins.map((bin) => sumOf({ accounts: bin.accounts.slice(tier + 1) })),
              )}
            />
          ))}
        </svg>
        {props.trying &&
          saved.cutScores.map(
            (score, index) =>
              score !== lines[index] && (
                <span
                  key={index}
                  className={styles.was}
                  style={{ left: `${Math.min(TOP, score) / 10}%` }}
                  aria-hidden
                />
              ),
          )}
        {names.map((name, tier) => {
          const from = tier < lines.length ? Math.min(TOP, lines[tier] ?? 0) : 0;
          const to = tier === 0 ? TOP : Math.min(TOP, lines[tier - 1] ?? TOP);
          if (to <= from) return null;
          return (
            <span
              key={name}
              className={styles.zone}
              style={{ left: `${from / 10}%`, width: `${(to - from) / 10}%` }}
              aria-hidden
            >
              <TierBadge tier={tier} name={name} bare small />
            </span>
          );
        })}
        {lines.map((line, index) => {
          const at = Math.min(TOP, line);
          const near = lines[index - 1] !== undefined && Math.min(TOP, lines[index - 1] ?? TOP) - at < 90;
          const label = t('histogram.line', { upper: names[index] ?? '', lower: names[index + 1] ?? '' });
          return (
            <div
              key={index}
              role="slider"
              tabIndex={disabled ? -1 : 0}
              aria-label={label}
              aria-disabled={disabled || undefined}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={at / 10}
              aria-valuetext={t('histogram.lineValue', {
                score: shownScore(line),
                name: names[index] ?? '',
                count: live.tiers[index]?.accounts ?? 0,
                shown: num(live.tiers[index]?.accounts ?? 0),
              })}
              title={label}
              className={`${styles.line} ${dragged === index ? styles.dragged : ''} ${near ? styles.near : ''}`}
              style={{ left: `${at / 10}%` } as CSSProperties}
              onPointerDown={(event) => grab(event, index)}
              onPointerMove={drag}
              onPointerUp={settle}
              onPointerCancel={cancel}
              onKeyDown={(event) => onKeyDown(event, index)}
              onKeyUp={(event) => event.key in KEYS && settle()}
              // A key that is let go of elsewhere is not heard here. A line that is taken hold of takes the focus from
              // another one, which ends nothing.
              onBlur={() => held.current && settle()}
            >
              <span className={`${styles.tag} num`}>{line > TOP ? t('histogram.none') : shownScore(line)}</span>
            </div>
          );
        })}
      </div>
      <div className={`${styles.axis} num`} aria-hidden>
        {[0, 20, 40, 60, 80, 100].map((score) => (
          <span key={score} style={{ left: `${score}%` }}>
            {num(score)}
          </span>
        ))}
      </div>
    </div>
  );
});
