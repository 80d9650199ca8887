import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { Providers } from '../../app/Providers';
import { SideSlot } from '../../components/SidePanel';
import { setLocale } from '../../format/locale';
import type { PlanView, TierBoard } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost, type Stop } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import { SetByHand } from './SetByHand';

configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

let asked: unknown[];
let restore: Stop;

beforeEach(() => {
  setLocale('en-US');
  asked = [];
  usePlan.getState().replace({ revision: 1, tiers: [], hues: [], file: { token: 1 } } as unknown as PlanView);
  restore = replaceHost({
    channel: () => null,
    listen: async () => () => undefined,
    invoke: async (command, { request }) => {
      if (command === 'grid_columns') return { columns: [{ key: 'f0', role: 'name' }] };
      if (command === 'account_page') return { total: 0, rows: [] };
      asked.push([command, request]);
      return { ...usePlan.getState().plan };
    },
  });
});
afterEach(() => {
  restore();
  queries.clear();
});

function show(board: Partial<TierBoard>) {
  const slot = document.body.appendChild(document.createElement('div'));
  render(
    <Providers>
      <SideSlot.Provider value={slot}>
        <SetByHand
          open
          board={{ budget: null, allowed: null, overrides: 0, ...board } as TierBoard}
          names={['Tier 1']}
          disabled={false}
          onClose={() => undefined}
        />
      </SideSlot.Provider>
    </Providers>,
  );
}
const field = () => screen.findByRole<HTMLInputElement>('textbox', { name: /^Budget/ });

describe('the budget of tiers set by hand', () => {
  it('is set as a share and taken away again', async () => {
    show({ budget: 20, allowed: 5, overrides: 3 });
    expect(await screen.findByText('2 of 5 are left.')).toBeTruthy();
    const input = await field();
    expect(input.value).toBe('2');
    fireEvent.change(input, { target: { value: '1.5' } });
    fireEvent.blur(input);
    await waitFor(() => expect(asked).toEqual([['set_override_budget', { budget: 15 }]]));
    fireEvent.change(input, { target: { value: '' } });
    fireEvent.blur(input);
    await waitFor(() => expect(asked.at(-1)).toEqual(['set_override_budget', { budget: null }]));
  });

  it('says when it is overdrawn', async () => {
    show({ budget: 20, allowed: 5, overrides: 9 });
    expect(await screen.findByText('4 more than the 5 that were agreed on.')).toBeTruthy();
  });

  it('is silent while there is none', async () => {
    show({ overrides: 9 });
    expect((await field()).placeholder).toBe('no limit');
    expect(screen.queryByText(/agreed on/)).toBeNull();
  });
});
