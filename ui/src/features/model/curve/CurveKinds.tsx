import { useTranslation } from 'react-i18next';
import type { CurveShape } from '../../../ipc/bindings';
import type { CurveKind } from './shapes';
import styles from './CurveKinds.module.css';

/** Each kind as a small drawing, 40 wide and 24 high. */
const DRAWINGS: Readonly<Record<CurveKind, string>> = {
  linear: 'M2 22 L10 22 L30 3 L38 3',
  log: 'M2 22 C6 8 14 4 38 3',
  percentile: 'M2 22 C16 21 14 4 38 3',
  bands: 'M2 22 H12 V15 H22 V9 H31 V3 H38',
  sweetSpot: 'M2 22 L12 4 L26 4 L38 22',
  category: 'M4 22 V4 H11 V22 M16 22 V10 H23 V22 M28 22 V16 H35 V22',
  yesNo: 'M6 22 V4 H15 V22 M24 22 V21 H34 V22',
  recency: 'M2 3 C10 16 20 21 38 22',
};

export interface CurveKindsProps {
  /** Read aloud. */
  label: string;
  kinds: readonly CurveShape[];
  chosen: CurveKind;
  disabled: boolean;
  onChoose: (shape: CurveShape) => void;
}

/** The kinds of curve that fit the values, chosen by their picture. */
export function CurveKinds({ label, kinds, chosen, disabled, onChoose }: CurveKindsProps) {
  const { t } = useTranslation('model');
  return (
    <div role="radiogroup" aria-label={label} className={styles.kinds}>
      {kinds.map((shape) => (
        <label key={shape.kind} className={styles.kind} title={t(`curve.means.${shape.kind}`)}>
          <input
            type="radio"
            name={label}
            className="visually-hidden"
            checked={shape.kind === chosen}
            disabled={disabled}
            onChange={() => onChoose(shape)}
          />
          <svg viewBox="0 0 40 24" className={styles.drawing} aria-hidden>
            <path d={DRAWINGS[shape.kind]} />
          </svg>
          <span>{t(`curve.kinds.${shape.kind}`)}</span>
        </label>
      ))}
    </div>
  );
}
