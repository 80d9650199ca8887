import type { CSSProperties } from 'react';
import { Field } from './Field';
import range from './Range.module.css';

export interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** The value as it is read aloud and shown beside the label. */
  valueText: string;
  disabled?: boolean;
  /** While the hand moves. */
  onMove: (value: number) => void;
  /** When the hand has let go: the change to keep. */
  onSettle?: (value: number) => void;
}

/** One value between two ends, such as the dial between fairness and disruption. */
export function Slider(props: SliderProps) {
  const { value, min, max } = props;
  const settle = () => props.onSettle?.(value);
  const marks = { '--at': (value - min) / (max - min || 1), '--ceiling': 1 } as CSSProperties;
  return (
    <Field label={`${props.label}: ${props.valueText}`}>
      <input
        type="range"
        className={range.range}
        style={marks}
        value={value}
        min={min}
        max={max}
        step={props.step ?? 1}
        disabled={props.disabled}
        aria-label={props.label}
        aria-valuetext={props.valueText}
        onChange={(event) => props.onMove(Number(event.target.value))}
        onPointerUp={settle}
        onKeyUp={settle}
      />
    </Field>
  );
}

export interface BothWaysSliderProps {
  /** Read aloud: what stands at its two ends. */
  label: string;
  /** 0 in the middle. */
  value: number;
  /** How far it goes either way. */
  reach: number;
  valueText: string;
  disabled?: boolean;
  onMove: (value: number) => void;
}

/** A value between two things that are weighed against each other: the middle is neither. */
export function BothWaysSlider({ label, value, reach, valueText, disabled, onMove }: BothWaysSliderProps) {
  return (
    <input
      type="range"
      className={range.range}
      // Both ways are alike: nothing is filled.
      style={{ '--at': -0.1, '--ceiling': 1 } as CSSProperties}
      min={-reach}
      max={reach}
      value={value}
      disabled={disabled}
      aria-label={label}
      aria-valuetext={valueText}
      onChange={(event) => onMove(Number(event.target.value))}
    />
  );
}
