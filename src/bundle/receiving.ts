import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../calendar/day.js';
import { actingAs, mayRead, scopeOf } from '../engine/access.js';
import type { Actor } from '../engine/actor.js';
import { CaseInHand } from '../engine/case-in-hand.js';
import type { LoggedEvent } from '../engine/chain.js';
import type { PolicyPort } from '../engine/clocks.js';
import { MOVED, RECEIVED, type Moved, type Received } from '../engine/moved.js';
import { logRead } from '../engine/read-log.js';
import type { AnyProcedure } from '../engine/procedure.js';
import type { Registry } from '../engine/registry.js';
import { Replay } from '../engine/replay.js';
import type { Sql } from '../engine/scope.js';
import { inScope } from '../engine/scope.js';
import { commitEvents, formatReference, nextNumbers, type CaseRead } from '../engine/statements.js';
import type { LogLine } from '../engine/story.js';
import { payloadOf } from '../engine/story.js';
import { chainFaults } from '../engine/verify-case.js';
import type { Files } from '../files/files.js';
import { cleanName } from '../files/file-name.js';
import { CASE_RECEIVERS } from '../directory/roles.js';
import { LANDING_FOLDER } from '../files/landing-folder.js';
import { linkFiles } from '../files/links.js';
import type { BundleKey } from './bundle-key.js';
import type { BundledDocument, Manifest } from './manifest.js';
import { readBundle, type BundleProblem, type ReadBundle } from './read-bundle.js';

/** What receiving needs. */
export interface ReceivingWith {
  readonly source: DataSource;
  readonly registry: Registry;
  readonly policy: PolicyPort;
  readonly files: Files;
  readonly key: BundleKey;
}

export type ReceiveAnswer =
  | { readonly kind: 'done'; readonly caseId: string; readonly reference: string; readonly manifest: Manifest }
  | { readonly kind: 'problem'; readonly problem: BundleProblem }
  | { readonly kind: 'not-allowed'; readonly roles: readonly string[] };

const problem = (code: BundleProblem['code'], because: string, unblock: string): ReceiveAnswer => ({ kind: 'problem', problem: { code, because, unblock } });

/**
 * Takes a case in from the bundle that another authority made of it: its log as it was kept there, with its chain, its documents and its files; its clocks run on with
 * their own dates. All of it or nothing. The files are there first, as with any event; should the rest then fail, they are swept.
 * @param file the bundle, on this machine's disk
 * @param senderKey the sender's key as it told it by another way; null where the bundle comes from this installation itself
 */
export async function receiveBundle(given: ReceivingWith, actor: Actor, file: string, senderKey: string | null): Promise<ReceiveAnswer> {
  const by = actor.kind === 'staff' ? actingAs(actor, CASE_RECEIVERS) : null;
  if (!by) return { kind: 'not-allowed', roles: CASE_RECEIVERS };
  const folder = path.join(LANDING_FOLDER, `${process.pid}-${randomBytes(12).toString('hex')}`);
  try {
    const read = await readBundle(file, [given.key.public, ...(senderKey === null ? [] : [senderKey.trim()])], folder);
    if ('problem' in read) return { kind: 'problem', problem: read.problem };
    return await takeIn(given, actor, by, read.bundle);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeIn(given: ReceivingWith, actor: Actor, by: NonNullable<ReturnType<typeof actingAs>>, bundle: ReadBundle): Promise<ReceiveAnswer> {
  const { source, registry, files } = given;
  const { manifest, log } = bundle;
  const { caseId, machine, version } = manifest.case;
  const scope = scopeOf(actor);
  if (manifest.to.authorityId !== actor.authorityId) return problem('wrong target', `The bundle is for ${manifest.to.name}, which is not this authority.`, 'It is received where it was sent. Should it have been sent here, the sender moves the case anew.');
  const procedure = registry.find(machine);
  if (!procedure || version > procedure.version || (version < procedure.version && !procedure.earlier?.some((one) => one.version === version)))
    return problem('not playable', `This installation has no version ${version} of ${machine}, so the case could not go on here.`, 'Bring this installation and the sender’s to the same version first.');
  if (!mayRead(actor, procedure)) return { kind: 'not-allowed', roles: procedure.readers };
  if (manifest.childData && actor.childData !== 'shown') return problem('not playable', 'The bundle holds what is about a child, and is opened only by somebody who may see that.', 'Somebody who works for children receives it, after a second factor.');
  const replay = playable(procedure, registry, bundle);
  if ('problem' in replay) return { kind: 'problem', problem: replay.problem };

  const about = await inScope(source, scope, (tx) => whatIsHere(tx, manifest));
  if (about.isHere) return problem('imported already', 'This case is in this authority already: the bundle was received before, or the case was once moved away from here.', 'Look for the case here. A case that left does not come back under its own number: open a new one that names it.');
  if (about.unknown.length > 0) return problem('provider not known', 'The case is about a provider organisation that is not registered here.', 'Have the provider register, then speak with the sender: its organisation must be the same one.');

  const kept = new Map<string, string>();
  for (const one of manifest.files) {
    if (kept.has(one.sha256)) continue;
    const answer = await files.keep(scope, { path: bundle.at(`files/${one.sha256}`), sha256: one.sha256, size: one.size, name: cleanName(one.name), declaredType: one.declaredType });
    if (!answer.kept) return problem('file refused', answer.because, 'Ask the sender about this file. Nothing was received.');
    kept.set(one.sha256, answer.file.owner);
  }

  return inScope(source, scope, async (tx): Promise<ReceiveAnswer> => {
    const now = about.now > log.at(-1)!.recordedAt ? about.now : log.at(-1)!.recordedAt;
    const year = Number(dayOf(asInstant(now)).slice(0, 4));
    const number = await nextNumbers(tx, scope, procedure.series, year, 1);
    const reference = formatReference(procedure.series, year, number);
    const inHand = new CaseInHand(actor.authorityId, caseId, procedure, registry.machine(procedure, version), version, asRead(manifest, replay.replay, now), given.policy);
    inHand.takeNumber({ year, number }, reference);
    const received: Received = {
      moveId: manifest.moveId, from: manifest.from, why: manifest.why, manifest: bundle.listHash, key: bundle.key,
    };
    inHand.log(RECEIVED, { input: received, facts: {}, stamp: { occurredAt: now, occurredOn: dayOf(asInstant(now)), recordedAt: now, by }, asked: [], clocks: [] }, inHand.snapshot);
    inHand.seenSeq = inHand.seq;
    for (const clock of inHand.clocks.values()) inHand.setClock(clock);
    const commit = inHand.commit(now, { compared: [], request: null, number: { year, number } });
    const [written] = await commitEvents(tx, scope, [{ ...commit, expected: 0, events: [...log.map(asLogged), ...commit.events] }]);
    if (!written?.done) return problem('imported already', 'This case was received a moment ago by somebody else.', 'Look for the case here.');
    await tx.query('update workflow_instance set opened_at = $2 where authority_id = (select authority()) and case_id = $1', [caseId, manifest.case.openedAt]);
    for (const document of manifest.documents) await insertDocument(tx, actor, caseId, document, bundle);
    const links = manifest.files.map(({ sha256, name, audience }) => ({ ownerKind: 'authority' as const, owner: kept.get(sha256)!, sha256, name, audience }));
    for (const [n, link] of links.entries()) {
      const missing = await linkFiles(tx, { caseId, organisation: manifest.files[n]!.organisationId, person: actor.personId }, [link]);
      if (missing.length > 0) throw new Error(`The file ${link.sha256} was swept while its case was received.`);
    }
    if (manifest.childData) await logRead(tx, scope, { caseId, what: 'bundle', subject: manifest.moveId });
    return { kind: 'done', caseId, reference, manifest };
  });
}

/** Plays the log, whose chain must be whole and end with the move that the list names. */
function playable(procedure: AnyProcedure, registry: Registry, { manifest, log }: ReadBundle): { replay: Replay } | { problem: BundleProblem } {
  const broken = (because: string): { problem: BundleProblem } => ({ problem: { code: 'not playable', because, unblock: 'Ask the sender to verify the case and to make the bundle again. Nothing was received.' } });
  const last = log.at(-1);
  const faults = chainFaults(manifest.from.authorityId, manifest.case.caseId, log);
  if (faults.length > 0) return broken(`The log of the case is not whole: ${faults[0]!.what}`);
  if (!last || last.digest !== manifest.case.head || last.seq !== manifest.case.seq || last.type !== MOVED) return broken('The log of the case does not end with its move.');
  const moved = payloadOf(last).input as Moved;
  if (moved.moveId !== manifest.moveId || moved.to.authorityId !== manifest.to.authorityId) return broken('The log of the case tells of another move than the list of the bundle.');
  const replay = new Replay(procedure, registry, log);
  try {
    for (const line of log) {
      const wrong = replay.play(line);
      if (wrong !== null) return broken(`The log of the case cannot be played here. Entry ${line.seq}: ${wrong}`);
    }
  } catch (fault) {
    return broken(`The log of the case cannot be played here: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  return { replay };
}

/** The case as it stood when it left, with its clocks running. */
function asRead(manifest: Manifest, replay: Replay, now: string): CaseRead {
  const { caseId: _id, machine, version, seq, head, organisationId } = manifest.case;
  return {
    now, people: [], holds: [], answered: null, deadlines: [...replay.beforeMove().values()],
    case: { machine, version, reference: '', seq, seenSeq: seq, snapshot: replay.snapshot, head, openedAt: now, changedAt: now, organisationId, ownerId: null, owners: {}, disposedAt: null, moved: null },
  };
}

const asLogged = ({ seq, version, type, occurredAt, recordedAt, actor, header, digest, salt, payload, snapshot, corrects }: LogLine): LoggedEvent =>
  ({ seq, version, type, occurredAt, recordedAt, actor, header, digest, corrects, salt: salt ?? '', payload: payload ?? '', snapshot: snapshot ?? '' });

async function whatIsHere(tx: Sql, { case: { caseId, organisationId }, documents, files }: Manifest): Promise<{ isHere: boolean; unknown: string[]; now: string }> {
  const organisations = [...new Set([organisationId, ...documents.flatMap((each) => [each.organisationId, each.madeByOrganisation]), ...files.map((each) => each.organisationId)].filter((id) => id !== null))];
  const [row] = await tx.query<{ here: boolean; unknown: string[]; now: Date }[]>(
    `select exists (select 1 from workflow_instance where authority_id = (select authority()) and case_id = $1) or exists (select 1 from workflow_event where authority_id = (select authority()) and case_id = $1) as here,
       array(select o from unnest($2::uuid[]) o where not exists (select 1 from organisation g where g.organisation_id = o))::text[] as unknown, engine_now() as now`, [caseId, organisations]);
  return { isHere: row?.here ?? true, unknown: row?.unknown ?? [], now: row!.now.toISOString() };
}

async function insertDocument(tx: Sql, actor: Actor, caseId: string, one: BundledDocument, bundle: ReadBundle): Promise<void> {
  const bytes = (format: string, hash: string | null): Promise<Buffer | null> => (hash === null ? Promise.resolve(null) : readFile(bundle.at(`documents/${one.documentId}.${format}`)));
  await tx.query(
    `insert into document (authority_id, document_id, case_id, organisation_id, made_by_organisation, kind, title, template, template_hash, audience, data, html, sha256, pdf, pdf_sha256, docx, docx_sha256, status,
       frozen_at, frozen_by, published_at, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    [actor.authorityId, one.documentId, caseId, one.organisationId, one.madeByOrganisation, one.kind, one.title, one.template, one.templateHash, one.audience, one.data,
      await bytes('html', one.sha256), one.sha256, await bytes('pdf', one.pdfSha256), one.pdfSha256, await bytes('docx', one.docxSha256), one.docxSha256, one.status,
      one.frozenAt, one.frozenBy, one.publishedAt, one.signature === null ? null : JSON.stringify(one.signature)]);
}
