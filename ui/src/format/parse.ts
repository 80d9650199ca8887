/**
 * Reading figures that a person typed or pasted: with the locale's separators, but also with the other common ones, a
 * currency sign, a percent sign, brackets for negatives, K, M and B. Digits are kept as text until the end, so that money
 * never passes through a binary fraction.
 */
import { locale, separators } from './locale';
import type { Currency } from './figures';

/** A decimal number taken apart: `digits` times ten to the power of `exponent`. */
interface Decimal {
  negative: boolean;
  digits: string;
  exponent: number;
  percent: boolean;
}

const SCALES: Record<string, number> = { k: 3, tsd: 3, m: 6, mn: 6, mio: 6, mm: 6, b: 9, bn: 9, mrd: 9 };

function decimalOf(text: string): Decimal | null {
  let rest = text.trim().replace(/[\u00a0\u202f\u2009\s]/g, ' ');
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed) {
    negative = true;
    rest = bracketed[1] ?? '';
  }
  rest = rest.replace(/[−–]/g, '-');
  const percent = rest.includes('%');
  rest = rest.replace('%', '').trim();

  const found = /^([^\d.,+-]*)([+-]?)([^\d.,+-]*)([\d.,' ’]*\d[\d.,' ’]*)(.*?)(-?)$/.exec(rest);
  if (!found) return null;
  const [, before = '', sign = '', between = '', body = '', after = '', trailing = ''] = found;
  if (!isUnit(before) || !isUnit(between)) return null;
  if (sign === '-' || trailing === '-') negative = !negative;

  let exponent = 0;
  const word = /^([a-z]+)\.?/i.exec(after.trim());
  let unit = after.trim();
  if (word?.[1]) {
    const scale = SCALES[word[1].toLowerCase()];
    if (scale !== undefined) {
      exponent = scale;
      unit = unit.slice(word[0].length).trim();
    }
  }
  if (!isUnit(unit)) return null;

  const plain = plainDigits(body.trim());
  if (!plain) return null;
  const [whole = '', fraction = ''] = plain.split('.');
  return { negative, digits: whole + fraction, exponent: exponent - fraction.length, percent };
}

/** A currency sign or code may stand beside a figure; any other word means it is not a figure. */
function isUnit(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || /^(\p{Sc}|[A-Z]{3}|[A-Z]{1,2}\p{Sc}|kr\.?|Fr\.?|zł)$/u.test(trimmed);
}

/** The body with `.` as its decimal mark and nothing else but digits, or null when its marks make no sense. */
function plainDigits(body: string): string | null {
  let text = body.replace(/[' ’]/g, '');
  const dots = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  let decimal: string | null = null;
  if (dots > 0 && commas > 0) {
    decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
    if (text.split(decimal).length > 2) return null;
  } else if (dots + commas === 1) {
    const mark = dots ? '.' : ',';
    const here = separators();
    const grouped = new RegExp(`^[1-9]\\d{0,2}\\${mark}\\d{3}$`).test(text);
    decimal = mark !== here.decimal && grouped ? null : mark;
  } else if (dots > 1 || commas > 1) {
    const mark = dots ? '.' : ',';
    if (!new RegExp(`^\\d{1,3}(\\${mark}\\d{2,3})+$`).test(text)) return null;
  }
  const group = decimal === '.' ? ',' : '.';
  text = decimal ? text.split(group).join('').replace(decimal, '.') : text.replace(/[.,]/g, '');
  if (text.startsWith('.')) text = `0${text}`;
  return /^\d+(\.\d*)?$/.test(text) ? text : null;
}

/** The number a text means, or null when it means none. `12%` is 0.12. */
export function parseNumber(text: string): number | null {
  const parsed = decimalOf(text);
  if (!parsed) return null;
  const value = Number(`${parsed.digits}e${parsed.exponent - (parsed.percent ? 2 : 0)}`);
  return parsed.negative && value !== 0 ? -value : value;
}

/** The ratio a percentage means: `12` and `12%` are both 0.12. */
export function parsePercent(text: string): number | null {
  const value = parseNumber(text);
  if (value === null) return null;
  return text.includes('%') ? value : Number(`${value}e-2`);
}

/**
 * The amount a text means in the currency's minor units, rounded half away from zero, or null when it means none or is
 * too large to be exact.
 */
export function parseMoney(text: string, currency: Currency): number | null {
  const parsed = decimalOf(text);
  if (!parsed || parsed.percent) return null;
  const shift = parsed.exponent + currency.minorDigits;
  let digits = parsed.digits.replace(/^0+(?=\d)/, '');
  let roundUp = false;
  if (shift >= 0) {
    digits += '0'.repeat(shift);
  } else {
    const cut = digits.padStart(1 - shift, '0');
    roundUp = Number(cut[cut.length + shift]) >= 5;
    digits = cut.slice(0, cut.length + shift) || '0';
  }
  const minor = Number(digits) + (roundUp ? 1 : 0);
  if (!Number.isSafeInteger(minor)) return null;
  return parsed.negative && minor !== 0 ? -minor : minor;
}

/** Minor units as text for an input: exact, with the locale's marks, without the currency. */
export function editableMoney(minor: number, currency: Currency): string {
  const unit = 10 ** currency.minorDigits;
  const digits = minor % unit === 0 ? 0 : currency.minorDigits;
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    minor / unit,
  );
}

/** In which order the locale writes the numbers of a day. */
function dayOrder(): ('year' | 'month' | 'day')[] {
  const parts = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC' }).formatToParts(0);
  const order = parts.map(({ type }) => type).filter((type) => type === 'year' || type === 'month' || type === 'day');
  return order.length === 3 ? order : ['month', 'day', 'year'];
}

/** A day as ISO text, from numbers in the locale's order or with the year first; two digits are a year of this century. */
export function parseDay(text: string): string | null {
  const numbers = text
    .trim()
    .split(/[\s./\-,年月日]+/)
    .filter((part) => part !== '');
  if (numbers.length !== 3 || !numbers.every((part) => /^\d{1,4}$/.test(part))) return null;
  const order = numbers[0]?.length === 4 ? (['year', 'month', 'day'] as const) : dayOrder();
  const at = (part: 'year' | 'month' | 'day') => Number(numbers[order.indexOf(part)]);
  const year = at('year') < 100 ? 2000 + at('year') : at('year');
  const date = new Date(Date.UTC(year, at('month') - 1, at('day')));
  // The 31st of a shorter month is no day, and neither is a thirteenth month.
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === at('month') - 1 && date.getUTCDate() === at('day');
  return real ? date.toISOString().slice(0, 10) : null;
}

/** A day as a field shows it for editing. */
export function editableDay(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' } as const;
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(locale(), options).format(date);
}
