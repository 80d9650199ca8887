import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../i18n';
import { Providers } from '../../app/Providers';
import type { PlanView, QualityView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { Quality } from './Quality';

const view: QualityView = {
  accounts: 100,
  revenue: 50_000_000,
  fields: [
    {
      field: 4,
      label: 'Employees',
      kind: 'number',
      filled: 62,
      missing: 38,
      missingRevenue: 12_300_000_00,
      invalid: null,
      repeated: null,
      old: null,
      inModel: true,
    },
    {
      field: 9,
      label: 'Website',
      kind: 'text',
      filled: 100,
      missing: 0,
      missingRevenue: null,
      invalid: 3,
      repeated: 6,
      old: null,
      inModel: false,
    },
  ],
};

beforeEach(() => {
  queries.clear();
  replaceHost({ invoke: vi.fn(async () => view), channel: (heard) => heard, listen: async () => () => undefined });
  usePlan
    .getState()
    .replace({ currency: { code: 'EUR', minorDigits: 2 }, revision: 1, file: { token: 1 } } as PlanView);
  render(
    <Providers>
      <Quality />
    </Providers>,
  );
});

describe('the quality of the list', () => {
  it('says first which gap sits on most money', async () => {
    expect(await screen.findByRole('heading', { name: 'Employees is not known on €12.3M of revenue' })).toBeTruthy();
    expect(screen.getByText('62%')).toBeTruthy();
    expect(screen.getByText('Used by the model')).toBeTruthy();
  });

  it('opens the accounts behind every count', async () => {
    fireEvent.click(await screen.findByRole('button', { name: '38' }));
    await waitFor(() => expect(useWindow.getState().focus).toEqual({ segment: { kind: 'missing', field: 4 } }));
    fireEvent.click(screen.getByRole('button', { name: '6' }));
    await waitFor(() => expect(useWindow.getState().focus).toEqual({ segment: { kind: 'repeated', field: 9 } }));
  });
});
