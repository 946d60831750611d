import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import draft4 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { noticeData } from '../../../src/psr/notices/notice.js';
import { noticeRelease, releasePackage } from '../../../src/psr/notices/notice-release.js';
import type { OcdsRelease, ReleaseOptions } from '../../../src/psr/notices/notice-release.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import { NOTICE_KINDS } from '../../../workflows/psr/notice-kinds.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { factsFor, frameworkFacts } from './makers.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const EXTENSION = JSON.parse(readFileSync(join(ROOT, 'docs/ocds-psr-extension.json'), 'utf8')) as { definitions: Record<string, { properties?: object }>; properties: object };
/** The official schemas, where somebody has put them beside the project; the tests hold without them. */
const OFFICIAL = join(ROOT, '../shared/ocds');
const options: ReleaseOptions = { ocid: 'ocds-abc123-psr-26-0007', date: '2026-03-24T10:02:00Z', published: null, correction: null, legalBasis: 'ours' };
const release = (kind: NoticeKind, over: Partial<NoticeFacts> = {}, more: Partial<ReleaseOptions> = {}) => noticeRelease(noticeData(kind, factsFor(kind, over)), factsFor(kind, over), { ...options, ...more });
const all = (): OcdsRelease[] => [...NOTICE_KINDS.map((kind) => release(kind)), ...(['N7', 'N8', 'N9'] as const).map((kind) => noticeRelease(noticeData(kind, frameworkFacts(kind)), frameworkFacts(kind), options))];

function judge(schema: object) {
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore', logger: false });
  ajv.addMetaSchema(draft4);
  const validate = ajv.compile(schema);
  return (data: unknown) => (validate(data) ? [] : (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`));
}
interface Schema {
  definitions: Record<string, { properties?: object; [member: string]: unknown }>;
  properties: object;
  [member: string]: unknown;
}
const official = (): Schema | null => (existsSync(join(OFFICIAL, 'release-schema.json')) ? (JSON.parse(readFileSync(join(OFFICIAL, 'release-schema.json'), 'utf8')) as Schema) : null);

/** A release schema with our extension laid over it. */
function schema(base: Schema = standIn()): object {
  const definitions = { ...base.definitions };
  for (const [name, patch] of Object.entries(EXTENSION.definitions)) definitions[name] = { ...definitions[name], ...patch, properties: { ...definitions[name]?.properties, ...patch.properties } };
  return { ...base, definitions, properties: { ...base.properties, ...EXTENSION.properties } };
}
/** What we rely on of the release schema when the official one is not there. */
function standIn(): Schema {
  const text = { type: 'string', minLength: 1 };
  const period = { type: 'object', properties: { startDate: { type: 'string', format: 'date-time' }, endDate: { type: 'string', format: 'date-time' } }, additionalProperties: false };
  return {
    $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', required: ['ocid', 'id', 'date', 'tag', 'initiationType'],
    definitions: { Period: period, Classification: { type: 'object', required: ['scheme', 'id'], properties: { scheme: text, id: text } }, Value: { type: 'object', properties: { amount: { type: 'number' }, currency: { type: 'string', enum: ['GBP'] } } }, Tender: { type: 'object', required: ['id'], properties: {} }, Award: { type: 'object', required: ['id'], properties: { value: { $ref: '#/definitions/Value' }, contractPeriod: { $ref: '#/definitions/Period' } } } },
    properties: { ocid: { type: 'string', pattern: '^ocds-' }, id: text, date: { type: 'string', format: 'date-time' }, tag: { type: 'array', minItems: 1, items: { type: 'string', enum: ['planning', 'planningUpdate', 'tender', 'tenderUpdate', 'tenderCancellation', 'award', 'awardUpdate', 'contract', 'contractUpdate', 'contractAmendment'] } }, tender: { $ref: '#/definitions/Tender' }, awards: { type: 'array', items: { $ref: '#/definitions/Award' } } },
  };
}

describe('the OCDS release of a notice', () => {
  test('every kind is valid against what we rely on of OCDS 1.1.5, with our extension laid over it', () => {
    const faults = judge(schema());
    for (const each of all()) expect([each.psr.noticeKind, faults(each)]).toEqual([each.psr.noticeKind, []]);
  });

  test('every kind is valid against the official schema, where it is there', () => {
    const faults = judge(schema(official() ?? undefined));
    for (const each of all()) expect([each.psr.noticeKind, faults(each)]).toEqual([each.psr.noticeKind, []]);
  });

  test('the judge is awake: a wrong release is refused', () => {
    const faults = judge(schema(official() ?? undefined));
    const right = release('N2');
    expect(faults({ ...right, ocid: undefined, tag: ['intention'], psr: { ...right.psr, noticeKind: 'N99', conflicts: { declared: '' } } }).length).toBeGreaterThanOrEqual(3);
  });

  test('a package of them is valid too, and names the extension', () => {
    const made = releasePackage(all(), { uri: 'https://sample.example/releases', publishedDate: options.date, publisher: 'Sample County Council', extension: 'https://sample.example/docs/ocds-psr-extension.json' });
    expect(made.extensions).toContain('https://sample.example/docs/ocds-psr-extension.json');
    expect(made).toMatchObject({ version: '1.1', license: expect.stringContaining('open-government-licence') as unknown });
    const file = join(OFFICIAL, 'release-package-schema.json');
    if (!existsSync(file)) return;
    const packageSchema = JSON.parse(readFileSync(file, 'utf8')) as { properties: { releases: { items: object } } };
    packageSchema.properties.releases.items = { type: 'object' };
    expect(judge(packageSchema)(made)).toEqual([]);
  });

  test.each([['N4', ['planning']], ['N7', ['tender']], ['N2', ['award']], ['N5', ['award']], ['N8', ['award']], ['N3', ['award', 'contract']], ['N1', ['award', 'contract']], ['N11', ['award', 'contract']], ['N10', ['contractAmendment']], ['N12', ['contractAmendment']], ['N13', ['tenderCancellation']]] as const)('%s has the tag %j', (kind, tag) => {
    expect(release(kind).tag).toEqual(tag);
  });

  test('an intention carries the standstill and neither a date of award, a signature nor dates of services', () => {
    const made = release('N2');
    expect(made.awards).toMatchObject([{ status: 'pending', standstillPeriod: { startDate: '2026-03-25T00:00:00+00:00', endDate: '2026-04-08T23:59:59+01:00' }, value: { amount: 1525000, amountGross: 1525000, currency: 'GBP' } }]);
    expect(made.awards?.[0]).not.toHaveProperty('date');
    expect(made.awards?.[0]).not.toHaveProperty('contractPeriod');
    expect(made).not.toHaveProperty('contracts');
    expect(made.psr).toMatchObject({ standstill: { begins: '2026-03-25', representationsUntil: '2026-04-08' }, representations: { email: 'health@sample.example' }, conflicts: { declared: 'noneDeclared' } });
  });

  test('a confirmation carries the signature and no standstill', () => {
    const made = release('N3');
    expect(made.contracts).toMatchObject([{ dateSigned: '2026-03-02T00:00:00+00:00', period: { endDate: '2029-06-30T23:59:59+01:00' } }]);
    expect(made.awards?.[0]).not.toHaveProperty('standstillPeriod');
  });

  test('the law is named rightly, unless a reader must match what Find a Tender records', () => {
    expect(release('N2').tender.legalBasis).toMatchObject({ scheme: 'UKSI', id: '2023/1348' });
    expect(release('N2', {}, { legalBasis: 'as Find a Tender records it' }).tender.legalBasis).toEqual({ scheme: 'CELEX', id: '32014L0024' });
  });

  test('VAT is told apart: amount without it, amountGross with it', () => {
    const value = { lifetimePence: 12_050, amountsPayable: null, basis: 'One session' };
    expect(release('N2', { value: { ...value, vat: 'excluding VAT' } }).awards?.[0]).toHaveProperty('value', { amount: 120.5, currency: 'GBP' });
    expect(release('N2', { value: { ...value, vat: 'including VAT' } }).awards?.[0]).toHaveProperty('value', { amountGross: 120.5, currency: 'GBP' });
  });

  test('parties and suppliers are the same organisations, with addresses', () => {
    const made = release('N2');
    expect(made.parties).toMatchObject([{ id: 'buyer', roles: ['buyer', 'procuringEntity'] }, { id: 'GB-COH-00000001', roles: ['supplier'], address: { streetAddress: '4 Example Lane', locality: 'Sampleton', postalCode: 'SA2 2BB' } }]);
    expect(made.awards?.[0]).toHaveProperty('suppliers', [{ id: 'GB-COH-00000001', name: 'Willow Bank Health CIC (sample)' }]);
  });

  test('nothing in a release is null: OCDS reads null as a deletion', () => {
    for (const each of all()) expect(JSON.stringify(each)).not.toContain('null,');
  });

  test('there is no release of a draft', () => {
    const facts = factsFor('N2', { value: null });
    expect(() => noticeRelease(noticeData('N2', facts), facts, options)).toThrow('cannot be published yet');
  });

  test('an update says so; a notice published again does not', () => {
    const correction = (kind: 'erratum' | 'amended, same dates' | 'republished, the clock starts again') => ({ kind, of: { kind: 'N2' as const, number: '025501-2026', publishedOn: '2026-03-20' as never, link: null, by: { name: 'A', role: 'b' } }, changes: [], inTheNotice: '' });
    expect(release('N2', {}, { correction: correction('erratum') }).tag).toEqual(['awardUpdate']);
    expect(release('N2', {}, { correction: correction('republished, the clock starts again') }).tag).toEqual(['award']);
  });
});
