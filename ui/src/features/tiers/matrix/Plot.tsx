import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { tierVariable } from '../../../components';
import { num } from '../../../format/figures';
import type { MatrixDraft, MatrixView } from '../../../ipc/bindings';
import { usePlanCurrency } from '../../../state/plan';
import styles from './Matrix.module.css';
import { placeOf, stepped, valueAt, withBreak } from './scale';
import { shownOn } from './words';

export interface PlotProps {
  view: MatrixView;
  draft: MatrixDraft;
  /** Whether a break is being moved. */
  trying: boolean;
  names: { across: string; up: string };
  disabled: boolean;
  onMove: (draft: MatrixDraft) => void;
  onSettle: () => void;
  onCancel: () => void;
}

type Way = 'across' | 'up';
interface Line {
  way: Way;
  at: 0 | 1;
}

const LINES: readonly Line[] = [
  { way: 'across', at: 0 },
  { way: 'across', at: 1 },
  { way: 'up', at: 0 },
  { way: 'up', at: 1 },
];

const KEYS: Record<string, number> = {
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
};

/** Accounts by two measures, coloured by tier, with the breaks as lines to be dragged. */
export function Plot({ view, draft, trying, names, disabled, onMove, onSettle, onCancel }: PlotProps) {
  const { t } = useTranslation('tiers');
  const currency = usePlanCurrency();
  const plot = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Line | null>(null);
  const [columns, rows] = view.size;
  const most = Math.max(1, ...view.squares.map((square) => square.accounts));

  const moved = ({ way, at }: Line, value: number) => {
    const breaks = withBreak(view[way].breaks, at, value);
    onMove({ ...draft, [way === 'across' ? 'acrossBreaks' : 'upBreaks']: breaks });
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = plot.current?.getBoundingClientRect();
    if (!dragged || !box || box.width === 0 || box.height === 0) return;
    const place =
      dragged.way === 'across' ? (event.clientX - box.left) / box.width : 1 - (event.clientY - box.top) / box.height;
    moved(dragged, valueAt(view[dragged.way], place));
  };
  const onKeyDown = (event: KeyboardEvent, line: Line) => {
    if (event.key === 'Escape' && trying) {
      event.preventDefault();
      setDragged(null);
      onCancel();
      return;
    }
    const step = KEYS[event.key];
    if (step === undefined || disabled) return;
    event.preventDefault();
    moved(line, stepped(view[line.way], view[line.way].breaks[line.at], step));
  };
  return (
    <figure className={styles.plotted}>
      <figcaption className={styles.soft}>{t('matrix.caption', names)}</figcaption>
      <div ref={plot} className={styles.plot}>
        <svg
          className={styles.squares}
          viewBox={`0 0 ${columns} ${rows}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('matrix.picture', names)}
        >
          {view.squares.map(({ across, up, accounts, tier }) => (
            <rect
              key={`${across}/${up}`}
              x={across + 0.05}
              y={rows - 1 - up + 0.05}
              width={0.9}
              height={0.9}
              style={{ fill: `var(${tierVariable(tier)})` }}
              // One account must be seen beside a crowd.
              opacity={0.35 + 0.65 * (Math.log1p(accounts) / Math.log1p(most))}
            />
          ))}
        </svg>
        <span className={styles.upwards} aria-hidden>
          {t('matrix.axisUp', { measure: names.up })}
        </span>
        {LINES.map((line) => {
          const { way, at } = line;
          const scale = view[way];
          const value = scale.breaks[at];
          const place = placeOf(scale, value) * 100;
          const shown = shownOn(scale, value, currency);
          const label = t(`matrix.line.${at === 0 ? 'middle' : 'high'}`, { measure: names[way] });
          const is = dragged?.way === way && dragged.at === at;
          return (
            <div
              key={`${way}${at}`}
              role="slider"
              tabIndex={disabled ? -1 : 0}
              aria-label={label}
              aria-orientation={way === 'across' ? 'horizontal' : 'vertical'}
              aria-disabled={disabled || undefined}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(place)}
              aria-valuetext={t('matrix.lineValue', {
                value: shown,
                count: scale.bands[at + 1] ?? 0,
                shown: num(scale.bands[at + 1] ?? 0),
              })}
              title={label}
              className={`${styles.line} ${styles[way]} ${is ? styles.dragged : ''}`}
              style={way === 'across' ? { left: `${place}%` } : { bottom: `${place}%` }}
              onPointerDown={(event) => {
                if (disabled || event.button !== 0) return;
                event.currentTarget.setPointerCapture(event.pointerId);
                setDragged(line);
              }}
              onPointerMove={drag}
              onPointerUp={() => {
                if (dragged) onSettle();
                setDragged(null);
              }}
              onPointerCancel={() => {
                setDragged(null);
                onCancel();
              }}
              onKeyDown={(event) => onKeyDown(event, line)}
              onKeyUp={(event) => event.key in KEYS && onSettle()}
            >
              <span className={`${styles.tag} num`}>{shown}</span>
            </div>
          );
        })}
      </div>
      <div className={`${styles.ends} num`} aria-hidden>
        <span>{shownOn(view.across, view.across.from, currency)}</span>
        <span>{t('matrix.axis', { measure: names.across })}</span>
        <span>{shownOn(view.across, view.across.to, currency)}</span>
      </div>
    </figure>
  );
}
