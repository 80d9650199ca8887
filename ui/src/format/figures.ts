/**
 * How figures are written. Money comes as integer minor units with its currency; a ratio of 0.25 is 25 %; a missing
 * figure is written as a dash and never as zero.
 */
import { numberFormat } from './locale';

/** A currency as the plan knows it. */
export interface Currency {
  /** ISO 4217 code, for example `EUR`. */
  code: string;
  /** How many decimal digits a minor unit stands for: 2 for EUR, 0 for JPY. */
  minorDigits: number;
}

/** What may stand where a figure is asked for. */
export type Maybe = number | null | undefined;

/** Written in the place of a figure that is not known. */
export const MISSING = '–';

const known = (value: Maybe): value is number => value != null && Number.isFinite(value);

/** A plain number with separators; `digits` is the largest number of decimals, with `fixed` also the smallest. */
export function num(value: Maybe, digits = 0, fixed = false): string {
  const least = fixed ? digits : 0;
  return known(value)
    ? numberFormat({ minimumFractionDigits: least, maximumFractionDigits: digits }).format(value)
    : MISSING;
}

/** A number in three significant digits: 1.23M, 950K. Below 10,000 it is written out. */
export function compactNum(value: Maybe): string {
  if (!known(value)) return MISSING;
  if (Math.abs(value) < 10_000) return num(value, Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0);
  return numberFormat({ notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}

/** A ratio as a percentage: 0.123 is 12.3 % with one digit. */
export function percent(ratio: Maybe, digits = 0): string {
  return known(ratio) ? numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(ratio) : MISSING;
}

/** A change with its sign always shown; zero has none. `write` formats the absolute value's style. */
export function signed(value: Maybe, write: (value: number) => string): string {
  if (!known(value)) return MISSING;
  const text = write(Math.abs(value));
  if (value === 0 || text === write(0)) return write(0);
  return (value > 0 ? '+' : '−') + text;
}

/** Money written out. Decimals are shown only when there are any and `cents` is not false. */
export function money(minor: Maybe, currency: Currency, cents = true): string {
  if (!known(minor)) return MISSING;
  const unit = 10 ** currency.minorDigits;
  const digits = cents && minor % unit !== 0 ? currency.minorDigits : 0;
  return numberFormat({
    style: 'currency',
    currency: currency.code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / unit);
}

/**
 * The sum of what is known, for missing is no zero: null when something is not known and the rest comes to nothing, as
 * when an empty tier stands beside one of which nothing is known.
 */
export function sumKnown(amounts: readonly Maybe[]): number | null {
  const figures = amounts.filter(known);
  const sum = figures.reduce((all, each) => all + each, 0);
  return sum === 0 && figures.length < amounts.length ? null : sum;
}

/** A part of a whole as a ratio: null where either is not known or there is no whole. */
export function shareOf(part: Maybe, whole: Maybe): number | null {
  return known(part) && known(whole) && whole > 0 ? part / whole : null;
}

/** Money in three significant digits: €1.23M. Below 10,000 it is written out without decimals. */
export function compactMoney(minor: Maybe, currency: Currency): string {
  if (!known(minor)) return MISSING;
  const value = minor / 10 ** currency.minorDigits;
  if (Math.abs(value) < 10_000) return money(minor, currency, false);
  return numberFormat({
    style: 'currency',
    currency: currency.code,
    notation: 'compact',
    maximumSignificantDigits: 3,
  }).format(value);
}
