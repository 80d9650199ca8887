import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../i18n';
import { UNDO, useCommands } from '../commands/registry';
import type { PlanView } from '../ipc/bindings';
import { usePlan } from '../state/plan';
import { ToastCorner, useToast, type ToastMessage } from './Messages';

const plan = (revision: number): PlanView => ({
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: '' },
  period: 'FY 2027',
  asOf: '2026-11-01',
  due: null,
  currency: { code: 'EUR', minorDigits: 2 },
  revision,
  readOnly: false,
  accounts: 3,
  reps: 0,
  tiers: ['Tier 1', 'Tier 2'],
  hues: ['indigo', 'amber'],
  undo: 'Move 3 accounts',
  redo: null,
  steps: [],
});

let undone = 0;
const commands = [{ id: UNDO, labelKey: 'undo' as const, run: () => (undone += 1) }];

const CHANGE: ToastMessage = { title: '3 accounts are now in Tier 1', undo: true };
const EXPORT: ToastMessage = {
  title: 'The workbook is written',
  action: { label: 'Open', run: () => undefined },
};

function Frame() {
  const say = useToast();
  useCommands(commands);
  return (
    <>
      <button type="button" onClick={() => say(CHANGE)}>
        change
      </button>
      <button type="button" onClick={() => say(EXPORT)}>
        export
      </button>
      <ToastCorner />
    </>
  );
}

beforeEach(() => {
  undone = 0;
  usePlan.getState().replace(plan(1));
  render(<Frame />);
});
afterEach(() => usePlan.getState().replace(null));

describe('a message that offers Undo', () => {
  it('takes back the change that it tells of', async () => {
    fireEvent.click(screen.getByText('change'));
    fireEvent.click(await screen.findByText('Undo'));
    expect(undone).toBe(1);
  });

  it('does not come where a change turned out to change nothing, for Undo would take back another', () => {
    act(() => usePlan.getState().accept(plan(1)));
    fireEvent.click(screen.getByText('change'));
    expect(screen.queryByText('Undo')).toBeNull();
  });

  it('goes when the plan is changed again, for Undo would mean another change then', async () => {
    fireEvent.click(screen.getByText('change'));
    fireEvent.click(screen.getByText('export'));
    await screen.findByText('Undo');
    act(() => usePlan.getState().accept(plan(2)));
    await waitFor(() => expect(screen.queryByText('3 accounts are now in Tier 1')).toBeNull());
    expect(screen.getByText('The workbook is written'), 'which is as true as before').toBeTruthy();
  });
});
