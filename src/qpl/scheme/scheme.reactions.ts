import type { Reaction } from '../../engine/procedure.js';
import type { LateRuling, SchemeEvent } from '../../../workflows/qpl/scheme.events.js';

interface Told {
  readonly schemeId?: string;
  readonly provider?: { readonly name: string } | null;
  readonly decidedOn?: string;
  readonly on?: string;
}

/** What happened to members, as the notice of a dynamic market tells it. */
const CHANGES: Readonly<Record<string, (name: string) => string>> = {
  'qpl.application.admitted': (name) => `Admitted: ${name}.`,
  'qpl.membership.removed': (name) => `Removed: ${name}.`,
  'qpl.membership.exited': (name) => `Left: ${name}.`,
  'qpl.membership.readmitted': (name) => `Admitted again: ${name}.`,
};

const isId = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f-]{36}$/i.test(text);
const LISTED = `select case_id as id from workflow_instance where authority_id = authority() and case_id = $1 and machine = 'qpl.scheme' and columns->>'published' = 'true'`;

/** What applications tell the list that they are for. */
const applied: readonly Reaction<SchemeEvent>[] = [
  {
    // The first application of a closed round that is checked to the end begins its evaluation; those after it change nothing. Whether it has closed is asked of its instant, not of a clock that may be swept late.
    fact: 'qpl.application.checked',
    cases: async (body, sql) => {
      if (!isId(body['schemeId'])) return [];
      const rows = await sql.query<{ id: string }[]>(`${LISTED} and exists (select 1 from jsonb_array_elements(snapshot->'context'->'rounds') round where (round->>'number')::int = $2 and round->>'status' in ('open', 'closed') and (round->>'closesAt')::timestamptz <= engine_now())`, [body['schemeId'], body['round']]);
      return rows.map(({ id }) => id);
    },
    react: ({ round }, _, cases) => cases.map((caseId) => ({ caseId, type: 'round.evaluate', input: { round: round as number } })),
  },
  {
    fact: 'qpl.application.late',
    cases: async ({ schemeId, round }, sql) => (isId(schemeId) && round !== null ? (await sql.query<{ id: string }[]>(LISTED, [schemeId])).map(({ id }) => id) : []),
    react: ({ schemeId: _, ...ruling }, __, cases) => cases.map((caseId) => ({ caseId, type: 'late.note', input: ruling as unknown as LateRuling })),
  },
];

/** When members join or leave, the list is told: where its legal basis wants a notice of it, that falls due. A list of before that has no case is left alone. */
export const schemeReactions: readonly Reaction<SchemeEvent>[] = [...applied, ...Object.entries(CHANGES).map(([fact, words]): Reaction<SchemeEvent> => ({
  fact,
  cases: async (body, sql) => {
    const { schemeId } = body as Told;
    // Only a list that has been published has members to tell of.
    return isId(schemeId) ? (await sql.query<{ id: string }[]>(LISTED, [schemeId])).map(({ id }) => id) : [];
  },
  react: (body, _, cases) => {
    const { provider, decidedOn, on } = body as Told;
    const day = decidedOn ?? on ?? null;
    return cases.flatMap((caseId) => (day === null ? [] : [{ caseId, type: 'members.change' as const, input: { what: words(provider?.name ?? 'a provider'), on: day } }]));
  },
}))];
