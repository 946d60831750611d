import fc from 'fast-check';
import { considerableChangeTest } from '../../workflows/psr/considerable-change.js';
import { decideRoute } from '../../workflows/psr/route-choice.rules.js';
import { AUTHORITY_KINDS, EXISTING_STATUSES, NEEDS, PAYERS, SECTIONS, type RouteFacts } from '../../workflows/psr/route-facts.js';

const yesNo = fc.boolean();
const words = fc.constantFrom('Because.', '', 'Two providers are known.');
/** Edges of the test and of terms come up often: few days, few amounts. */
const day = fc.constantFrom('2023-12-31', '2024-03-31', '2024-04-01', '2024-05-13', '2025-02-24', '2025-08-31', '2026-03-31');
const pence = fc.constantFrom(0, 100_000_000, 149_999_999, 150_000_000, 200_000_000, 249_999_999, 250_000_000, 400_000_000);
const value = fc.record({ pence, vat: fc.constantFrom('excluded' as const, 'excluded' as const, 'included' as const) });
const mostly = <T,>(usual: T, other: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const facts: fc.Arbitrary<RouteFacts> = fc.record({
  title: fc.constant('A contract'), on: day,
  authority: fc.record({ kind: mostly(AUTHORITY_KINDS[0], fc.constantFrom(...AUTHORITY_KINDS)) }),
  begun: fc.record({ already: mostly(false, yesNo), on: day, evidence: words }),
  need: mostly('contract', fc.constantFrom(...NEEDS)),
  service: fc.record({
    toIndividuals: mostly(true, yesNo), onePersonsChoice: yesNo,
    codes: fc.array(fc.record({ code: mostly('85142100-7', fc.constantFrom('85323000-9', '85147000-1', '33600000-6', '85142100-3')), qualifies: yesNo }), { minLength: 1, maxLength: 2 }),
    lines: fc.array(fc.record({ what: fc.constant('Therapy'), pays: fc.constantFrom(...PAYERS), section: fc.constantFrom(...SECTIONS), forHealthService: mostly(true, yesNo), reasons: fc.constant('Because.'), pence }), { minLength: 1, maxLength: 2 }),
  }),
  other: fc.record({ isThere: mostly(false, yesNo), healthPence: pence, otherPence: pence, couldBeSeparate: yesNo, harm: words }),
  urgency: fc.record({ mustBeUrgent: mostly(false, yesNo), foreseeable: yesNo, ofOurMaking: yesNo, risksSafety: yesNo }),
  bridge: fc.record({ inStandstill: yesNo, adviceSought: yesNo, expiresBeforeItEnds: yesNo, neededForContinuity: yesNo, noOtherWayInTime: yesNo }),
  framework: fc.record({ running: mostly(true, yesNo), providers: fc.constantFrom('one' as const, 'several' as const), allowsWithoutCompetition: yesNo, allowsCompetition: yesNo }),
  modification: fc.record({
    providedFor: yesNo, successionOnly: yesNo, meetsBasicSelection: yesNo, externalFactors: yesNo, byAuthority: yesNo, differentInCharacter: yesNo, firstAwardedByAOrB: yesNo, originalPence: pence, cumulativeChangePence: pence,
  }),
  existing: fc.record({ status: mostly('in force', fc.constantFrom(...EXISTING_STATUSES)), endsOn: day, value, contracts: fc.constantFrom(1, 3) }),
  proposed: fc.record({ startsOn: day, endsOn: day, value, replacesAtEnd: mostly(true, yesNo) }),
  onlyProvider: fc.record({ isSo: mostly(false, yesNo), reasons: words }),
  choice: fc.record({ offered: yesNo, numberLimited: yesNo, everyQualifiedOffered: yesNo, canExpressInterest: yesNo }),
  change: fc.record({ materiallyDifferent: mostly(false, yesNo), byAuthority: yesNo, successionOnly: yesNo, meetsBasicSelection: yesNo, externalFactors: yesNo, reasons: words, decidedBy: words }),
  satisfaction: fc.record({ existing: mostly(true, yesNo), proposed: mostly(true, yesNo), evidence: words, performanceInformation: yesNo }),
  market: fc.record({ likelyToIdentify: yesNo, reasons: words }),
  related: fc.record({ contracts: fc.constantFrom(0, 2), existingPence: pence, proposedPence: pence }),
  ranWithoutAuthority: fc.constant([]),
});

/** What a fact cannot be without: a line has a name, an amount says how it was counted. */
const KEPT = ['title', 'on', 'what', 'code', 'pence', 'vat', 'from', 'to', 'where'];
/** The same facts with some of them not known. The first answers of a case know less than the last. */
function forget<T>(known: T, lost: () => boolean): T {
  if (Array.isArray(known)) return known.map((each: unknown) => forget(each, lost)) as T;
  if (typeof known !== 'object' || known === null) return known;
  return Object.fromEntries(Object.entries(known).flatMap(([name, inner]) => (name !== 'on' && !KEPT.includes(name) && lost() ? [] : [[name, forget(inner as unknown, lost)]]))) as T;
}
/** `begun.on` has the name of a fact that is always there, so it is forgotten by itself. */
const partly = fc.tuple(facts, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), yesNo).map(([all, stream, losesDay]) => {
  const some = forget(all, () => stream.next().value! < 2);
  return { all, some: losesDay && some.begun ? { ...some, begun: { ...some.begun, on: null } } : some };
});

const isSettled = (verdict: string) => verdict !== 'cannot be said yet';
const RUNS = { numRuns: 3000 };

test('the rules answer for any facts, in whole sentences with their source', () => {
  fc.assert(fc.property(partly, ({ some }) => {
    const answer = decideRoute(some);
    for (const { because, source, title } of answer.routes) {
      expect({ title, because }).toEqual({ title, because: expect.arrayContaining([expect.stringMatching(/[.?]$/)]) });
      expect(source.cite.length).toBeGreaterThan(5);
    }
    expect(answer.scope.because).toMatch(/[.?]$/);
    if (answer.scope.kind === 'take advice') expect(answer.scope.turnsOn.length).toBeGreaterThan(1);
  }), { numRuns: 500 });
});

test('not known is never no: a further answer never takes back what was said, of scope or of a route', () => {
  fc.assert(fc.property(partly, ({ all, some }) => {
    const [before, after] = [decideRoute(some), decideRoute(all)];
    if (!['not yet', 'take advice'].includes(before.scope.kind)) expect(after.scope.kind).toBe(before.scope.kind);
    before.routes.forEach(({ route, verdict }, n) => {
      if (isSettled(verdict)) expect({ route, verdict: after.routes[n]!.verdict }).toEqual({ route, verdict });
    });
    if (before.test.isConsiderable !== null) expect(after.test.isConsiderable).toBe(before.test.isConsiderable);
  }), RUNS);
});

test('there are never two musts, and beside a must no other route to a contract but urgency may be used', () => {
  fc.assert(fc.property(partly, ({ some }) => {
    const { routes } = decideRoute(some);
    const musts = routes.filter(({ verdict }) => verdict === 'must');
    expect(musts.length).toBeLessThanOrEqual(1);
    if (musts.length === 1) expect(routes.filter(({ verdict, route }) => verdict === 'may' && !route.startsWith('urgent')).map(({ route }) => route)).toEqual([]);
  }), RUNS);
});

test('direct award C is never open where the conditions of A or of B hold, or the change is considerable', () => {
  fc.assert(fc.property(partly, ({ some }) => {
    const c = decideRoute(some).routes.find(({ route }) => route === 'direct-award-c')!;
    const { onlyProvider, choice } = some;
    const isB = choice?.offered === true && choice.numberLimited === false && choice.everyQualifiedOffered === true && choice.canExpressInterest === true;
    if (onlyProvider?.isSo === true || isB || considerableChangeTest(some).isConsiderable === true) expect(c.verdict).not.toBe('may');
  }), RUNS);
});

test('something cannot be said exactly when something is missing or advice is to be taken; a route is open to choose only when nothing is', () => {
  fc.assert(fc.property(partly, ({ some }) => {
    const answer = decideRoute(some);
    const isOpen = answer.routes.some(({ verdict }) => !isSettled(verdict));
    const lacksFacts = answer.missing.some(({ kind }) => kind === 'fact');
    if (answer.outcome === 'choose') expect({ missing: answer.missing, isOpen }).toEqual({ missing: [], isOpen: false });
    if (answer.scope.kind === 'PSR') expect({ outcome: answer.outcome, isOpen }).toEqual({ outcome: answer.outcome, isOpen: lacksFacts });
    if (isOpen) expect(answer.missing.length > 0 || answer.scope.kind === 'take advice').toBe(true);
    if (answer.outcome === 'outside' || answer.outcome === 'waiver') expect(answer.routes.every(({ verdict }) => verdict === 'may not')).toBe(true);
  }), RUNS);
});

test('where a route is chosen, at least one is open: the law never leaves a needed contract without any', () => {
  fc.assert(fc.property(facts, (all) => {
    const answer = decideRoute({ ...all, need: 'contract' });
    if (answer.outcome === 'choose') expect(answer.routes.some(({ verdict }) => verdict === 'must' || verdict === 'may')).toBe(true);
  }), RUNS);
});

test('a higher proposal is never less considerable', () => {
  fc.assert(fc.property(facts, fc.nat({ max: 300_000_000 }), (all, more) => {
    const higher = { ...all, proposed: { ...all.proposed, value: { ...all.proposed!.value!, pence: all.proposed!.value!.pence + more } } };
    if (considerableChangeTest(all).isConsiderable === true) expect(considerableChangeTest(higher).isConsiderable).toBe(true);
  }), RUNS);
});

test('the limbs and saves are those of the formula, for every pair of values', () => {
  fc.assert(fc.property(fc.nat({ max: 10_000_000_000 }), fc.nat({ max: 10_000_000_000 }), yesNo, yesNo, yesNo, yesNo, yesNo, (old, now, a, by, succession, meets, external) => {
    const found = considerableChangeTest({
      title: '', on: '2026-01-01', existing: { value: { pence: old, vat: 'excluded' } }, proposed: { value: { pence: now, vat: 'excluded' } },
      change: { materiallyDifferent: a, byAuthority: by, successionOnly: succession, meetsBasicSelection: meets, externalFactors: external },
    });
    const b = by && now - old >= 50_000_000 && BigInt(now - old) * 4n >= BigInt(old);
    expect(found.isConsiderable).toBe((a || b) && !(a && !b && succession && meets) && !(!a && b && external));
  }), RUNS);
});

test('an answer takes far less than 20 ms', () => {
  const sample = fc.sample(facts, 500);
  sample.forEach(decideRoute);
  const started = performance.now();
  sample.forEach(decideRoute);
  expect((performance.now() - started) / sample.length).toBeLessThan(20);
});

test('these facts reach every outcome, every scope, and each route that may or must be used', () => {
  const answers = fc.sample(partly, 6000).flatMap(({ all, some }) => [decideRoute(all), decideRoute(some)]);
  expect([...new Set(answers.map(({ outcome }) => outcome))].sort()).toEqual(['choose', 'not yet', 'outside', 'take advice', 'waiver']);
  expect([...new Set(answers.map(({ scope }) => scope.kind))].sort()).toEqual(['PSR', 'earlier rules', 'light touch', 'not yet', 'other rules', 'split', 'take advice', 'user choice']);
  const open = new Set(answers.flatMap(({ routes }) => routes.filter(({ verdict }) => verdict === 'must' || verdict === 'may').map(({ route, verdict }) => `${verdict} ${route}`)));
  expect([...open].sort()).toEqual([
    'may call-off', 'may competitive', 'may direct-award-c', 'may modification', 'may most-suitable-provider', 'may urgent-award', 'may urgent-modification',
    'must competitive', 'must direct-award-a', 'must direct-award-b', 'must framework',
  ]);
});
