import type { Client } from 'pg';
import { mayHear } from '../../src/engine/audience.js';
import { DAILY } from '../../src/engine/timeline.js';
import type { Actor } from '../../src/engine/actor.js';
import type { AnyProcedure } from '../../src/engine/procedure.js';
import { procedures } from '../../src/procedures.js';

/** Words that stand in one place only, and that nobody outside the authority may ever be sent. */
export interface Mark {
  readonly text: string;
  /** Where it stands: "qpl.application: field decision". */
  readonly of: string;
}

/** An organisation outside, as audiences see it. */
const OUTSIDE: Actor = { personId: null, name: '', authorityId: '', organisationId: 'any', roles: ['provider'], deputyFor: [], kind: 'provider' };

const PARTY = 'the party of ';

/** Marks in what the party of a case may see and nobody else outside. */
export const isOfParty = ({ of }: Mark, caseId?: string): boolean => of.startsWith(PARTY) && (caseId === undefined || of.endsWith(caseId));
const isPublic = (audience: readonly string[] | undefined): boolean => audience?.includes('public') ?? false;

/** Whether only officers may see it, by what the procedure declares. */
export const isOfficersOnly = (audience: readonly string[] | undefined): boolean => !mayHear(OUTSIDE, audience ?? ['officers']);

/**
 * Writes marks into every field of every case, and into the input of every entry, that the procedures declare to be the officers' own, and others into
 * the fields that are the party's. Every text of more than one word gets a mark of its own.
 */
export async function plantMarks(owner: Client): Promise<Mark[]> {
  const marks: Mark[] = [];
  const { rows: cases } = await owner.query<{ case_id: string; machine: string; snapshot: Snapshot }>('select case_id, machine, snapshot from workflow_instance');
  for (const { case_id: caseId, machine, snapshot } of cases) {
    const procedure = procedures.find(({ name }) => name === machine)!;
    await owner.query('update workflow_instance set snapshot = $2 where case_id = $1', [caseId, JSON.stringify(marked(procedure, caseId, snapshot, marks))]);
    const { rows: entries } = await owner.query<{ seq: number; type: string; payload: string; snapshot: string }>(
      'select seq, type, payload, p.snapshot from workflow_payload p join workflow_event using (authority_id, case_id, seq) where case_id = $1', [caseId]);
    for (const entry of entries) {
      const payload = JSON.parse(entry.payload) as { input: unknown };
      const audience = procedure.events[entry.type]?.audience ?? DAILY[entry.type]?.audience;
      if (isOfficersOnly(audience)) payload.input = inText(payload.input, `${machine}: entry ${entry.type}`, marks);
      await owner.query('update workflow_payload set payload = $3, snapshot = $4 where case_id = $1 and seq = $2',
        [caseId, entry.seq, JSON.stringify(payload), JSON.stringify(marked(procedure, caseId, JSON.parse(entry.snapshot) as Snapshot, marks))]);
    }
  }
  return marks;
}

interface Snapshot {
  context: Record<string, unknown>;
}

/** What a published notice of intention says of an award, by field: anybody may read it (SI 2023/1348 Schedule 3). */
const SAID_BY_AN_INTENTION: Readonly<Record<string, readonly string[]>> = { details: ['title', 'services'], providers: ['name'] };
function isPublished({ context }: Snapshot): boolean {
  const intention = context['intention'] as { readonly published?: unknown } | null | undefined;
  return intention?.published != null;
}

/** The case as it stands, with marks in what is the officers'. */
function marked(procedure: AnyProcedure, caseId: string, snapshot: Snapshot, marks: Mark[]): Snapshot {
  const fields = Object.entries(snapshot.context);
  const said = isPublished(snapshot) ? SAID_BY_AN_INTENTION : {};
  const officersOwn = (field: string, value: unknown): unknown => inText(value, `${procedure.name}: field ${field}`, marks, said[field]);
  const context = fields.map(([field, value]) => {
    if (NO_TEXT.includes(field)) return [field, value];
    if (!isOfficersOnly(procedure.fieldAudience[field])) return [field, isPublic(procedure.fieldAudience[field]) ? value : inText(value, `${PARTY}${caseId}`, marks)];
    return [field, officersOwn(field, value)];
  });
  return { ...snapshot, context: Object.fromEntries(context) as Record<string, unknown> };
}

/** Who did something is a name: that it is not told is asked for by itself. Which way an award goes is one of a few words, by which its pages are chosen. */
const NO_TEXT: readonly string[] = ['by', 'route', 'way'];

/** A mark after every text of more than one word, but not below the keys that are open. */
function inText(value: unknown, of: string, marks: Mark[], open: readonly string[] = []): unknown {
  if (typeof value === 'string') return value.includes(' ') ? `${value} ${mark(of, marks)}` : value;
  if (Array.isArray(value)) return value.map((each) => inText(each, of, marks, open));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, NO_TEXT.includes(key) || open.includes(key) ? each : inText(each, of, marks, open)]));
}

/** The texts of all marks that stand in some words. Looked for at once: there are thousands of marks, and pages by the hundred. */
export const marksIn = (words: string): ReadonlySet<string> => new Set(words.match(/Zq[A-Za-z]+\d+Qz/g));

export function mark(of: string, marks: Mark[]): string {
  const text = `Zq${of.replace(/[^a-z]/gi, '')}${marks.length}Qz`;
  marks.push({ text, of });
  return text;
}
