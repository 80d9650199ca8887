/** Arithmetic of comparing criteria in pairs: which pairs there are, and where their answers stand before anybody gave one. */
import type { Comparison, CriterionView } from '../../../ipc/bindings';

/** As many criteria can be compared: more are more questions than anyone answers well. */
export const MOST_COMPARED = 7;
/** The most that one matters more than another is this many steps more: nine times as much. */
export const MOST_STEPS = 8;

/** The criteria that take part: a locked one keeps its weight. */
export const comparable = (criteria: readonly CriterionView[]) => criteria.filter((criterion) => !criterion.locked);

/** The answer nearest to the weights as they are. */
export function stepsOf(first: number, second: number): number {
  if (first === second) return 0;
  const less = Math.min(first, second);
  const times = less > 0 ? Math.max(first, second) / less : MOST_STEPS + 1;
  const steps = Math.min(MOST_STEPS, Math.round(times) - 1);
  return first > second || steps === 0 ? steps : -steps;
}

/** Every two of the criteria once, each with the answer that the present weights give. */
export function pairsOf(criteria: readonly CriterionView[]): Comparison[] {
  const free = comparable(criteria);
  return free.flatMap((first, at) =>
    free.slice(at + 1).map((second) => ({
      first: first.id,
      second: second.id,
      steps: stepsOf(first.weight, second.weight),
    })),
  );
}

const samePair = (a: Comparison, b: Comparison) => a.first === b.first && a.second === b.second;

/** The answers with one given anew, whichever way round it is asked. */
export function answered(pairs: readonly Comparison[], answer: Comparison): Comparison[] {
  const turned = { first: answer.second, second: answer.first, steps: -answer.steps };
  return pairs.map((pair) => (samePair(pair, answer) ? answer : samePair(pair, turned) ? turned : pair));
}
