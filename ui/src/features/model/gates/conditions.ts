/** What a gate can ask of a column: the kinds of condition that fit it, and a condition of each kind to begin with. */
import type { GateField, GateTestView } from '../../../ipc/bindings';

/** How a condition is chosen: ranges by the end they have. */
export type ConditionKind =
  'atLeast' | 'atMost' | 'between' | 'within' | 'since' | 'until' | 'oneOf' | 'yes' | 'no' | 'known';

/** The conditions that fit a column, the likeliest first. */
export function conditionsOf(field: GateField): ConditionKind[] {
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'money':
      return ['atLeast', 'atMost', 'between', 'known'];
    case 'date':
      return ['within', 'since', 'until', 'known'];
    case 'category':
      return field.values.length > 0 ? ['oneOf', 'known'] : ['known'];
    case 'yesNo':
      return ['yes', 'no', 'known'];
    default:
      return ['known'];
  }
}

/** The kind of a condition. */
export function kindOf(test: GateTestView): ConditionKind {
  switch (test.kind) {
    case 'known':
    case 'oneOf':
    case 'within':
      return test.kind;
    case 'answer':
      return test.answer ? 'yes' : 'no';
    case 'date':
      return test.from === null ? 'until' : 'since';
    case 'number':
    case 'amount':
      if (test.from !== null && test.to !== null) return 'between';
      return test.to !== null ? 'atMost' : 'atLeast';
  }
}

/** A condition of that kind that says nothing yet, keeping the ends of the present one where it has them. */
export function conditionOf(kind: ConditionKind, field: GateField, present: GateTestView | null): GateTestView {
  const figure = present?.kind === 'number' || present?.kind === 'amount' ? present : null;
  const end = figure?.from ?? figure?.to ?? null;
  const range = (from: number | null, to: number | null): GateTestView =>
    field.kind === 'money' ? { kind: 'amount', from, to } : { kind: 'number', from, to };
  const day = present?.kind === 'date' ? (present.from ?? present.to) : null;
  switch (kind) {
    case 'atLeast':
      return range(end, null);
    case 'atMost':
      return range(null, end);
    case 'between':
      return range(figure?.from ?? end, figure?.to ?? null);
    case 'within':
      return { kind: 'within', days: 365 };
    case 'since':
      return { kind: 'date', from: day, to: null };
    case 'until':
      return { kind: 'date', from: null, to: day };
    case 'oneOf':
      return { kind: 'oneOf', values: [] };
    case 'yes':
    case 'no':
      return { kind: 'answer', answer: kind === 'yes' };
    case 'known':
      return { kind: 'known' };
  }
}
