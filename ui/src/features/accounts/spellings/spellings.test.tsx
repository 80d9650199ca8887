import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import type { PlanView, SpellingsView } from '../../../ipc/bindings';
import { replaceHost } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import { useWindow } from '../../../state/window';
import { Spellings } from './Spellings';

const plan = {
  name: 'North',
  file: { token: 1, name: 'North.tierline', folder: 'Plans' },
  currency: { code: 'EUR', minorDigits: 2 },
  revision: 3,
  accounts: 9,
  tiers: ['Tier 1'],
} as PlanView;

const view: SpellingsView = {
  fields: [
    {
      role: 'industry',
      field: 2,
      label: 'Branche',
      values: [
        {
          value: 'Retail',
          accounts: 5,
          spellings: [
            { written: 'Einzelhandel', keptAs: 'Retail', accounts: 2, reason: 'the same industry', byHand: false },
          ],
        },
        { value: 'Retial', accounts: 1, spellings: [] },
      ],
      slips: [{ value: 'Retial', accounts: 1, like: 'Retail' }],
    },
  ],
};

const invoke = vi.fn(async (command: string): Promise<unknown> => (command === 'spellings' ? view : plan));
const sent = () => JSON.stringify(invoke.mock.calls.filter(([name]) => name === 'set_spelling').at(-1) ?? null);

beforeEach(async () => {
  invoke.mockClear();
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
  usePlan.getState().replace(plan);
  render(
    <Providers>
      <Spellings />
    </Providers>,
  );
  await screen.findByRole('heading', { name: '1 value looks like a slip of the pen' });
});

describe('how values are written', () => {
  it('puts a slip right, or leaves it as it is', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Keep as “Retail”' }));
    await waitFor(() => expect(sent()).toContain('{"role":"industry","written":"Retial","keptAs":"Retail"}'));
    // The first change is under way until the plan has answered; meanwhile the buttons take no click.
    const right = screen.getByRole<HTMLButtonElement>('button', { name: 'It is right' });
    await waitFor(() => expect(right.disabled).toBe(false));
    fireEvent.click(right);
    await waitFor(() => expect(sent()).toContain('"keptAs":"Retial"'));
  });

  it('takes a spelling out of the value it was folded into', async () => {
    fireEvent.click(screen.getByRole('button', { name: /Keep “Einzelhandel” as it is written/ }));
    await waitFor(() => expect(sent()).toContain('"written":"Einzelhandel","keptAs":"Einzelhandel"'));
  });

  it('keeps a value as another, or as a word of the person’s own', async () => {
    fireEvent.change(screen.getByRole('combobox', { name: 'Keep “Retial” as' }), { target: { value: 'Retail' } });
    await waitFor(() => expect(sent()).toContain('"written":"Retial","keptAs":"Retail"'));
    const retail = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Keep “Retail” as' });
    await waitFor(() => expect(retail.disabled).toBe(false));
    fireEvent.change(retail, { target: { value: '\n' } });
    const field = screen.getByRole('textbox', { name: 'Keep “Retail” as' });
    fireEvent.change(field, { target: { value: ' Shops ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(sent()).toContain('"written":"Retail","keptAs":"Shops"'));
  });

  it('opens the accounts of a value', () => {
    fireEvent.click(screen.getByRole('button', { name: '5' }));
    expect(useWindow.getState().focus?.segment).toEqual({ kind: 'value', field: 2, value: 'Retail' });
  });
});
