import { memo, useEffect, useEffectEvent, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '../format/figures';
import { IconButton } from './Button';
import { PercentInput } from './Field';
import { LockIcon, UnlockIcon } from './icons';
import { WHOLE } from './weights';
import range from './Range.module.css';
import styles from './WeightSlider.module.css';

export interface WeightSliderProps {
  label: string;
  /** Under the label while the weight is as it was: where the value comes from. */
  note?: string;
  /** Tenths of a percent. */
  tenths: number;
  /** The weight before this round of changes; drawn as a mark when it differs. */
  before?: number;
  /** The largest value that the locked weights leave; see `ceilingOf`. */
  ceiling?: number;
  locked?: boolean;
  disabled?: boolean;
  /** While the hand moves. */
  onMove: (tenths: number) => void;
  /** When the hand has let go, or after a key or a typed figure: the change to keep. */
  onSettle: (tenths: number) => void;
  onLock: (locked: boolean) => void;
  /** Escape: what was moved is given up. */
  onCancel?: () => void;
}

type LockProps = Pick<WeightSliderProps, 'label' | 'disabled' | 'onLock'> & { locked: boolean };

const SLIDER_KEYS = /^(Arrow|Home|End|Page)/;

/** Separate because it stays as it is while weights move. */
const Lock = memo(function Lock({ label, locked, disabled, onLock }: LockProps) {
  const { t } = useTranslation('components');
  return (
    <IconButton
      label={t(locked ? 'weight.unlock' : 'weight.lock', { name: label })}
      icon={locked ? <LockIcon /> : <UnlockIcon />}
      pressed={locked}
      disabled={disabled}
      onClick={() => onLock(!locked)}
    />
  );
});

/** One weight of several that keep 100 %. The others are moved by the caller with `rebalance`. */
export function WeightSlider(props: WeightSliderProps) {
  const { t } = useTranslation('components');
  const { tenths, before, ceiling = WHOLE, label, locked = false } = props;
  const shown = percent(tenths / WHOLE, 1);
  const moved = before !== undefined && before !== tenths;
  const frozen = (props.disabled ?? false) || locked;
  const marks = {
    '--at': tenths / WHOLE,
    '--ceiling': ceiling / WHOLE,
    '--was': (before ?? tenths) / WHOLE,
  } as CSSProperties;

  // Screen readers set the value, and fingers lift, without a key or a mouse button being let go.
  const slider = useRef<HTMLInputElement>(null);
  const settle = useEffectEvent(() => moved && props.onSettle(tenths));
  useEffect(() => {
    const input = slider.current;
    const listener = () => void settle();
    input?.addEventListener('change', listener);
    return () => input?.removeEventListener('change', listener);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && moved && props.onCancel) {
      // Escape gives up the move; only the next one closes what stands beside.
      event.preventDefault();
      props.onCancel();
      return;
    }
    // The element's own step is a tenth of a percent: right for a hand, too small for a key.
    const steps: Record<string, number> = {
      ArrowRight: 10,
      ArrowUp: 10,
      ArrowLeft: -10,
      ArrowDown: -10,
      PageUp: 50,
      PageDown: -50,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    props.onMove(Math.max(0, Math.min(ceiling, tenths + step)));
  };

  return (
    <div className={styles.row}>
      <div className={styles.name}>
        <span className={styles.label} title={label}>
          {label}
        </span>
        {moved && <span className={`${styles.was} num`}>{t('weight.was', { value: percent(before / WHOLE, 1) })}</span>}
        {!moved && props.note && (
          <span className={styles.note} title={props.note}>
            {props.note}
          </span>
        )}
      </div>
      <div className={styles.track} style={marks}>
        {moved && <span className={styles.ghost} />}
        <input
          ref={slider}
          type="range"
          className={range.range}
          aria-label={t('weight.slider', { name: label })}
          aria-valuetext={shown}
          min={0}
          max={WHOLE}
          step={1}
          value={tenths}
          disabled={frozen}
          onChange={(event) => props.onMove(Math.min(ceiling, Number(event.target.value)))}
          onKeyDown={onKeyDown}
          onPointerUp={() => props.onSettle(tenths)}
          onBlur={() => moved && props.onSettle(tenths)}
          onKeyUp={(event) => SLIDER_KEYS.test(event.key) && props.onSettle(tenths)}
        />
      </div>
      <PercentInput
        label={t('weight.slider', { name: label })}
        hideLabel
        small
        value={tenths / WHOLE}
        min={0}
        max={ceiling / WHOLE}
        disabled={frozen}
        onCommit={(ratio) => props.onSettle(Math.round((ratio ?? 0) * WHOLE))}
      />
      <Lock label={label} locked={locked} disabled={props.disabled} onLock={props.onLock} />
    </div>
  );
}
