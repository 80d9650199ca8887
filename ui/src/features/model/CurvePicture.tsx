import type { CategoryPoints, CurvePicture as Picture } from '../../ipc/bindings';
import styles from './CurvePicture.module.css';

/** Steps of a category criterion: values best first, each as wide as its accounts, as high as its points. */
export function stepsOf(categories: readonly CategoryPoints[]): { from: number; to: number; points: number }[] {
  const whole = categories.reduce((sum, each) => sum + each.accounts, 0);
  let at = 0;
  return categories.map((each) => {
    const from = at;
    at += whole > 0 ? each.accounts / whole : 1 / categories.length;
    return { from, to: at, points: each.points };
  });
}

export interface CurvePictureProps {
  picture: Picture | null;
  categories: readonly CategoryPoints[];
  /** Read aloud. */
  sentence: string;
  /** What stands at the left and the right end. */
  ends: readonly [string, string];
  /** What stands between them, by its place from 0 to 1. */
  ticks?: readonly { place: number; label: string }[];
  height?: number;
}

/** How a value becomes points: the curve over the spread of the accounts' values, with its ends named. */
export function CurvePicture({ picture, categories, sentence, ends, ticks = [], height = 36 }: CurvePictureProps) {
  const { points, distribution } = picture ?? { points: [], distribution: [] };
  const most = Math.max(1, ...distribution);
  const width = distribution.length > 0 ? 100 / distribution.length : 0;
  const [left, right] = ends;
  return (
    <div className={styles.picture}>
      <svg
        className={styles.drawing}
        style={{ height }}
        viewBox="0 -4 100 108"
        preserveAspectRatio="none"
        role="img"
        aria-label={sentence}
      >
        {distribution.map((count, at) => (
          <rect
            key={at}
            className={styles.spread}
            x={at * width + width * 0.08}
            y={100 - (count / most) * 100}
            width={width * 0.84}
            height={(count / most) * 100}
          />
        ))}
        {stepsOf(categories).map((step) => (
          <rect
            key={step.from}
            className={styles.step}
            x={step.from * 100}
            y={100 - step.points * 100}
            width={Math.max(0.2, (step.to - step.from) * 100 - 0.5)}
            height={step.points * 100}
          />
        ))}
        {points.length > 1 && (
          <polyline
            className={styles.curve}
            points={points.map(({ x, y }) => `${x * 100},${100 - y * 100}`).join(' ')}
          />
        )}
      </svg>
      <div className={`${styles.ends} num`}>
        <span title={left}>{left}</span>
        <span title={right}>{right}</span>
        {ticks.map(({ place, label }) => (
          <span key={place} className={styles.tick} style={{ left: `${place * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
