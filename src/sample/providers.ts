import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { ImportInput } from '../../workflows/qpl/membership.events.js';
import type { Day } from '../../workflows/shared/vocabulary.js';
import { addDays, asDay } from '../calendar/day.js';
import { idOf } from './authority.js';
import { SCHEME } from './scheme.js';

/** A provider of the older lists, as the spreadsheet has it. Days count back from the day of the seeding. */
interface Row {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly lots: string;
  readonly districts: string;
  readonly sessions_per_week: string;
  readonly wait_weeks_min: string;
  readonly wait_weeks_max: string;
  readonly told_days_ago: string;
  readonly older_list: string;
  readonly missing: string;
}

export interface OlderProvider {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: string;
  /** One for each lot. */
  readonly places: readonly ImportInput[];
}

/** The 47 providers of the older lists. */
export function olderProviders(today: Day): OlderProvider[] {
  const text = readFileSync(fileURLToPath(new URL('./providers.csv', import.meta.url)), 'utf8');
  const rows: Row[] = parse(text, { columns: true, skip_empty_lines: true });
  return rows.map((row) => {
    const provider = { organisationId: idOf(row.name), name: row.name, kind: row.kind, about: row.about };
    return { organisationId: provider.organisationId, name: row.name, kind: row.kind, places: row.lots.split(';').map((code) => place(row, provider, code, today)) };
  });
}

function place(row: Row, provider: ImportInput['provider'], code: string, today: Day): ImportInput {
  const lot = SCHEME.lots.find((each) => each.code === code);
  if (!lot) throw new Error(`${row.name} is on a lot ${code} that the list does not have.`);
  const { lotId, title, therapy, delivery, ageBand } = lot;
  return {
    schemeId: SCHEME.schemeId,
    schemeTitle: SCHEME.title,
    provider,
    lot: { lotId, code, title, therapy, delivery, ageBand, districts: row.districts.split(';') },
    origin: row.older_list,
    missing: row.missing.split(';').filter(Boolean).map((requirement) => ({ requirement, title: SCHEME.evidence.find((item) => item.requirement === requirement)?.title ?? requirement })),
    capacity: row.told_days_ago === '' ? null : {
      sessionsPerWeek: Number(row.sessions_per_week), waitWeeksMin: Number(row.wait_weeks_min), waitWeeksMax: Number(row.wait_weeks_max), toldOn: addDays(asDay(today), -Number(row.told_days_ago)),
    },
  };
}
