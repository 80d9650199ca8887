import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { num } from '../../../format/figures';
import type { CriterionView, CurvePicture as Picture, CurveScale, CurveShape } from '../../../ipc/bindings';
import { CurvePicture } from '../CurvePicture';
import { marksOf, placeOf, ticksOf, valueAt, withMark, type Mark } from './shapes';
import { useMarkName, useValueText } from './words';
import styles from './CurveCanvas.module.css';

export interface CurveCanvasProps {
  criterion: CriterionView;
  scale: CurveScale;
  shape: CurveShape;
  picture: Picture;
  sentence: string;
  /** Something is tried out, so that Escape gives it up. */
  trying: boolean;
  disabled: boolean;
  onMove: (shape: CurveShape) => void;
  onSettle: (shape: CurveShape) => void;
  onCancel: () => void;
}

/** How far an arrow key carries a mark along the picture and up it. */
const STEP = 0.02;
const LIFT = 0.05;
const KEYS: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowDown: [0, -LIFT],
  ArrowUp: [0, LIFT],
  PageDown: [-STEP * 5, 0],
  PageUp: [STEP * 5, 0],
};

/** The curve over the spread of the accounts, with marks to take hold of. */
export function CurveCanvas(props: CurveCanvasProps) {
  const { t } = useTranslation('model');
  const { scale, shape, disabled } = props;
  const valueText = useValueText();
  const nameOf = useMarkName();
  const plot = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  // Several moves may come before the window is drawn again; the last one is what is let go of.
  const held = useRef<CurveShape | null>(null);
  const marks = marksOf(shape);

  const move = (mark: Mark, place: number, points: number) => {
    const value = mark.value === null ? null : valueAt(scale, place);
    const next = withMark(held.current ?? shape, mark.id, value, mark.lifts ? points : mark.points);
    held.current = next;
    props.onMove(next);
  };
  const grab = (event: PointerEvent<HTMLElement>, mark: Mark) => {
    if (disabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    settle();
    setDragged(mark.id);
  };
  const drag = (event: PointerEvent<HTMLElement>, mark: Mark) => {
    const box = plot.current?.getBoundingClientRect();
    if (dragged !== mark.id || !box || box.width === 0 || box.height === 0) return;
    const lift = (box.bottom - event.clientY) / box.height;
    // To the nearest 5 points: finer is typed.
    move(mark, (event.clientX - box.left) / box.width, Math.round(lift / LIFT) * LIFT);
  };
  const settle = () => {
    setDragged(null);
    const next = held.current;
    held.current = null;
    if (next) props.onSettle(next);
  };
  const cancel = () => {
    setDragged(null);
    held.current = null;
    props.onCancel();
  };
  const onKeyDown = (event: KeyboardEvent, mark: Mark) => {
    if (event.key === 'Escape' && props.trying) {
      // Escape gives up the move; only the next one closes what stands beside.
      event.preventDefault();
      event.stopPropagation();
      cancel();
      return;
    }
    const way = KEYS[event.key];
    if (!way || disabled) return;
    event.preventDefault();
    const now = marksOf(held.current ?? shape).find(({ id }) => id === mark.id) ?? mark;
    const [along, up] = mark.lifts ? way : [way[0] || way[1], 0];
    move(now, (now.value === null ? 0 : placeOf(scale, now.value)) + along, now.points + up);
  };

  return (
    <div className={styles.canvas}>
      <div className={styles.levels} aria-hidden>
        <span>{t('curve.all')}</span>
        <span>{t('curve.none')}</span>
      </div>
      <div className={styles.plot}>
        <CurvePicture
          picture={props.picture}
          categories={[]}
          sentence={props.sentence}
          ends={[props.criterion.fromLabel, props.criterion.toLabel]}
          ticks={ticksOf(scale).map((value) => ({ place: placeOf(scale, value), label: valueText(scale.unit, value) }))}
          height={150}
        />
        <div ref={plot} className={styles.marks}>
          {marks.map((mark) => {
            const name = nameOf(shape, mark.id);
            const said = mark.value === null ? '' : valueText(scale.unit, mark.value);
            const points = t('curve.points', { points: num(mark.points * 100) });
            const at = {
              '--x': mark.value === null ? 0 : placeOf(scale, mark.value),
              '--y': mark.points,
            } as CSSProperties;
            return (
              <div
                key={mark.id}
                role="slider"
                tabIndex={disabled ? -1 : 0}
                aria-label={name}
                aria-disabled={disabled || undefined}
                aria-valuemin={mark.value === null ? 0 : scale.from}
                aria-valuemax={mark.value === null ? 100 : scale.to}
                aria-valuenow={mark.value ?? mark.points * 100}
                aria-valuetext={mark.lifts ? [said, points].filter(Boolean).join(', ') : said}
                title={name}
                className={`${styles.mark} ${dragged === mark.id ? styles.dragged : ''}`}
                style={at}
                onPointerDown={(event) => grab(event, mark)}
                onPointerMove={(event) => drag(event, mark)}
                onPointerUp={settle}
                onPointerCancel={cancel}
                onKeyDown={(event) => onKeyDown(event, mark)}
                onKeyUp={(event) => event.key in KEYS && settle()}
                // A key that is let go of elsewhere is not heard here. A mark that is taken hold of takes the focus from
                // another one, which ends nothing.
                onBlur={() => held.current && settle()}
              >
                <span className={`${styles.tag} num`} aria-hidden>
                  {said || points}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
