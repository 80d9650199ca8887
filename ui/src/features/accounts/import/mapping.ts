/** What the person makes of the columns of an account list, before anything is imported. */
import type {
  CellKind,
  ColumnChoiceView,
  ColumnReading,
  FieldRoleView,
  ImportColumn,
  Listing,
  RecordPart,
} from '../../../ipc/bindings';

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
  'latitude',
  'longitude',
  'custom',
];

/** What a list may list, in the order in which people look for it. */
export const LISTINGS: readonly Listing[] = ['accounts', 'sales', 'activities', 'deals'];

const KEYS: readonly RecordPart[] = ['account', 'recordId', 'website', 'city', 'country'];

/** What the columns of a list may say that is not one of accounts. */
export const PARTS: Record<Listing, readonly RecordPart[]> = {
  accounts: [],
  sales: [...KEYS, 'product', 'amount', 'date', 'year'],
  activities: [...KEYS, 'date'],
  deals: [...KEYS, 'outcome', 'amount', 'date'],
};

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

const READ: ReadonlySet<CellKind> = new Set<CellKind>(['date', 'number', 'percent', 'money']);

/** The column's question, as long as its kind makes it matter: 03/04/2026 is just a text in a column of texts. */
export const questionOf = (column: ImportColumn) => (column.include && READ.has(column.kind) ? column.question : null);

/** Whether the cells can be read two ways and nobody has said which. */
export const asksReading = (column: ImportColumn): boolean => questionOf(column)?.answered === false;

/** Whether the reading of a column is a guess that a person should look at. */
export const isUnsure = (column: ImportColumn): boolean =>
  (column.include && column.confidence < SURE) || asksReading(column);

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

/** Gives a column a part, or none. There is one column for each part, so another one that has it is not read any more. */
export function withPart(columns: readonly Mapped[], index: number, part: RecordPart | null): Mapped[] {
  return columns.map((column) => {
    if (column.index === index) return { ...column, part, kind: kindOf(part), include: part !== null, settled: true };
    return part !== null && column.part === part ? { ...column, part: null, include: false } : column;
  });
}

const kindOf = (part: RecordPart | null): CellKind => {
  if (part === 'amount') return 'money';
  return part === 'date' ? 'date' : 'text';
};

export function withChange(columns: readonly Mapped[], index: number, change: Partial<Mapped>): Mapped[] {
  return columns.map((column) => (column.index === index ? { ...column, ...change, settled: true } : column));
}

/** Answers how the cells of a column are read. */
export const withReading = (columns: readonly Mapped[], index: number, reading: ColumnReading): Mapped[] =>
  columns.map((column) =>
    column.index === index && column.question
      ? { ...column, question: { ...column.question, reading, answered: true } }
      : column,
  );

/** The choices as the backend takes them. */
export const choicesOf = (columns: readonly Mapped[]): ColumnChoiceView[] =>
  columns.map(({ index, include, role, kind, product, part, question }) => ({
    index,
    include,
    role,
    kind,
    product,
    part,
    reading: question?.reading ?? null,
  }));

/** Columns that still want a look. */
export const openQuestions = (columns: readonly Mapped[]): Mapped[] =>
  columns.filter((column) => (isUnsure(column) && !column.settled) || asksReading(column));

/** A name for a plan from the name of the file it is made of. */
export function nameOfPlan(file: string): string {
  const stem = file
    .replace(/\.[^.]+$/, '')
    .replace(/[_]+/g, ' ')
    .trim();
  return stem === '' ? file : stem;
}
