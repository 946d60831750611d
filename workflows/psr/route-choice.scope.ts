import type { Source } from '../shared/vocabulary.js';
import { checkCpv, schedule1 } from './cpv.js';
import { pounds } from './in-words.js';
import type { Missing, ScopeAnswer, ScopeKind } from './route-choice.answer.js';
import type { RouteFacts, ServiceLine } from './route-facts.js';
import {
  educationInstead, exclusions, exclusionsSaving, healthCareService, healthService, lightTouch, lightTouchBefore, mixedProcurement, otherRules, relevantAuthority, transition, userChoice,
} from './route-choice.sources.js';
import { anyOf, tri, type Tri } from './three-valued.js';

/** The Regime came into force on 1 January 2024; the Procurement Act, and the amended exclusions, on 24 February 2025. */
const REGIME_FROM = '2024-01-01';
const ACT_FROM = '2025-02-24';

export interface Scope {
  readonly answer: ScopeAnswer;
  readonly missing: readonly Missing[];
  readonly notes: readonly { readonly note: string; readonly source: Source }[];
}

/** What one question of scope says: it decides, it lets the next one decide, or it cannot be answered yet. */
type Said = { readonly decides: ScopeAnswer } | { readonly missing: readonly Missing[] } | 'go on';

/**
 * Is it the Provider Selection Regime at all? The questions are asked in order, and the first that decides, decides; but a question that cannot be
 * answered keeps those after it from deciding. What is missing is said for all of them at once.
 */
export function decideScope(facts: RouteFacts): Scope {
  const said = [whoBuys, whenBegun, toIndividuals, inTheSchedule, forWhatPurpose, mixed].map((ask) => ask(facts));
  const missing = said.flatMap((each) => (each !== 'go on' && 'missing' in each ? each.missing : []));
  const first = said.find((each) => each !== 'go on');
  if (first !== undefined && 'decides' in first) return { answer: first.decides, missing: [], notes: notesOf(facts, first.decides.kind) };
  if (first !== undefined) {
    // Where only the purpose is open and the plan says education, it is a question of law and not of a missing form.
    const advice = adviceOnPurpose(facts);
    if (advice !== null && said.slice(0, 4).every((each) => each === 'go on')) return { answer: advice, missing, notes: notesOf(facts, 'take advice') };
    return { answer: { kind: 'not yet', because: 'Whether the Regime applies cannot be said yet.', turnsOn: missing.map(({ what }) => what), sources: [healthCareService] }, missing, notes: [] };
  }
  return {
    answer: {
      kind: 'PSR', because: 'The Provider Selection Regime applies: a relevant authority buys health care for individuals, within Schedule 1, for the purposes of the health service.',
      turnsOn: turningPoints(facts), sources: [relevantAuthority, healthCareService, schedule1, healthService],
    },
    missing: [], notes: notesOf(facts, 'PSR'),
  };
}

const lacks = (fact: string, what: string, why: string, source: Source, kind: Missing['kind'] = 'fact'): Missing => ({ fact, kind, what, why, source });
const decides = (kind: ScopeKind, because: string, sources: readonly Source[], turnsOn: readonly string[] = []): Said => ({ decides: { kind, because, turnsOn, sources } });

function whoBuys({ authority }: RouteFacts): Said {
  const kind = authority?.kind ?? null;
  if (kind === null) return { missing: [lacks('authority.kind', 'Say what kind of body buys the service.', 'The Regime binds only the bodies that the Act lists.', relevantAuthority)] };
  return kind === 'another body' ? decides('other rules', 'The body that buys is not a relevant authority, so the Regime does not apply to it.', [relevantAuthority, otherRules]) : 'go on';
}

/** Regulation 29 leaves a procedure begun before 2024 under the old rules; a change of an older contract is under the Regime all the same. */
function whenBegun({ begun, need, on }: RouteFacts): Said {
  if (on < REGIME_FROM) return decides('earlier rules', 'The Regime was not in force on that day.', [transition]);
  if (need === 'modification') return 'go on';
  const already = tri(begun?.already);
  if (already === false) return 'go on';
  if (already === undefined) return { missing: [lacks('begun.already', 'Say whether a procedure for this contract has begun already.', 'One begun before 1 January 2024 stays under the rules of that time.', transition)] };
  if (begun?.on == null) return { missing: [lacks('begun.on', 'Say on which day the procedure began.', 'One begun before 1 January 2024 stays under the rules of that time; one begun before 24 February 2025 keeps the older text on exclusions.', transition)] };
  if (need == null && begun.on < REGIME_FROM) return { missing: [lacks('need', 'Say what is to be made: a contract, a change of one, a framework, or a contract under a framework.', 'The older rules keep what began before 2024, but not a change of a contract.', transition)] };
  return begun.on < REGIME_FROM
    ? decides('earlier rules', 'The procedure began before 1 January 2024 and stays under the Public Contracts Regulations 2015.', [transition], ['It began when a contract notice was submitted, or when the authority first contacted any provider about it. Keep the evidence of that day.'])
    : 'go on';
}

function toIndividuals({ service }: RouteFacts): Said {
  const answer = tri(service?.toIndividuals);
  if (answer === undefined) return { missing: [lacks('service.toIndividuals', 'Say whether this is health care given to individuals.', 'Goods, medicines, consultancy, building work and social care alone are outside the Regime.', healthCareService)] };
  return answer ? 'go on' : decides('other rules', 'It is not health care given to individuals, so the Regime does not apply.', [healthCareService, otherRules]);
}

/** In the Schedule if one of its codes is, so far as the Schedule describes it. */
function inTheSchedule(facts: RouteFacts): Said {
  const codes = facts.service?.codes ?? [];
  if (codes.length === 0) return { missing: [lacks('service.codes', 'Name the CPV code that describes the service best.', 'The Regime covers the codes of Schedule 1 and no others.', schedule1)] };
  const checked = codes.map((fact, place) => ({ fact, place, check: checkCpv(fact.code) }));
  const inside: Tri = anyOf(...checked.map(({ fact, check }) => (check.kind === 'wrong check digit' || check.kind === 'no code' ? undefined : check.kind === 'not listed' ? false : check.cpv.question === null ? true : tri(fact.qualifies))));
  if (inside === true) return 'go on';
  if (inside === undefined) {
    return {
      missing: checked.flatMap(({ fact, place, check }) => {
        if (check.kind === 'wrong check digit' || check.kind === 'no code') return [lacks(`service.codes.${place}.code`, check.because, 'The Regime covers exact codes.', schedule1)];
        return check.kind === 'listed' && check.cpv.question !== null && fact.qualifies == null
          ? [lacks(`service.codes.${place}.qualifies`, `${check.cpv.code} (${check.cpv.name}): ${check.cpv.question}`, 'Schedule 1 takes this code in only so far.', schedule1)] : [];
      }),
    };
  }
  const why = checked.map(({ check }) => (check.kind === 'not listed' ? check.because : check.kind === 'listed' ? `${check.cpv.code} (${check.cpv.name}) counts only so far as the Schedule describes it, and here it does not.` : ''));
  const isSocialOrHealth = codes.some(({ code }) => /^(85|80)/.test(code) && !code.startsWith('852'));
  return isSocialOrHealth ? elsewhere(facts, why.join(' '), [schedule1]) : decides('other rules', why.join(' '), [schedule1, otherRules]);
}

const isEducationSection = ({ section }: ServiceLine): boolean => section === 'F' || section === 'F and G';

/** A view on each line, in writing. All health: go on. None: elsewhere. Some: the mixed limbs decide. */
function forWhatPurpose(facts: RouteFacts): Said {
  const lines = facts.service?.lines ?? [];
  if (lines.length === 0) return { missing: [lacks('service.lines', 'Name each kind of service in the contract, who pays for it and where plans put it.', 'Only what is bought for the purposes of the health service is under the Regime.', healthService)] };
  const open = lines.flatMap((line, place) => [
    ...(line.forHealthService == null ? [lacks(`service.lines.${place}.forHealthService`, `${line.what}: write down your view whether it is bought for the purposes of the health service.`, isEducationSection(line) ? 'Therapy that educates or trains is treated as special educational provision instead of health care.' : 'Without a view nobody can say which law applies.', isEducationSection(line) ? educationInstead : healthService)] : []),
    ...(line.pays == null ? [lacks(`service.lines.${place}.pays`, `${line.what}: say who pays for it.`, 'Who pays is one of the things that show what a service is for.', healthService)] : []),
    ...(line.section == null ? [lacks(`service.lines.${place}.section`, `${line.what}: say in which section of education, health and care plans it stands.`, 'Section F is special educational provision, section G is health care.', educationInstead)] : []),
  ]);
  if (open.length > 0) return { missing: open };
  const unreasoned = lines.flatMap((line, place) => (line.reasons?.trim() ? [] : [lacks(`service.lines.${place}.reasons`, `${line.what}: give the reasons for your view.`, 'A view without reasons is no written view.', healthService)]));
  if (unreasoned.length > 0) return { missing: unreasoned };
  if (lines.some(({ forHealthService }) => forHealthService)) return 'go on';
  return elsewhere(facts, 'In the authority’s written view nothing in the contract is bought for the purposes of the health service.', [healthService, ...(lines.some(isEducationSection) ? [educationInstead] : [])]);
}

/** Outside the Regime: the family's own choice for one person, or the light touch of the time. */
function elsewhere({ service, begun, on }: RouteFacts, because: string, sources: readonly Source[]): Said {
  if (service?.onePersonsChoice == null) {
    return { missing: [lacks('service.onePersonsChoice', 'Say whether this is one person’s own provision, with a provider whom that person or their family chose.', 'Outside the Regime, such a choice opens a direct award of its own.', userChoice)] };
  }
  if (service.onePersonsChoice) {
    return decides('user choice', `${because} It is one person’s own provision with a provider whom they chose: a direct award for user choice is open.`, [...sources, userChoice], ['It holds only while the person’s or the family’s choice fixes the provider.']);
  }
  return (begun?.already && begun.on != null ? begun.on : on) < ACT_FROM
    ? decides('light touch', `${because} It is bought under the light touch regime of the Public Contracts Regulations 2015.`, [...sources, lightTouchBefore], ['Begun on or after 24 February 2025 it would be under the Procurement Act 2023.'])
    : decides('light touch', `${because} It is bought with a light touch under the Procurement Act 2023.`, [...sources, lightTouch], ['If any of it is for the purposes of the health service, the Regime has to be looked at again.']);
}

/** Section F and no view yet: what the law makes of it decides the regime, so the answer is to take advice. */
function adviceOnPurpose({ service }: RouteFacts): ScopeAnswer | null {
  const open = (service?.lines ?? []).filter((line) => isEducationSection(line) && line.forHealthService == null);
  if (open.length === 0) return null;
  return {
    kind: 'take advice',
    because: `Plans put ${open.map(({ what }) => what).join(', ')} in section F, and there is no written view yet whether it is bought for the purposes of the health service.`,
    turnsOn: [
      'If it educates or trains, it is special educational provision instead of health care, and is bought with a light touch.',
      'If it is health care for the purposes of the health service, the Provider Selection Regime applies.',
      'If the contract has some of each, the higher value decides, and only if the rest could not reasonably be bought separately.',
    ],
    sources: [educationInstead, healthService, mixedProcurement],
  };
}

/**
 * What the two limbs of regulation 3 are worth, in pence; null while it is not known. Values line by line come before one figure for each limb, which can
 * then not take back what the lines have said; where they differ, a warning asks which is right.
 */
export function limbs({ service, other }: RouteFacts): { readonly health: number | null; readonly rest: number | null } {
  const lines = service?.lines ?? [];
  const byLine = lines.some(({ forHealthService }) => forHealthService === false);
  const sum = (isHealth: boolean): number | null => {
    const of = lines.filter(({ forHealthService }) => forHealthService === isHealth);
    return byLine && of.length > 0 && of.every(({ pence }) => pence != null) ? of.reduce((total, { pence }) => total + pence!, 0) : null;
  };
  return { health: sum(true) ?? other?.healthPence ?? null, rest: sum(false) ?? other?.otherPence ?? null };
}

/** Both limbs of regulation 3, with their figures. */
function mixed(facts: RouteFacts): Said {
  const { service, other } = facts;
  const lines = service?.lines ?? [];
  const strangers = lines.filter(({ forHealthService }) => forHealthService === false);
  const isThere: Tri = strangers.length > 0 ? true : tri(other?.isThere);
  if (isThere === undefined) return { missing: [lacks('other.isThere', 'Say whether the contract also has goods or services other than health care.', 'A mixed contract is under the Regime only if health care is its main subject and the rest cannot reasonably be bought separately.', mixedProcurement)] };
  if (isThere === false) return 'go on';
  const { health, rest } = limbs(facts);
  const separate = tri(other?.couldBeSeparate);
  const open = [
    ...(health === null ? [lacks('other.healthPence', 'Give the estimated lifetime value of the health care part.', 'The higher value decides what the main subject is.', mixedProcurement)] : []),
    ...(rest === null ? [lacks('other.otherPence', 'Give the estimated lifetime value of the other part.', 'The higher value decides what the main subject is.', mixedProcurement)] : []),
    ...(separate === undefined ? [lacks('other.couldBeSeparate', 'Say whether the other part could reasonably be bought under a separate contract.', 'If it could, the Regime does not cover it.', mixedProcurement)] : []),
    ...(separate === false && !other?.harm?.trim() ? [lacks('other.harm', 'Say how splitting would harm your ability to act by the principles of the Regime.', 'Only that lets you take the view that it cannot be bought separately.', mixedProcurement)] : []),
  ];
  if (open.length > 0) return { missing: open };
  const figures = `Health care is ${pounds(health!)}, the rest is ${pounds(rest!)}.`;
  if (health === rest) return decides('take advice', `${figures} The Regulations do not say what the main subject is when both are worth the same.`, [mixedProcurement], ['If health care is the main subject and the rest cannot reasonably be bought separately, the Regime covers the whole.', 'Else the parts are bought separately, or the whole under other rules.']);
  if (health! < rest!) return decides('split', `${figures} Health care is not the main subject, so the Regime does not govern the whole contract.`, [mixedProcurement], ['Bought separately, the health care part is under the Regime: make a choice of route for it alone.']);
  if (separate) return decides('split', `${figures} Health care is the main subject, but the rest could reasonably be bought separately.`, [mixedProcurement], ['Buy the rest under other rules, and make a choice of route for the health care part alone.']);
  return 'go on';
}

function turningPoints({ service, other }: RouteFacts): string[] {
  const lines = service?.lines ?? [];
  return [
    ...(lines.some(isEducationSection) ? ['It turns on the written view that therapy in section F is bought for the purposes of the health service, although what educates or trains is special educational provision instead.'] : []),
    ...(other?.isThere || lines.some(({ forHealthService }) => forHealthService === false) ? ['It turns on the view that the other part could not reasonably be bought separately. Notices and records then cover the whole.'] : []),
  ];
}

/** Which text of the law governs. */
function notesOf({ begun, on, need }: RouteFacts, kind: ScopeKind): Scope['notes'] {
  if (kind !== 'PSR') return [];
  const began = begun?.already && begun.on != null ? begun.on : on;
  return [
    began < ACT_FROM
      ? { note: 'The procedure begins before 24 February 2025: regulation 20 on exclusions applies in its first text, also to the contract that comes from it.', source: exclusionsSaving }
      : { note: 'Exclusions are those of the Procurement Act 2023, and intended sub-contractors are asked about.', source: exclusions },
    ...(need === 'modification' ? [{ note: 'A change is under the Regime whenever the contract was made.', source: transition }] : []),
  ];
}
