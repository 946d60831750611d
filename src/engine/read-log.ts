import type { Scope, Sql } from './scope.js';

/** What was read that is about a child. */
export interface ChildDataRead {
  readonly caseId: string | null;
  /** What kind of thing: 'file', 'case', 'document'. */
  readonly what: string;
  /** Its key: the hash of a file, the id of a document, the seq at which a case was shown. Never its words. */
  readonly subject: string;
}

/**
 * Logs a read of child data (UK GDPR Art 5(2) and 32: to be able to show who saw it). Call it in the transaction that reads, so that nothing is shown
 * that was not logged. The app may add to this log and not change it.
 */
export async function logRead(tx: Sql, scope: Scope, read: ChildDataRead): Promise<void> {
  await tx.query(
    `insert into read_log (authority_id, person_id, organisation_id, case_id, what, subject) values ($1, $2, $3, $4, $5, $6)`,
    [scope.authority, scope.person, scope.organisation, read.caseId, read.what, read.subject],
  );
}
