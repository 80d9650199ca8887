/**
 * Between the backend's columns and the grid's. The grid shows a score of 78.3 and workload in hours; the backend counts
 * tenths of a point and minutes. What the grid asks for is turned back before it is sent.
 */
import type {
  AccountRow,
  Cell,
  CellKind,
  ColumnFilter,
  FilterTest,
  GridColumn as WireColumn,
} from '../../ipc/bindings';
import type { ColumnKind, GridRow } from '../../components';
import { MISSING } from '../../format/figures';
import { numberFormat } from '../../format/locale';

/** A row of the grid; its cells stand under their columns' keys, of which none is `id` or `partial`. */
export type Row = GridRow & { id: number; partial: boolean };

const SHOWN_AS: Record<CellKind, ColumnKind> = {
  text: 'text',
  category: 'text',
  number: 'number',
  percent: 'percent',
  money: 'money',
  date: 'date',
  yesNo: 'choice',
  tier: 'tier',
  score: 'number',
  minutes: 'number',
  rep: 'choice',
};

export const shownAs = (kind: CellKind): ColumnKind => SHOWN_AS[kind];

/** How many of the wire's units one unit on the screen is. */
const SCALE: Partial<Record<CellKind, number>> = { score: 10, minutes: 60 };

export function toScreen(kind: CellKind, cell: Cell): Cell {
  const scale = SCALE[kind];
  return scale !== undefined && typeof cell === 'number' ? cell / scale : cell;
}

export function rowOf(row: AccountRow, columns: readonly WireColumn[]): Row {
  const cells: Row = { id: row.id, partial: row.partial };
  columns.forEach((column, index) => {
    cells[column.key] = toScreen(column.kind, row.cells[index] ?? null);
  });
  return cells;
}

/** A choice as the filter has it (always a text), as the value that stands in the cell. */
function choiceToWire(kind: CellKind, value: Cell): Cell {
  if (kind === 'rep' || kind === 'tier') return Number(value);
  if (kind === 'yesNo') return value === true || value === 'true';
  return value;
}

function testToWire(kind: CellKind, test: FilterTest): FilterTest {
  if (test.kind === 'oneOf') return { kind: 'oneOf', values: test.values.map((value) => choiceToWire(kind, value)) };
  const scale = SCALE[kind];
  if (test.kind !== 'range' || scale === undefined) return test;
  const wire = (limit: number | null) => (limit === null ? null : limit * scale);
  return { kind: 'range', from: wire(test.from), to: wire(test.to) };
}

/** Conditions of the grid as the backend takes them. */
export function filtersToWire(filters: readonly ColumnFilter[], columns: readonly WireColumn[]): ColumnFilter[] {
  return filters.map(({ column, test }) => {
    const kind = columns.find((each) => each.key === column)?.kind ?? 'text';
    return { column, test: testToWire(kind, test) };
  });
}

/** Points, from tenths of a point: always with one decimal, so that points stand under points. */
export function points(tenths: number | null): string {
  const format = numberFormat({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return tenths === null ? MISSING : format.format(tenths / 10);
}
