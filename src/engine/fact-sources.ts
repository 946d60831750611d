import type { DataSource } from 'typeorm';
import type { PolicyPort } from './clocks.js';
import type { CaseFact, DocumentFact, FactSources } from './procedure.js';
import type { Scope, Sql } from './scope.js';
import { inScope } from './scope.js';
import { readCase } from './statements.js';

/**
 * What a facts gatherer may read. Inside a locked attempt it reads in that transaction; otherwise each statement opens its scope for
 * itself, so that the usual path of an event stays at two round trips.
 */
export function factSources(given: { source: DataSource; tx: Sql | null; scope: Scope; policy: PolicyPort; onCase: (fact: CaseFact) => void }): FactSources {
  const { source, tx, scope, policy, onCase } = given;
  const sql: Sql = tx ?? { query: <T>(text: string, values?: unknown[]) => inScope(source, scope, (own) => own.query<T>(text, values)) };
  return {
    sql,
    policy: (name, on) => policy.resolve(scope.authority, name, on),
    caseOf: async (caseId) => {
      const read = await readCase(tx ?? source, scope, caseId, 'facts', null, false);
      if (!read.case) return null;
      const fact: CaseFact = { caseId, seq: read.case.seq, value: read.case.snapshot.value, context: read.case.snapshot.context };
      onCase(fact);
      return fact;
    },
    document: async (documentId) => {
      const [row] = await sql.query<DocumentFact[]>(
        `select document_id as "documentId", case_id as "caseId", kind, sha256, status from document where authority_id = (select authority()) and document_id = $1`,
        [documentId],
      );
      return row ?? null;
    },
  };
}
