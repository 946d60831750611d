import { and, assertEvent, assign } from 'xstate';
import type { AwardEvent } from './award.events.js';
import { awarding, done, noteOverdue } from './awarding.js';
import { jointAccess, jointSteps } from './joint.js';
import {
  basicSelection, boardMembers, conflicts, exclusions, keyCriteria, keyDecision, ministerNotices, nationalSecurity, principles, record, selfCleaning, subContractors,
} from './award.sources.js';

const noteExclusion = awarding.assign(({ context, event }) => {
  assertEvent(event, ['exclusion.exclude', 'exclusion.let-in']);
  return { exclusions: [...context.exclusions, { ...event.input, ...done(event) }] };
});
const noteMinister = awarding.assign(({ context, event }) => {
  assertEvent(event, 'minister.notify');
  return { ministerNotices: [...context.ministerNotices, { ...event.input, ...done(event) }] };
});
/** A provider whose evidence of self-cleaning was not enough gets the reasons (letter C6). */
const tellReasons = {
  type: 'makeDocument',
  params: ({ event }: { event: AwardEvent }) => ({ kind: event.type === 'exclusion.exclude' && event.input.selfCleaning === 'insufficient' ? 'self-cleaning-reasons' : '' }),
} as const;
const tellMinister = { type: 'makeDocument', params: { kind: 'minister-notice' } } as const;

/**
 * What every route needs on record before an award, in whatever order it comes: who decides, conflicts, exclusions, the key decision. These steps
 * are open until the award; each waits only for what the law says it waits for.
 */
export const preparation = awarding.createStateConfig({
  on: {
    ...jointSteps('intentionIsNotPublished'),
    'details.change': {
      guard: and(['intentionIsNotPublished', 'endsAfterItStarts']),
      meta: { sources: [principles] },
      actions: assign({ details: ({ event }) => event.input }),
    },
    'providers.correct': {
      guard: and(['keepsTheProviders', 'namesEachProviderOnce']),
      meta: { sources: [record] },
      actions: assign({ providers: ({ event }) => event.input.providers }),
    },
    'decision-makers.name': {
      meta: { sources: [record] },
      actions: assign({ decisionMakers: ({ event }) => event.input.people }),
    },
    // Later declarations count too: saying that there is none is undone by the first interest.
    'conflict.declare': {
      guard: and(['recusesWhoeverHasAConflict', 'recusesABoardMemberOfABidder']),
      meta: { sources: [conflicts, boardMembers, record] },
      actions: assign(({ context, event }) => ({ interests: [...context.interests, { ...event.input, ...done(event) }], noneDeclared: null })),
    },
    'conflicts.none': {
      guard: 'noInterestIsRecorded',
      meta: { sources: [conflicts, record] },
      actions: assign({ noneDeclared: ({ event }) => done(event) }),
    },
    'sub-contractors.ask': {
      meta: { sources: [subContractors] },
      actions: assign({ subContracting: ({ context, event }) => [...context.subContracting, { ...event.input, ...done(event) }] }),
    },
    'exclusion.check': {
      meta: { sources: [exclusions, subContractors] },
      actions: assign({ exclusionChecks: ({ context, event }) => [...context.exclusionChecks, { ...event.input, ...done(event) }] }),
    },
    'sub-contractor.warn': {
      guard: and(['isNotClear', 'isAnIntendedSubContractor', 'ministerAgreedFirst']),
      meta: { sources: [subContractors, nationalSecurity] },
      actions: [
        assign({ subContractorWarnings: ({ context, event }) => [...context.subContractorWarnings, { ...event.input, ...done(event) }] }),
        { type: 'makeDocument', params: { kind: 'sub-contractor-warning' } },
      ],
    },
    'exclusion.exclude': {
      // A Minister is told within thirty days beginning with the day of the exclusion or the replacement.
      guard: and(['isNotConflicted', 'isNotClear', 'warnedOfTheSubContractor', 'ministerAgreedFirst', 'givesReasons']),
      meta: { sources: [exclusions, selfCleaning, subContractors, nationalSecurity, ministerNotices] },
      actions: [noteExclusion, tellReasons, { type: 'startDeadline', params: ({ event }) => ({ name: 'minister', rule: 'psr.exclusion-minister-notice', from: event.stamp.occurredOn }) }],
    },
    'exclusion.let-in': {
      guard: and(['isNotConflicted', 'isNotClear', 'suitsWhatWasFound', 'givesReasons']),
      meta: { sources: [exclusions, subContractors] },
      actions: noteExclusion,
    },
    'key-decision.state': {
      meta: { sources: [keyDecision] },
      actions: assign({ keyDecision: ({ event }) => ({ ...event.input, ...done(event) }) }),
    },
    'criteria.assess': {
      guard: and(['isNotConflicted', 'intentionIsNotPublished', 'isConsideredHere', 'coversEveryKeyCriterion', 'weightsAddUp']),
      meta: { sources: [keyCriteria] },
      actions: assign({ assessments: ({ context, event }) => [...context.assessments, { ...event.input, ...done(event) }] }),
    },
    'selection.assess': {
      guard: and(['isNotConflicted', 'intentionIsNotPublished', 'isConsideredHere', 'turnoverIsProportionate']),
      meta: { sources: [basicSelection] },
      actions: assign({ selections: ({ context, event }) => [...context.selections, { ...event.input, ...done(event) }] }),
    },
  },
}).on;

/** What may fall due or come to light as long as the case is kept, before the award or after it. */
export const wholeLife = awarding.createStateConfig({
  on: {
    ...jointAccess,
    'exclusion.contest': {
      guard: 'anExclusionStands',
      meta: { sources: [ministerNotices] },
      actions: [
        assign({ contested: ({ context, event }) => [...context.contested, { ...event.input, ...done(event) }] }),
        { type: 'startDeadline', params: ({ event }) => ({ name: 'minister-representations', rule: 'psr.exclusion-representations-notice', from: event.stamp.occurredOn }) },
      ],
    },
    'exclusion.settle': {
      guard: 'anExclusionIsContested',
      meta: { sources: [ministerNotices] },
      actions: [
        assign({ settled: ({ context, event }) => [...context.settled, { ...event.input, ...done(event) }] }),
        { type: 'startDeadline', params: ({ event }) => ({ name: 'minister-outcome', rule: 'psr.exclusion-outcome-notice', from: event.stamp.occurredOn }) },
      ],
    },
    'minister.notify': [
      { guard: { type: 'notifies', params: { notice: 'M1' } }, meta: { sources: [nationalSecurity] }, actions: [noteMinister, tellMinister] },
      { guard: { type: 'notifies', params: { notice: 'M2' } }, meta: { sources: [ministerNotices] }, actions: [noteMinister, tellMinister, { type: 'endDeadline', params: { name: 'minister' } }] },
      { guard: { type: 'notifies', params: { notice: 'M3 representations' } }, meta: { sources: [ministerNotices] }, actions: [noteMinister, tellMinister, { type: 'endDeadline', params: { name: 'minister-representations' } }] },
      { guard: { type: 'notifies', params: { notice: 'M3 outcome' } }, meta: { sources: [ministerNotices] }, actions: [noteMinister, tellMinister, { type: 'endDeadline', params: { name: 'minister-outcome' } }] },
    ],
    // Lateness is recorded and stops nothing: the notice is still owed.
    'deadline.reached': (['minister', 'minister-representations', 'minister-outcome'] as const).map((clock) => ({
      guard: { type: 'isForClock' as const, params: { clock } },
      meta: { sources: [ministerNotices] },
      actions: noteOverdue,
    })),
  },
}).on;
