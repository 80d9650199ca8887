import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import { setLocale } from '../../../format/locale';
import type { ComputedDraft, ComputedTest, ComputedView, PlanView } from '../../../ipc/bindings';
import { queries } from '../../../ipc/cache';
import { replaceHost, type Stop } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { ComputedDialog } from './ComputedDialog';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

const VIEW: ComputedView = {
  columns: [],
  sources: [
    { label: 'Potential', kind: 'money' },
    { label: 'Employees', kind: 'number' },
    { label: 'Current revenue', kind: 'money' },
  ],
  functions: [{ name: 'IF', arguments: '(is so, then, else)', gives: 'one of two values' }],
  recipes: [{ label: 'Sales per employee', formula: '[Current revenue] / [Employees]' }],
};

const WRONG = 'Type a formula, such as [Current revenue] / [Employees].';

let restore: Stop = () => undefined;
afterEach(() => {
  restore();
  queries.clear();
});

/** A backend that computes what has two columns and says what it was asked to keep. */
function desk(view: ComputedView) {
  setLocale('en-US');
  const plan = {
    currency: { code: 'EUR', minorDigits: 2 },
    revision: 1,
    accounts: 60,
    readOnly: false,
    tiers: [],
    hues: [],
    file: { token: 1 },
  };
  usePlan.getState().replace(plan as unknown as PlanView);
  const kept: { command: string; request: unknown }[] = [];
  restore = replaceHost({
    channel: (heard) => heard,
    listen: async () => () => undefined,
    invoke: async (command, args) => {
      const { request } = args as { request: unknown };
      if (command === 'computed') return view;
      if (command === 'preview_computed') {
        const { formula } = request as ComputedDraft;
        const test: ComputedTest = formula.includes('/')
          ? {
              problem: null,
              kinds: ['money', 'number'],
              filled: 50,
              spread: '€12 to €900',
              examples: [
                { account: 'Alba', inputs: 'Current revenue €840, Employees 7', value: '€120' },
                { account: 'Bora', inputs: 'Current revenue €840, Employees not known', value: null },
              ],
            }
          : { problem: WRONG, kinds: [], filled: 0, spread: null, examples: [] };
        return test;
      }
      kept.push({ command, request });
      return { ...usePlan.getState().plan };
    },
  });
  return kept;
}

const show = (scoring: boolean, onClose: () => void = () => undefined) =>
  render(
    <Providers>
      <ComputedDialog scoring={scoring} onClose={onClose} />
    </Providers>,
  );

describe('computed columns', () => {
  it('start from a formula the list has the columns for, show what it gives, and are scored at once', async () => {
    const kept = desk(VIEW);
    const closed = vi.fn();
    show(true, closed);
    await screen.findByText(WRONG);
    const add = screen.getByRole('button', { name: 'Add and score it' });
    expect(add.hasAttribute('disabled'), 'nothing is kept before it gives something').toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Sales per employee' }));
    await screen.findByText('€120');
    expect(screen.getByText(/Known for 50 of .* accounts, €12 to €900/)).toBeTruthy();
    expect(screen.getByText('blank'), 'a blank is said to be one').toBeTruthy();
    await waitFor(() => expect(add.hasAttribute('disabled')).toBe(false));
    fireEvent.click(add);
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(kept).toEqual([
      {
        command: 'save_computed',
        request: {
          draft: { id: null, label: 'Sales per employee', formula: '[Current revenue] / [Employees]', kind: 'money' },
          score: true,
        },
      },
    ]);
  });

  it('put a column where the caret is', async () => {
    desk(VIEW);
    show(false);
    const field = (await screen.findByRole('textbox', { name: 'Formula' })) as HTMLTextAreaElement;
    fireEvent.change(field, { target: { value: '1 + 2' } });
    field.setSelectionRange(0, 1);
    fireEvent.click(screen.getByRole('button', { name: 'Insert a column' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Employees' }));
    await waitFor(() => expect(field.value).toBe('[Employees] + 2'));
  });

  it('are listed with what reads them, and taken away', async () => {
    const kept = desk({
      ...VIEW,
      columns: [
        {
          id: 7,
          draft: { id: 7, label: 'Growth', formula: '[A] / [B]', kind: 'percent' },
          filled: 50,
          spread: '-3% to 40%',
          usedBy: ['the criterion Growth'],
          problem: null,
        },
      ],
    });
    show(false);
    await screen.findByText('[A] / [B]');
    expect(screen.getByText('Read by the criterion Growth')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Actions for Growth' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    await waitFor(() => expect(kept).toEqual([{ command: 'remove_computed', request: { id: 7 } }]));
  });
});
