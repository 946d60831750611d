import type { Reaction } from '../../engine/procedure.js';
import type { ApplicationEvent } from '../../../workflows/qpl/application.events.js';
import type { AgreedEvaluation } from '../../../workflows/qpl/application.context.js';

/** What happens elsewhere and concerns applications: a round that is extended for everybody, scores that were agreed, one record for a whole round. */
export const applicationReactions: readonly Reaction<ApplicationEvent>[] = [
  {
    fact: 'qpl.round.extended',
    // Those that are begun or sent and wait for the close. What officers have opened already is not closed to them again.
    cases: async (body, sql) => {
      const rows = await sql.query<{ case_id: string }[]>(
        `select case_id from workflow_instance
         where authority_id = (select authority()) and machine = 'qpl.application' and columns->>'schemeId' = $1 and (columns->>'round')::int = $2 and stage in ('Begun', 'Not sent in time', 'Sent')`,
        [body['schemeId'], body['round']]);
      return rows.map(({ case_id: caseId }) => caseId);
    },
    react: (body, _, cases) => cases.map((caseId) => ({ caseId, type: 'round.extend', input: { closesAt: body['closesAt'], why: body['why'] } })),
  },
  {
    fact: 'evaluation.agreed',
    // The room scores for other procedures too: what is agreed for them is not told to an application.
    cases: async (body, sql) => {
      const rows = await sql.query<{ case_id: string }[]>(`select case_id from workflow_instance where authority_id = (select authority()) and case_id = $1::uuid and machine = 'qpl.application'`, [body['of']]);
      return rows.map(({ case_id: caseId }) => caseId);
    },
    react: (body, _, cases) => {
      const { attempt, parts, evaluators, moderator, agreedAt } = body as unknown as AgreedEvaluation;
      return cases.map((caseId) => ({ caseId, type: 'evaluation.note', input: { attempt, parts, evaluators, moderator, agreedAt } }));
    },
  },
  {
    fact: 'qpl.round-record.signed',
    react: ({ covers, documentId, sha256, lead }) => (covers as readonly string[]).map((caseId) => ({ caseId, type: 'record.refer', input: { documentId, sha256, leadReference: lead } })),
  },
  {
    fact: 'qpl.round-record.published',
    react: ({ covers, documentId, sha256 }) => (covers as readonly string[]).map((caseId) => ({ caseId, type: 'record.note', input: { documentId, sha256 } })),
  },
];
