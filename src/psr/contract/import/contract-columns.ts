/** What a list of contracts may say of each. `titles[0]` is the column's name in messages; the others are headers that authorities' own registers use. */
export const COLUMNS = {
  title: { titles: ['Contract', 'Title', 'Contract title', 'Contract name', 'Name'], needed: true },
  provider: { titles: ['Provider', 'Provider name', 'Supplier', 'Supplier name', 'Contractor'], needed: true },
  serviceStart: { titles: ['Starts', 'Start', 'Start date', 'From', 'Contract start date'], needed: true },
  serviceEnd: { titles: ['Ends', 'End', 'End date', 'To', 'Contract end date', 'Expiry', 'Expiry date'], needed: true },
  number: { titles: ['Number', 'Contract number', 'Contract reference', 'Reference', 'Ref'] },
  services: { titles: ['Services', 'Description', 'Service', 'Service description'] },
  value: { titles: ['Value', 'Lifetime value', 'Contract value', 'Total value', 'Value (£)'] },
  districts: { titles: ['Districts', 'District', 'Area', 'Areas'] },
  extendableTo: { titles: ['Extendable to', 'Extension to', 'Maximum end date', 'Latest end date'] },
  route: { titles: ['Route', 'Procurement route', 'Process', 'Procedure'] },
  awardedOn: { titles: ['Awarded', 'Award date', 'Awarded on'] },
  signedOn: { titles: ['Signed', 'Signed on', 'Signature date', 'Date signed'] },
  cpv: { titles: ['CPV', 'CPV code'] },
  address: { titles: ['Address', 'Provider address', 'Registered address'] },
} as const satisfies Record<string, { titles: readonly string[]; needed?: true }>;

export type ColumnKey = keyof typeof COLUMNS;
const KEYS = Object.keys(COLUMNS) as ColumnKey[];
export const titleOf = (key: ColumnKey): string => COLUMNS[key].titles[0];
const plain = (header: string): string => header.normalize('NFKD').toLowerCase().replace(/\([^)]*\)/g, '').replace(/[^a-z0-9]/g, '');
const BY_HEADER = new Map(KEYS.flatMap((key) => COLUMNS[key].titles.map((title) => [plain(title), key] as const)));

export interface Header {
  /** Index of the header's own row. */
  readonly at: number;
  readonly columns: ReadonlyMap<ColumnKey, number>;
  /** Headers that say nothing to us: told, so that nobody believes they came over. */
  readonly unused: readonly string[];
}
export type HeaderFound = { readonly ok: true; readonly header: Header } | { readonly ok: false; readonly because: string; readonly cure: string };

/** A title and a date often stand above the header. */
const LOOK = 15;

/** Finds the row that names the columns, in any order and under any of the known names. */
export function findHeader(rows: readonly (readonly string[])[]): HeaderFound {
  const best = rows.slice(0, LOOK).map((cells, at) => read(cells, at)).sort((a, b) => b.columns.size - a.columns.size)[0];
  const wanted = KEYS.filter((key) => 'needed' in COLUMNS[key]);
  if (!best || best.columns.size === 0) return { ok: false, because: 'No row of the file names the columns.', cure: `Put a row above the contracts that names the columns: ${wanted.map(titleOf).join(', ')} are needed.` };
  const missing = wanted.filter((key) => !best.columns.has(key));
  if (missing.length > 0) return { ok: false, because: `${missing.length === 1 ? 'A column is' : 'Columns are'} missing: ${missing.map(titleOf).join(', ')}.`, cure: `Add ${missing.length === 1 ? 'it' : 'them'}. ${missing.map((key) => `${titleOf(key)} may also be called ${COLUMNS[key].titles.slice(1, 4).join(', ')}`).join('; ')}.` };
  return { ok: true, header: best };
}

function read(cells: readonly string[], at: number): Header {
  const columns = new Map<ColumnKey, number>();
  const unused: string[] = [];
  cells.forEach((cell, index) => {
    const key = BY_HEADER.get(plain(cell));
    if (cell.trim() === '') return;
    if (key && !columns.has(key)) columns.set(key, index);
    else unused.push(cell.trim());
  });
  return { at, columns, unused };
}
