import { and, assertEvent, assign } from 'xstate';
import type { Source } from '../shared/vocabulary.js';
import { awarding, done, noteOverdue } from './awarding.js';
import type { AwardContext, AwardEvent } from './award.events.js';
import { abandonmentNotice, closing, endsByItself, noSigning, onlyAfterStandstill, terminationTerms } from './award.sources.js';
import { publish, submitted } from './choosing.js';
import { ownDecision } from './joint.sources.js';
import { begun, lateRepresentation } from './standstill.js';

/** The stretches on either side of the standstill that the routes share: the intention before it, the award and the notices after it. */

const tellConfirmed = {
  type: 'tellFact',
  params: ({ context, event }: { context: AwardContext; event: AwardEvent }) => ({
    fact: 'psr.award.confirmed', body: { caseId: event.facts.caseId, route: context.route, awardedOn: context.award?.on, confirmedOn: event.stamp.occurredOn },
  }),
} as const;

/** The step of the intention notice: submitted, then published. Only publication begins a standstill; what more must be there is the route's own. */
export const intending = (step: number, source: Source, alsoNeeded: readonly IntentionGuard[], exclusions: readonly ExclusionGuard[] = ['exclusionsAreChecked', 'nobodyStandsExcluded']) => awarding.createStateConfig({
  id: `step${step}`,
  meta: { title: `Step ${step}: the intention to award`, sources: [source] },
  initial: 'toSubmit',
  states: {
    toSubmit: {
      meta: { title: `Step ${step}: the intention notice is to be submitted`, sources: [source] },
      on: {
        'intention.submit': {
          guard: and(['isNotConflicted', 'decisionMakersAreNamed', 'conflictsAreStated', ...exclusions, ...alsoNeeded, 'everybodyKnowsOfTheRepeat', 'noticeIsComplete', 'isTheFrozenDocument']),
          target: 'submitted',
          meta: { sources: [source] },
          actions: assign({ intention: ({ event }) => ({ ...submitted(event), published: null }) }),
        },
      },
    },
    submitted: {
      meta: { title: `Step ${step}: the intention notice is submitted, to be published`, sources: [source] },
      on: {
        'intention.publish': {
          guard: and(['publicationHasCome', 'numberIsOfItsYear']),
          target: '#standstill',
          meta: { sources: [source] },
          actions: [
            assign(({ context, event }) => ({
              intention: context.intention && { ...context.intention, published: { ...event.input, ...done(event), lawfulLastDay: event.facts.lawfulLastDay } },
              standstill: begun(context.providers.map(({ name }) => name)),
            })),
            { type: 'publishDocument', params: ({ context }) => ({ documentId: context.intention?.documentId ?? '', status: 'published' as const }) },
            { type: 'notify', params: { notice: 'intentionPublished' } },
            {
              type: 'tellFact',
              params: ({ context, event }) => ({
                fact: 'psr.award.intended',
                body: { caseId: event.facts.caseId, route: context.route, title: context.details?.title, lifetimePence: context.details?.lifetimePence, providers: context.providers, publishedOn: event.stamp.occurredOn },
              }),
            },
          ],
        },
      },
    },
  },
});
type IntentionGuard = 'everyKeyCriterionIsAssessed' | 'basicSelectionIsMet' | 'everyBidderIsTold' | 'theFrameworkRuns';
/** Of the providers themselves, or under a framework of their sub-contractors alone (regs 20(7), 20A). */
type ExclusionGuard = 'exclusionsAreChecked' | 'nobodyStandsExcluded' | 'subContractorsAreChecked' | 'noSubContractorStandsExcluded';
/** What signing asks for beyond what every route asks, and which exclusions are looked at. */
interface AlsoForSigning {
  readonly exclusions: readonly ExclusionGuard[];
  readonly also: readonly ('aContractIsToBeMade' | 'theFrameworkRuns' | 'endsWithTheFramework')[];
  readonly target: '#awarded' | '#calledOff';
}
const forEveryRoute: AlsoForSigning = { exclusions: ['nobodyStandsExcluded'], also: [], target: '#awarded' };

const noteAward = awarding.assign(({ event }) => {
  assertEvent(event, 'contract.sign');
  return { award: { ...event.input, ...done(event) } };
});

/** Entering into the contract, taken as the award; the notice of it falls due from that day. */
export const signing = (source: Source, notice: { readonly clock: 'confirmation' | 'award-notice'; readonly rule: 'psr.confirmation-notice' | 'psr.award-notice' | 'psr.call-off-notice' }, { exclusions, also, target }: AlsoForSigning = forEveryRoute) => awarding.createStateConfig({
  on: {
    'contract.sign': {
      guard: and(['isNotConflicted', 'standstillIsNotRunning', ...also, ...exclusions, 'keyDecisionIsImplementable', 'noPartnerRefuses', 'everyPartnerHasDecided', 'endsAfterItStarts', 'givesValueOrAmounts']),
      target,
      meta: { sources: [source, noSigning, terminationTerms, ownDecision] },
      actions: [
        noteAward,
        { type: 'startDeadline', params: ({ event }) => ({ name: notice.clock, rule: notice.rule, from: event.stamp.occurredOn }) },
        {
          type: 'tellFact',
          params: ({ context, event }) => ({
            fact: 'psr.contract.awarded',
            body: {
              caseId: event.facts.caseId, route: context.route, details: context.details, framework: context.framework, providers: context.providers, awardedOn: event.stamp.occurredOn, signed: event.input,
              callOffOf: context.placed?.frameworkCase ?? null,
            },
          }),
        },
      ],
    },
  },
}).on;

/** After the standstill: the authority may award, go back or abandon. It need not sign at once. */
export const standstillEnded = (source: Source, more: Partial<AlsoForSigning> = {}) => awarding.createStateConfig({
  id: 'standstillEnded',
  meta: { title: 'Standstill over, the contract may be signed', sources: [endsByItself, closing] },
  on: {
    ...signing(source, { clock: 'confirmation', rule: 'psr.confirmation-notice' }, { ...forEveryRoute, ...more }),
    'representation.receive': lateRepresentation,
  },
});

const announce = awarding.assign(({ event }) => {
  assertEvent(event, ['confirmation.submit', 'award-notice.submit']);
  return { announced: submitted(event) };
});

/** The contract is entered into; its confirmation is to be submitted within thirty days. Late is recorded as late. */
export const awarded = (source: Source) => awarding.createStateConfig({
  id: 'awarded',
  meta: { title: 'Awarded, the confirmation is to be submitted', sources: [source] },
  on: {
    'confirmation.submit': {
      guard: and(['noticeIsComplete', 'isTheFrozenDocument']),
      target: '#confirmed',
      meta: { sources: [source] },
      actions: [announce, publish, { type: 'endDeadline', params: { name: 'confirmation' } }, tellConfirmed],
    },
    'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'confirmation' } }, meta: { sources: [source] }, actions: noteOverdue },
    'representation.receive': lateRepresentation,
  },
});

/** The same for a direct award without a standstill: its one notice comes after the award. */
export const awardedDirectly = (source: Source, ids: { readonly id: 'awarded' | 'calledOff'; readonly then: '#confirmed' | '#calledOffConfirmed' } = { id: 'awarded', then: '#confirmed' }) => awarding.createStateConfig({
  id: ids.id,
  meta: { title: 'Awarded, the award notice is to be submitted', sources: [source] },
  on: {
    'award-notice.submit': {
      guard: and(['noticeIsComplete', 'isTheFrozenDocument']),
      target: ids.then,
      meta: { sources: [source] },
      actions: [announce, publish, { type: 'endDeadline', params: { name: 'award-notice' } }, tellConfirmed],
    },
    'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'award-notice' } }, meta: { sources: [source] }, actions: noteOverdue },
  },
});

/** Done. What comes to light later can still be recorded. */
export const confirmed = (title: string, source: Source) => awarding.createStateConfig({ id: 'confirmed', meta: { title, sources: [source] } });
export const confirmedAfterStandstill = (source: Source) => awarding.createStateConfig({
  ...confirmed('Awarded and confirmed', source),
  on: { 'representation.receive': lateRepresentation },
});

/** Abandoned: the notice falls due thirty days after the decision, or after the end of the standstill in which it was decided. */
export const abandoningState = awarding.createStateConfig({
  id: 'abandoning',
  meta: { title: 'Abandoned, the notice is to be submitted', sources: [abandonmentNotice] },
  entry: [
    assign(({ context, event }) => {
      const decision = event.type === 'standstill.close' ? context.standstill?.decisions.at(-1) : undefined;
      return decision ? { abandonment: { reasons: decision.reasons, inStandstill: true, ...done(event) } } : {};
    }),
    {
      type: 'startDeadline',
      params: ({ context, event }) => ({
        name: 'abandonment', rule: context.abandonment?.inStandstill ? 'psr.abandonment-notice-standstill' : 'psr.abandonment-notice', from: event.stamp.occurredOn,
      }),
    },
  ],
  on: {
    'abandonment.submit': {
      guard: 'isTheFrozenDocument',
      target: '#abandoned',
      meta: { sources: [abandonmentNotice, onlyAfterStandstill] },
      actions: [
        assign({ abandonmentAnnounced: ({ event }) => submitted(event) }),
        publish,
        { type: 'endDeadline', params: { name: 'abandonment' } },
        { type: 'tellFact', params: ({ context, event }) => ({ fact: 'psr.process.abandoned', body: { caseId: event.facts.caseId, route: context.route, routeCase: context.routeCase } }) },
      ],
    },
    'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'abandonment' } }, meta: { sources: [abandonmentNotice] }, actions: noteOverdue },
  },
});
export const abandoned = awarding.createStateConfig({ id: 'abandoned', meta: { title: 'Abandoned', sources: [abandonmentNotice] } });
