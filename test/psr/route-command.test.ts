import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from '../../src/cli.js';
import { decideRoute } from '../../workflows/psr/route-choice.rules.js';
import type { RouteAnswer } from '../../workflows/psr/route-choice.answer.js';
import { contract, THERAPY_CONTRACTS } from './route-facts.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'route-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

interface Answered {
  readonly code: number;
  readonly ok: boolean;
  readonly result: RouteAnswer;
  readonly findings: readonly { code: string; severity: string; where: string; message: string; expected: string; source: string | null }[];
}
async function clerkwell(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const ran = { code: 0, out: '', err: '' };
  ran.code = await runCli(argv, { out: (text) => (ran.out += text), err: (text) => (ran.err += text) });
  return ran;
}
async function route(facts: unknown): Promise<Answered> {
  const file = path.join(folder, 'facts.json');
  fs.writeFileSync(file, typeof facts === 'string' ? facts : JSON.stringify(facts));
  const { code, out } = await clerkwell('route', file, '--json');
  return { code, ...(JSON.parse(out) as Omit<Answered, 'code'>) };
}
const value = (pence: unknown, more: object = {}) => contract({ proposed: { ...contract().proposed, value: { pence, vat: 'excluded', ...more } as never } });

test('everything known and nothing to warn of: exit 0, each route with its verdict, reason and regulation', async () => {
  const { code, ok, result, findings } = await route(contract());
  expect({ code, ok, findings }).toEqual({ code: 0, ok: true, findings: [] });
  expect(result.routes).toContainEqual(expect.objectContaining({ route: 'direct-award-c', verdict: 'may', source: expect.objectContaining({ cite: expect.stringContaining('reg 6(5)') }) }));
});

test.each(THERAPY_CONTRACTS)('the sample facts of %s: direct award C may be used, the year that ran goes to a waiver, and the warnings are findings', async (name) => {
  const { code, out } = await clerkwell('route', `src/sample/routes/${name}.json`, '--json');
  const answer = JSON.parse(out) as Answered;
  expect(code).toBe(1);
  expect(answer.result.outcome).toBe('choose');
  expect(answer.findings.map((each) => each.code)).toEqual(expect.arrayContaining(['for-waiver', 'retrospective-award', 'never-signed', 'no-performance-information', 'aggregation', 'health-or-education']));
});

test('for people it says the same in words, once', async () => {
  const { out } = await clerkwell('route', 'src/sample/routes/east-kent-hospitals.json');
  expect(out).toContain('MAY                  Direct award C');
  expect(out).toContain('£1,066,616 less £752,905 is £313,711');
  expect(out).toContain('1 April 2023 to 31 March 2024');
  expect(out.split('Two values differ.')).toHaveLength(2);
});

test('what is missing is an error, with the fact and why it matters', async () => {
  const { code, findings } = await route(contract({ choice: null }));
  expect(code).toBe(1);
  expect(findings).toContainEqual(expect.objectContaining({ code: 'missing-fact', severity: 'error', where: 'choice.offered', message: 'Say whether patients are offered a choice of provider.' }));
});

describe('bad input says which field and how to put it right, and exits with 2', () => {
  test.each([
    ['pounds with pence behind the point', value(752_905.5), 'proposed.value.pence', 'whole pence'],
    ['less than nothing', value(-1), 'proposed.value.pence', 'less than nothing'],
    ['another currency', value('€752,905'), 'proposed.value.pence', 'pounds sterling'],
    ['VAT in the figure', value('£752,905 plus VAT'), 'proposed.value.pence', 'VAT'],
    ['pence as text', value('75290500p'), 'proposed.value.pence', 'not in pence'],
    ['a sum with too many digits', value(1_000_000_000_001), 'proposed.value.pence', 'number of digits'],
    ['nothing said of VAT', value(100, { vat: undefined }), 'proposed.value.vat', 'excluded or included'],
    ['a term that ends before it starts', contract({ proposed: { ...contract().proposed, startsOn: '2029-04-01' } }), 'proposed.endsOn', 'ends before it starts'],
    ['an existing contract that ends before it starts', contract({ existing: { ...contract().existing, startsOn: '2026-04-01' } }), 'existing.endsOn', 'ends before it starts'],
    ['31 April', contract({ on: '2026-04-31' }), 'on', 'real day'],
    ['30 February of a time that ran', contract({ ranWithoutAuthority: [{ from: '2025-02-30', to: '2025-03-31' }] }), 'ranWithoutAuthority.0.from', 'real day'],
    ['a wrong check digit', contract({ service: { ...contract().service, codes: [{ code: '85142100-6' }] } }), 'service.codes.0.code', 'Did you mean 85142100-7 (Physiotherapy services)?'],
    ['a code that is none', contract({ service: { ...contract().service, codes: [{ code: 'therapy' }] } }), 'service.codes.0.code', 'eight digits'],
    ['yes in words', { ...contract(), urgency: { mustBeUrgent: 'yes' } }, 'urgency.mustBeUrgent', 'true, false, or left out'],
    ['a field that nobody knows', { ...contract(), colour: 'blue' }, 'colour', 'no field "colour" in the facts'],
    ['a kind of authority that nobody knows', { ...contract(), authority: { kind: 'council' } }, 'authority.kind', 'local authority in England'],
    ['no title', { ...contract(), title: undefined }, 'title', 'Say what the contract is'],
  ])('%s', async (_, facts, where, words) => {
    const { code, ok, findings } = await route(facts);
    expect({ code, ok }).toEqual({ code: 2, ok: false });
    expect(findings).toContainEqual(expect.objectContaining({ where, message: expect.stringContaining(words) }));
  });

  test('several faults are told at once', async () => {
    const { findings } = await route({ ...contract(), title: '', on: '2026-04-31' });
    expect(findings.map(({ where }) => where)).toEqual(['title', 'on']);
  });

  test.each([['{', 'It is not JSON'], ['[1]', 'one JSON object'], ['null', 'one JSON object']])('%s', async (text, words) => {
    const { code, findings } = await route(text);
    expect(code).toBe(2);
    expect(findings[0]!.message).toContain(words);
  });

  test('no file, and a file that is not there', async () => {
    expect((await clerkwell('route')).code).toBe(2);
    const { code, err } = await clerkwell('route', path.join(folder, 'nothing.json'));
    expect(code).toBe(2);
    expect(err).toContain('cannot be read');
  });
});

test('a health code outside the Schedule is not bad input: the rules answer kindly', async () => {
  const { code, result } = await route(contract({ service: { ...contract().service, codes: [{ code: '85147000-1' }] } }));
  expect(code).toBe(0);
  expect(result.scope).toMatchObject({ kind: 'light touch', because: expect.stringContaining('Company health services') });
});

test('the schema comes from the classes that check: every field of the samples is in it, and nothing else is taken', async () => {
  const { code, out } = await clerkwell('route', '--schema', '--json');
  expect(code).toBe(0);
  type Schema = { properties: Record<string, { anyOf?: { $ref?: string; items?: { $ref?: string } }[]; $ref?: string }>; additionalProperties: boolean; required: string[]; $defs: Record<string, Schema> };
  const schema = (JSON.parse(out) as { result: Schema }).result;
  expect(schema.required.sort()).toEqual(['on', 'title']);
  const unknown: string[] = [];
  const look = (facts: unknown, of: Schema, at: string): void => {
    expect(of.additionalProperties).toBe(false);
    for (const [name, inner] of Object.entries(facts as object)) {
      const property = of.properties[name];
      if (!property) unknown.push(`${at}${name}`);
      const ref = /"#\/\$defs\/(\w+)"/.exec(JSON.stringify(property ?? {}))?.[1];
      if (ref) for (const each of [inner as unknown].flat()) look(each, schema.$defs[ref]!, `${at}${name}.`);
    }
  };
  for (const name of THERAPY_CONTRACTS) look(JSON.parse(fs.readFileSync(`src/sample/routes/${name}.json`, 'utf8')), schema, '');
  expect(unknown).toEqual([]);
});

test('reading, checking and answering takes far less than half a second, and the answer itself less than 20 ms', async () => {
  const facts = JSON.parse(fs.readFileSync('src/sample/routes/kent-community-health-west.json', 'utf8')) as never;
  await clerkwell('route', 'src/sample/routes/kent-community-health-west.json', '--json');
  const started = performance.now();
  await clerkwell('route', 'src/sample/routes/kent-community-health-west.json', '--json');
  expect(performance.now() - started).toBeLessThan(500);
  const before = performance.now();
  for (let n = 0; n < 100; n += 1) decideRoute(facts);
  expect((performance.now() - before) / 100).toBeLessThan(20);
});
