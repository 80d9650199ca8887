/** What the person makes of the columns of an account list, before anything is imported. */
import type { CellKind, ColumnChoiceView, FieldRoleView, ImportColumn } from '../../../ipc/bindings';

/** Below this (per mille) a column is shown to be looked at. */
export const SURE = 900;

/** The roles in the order in which people look for them. */
export const ROLES: readonly FieldRoleView[] = [
  'name',
  'recordId',
  'parent',
  'industry',
  'country',
  'region',
  'city',
  'postalCode',
  'employees',
  'annualRevenue',
  'currentRevenue',
  'productRevenue',
  'potential',
  'pipeline',
  'owner',
  'engagement',
  'lastActivity',
  'status',
  'website',
  'phone',
  'custom',
];

/** What a further field may hold. */
export const KINDS = ['text', 'category', 'number', 'percent', 'money', 'date', 'yesNo'] as const satisfies CellKind[];

/** Roles that several columns may have. */
const SHARED: ReadonlySet<FieldRoleView> = new Set(['custom', 'productRevenue']);

/** A column with the person's choices in it. */
export interface Mapped extends ImportColumn {
  /** The person has looked at it and chosen. */
  settled: boolean;
}

export const mappedOf = (columns: readonly ImportColumn[]): Mapped[] =>
  columns.map((column) => ({ ...column, settled: false }));

/** Whether the reading of a column is a guess that a person should look at. */
export const isUnsure = (column: ImportColumn): boolean => column.include && column.confidence < SURE;

/** Gives a column a role. Another one that has it becomes a further field, because there can be only one of it. */
export function withRole(columns: readonly Mapped[], index: number, role: FieldRoleView): Mapped[] {
  return columns.map((column) => {
    if (column.index === index) {
      const product = role === 'productRevenue' ? (column.product ?? column.header) : null;
      return { ...column, role, product, include: true, settled: true };
    }
    if (column.role === role && !SHARED.has(role)) return { ...column, role: 'custom', product: null };
    return column;
  });
}

export function withChange(columns: readonly Mapped[], index: number, change: Partial<Mapped>): Mapped[] {
  return columns.map((column) => (column.index === index ? { ...column, ...change, settled: true } : column));
}

/** The choices as the backend takes them. */
export const choicesOf = (columns: readonly Mapped[]): ColumnChoiceView[] =>
  columns.map(({ index, include, role, kind, product }) => ({ index, include, role, kind, product }));

/** Columns that still want a look. */
export const openQuestions = (columns: readonly Mapped[]): Mapped[] =>
  columns.filter((column) => isUnsure(column) && !column.settled);

/** A name for a plan from the name of the file it is made of. */
export function nameOfPlan(file: string): string {
  const stem = file
    .replace(/\.[^.]+$/, '')
    .replace(/[_]+/g, ' ')
    .trim();
  return stem === '' ? file : stem;
}
