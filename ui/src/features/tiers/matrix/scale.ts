import type { MatrixScale } from '../../../ipc/bindings';

/** Where a value stands on an axis, 0 to 1. */
export function placeOf(scale: MatrixScale, value: number): number {
  const { from, to } = scale;
  const place = scale.logarithmic
    ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
    : (value - from) / (to - from);
  return Math.min(1, Math.max(0, place));
}

/** The value at a place, rounded to what a person would choose: two digits of an amount, half a point of a score. */
export function valueAt(scale: MatrixScale, place: number): number {
  const { from, to } = scale;
  const at = Math.min(1, Math.max(0, place));
  const value = scale.logarithmic ? from * (to / from) ** at : from + at * (to - from);
  return tidy(scale, value);
}

function tidy(scale: MatrixScale, value: number): number {
  if (!scale.money) return Math.round(value * 2) / 2;
  if (value <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

/** A break after a step of the keyboard: a hundredth of the axis, or a tenth. */
export function stepped(scale: MatrixScale, value: number, step: number): number {
  const moved = valueAt(scale, placeOf(scale, value) + step);
  // A step that rounds to where it began would never arrive.
  return moved === tidy(scale, value) ? valueAt(scale, placeOf(scale, value) + step * 4) : moved;
}

/** Both breaks with one of them moved; it does not pass the other. */
export function withBreak(breaks: readonly [number, number], at: 0 | 1, value: number): [number, number] {
  return at === 0 ? [Math.min(value, breaks[1]), breaks[1]] : [breaks[0], Math.max(value, breaks[0])];
}
