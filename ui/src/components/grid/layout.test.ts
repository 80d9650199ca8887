import { describe, expect, it } from 'vitest';
import { firstState, laidOut, layoutOf, sortOf } from './layout';
import type { GridColumn } from './types';

const columns: GridColumn[] = [
  { id: 'name', header: 'Name', kind: 'text', pinned: true },
  { id: 'size', header: 'Size', kind: 'number' },
  { id: 'owner', header: 'Owner', kind: 'text', hidden: true },
];
const bySize = [{ column: 'size', descending: true }];

describe('a layout', () => {
  it('comes back as it was kept', () => {
    const state = firstState([columns[2], columns[0], columns[1]] as GridColumn[], bySize);
    const kept = layoutOf(
      state.map((each) => (each.colId === 'size' ? { ...each, width: 333.4, hide: true } : each)),
      [],
    );
    const again = laidOut(columns, kept);
    expect(again.map((column) => column.id)).toEqual(['owner', 'name', 'size']);
    expect(again[2]).toMatchObject({ width: 333, hidden: true });
    expect(layoutOf(firstState(again, kept.sort), []), 'keeping it once more changes nothing').toEqual(kept);
  });

  it('puts columns it has never seen at the end and leaves them as they come', () => {
    const kept = layoutOf(firstState(columns.slice(1), []), []);
    expect(laidOut(columns, kept).map((column) => column.id)).toEqual(['size', 'owner', 'name']);
    expect(laidOut(columns, kept)[2]).toEqual(columns[0]);
  });

  it('is the columns themselves when nobody has kept one', () => {
    expect(laidOut(columns, null)).toEqual(columns);
  });

  it('names sorted columns in the order they are compared in', () => {
    const state = firstState(columns, [
      { column: 'owner', descending: false },
      { column: 'name', descending: true },
    ]);
    expect(sortOf(state)).toEqual([
      { column: 'owner', descending: false },
      { column: 'name', descending: true },
    ]);
  });
});
