import { describe, expect, it } from 'vitest';
import type { TerritoryRow } from '../../ipc/bindings';
import { deviationsAfter, dialWord, isDay, listColumns, reachOf } from './measures';

const row = (id: number, minutes: number, deviation = 0, shareOfFullTime = 1000) =>
  ({ rep: { id, shareOfFullTime }, minutes, deviation }) as TerritoryRow;

describe('what a drag would do to the balance', () => {
  it('moves work from one rep to another and leaves the whole as it is', () => {
    const after = deviationsAfter([row(1, 600), row(2, 400)], { from: 1, to: 2, minutes: 100 });
    expect([...after]).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it('makes the whole larger when an account had no owner', () => {
    const after = deviationsAfter([row(1, 500), row(2, 500)], { from: null, to: 2, minutes: 200 });
    expect(after.get(1), 'the fair share is now 600').toBe(-167);
    expect(after.get(2)).toBe(167);
  });

  it('measures a rep who works half the week against half a share', () => {
    const after = deviationsAfter([row(1, 800), row(2, 400, 0, 500)], { from: null, to: null, minutes: 0 });
    expect([...after.values()]).toEqual([0, 0]);
  });
});

it('all balance bars have one scale, which holds at least twice the tolerance', () => {
  expect(reachOf([row(1, 1, 120)], 150)).toBe(0.3);
  expect(reachOf([row(1, 1, -620)], 150)).toBe(0.7);
  expect(reachOf([row(1, 1, 4000)], 150), 'one wild territory must not flatten the others').toBe(1);
});

it('the list asks for the name and the nearest thing to a place', () => {
  const column = (key: string, role: string) => ({ key, role }) as never;
  expect(listColumns([column('f3', 'country'), column('f1', 'name')])).toEqual([
    'f1',
    'tier',
    'minutes',
    'potential',
    'f3',
  ]);
});

it('a start date is a day that exists', () => {
  expect(isDay('2027-02-28')).toBe(true);
  expect(isDay('2027-02-30')).toBe(false);
  expect(isDay('28.02.2027')).toBe(false);
});

it('the dial says in words which way it leans', () => {
  expect([0, 200, 500, 900, 1000].map(dialWord)).toEqual(['onlyFair', 'mostlyFair', 'even', 'mostlyKeep', 'onlyKeep']);
});
