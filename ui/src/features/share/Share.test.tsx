import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Providers } from '../../app/Providers';
import { runCommand } from '../../commands/registry';
import { ToastCorner } from '../../components/Messages';
import '../../i18n';
import type { PlanView, ShareView } from '../../ipc/bindings';
import { queries } from '../../ipc/cache';
import { replaceHost } from '../../ipc/transport';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import Share from '.';
import { ExportDesk } from './ExportDesk';
import { useExport } from './exporting';
import { sizeOf } from './size';

vi.setConfig({ testTimeout: 20_000 });

const view: ShareView = {
  suggestedName: 'North FY 2027.xlsx',
  sheets: [
    { name: 'Summary', sentence: 'The plan on one page.', rows: null },
    { name: 'Accounts', sentence: 'Every account.', rows: 1240 },
  ],
  gaps: [{ step: 'quotas', sentence: 'No company target yet.' }],
};
const plan = {
  file: { token: 1, name: 'Test', folder: '' },
  revision: 3,
  accounts: 1240,
  currency: { code: 'EUR', minorDigits: 2 },
  readOnly: false,
} as PlanView;

let restore = () => {};
const invoke = vi.fn();
afterEach(() => restore());

function show(target: unknown) {
  queries.clear();
  useExport.setState({ busy: false, done: null, error: null });
  usePlan.getState().replace(plan);
  const file = { token: 7, name: 'North FY 2027.xlsx', folder: 'Documents' };
  invoke.mockReset().mockImplementation(async (command: string) => {
    if (command === 'share') return view;
    if (command === 'choose_export_target') return target && file;
    if (command === 'export_workbook') return { file, accounts: 1240, bytes: 318_464 };
    return null;
  });
  restore = replaceHost({ invoke, channel: (handler) => handler, listen: async () => () => {} });
  render(
    <Providers>
      <Share />
      <ExportDesk />
      <ToastCorner />
    </Providers>,
  );
}

describe('the share screen', () => {
  beforeEach(() => useWindow.getState().go('share'));

  it('leads from an open question to the step that answers it', async () => {
    show(true);
    expect(await screen.findByText('1 question leadership would ask is still open')).toBeTruthy();
    expect(screen.getByText('1,240 rows')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Go to Quotas' }));
    expect(useWindow.getState().step).toBe('quotas');
  });

  it('writes the workbook where the person said and can open it', async () => {
    show(true);
    fireEvent.click(await screen.findByRole('button', { name: 'Export workbook' }));
    expect(await screen.findByText('North FY 2027.xlsx is saved in Documents: 2 sheets, 311 KB.')).toBeTruthy();
    expect(invoke).toHaveBeenCalledWith('export_workbook', expect.objectContaining({ request: { token: 7 } }));
    fireEvent.click(screen.getByRole('button', { name: 'Open' }));
    await waitFor(() => expect(invoke).toHaveBeenCalledWith('open_exported', { request: { token: 7 } }));
  });

  it('writes the workbook from any step, and says so there', async () => {
    show(true);
    useWindow.getState().go('tiers');
    await waitFor(() => expect(runCommand('file.export')).toBe(true));
    expect(await screen.findByText('North FY 2027.xlsx was saved in Documents.')).toBeTruthy();
  });

  it('writes nothing when the person thought better of it', async () => {
    show(null);
    fireEvent.click(await screen.findByRole('button', { name: 'Export workbook' }));
    await waitFor(() => expect(invoke).toHaveBeenCalledWith('choose_export_target', { request: null }));
    expect(invoke).not.toHaveBeenCalledWith('export_workbook', expect.anything());
  });
});

it('a size is written in KB until it is nearly a MB', () => {
  expect([sizeOf(10), sizeOf(318_464), sizeOf(5_347_738)]).toEqual([
    { unit: 'kb', value: 1 },
    { unit: 'kb', value: 311 },
    { unit: 'mb', value: 5_347_738 / 1024 / 1024 },
  ]);
});
