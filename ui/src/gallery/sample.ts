/** Made-up accounts for the gallery: enough for a long list, the same every time. */
import type { GridFilter, GridPage, GridRow, PageRequest } from '../components';

export interface SampleAccount extends GridRow {
  id: number;
  name: string;
  country: string;
  industry: string;
  tier: string;
  score: number;
  revenue: number | null;
  potential: number;
  share: number | null;
  owner: string | null;
}

const FIRST = [
  'Nord',
  'Alba',
  'Kestrel',
  'Hanse',
  'Orion',
  'Lumen',
  'Vega',
  'Castell',
  'Brook',
  'Tessin',
  'Halden',
  'Ostara',
];
const SECOND = [
  'Logistics',
  'Foods',
  'Optics',
  'Chemie',
  'Robotics',
  'Textil',
  'Pharma',
  'Energie',
  'Glas',
  'Works',
  'Systems',
  'Bau',
];
const COUNTRIES = ['Germany', 'France', 'Italy', 'Netherlands', 'Poland', 'Spain'];
const INDUSTRIES = ['Manufacturing', 'Food and drink', 'Chemicals', 'Energy', 'Health care', 'Construction'];
const OWNERS = ['Ines Holm', 'Marc Weber', 'Lucia Ferri', 'Jan Kowal', null];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const spread = (n: number) => ((n * 2654435761) >>> 0) / 4294967296;

export const COUNT = 100_000;

function account(n: number): SampleAccount {
  const size = spread(n + 1);
  const potential = Math.round(2_000_00 * Math.exp(size * 7));
  const share = spread(n + 77);
  const score = Math.round((size * 60 + spread(n + 5) * 40) * 10) / 10;
  return {
    id: n,
    name: `${pick(FIRST, n * 7 + 3)} ${pick(SECOND, n * 5 + (n >> 4))} ${['GmbH', 'SA', 'SpA', 'BV', 'Sp. z o.o.'][n % 5]}`,
    country: pick(COUNTRIES, n * 3 + 1),
    industry: pick(INDUSTRIES, n * 5 + 2),
    tier: score >= 78 ? '0' : score >= 52 ? '1' : '2',
    score,
    revenue: n % 4 === 1 ? null : Math.round(potential * share),
    potential,
    share: n % 4 === 1 ? null : share,
    owner: pick(OWNERS, n * 11),
  };
}

const all = Array.from({ length: COUNT }, (_, n) => account(n));

function holds(row: SampleAccount, filter: GridFilter): boolean {
  const value = row[filter.column];
  const { test } = filter;
  switch (test.kind) {
    case 'contains':
      return String(value ?? '')
        .toLowerCase()
        .includes(test.text.toLowerCase());
    case 'range':
      return typeof value === 'number' && value >= (test.from ?? -Infinity) && value <= (test.to ?? Infinity);
    case 'oneOf':
      return test.values.map(String).includes(String(value));
    case 'blank':
      return value == null;
    case 'notBlank':
      return value != null;
  }
}

export async function samplePage({ startRow, endRow, sort, filter }: PageRequest): Promise<GridPage<SampleAccount>> {
  const rows = all.filter((row) => filter.every((each) => holds(row, each)));
  for (const { column, descending } of sort.toReversed()) {
    rows.sort((a, b) => {
      const [x, y] = [a[column], b[column]];
      if (x == null || y == null) return x == null && y == null ? 0 : x == null ? 1 : -1;
      return (descending ? -1 : 1) * (typeof x === 'number' ? x - Number(y) : String(x).localeCompare(String(y)));
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 30));
  return { rows: rows.slice(startRow, endRow), total: rows.length };
}

export const reps = [
  { name: 'Ines Holm', base: 'Hamburg', accounts: 412, potential: 1_284_000_000, deviation: 0.06, before: -0.02 },
  { name: 'Marc Weber', base: 'Köln', accounts: 388, potential: 1_512_000_000, deviation: 0.24, before: 0.31 },
  { name: 'Lucia Ferri', base: 'Milano', accounts: 441, potential: 1_130_500_000, deviation: -0.08, before: -0.05 },
  { name: 'Jan Kowal', base: 'Poznań', accounts: 295, potential: 702_000_000, deviation: -0.62, before: -0.6 },
  { name: 'Open position', base: 'Lyon', accounts: 0, potential: null, deviation: 0, before: 0 },
];
