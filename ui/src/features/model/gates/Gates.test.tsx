import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import { setLocale } from '../../../format/locale';
import type { GateDraft, GateField, GatesView, GateTouch, PlanView } from '../../../ipc/bindings';
import { queries, useChange } from '../../../ipc/cache';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { conditionOf, conditionsOf, kindOf } from './conditions';
import { Gates } from './Gates';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

const NAMES = ['Tier 1', 'Tier 2', 'Tier 3'];

const field = (part: Partial<GateField>): GateField => ({
  field: 4,
  label: 'Employees',
  kind: 'number',
  filled: 90,
  values: [],
  spread: '3 to 9,800',
  ...part,
});

const FIELDS: GateField[] = [
  field({ field: null, label: 'Potential', kind: 'money', spread: null }),
  field({}),
  field({
    field: 2,
    label: 'Industry',
    kind: 'category',
    spread: null,
    values: [
      { value: 'Retail', accounts: 40 },
      { value: 'Tobacco', accounts: 7 },
    ],
  }),
];

const touch = (part: Partial<GateTouch>): GateTouch => ({
  sentence: 'Employees must be 50 or more',
  stops: 12,
  byTier: [1, 4, 7],
  potential: 120_000_00,
  others: 7,
  overridden: 0,
  untold: 10,
  examples: ['Alba', 'Bora', 'Cima'],
  problem: null,
  ...part,
});

/** A backend that takes gates and says of each what it was asked. */
function desk(view: GatesView) {
  const kept: { command: string; request: unknown }[] = [];
  restore = replaceHost({
    channel: (heard) => heard,
    listen: async () => () => undefined,
    invoke: async (command, args) => {
      const { request } = args as { request: unknown };
      if (command === 'gates') return view;
      if (command === 'preview_gate') {
        const { test } = request as GateDraft;
        const open =
          (test.kind === 'number' && test.from === null && test.to === null) ||
          (test.kind === 'oneOf' && test.values.length === 0);
        return touch(open ? { problem: 'Say from where or up to where.', stops: 0 } : {});
      }
      kept.push({ command, request });
      return { ...usePlan.getState().plan };
    },
  });
  return kept;
}

let restore: Stop = () => undefined;
afterEach(() => {
  restore();
  queries.clear();
});

function Shown() {
  return <Gates names={NAMES} changing={useChange()} disabled={false} />;
}

function show(view: GatesView) {
  setLocale('en-US');
  const plan = { currency: { code: 'EUR', minorDigits: 2 }, revision: 1, tiers: NAMES, hues: [], file: { token: 1 } };
  usePlan.getState().replace(plan as unknown as PlanView);
  const kept = desk(view);
  render(
    <Providers>
      <Shown />
    </Providers>,
  );
  return kept;
}

const newGate = async () => {
  fireEvent.click(await screen.findByRole('button', { name: 'Add a gate…' }));
  return within(await screen.findByRole('dialog'));
};
const choose = (field: HTMLElement, text: string) => {
  const option = within(field).getByRole<HTMLOptionElement>('option', { name: text });
  fireEvent.change(field, { target: { value: option.value } });
};

describe('a condition', () => {
  it('is what the values of its column can answer', () => {
    const kinds = (kind: GateField['kind'], values: GateField['values'] = []) => conditionsOf(field({ kind, values }));
    expect(kinds('money')).toEqual(['atLeast', 'atMost', 'between', 'known']);
    expect(kinds('date')[0]).toBe('within');
    expect(kinds('category')).toEqual(['known']);
    expect(kinds('category', [{ value: 'A', accounts: 1 }])[0]).toBe('oneOf');
    expect(kinds('text')).toEqual(['known']);
  });

  it('says its kind, and another kind keeps the figure', () => {
    const money = field({ kind: 'money' });
    const least = { kind: 'amount', from: 500, to: null } as const;
    expect(kindOf(least)).toBe('atLeast');
    expect(conditionOf('atMost', money, least)).toEqual({ kind: 'amount', from: null, to: 500 });
    expect(conditionOf('between', money, least)).toEqual({ kind: 'amount', from: 500, to: null });
    expect(kindOf({ kind: 'amount', from: 1, to: 2 })).toBe('between');
    for (const kind of ['atLeast', 'within', 'oneOf', 'yes', 'no', 'known'] as const) {
      expect(kindOf(conditionOf(kind, money, null))).toBe(kind);
    }
  });
});

describe('a gate', () => {
  it('says whom it stops before it is added, and is not added while it says nothing', async () => {
    const kept = show({ gates: [], stopped: 0, fields: FIELDS });
    const dialog = await newGate();
    expect(await dialog.findByText('Say from where or up to where.')).toBeTruthy();
    const add = dialog.getByRole<HTMLButtonElement>('button', { name: 'Add the gate' });
    expect(add.disabled).toBe(true);
    fireEvent.change(dialog.getByRole('textbox', { name: 'Value' }), { target: { value: '50' } });
    expect(await dialog.findByText(/^Stops 12 accounts with a potential of/)).toBeTruthy();
    expect(dialog.getByText(/^7 more change tier, because the cut-offs/)).toBeTruthy();
    expect(dialog.getByText('10 accounts pass because the list has no value for them')).toBeTruthy();
    fireEvent.click(add);
    const test = { kind: 'number', from: 50, to: null };
    await waitFor(() =>
      expect(kept).toEqual([
        { command: 'save_gate', request: { id: null, sense: 'mustHave', field: 4, test, stopsAt: null } },
      ]),
    );
  });

  it('takes the values of a category that are ticked', async () => {
    const kept = show({ gates: [], stopped: 0, fields: FIELDS });
    const dialog = await newGate();
    choose(dialog.getByRole('combobox', { name: 'Column' }), 'Industry');
    choose(dialog.getByRole('combobox', { name: 'Accounts' }), 'must not be');
    fireEvent.click(dialog.getByRole('checkbox', { name: /Tobacco/ }));
    choose(dialog.getByRole('combobox', { name: 'Accounts it stops are' }), 'no better than Tier 3');
    const add = dialog.getByRole<HTMLButtonElement>('button', { name: 'Add the gate' });
    await waitFor(() => expect(add.disabled).toBe(false));
    fireEvent.click(add);
    const test = { kind: 'oneOf', values: ['Tobacco'] };
    await waitFor(() => expect(kept[0]?.request).toEqual({ id: null, sense: 'knockOut', field: 2, test, stopsAt: 2 }));
  });

  it('opens the accounts behind every figure', async () => {
    const draft: GateDraft = {
      id: 3,
      sense: 'mustHave',
      field: 4,
      test: { kind: 'number', from: 50, to: null },
      stopsAt: null,
    };
    show({ gates: [{ id: 3, draft, touch: touch({}) }], stopped: 12, fields: FIELDS });
    expect(await screen.findByText('12 accounts are stopped by a gate')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^Open the 12 accounts that this gate stops/ }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'stopped', gate: 3 } });
    fireEvent.click(screen.getByRole('button', { name: /^Open the 10 accounts without a value/ }));
    expect(useWindow.getState().focus).toEqual({ segment: { kind: 'untold', gate: 3 } });
  });
});
