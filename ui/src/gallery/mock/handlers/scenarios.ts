/** Computed columns and scenarios of the made-up shell. */
import type { ComputedDraft, ComputedView, MovesView, ScenarioRow, ScenariosView } from '../../../ipc/bindings';
import type { Quick } from '..';
import { changed } from '../world';

let columns: ComputedView['columns'] = [];
let kept: ScenarioRow[] = [];
let agreed: number | null = null;

const tiers = (shift: number): ScenarioRow['tiers'] =>
  [250, 630, 1_620].map((accounts, tier) => ({
    name: `Tier ${tier + 1}`,
    accounts: accounts + (tier === 1 ? shift : tier === 0 ? -shift : 0),
    potential: 3_000_000_00 * (tier + 1),
    minutes: accounts * 60,
  }));

const rowOf = (id: number | null, name: string): ScenarioRow => ({
  id,
  name,
  keptOn: id === null ? null : '2026-11-22',
  author: id === null ? null : 'Ana',
  tiers: tiers(id ?? 0),
  excluded: 4,
  minutes: 150_000,
  moves: id === null ? 0 : 12,
  differs: id === null ? [] : ['weights'],
});

const moves = (between: MovesView['between']): MovesView => ({
  between,
  moved: 12,
  from: ['Tier 1', 'Tier 2', 'Tier 3'],
  to: ['Tier 1', 'Tier 2', 'Tier 3'],
  matrix: [
    [245, 5, 0, 0],
    [3, 626, 1, 0],
    [0, 3, 1_617, 0],
    [0, 0, 0, 4],
  ],
  causes: [
    { cause: 'data', up: 1, down: 2 },
    { cause: 'model', up: 4, down: 3 },
    { cause: 'cutOff', up: 1, down: 0 },
    { cause: 'override', up: 0, down: 1 },
  ],
  new: 3,
  gone: 1,
});

const columnOf = (draft: ComputedDraft, id: number): ComputedView['columns'][number] => ({
  id,
  draft: { ...draft, id },
  filled: 900,
  spread: '1 to 40',
  usedBy: [],
  problem: null,
});

export const quick: Quick = {
  computed: () => ({
    columns,
    sources: [
      { label: 'Potential', kind: 'money' },
      { label: 'Employees', kind: 'number' },
    ],
    functions: [{ name: 'IF', arguments: '(is so, then, else)', gives: 'one of two values' }],
    recipes: [{ label: 'Potential per employee', formula: '[Potential] / [Employees]' }],
  }),
  preview_computed: ({ formula }) => ({
    problem: formula.trim() === '' ? 'Type a formula, such as [Potential] / [Employees].' : null,
    kinds: formula.trim() === '' ? [] : ['number', 'percent'],
    filled: formula.trim() === '' ? 0 : 900,
    spread: formula.trim() === '' ? null : '1 to 40',
    examples: [],
  }),
  save_computed: ({ draft }) => {
    const id = draft.id ?? columns.length + 1;
    columns = [...columns.filter((column) => column.id !== id), columnOf(draft, id)];
    return changed('Add the computed column');
  },
  remove_computed: ({ id }) => {
    columns = columns.filter((column) => column.id !== id);
    return changed('Remove the computed column');
  },
  scenarios: (): ScenariosView => ({
    rows: [rowOf(null, ''), ...kept],
    steadiness:
      agreed === null
        ? null
        : {
            agreed,
            agreedOn: '2026-11-22',
            margin: 25,
            mostMoves: null,
            period: null,
            movedBefore: 0,
            allowed: null,
            heldByMargin: 9,
            heldByLimit: 0,
            heldWithoutScore: 0,
            problem: null,
            since: moves({ from: agreed, to: null }),
          },
    nextName: `Scenario ${kept.length + 1}`,
  }),
  compare_scenarios: (between) => moves(between),
  keep_scenario: ({ name, agree }) => {
    const id = kept.length + 1;
    kept = [rowOf(id, name), ...kept];
    if (agree) agreed = id;
    return changed('Keep a scenario');
  },
  use_scenario: () => changed('Use a scenario'),
  rename_scenario: ({ scenario, name }) => {
    kept = kept.map((row) => (row.id === scenario ? { ...row, name } : row));
    return changed('Rename a scenario');
  },
  remove_scenario: ({ scenario }) => {
    kept = kept.filter((row) => row.id !== scenario);
    if (agreed === scenario) agreed = null;
    return changed('Remove a scenario');
  },
  set_steadiness: () => changed('Change what holds agreed tiers'),
};
