import fc from 'fast-check';
import { AUTHORITY_KINDS, EXISTING_STATUSES, NEEDS, PAYERS, SECTIONS, type RouteFacts } from '../../workflows/psr/route-facts.js';

/** Facts of a choice of route as they might be, whole and with some of them not known. */
export const yesNo = fc.boolean();
const words = fc.constantFrom('Because.', '', 'Two providers are known.');
/** Edges of the test and of terms come up often: few days, few amounts. */
const day = fc.constantFrom('2023-12-31', '2024-03-31', '2024-04-01', '2024-05-13', '2025-02-24', '2025-08-31', '2026-03-31');
const pence = fc.constantFrom(0, 100_000_000, 149_999_999, 150_000_000, 200_000_000, 249_999_999, 250_000_000, 400_000_000);
const value = fc.record({ pence, vat: fc.constantFrom('excluded' as const, 'excluded' as const, 'included' as const) });
const mostly = <T,>(usual: T, other: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

export const facts: fc.Arbitrary<RouteFacts> = fc.record({
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
export const partly = fc.tuple(facts, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), yesNo).map(([all, stream, losesDay]) => {
  const some = forget(all, () => stream.next().value! < 2);
  return { all, some: losesDay && some.begun ? { ...some, begun: { ...some.begun, on: null } } : some };
});
