import fc from 'fast-check';
import { considerableChangeTest } from '../../workflows/psr/considerable-change.js';
import { decideRoute } from '../../workflows/psr/route-choice.rules.js';
import { facts, partly, yesNo } from '../psr/any-route-facts.js';

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
