import { beforeEach, describe, expect, it } from 'vitest';
import { compactMoney, compactNum, MISSING, money, num, percent, shareOf, signed, sumKnown } from './figures';
import { setLocale } from './locale';
import { editableDay, editableMoney, parseDay, parseMoney, parseNumber, parsePercent } from './parse';

const EUR = { code: 'EUR', minorDigits: 2 };
const JPY = { code: 'JPY', minorDigits: 0 };

beforeEach(() => setLocale('en-US'));

describe('figures', () => {
  it('writes a missing figure as a dash and never as zero', () => {
    expect(money(null, EUR)).toBe(MISSING);
    expect(num(undefined)).toBe(MISSING);
    expect(percent(Number.NaN)).toBe(MISSING);
    expect(compactMoney(null, EUR)).toBe(MISSING);
    expect(money(0, EUR)).toBe('€0');
  });

  it('writes large amounts in three significant digits and small ones out', () => {
    expect(compactMoney(123_456_789, EUR)).toBe('€1.23M');
    expect(compactMoney(987_650, EUR)).toBe('€9,877');
    expect(compactMoney(-4_200_000_000, EUR)).toBe('-€42M');
    expect(compactNum(2_512)).toBe('2,512');
    expect(compactNum(25_120)).toBe('25.1K');
    expect(compactNum(2.5)).toBe('2.5');
  });

  it('shows cents only when there are any', () => {
    expect(money(123_400, EUR)).toBe('€1,234');
    expect(money(123_456, EUR)).toBe('€1,234.56');
    expect(money(123_456, EUR, false)).toBe('€1,235');
    expect(money(1_234, JPY)).toBe('¥1,234');
  });

  it('follows the locale that was set last', () => {
    setLocale('de-DE');
    expect(num(1234567.5, 1)).toBe('1.234.567,5');
    expect(money(123_456, EUR)).toBe('1.234,56\u00a0€');
  });

  it('falls back to American English for a locale that is none', () => {
    setLocale('C');
    expect(num(1234)).toBe('1,234');
  });

  it('gives a change its sign and zero none', () => {
    expect(signed(12, num)).toBe('+12');
    expect(signed(-12, num)).toBe('−12');
    expect(signed(0, num)).toBe('0');
    expect(signed(0.001, (v) => percent(v))).toBe('0%');
  });
});

describe('reading figures', () => {
  it.each([
    ['1234', 1234],
    ['1,234', 1234],
    ['1,234.5', 1234.5],
    ['1.200,50', 1200.5],
    ["1'234'567", 1234567],
    ['1 234,5', 1234.5],
    ['(1,200)', -1200],
    ['-5', -5],
    ['−5', -5],
    ['5-', -5],
    ['12%', 0.12],
    ['€ 5k', 5000],
    ['5k €', 5000],
    ['$1.2M', 1200000],
    ['1,5', 1.5],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['2.5 Mio. €', 2500000],
    ['EUR 3bn', 3e9],
    ['12,34,567', 1234567],
  ])('reads %s in an American locale', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    ['1.234', 1234],
    ['1,5', 1.5],
    ['1.5', 1.5],
    ['1.234.567,89', 1234567.89],
    ['1,234', 1.234],
  ])('reads %s in a German locale', (text, value) => {
    setLocale('de-DE');
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', 'abc', '12 apples', '1.2.3', '--5', 'n/a', '#N/A', '1,2,3.4.5'])('refuses %s', (text) => {
    expect(parseNumber(text), 'text that is no figure must not become one').toBeNull();
  });

  it('reads a percentage with and without its sign alike', () => {
    expect(parsePercent('12')).toBe(0.12);
    expect(parsePercent('12.5%')).toBe(0.125);
  });

  it('keeps money exact in minor units', () => {
    expect(parseMoney('0.29', EUR), 'as a binary fraction this would be 28').toBe(29);
    expect(parseMoney('1,234.565', EUR)).toBe(123_457);
    expect(parseMoney('1.005', EUR)).toBe(101);
    expect(parseMoney('(2.5k)', EUR)).toBe(-250_000);
    expect(parseMoney('0.004', EUR)).toBe(0);
    expect(parseMoney('1234.5', JPY)).toBe(1235);
    expect(parseMoney('99999999999999999', EUR), 'beyond exact integers').toBeNull();
  });

  it('reads back what it offers for editing', () => {
    for (const tag of ['en-US', 'de-DE', 'fr-FR', 'de-CH']) {
      setLocale(tag);
      for (const minor of [0, 1, 99, 100, 123_456, 1_234_567_890, -98_765]) {
        expect(parseMoney(editableMoney(minor, EUR), EUR), `${minor} in ${tag}`).toBe(minor);
      }
    }
  });
});

describe('days', () => {
  it('are read in the order of the locale, and with the year first everywhere', () => {
    for (const [tag, text] of [
      ['en-US', '6/30/2027'],
      ['en-GB', '30/06/2027'],
      ['de-DE', '30.6.27'],
      ['ja-JP', '2027年6月30日'],
      ['en-US', '2027-06-30'],
      ['de-DE', ' 2027 06 30 '],
    ] as const) {
      setLocale(tag);
      expect(parseDay(text), `${text} in ${tag}`).toBe('2027-06-30');
      expect(parseDay(editableDay('2027-06-30')), `there and back in ${tag}`).toBe('2027-06-30');
    }
  });

  it('that no calendar has are none', () => {
    setLocale('en-GB');
    for (const text of ['31/02/2027', '1/13/2027', '30/06', 'soon', '', '1/2/3/4', '0/1/2027']) {
      expect(parseDay(text), `“${text}”`).toBeNull();
    }
  });
});

describe('sums of what may not be known', () => {
  it('takes what is not known for no zero', () => {
    expect(sumKnown([null, null])).toBeNull();
    expect(sumKnown([0, null]), 'an empty tier beside one that is not known').toBeNull();
    expect(sumKnown([5, null])).toBe(5);
    expect([sumKnown([]), sumKnown([0, 0])], 'nothing is known to be nothing').toEqual([0, 0]);
  });

  it('gives no share of what is not known or nothing', () => {
    expect([shareOf(1, 4), shareOf(null, 4), shareOf(1, null), shareOf(1, 0)]).toEqual([0.25, null, null, null]);
  });
});
