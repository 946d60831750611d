import type { DataSource } from 'typeorm';
import type { Audience } from '../engine/procedure.js';
import { inScope } from '../engine/scope.js';
import type { Scope, Sql } from '../engine/scope.js';
import type { StoredFile } from '../files/file-key.js';
import type { Files } from '../files/files.js';
import { linkFiles } from '../files/links.js';
import { parseMessage } from './parse-message.js';
import type { ParsedMessage } from './parse-message.js';

/** A message on a case. Attachments that were not taken are listed with the reason: what came must not look as if it had come without them. */
export interface FiledMessage {
  readonly id: string;
  readonly caseId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The message's own date; null where it has none. */
  readonly sentAt: Date | null;
  readonly filedAt: Date;
  readonly filedBy: string | null;
  /** The message as it came, to be opened through the case. */
  readonly sha256: string;
  readonly attachments: readonly FiledAttachment[];
}
export type FiledAttachment = { readonly name: string; readonly size: number } & (
  { readonly sha256: string } | { readonly because: string }
);

export type Filing =
  | { readonly filed: true; readonly id: string; readonly attachments: readonly FiledAttachment[] }
  | { readonly filed: false; readonly status: 422 | 503; readonly because: string; readonly fault?: unknown };

/** Attachments of one message. A message of more is somebody's archive. */
const MOST = 50;

/**
 * Files a message that was dropped on a case: the message as it came and each attachment go through the same examination as an upload, are linked to the case, and stand
 * there under the message's own date. Dropping it twice files it once.
 */
export async function fileMessage(
  source: DataSource,
  files: Files,
  scope: Scope,
  dropped: { caseId: string; organisation: string | null; audience: readonly Audience[]; name: string; bytes: Buffer },
): Promise<Filing> {
  const original = await files.keepBytes(scope, dropped.name, dropped.bytes);
  if (!original.kept)
    return {
      filed: false,
      status: original.why === 'store' ? 503 : 422,
      because: original.because,
      fault: original.fault,
    };
  const isMessage = ['message/rfc822', 'application/vnd.ms-outlook'].includes(original.file.mediaType);
  const message = isMessage ? await parseMessage(dropped.bytes).catch(() => null) : null;
  if (!message)
    return {
      filed: false,
      status: 422,
      because: `The file “${original.file.name}” cannot be read as a message. Save the message again as .eml or .msg, or add it as an ordinary file.`,
    };

  const attachments: FiledAttachment[] = [];
  const kept: StoredFile[] = [original.file];
  for (const [i, one] of message.attachments.entries()) {
    const about = { name: one.name, size: one.bytes.length };
    if (i >= MOST) {
      attachments.push({
        ...about,
        because: `Only the first ${MOST} attachments of a message are taken. This one is still in the message itself.`,
      });
      continue;
    }
    const answer = await files.keepBytes(scope, one.name, one.bytes);
    if (!answer.kept && answer.why === 'store')
      return { filed: false, status: 503, because: answer.because, fault: answer.fault };
    if (answer.kept) kept.push(answer.file);
    attachments.push(
      answer.kept
        ? { ...about, name: answer.file.name, sha256: answer.file.sha256 }
        : { ...about, because: answer.because },
    );
  }
  const id = await inScope(source, scope, (tx) => write(tx, scope, dropped, message, original.file, kept, attachments));
  return { filed: true, id, attachments };
}

async function write(
  tx: Sql,
  scope: Scope,
  about: { caseId: string; organisation: string | null; audience: readonly Audience[] },
  message: ParsedMessage,
  original: StoredFile,
  kept: StoredFile[],
  attachments: FiledAttachment[],
): Promise<string> {
  const missing = await linkFiles(
    tx,
    { ...about, person: scope.person },
    kept.map((file) => ({ ...file, audience: about.audience })),
  );
  if (missing.length > 0) throw new Error('A file of the message went while it was being filed.');
  const [made] = await tx.query<{ id: string }[]>(
    `insert into filed_message (authority_id, case_id, organisation_id, audience, sender, recipients, subject, body, sent_at, filed_by, owner_kind, owner_id, sha256, attachments)
     values ((select authority()), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (authority_id, case_id, sha256) do nothing returning id`,
    [
      about.caseId,
      about.organisation,
      about.audience,
      message.from,
      JSON.stringify({ to: message.to, cc: message.cc }),
      message.subject,
      message.text,
      message.date,
      scope.person,
      original.ownerKind,
      original.owner,
      original.sha256,
      JSON.stringify(attachments),
    ],
  );
  if (made) return made.id;
  const [known] = await tx.query<{ id: string }[]>(
    `select id from filed_message where authority_id = (select authority()) and case_id = $1 and sha256 = $2`,
    [about.caseId, original.sha256],
  );
  return known!.id;
}

/** The messages filed on a case that these audiences may read, by their own date, undated ones last. */
export async function messagesOfCase(tx: Sql, caseId: string, audiences: readonly Audience[]): Promise<FiledMessage[]> {
  return tx.query<FiledMessage[]>(
    `select id, case_id "caseId", sender "from", recipients -> 'to' "to", recipients -> 'cc' cc, subject, body text, sent_at "sentAt", filed_at "filedAt", filed_by "filedBy", sha256, attachments
     from filed_message where authority_id = (select authority()) and case_id = $1 and audience && $2::text[]
       and ('child-data' = any ($2::text[]) or not 'child-data' = any (audience))
     order by sent_at nulls last, filed_at, id`,
    [caseId, audiences],
  );
}
