import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../i18n';
import { Providers } from '../../../app/Providers';
import type { DifferencePage, ImportCheck, ImportColumn, ImportDraft, ImportFile } from '../../../ipc/bindings';
import { queries } from '../../../ipc/cache';
import { replaceHost } from '../../../ipc/transport';
import { usePlan } from '../../../state/plan';
import Accounts from '..';
import { leaveImport, startImport, useImport } from './store';

const titles = { opening: 'Opening', reading: 'Reading', importing: 'Importing' };
const file = { token: 30, name: 'list.xlsx', folder: 'Downloads' };

const column = (index: number, header: string, role: ImportColumn['role'], confidence: number): ImportColumn => ({
  index,
  letter: String.fromCharCode(65 + index),
  header,
  kind: 'text',
  role,
  product: null,
  part: null,
  confidence,
  alternative: confidence < 900 ? 'annualRevenue' : null,
  include: true,
  examples: ['a', 'b'],
  filled: 9,
  blank: 1,
  distinct: 9,
  problems: 0,
  notation: null,
  hidden: false,
  question: null,
});

let opened: ImportFile;
let draft: ImportDraft;
let check: ImportCheck = {
  accounts: 9,
  records: null,
  customers: 4,
  duplicates: 0,
  rowsLeftOut: 1,
  leftOut: [{ reason: 'Sums up other rows', rows: 1, examples: [12] }],
  issues: [],
  spellings: [],
  blocked: null,
  present: 0,
  reps: 0,
  update: null,
  further: [],
};

const fresh = check;
const update = {
  new: 1,
  changed: 2,
  unchanged: 6,
  unclear: 0,
  missing: 3,
  cells: 4,
  conflicts: 1,
  kept: 0,
  nothing: false,
  canAdd: true,
  remarks: ['9 accounts known: 8 by record ID, 1 by website.'],
};
const differences: DifferencePage = {
  total: 60,
  rows: [
    {
      row: 7,
      account: 'Alba GmbH',
      place: 'Berlin, Germany',
      note: '',
      cells: [{ column: 'City', kind: 'category', old: 'Berlin', new: 'Bonn' }],
    },
  ],
};

/** Drafts of sheets other than the first one. */
const further = new Map<string, ImportDraft>();

/** What the check waits for. */
let checked: Promise<void> = Promise.resolve();

const invoke = vi.fn(async (command: string, asked?: unknown): Promise<unknown> => {
  switch (command) {
    case 'import_open':
      return opened;
    case 'import_read':
      return further.get((asked as { request: { sheet: string } }).request.sheet) ?? draft;
    case 'import_check':
      await checked;
      return check;
    case 'save_rejected':
      return { token: 5, name: 'list to mend.xlsx', folder: 'Documents' };
    case 'import_forget':
      return { ...draft, remembered: null };
    case 'import_differences':
      return differences;
    case 'import_commit':
      throw { kind: 'cancelled' };
    case 'app_state':
      return { version: '', platform: '', recent: [], plan: null, lastStep: null, openRequest: null };
    default:
      return null;
  }
});

beforeEach(() => {
  queries.clear();
  invoke.mockClear();
  leaveImport();
  usePlan.getState().replace(null);
  check = fresh;
  further.clear();
  opened = {
    import: 1,
    file: 'list.xlsx',
    files: 1,
    format: 'Excel workbook',
    sheets: [
      { name: 'Accounts', hidden: false, rows: 12, columns: 2, looksLike: 'accounts' },
      { name: 'Team', hidden: false, rows: 5, columns: 2, looksLike: null },
    ],
    suggested: 'Accounts',
    repsSheet: null,
    remarks: [],
  };
  draft = {
    import: 1,
    sheet: 'Accounts',
    headerRow: 2,
    headerConfidence: 990,
    tables: [],
    listing: 'accounts',
    preview: [
      { number: 1, cells: ['Marketing list'], part: 'above' },
      { number: 2, cells: ['Name', 'Umsatz'], part: 'header' },
      { number: 3, cells: ['Alba', '12'], part: 'data' },
    ],
    columns: [column(0, 'Name', 'name', 990), column(1, 'Umsatz', 'currentRevenue', 700)],
    dataRows: 9,
    leftOut: [],
    currency: 'EUR',
    remarks: [],
    remembered: null,
  };
  replaceHost({ invoke, channel: (heard) => heard, listen: async () => () => undefined });
});

const show = () =>
  render(
    <Providers>
      <Accounts />
    </Providers>,
  );

describe('importing a list', () => {
  it('asks for the sheet, then only about the columns that are guesses, then shows what will happen', async () => {
    await startImport(titles, file);
    show();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Accounts' }).checked, 'the likely sheet').toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Read this sheet' }));
    expect(await screen.findByRole('heading', { name: 'One column needs your eye' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'No: Their annual revenue' }));
    expect(await screen.findByRole('heading', { name: 'Every column is clear' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'See what will happen' }));
    expect(await screen.findByRole('button', { name: 'Import 9 accounts' })).toBeTruthy();
    const request = invoke.mock.calls.find(([command]) => command === 'import_check') as unknown[];
    expect(JSON.stringify(request[1]), 'the answer reaches the check').toContain('"role":"annualRevenue"');
  });

  it('offers each of the tables that stand under one another', async () => {
    draft = {
      ...draft,
      tables: [
        { headerRow: 2, rows: 3 },
        { headerRow: 40, rows: 9 },
      ],
    };
    await startImport(titles, file);
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Read this sheet' }));
    const which = await screen.findByRole('combobox', { name: 'Which table is read' });
    fireEvent.click(which);
    fireEvent.change(which, { target: { value: '40' } });
    await waitFor(() => {
      const last = invoke.mock.calls.filter(([command]) => command === 'import_read').at(-1) as unknown[];
      expect(JSON.stringify(last[1])).toContain('"headerRow":40');
    });
  });

  it('takes another header row with one click on its number', async () => {
    await startImport(titles, file);
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Read this sheet' }));
    fireEvent.click(await screen.findByRole('button', { name: '3' }));
    await waitFor(() => {
      const last = invoke.mock.calls.filter(([command]) => command === 'import_read').at(-1) as unknown[];
      expect(JSON.stringify(last[1])).toContain('"headerRow":3');
    });
    await waitFor(() => expect(useImport.getState().stage, 'one stays with the columns').toBe('columns'));
  });

  it('goes straight to the last step when there is one sheet and nothing to ask', async () => {
    opened.sheets = opened.sheets.slice(0, 1);
    draft.columns = [column(0, 'Name', 'name', 990), column(1, 'Umsatz', 'currentRevenue', 950)];
    await startImport(titles, file);
    show();
    expect(await screen.findByText(/All 2 columns were recognised with certainty/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Look at the columns' })).toBeTruthy();
  });

  it('says what it is working out when that takes a while, and can be left meanwhile', async () => {
    let finish = (): void => undefined;
    checked = new Promise((resolve) => {
      finish = resolve;
    });
    try {
      await startImport(titles, file);
      show();
      fireEvent.click(screen.getByRole('button', { name: 'Read this sheet' }));
      fireEvent.click(await screen.findByRole('button', { name: 'See what will happen' }));
      expect(await screen.findByText(/Working out what this list will do/)).toBeTruthy();
      expect(screen.getByRole('progressbar', { name: /Working out/ })).toBeTruthy();
      fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
      expect(useImport.getState().stage).toBeNull();
    } finally {
      finish();
      checked = Promise.resolve();
    }
  });

  it('keeps every choice when the import itself is stopped', async () => {
    await startImport(titles, file);
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Read this sheet' }));
    fireEvent.click(await screen.findByRole('button', { name: 'See what will happen' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Import 9 accounts' }));
    await waitFor(() => expect(invoke.mock.calls.some(([command]) => command === 'import_commit')).toBe(true));
    await waitFor(() => expect(useImport.getState().stage, 'one may try again').toBe('check'));
    expect(useImport.getState().error, 'who presses Cancel needs no message').toBeNull();
  });

  it('shows what a newer list changes, asks what only a person knows, and sends the answers', async () => {
    check = { ...fresh, present: 11, update };
    opened.sheets = opened.sheets.slice(0, 1);
    draft.columns = [column(0, 'Name', 'name', 990), column(1, 'Umsatz', 'currentRevenue', 950)];
    await startImport(titles, file);
    show();
    expect(await screen.findByRole('heading', { name: '2 accounts change, 1 is new' })).toBeTruthy();
    const first = await screen.findByRole('tab', { name: /Changed twice/ });
    expect(first.getAttribute('aria-selected'), 'what waits for an answer is looked at first').toBe('true');
    expect(await screen.findByText('Bonn')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: "The list's" }));
    fireEvent.click(screen.getByRole('tab', { name: /Not in the list/ }));
    fireEvent.click(screen.getByRole('radio', { name: 'Take them out of the plan' }));
    fireEvent.click(await screen.findByRole('button', { name: 'After' }));
    await waitFor(() => {
      const last = invoke.mock.calls.filter(([command]) => command === 'import_differences').at(-1) as unknown[];
      expect(JSON.stringify(last[1])).toContain('"part":"missing","offset":25');
    });
    fireEvent.click(screen.getByRole('button', { name: 'Update the plan' }));
    await waitFor(() => {
      const sent = invoke.mock.calls.find(([command]) => command === 'import_commit') as unknown[];
      expect(JSON.stringify(sent[1])).toContain('"how":"update","conflicts":"takeList","missing":"takeOut"');
    });
  });

  it('says so when a list brings nothing new', async () => {
    const nothing = { ...update, new: 0, changed: 0, cells: 0, conflicts: 0, unchanged: 9, missing: 0, nothing: true };
    check = { ...fresh, present: 9, update: nothing };
    opened.sheets = opened.sheets.slice(0, 1);
    draft.columns = [column(0, 'Name', 'name', 990), column(1, 'Umsatz', 'currentRevenue', 950)];
    await startImport(titles, file);
    show();
    expect(await screen.findByRole('heading', { name: 'Nothing has changed since the last list' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Done' })).toBeTruthy();
    expect(screen.queryByRole('radio', { name: 'They stay' }), 'nothing is asked about no account').toBeNull();
  });

  it('says that the columns are read as before, what differs, and forgets it when told to', async () => {
    opened.sheets = opened.sheets.slice(0, 1);
    draft.columns = [column(0, 'Name', 'name', 1000), column(1, 'Umsatz', 'currentRevenue', 1000)];
    draft.remembered = { on: '2026-10-12', added: ['Channel'], gone: [], renamed: [{ old: 'Ort', new: 'Stadt' }] };
    await startImport(titles, file);
    show();
    expect(await screen.findByText('The columns are read as in the list of Oct 12, 2026.')).toBeTruthy();
    expect(screen.getByText(/New since then: “Channel”/)).toBeTruthy();
    expect(screen.getByText(/“Ort” seems to be called “Stadt” now/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Forget that' }));
    await waitFor(() => expect(useImport.getState().stage).toBe('columns'));
    expect(screen.queryByText(/read as in the list/), 'it is forgotten').toBeNull();
  });

  it('asks once for each column whose dates can be read two ways, and sends the answer', async () => {
    opened.sheets = opened.sheets.slice(0, 1);
    const question = {
      cells: 9,
      example: '03/04/2026',
      answers: [
        { reading: 'dayFirst' as const, becomes: '2026-04-03' },
        { reading: 'monthFirst' as const, becomes: '2026-03-04' },
      ],
      reading: 'dayFirst' as const,
      answered: false,
    };
    draft.columns = [
      column(0, 'Name', 'name', 990),
      { ...column(1, 'Seen', 'lastActivity', 950), kind: 'date', question },
    ];
    await startImport(titles, file);
    show();
    expect(await screen.findByRole('group', { name: 'What is 03/04/2026?' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Mar 4, 2026' }));
    expect(screen.getByRole('heading', { name: 'Every column is clear' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'See what will happen' }));
    await waitFor(() => {
      const sent = invoke.mock.calls.filter(([command]) => command === 'import_check').at(-1) as unknown[];
      expect(JSON.stringify(sent[1])).toContain('"reading":"monthFirst"');
    });
  });

  it('reads several lists, shows each beside the other, and sends all of them in one import', async () => {
    opened.sheets.push({ name: 'Sales', hidden: false, rows: 40, columns: 4, looksLike: 'sales' });
    draft.columns = [column(0, 'Name', 'name', 990), column(1, 'Umsatz', 'currentRevenue', 950)];
    const sales: ImportDraft = {
      ...draft,
      sheet: 'Sales',
      listing: 'sales',
      columns: [
        { ...column(0, 'Account', 'name', 1000), part: 'account' },
        { ...column(1, 'Netto', 'custom', 1000), part: 'amount', kind: 'money' },
      ],
    };
    further.set('Sales', sales);
    const adds = { ...update, missing: 0, conflicts: 0, new: 3, remarks: [] };
    check = {
      ...fresh,
      further: [{ sheet: 'Sales', listing: 'sales', check: { ...fresh, accounts: 5, records: 40, update: adds } }],
    };
    await startImport(titles, file);
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Read these 2 sheets' }));
    fireEvent.click(await screen.findByRole('tab', { name: /Sales · 2 change/ }));
    expect(await screen.findByText(/40 rows count for 5 accounts\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('tab', { name: /^New/ }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Leave them out' }).checked, 'nobody knows them').toBe(
      true,
    );
    fireEvent.click(screen.getByRole('radio', { name: 'Add them' }));
    await waitFor(() => {
      const sent = invoke.mock.calls.filter(([command]) => command === 'import_check').at(-1) as unknown[];
      expect(JSON.stringify(sent[1])).toContain('"sheet":"Sales","headerRow":2,"listing":"sales"');
      expect(JSON.stringify(sent[1])).toContain('"part":"amount","reading":null}],"strangers":"add"');
    });
  });

  it('mends cells that say the same in one go, and takes it back', async () => {
    check = {
      ...fresh,
      issues: [
        {
          column: 'Umsatz',
          index: 1,
          sentence: 'Not an amount.',
          severity: 'warning',
          count: 3,
          mendable: true,
          examples: [{ row: 7, raw: 'tbd', alike: 3, becomes: '' }],
        },
      ],
    };
    await startImport(titles, file);
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Read this sheet' }));
    fireEvent.click(await screen.findByRole('button', { name: 'See what will happen' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Mend' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'What “tbd” should say' }), { target: { value: '120' } });
    fireEvent.click(screen.getByRole('button', { name: 'Use this for all 3' }));
    await waitFor(() => {
      const sent = invoke.mock.calls.filter(([command]) => command === 'import_check').at(-1) as unknown[];
      expect(JSON.stringify(sent[1])).toContain('"mends":[{"column":1,"raw":"tbd","row":null,"becomes":"120"}]');
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Take it back' }));
    expect(useImport.getState().lists[0]?.mends).toEqual([]);
  });

  it('hands the rows that are left out back as a workbook', async () => {
    await startImport(titles, file);
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Read this sheet' }));
    fireEvent.click(await screen.findByRole('button', { name: 'See what will happen' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Save them as a workbook…' }));
    await waitFor(() => expect(invoke.mock.calls.some(([command]) => command === 'save_rejected')).toBe(true));
    expect(useImport.getState().error).toBeNull();
  });
});
