/** Answers for Home, the plan as a file, and the import. */
import type { Bucket, FieldRoleView, ImportColumn } from '../../../ipc/bindings';
import type { Long, Quick } from '..';
import { firmness } from './model';
import { bucketsOf, changed, planView, tierOf, world } from '../world';

const recent = [
  {
    file: { token: 11, name: 'Northern Europe 2027.tierline', folder: 'Documents/Tierline' },
    openedOn: '2026-11-22',
    missing: false,
  },
  {
    file: { token: 12, name: 'DACH mid-market.tierline', folder: 'Documents/Tierline' },
    openedOn: '2026-11-09',
    missing: false,
  },
  {
    file: { token: 13, name: 'Iberia draft.tierline', folder: 'USB drive/Plans' },
    openedOn: '2026-08-30',
    missing: true,
  },
];

const state = () => ({
  version: '0.1.0',
  platform: 'windows',
  locale: null,
  recent,
  plan: world.open ? planView() : null,
  lastStep: world.lastStep,
  openRequest: null,
});

const COLUMNS: [string, FieldRoleView, number, string[], Partial<ImportColumn>?][] = [
  ['Account ID', 'recordId', 995, ['0012000001aBcDe', '0012000001aBcDf']],
  ['Account Name', 'name', 999, ['Nord Logistics GmbH', 'Alba Foods SpA', 'Kestrel Optics Ltd']],
  ['Industry', 'industry', 985, ['Manufacturing', 'Food and drink', 'Chemicals'], { kind: 'category', distinct: 7 }],
  ['Country', 'country', 990, ['Germany', 'Italy', 'France'], { kind: 'category', distinct: 6 }],
  ['City', 'city', 970, ['Hamburg', 'Milano', 'Lyon']],
  ['Employees', 'employees', 975, ['1,250', '84', '12,000'], { kind: 'number', blank: 55 }],
  [
    'Umsatz 2026',
    'currentRevenue',
    720,
    ['1.234.500,00', '88.000,00', '412.750,50'],
    { kind: 'money', alternative: 'annualRevenue', notation: '1.234,56', blank: 745 },
  ],
  [
    'Sensors',
    'productRevenue',
    930,
    ['740.700,00', '52.800,00'],
    { kind: 'money', product: 'Sensors', notation: '1.234,56', blank: 745 },
  ],
  [
    'Drives',
    'productRevenue',
    930,
    ['493.800,00', '35.200,00'],
    { kind: 'money', product: 'Drives', notation: '1.234,56', blank: 745, problems: 3 },
  ],
  ['Score', 'engagement', 610, ['82', '17', '45'], { kind: 'number', alternative: 'custom', blank: 76 }],
  [
    'Letzter Kontakt',
    'lastActivity',
    860,
    ['03.04.2026', '11.09.2026'],
    { kind: 'date', notation: 'day.month.year', blank: 257, problems: 2 },
  ],
  ['Account Manager', 'owner', 955, ['Ines Holm', 'Marc Weber'], { kind: 'category', distinct: 6, blank: 361 }],
  ['Notes', 'custom', 940, ['met at fair', 'asks for offer'], { kind: 'text', blank: 1_100 }],
  ['x_sync_flag', 'custom', 930, ['1', '1'], { kind: 'yesNo', hidden: true, include: false, distinct: 1 }],
];

const importColumns: ImportColumn[] = COLUMNS.map(([header, role, confidence, examples, more], index) => ({
  index,
  letter: String.fromCharCode(65 + index),
  header,
  kind: 'text',
  role,
  product: null,
  part: null,
  confidence,
  alternative: null,
  include: true,
  examples,
  filled: 1_284 - (more?.blank ?? 0),
  blank: 0,
  distinct: 900,
  problems: 0,
  notation: null,
  hidden: false,
  question: null,
  ...more,
}));

const sure = new URLSearchParams(location.search).has('sure');
const cellsAt = (row: number) => COLUMNS.map(([, , , examples]) => examples[row % examples.length] ?? '');

export const quick: Quick = {
  app_state: state,
  home: () => {
    const tiers = world.tiers;
    const included = world.accounts.filter((one) => tierOf(one) >= 0);
    const amount = (bucket: Bucket) => included.reduce((sum, one) => sum + bucketsOf(one)[bucket], 0);
    const buckets = (['retain', 'upsell', 'crossSell', 'newLogo'] as const).map((bucket) => ({
      bucket,
      amount: amount(bucket),
    }));
    const sumOf = (list: typeof included) =>
      list.reduce(
        (sum, one) => sum + (one.revenue === null ? (one.potential ?? 0) : Math.max(one.potential ?? 0, one.revenue)),
        0,
      );
    const unowned = included.filter((one) => one.owner === null);
    return {
      opportunity: buckets.reduce((sum, each) => sum + each.amount, 0),
      withoutPotential: included.filter((one) => one.potential === null).length,
      potentialGap: null,
      buckets,
      accounts: included.length,
      customers: included.filter((one) => one.revenue !== null).length,
      prospects: included.filter((one) => one.revenue === null).length,
      unownedAccounts: unowned.length,
      unownedPotential: sumOf(unowned),
      tiers: tiers.map((name, tier) => {
        const inside = included.filter((one) => tierOf(one) === tier);
        return { tier, name, accounts: inside.length, potential: sumOf(inside) };
      }),
      next: {
        step: 'territories',
        title: 'Give every account an owner',
        sentence: `${unowned.length} accounts have no owner yet: assign them in balance.`,
      },
      history: world.history,
    };
  },
  new_plan: ({ name }) => {
    world.open = true;
    world.name = name;
    return changed('Make a plan');
  },
  open_plan: () => {
    world.open = true;
    return planView();
  },
  close_plan: () => {
    world.open = false;
    return state();
  },
  save_copy: () => ({ token: 20, name: 'Northern Europe 2027 copy.tierline', folder: 'Documents/Tierline' }),
  rename_plan: ({ name, period }) => {
    Object.assign(world, { name, period });
    return changed('Rename the plan');
  },
  choose_file: () => ({ token: 30, name: 'Accounts_Q4_final_v3.xlsx', folder: 'Downloads' }),
  forget_recent: ({ token }) => {
    const at = recent.findIndex((each) => each.file.token === token);
    if (at >= 0) recent.splice(at, 1);
    return state();
  },
  import_check: ({ how }) => ({
    accounts: 1_284,
    records: null,
    customers: 539,
    duplicates: 0,
    rowsLeftOut: 3,
    leftOut: [
      { reason: 'Title above the header', rows: 2, examples: [1, 2] },
      { reason: 'Sums up other rows', rows: 1, examples: [1_290] },
    ],
    issues: [
      {
        column: 'Drives',
        index: 8,
        mendable: true,
        sentence: 'Not an amount: the cell stays blank.',
        severity: 'warning' as const,
        count: 3,
        examples: [
          { row: 87, raw: 'n/a', alike: 1, becomes: 'blank' },
          { row: 412, raw: 'tbd', alike: 1, becomes: 'blank' },
          { row: 1_002, raw: '12k?', alike: 1, becomes: 'blank' },
        ],
      },
      {
        column: 'Letzter Kontakt',
        index: 10,
        mendable: true,
        sentence: 'Not a date of the calendar: the cell stays blank.',
        severity: 'warning' as const,
        count: 2,
        examples: [
          { row: 19, raw: '31.02.2026', alike: 1, becomes: 'blank' },
          { row: 640, raw: '00.00.0000', alike: 1, becomes: 'blank' },
        ],
      },
      {
        column: 'Employees',
        index: 5,
        mendable: true,
        sentence: 'Written with a unit: the number is kept.',
        severity: 'note' as const,
        count: 41,
        examples: [{ row: 33, raw: '250 MA', alike: 1, becomes: '250' }],
      },
    ],
    spellings: [
      {
        role: 'country' as const,
        label: 'Land',
        values: ['Germany', 'Austria', 'Switzerland'],
        spellings: [
          {
            written: 'Deutschland',
            keptAs: 'Germany',
            accounts: 402,
            reason: 'the same country',
            byHand: false,
          },
          { written: 'CH', keptAs: 'Switzerland', accounts: 38, reason: 'the same country', byHand: false },
        ],
      },
    ],
    blocked: null,
    present: world.open ? world.accounts.length : 0,
    reps: 6,
    update:
      world.open && how === 'update'
        ? {
            new: 41,
            changed: 212,
            unchanged: 1_029,
            unclear: 2,
            missing: 17,
            cells: 388,
            conflicts: 1,
            kept: 3,
            nothing: false,
            canAdd: true,
            remarks: ['1,241 accounts known: 1,228 by record ID, 13 by website.', 'New in this list: “Channel”.'],
          }
        : null,
    further: [],
  }),
  import_differences: ({ part, offset, limit }) => {
    const total = { new: 41, changed: 212, unchanged: 1_029, unclear: 2, missing: 17, conflicts: 1, kept: 3 }[part];
    const page = world.accounts.slice(offset, Math.min(offset + limit, total));
    const differs = part === 'changed' || part === 'conflicts' || part === 'kept';
    return {
      total,
      rows: page.map((one, index) => ({
        row: part === 'missing' ? null : offset + index + 5,
        account: one.name,
        place: one.city,
        note: part === 'unclear' ? '2 accounts of the plan have this name.' : '',
        cells: differs
          ? [
              { column: 'Employees', kind: 'number' as const, old: 120 + index, new: 150 + index },
              { column: 'City', kind: 'category' as const, old: one.city, new: 'Lyon' },
            ].slice(0, 1 + (index % 2))
          : [],
      })),
    };
  },
  import_close: () => null,
  save_rejected: () => ({ token: 99, name: 'Accounts to mend.xlsx', folder: 'Documents' }),
  notices: () =>
    'THIRD-PARTY NOTICES\n\nTierline is built from the following packages.\n\n@babel/runtime 7.29.14: MIT\nreact 19.3.1: MIT\n',
};

export const long: Long = {
  open_sample: async (_, progress, pause) => {
    for (const done of [0, 400, 800, 1_284]) {
      progress({ step: 'Making the sample company', done, total: 1_284 });
      await pause(400);
    }
    world.open = true;
    return planView();
  },
  import_open: async (_, progress, pause) => {
    progress({ step: 'Opening the file', done: 0, total: null });
    await pause(120);
    return {
      import: 1,
      file: 'Accounts_Q4_final_v3.xlsx',
      files: 1,
      format: 'Excel workbook',
      sheets: [
        { name: 'Read me', hidden: false, rows: 12, columns: 2, looksLike: null },
        { name: 'Accounts', hidden: false, rows: 1_290, columns: 14, looksLike: 'accounts' },
        { name: 'Team', hidden: false, rows: 7, columns: 5, looksLike: 'reps' },
        { name: 'lookup', hidden: true, rows: 40, columns: 3, looksLike: null },
      ],
      suggested: 'Accounts',
      repsSheet: 'Team',
      remarks: ['The file was saved by Excel with filters on; hidden rows are read like the others.'],
    };
  },
  import_add: async (_, __, pause) => {
    await pause(120);
    throw { kind: 'cancelled' };
  },
  import_read: async ({ headerRow, sheet }, _, pause) => {
    await pause(120);
    const at = headerRow ?? 4;
    return {
      import: 1,
      sheet,
      headerRow: at,
      tables: [],
      headerConfidence: 960,
      listing: 'accounts',
      preview: [
        { number: 1, cells: ['Marketing qualified accounts, Northern Europe'], part: 'above' as const },
        { number: 2, cells: ['Exported 20 November 2026', '', 'confidential'], part: 'above' as const },
        { number: 4, cells: COLUMNS.map(([header]) => header), part: 'header' as const },
        ...Array.from({ length: 14 }, (_, row) => ({ number: row + 5, cells: cellsAt(row), part: 'data' as const })),
        { number: 1_290, cells: ['', 'Total', '', '', '', '', '46.310.440,00'], part: 'leftOut' as const },
      ],
      columns: sure ? importColumns.map((each) => ({ ...each, confidence: 980, alternative: null })) : importColumns,
      dataRows: 1_284,
      leftOut: [
        { reason: 'Title above the header', rows: 2, examples: [1, 2] },
        { reason: 'Sums up other rows', rows: 1, examples: [1_290] },
      ],
      currency: 'EUR',
      remarks: [],
      remembered: null,
    };
  },
  test_model: async (_, progress, pause) => {
    for (let done = 0; done < 2000; done += 500) {
      progress({ step: 'Trying other weights', done, total: 2000 });
      await pause(40);
    }
    return firmness();
  },
  find_duplicates: async (_, progress, pause) => {
    progress({ step: 'Comparing the accounts', done: 0, total: null });
    await pause(300);
    const pairs = [0, 2, 4].map((at) => world.accounts.slice(at, at + 2));
    return {
      companies: pairs.map((pair, index) => ({
        members: pair.map((one) => ({ id: one.id, name: one.name, tier: 0, owner: one.owner })),
        certain: index < 2,
        perMille: index < 2 ? 999 : 930,
        reason: 'same name without legal form, same website',
        stays: pair[0]?.id ?? 0,
        hasParts: true,
        fields: [
          {
            label: 'City',
            kind: 'category' as const,
            values: pair.map((one) => one.city),
            differs: true,
            isPart: false,
          },
          {
            label: 'Revenue',
            kind: 'money' as const,
            values: pair.map((one) => one.revenue),
            differs: true,
            isPart: true,
          },
          { label: 'Phone', kind: 'text' as const, values: ['+49 30 123', null], differs: false, isPart: false },
        ],
      })),
      certain: 2,
      review: 1,
      leftOff: 0,
      families: 1,
    };
  },
  import_commit: async (_, progress, pause) => {
    for (const done of [0, 300, 700, 1_100, 1_284]) {
      progress({ step: 'Importing accounts', done, total: 1_284 });
      await pause(250);
    }
    world.open = true;
    changed('Import 1,284 accounts');
    return {
      accounts: 1_284,
      rowsLeftOut: 3,
      reps: 6,
      sentence: '1,284 accounts and 6 reps are in the plan; 3 rows were left out.',
    };
  },
};
