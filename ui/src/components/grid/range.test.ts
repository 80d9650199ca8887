import { describe, expect, it } from 'vitest';
import {
  alongRows,
  blockOf,
  contains,
  everything,
  extended,
  fitted,
  isSingle,
  moved,
  moveOfKey,
  reaching,
  single,
  sizeOf,
  wholeColumns,
  wholeRows,
} from './range';

const extent = { rows: 100, columns: 8 };
const at = (row: number, column: number) => ({ row, column });

describe('a range', () => {
  it('has its corners in order however it was dragged', () => {
    const up = { anchor: at(9, 5), focus: at(2, 1) };
    expect(blockOf(up)).toEqual({ top: 2, bottom: 9, left: 1, right: 5 });
    expect(sizeOf(up)).toEqual({ cells: 40, rows: 8, columns: 5 });
  });

  it('holds its anchor while the other corner moves', () => {
    let range = single(at(5, 3));
    range = extended(range, { to: 'down' }, extent);
    range = extended(range, { to: 'right' }, extent);
    expect(range).toEqual({ anchor: at(5, 3), focus: at(6, 4) });
    range = extended(range, { to: 'up' }, extent);
    range = extended(range, { to: 'up' }, extent);
    expect(blockOf(range)).toEqual({ top: 4, bottom: 5, left: 3, right: 4 });
  });

  it('does not leave the grid', () => {
    expect(extended(single(at(0, 0)), { to: 'up' }, extent).focus).toEqual(at(0, 0));
    expect(extended(single(at(99, 7)), { to: 'right' }, extent).focus).toEqual(at(99, 7));
    expect(moved(at(95, 0), { to: 'pageDown', rows: 20 }, extent)).toEqual(at(99, 0));
  });

  it('reaches the edge when the key is held with Ctrl', () => {
    expect(moved(at(5, 3), { to: 'down', far: true }, extent)).toEqual(at(99, 3));
    expect(moved(at(5, 3), { to: 'home', far: true }, extent)).toEqual(at(0, 0));
    expect(moved(at(5, 3), { to: 'end' }, extent)).toEqual(at(5, 7));
  });

  it('covers rows that were never loaded', () => {
    const all = everything({ rows: 1_000_000, columns: 16 });
    expect(all && sizeOf(all).cells).toBe(16_000_000);
    expect(everything({ rows: 0, columns: 16 }), 'nothing to select in an empty grid').toBeNull();
  });

  it('starts at the clicked cell when there was none before', () => {
    expect(isSingle(reaching(null, at(4, 4)))).toBe(true);
    expect(reaching(single(at(1, 1)), at(4, 4))).toEqual({ anchor: at(1, 1), focus: at(4, 4) });
  });

  it('widens to whole rows and whole columns', () => {
    const range = { anchor: at(3, 2), focus: at(5, 4) };
    expect(blockOf(wholeRows(range, extent))).toEqual({ top: 3, bottom: 5, left: 0, right: 7 });
    expect(blockOf(wholeColumns(range, extent))).toEqual({ top: 0, bottom: 99, left: 2, right: 4 });
  });

  it('is cut to what a filter left', () => {
    const range = { anchor: at(10, 2), focus: at(50, 4) };
    expect(fitted(range, { rows: 20, columns: 8 })).toEqual({ anchor: at(10, 2), focus: at(19, 4) });
    expect(fitted(range, { rows: 0, columns: 8 })).toBeNull();
  });

  it('contains its own corners', () => {
    const block = blockOf({ anchor: at(2, 1), focus: at(4, 3) });
    expect(contains(block, 2, 1) && contains(block, 4, 3)).toBe(true);
    expect(contains(block, 5, 3) || contains(block, 4, 4)).toBe(false);
  });
});

describe('keys', () => {
  it('move only when they are keys that move', () => {
    expect(moveOfKey('ArrowUp', false, 20)).toEqual({ to: 'up', far: false });
    expect(moveOfKey('PageDown', false, 20)).toEqual({ to: 'pageDown', rows: 20 });
    expect(moveOfKey('a', false, 20)).toBeNull();
  });

  it('goes along the rows with Tab, and out of the grid at both ends', () => {
    const extent = { rows: 2, columns: 3 };
    expect(alongRows({ row: 0, column: 2 }, false, extent)).toEqual({ row: 1, column: 0 });
    expect(alongRows({ row: 1, column: 0 }, true, extent)).toEqual({ row: 0, column: 2 });
    expect(alongRows({ row: 1, column: 2 }, false, extent), 'the keyboard is not trapped').toBeNull();
    expect(alongRows({ row: 0, column: 0 }, true, extent)).toBeNull();
  });
});
