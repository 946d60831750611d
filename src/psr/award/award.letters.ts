import { invitedParties } from '../../../workflows/psr/providers-aware.js';
import type { MinisterNotice } from '../../../templates/psr/minister-notice.data.js';
import type { OutcomeLetter } from '../../../templates/psr/outcome-letter.data.js';
import type { RepeatLetter } from '../../../templates/psr/repeat-letter.data.js';
import type { SelfCleaningReasons } from '../../../templates/psr/self-cleaning-reasons.data.js';
import type { SubContractorWarning } from '../../../templates/psr/sub-contractor-warning.data.js';
import type { Addressee } from '../../../templates/shared/kinds.js';
import type { AwardContext, AwardProvider } from '../../../workflows/psr/award.events.js';
import { STEPS } from '../../../workflows/psr/award-steps.js';
import { asDay, type Day } from '../../calendar/day.js';
import type { AboutDocument, AuthorityFacts, DocumentKind } from '../../engine/procedure.js';
import { letterhead, outcomeLetter, type Letter, ministerLastDay } from '../notices/letters.js';
import { contactOf } from '../notices/letterhead.js';
import { noticeFactsOf } from './award.notice-facts.js';

/** The letters of the Regulations that a step sends. Each is made of the case as the step left it, so it speaks of the last entry of its kind. */
export const LETTERS = { outcome: 'outcome-letter', repeat: 'repeat-letter', subContractor: 'sub-contractor-warning', selfCleaning: 'self-cleaning-reasons', minister: 'minister-notice' } as const;

const letter = (kind: string, title: string, template: string, data: DocumentKind<AwardContext>['data']): DocumentKind<AwardContext> => ({ kind, title, template, audience: ['officers'], data });
/** C5 and C6 and the notices to a Minister belong to every route; C4 to those with steps to go back to; C1 to those with offers. */
export const lettersOfEveryRoute: readonly DocumentKind<AwardContext>[] = [
  letter(LETTERS.subContractor, 'Letter: an intended sub-contractor', 'psr/sub-contractor-warning', subContractorWarning), letter(LETTERS.selfCleaning, 'Letter: evidence that was not enough', 'psr/self-cleaning-reasons', selfCleaningReasons),
  letter(LETTERS.minister, 'Notice to a Minister of the Crown', 'psr/minister-notice', ministerNotice),
];
export const repeatLetterKind = letter(LETTERS.repeat, 'Letter: a step is repeated', 'psr/repeat-letter', repeatLetter);
export const outcomeLetterKind = letter(LETTERS.outcome, 'Letter: the outcome', 'psr/outcome-letter', (context, about) => {
  const told = context.outcomesTold.at(-1);
  if (!told) throw new Error('The letter is made after a bidder was told.');
  const { data, missing } = outcomeOf(context, told, about, asDay(about.on), about.by);
  if (!data) throw new Error(missing.join(' '));
  return data;
});

type Who = Pick<AboutDocument['by'], 'name' | 'role'>;
/** Letter C1 for one bidder, or what it would lack. */
export function outcomeOf(context: AwardContext, { provider, why, intentionOn }: { readonly provider: string; readonly why: string; readonly intentionOn: string }, about: { readonly authority: AuthorityFacts; readonly reference: string }, on: Day, by: Who): Letter<OutcomeLetter> {
  const facts = noticeFactsOf(context, { ...about, publishOn: asDay(intentionOn), lastDay: null });
  const won = context.providers.some(({ name }) => name === provider);
  const agreed = context.evaluations.filter((each) => each.provider === provider).at(-1)?.agreed ?? null;
  return outcomeLetter(facts, {
    to: addressee(context, provider), date: on, ourReference: about.reference, contact: contactOf(about.authority, by), outcome: won ? 'successful' : 'unsuccessful', successful: context.providers.map(({ name }) => name),
    whySuccessful: context.choice?.reasons ?? why, whyNot: won ? null : why,
    scores: (agreed?.parts ?? []).flatMap(({ questions }) => questions.map(({ asked, agreed: points, maximum, reason }) => ({ criterion: asked, given: `${points} of ${maximum}`, reason }))),
  });
}

function repeatLetter(context: AwardContext, about: AboutDocument): RepeatLetter {
  const { repeat, route } = context;
  if (!repeat || route === null) throw new Error('The letter is made after it was decided to repeat a step.');
  const step = STEPS[route].find(({ number }) => number === repeat.toStep);
  return {
    ...base(context, about), addressees: [...repeat.addressees], decidedOn: repeat.on, step: step ? `Step ${step.number}: ${step.title}` : `Step ${repeat.toStep}`, reasons: repeat.reasons, whatToDo: null,
  };
}

function subContractorWarning(context: AwardContext, about: AboutDocument): SubContractorWarning {
  const warning = context.subContractorWarnings.at(-1);
  const check = context.exclusionChecks.filter((each) => each.about === warning?.about).at(-1);
  if (!warning || !check) throw new Error('The letter is made after the sub-contractor was checked and the provider warned.');
  return {
    ...base(context, about), to: addressee(context, check.provider ?? warning.about), subContractor: warning.about, force: check.result === 'excluded' ? 'must' : 'may', ground: check.ground ?? 'The ground that was found when it was checked.',
    opportunity: warning.opportunity,
  };
}

function selfCleaningReasons(context: AwardContext, about: AboutDocument): SelfCleaningReasons {
  const decision = context.exclusions.at(-1);
  if (!decision) throw new Error('The letter is made after the decision about the exclusion.');
  const check = context.exclusionChecks.filter((each) => each.about === decision.about).at(-1);
  return { ...base(context, about), to: addressee(context, check?.provider ?? decision.about), ground: check?.ground ?? 'The ground that was found when it was checked.', evidence: [], decidedOn: decision.on, reasons: decision.reasons };
}

/** M1 to M3, as the last one recorded says. */
function ministerNotice(context: AwardContext, about: AboutDocument): MinisterNotice {
  const notice = context.ministerNotices.at(-1);
  if (!notice) throw new Error('The notice is made when it is recorded.');
  const of = <Each extends { readonly about: string }>(all: readonly Each[]): Each | undefined => all.filter((each) => each.about === notice.about).at(-1);
  const [excluded, contested, settled, check] = [of(context.exclusions), of(context.contested), of(context.settled), of(context.exclusionChecks)];
  const what = {
    M1: { facts: check ? `Looked at: ${check.checked}. Found: ${check.result}.` : 'What was found stands in the case.', happenedOn: null },
    M2: { facts: excluded?.reasons ?? 'The exclusion stands in the case.', happenedOn: excluded?.on ?? null },
    'M3 representations': { facts: contested ? `${contested.how === 'representations' ? 'Representations were made' : 'Proceedings were begun'} about the exclusion of ${contested.about}.` : 'The exclusion was contested.', happenedOn: contested?.on ?? null },
    'M3 outcome': { facts: settled?.outcome ?? 'How they ended stands in the case.', happenedOn: settled?.on ?? null },
  }[notice.notice];
  return {
    ...base(context, about), notice: notice.notice, to: 'A Minister of the Crown', provider: notice.about, ground: notice.ground, facts: what.facts, happenedOn: what.happenedOn,
    lastDay: what.happenedOn === null ? null : ministerLastDay(notice.notice, asDay(what.happenedOn)),
  };
}

function base(context: AwardContext, about: AboutDocument) {
  return { letterhead: letterhead(noticeFactsOf(context, { ...about, publishOn: null, lastDay: null })), date: about.on, ourReference: about.reference, title: context.details?.title ?? '', contact: contactOf(about.authority, about.by) };
}
/** As the case knows the provider; by its name alone where it knows no more. */
function addressee(context: AwardContext, name: string): Addressee {
  return { name, person: null, address: [...(knownAs(context, name)?.address ?? [])] };
}
/** A provider of the case by its name, wherever it was met last. */
export function knownAs(context: AwardContext, name: string): AwardProvider | undefined {
  return [...context.providers, ...context.offers.map(({ provider }) => provider), ...context.pool, ...invitedParties(context)].find((each) => each.name === name);
}
