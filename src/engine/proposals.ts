import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import type { Change } from './change-story.js';
import type { Sql } from './scope.js';

/** A correction that waits for a second person, or what became of it. */
export interface Proposal {
  readonly proposalId: string;
  readonly asked: { readonly change: Change; readonly reason: string; readonly goOnFrom?: string };
  readonly proposedBy: By;
  readonly proposedAt: Instant;
  readonly state: 'open' | 'confirmed' | 'rejected';
  readonly decidedBy: By | null;
  readonly decidedWhy: string | null;
}

const COLUMNS = `proposal_id as "proposalId", asked, proposed_by as "proposedBy", to_char(proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "proposedAt",
  state, decided_by as "decidedBy", decided_why as "decidedWhy"`;

export async function propose(tx: Sql, authority: string, caseId: string, asked: Proposal['asked'], by: By, at: Instant): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(
    `insert into correction_proposal (authority_id, case_id, asked, reason, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6) returning proposal_id as id`,
    [authority, caseId, JSON.stringify(asked), asked.reason, JSON.stringify(by), at],
  );
  if (!row) throw new Error('The proposal was not written.');
  return row.id;
}

export function proposalsOf(tx: Sql, caseId: string): Promise<Proposal[]> {
  return tx.query<Proposal[]>(`select ${COLUMNS} from correction_proposal where authority_id = (select authority()) and case_id = $1 order by proposed_at, proposal_id`, [caseId]);
}

/** One that waits, locked: of two who decide at once the second finds it decided. */
export async function openProposal(tx: Sql, caseId: string, proposalId: string): Promise<Proposal | undefined> {
  const [row] = await tx.query<Proposal[]>(
    `select ${COLUMNS} from correction_proposal where authority_id = (select authority()) and case_id = $1 and proposal_id = $2 and state = 'open' for update`,
    [caseId, proposalId],
  );
  return row;
}

export async function closeProposal(tx: Sql, proposalId: string, decided: { state: 'confirmed' | 'rejected'; by: By; at: Instant; why: string | null }): Promise<void> {
  await tx.query(
    `update correction_proposal set state = $2, decided_by = $3, decided_at = $4, decided_why = $5 where authority_id = (select authority()) and proposal_id = $1`,
    [proposalId, decided.state, JSON.stringify(decided.by), decided.at, decided.why],
  );
}
