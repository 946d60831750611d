/**
 * The disclosure pack of an award with DOCUMENTS (200) documents, each a page, a PDF and a Word file of ordinary size: how long it takes to write and what memory
 * it holds above what the process held before. The pack goes to a file, as it would go to a slow browser.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Documents } from '../src/documents/store.js';
import { Registry } from '../src/engine/registry.js';
import { procedures } from '../src/procedures.js';
import { disclosed, partsOf } from '../src/psr/record/disclosure.js';
import { DisclosurePack } from '../src/psr/record/disclosure-pack.js';
import { nothingYet } from '../workflows/psr/award-steps.js';
import { AUTHORITY, makeBed, officer, report } from './bed.js';

const DOCUMENTS = Number(process.env['DOCUMENTS'] ?? 200);
const BAR_MS = 5_000;
const BAR_MB = 100;

const bed = await makeBed(procedures);
const caseId = randomUUID();
const provider = { name: 'Sample Therapies', organisationId: null, address: ['1 Road', 'ZZ1 1AA'], addressIs: 'registered office', email: null };
const opened = await bed.sender.send({
  actor: officer, caseId, procedure: 'psr.direct-award-c', type: 'award.open',
  input: {
    title: 'Therapies', services: 'Therapies for children', cpv: '85312500-4', otherCpv: [], mixedWith: null, lifetimePence: 100_000_000, amountsPayable: null, vat: 'no VAT is payable', valueBasis: 'Seventeen months', serviceStart: '2027-06-01', serviceEnd: '2028-10-31',
    extensions: null, existingContract: null, representationsTo: 'Procurement', representationsEmail: 'procurement@council.example', intentionOn: null, routeCase: null, providers: [provider],
  },
});
if (opened.kind !== 'done') throw new Error(JSON.stringify(opened));
const ids: { documentId: string; title: string }[] = [];
for (let n = 0; n < DOCUMENTS; n += 1) {
  const documentId = randomUUID();
  ids.push({ documentId, title: `Document ${n}` });
  // Half of a page is words that pack well; PDF and Word are packed already.
  const html = Buffer.concat([Buffer.from('The provider satisfies the contract. '.repeat(600)), Buffer.from(randomBytes(10_000).toString('hex'))]);
  await bed.owner.query(
    `insert into document (authority_id, document_id, case_id, organisation_id, made_by_organisation, kind, title, template, template_hash, audience, data, html, sha256, pdf, pdf_sha256, docx, docx_sha256, frozen_at, frozen_by)
     values ($1, $2, $3, null, null, 'intention-notice', $4, 'psr/notice', $5, '{officers}', '{}', $6, $5, $7, $5, $8, $5, now(), $9)`,
    [AUTHORITY, documentId, caseId, `Document ${n}`, 'a'.repeat(64), html, randomBytes(90_000), randomBytes(30_000), officer.personId]);
}

const pack = new DisclosurePack(bed.source, new Documents(bed.source, new Registry(procedures), bed.reader));
const file = path.join(os.tmpdir(), `clerkwell-disclosure-${randomUUID()}.zip`);
globalThis.gc?.();
const before = process.memoryUsage().rss;
let most = before;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
const started = performance.now();
await pack.log(officer, caseId);
const out = fs.createWriteStream(file);
const closed = new Promise((resolve) => out.once('close', resolve));
await pack.write(officer, { packId: randomUUID(), title: 'Therapies', reference: 'PSR/C', authority: 'Sample', madeBy: 'Priya', madeAt: 'now' }, disclosed(partsOf(nothingYet, [], ids), []), out);
await closed;
const took = performance.now() - started;
clearInterval(watch);
const memory = (most - before) / 1_000_000;
const bytes = fs.statSync(file).size;
fs.rmSync(file);
report('disclosure', { documents: DOCUMENTS, took, memory, bytes }, [
  { what: `a disclosure pack of ${DOCUMENTS} documents`, figure: `${(took / 1000).toFixed(2)} s, ${(bytes / 1_000_000).toFixed(0)} MB packed`, bar: `< ${BAR_MS / 1000} s`, met: took < BAR_MS },
  { what: 'memory held above what was held before', figure: `${memory.toFixed(0)} MB`, bar: `< ${BAR_MB} MB`, met: memory < BAR_MB },
]);
await bed.end();
process.exit();
