import { EXCLUSION_SETS } from '../../workflows/qpl/exclusions.js';
import { blockersOf } from '../../workflows/qpl/application.case.js';
import { regimeRules } from '../../workflows/qpl/regimes.js';
import { missingFrom } from '../../src/qpl/application/complete.js';
import { cliniciansIn } from '../../src/qpl/application/form/clinicians.js';
import { DECLARATIONS } from '../../src/qpl/application/form/common-questions.js';
import { concernsIn } from '../../src/qpl/application/form/exclusion-questions.js';
import { answerInWords, answersGiven, askedQuestions, questionsOf } from '../../src/qpl/application/form/form.js';
import { countWords, NOT_APPLICABLE, noEvidence, wrongWith } from '../../src/qpl/application/form/question.js';
import { copyOf } from '../../src/qpl/application/reuse.js';
import { remindersToCome } from '../../src/qpl/application/submit.facts.js';
import type { Scheme } from '../../src/qpl/scheme/scheme.js';
import { answersOf } from '../../src/sample/answers.js';
import { APPLICANTS } from '../../src/sample/authority.js';
import { SCHEME } from '../../src/sample/scheme.js';
import { occupationalRegister } from './makers.js';

/** The form of a list, by its law, its lots and what was answered so far. */
const lots = [{ lotId: SCHEME.lots[0]!.lotId }];
const complete = answersOf(APPLICANTS.newcomer, {});
const given = SCHEME.evidence.filter(({ needed }) => needed !== 'optional').map(({ requirement, title }) => ({ requirement, title, sha256: 'a'.repeat(64), fileName: `${requirement}.pdf`, validUntil: null }));
const filled = { answers: complete, lots, evidence: given, declarations: DECLARATIONS.map(({ declaration }) => declaration) };
const question = (scheme: Scheme, key: string, chosen = lots) => questionsOf(scheme, chosen).find((each) => each.question === key)!;
const wrong = (key: string, answer: string, answers: Record<string, string> = {}, scheme: Scheme = SCHEME) => wrongWith(question(scheme, key), answer, { ...answers, [key]: answer });
const left = (answers: Record<string, string>, more = {}) => missingFrom(SCHEME, { ...filled, answers: { ...complete, ...answers }, ...more }).map(({ key }) => key);

const underNewLaw: Scheme = { ...SCHEME, regime: 'PA23_DYNAMIC_MARKET', rules: regimeRules('PA23_DYNAMIC_MARKET') };
const withQuestions: Scheme = {
  ...SCHEME, price: { kind: 'ceiling', lines: [{ key: 'hour', lotId: lots[0]!.lotId, unit: 'hour of therapy', ceilingPence: 7000 }] },
  questions: [{ key: 'Q1', lotId: lots[0]!.lotId, asked: 'How do you work with schools?', guidance: 'Say who meets whom.', wordLimit: 20, weight: 100, scale: [], passMark: 3 }],
};

test('a form that is filled in lacks nothing', () => {
  expect(left({})).toEqual([]);
});

describe('Exclusion grounds', () => {
  test.each([['PCR15', SCHEME], ['PA23', underNewLaw]] as const)('those of %s are asked, each by name; what officers look up themselves is not', (set, scheme) => {
    const options = [...question(scheme, 'exclusion-mandatory').options!, ...question(scheme, 'exclusion-discretionary').options!].map(({ value }) => value).filter((value) => value !== 'none');
    expect(options).toEqual(EXCLUSION_SETS[set].grounds.filter(({ key }) => !key.startsWith('debarment')).sort((a, b) => Number(a.kind === 'discretionary') - Number(b.kind === 'discretionary')).map(({ key }) => key));
  });

  test('what is ticked is asked about one by one, and opens a concern with what was put right', () => {
    const answers = { ...complete, 'exclusion-discretionary': 'insolvency', 'ground-insolvency': 'An arrangement in 2024.', 'put-right-insolvency': 'All were paid.' };
    expect(askedQuestions(SCHEME, { answers, lots }).map((each) => each.question)).toEqual(expect.arrayContaining(['ground-insolvency', 'put-right-insolvency']));
    expect(left({ 'exclusion-discretionary': 'insolvency' })).toEqual(['ground-insolvency', 'put-right-insolvency']);
    expect(concernsIn(EXCLUSION_SETS.PCR15, answers)).toEqual([expect.objectContaining({ ground: 'insolvency', kind: 'discretionary', detail: 'An arrangement in 2024.', selfCleaning: 'All were paid.' })]);
    expect(concernsIn(EXCLUSION_SETS.PCR15, complete)).toEqual([]);
  });

  test('“none of these” and a ground cannot both be ticked, nor a ground of another law', () => {
    expect(wrong('exclusion-mandatory', 'none,fraud')).toMatch(/^Either tick “None of these”/);
    expect(wrong('exclusion-mandatory', 'cartel')).toBe('Choose from the answers shown');
    expect(wrong('exclusion-mandatory', 'none')).toBeNull();
  });

  test('officers read them in words', () => {
    expect(answerInWords('exclusion-mandatory', 'fraud')).toMatch(/^A conviction for/);
    expect(answerInWords('exclusion-mandatory', 'none')).toBe('None of these');
  });
});

describe('Clinicians', () => {
  test.each([
    ['an HCPC number of another profession', 'Alex, physiotherapist, SL12345', /belongs to the profession ‘speech and language therapist’/],
    ['a number that is none', 'Alex, occupational therapist, OT', /letters of the profession and up to six digits/],
    ['no number', 'Alex, occupational therapist', /Enter the registration number/],
    ['another register without its name', 'Robin, play therapist, 990031', /register and the number in it/],
  ])('%s is not taken', (_, line, message) => {
    expect(wrong('clinicians', line)).toMatch(message);
  });

  test('each goes on with its register and number, normalised', () => {
    expect(cliniciansIn('Alex, occupational therapist, ot 12345\nRobin, play therapist, PTUK 990031')).toEqual([
      { name: 'Alex', profession: 'occupational therapist', register: 'HCPC', number: 'OT12345' },
      { name: 'Robin', profession: 'play therapist', register: 'PTUK', number: '990031' },
    ]);
  });
});

describe('Who applies', () => {
  test('a company number that is the charity’s is pointed at', () => {
    expect(wrong('company-number', '1234567', { 'charity-number': '1234567' })).toMatch(/This is the number that you gave as your charity number/);
    expect(wrong('company-number', '1234567-1')).toMatch(/This is a charity’s number/);
    expect(wrong('company-number', '01234567', { 'charity-number': '7654321' })).toBeNull();
  });

  test('two legal persons under one name say which one applies', () => {
    expect(left({ 'one-legal-person': 'no' })).toEqual(['which-legal-person']);
    expect(left({ 'one-legal-person': 'no', 'which-legal-person': 'Weald Hands Ltd applies; the charity runs the clinic.' })).toEqual([]);
  });
});

describe('What does not apply', () => {
  test('may be said where it may not apply, with a reason', () => {
    expect(wrong('ico-number', `${NOT_APPLICABLE}we keep nothing on computers`)).toBeNull();
    expect(wrong('ico-number', `${NOT_APPLICABLE}no`)).toBe('Say in a sentence why this does not apply to you');
    expect(wrong('legal-name', `${NOT_APPLICABLE}we have no name at all`)).toBe('This applies to everybody. Enter an answer');
  });

  test('of evidence too, and an officer reads why', () => {
    const answers = { [noEvidence('public-liability')]: `${NOT_APPLICABLE}covered by our NHS trust` };
    const evidence = given.filter(({ requirement }) => requirement !== 'public-liability');
    expect(left({}, { evidence })).toEqual(['public-liability']);
    expect(left(answers, { evidence })).toEqual([]);
    expect(answersGiven(SCHEME, { answers: { ...complete, ...answers }, lots })).toContainEqual(expect.objectContaining({ section: 'F', asked: 'Public liability insurance', answer: answers[noEvidence('public-liability')] }));
  });

  // Domain reference section 6, check 12.
  test('a sole trader without staff needs no employers’ liability; with an employee it is missing, and blocks until it is there', () => {
    const evidence = given.filter(({ requirement }) => requirement !== 'employers-liability');
    expect(left({ employs: 'no' }, { evidence })).toEqual([]);
    expect(left({ employs: 'yes' }, { evidence })).toEqual(['employers-liability']);
    const check = { ...occupationalRegister, check: 'employers-liability', about: 'provider' };
    const found = (finding: 'not applicable' | 'fail') => ({ checks: [check], waivers: [], findings: [{ check: check.check, about: 'provider', finding, reason: 'No staff.', method: 'declaration read', verifiedOn: '2026-11-03', validUntil: null, by: { personId: 'p', name: 'Olive', role: 'procurement officer', organisationId: null, inPlaceOf: null }, at: '2026-11-03T12:00:00.000Z' }] });
    expect(blockersOf(found('not applicable'), 'lot-ot')).toEqual([]);
    expect(blockersOf(found('fail'), 'lot-ot')).toEqual([check]);
  });
});

describe('Scored questions and prices', () => {
  test('those of the lots that were chosen are asked, and no general one twice', () => {
    const keys = (chosen: { lotId: string }[]) => questionsOf(withQuestions, chosen).map((each) => each.question);
    expect(keys(lots)).toEqual(expect.arrayContaining(['quality-Q1', 'price-hour']));
    expect(keys(lots)).not.toContain('continuity');
    expect(keys([])).not.toContain('quality-Q1');
  });

  test('an answer over the limit is kept whole, and it is said by how many words', () => {
    const long = Array.from({ length: 23 }, (_, n) => `word${n}`).join(' ');
    expect(countWords(long)).toBe(23);
    expect(wrong('quality-Q1', long, {}, withQuestions)).toMatch(/^This is 3 words over the limit of 20\. Nothing was cut/);
    expect(wrong('quality-Q1', long.split(' ').slice(0, 20).join(' '), {}, withQuestions)).toBeNull();
    expect(countWords('We meet — each term – with the school’s SENCO.')).toBe(8);
  });

  test('a rate above the ceiling is not taken', () => {
    expect(wrong('price-hour', '70.01', {}, withQuestions)).toMatch(/above the ceiling of £70\.00/);
    expect(wrong('price-hour', '£70', {}, withQuestions)).toBeNull();
  });

  test('the newer law asks for the share code', () => {
    expect(questionsOf(underNewLaw, lots).some((each) => each.question === 'share-code')).toBe(true);
    expect(questionsOf(SCHEME, lots).some((each) => each.question === 'share-code')).toBe(false);
  });
});

test('what is copied is marked to be confirmed with where and when it was given, and is missing until it is', () => {
  const context = { schemeTitle: 'Older list', answers: answersGiven(SCHEME, { answers: complete, lots }), evidence: given } as never;
  const copied = copyOf({ caseId: 'c', authorityId: 'a', authority: 'Another council', scheme: 'Older list', on: '2026-03-03', context });
  expect(copied.toConfirm['complaints']).toEqual({ from: 'Older list, Another council', on: '2026-03-03' });
  expect(copied.evidence).toEqual(given);
  expect(left({}, { toConfirm: copied.toConfirm })).toEqual(expect.arrayContaining(['complaints', 'public-liability']));
});

test('reminders are those still to come, by the day of the close', () => {
  expect(remindersToCome('2026-11-30', '2026-11-10T12:00:00.000Z')).toHaveLength(3);
  expect(remindersToCome('2026-11-30', '2026-11-27T12:00:00.000Z')).toEqual(['qpl.close-reminder-2', 'qpl.close-reminder-1']);
  expect(remindersToCome('2026-11-30', '2026-11-30T10:00:00.000Z')).toEqual([]);
});
