import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { ZipArchive } from 'archiver';
import type { DataSource } from 'typeorm';
import { canonical } from '../engine/canonical.js';
import type { Snapshot } from '../engine/machines.js';
import type { Moved } from '../engine/moved.js';
import { logRead } from '../engine/read-log.js';
import type { Registry } from '../engine/registry.js';
import { Replay } from '../engine/replay.js';
import type { Scope } from '../engine/scope.js';
import { inScope } from '../engine/scope.js';
import { readLog } from '../engine/story.js';
import type { FileStore } from '../files/file-store.js';
import type { BundleKey } from './bundle-key.js';
import { isAboutAChild } from './child-data.js';
import { LOG, MANIFEST, SIGNATURE, type BundledDocument, type BundledFile, type Entry, type Manifest } from './manifest.js';

/** What a bundle is made with. */
export interface BundleMaking {
  readonly source: DataSource;
  readonly registry: Registry;
  readonly store: FileStore;
  readonly key: BundleKey;
}

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/**
 * Writes the bundle of a moved case to `out` and ends it: its log, its documents and its files, one after the other, and last the signed list of them. It changes
 * nothing, and may be made again as long as the case is kept.
 * @returns false where there is no moved case of this id in the scope; nothing is written then
 */
export async function writeBundle({ source, registry, store, key }: BundleMaking, scope: Scope, caseId: string, out: Writable): Promise<boolean> {
  const found = await inScope(source, scope, async (tx) => {
    const [stands] = await tx.query<Stands[]>(
      `select i.machine, i.version, i.reference, i.title, i.seq, encode(i.head, 'hex') as head, i.moved, i.organisation_id as "organisationId", to_char(i.opened_at at time zone 'UTC', ${UTC}) as "openedAt",
         a.name as authority, to_char(engine_now() at time zone 'UTC', ${UTC}) as now
       from workflow_instance i join authority a using (authority_id) where i.authority_id = (select authority()) and i.case_id = $1 and i.moved is not null and i.disposed_at is null`, [caseId]);
    if (!stands) return null;
    const documents = await tx.query<BundledDocument[]>(
      `select document_id as "documentId", organisation_id as "organisationId", made_by_organisation as "madeByOrganisation", kind, title, template, template_hash as "templateHash", audience, data, sha256,
         pdf_sha256 as "pdfSha256", docx_sha256 as "docxSha256", status, to_char(frozen_at at time zone 'UTC', ${UTC}) as "frozenAt", frozen_by as "frozenBy",
         to_char(published_at at time zone 'UTC', ${UTC}) as "publishedAt", signature
       from document where authority_id = (select authority()) and case_id = $1 order by frozen_at, document_id`, [caseId]);
    const files = await tx.query<(BundledFile & { ownerKind: 'authority' | 'organisation'; owner: string })[]>(
      `select l.sha256, l.name, f.declared_type as "declaredType", f.size::int as size, l.organisation_id as "organisationId", l.audience, l.owner_kind as "ownerKind", l.owner_id as owner
       from file_link l join file f using (owner_kind, owner_id, sha256) where l.authority_id = (select authority()) and l.case_id = $1 order by l.linked_at, l.sha256`, [caseId]);
    const log = await readLog(tx, caseId);
    const { context } = JSON.parse(log.at(-1)!.snapshot!) as Snapshot;
    const childData = isAboutAChild(registry.procedure(stands.machine), context, { types: log.map(({ type }) => type), audiences: [...documents, ...files].map(({ audience }) => audience) });
    // In the transaction that reads: nothing goes out that was not logged.
    if (childData) await logRead(tx, scope, { caseId, what: 'bundle', subject: stands.moved.moveId });
    return { stands, documents, files, log, childData };
  });
  if (!found) return false;
  const { stands, documents, files, log, childData } = found;

  const zip = new ZipArchive({ zlib: { level: 6 } });
  zip.on('error', (fault: Error) => out.destroy(fault));
  zip.pipe(out);
  const entries: Entry[] = [];
  const add = async (path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> => {
    if (entries.some((each) => each.path === path)) return;
    const hash = createHash('sha256');
    let size = 0;
    const taken = once(zip, 'entry');
    zip.append(Readable.from((async function* () {
      for await (const piece of bytes) {
        hash.update(piece);
        size += piece.length;
        yield piece;
      }
    })(), { objectMode: false }), { name: path });
    await taken;
    entries.push({ path, sha256: hash.digest('hex'), size });
  };

  await add(LOG, [Buffer.from(log.map((line) => `${JSON.stringify(line)}\n`).join(''))]);
  for (const { documentId, sha256, pdfSha256, docxSha256 } of documents) {
    const [bytes] = await inScope(source, scope, (tx) => tx.query<Record<'html' | 'pdf' | 'docx', Buffer | null>[]>('select html, pdf, docx from document where authority_id = (select authority()) and document_id = $1', [documentId]));
    for (const [format, hash] of [['html', sha256], ['pdf', pdfSha256], ['docx', docxSha256]] as const) if (hash !== null && bytes?.[format]) await add(`documents/${documentId}.${format}`, [bytes[format]]);
  }
  for (const { ownerKind, owner, sha256 } of files) await add(`files/${sha256}`, store.get(scope, { ownerKind, owner, sha256 }));

  const procedure = registry.procedure(stands.machine);
  const replay = new Replay(procedure, registry, log);
  // Until the entry of the move: that one stops the clocks here, and they run on where it goes.
  for (const line of log.slice(0, -1)) replay.play(line);
  const manifest: Manifest = {
    format: 'clerkwell-bundle/1', moveId: stands.moved.moveId, madeAt: stands.now,
    from: { authorityId: scope.authority, name: stands.authority, reference: stands.reference }, to: stands.moved.to, why: stands.moved.why, movedAt: stands.moved.at,
    case: { caseId, machine: stands.machine, version: stands.version, title: procedure.project(replay.snapshot.context, replay.snapshot.value).title, seq: stands.seq, head: stands.head, openedAt: stands.openedAt, organisationId: stands.organisationId },
    clocks: [...replay.clocks.values()].filter(({ status }) => status === 'running').map(({ name, rule, due }) => ({ name, rule, due })),
    childData, documents, files: files.map(({ ownerKind: _kind, owner: _owner, ...file }) => file), entries,
  };
  const list = Buffer.from(canonical(manifest));
  const listed = once(zip, 'entry');
  zip.append(list, { name: MANIFEST });
  await listed;
  zip.append(Buffer.from(JSON.stringify({ key: key.public, signature: key.sign(list) })), { name: SIGNATURE });
  await zip.finalize();
  return true;
}

interface Stands {
  readonly machine: string;
  readonly version: number;
  readonly reference: string;
  readonly title: string;
  readonly seq: number;
  readonly head: string;
  readonly moved: Moved;
  readonly organisationId: string | null;
  readonly openedAt: string;
  readonly authority: string;
  readonly now: string;
}
