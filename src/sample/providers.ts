import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { addDays, type Day } from '../calendar/day.js';
import { systemActor } from '../engine/actor.js';
import type { ProviderImports } from '../qpl/import/provider-imports.js';
import { AUTHORITY } from './authority.js';
import { SCHEME } from './scheme.js';

const FILE = 'providers.csv';

/** The spreadsheet of the 47 providers of older lists. It says how many days before they came over each told its capacity; here that is a day. */
function spreadsheet(cameOver: Day): Buffer {
  const rows: Record<string, string>[] = parse(readFileSync(fileURLToPath(new URL(`./${FILE}`, import.meta.url)), 'utf8'), { columns: true, skip_empty_lines: true });
  const dated = rows.map(({ told_days_ago: ago = '', ...row }) => ({ ...row, told_on: ago === '' ? '' : addDays(cameOver, -Number(ago)) }));
  return Buffer.from(stringify(dated, { header: true }));
}

/**
 * Brings the providers of the older lists over as an officer would: through the import. They keep their places, with what is missing named.
 * @param cameOver the day of it, by the engine's clock
 */
export async function bringOlderProvidersOver(imports: ProviderImports, cameOver: Day): Promise<{ providers: number; places: number; firstOfAll: string }> {
  const { authorityId } = AUTHORITY;
  const planned = await imports.plan(authorityId, SCHEME, { name: FILE, bytes: spreadsheet(cameOver) }, 'the sample');
  if (!planned.ok) throw new Error(`${planned.because} ${planned.cure}`);
  await imports.confirm(systemActor(authorityId), planned.importId, false);
  while ((await imports.step(authorityId, planned.importId)) > 0);
  const lines = await imports.lines(authorityId, planned.importId, { limit: 1_000 });
  const left = lines.find(({ outcome }) => outcome !== 'brought over');
  if (left) throw new Error(`A sample provider was not brought over: ${JSON.stringify(left)}`);
  return { providers: lines.length, places: lines.reduce((sum, { plan }) => sum + (plan?.places.length ?? 0), 0), firstOfAll: lines[0]!.organisationId! };
}
