/** What a list of providers may say of each. `titles[0]` is the column's name in reports; the others are headers that councils' own spreadsheets use. */
export const COLUMNS = {
  name: { titles: ['Provider', 'Provider name', 'Name', 'Name of provider', 'Legal name', 'Organisation', 'Organisation name', 'Supplier', 'Supplier name', 'Company name'], needed: true },
  kind: { titles: ['Type', 'Kind', 'Provider type', 'Organisation type', 'Legal form', 'Type of organisation', 'Legal status'], needed: true },
  lots: { titles: ['Lots', 'Lot', 'Lot code', 'Lot codes', 'Therapy', 'Therapies', 'Therapy type', 'Service', 'Services', 'Category'], needed: true },
  districts: { titles: ['Districts', 'District', 'Area', 'Areas', 'Areas covered', 'Locality', 'Localities', 'Coverage'], needed: true },
  trading: { titles: ['Trading name', 'Trading as', 'Known as'] },
  about: { titles: ['About', 'Description', 'What they do', 'Service description', 'Notes for families'] },
  company: { titles: ['Company number', 'Companies House number', 'Company no', 'Company registration number', 'CRN', 'Registered number'] },
  charity: { titles: ['Charity number', 'Charity no', 'Registered charity number', 'Charity registration number'] },
  ukprn: { titles: ['UKPRN', 'Provider reference number'] },
  ods: { titles: ['ODS code', 'ODS', 'NHS code', 'NHS organisation code'] },
  urn: { titles: ['URN', 'School URN', 'Unique reference number'] },
  vat: { titles: ['VAT number', 'VAT no', 'VAT registration number', 'VAT'] },
  hcpc: { titles: ['HCPC number', 'HCPC', 'HCPC registration number', 'HCPC no', 'Registration number'] },
  profession: { titles: ['Profession', 'Registered profession', 'Registered as'] },
  address: { titles: ['Address', 'Business address', 'Registered address'] },
  postcode: { titles: ['Postcode', 'Post code', 'Postal code'] },
  sessions: { titles: ['Sessions a week', 'Sessions per week', 'Sessions', 'Capacity', 'Weekly capacity'] },
  waitMin: { titles: ['Shortest wait (weeks)', 'Wait weeks min', 'Shortest wait', 'Minimum wait', 'Wait from'] },
  waitMax: { titles: ['Longest wait (weeks)', 'Wait weeks max', 'Longest wait', 'Maximum wait', 'Wait to', 'Wait', 'Waiting time (weeks)'] },
  toldOn: { titles: ['Capacity told on', 'Told on', 'Capacity as at', 'As at', 'Date of capacity'] },
  origin: { titles: ['Older list', 'Comes from', 'Current list', 'Previous list', 'Framework', 'List'] },
  missing: { titles: ['Missing', 'Missing evidence', 'Evidence missing', 'Outstanding evidence'] },
  held: { titles: ['Evidence held', 'Held', 'Evidence seen', 'Evidence on file'] },
  publicFrom: { titles: ['Public liability from', 'Public liability start', 'PL start', 'PL from'] },
  publicUntil: { titles: ['Public liability until', 'Public liability expiry', 'Public liability end', 'PL expiry', 'PL until'] },
  publicCover: { titles: ['Public liability cover', 'PL cover', 'Public liability amount', 'Public liability (£)'] },
  indemnityFrom: { titles: ['Professional indemnity from', 'Professional indemnity start', 'PI start', 'PI from'] },
  indemnityUntil: { titles: ['Professional indemnity until', 'Professional indemnity expiry', 'Professional indemnity end', 'PI expiry', 'PI until'] },
  indemnityCover: { titles: ['Professional indemnity cover', 'PI cover', 'Professional indemnity amount', 'Professional indemnity (£)'] },
  spend: { titles: ['Spend last year', 'Annual spend', 'Spend', 'Spend (£)', 'Value', 'Annual value'] },
  sameAs: { titles: ['Same as', 'Clerkwell id', 'Organisation id', 'Duplicate of'] },
} as const satisfies Record<string, { titles: readonly string[]; needed?: true }>;

export type ColumnKey = keyof typeof COLUMNS;
const KEYS = Object.keys(COLUMNS) as ColumnKey[];

/** As reports and messages name a column. */
export const titleOf = (key: ColumnKey): string => COLUMNS[key].titles[0];

const WANTED = KEYS.filter((key) => 'needed' in COLUMNS[key]);
const plain = (header: string): string => header.normalize('NFKD').toLowerCase().replace(/[^a-z0-9£]/g, '');
const BY_HEADER = new Map(KEYS.flatMap((key) => COLUMNS[key].titles.map((title) => [plain(title), key] as const)));

/** Which column of the file holds what. */
export interface Header {
  /** Index of the header's own row in the file. */
  readonly at: number;
  readonly columns: ReadonlyMap<ColumnKey, number>;
  /** As the file writes each column that is used: the person looks for these words. */
  readonly written: Readonly<Partial<Record<ColumnKey, string>>>;
  /** Headers that say nothing to us; told in the report, so that nobody believes they came over. */
  readonly unused: readonly string[];
}
export type HeaderFound = { readonly ok: true; readonly header: Header } | { readonly ok: false; readonly because: string; readonly cure: string };

/** A title, a date and an empty line often stand above the header. */
const LOOK = 15;

/** Finds the header, in any order and under any of the known names, among the first rows. */
export function findHeader(rows: readonly (readonly string[])[]): HeaderFound {
  const best = rows.slice(0, LOOK).map((cells, at) => read(cells, at)).sort((a, b) => b.columns.size - a.columns.size)[0];
  if (!best || best.columns.size === 0) {
    const seen = rows.slice(0, 3).flat().filter(Boolean).slice(0, 12);
    return { ok: false, because: `No row of the file names the columns. The first cells are: ${listed(seen)}.`, cure: `Put a row above the providers that names the columns: ${listed(WANTED.map(titleOf))} are needed.` };
  }
  if (best.twice) return { ok: false, because: `Two columns, “${best.twice[0]}” and “${best.twice[1]}”, would both be the ${titleOf(best.twice[2]).toLowerCase()}.`, cure: 'Rename or remove one of them.' };
  const missing = WANTED.filter((key) => !best.columns.has(key));
  if (missing.length > 0) {
    return {
      ok: false, because: `${missing.length === 1 ? 'A column is' : 'Columns are'} missing: ${listed(missing.map(titleOf))}. The headers found, in row ${best.at + 1}, are: ${listed(best.all)}.`,
      cure: `Add ${missing.length === 1 ? 'it' : 'them'}, or rename the column that holds it. ${missing.map((key) => `${titleOf(key)} may also be called ${COLUMNS[key].titles.slice(1, 5).join(', ')}`).join('; ')}.`,
    };
  }
  return { ok: true, header: best };
}

function read(cells: readonly string[], at: number) {
  const columns = new Map<ColumnKey, number>();
  const written: Partial<Record<ColumnKey, string>> = {};
  const unused: string[] = [];
  let twice: [string, string, ColumnKey] | null = null;
  cells.forEach((cell, index) => {
    const header = cell.replace(/\s+/g, ' ').trim();
    if (header === '') return;
    const key = BY_HEADER.get(plain(header)) ?? BY_HEADER.get(plain(header.replace(/\([^)]*\)/g, '')));
    if (!key) unused.push(header);
    else if (columns.has(key)) twice ??= [written[key] ?? '', header, key];
    else {
      columns.set(key, index);
      written[key] = header;
    }
  });
  return { at, columns, written, unused, twice, all: cells.map((cell) => cell.trim()).filter(Boolean) };
}

const listed = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.map((word) => `“${word.slice(0, 60)}”`).join(', '));
