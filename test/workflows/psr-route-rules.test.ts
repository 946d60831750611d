import { considerableChangeTest } from '../../workflows/psr/considerable-change.js';
import { decideRoute } from '../../workflows/psr/route-choice.rules.js';
import type { RouteFacts } from '../../workflows/psr/route-facts.js';
import { contract, on, THERAPY_CONTRACTS, therapyFacts, verdicts } from '../psr/route-facts.js';

const pounds = (amount: number) => ({ pence: amount * 100, vat: 'excluded' as const });
const valued = (old: number, now: number, change: RouteFacts['change'] = contract().change): RouteFacts =>
  contract({ existing: { ...contract().existing, value: pounds(old) }, proposed: { ...contract().proposed, value: pounds(now) }, change });
const said = (answer: ReturnType<typeof decideRoute>) => answer.missing.map(({ fact }) => fact);
const keys = (answer: ReturnType<typeof decideRoute>) => answer.warnings.map(({ key }) => key);

describe('considerable change (reg 6(10) to (12))', () => {
  test.each([
    [1_000_000, 1_499_999, false], [1_000_000, 1_500_000, true], [4_000_000, 4_900_000, false], [2_000_000, 2_500_000, true], [4_000_000, 3_000_000, false],
    [2_000_000, 2_499_999, false], [2_000_004, 2_500_005, true], [2_000_004, 2_500_004, false], [0, 500_000, true],
  ])('from £%d to £%d: considerable is %s', (old, now, considerable) => {
    expect(considerableChangeTest(valued(old, now)).isConsiderable).toBe(considerable);
    expect(on(decideRoute(valued(old, now)), 'direct-award-c').verdict).toBe(considerable ? 'may not' : 'may');
  });

  test('both edges are inclusive to the penny', () => {
    const edge = (pence: number) => considerableChangeTest(contract({ existing: { ...contract().existing, value: pounds(2_000_000) }, proposed: { ...contract().proposed, value: { pence, vat: 'excluded' } } })).isConsiderable;
    expect(edge(250_000_000)).toBe(true);
    expect(edge(249_999_999)).toBe(false);
  });

  test('a rise that answers external factors alone is not considerable while the character stays (reg 6(12))', () => {
    const change = { materiallyDifferent: false, byAuthority: true, externalFactors: true, reasons: 'More patients.', decidedBy: 'Head of commissioning' };
    expect(considerableChangeTest(valued(2_000_000, 2_600_000, change))).toMatchObject({ limbB: true, savedByExternalFactors: true, isConsiderable: false });
    expect(considerableChangeTest(valued(2_000_000, 2_600_000, { ...change, materiallyDifferent: true }))).toMatchObject({ savedByExternalFactors: false, isConsiderable: true });
  });

  test('a succession saves a change of character, unless the rise is considerable too or the successor fails the basic criteria (reg 6(11))', () => {
    const change = { materiallyDifferent: true, byAuthority: true, successionOnly: true, meetsBasicSelection: true, externalFactors: true, reasons: 'A merger of trusts.', decidedBy: 'Head of commissioning' };
    expect(considerableChangeTest(valued(2_000_000, 2_000_000, change))).toMatchObject({ savedBySuccession: true, isConsiderable: false });
    expect(considerableChangeTest(valued(2_000_000, 2_600_000, change))).toMatchObject({ savedBySuccession: false, savedByExternalFactors: false, isConsiderable: true });
    expect(considerableChangeTest(valued(2_000_000, 2_000_000, { ...change, meetsBasicSelection: false })).isConsiderable).toBe(true);
  });

  test('a change that is not the authority’s own decision is not considerable by value (reg 6(10)(b))', () => {
    expect(considerableChangeTest(valued(1_000_000, 9_000_000, { ...contract().change, byAuthority: false }))).toMatchObject({ limbB: false, isConsiderable: false });
  });

  test('the arithmetic of the value is written out (reg 6(10)(b))', () => {
    expect(considerableChangeTest(valued(4_000_000, 4_900_000)).steps.join(' ')).toContain('£4,900,000 less £4,000,000 is £900,000, or 22.5% of £4,000,000.');
    expect(considerableChangeTest(valued(4_000_000, 4_900_000)).steps.join(' ')).toContain('25% of £4,000,000 is £1,000,000, and £900,000 is below that.');
    expect(considerableChangeTest(valued(4_000_000, 3_000_000)).steps.join(' ')).toContain('a fall. The test looks at rises only.');
  });

  test('a value with VAT and one without are not compared', () => {
    const facts = contract({ proposed: { ...contract().proposed, value: { pence: 430_000_000, vat: 'included' } } });
    const answer = decideRoute(facts);
    expect(said(answer)).toContain('proposed.value.vat');
    expect(on(answer, 'direct-award-c').verdict).toBe('cannot be said yet');
  });
});

describe('the order of regulation 6', () => {
  test('direct award C, most suitable provider and competitive are a free choice where an existing contract is replaced (reg 6(5))', () => {
    const answer = decideRoute(contract());
    expect(answer).toMatchObject({ outcome: 'choose', missing: [], mostSuitableDoor: '6(5)' });
    expect(verdicts(answer)).toEqual({
      'direct-award-a': 'may not', 'direct-award-b': 'may not', 'direct-award-c': 'may', 'most-suitable-provider': 'may', competitive: 'may',
      framework: 'may not', 'call-off': 'may not', modification: 'may not', 'urgent-award': 'may not', 'urgent-modification': 'may not',
    });
  });

  test('only the existing provider can provide it: A must, and nothing else may (reg 6(3))', () => {
    const answer = decideRoute(contract({ onlyProvider: { isSo: true, reasons: 'The emergency department of the only hospital.' } }));
    expect(answer.outcome).toBe('choose');
    expect(on(answer, 'direct-award-a').verdict).toBe('must');
    expect(answer.routes.filter(({ verdict }) => verdict !== 'may not').map(({ route }) => route)).toEqual(['direct-award-a']);
  });

  test('A can never set up a new service', () => {
    expect(on(decideRoute(contract({ onlyProvider: { isSo: true, reasons: 'x' }, existing: { status: 'none' } })), 'direct-award-a').verdict).toBe('may not');
  });

  test('P01: patients choose among all who qualify: B must, and the officer is told that C is closed and why', () => {
    const answer = decideRoute(contract({ choice: { offered: true, numberLimited: false, everyQualifiedOffered: true, canExpressInterest: true } }));
    expect(on(answer, 'direct-award-b').verdict).toBe('must');
    expect(on(answer, 'direct-award-c')).toMatchObject({ verdict: 'may not', because: ['Direct award B must be used: patients choose among all providers who qualify.'] });
  });

  test('P01: direct award C is not offered before the questions of B are answered', () => {
    const answer = decideRoute(contract({ choice: null }));
    expect(answer.outcome).toBe('not yet');
    expect(on(answer, 'direct-award-c').verdict).toBe('cannot be said yet');
    expect(said(answer)).toContain('choice.offered');
  });

  test('P02: direct award C is not offered without the considerable change test, and says which input is missing', () => {
    const answer = decideRoute(contract({ change: null, proposed: { ...contract().proposed, value: null } }));
    expect(on(answer, 'direct-award-c').verdict).toBe('cannot be said yet');
    expect(said(answer)).toEqual(expect.arrayContaining(['change.materiallyDifferent', 'change.byAuthority', 'proposed.value']));
    // Where the figures alone decide, the form is still filled in whole.
    expect(said(decideRoute(contract({ change: { ...contract().change, byAuthority: null } })))).toEqual(['change.byAuthority']);
  });

  test('P02: the comparison in words, who took the view, and evidence by key criterion are missed although the answer is known', () => {
    const answer = decideRoute(contract({ change: { ...contract().change, reasons: ' ', decidedBy: null }, satisfaction: { ...contract().satisfaction, evidence: '' } }));
    expect(on(answer, 'direct-award-c').verdict).toBe('may');
    expect(answer.outcome).toBe('not yet');
    expect(said(answer)).toEqual(expect.arrayContaining(['change.reasons', 'change.decidedBy', 'satisfaction.evidence']));
  });

  test('P03: a contract of £500 for a week asks for exactly as much as one of £50,000,000 for ten years', () => {
    const bare = (pence: number, endsOn: string) => decideRoute(contract({
      change: { ...contract().change, reasons: '', decidedBy: '' }, satisfaction: { existing: true, proposed: true },
      existing: { ...contract().existing, value: { pence, vat: 'excluded' } }, proposed: { ...contract().proposed, endsOn, value: { pence, vat: 'excluded' } },
    }));
    expect(said(bare(50_000, '2026-04-07'))).toEqual(said(bare(5_000_000_000, '2036-03-31')));
    expect(said(bare(50_000, '2026-04-07')).length).toBeGreaterThan(3);
  });

  test('C is closed when the existing contract has expired by the day of the choice, and A too: there is no existing provider (reg 2(1))', () => {
    const answer = decideRoute(contract({ on: '2026-04-02', onlyProvider: { isSo: true, reasons: 'x' } }));
    expect(on(answer, 'direct-award-c').because.join(' ')).toContain('expired on 31 March 2026');
    expect(on(answer, 'direct-award-a').verdict).toBe('may not');
  });

  test('C is closed when the provider is not satisfying the contract; most suitable provider needs its own view then, and without it competition must be used (reg 6(6), (7))', () => {
    const facts = contract({ satisfaction: { existing: false, proposed: true, evidence: 'x', performanceInformation: true } });
    expect(on(decideRoute(facts), 'direct-award-c').verdict).toBe('may not');
    expect(decideRoute(facts)).toMatchObject({ mostSuitableDoor: '6(6)' });
    const without = decideRoute({ ...facts, market: { likelyToIdentify: false, reasons: 'Nobody else is known.' } });
    expect(on(without, 'most-suitable-provider').verdict).toBe('may not');
    expect(on(without, 'competitive').verdict).toBe('must');
    expect(said(decideRoute({ ...facts, market: null }))).toContain('market.likelyToIdentify');
  });

  test('a new term that begins within the old one does not take over at its end', () => {
    const answer = decideRoute(contract({ proposed: { ...contract().proposed, startsOn: '2026-03-31' } }));
    expect(on(answer, 'direct-award-c').verdict).toBe('may not');
    expect(keys(answer)).toContain('starts-within-old-term');
  });

  test('only one can provide and everybody may choose: the contradiction is named and nothing may be chosen', () => {
    const answer = decideRoute(contract({ onlyProvider: { isSo: true, reasons: 'x' }, choice: { offered: true, numberLimited: false, everyQualifiedOffered: true, canExpressInterest: true } }));
    expect(answer.outcome).toBe('not yet');
    expect(answer.missing[0]!.what).toContain('One of the two is wrong');
  });

  test('a framework is concluded by the competitive process only, urgent or not (regs 6(8), 16(3))', () => {
    const answer = decideRoute(contract({ need: 'framework', urgency: { mustBeUrgent: true, foreseeable: false, ofOurMaking: false, risksSafety: true } }));
    expect(answer.routes.filter(({ verdict }) => verdict !== 'may not')).toMatchObject([{ route: 'framework', verdict: 'must' }]);
  });

  test('a contract under a framework follows its terms, and only while it runs', () => {
    const terms = { running: true, providers: 'several' as const, allowsWithoutCompetition: false, allowsCompetition: true };
    expect(on(decideRoute(contract({ need: 'call-off', framework: terms })), 'call-off')).toMatchObject({ verdict: 'may', because: [expect.stringContaining('every provider of the framework is invited')] });
    expect(on(decideRoute(contract({ need: 'call-off', framework: { ...terms, running: false } })), 'call-off').verdict).toBe('may not');
    expect(on(decideRoute(contract({ need: 'call-off', framework: { ...terms, providers: 'one' } })), 'call-off').verdict).toBe('may not');
    expect(said(decideRoute(contract({ need: 'call-off', framework: null })))).toContain('framework.running');
  });

  test('an urgent award wants all of the conditions of regulation 14(2); late planning is no ground', () => {
    const urgent = { mustBeUrgent: true, foreseeable: false, ofOurMaking: false, risksSafety: true };
    const answer = decideRoute(contract({ urgency: urgent }));
    expect(on(answer, 'urgent-award').verdict).toBe('may');
    expect(keys(answer)).toContain('urgent-over-12-months');
    expect(on(decideRoute(contract({ urgency: { ...urgent, ofOurMaking: true } })), 'urgent-award')).toMatchObject({ verdict: 'may not', because: [expect.stringContaining('late planning')] });
    expect(on(decideRoute(contract({ urgency: { mustBeUrgent: true } })), 'urgent-award').verdict).toBe('cannot be said yet');
  });

  test('twelve months to the day are not more than twelve', () => {
    const urgent = { mustBeUrgent: true, foreseeable: false, ofOurMaking: false, risksSafety: true };
    const until = (endsOn: string) => keys(decideRoute(contract({ urgency: urgent, proposed: { ...contract().proposed, endsOn } }))).includes('urgent-over-12-months');
    expect([until('2027-03-31'), until('2027-04-01')]).toEqual([false, true]);
  });
});

describe('changes of a contract, regulations 13 and 14(3)', () => {
  const none = { providedFor: false, successionOnly: false, externalFactors: false, byAuthority: true, differentInCharacter: false, firstAwardedByAOrB: false, originalPence: 200_000_000, cumulativeChangePence: 49_999_999 };
  const change = (more: RouteFacts['modification'] = {}) => decideRoute(contract({ need: 'modification', bridge: { inStandstill: false }, modification: { ...none, ...more } }));

  test.each([
    [{}, 'may'], [{ cumulativeChangePence: 50_000_000 }, 'may not'], [{ cumulativeChangePence: 50_000_000, originalPence: 200_000_001 }, 'may'], [{ cumulativeChangePence: -50_000_000 }, 'may not'],
    [{ differentInCharacter: true }, 'may not'], [{ differentInCharacter: true, providedFor: true }, 'may'], [{ byAuthority: false }, 'may not'], [{ byAuthority: false, externalFactors: true }, 'may'],
    [{ byAuthority: false, firstAwardedByAOrB: true }, 'may'], [{ byAuthority: false, successionOnly: true, meetsBasicSelection: true }, 'may'], [{ byAuthority: false, successionOnly: true, meetsBasicSelection: false }, 'may not'],
  ] as const)('with %j the change %s be made', (more, verdict) => {
    expect(on(change(more), 'modification').verdict).toBe(verdict);
  });

  test('a permitted change (reg 13) leaves no room for a new contract; one that is not permitted needs a route to one', () => {
    expect(on(change(), 'direct-award-c').verdict).toBe('may not');
    expect(on(change({ cumulativeChangePence: 50_000_000 }), 'direct-award-c').verdict).toBe('may');
  });

  test('no contract that has ended can be changed', () => {
    const facts = contract({ need: 'modification', existing: { status: 'ended' }, modification: { ...none, providedFor: true }, bridge: { inStandstill: false } });
    expect(on(decideRoute(facts), 'modification').verdict).toBe('may not');
  });

  test('the bridge over a standstill changes the existing contract and awards nothing', () => {
    const bridge = { inStandstill: true, adviceSought: true, expiresBeforeItEnds: true, neededForContinuity: true, noOtherWayInTime: true };
    const answer = decideRoute(contract({ need: 'modification', bridge, modification: { ...none, cumulativeChangePence: 50_000_000 } }));
    expect(on(answer, 'urgent-modification')).toMatchObject({ verdict: 'may', because: [expect.stringContaining('No notice is needed')] });
    expect(on(answer, 'urgent-award').verdict).toBe('may not');
    const without = decideRoute(contract({ need: 'modification', bridge: { ...bridge, adviceSought: false }, modification: none }));
    expect(on(without, 'urgent-modification').verdict).toBe('may not');
  });
});

describe('scope, regulations 2 and 3', () => {
  const line = contract().service!.lines![0]!;
  const service = (more: NonNullable<RouteFacts['service']>) => contract({ service: { ...contract().service, ...more } });

  test('a body that is no relevant authority is outside', () => {
    expect(decideRoute(contract({ authority: { kind: 'another body' } }))).toMatchObject({ outcome: 'outside', scope: { kind: 'other rules' } });
  });

  test('goods, consultancy and social care alone are outside, and every route may not be used', () => {
    const answer = decideRoute(service({ toIndividuals: false }));
    expect(answer.scope.kind).toBe('other rules');
    expect(new Set(Object.values(verdicts(answer)))).toEqual(new Set(['may not']));
  });

  test('a code with a qualification counts only with the answer to its question', () => {
    const community = (qualifies: boolean | null) => decideRoute(service({ codes: [{ code: '85323000-9', qualifies }] }));
    expect(community(true).scope.kind).toBe('PSR');
    expect(community(false).scope.kind).toBe('light touch');
    expect(community(null)).toMatchObject({ outcome: 'not yet', missing: [{ fact: 'service.codes.0.qualifies', what: expect.stringContaining('delivered to individuals') }] });
  });

  test('a health code outside the Schedule leads to the light touch, with a kind word', () => {
    expect(decideRoute(service({ codes: [{ code: '85147000-1' }] })).scope).toMatchObject({ kind: 'light touch', because: expect.stringContaining('is a health code, but Schedule 1 leaves it out') });
    expect(decideRoute(service({ codes: [{ code: '85147000-1' }, { code: '85142100-7' }] })).scope.kind).toBe('PSR');
  });

  test('therapy in section F without a written view: take advice, with what turns on it', () => {
    const answer = decideRoute(service({ lines: [{ what: 'Speech and language therapy', pays: 'education budget', section: 'F' }] }));
    expect(answer.outcome).toBe('take advice');
    expect(answer.scope.turnsOn.join(' ')).toContain('special educational provision instead of health care');
    expect(answer.scope.sources.map(({ cite }) => cite).join(' ')).toContain('s.21(5)');
    expect(Object.values(verdicts(answer)).filter((verdict) => verdict === 'must' || verdict === 'may')).toEqual([]);
  });

  test('a view without reasons that it is for the health service is no written view (reg 3(1))', () => {
    expect(said(decideRoute(service({ lines: [{ ...line, reasons: '  ' }] })))).toContain('service.lines.0.reasons');
  });

  test('nothing for the health service: light touch of the day, or the family’s own choice', () => {
    const school = { lines: [{ ...line, section: 'F' as const, forHealthService: false }] };
    expect(decideRoute(service(school)).scope).toMatchObject({ kind: 'light touch', because: expect.stringContaining('Procurement Act 2023') });
    expect(decideRoute({ ...service(school), begun: { already: true, on: '2025-02-23' } }).scope).toMatchObject({ kind: 'light touch', because: expect.stringContaining('Public Contracts Regulations 2015') });
    expect(decideRoute(service({ ...school, onePersonsChoice: true })).scope.kind).toBe('user choice');
    expect(said(decideRoute(service({ ...school, onePersonsChoice: null })))).toContain('service.onePersonsChoice');
  });

  test('a mixed contract wants both limbs, with figures, and is then one throughout (reg 3(4), (5))', () => {
    const mixed = (other: RouteFacts['other']) => decideRoute(contract({ other: { isThere: true, what: 'Communication aids', ...other } }));
    expect(said(mixed({}))).toEqual(expect.arrayContaining(['other.healthPence', 'other.otherPence', 'other.couldBeSeparate']));
    const harm = 'The aids are fitted by the therapist in the same visit.';
    expect(mixed({ healthPence: 200, otherPence: 100, couldBeSeparate: false, harm }).scope.kind).toBe('PSR');
    expect(mixed({ healthPence: 200, otherPence: 100, couldBeSeparate: true }).scope.kind).toBe('split');
    expect(mixed({ healthPence: 100, otherPence: 200, couldBeSeparate: false, harm }).scope).toMatchObject({ kind: 'split', because: expect.stringContaining('£1, the rest is £2') });
    expect(mixed({ healthPence: 200, otherPence: 200, couldBeSeparate: false, harm })).toMatchObject({ outcome: 'take advice', scope: { turnsOn: [expect.any(String), expect.any(String)] } });
    expect(said(mixed({ healthPence: 200, otherPence: 100, couldBeSeparate: false }))).toContain('other.harm');
  });

  test('lines that are partly education make a mixed contract by themselves', () => {
    const lines = [{ ...line, pence: 300 }, { ...line, what: 'Training of teachers', section: 'F' as const, forHealthService: false, pence: 100 }];
    const answer = decideRoute({ ...service({ lines }), other: { isThere: false, couldBeSeparate: true } });
    expect(answer.scope).toMatchObject({ kind: 'split', because: expect.stringContaining('Health care is £3, the rest is £1') });
  });

  test('one figure for a whole limb does not take back what the values of its lines have said, and where they differ somebody says which is right', () => {
    const lines = [{ ...line, pence: 300 }, { ...line, what: 'Training of teachers', section: 'G' as const, forHealthService: false, pence: 400 }];
    const answer = decideRoute({ ...service({ lines }), other: { isThere: true, couldBeSeparate: false, harm: 'One visit does both.', healthPence: 500, otherPence: 400 } });
    expect(answer.scope).toMatchObject({ kind: 'split', because: expect.stringContaining('Health care is £3, the rest is £4') });
    expect(answer.warnings.find(({ key }) => key === 'two-values')).toMatchObject({ because: 'The health care part: its lines come to £3, and £5 is given for it as a whole.' });
  });
});

describe('transition', () => {
  const begun = (day: string) => decideRoute(contract({ begun: { already: true, on: day } }));
  test('a procedure begun before 1 January 2024 stays under the rules of that time', () => {
    expect(begun('2023-12-31').scope.kind).toBe('earlier rules');
    expect(begun('2024-01-01').scope.kind).toBe('PSR');
    expect(decideRoute(contract({ begun: { already: true } })).outcome).toBe('not yet');
    expect(decideRoute(contract({ begun: null })).outcome).toBe('not yet');
  });
  test('a change of a contract is under the Regime whenever the contract was made', () => {
    expect(decideRoute(contract({ need: 'modification', begun: { already: true, on: '2023-06-01' } })).scope.kind).toBe('PSR');
  });
  test('a procedure begun before 24 February 2025 keeps the first text on exclusions', () => {
    expect(begun('2025-02-23').notes[0]!.note).toContain('first text');
    expect(begun('2025-02-24').notes[0]!.note).toContain('Procurement Act 2023');
  });
});

describe('what was asked for is answered, and nothing by silence', () => {
  test('with nothing known, nothing is decided, everything says why, and what is missing is listed with why it matters', () => {
    const answer = decideRoute({ title: 'A contract', on: '2026-03-02' });
    expect(answer.outcome).toBe('not yet');
    expect(new Set(Object.values(verdicts(answer)))).toEqual(new Set(['cannot be said yet']));
    for (const { because } of answer.routes) expect(because.length).toBeGreaterThan(0);
    expect(answer.missing.length).toBeGreaterThan(10);
    for (const { what, why } of answer.missing) for (const sentence of [what, why]) expect(sentence).toMatch(/^[A-Z“\d].+[.?]$/);
  });

  test('reasons of a new contract are wanted only where one is weighed: not while it hangs on whether a change is permitted', () => {
    const change = { materiallyDifferent: false, byAuthority: false, reasons: null, decidedBy: null };
    const facts = (more: Partial<RouteFacts>) => decideRoute(contract({ change, ...more })).missing.map(({ fact }) => fact);
    expect(facts({})).toContain('change.decidedBy');
    const hangs = facts({ need: 'modification', modification: { providedFor: false, successionOnly: false } });
    expect(hangs.filter((fact) => fact.startsWith('change.'))).toEqual([]);
    expect(hangs.length).toBeGreaterThan(0);
  });

  test('a term that has run already goes to a waiver and down no route', () => {
    const answer = decideRoute(contract({ on: '2029-04-01' }));
    expect(answer).toMatchObject({ outcome: 'waiver', waivers: [{ from: '2026-04-01', to: '2029-03-31' }] });
    expect(new Set(Object.values(verdicts(answer)))).toEqual(new Set(['may not']));
    expect(decideRoute(contract({ on: '2029-03-31' })).outcome).toBe('choose');
  });

  test('each warning appears for what deserves it, and not otherwise', () => {
    expect(keys(decideRoute(contract()))).toEqual([]);
    const with2 = { ...contract().existing, contracts: 3, value: { ...pounds(4_000_000), alsoStated: [{ pence: 399_000_000, where: 'the annex' }] } };
    expect(keys(decideRoute(contract({
      on: '2026-04-01', existing: { ...with2, status: 'not signed' }, satisfaction: { ...contract().satisfaction, performanceInformation: false }, related: { contracts: 2 },
      ranWithoutAuthority: [{ from: '2025-04-01', to: '2026-03-31' }], service: { ...contract().service, lines: [{ ...contract().service!.lines![0]!, section: 'F' }] },
    })))).toEqual(['retrospective-award', 'already-run', 'never-signed', 'contracts-merged', 'two-values', 'no-performance-information', 'aggregation', 'health-or-education']);
  });
});

describe.each(THERAPY_CONTRACTS)('the therapy contract of %s', (name) => {
  const answer = decideRoute(therapyFacts(name));
  test('direct award C may be used for 1 April 2024 to 31 August 2025, once the warnings are answered', () => {
    expect(answer).toMatchObject({ outcome: 'choose', scope: { kind: 'PSR' }, missing: [] });
    expect(on(answer, 'direct-award-c').verdict).toBe('may');
    expect(answer.test).toMatchObject({ isConsiderable: false, limbA: false, limbB: false });
  });
  test('the year that had already run is sent to a waiver and not down a route', () => {
    expect(answer.waivers).toMatchObject([{ from: '2023-04-01', to: '2024-03-31' }]);
    const facts = therapyFacts(name);
    expect(decideRoute({ ...facts, proposed: { ...facts.proposed, startsOn: '2023-04-01', endsOn: '2024-03-31' } }).outcome).toBe('waiver');
  });
  test('the warnings are those that the facts deserve', () => {
    expect(keys(answer)).toEqual([
      'retrospective-award', 'already-run', 'never-signed', ...(name === 'east-kent-hospitals' ? ['two-values'] : []), 'no-performance-information', 'aggregation', 'health-or-education',
    ]);
    expect(answer.warnings.find(({ key }) => key === 'aggregation')!.because).toContain('taken together they would reach both figures');
  });
});
