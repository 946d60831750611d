import fc from 'fast-check';
import type { Field } from '../../src/engine/procedure.js';
import { answer, typedOf } from '../../src/psr/route-choice/questions/answering.js';
import { askedQuestions, before, nextAfter, questionFor, questionNamed } from '../../src/psr/route-choice/questions/wizard.js';
import { checkInput } from '../../src/engine/input-check.js';
import { RouteFactsInput } from '../../src/psr/route-choice/route-facts.inputs.js';
import { decideRoute } from '../../workflows/psr/route-choice.rules.js';
import type { RouteFacts } from '../../workflows/psr/route-facts.js';
import { partly } from './any-route-facts.js';
import { contract, THERAPY_CONTRACTS, therapyFacts } from './route-facts.js';

const named = (key: string) => questionNamed(key)!;
async function answered(key: string, facts: RouteFacts, typed: Record<string, string>): Promise<RouteFacts> {
  const read = await answer(named(key), facts, typed);
  expect(read.ok ? [] : read.errors).toEqual([]);
  return (read as { facts: RouteFacts }).facts;
}
/** What a form sends that nobody touched. */
const untouched = (key: string, facts: RouteFacts) => typedOf(named(key), facts) as Record<string, string>;

test('“not known yet” is kept as not known, shown again as such, and never as a no', async () => {
  const facts = await answered('individuals', contract(), { 'service.toIndividuals': 'unknown', 'service.description': '' });
  expect(facts.service?.toIndividuals).toBeNull();
  expect(untouched('individuals', facts)['service.toIndividuals']).toBe('unknown');
  expect(decideRoute(facts).missing.map(({ fact }) => fact)).toContain('service.toIndividuals');
});

test('a lifetime value without a figure is not known; with a figure it has to say how VAT stands', async () => {
  expect((await answered('value', contract(), { 'proposed.value.pence': '', 'proposed.value.vat': 'excluded' })).proposed?.value).toBeNull();
  expect(await answer(named('value'), contract(), { 'proposed.value.pence': '100', 'proposed.value.vat': '' })).toMatchObject({ ok: false, errors: [{ field: 'proposed.value.vat' }] });
});

test('a line keeps its view when another is taken out before it, and one that is put in begins without', async () => {
  const line = (what: string, forHealthService: boolean) => ({ what, pays: 'NHS body' as const, section: 'G' as const, forHealthService, reasons: `About ${what}.` });
  const facts = contract({ service: { ...contract().service, lines: [line('Speech', false), line('Physiotherapy', true)] } });
  const after = await answered('lines', facts, {
    'service.lines.rows': '2', 'service.lines.0.what': 'Physiotherapy', 'service.lines.0.pays': 'NHS body', 'service.lines.0.section': 'G', 'service.lines.1.what': 'Hearing', 'service.lines.1.pays': 'unknown', 'service.lines.1.section': 'G',
  });
  expect(after.service?.lines).toMatchObject([{ what: 'Physiotherapy', forHealthService: true, reasons: 'About Physiotherapy.' }, { what: 'Hearing', pays: null }]);
  expect(after.service?.lines?.[1]?.forHealthService).toBeUndefined();
});

test('the four qualified codes are asked about, and the answer stays with its code', async () => {
  const facts = await answered('codes', contract(), { 'service.codes.rows': '2', 'service.codes.0.code': '85142100-7', 'service.codes.1.code': '85323000-9' });
  expect(nextAfter('codes', facts)?.key).toBe('code-questions');
  const asked = untouched('code-questions', facts);
  expect(asked).toMatchObject({ 'service.codes.rows': '1', 'service.codes.0.code': '85323000-9' });
  const after = await answered('code-questions', facts, { ...asked, 'service.codes.0.qualifies': 'yes' });
  expect(after.service?.codes).toEqual([{ code: '85142100-7' }, { code: '85323000-9', qualifies: true }]);
});

test('outside the Regime nothing more is asked', async () => {
  const facts = await answered('authority', { title: 'A contract', on: '2026-03-02' }, { 'authority.kind': 'another body' });
  expect(nextAfter('authority', facts)).toBeNull();
});

test('going back from any question leads to the one from which it was reached', () => {
  for (const facts of [contract(), ...THERAPY_CONTRACTS.map(therapyFacts)]) {
    const asked = askedQuestions(facts);
    asked.slice(1).forEach((question, n) => {
      expect(before(question.key, facts)?.key).toBe(asked[n]!.key);
      expect(nextAfter(asked[n]!.key, facts)?.key).toBe(question.key);
    });
    expect(before(asked[0]!.key, facts)).toBeNull();
  }
});

test('every question has a heading that asks, a reason, and fields that the facts know', async () => {
  for (const facts of [contract(), contract({ need: 'modification' }), contract({ need: 'call-off' }), contract({ need: 'framework' })]) {
    for (const question of askedQuestions(facts)) {
      expect(question.asked).toMatch(/\?$/);
      expect(question.why).toMatch(/^[A-Z].+\.$/);
      for (const field of question.fields(facts)) expect(await isKnown(field)).toBe(true);
    }
  }
});
/** A fact under this name is not refused as one that nobody knows. */
async function isKnown({ name }: Field): Promise<boolean> {
  const facts = name.split('.').reduceRight<unknown>((inner, part) => ({ [part]: inner }), null) as object;
  const checked = await checkInput(RouteFactsInput, { title: 'A contract', on: '2026-03-02', ...facts });
  return checked.ok || !checked.errors.some(({ message }) => message.includes('There is no field'));
}

test('whatever is missing leads to a question that is asked', () => {
  fc.assert(fc.property(partly, ({ some }) => {
    const lost = decideRoute(some).missing.filter(({ fact }) => questionFor(fact, some) === null).map(({ fact }) => fact);
    expect(lost).toEqual([]);
  }), { numRuns: 600 });
});

test('saving each question as it is shown changes no answer of the rules', async () => {
  for (const facts of [contract(), contract({
    need: 'modification', bridge: { inStandstill: false },
    modification: { providedFor: false, successionOnly: false, externalFactors: false, byAuthority: true, differentInCharacter: false, firstAwardedByAOrB: false, originalPence: 100, cumulativeChangePence: 20 },
  }), contract({ need: 'call-off', framework: { running: true, providers: 'one', allowsWithoutCompetition: true, allowsCompetition: false } }), ...THERAPY_CONTRACTS.map(therapyFacts)]) {
    let saved = facts;
    for (const question of askedQuestions(facts)) saved = await answered(question.key, saved, untouched(question.key, saved));
    expect(decideRoute(saved)).toEqual(decideRoute(facts));
  }
});
