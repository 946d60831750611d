import type { Reaction } from '../../engine/procedure.js';
import type { SchemeEvent } from '../../../workflows/qpl/scheme.events.js';

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

/** When members join or leave, the list is told: where its legal basis wants a notice of it, that falls due. A list of before that has no case is left alone. */
export const schemeReactions: readonly Reaction<SchemeEvent>[] = Object.entries(CHANGES).map(([fact, words]) => ({
  fact,
  cases: async (body, sql) => {
    const { schemeId = '' } = body as Told;
    if (!/^[0-9a-f-]{36}$/i.test(schemeId)) return [];
    // Only a list that has been published has members to tell of.
    const rows = await sql.query<{ id: string }[]>(`select case_id as id from workflow_instance where authority_id = authority() and case_id = $1 and machine = 'qpl.scheme' and columns->>'published' = 'true'`, [schemeId]);
    return rows.map(({ id }) => id);
  },
  react: (body, _, cases) => {
    const { provider, decidedOn, on } = body as Told;
    const day = decidedOn ?? on ?? null;
    return cases.flatMap((caseId) => (day === null ? [] : [{ caseId, type: 'members.change' as const, input: { what: words(provider?.name ?? 'a provider'), on: day } }]));
  },
}));
