import { and } from 'xstate';
import { removalRule } from './removal-rules.js';
import { ofPlace, ANNUAL_REVIEW } from './membership.setup.js';
import { withRestriction, withoutRestriction, withChildren } from './membership.place.js';
import {
  admitted, annual, broughtOver, capacityTold, conditioned, continuity, exit, frozenBytes, mindedTo, renewal, runsOut, separation, suspension, clinicians,
} from './membership.sources.js';

/** A place on the list, in five parts that go side by side: how it stands, its papers, a proposal to remove it, its leaving, its annual review. */

const clock = (name: string) => ({ type: 'isForClock' as const, params: { clock: name } });
const tellRestricted = ['countRestriction', { type: 'notify', params: { notice: 'restricted' } }] as const;

const standing = ofPlace.createStateConfig({
  meta: { title: 'How the place stands', sources: [admitted] },
  initial: 'live',
  on: {
    'membership.suspend': {
      target: '.suspended',
      guard: 'isNotSuspended',
      meta: { sources: [suspension] },
      actions: ['noteSuspension', 'startClocksOfTheSuspension', 'startClockOfTheChildren'],
    },
  },
  states: {
    fromBefore: {
      meta: { title: 'On the list from before, evidence missing', sources: [broughtOver] },
      always: [
        { target: 'restricted', guard: 'isRestricted', meta: { sources: [runsOut] }, actions: tellRestricted },
        { target: 'live', guard: 'nothingIsMissing', meta: { sources: [broughtOver] } },
      ],
    },
    live: {
      meta: { title: 'On the list', sources: [admitted] },
      always: [
        { target: 'restricted', guard: 'isRestricted', meta: { sources: [runsOut] }, actions: tellRestricted },
        { target: 'fromBefore', guard: 'somethingIsMissing', meta: { sources: [broughtOver] } },
        { target: 'conditional', guard: 'hasOpenConditions', meta: { sources: [conditioned] } },
      ],
    },
    conditional: {
      meta: { title: 'On the list with conditions', sources: [conditioned] },
      always: [
        { target: 'restricted', guard: 'isRestricted', meta: { sources: [runsOut] }, actions: tellRestricted },
        { target: 'live', guard: 'everyConditionIsMet', meta: { sources: [conditioned] } },
      ],
    },
    restricted: {
      meta: { title: 'Restricted: no new work', sources: [runsOut, continuity] },
      always: { target: 'live', guard: 'isNotRestricted', meta: { sources: [runsOut] }, actions: { type: 'notify', params: { notice: 'unrestricted' } } },
    },
    suspended: {
      meta: { title: 'Suspended', sources: [suspension] },
      exit: ['noteLifted', 'endClocksOfTheSuspension'],
      on: {
        'suspension.notify': {
          guard: and(['noticeOfSuspensionIsToBeSent', 'isTheFrozenDocument']),
          meta: { sources: [suspension, frozenBytes] },
          actions: [
            ofPlace.assign(({ context, event }) => (event.type === 'suspension.notify' && context.suspension
              ? { suspension: { ...context.suspension, noticeSent: { ...event.input, by: event.stamp.by, at: event.stamp.recordedAt } } } : {})),
            { type: 'publishDocument', params: ({ event }) => ({ documentId: 'documentId' in event.input ? event.input.documentId : '', status: 'published' as const }) },
            { type: 'endDeadline', params: { name: 'suspension-notice' } },
            { type: 'notify', params: { notice: 'suspended' } },
          ],
        },
        'suspension.review': {
          meta: { sources: [suspension] },
          actions: [
            ofPlace.assign(({ context, event }) => (event.type === 'suspension.review' && context.suspension
              ? {
                  suspension: {
                    ...context.suspension, lift: null, reviewOverdue: false,
                    reviews: [...context.suspension.reviews, { on: event.stamp.occurredOn, reason: event.input.reason, late: context.suspension.reviewOverdue, by: event.stamp.by }],
                  },
                } : {})),
            { type: 'startDeadline', params: ({ event }) => ({ name: 'suspension-review', rule: 'qpl.suspension-review', from: event.stamp.occurredOn }) },
            // It stays: whoever had lifted it from a later day is overtaken.
            { type: 'endDeadline', params: { name: 'suspension-lift' } },
          ],
        },
        'suspension.lift': [
          { target: 'live', guard: 'isLiftedByNow', meta: { sources: [suspension] }, actions: { type: 'notify', params: { notice: 'lifted' } } },
          {
            meta: { sources: [suspension] },
            actions: [
              ofPlace.assign(({ context, event }) => (event.type === 'suspension.lift' && context.suspension
                ? { suspension: { ...context.suspension, lift: { from: event.input.from, reason: event.input.reason, by: event.stamp.by } } } : {})),
              { type: 'startDeadline', params: ({ event }) => ({ name: 'suspension-lift', rule: 'qpl.suspension-lift', from: event.type === 'suspension.lift' ? event.input.from : event.stamp.occurredOn }) },
            ],
          },
        ],
        'child.assess': {
          guard: and(['aChildIsToBeAssessed', 'namesAChildToBeAssessed']),
          meta: { sources: [suspension, continuity] },
          actions: [
            ofPlace.assign(({ context, event }) => (event.type === 'child.assess'
              ? {
                  children: context.children.map((child) => (child.ref === event.input.ref && child.why === 'suspended' && child.risk === null
                    ? { ...child, risk: { level: event.input.level, reason: event.input.reason, by: event.stamp.by, on: event.stamp.occurredOn } } : child)),
                } : {})),
            'endRiskClockWhenDone',
          ],
        },
        'deadline.reached': [
          { target: 'live', guard: clock('suspension-lift'), meta: { sources: [suspension] }, actions: { type: 'notify', params: { notice: 'lifted' } } },
          { guard: clock('suspension-notice'), meta: { sources: [suspension] }, actions: ofPlace.assign(({ context }) => (context.suspension ? { suspension: { ...context.suspension, noticeOverdue: true } } : {})) },
          { guard: clock('risk'), meta: { sources: [suspension, continuity] }, actions: ofPlace.assign(({ context }) => (context.suspension ? { suspension: { ...context.suspension, risksOverdue: true } } : {})) },
          {
            // Nobody looked at it in time. It is noted, and ten more working days run: a suspension is never forgotten.
            guard: clock('suspension-review'), meta: { sources: [suspension] },
            actions: [
              ofPlace.assign(({ context }) => (context.suspension ? { suspension: { ...context.suspension, reviewOverdue: true } } : {})),
              { type: 'startDeadline', params: ({ event }) => ({ name: 'suspension-review', rule: 'qpl.suspension-review', from: event.stamp.occurredOn }) },
            ],
          },
        ],
      },
    },
  },
});

const papers = ofPlace.createStateConfig({
  meta: { title: 'Its papers', sources: [runsOut] },
  initial: 'inDate',
  states: {
    inDate: { meta: { title: 'Nothing runs out soon', sources: [runsOut] }, always: { target: 'expiring', guard: 'somethingRunsOutSoon', meta: { sources: [runsOut] } } },
    expiring: { meta: { title: 'Evidence runs out within 90 days', sources: [runsOut] }, always: { target: 'inDate', guard: 'nothingRunsOutSoon', meta: { sources: [runsOut] } } },
  },
});

const represent = {
  meta: { sources: [mindedTo] },
  actions: ofPlace.assign(({ context, event }) => (event.type === 'removal.represent'
    ? { representations: [...context.representations, { text: event.input.text, at: event.stamp.occurredAt, late: context.removal?.closedAt != null }] } : {})),
} as const;
const decideRemoval = {
  target: 'decided', guard: and(['timeForRepresentationsIsOver', 'isNotWhoProposed', 'leavesTheChoiceThatTheLawLeaves']), meta: { sources: [mindedTo, separation] }, actions: 'noteOutcome',
} as const;

const removal = ofPlace.createStateConfig({
  meta: { title: 'Whether it is to be removed', sources: [mindedTo] },
  initial: 'none',
  states: {
    none: {
      meta: { title: 'Nobody proposes to remove it', sources: [mindedTo] },
      on: {
        'removal.propose': {
          target: 'toNotify',
          meta: { sources: [mindedTo] },
          actions: ofPlace.assign(({ event }) => (event.type === 'removal.propose'
            ? {
                regime: event.facts.regime, representations: [],
                removal: {
                  ground: event.input.ground, reasons: event.input.reasons, proposedOn: event.stamp.occurredOn, by: event.stamp.by, noticeSent: null, closedAt: null, outcome: null, outcomeReasons: '',
                  decidedOn: null, decidedBy: null, letterSent: null, letterOverdue: false, reportWanted: removalRule(event.facts.regime, event.input.ground).isReported, reported: null, reportOverdue: false,
                },
              } : {})),
        },
      },
    },
    toNotify: {
      meta: { title: 'Removal proposed, the provider to be told', sources: [mindedTo] },
      on: {
        'removal.notify': {
          target: 'hearing',
          guard: 'isTheFrozenDocument',
          meta: { sources: [mindedTo, frozenBytes] },
          actions: [
            ofPlace.assign(({ context, event }) => (event.type === 'removal.notify' && context.removal ? { removal: { ...context.removal, noticeSent: { ...event.input, by: event.stamp.by, at: event.stamp.recordedAt } } } : {})),
            { type: 'publishDocument', params: ({ event }) => ({ documentId: 'documentId' in event.input ? event.input.documentId : '', status: 'published' as const }) },
            { type: 'startDeadline', params: ({ event }) => ({ name: 'representations', rule: 'qpl.representations', from: event.stamp.occurredOn }) },
            { type: 'notify', params: { notice: 'mindedTo' } },
          ],
        },
      },
    },
    hearing: {
      meta: { title: 'The provider may answer the proposal', sources: [mindedTo] },
      on: {
        'removal.represent': represent,
        'removal.decide': decideRemoval,
        'deadline.reached': {
          target: 'considering', guard: clock('representations'), meta: { sources: [mindedTo] },
          actions: ofPlace.assign(({ context, event }) => (context.removal ? { removal: { ...context.removal, closedAt: event.stamp.occurredAt } } : {})),
        },
      },
    },
    considering: {
      meta: { title: 'The time to answer is over, to be decided', sources: [mindedTo] },
      on: { 'removal.represent': represent, 'removal.decide': decideRemoval },
    },
    // A state of its own, so that a decision that is refused is refused for its own reasons only.
    decided: {
      meta: { title: 'The decision on the removal is made', sources: [mindedTo] },
      always: [
        { target: '#removed', guard: 'isToBeRemoved', meta: { sources: [mindedTo] }, actions: ['noteEnded', 'startClocksOfTheEnd', 'startClockOfTheChildren', { type: 'notify', params: { notice: 'letterOwed' } }] },
        { target: 'none', meta: { sources: [mindedTo] }, actions: { type: 'notify', params: { notice: 'kept' } } },
      ],
    },
  },
});

const leaving = ofPlace.createStateConfig({
  meta: { title: 'Whether it leaves', sources: [exit] },
  initial: 'staying',
  states: {
    staying: {
      meta: { title: 'It stays', sources: [exit] },
      on: {
        'exit.notify': {
          target: 'underNotice',
          meta: { sources: [exit] },
          actions: [
            ofPlace.assign(({ context, event }) => (event.type === 'exit.notify'
              ? { exit: { noticeOn: event.stamp.occurredOn, reason: event.input.reason }, children: withChildren(context.children, event.facts.children, 'leaving', event.stamp.occurredOn) } : {})),
            { type: 'startDeadline', params: ({ event }) => ({ name: 'exit', rule: 'qpl.voluntary-exit', from: event.stamp.occurredOn }) },
            'startClockOfTheChildren',
            { type: 'notify', params: { notice: 'exitNoted' } },
          ],
        },
      },
    },
    underNotice: {
      meta: { title: 'It has given notice', sources: [exit] },
      on: {
        'exit.withdraw': { target: 'staying', meta: { sources: [exit] }, actions: [ofPlace.assign({ exit: null }), { type: 'endDeadline', params: { name: 'exit' } }] },
        'deadline.reached': { target: '#left', guard: clock('exit'), meta: { sources: [exit] }, actions: ['noteEnded', 'startClocksOfTheEnd', 'startClockOfTheChildren'] },
      },
    },
  },
});

const review = ofPlace.createStateConfig({
  meta: { title: 'Annual review', sources: [annual] },
  initial: 'between',
  states: {
    between: {
      id: 'between',
      meta: { title: 'No review is open', sources: [annual] },
      on: {
        'deadline.reached': {
          target: 'open', guard: clock('review-pack'), meta: { sources: [annual] },
          actions: [
            ofPlace.assign(({ event }) => ('reviewDue' in event.facts && event.facts.reviewDue !== null ? { review: { dueOn: event.facts.reviewDue, packSent: null, returned: null, overdueSince: null } } : {})),
            { type: 'startDeadline', params: ({ context }) => ({ name: 'review-due', rule: 'qpl.annual-review', from: context.lastReviewOn ?? context.listedOn! }) },
          ],
        },
      },
    },
    open: {
      meta: { title: 'An annual review is open', sources: [annual] },
      initial: 'toSend',
      on: {
        // The provider may return it before the pack has come: nobody waits for a paper.
        'review.return': {
          target: '.returned',
          guard: 'sessionsAddUp',
          meta: { sources: [annual] },
          actions: [
            ofPlace.assign(({ context, event }) => (event.type === 'review.return' && context.review
              ? {
                  review: { ...context.review, returned: { ...event.input, on: event.stamp.occurredOn, late: context.review.overdueSince !== null } },
                  restrictions: withoutRestriction(context.restrictions, ANNUAL_REVIEW),
                } : {})),
            { type: 'endDeadline', params: { name: 'review-return' } },
          ],
        },
        'deadline.reached': [
          {
            guard: clock('review-due'), meta: { sources: [annual] },
            actions: [
              ofPlace.assign(({ context, event }) => (context.review && context.review.returned === null ? { review: { ...context.review, overdueSince: event.stamp.occurredOn } } : {})),
              { type: 'startDeadline', params: ({ event }) => ({ name: 'review-return', rule: 'qpl.annual-review-return', from: event.stamp.occurredOn }) },
            ],
          },
          {
            guard: clock('review-return'), meta: { sources: [annual] },
            actions: [
              ofPlace.assign(({ context, event }) => {
                // A provider that nobody sent the pack is not held to it: the lateness is ours.
                if (!context.review || context.review.returned !== null || context.review.packSent === null) return {};
                const restrictions = withRestriction(context.restrictions, ANNUAL_REVIEW, 'The annual review was not returned', event.stamp.occurredOn);
                const live = 'children' in event.facts && context.restrictions.length === 0 ? event.facts.children : [];
                return { restrictions, children: withChildren(context.children, live, 'restricted', event.stamp.occurredOn) };
              }),
              'startClockOfTheChildren',
            ],
          },
        ],
      },
      states: {
        toSend: {
          meta: { title: 'The pack of the annual review is to be sent', sources: [annual] },
          on: {
            'review.send': {
              target: 'withProvider',
              guard: 'isTheFrozenDocument',
              meta: { sources: [annual, frozenBytes] },
              actions: [
                ofPlace.assign(({ context, event }) => (event.type === 'review.send' && context.review ? { review: { ...context.review, packSent: { ...event.input } } } : {})),
                { type: 'publishDocument', params: ({ event }) => ({ documentId: 'documentId' in event.input ? event.input.documentId : '', status: 'published' as const }) },
                { type: 'notify', params: { notice: 'reviewPack' } },
              ],
            },
          },
        },
        withProvider: { meta: { title: 'The annual review is with the provider', sources: [annual] } },
        returned: {
          meta: { title: 'The annual review was returned, to be read', sources: [annual] },
          on: {
            'review.accept': {
              target: '#between',
              meta: { sources: [annual] },
              actions: [
                ofPlace.assign(({ context }) => ({ lastReviewOn: context.review?.dueOn ?? context.lastReviewOn, review: null })),
                { type: 'endDeadline', params: { name: 'review-due' } }, { type: 'endDeadline', params: { name: 'review-return' } },
                'startClocksOfTheListing',
              ],
            },
          },
        },
      },
    },
  },
});

export const listed = ofPlace.createStateConfig({
  meta: { title: 'On the list', sources: [admitted] },
  type: 'parallel',
  exit: 'endClocksOfThePlace',
  on: {
    'capacity.tell': { guard: 'waitRunsFromLeastToMost', meta: { sources: [capacityTold] }, actions: ['noteCapacity', { type: 'startDeadline', params: ({ event }) => ({ name: 'refresh', rule: 'qpl.tell-capacity', from: event.stamp.occurredOn }) }] },
    // Admitted again: what the provider offers now replaces what it offered before.
    'membership.begin': { meta: { sources: [admitted] }, actions: ['noteListing', 'startClocksOfTheListing', 'startClocksOfTheEvidence'] },
    'evidence.confirm': {
      guard: and(['somethingIsMissing', 'confirmsWhatIsMissing', 'isSeenByNow', 'isStillValid']), meta: { sources: [broughtOver] }, actions: ['noteConfirmed', 'startClocksOfTheEvidence'],
    },
    'evidence.note': { meta: { sources: [runsOut, renewal] }, actions: ['noteEvidence', 'startClocksOfTheEvidence', 'startClockOfTheChildren'] },
    'clinicians.note': { meta: { sources: [clinicians] }, actions: ['noteClinicians', 'startClockOfTheChildren'] },
    'conditions.set': { guard: 'conditionsAreSaid', meta: { sources: [conditioned] }, actions: ['noteConditions', 'startClocksOfTheConditions', { type: 'notify', params: { notice: 'conditionsSet' } }] },
    'condition.meet': { guard: and(['hasOpenConditions', 'namesAnOpenCondition']), meta: { sources: [conditioned] }, actions: ['noteMet', 'startClocksOfTheConditions'] },
    'deadline.reached': [
      { guard: clock('evidence'), meta: { sources: [runsOut, renewal] }, actions: ['noteTheEnd', 'startClocksOfTheEvidence', 'startClockOfTheChildren'] },
      { guard: clock('expiring'), meta: { sources: [runsOut] }, actions: 'noteExpiring' },
      { guard: clock('renewal'), meta: { sources: [renewal] }, actions: ['noteRenewalNotChecked', 'startClocksOfTheEvidence', 'startClockOfTheChildren'] },
      { guard: clock('refresh'), meta: { sources: [capacityTold] }, actions: ofPlace.assign({ capacityOverdueSince: ({ event }) => event.stamp.occurredOn }) },
      { guard: 'isForACondition', meta: { sources: [conditioned] }, actions: ['noteConditionOverdue', { type: 'notify', params: { notice: 'conditionOverdue' } }] },
    ],
  },
  states: { standing, papers, removal, leaving, review },
});
