import type { Audience } from '../engine/procedure.js';
import type { Sql } from '../engine/scope.js';
import type { FileKey, ScanState } from './file-key.js';

/** A file that an event refers to, and who may read it in that case. */
export interface FileLink extends FileKey {
  /** The name it was handed in under. */
  readonly name: string;
  readonly audience: readonly Audience[];
}

/** A file of a case, as lists show it. */
export interface CaseFile extends FileLink {
  readonly mediaType: string;
  readonly size: number;
  readonly scan: ScanState;
  readonly scanDetail: string | null;
  readonly warnings: readonly string[];
  readonly linkedAt: Date;
  readonly linkedBy: string | null;
}

/**
 * Hands files over to a case. Call it in the transaction of the event's commit, in the scope of the person who sends the event: a provider's file can be
 * handed over first only by that provider, whatever hash an authority may know. Linking again does nothing, so it may also be called by an effect for files that
 * the commit linked or that are the authority's own.
 * @param about the case, the organisation whose case it is (null: none), and who links
 * @returns the keys of files that are not there for this scope: swept, never uploaded, or somebody else's. Refuse the event when there are any.
 */
export async function linkFiles(
  tx: Sql,
  about: { caseId: string; organisation: string | null; person: string | null },
  files: readonly FileLink[],
): Promise<FileKey[]> {
  const missing: FileKey[] = [];
  for (const file of files) {
    const key = [file.ownerKind, file.owner, file.sha256];
    // The row is locked first: the sweeper either took it before us, or waits and finds it linked.
    const [found] = await updated(
      tx,
      `update file set linked_at = coalesce(linked_at, engine_now()) where owner_kind = $1 and owner_id = $2 and sha256 = $3 returning 1`,
      key,
    );
    if (!found) {
      missing.push({ ownerKind: file.ownerKind, owner: file.owner, sha256: file.sha256 });
      continue;
    }
    await tx.query(
      `insert into file_link (authority_id, case_id, owner_kind, owner_id, sha256, name, organisation_id, audience, linked_by)
       values ((select authority()), $4, $1, $2, $3, $5, $6, $7, $8)
       on conflict do nothing`,
      [...key, about.caseId, file.name, about.organisation, file.audience, about.person],
    );
  }
  return missing;
}

/** The hashes among these that the case has already: an event that is refused must not take those away. */
export async function linkedAlready(tx: Sql, caseId: string, files: readonly FileKey[]): Promise<string[]> {
  const rows = await tx.query<{ sha256: string }[]>(
    `select sha256 from file_link where authority_id = (select authority()) and case_id = $1 and sha256 = any ($2)`,
    [caseId, files.map(({ sha256 }) => sha256)],
  );
  return rows.map(({ sha256 }) => sha256);
}

/** Takes back what was just handed over for an event that was then refused. The bytes wait for the form to be sent again. */
export async function takeBackLinks(tx: Sql, caseId: string, files: readonly FileKey[]): Promise<void> {
  for (const { ownerKind, owner, sha256 } of files) {
    const key = [ownerKind, owner, sha256];
    await tx.query(
      `delete from file_link where authority_id = (select authority()) and case_id = $4 and owner_kind = $1 and owner_id = $2 and sha256 = $3`,
      [...key, caseId],
    );
    await tx.query(
      `update file set linked_at = null where owner_kind = $1 and owner_id = $2 and sha256 = $3
         and not exists (select 1 from file_link l where l.owner_kind = $1 and l.owner_id = $2 and l.sha256 = $3)`,
      key,
    );
  }
}

/**
 * Keeps uploaded files for a draft until a day that the draft is kept to, so that they are not swept with what nobody wants.
 * @param until an instant in ISO 8601; the later of this and an earlier promise holds
 */
export async function keepForDraft(tx: Sql, files: readonly FileKey[], until: string): Promise<void> {
  for (const file of files) {
    await tx.query(
      `update file set kept_until = greatest(kept_until, $4::timestamptz) where owner_kind = $1 and owner_id = $2 and sha256 = $3`,
      [file.ownerKind, file.owner, file.sha256, until],
    );
  }
}

/**
 * Whether somebody of these audiences may read something for those. Child data is a mark beside the others: who has it not may not read, whoever else they are.
 */
export function mayRead(mine: readonly Audience[], audience: readonly Audience[]): boolean {
  return (
    audience.some((one) => mine.includes(one)) && (!audience.includes('child-data') || mine.includes('child-data'))
  );
}

/** The files of a case that this scope and these audiences may read (see `mayRead`), oldest first. */
export async function filesOfCase(tx: Sql, caseId: string, audiences: readonly Audience[]): Promise<CaseFile[]> {
  return tx.query<CaseFile[]>(
    `select l.owner_kind "ownerKind", l.owner_id owner, l.sha256, l.name, l.audience, f.media_type "mediaType", f.size::int size, f.scan_state scan,
            f.scan_detail "scanDetail", f.warnings, l.linked_at "linkedAt", l.linked_by "linkedBy"
     from file_link l join file f using (owner_kind, owner_id, sha256)
     where l.authority_id = (select authority()) and l.case_id = $1 and l.audience && $2::text[]
       and ('child-data' = any ($2::text[]) or not 'child-data' = any (l.audience))
     order by l.linked_at, l.name, l.sha256`,
    [caseId, audiences],
  );
}

/**
 * Takes a case's files away when the case is disposed of. A provider's own file stays the provider's; the authority loses its way to it.
 * @returns the keys whose bytes are to be removed from the store after the commit
 */
export async function disposeFiles(tx: Sql, caseId: string): Promise<FileKey[]> {
  await tx.query(`delete from file_link where authority_id = (select authority()) and case_id = $1`, [caseId]);
  const gone = await updated<{ sha256: string; owner: string }>(
    tx,
    `delete from file f where owner_kind = 'authority' and owner_id = (select authority()) and linked_at is not null
       and not exists (select 1 from file_link l where l.owner_kind = f.owner_kind and l.owner_id = f.owner_id and l.sha256 = f.sha256)
     returning sha256, owner_id owner`,
    [],
  );
  return gone.map(({ sha256, owner }) => ({ ownerKind: 'authority', owner, sha256 }));
}

/** TypeORM answers an update or delete with [rows, count]. */
async function updated<Row = unknown>(tx: Sql, text: string, values: unknown[]): Promise<Row[]> {
  const answer = await tx.query<[Row[], number]>(text, values);
  return answer[0];
}
