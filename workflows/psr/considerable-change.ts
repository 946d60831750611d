import type { Source } from '../shared/vocabulary.js';
import { percent, pounds } from './in-words.js';
import type { RouteFacts } from './route-facts.js';
import { considerableChange, externalSave, successionSave } from './route-choice.sources.js';
import { allOf, anyOf, no, tri, type Tri } from './three-valued.js';

/** Regulation 6(10)(b)(ii): at least £500,000 more. In pence. */
const LEAST_RISE = 50_000_000;

/** The considerable change test of regulation 6(10) to (12), with its inputs and its arithmetic, as the record prints it. */
export interface ConsiderableChange {
  /** Lifetime value of the existing contract when it was entered into, and of the proposal, in pence. */
  readonly oldPence: number | null;
  readonly newPence: number | null;
  readonly differencePence: number | null;
  /** Hundredths of a percent, rounded down; null where there is nothing to divide by. */
  readonly percentHundredths: number | null;
  readonly differentInCharacter: boolean | null;
  readonly byAuthority: boolean | null;
  readonly riseIs500k: boolean | null;
  readonly riseIs25Percent: boolean | null;
  /** Limb (a) and limb (b) of 6(10). */
  readonly limbA: boolean | null;
  readonly limbB: boolean | null;
  readonly savedBySuccession: boolean | null;
  readonly savedByExternalFactors: boolean | null;
  /** The answer; null while it cannot be said. */
  readonly isConsiderable: boolean | null;
  /** The arithmetic and the reasoning, a sentence each. */
  readonly steps: readonly string[];
  /** The questions whose answers it still needs, as paths into the facts. */
  readonly needs: readonly string[];
  readonly sources: readonly Source[];
}

/** Works the test out as far as the facts go. Total: what is not known stays not known. */
export function considerableChangeTest(facts: RouteFacts): ConsiderableChange {
  const { change, existing, proposed } = facts;
  const [old, now] = [existing?.value ?? null, proposed?.value ?? null];
  const isAlike = old === null || now === null || old.vat === now.vat;
  const difference = old !== null && now !== null && isAlike ? now.pence - old.pence : null;
  const riseIs500k: Tri = difference === null ? undefined : difference >= LEAST_RISE;
  // In whole pence, so that the edge is exact: a quarter more is four times the difference.
  const riseIs25Percent: Tri = difference === null ? undefined : difference * 4 >= old!.pence;

  const limbA = tri(change?.materiallyDifferent);
  const byAuthority = tri(change?.byAuthority);
  const limbB = allOf(byAuthority, riseIs500k, riseIs25Percent);
  const [succession, meetsBasic, external] = [tri(change?.successionOnly), tri(change?.meetsBasicSelection), tri(change?.externalFactors)];
  const savedBySuccession = allOf(limbA, no(limbB), succession, meetsBasic);
  const savedByExternalFactors = allOf(no(limbA), limbB, external);
  const isConsiderable = allOf(anyOf(limbA, limbB), no(savedBySuccession), no(savedByExternalFactors));

  const percentHundredths = difference === null || old!.pence === 0 ? null : Math.floor((difference * 10_000) / old!.pence);
  const needs = isConsiderable !== undefined ? [] : stillNeeded({ limbA, byAuthority, limbB, succession, meetsBasic, external, isAlike, hasOld: old !== null, hasNew: now !== null });
  return {
    oldPence: old?.pence ?? null, newPence: now?.pence ?? null, differencePence: difference, percentHundredths,
    differentInCharacter: limbA ?? null, byAuthority: byAuthority ?? null, riseIs500k: riseIs500k ?? null, riseIs25Percent: riseIs25Percent ?? null,
    limbA: limbA ?? null, limbB: limbB ?? null, savedBySuccession: savedBySuccession ?? null, savedByExternalFactors: savedByExternalFactors ?? null, isConsiderable: isConsiderable ?? null,
    steps: [
      ...characterStep(limbA),
      ...valueSteps(old?.pence ?? null, now?.pence ?? null, difference, percentHundredths, isAlike),
      ...limbBStep(byAuthority, riseIs500k, riseIs25Percent, limbB),
      ...saveSteps({ limbA, limbB, succession, meetsBasic, external, savedBySuccession, savedByExternalFactors }),
      isConsiderable === undefined ? 'Whether the change is considerable cannot be said yet.' : isConsiderable ? 'So the considerable change threshold is met.' : 'So the considerable change threshold is not met.',
    ],
    needs,
    sources: [considerableChange, ...(savedBySuccession ? [successionSave] : []), ...(savedByExternalFactors ? [externalSave] : [])],
  };
}

interface Reached {
  readonly limbA: Tri;
  readonly byAuthority: Tri;
  readonly limbB: Tri;
  readonly succession: Tri;
  readonly meetsBasic: Tri;
  readonly external: Tri;
  readonly isAlike: boolean;
  readonly hasOld: boolean;
  readonly hasNew: boolean;
}

/** Only what the answer hangs on: a save is not asked about while its limb is absent. */
function stillNeeded({ limbA, byAuthority, limbB, succession, meetsBasic, external, isAlike, hasOld, hasNew }: Reached): string[] {
  const values = [...(hasOld ? [] : ['existing.value']), ...(hasNew ? [] : ['proposed.value']), ...(isAlike ? [] : ['proposed.value.vat'])];
  return [
    ...(limbA === undefined ? ['change.materiallyDifferent'] : []),
    ...(limbB === undefined ? [...(byAuthority === undefined ? ['change.byAuthority'] : []), ...values] : []),
    ...(limbA === true && limbB !== true && succession === undefined ? ['change.successionOnly'] : []),
    ...(limbA === true && limbB !== true && succession === true && meetsBasic === undefined ? ['change.meetsBasicSelection'] : []),
    ...(limbA === false && limbB === true && external === undefined ? ['change.externalFactors'] : []),
  ];
}

function characterStep(limbA: Tri): string[] {
  if (limbA === undefined) return ['Character: not yet said whether the proposal is materially different from the contract as it was when entered into.'];
  return [`Character: the proposal is ${limbA ? '' : 'not '}materially different from the contract as it was when entered into. Limb (a) is ${limbA ? 'met' : 'not met'}.`];
}

function valueSteps(old: number | null, now: number | null, difference: number | null, percentHundredths: number | null, isAlike: boolean): string[] {
  if (!isAlike) return ['Value: one figure is with VAT and the other without. They have to be counted alike before they can be compared.'];
  if (old === null || now === null || difference === null) {
    return [`Value: ${old === null ? 'the existing contract’s lifetime value when it was entered into' : 'the proposal’s lifetime value'} is not known yet.`];
  }
  if (difference < 0) return [`Value: ${pounds(now)} less ${pounds(old)} is ${pounds(difference)}, a fall. The test looks at rises only.`];
  const share = percentHundredths === null ? '' : `, or ${percent(percentHundredths)} of ${pounds(old)}`;
  return [
    `Value: ${pounds(now)} less ${pounds(old)} is ${pounds(difference)}${share}.`,
    `${pounds(difference)} is ${difference >= LEAST_RISE ? 'at least' : 'below'} £500,000; 25% of ${pounds(old)} is ${quarterOf(old)}, and ${pounds(difference)} is ${difference * 4 >= old ? 'at least' : 'below'} that.`,
  ];
}

/** A quarter of an amount may end in a fraction of a penny: it is printed as it is. */
function quarterOf(pence: number): string {
  const rest = pence % 4;
  return rest === 0 ? pounds(pence / 4) : `${pounds((pence - rest) / 4)} and ${rest === 2 ? 'a half' : rest === 1 ? 'a quarter' : 'three quarters'} of a penny`;
}

function limbBStep(byAuthority: Tri, is500k: Tri, is25: Tri, limbB: Tri): string[] {
  const said = byAuthority === undefined ? 'it is not yet said whether a decision of the authority brought the changes about' : `the changes are ${byAuthority ? '' : 'not '}attributable to a decision of the authority`;
  if (limbB === undefined) return [`Limb (b) wants all three of: the authority’s own decision, at least £500,000 more, at least 25% more. Here ${said}.`];
  if (limbB) return [`Limb (b): ${said}, and both figures are reached. Limb (b) is met.`];
  const short = [...(byAuthority === false ? [said] : []), ...(is500k === false ? ['the rise is below £500,000'] : []), ...(is25 === false ? ['the rise is below 25%'] : [])];
  return [`Limb (b): ${short.join(', and ')}. Limb (b) is not met.`];
}

function saveSteps({ limbA, limbB, succession, meetsBasic, external, savedBySuccession, savedByExternalFactors }: Omit<Reached, 'byAuthority' | 'isAlike' | 'hasOld' | 'hasNew'> & { savedBySuccession: Tri; savedByExternalFactors: Tri }): string[] {
  const steps: string[] = [];
  if (limbA === true && succession !== undefined) {
    if (savedBySuccession) steps.push('Limb (a) is met only because the provider’s identity changed by corporate succession, the provider meets the basic selection criteria, and limb (b) is not met: the change is not considerable (6(11)).');
    else if (succession && limbB === true) steps.push('The change of identity by corporate succession does not help, because limb (b) is met as well.');
    else if (succession && meetsBasic === false) steps.push('The change of identity by corporate succession does not help, because the provider does not meet the basic selection criteria.');
  }
  if (limbB === true && external !== undefined) {
    if (savedByExternalFactors) steps.push('Limb (a) is not met, and the rise answers external factors beyond the control of the authority and the provider: the change is not considerable (6(12)).');
    else if (external && limbA === true) steps.push('That the rise answers external factors does not help, because limb (a) is met as well.');
  }
  return steps;
}
