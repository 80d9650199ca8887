import { describe, expect, it } from 'vitest';
import type { CellKind, GridColumn } from '../../ipc/bindings';
import { filtersToWire, rowOf } from './cells';

const column = (key: string, kind: CellKind): GridColumn => ({
  key,
  label: key,
  kind,
  role: null,
  editable: false,
  shown: true,
  values: [],
});
const columns = [column('score', 'score'), column('minutes', 'minutes'), column('owner', 'rep'), column('f3', 'yesNo')];

describe('cells of the grid', () => {
  it('show tenths as points and minutes as hours, and leave a missing one missing', () => {
    expect(rowOf({ id: 7, partial: false, cells: [783, 90, 2, null] }, columns)).toEqual({
      id: 7,
      partial: false,
      score: 78.3,
      minutes: 1.5,
      owner: 2,
      f3: null,
    });
  });

  it('are filtered in the units of the wire', () => {
    const filters = filtersToWire([{ column: 'score', test: { kind: 'range', from: 78.5, to: null } }], columns);
    expect(filters[0]?.test, 'what is typed as 78.5 are 785 tenths').toEqual({ kind: 'range', from: 785, to: null });
  });

  it('are chosen by number or truth value, though a list offers texts', () => {
    const filters = filtersToWire(
      [
        { column: 'owner', test: { kind: 'oneOf', values: ['2', '11'] } },
        { column: 'f3', test: { kind: 'oneOf', values: ['true'] } },
      ],
      columns,
    );
    expect(filters.map((each) => each.test)).toEqual([
      { kind: 'oneOf', values: [2, 11] },
      { kind: 'oneOf', values: [true] },
    ]);
  });
});
