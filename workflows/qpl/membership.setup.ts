import { assertEvent, assign, enqueueActions, setup } from 'xstate';
import { effects, isForClock, type By, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { MembershipContext, MembershipEvent, Suspension } from './membership.events.js';
import {
  afterNote, afterTheEnd, ANNUAL_REVIEW, begunEvidence, CLINICIANS, isWithoutClinicians, renewalNotChecked, renewalSince, soonestEnd, unassessed, undecided, withChildren, withoutRestriction, withRestriction,
} from './membership.place.js';
import { removalRule } from './removal-rules.js';

/** What the guards and actions of a place on a list mean, by their names. */

export const nobodyYet: MembershipContext = {
  schemeId: '', schemeTitle: '', provider: null, lot: null, regime: null, origin: '', listedOn: null, missing: [], seen: [], capacity: null, capacityOverdueSince: null,
  evidence: [], expiring: false, conditions: [], restrictions: [], counted: { restrictions: 0, suspensions: 0 }, children: [], suspension: null, removal: null, representations: [],
  exit: null, ended: null, readmission: null, history: [], review: null, lastReviewOn: null,
};

/** From how many days before its end evidence counts as running out. */
const SOON = 90;
const isSaid = (text: string | undefined) => (text ?? '').trim() !== '';
const isOneOf = (people: readonly (string | null | undefined)[], by: By) => [by.personId, by.inPlaceOf?.personId].some((person) => person != null && people.includes(person));
const isOpen = ({ metOn }: { metOn: string | null }) => metOn === null;
const isSoon = (daysLeft: number | null) => daysLeft !== null && daysLeft <= SOON;

type Ask = (asked: { type: 'startDeadline' | 'endDeadline' | 'tellFact'; params: unknown }) => void;
/** XState types what a set-up action may ask for by the actions that are set up with it; these are the vocabulary's own. */
const asking = (queue: unknown) => {
  const ask = queue as Ask;
  return {
    start: (params: { name: string; rule: string; from?: string; before?: string; why?: string }) => ask({ type: 'startDeadline', params }),
    end: (...names: string[]) => names.forEach((name) => ask({ type: 'endDeadline', params: { name } })),
    tell: (fact: string, body: object) => ask({ type: 'tellFact', params: { fact, body } }),
  };
};

export const ofPlace = setup({
  types: { context: {} as MembershipContext, events: {} as MembershipEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: {
    isForClock,
    isForACondition: ({ event }) => event.type === 'deadline.reached' && event.input.name.startsWith('condition-'),

    // The place as it stands.
    nothingIsMissing: ({ context }) => context.missing.length === 0,
    somethingIsMissing: ({ context }) => context.missing.length > 0,
    isRestricted: ({ context }) => context.restrictions.length > 0,
    isNotRestricted: ({ context }) => context.restrictions.length === 0,
    hasOpenConditions: ({ context }) => context.conditions.some(isOpen),
    everyConditionIsMet: ({ context }) => !context.conditions.some(isOpen),
    somethingRunsOutSoon: ({ context }) => context.expiring,
    nothingRunsOutSoon: ({ context }) => !context.expiring,
    isNotSuspended: ({ context }) => context.suspension === null,
    noticeOfSuspensionIsToBeSent: ({ context }) => context.suspension !== null && context.suspension.noticeSent === null,
    aChildIsToBeAssessed: ({ context }) => unassessed(context.children).length > 0,
    aChildAwaitsADecision: ({ context }) => undecided(context.children).length > 0,
    timeForRepresentationsIsOver: ({ context }) => context.removal?.closedAt != null,
    letterOfRemovalIsToBeSent: ({ context }) => context.removal?.outcome === 'remove' && context.removal.letterSent === null,
    reportIsOwed: ({ context }) => context.removal?.reportWanted === true && context.removal.reported === null,
    letterOfReadmissionIsToBeSent: ({ context }) => context.readmission?.route === 'changed items only' && context.readmission.outcome !== null && context.readmission.letterSent === null,
    isToBeRemoved: ({ context }) => context.removal?.outcome === 'remove',
    isReadmitted: ({ context }) => context.readmission?.outcome === 'readmitted',
    wasRemoved: ({ context }) => context.ended?.how === 'removed',

    // Who acts, and what is known from elsewhere.
    isNotWhoProposed: ({ context, event }) => !isOneOf([context.removal?.by.personId], event.stamp.by),
    mayComeBackByWhatChanged: ({ context, event }) => {
      assertEvent(event, ['readmission.ask', 'readmission.decide']);
      const { monthsSinceEnd, changedItemsMonths } = event.facts;
      const wasExcluded = context.removal?.outcome === 'remove' && (context.removal.ground === 'mandatory exclusion' || context.removal.ground === 'discretionary exclusion');
      return !wasExcluded && monthsSinceEnd !== null && monthsSinceEnd < changedItemsMonths;
    },
    whatItHeldIsInDate: ({ context, event }) => {
      assertEvent(event, 'readmission.decide');
      if (event.input.outcome === 'refused') return true;
      return context.evidence.filter(({ blocks, validUntil }) => blocks && validUntil !== null).every(({ requirement, validUntil }) => {
        const known = event.facts.held.find((each) => each.requirement === requirement)?.validUntil ?? validUntil;
        return known === null || known >= event.stamp.occurredOn;
      });
    },

    // What was entered.
    confirmsWhatIsMissing: ({ context, event }) => {
      assertEvent(event, 'evidence.confirm');
      return event.input.seen.length > 0 && event.input.seen.every((item) => context.missing.some((gap) => gap.requirement === item.requirement));
    },
    isSeenByNow: ({ event }) => {
      assertEvent(event, 'evidence.confirm');
      return event.input.seen.every((item) => item.verifiedOn <= event.stamp.occurredOn);
    },
    isStillValid: ({ event }) => {
      assertEvent(event, 'evidence.confirm');
      return event.input.seen.every((item) => item.validUntil === null || item.validUntil >= event.stamp.occurredOn);
    },
    waitRunsFromLeastToMost: ({ event }) => {
      assertEvent(event, 'capacity.tell');
      return event.input.waitWeeksMin <= event.input.waitWeeksMax;
    },
    isTheFrozenDocument: ({ event }) => 'isFrozen' in event.facts && event.facts.isFrozen,
    namesAnOpenCondition: ({ context, event }) => {
      assertEvent(event, 'condition.meet');
      return context.conditions.some((condition) => condition.number === event.input.number && isOpen(condition));
    },
    conditionsAreSaid: ({ event }) => {
      assertEvent(event, 'conditions.set');
      return event.input.conditions.length > 0 && event.input.conditions.every(({ text, by }) => isSaid(text) && (by === null || by >= event.stamp.occurredOn));
    },
    namesAChildToBeAssessed: ({ context, event }) => {
      assertEvent(event, 'child.assess');
      return unassessed(context.children).some(({ ref }) => ref === event.input.ref);
    },
    namesAChildWithoutDecision: ({ context, event }) => {
      assertEvent(event, 'continuity.decide');
      return undecided(context.children).some(({ ref }) => ref === event.input.ref);
    },
    isLiftedByNow: ({ event }) => {
      assertEvent(event, 'suspension.lift');
      return event.input.from <= event.stamp.occurredOn;
    },
    leavesTheChoiceThatTheLawLeaves: ({ context, event }) => {
      assertEvent(event, 'removal.decide');
      return event.input.outcome !== 'keep: at our discretion' || context.removal === null || !removalRule(context.regime, context.removal.ground).mustRemove;
    },
    reportIsNotDatedAhead: ({ event }) => {
      assertEvent(event, 'exclusion.report');
      return event.input.on <= event.stamp.occurredOn;
    },
    sessionsAddUp: ({ event }) => {
      assertEvent(event, 'review.return');
      return event.input.delivered + event.input.missed <= event.input.planned;
    },
  },
  actions: {
    ...effects,

    noteListing: assign(({ context, event }) => {
      assertEvent(event, 'membership.begin');
      const { schemeId, schemeTitle, provider, lot, capacity, evidence, conditions } = event.input;
      const on = event.stamp.occurredOn;
      const begun = evidence.map(begunEvidence);
      const cameBack = context.ended !== null;
      return {
        schemeId, schemeTitle, provider, lot, capacity, capacityOverdueSince: null, origin: 'application', listedOn: on, regime: event.facts.regime, missing: [],
        // A second admission shows what it showed; evidence that only the first one asked for still counts.
        evidence: [...context.evidence.filter(({ requirement, ranOut }) => !ranOut && !begun.some((each) => each.requirement === requirement)), ...begun],
        expiring: isSoon(event.facts.daysLeft),
        restrictions: context.restrictions.filter(({ cause }) => !cause.startsWith('evidence:') && !cameBack),
        conditions: conditions.map((text, n) => ({ number: n + 1, text, by: null, maxSessionsPerWeek: null, setOn: on, metOn: null, overdue: false })),
        ...(cameBack
          ? {
              ended: null, exit: null, removal: null, suspension: null, review: null, lastReviewOn: null, counted: { restrictions: 0, suspensions: 0 }, representations: [],
              readmission: { route: 'full application' as const, askedOn: on, changes: '', outcome: 'readmitted' as const, reasons: '', decidedOn: on, letterSent: null },
            }
          : {}),
      };
    }),
    noteImport: assign(({ event }) => {
      assertEvent(event, 'membership.import');
      return { ...event.input, listedOn: event.stamp.occurredOn };
    }),
    noteConfirmed: assign(({ context, event }) => {
      assertEvent(event, 'evidence.confirm');
      const { input, stamp } = event;
      const titled = input.seen.map((item) => ({ ...item, title: context.missing.find(({ requirement }) => requirement === item.requirement)?.title ?? item.requirement, blocks: true }));
      return {
        missing: context.missing.filter((gap) => !input.seen.some((item) => item.requirement === gap.requirement)),
        seen: [...context.seen, ...input.seen.map((item) => ({ ...item, at: stamp.recordedAt }))],
        evidence: [...context.evidence.filter(({ requirement }) => !input.seen.some((item) => item.requirement === requirement)), ...titled.map(begunEvidence)],
      };
    }),
    noteCapacity: assign(({ event }) => {
      assertEvent(event, 'capacity.tell');
      const { sessionsPerWeek, waitWeeksMin, waitWeeksMax } = event.input;
      return { capacity: { sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn: event.stamp.occurredOn }, capacityOverdueSince: null };
    }),

    // Evidence and clinicians: what follows for the place, with the children whom it then concerns.
    noteEvidence: assign(({ context, event }) => {
      assertEvent(event, 'evidence.note');
      const on = event.stamp.occurredOn;
      const after = afterNote(context, event.input, on);
      return { ...after, expiring: isSoon(event.facts.daysLeft), children: restrictedAnew(context, after.restrictions, event) };
    }),
    noteTheEnd: assign(({ context, event }) => {
      assertEvent(event, 'deadline.reached');
      const after = afterTheEnd(context, event.stamp.occurredOn, event.facts.held);
      return { ...after, expiring: isSoon(event.facts.daysLeft), children: restrictedAnew(context, after.restrictions, event) };
    }),
    noteRenewalNotChecked: assign(({ context, event }) => {
      assertEvent(event, 'deadline.reached');
      const after = renewalNotChecked(context, event.stamp.occurredOn);
      return { ...after, children: restrictedAnew(context, after.restrictions, event) };
    }),
    noteExpiring: assign({ expiring: true }),
    noteClinicians: assign(({ context, event }) => {
      assertEvent(event, 'clinicians.note');
      const restrictions = isWithoutClinicians(event.facts.clinicians)
        ? withRestriction(context.restrictions, CLINICIANS, 'Nobody who gives this therapy is cleared', event.stamp.occurredOn)
        : withoutRestriction(context.restrictions, CLINICIANS);
      return { restrictions, children: restrictedAnew(context, restrictions, event) };
    }),
    countRestriction: assign({ counted: ({ context }) => ({ ...context.counted, restrictions: context.counted.restrictions + 1 }) }),

    noteConditions: assign(({ context, event }) => {
      assertEvent(event, 'conditions.set');
      const next = context.conditions.reduce((most, { number }) => Math.max(most, number), 0);
      return {
        conditions: [
          ...context.conditions.filter((condition) => !isOpen(condition)),
          ...event.input.conditions.map((condition, n) => ({ ...condition, number: next + n + 1, setOn: event.stamp.occurredOn, metOn: null, overdue: false })),
        ],
      };
    }),
    noteMet: assign(({ context, event }) => {
      assertEvent(event, 'condition.meet');
      return { conditions: context.conditions.map((condition) => (condition.number === event.input.number ? { ...condition, metOn: event.stamp.occurredOn } : condition)) };
    }),
    noteConditionOverdue: assign(({ context, event }) => {
      assertEvent(event, 'deadline.reached');
      const number = Number(event.input.name.replace('condition-', ''));
      return { conditions: context.conditions.map((condition) => (condition.number === number && isOpen(condition) ? { ...condition, overdue: true } : condition)) };
    }),

    noteSuspension: assign(({ context, event }) => {
      assertEvent(event, 'membership.suspend');
      const { input: { ground, reasons, toldWhom }, stamp: { occurredOn: on, by }, facts } = event;
      const suspended: Suspension = {
        ground, reasons, since: on, by, toldOrally: isSaid(toldWhom) ? { whom: toldWhom, on } : null, noticeSent: null, noticeOverdue: false, risksOverdue: false, reviews: [], reviewOverdue: false, lift: null,
      };
      return { suspension: suspended, children: withChildren(context.children, facts.children, 'suspended', on), counted: { ...context.counted, suspensions: context.counted.suspensions + 1 } };
    }),
    noteLifted: assign({ suspension: null }),
    noteDecision: assign(({ context, event }) => {
      assertEvent(event, 'continuity.decide');
      const { input: { ref, what, reason }, stamp: { occurredOn: on, by } } = event;
      // One decision settles every reason for which the child is listed.
      return { children: context.children.map((child) => (child.ref === ref && child.decision === null ? { ...child, decision: { what, reason, by, on, late: false } } : child)) };
    }),

    noteOutcome: assign(({ context, event }) => {
      assertEvent(event, 'removal.decide');
      if (context.removal === null) return {};
      const { input: { outcome, reasons }, stamp: { occurredOn, by } } = event;
      return { removal: { ...context.removal, outcome, outcomeReasons: reasons, decidedOn: occurredOn, decidedBy: by } };
    }),
    noteEnded: assign(({ context, event }) => {
      const on = event.stamp.occurredOn;
      const how = context.removal?.outcome === 'remove' ? 'removed' as const : 'left' as const;
      const safe = how === 'left' ? 'it gave notice' : (context.removal?.ground ?? '');
      return {
        ended: { on, how }, suspension: null, exit: null, review: null, readmission: null, expiring: false, restrictions: [],
        history: [...context.history, { listedOn: context.listedOn, endedOn: on, how, ground: safe, suspensions: context.counted.suspensions, restrictions: context.counted.restrictions }],
        children: 'children' in event.facts ? withChildren(context.children, event.facts.children, how === 'removed' ? 'removed' : 'leaving', on) : context.children,
      };
    }),

    // Back by what has changed: what it held then counts as its own cases have it now.
    noteBack: assign(({ context, event }) => {
      assertEvent(event, 'readmission.decide');
      const { facts: { held, daysLeft }, stamp: { occurredOn: on } } = event;
      const evidence = context.evidence.map((item) => {
        const known = held.find(({ requirement }) => requirement === item.requirement);
        return begunEvidence({ ...item, validUntil: known ? known.validUntil : item.validUntil });
      });
      return {
        evidence, ended: null, listedOn: on, lastReviewOn: null, removal: null, representations: [], counted: { restrictions: 0, suspensions: 0 }, restrictions: [], expiring: isSoon(daysLeft),
        conditions: context.conditions.filter(isOpen),
      };
    }),

    // Clocks.
    startClocksOfTheListing: enqueueActions(({ context, event, enqueue: queue }) => {
      const { start } = asking(queue);
      const due = 'reviewDue' in event.facts ? event.facts.reviewDue : null;
      if (due !== null && context.review === null) start({ name: 'review-pack', rule: 'qpl.annual-review-pack', before: due });
      if (context.capacity) start({ name: 'refresh', rule: 'qpl.tell-capacity', from: context.capacity.toldOn });
    }),
    startClocksOfTheEvidence: enqueueActions(({ context, event, enqueue: queue }) => {
      const { start, end } = asking(queue);
      const soonest = soonestEnd(context.evidence);
      if (soonest === null) end('evidence', 'expiring');
      else {
        start({ name: 'evidence', rule: 'qpl.evidence-restriction', from: soonest });
        const daysLeft = 'daysLeft' in event.facts ? event.facts.daysLeft : null;
        if (daysLeft !== null && daysLeft > SOON) start({ name: 'expiring', rule: 'qpl.evidence-warning-90', before: soonest });
        else end('expiring');
      }
      const waiting = renewalSince(context.evidence);
      if (waiting === null) end('renewal');
      else start({ name: 'renewal', rule: 'qpl.renewal-check', from: waiting });
    }),
    startClockOfTheChildren: enqueueActions(({ context, event, enqueue: queue }) => {
      const { start, end } = asking(queue);
      const on = event.stamp.occurredOn;
      if (undecided(context.children).length === 0) end('continuity');
      else if (undecided(context.children).some(({ listedOn }) => listedOn === on) && event.type !== 'continuity.decide') start({ name: 'continuity', rule: 'qpl.continuity-decision', from: on });
    }),
    startClocksOfTheConditions: enqueueActions(({ context, enqueue: queue }) => {
      const { start, end } = asking(queue);
      for (const { number, by, metOn } of context.conditions) {
        if (by !== null && metOn === null) start({ name: `condition-${number}`, rule: 'qpl.condition', from: by });
        else end(`condition-${number}`);
      }
    }),
    startClocksOfTheSuspension: enqueueActions(({ context, event, enqueue: queue }) => {
      const { start } = asking(queue);
      const on = event.stamp.occurredOn;
      start({ name: 'suspension-notice', rule: 'qpl.suspension-notice', from: on });
      start({ name: 'suspension-review', rule: 'qpl.suspension-review', from: on });
      if (unassessed(context.children).length > 0) start({ name: 'risk', rule: 'qpl.suspension-risk', from: on });
    }),
    endClocksOfTheSuspension: enqueueActions(({ enqueue: queue }) => asking(queue).end('suspension-notice', 'suspension-review', 'suspension-lift', 'risk')),
    endRiskClockWhenDone: enqueueActions(({ context, enqueue: queue }) => {
      if (unassessed(context.children).length === 0) asking(queue).end('risk');
    }),
    startClocksOfTheEnd: enqueueActions(({ context, event, enqueue: queue }) => {
      const { start, tell } = asking(queue);
      const on = event.stamp.occurredOn;
      if (context.ended?.how === 'removed') start({ name: 'removal-letter', rule: 'qpl.removal-notice', from: on });
      if (context.removal?.reportWanted) start({ name: 'exclusion-report', rule: 'qpl.exclusion-report', from: on });
      tell(context.ended?.how === 'removed' ? 'qpl.membership.removed' : 'qpl.membership.exited', changedBody(context, on));
    }),
    endClocksOfThePlace: enqueueActions(({ context, enqueue: queue }) => {
      asking(queue).end('evidence', 'expiring', 'renewal', 'refresh', 'representations', 'exit', 'review-pack', 'review-due', 'review-return', ...context.conditions.map(({ number }) => `condition-${number}`));
    }),
    tellReadmitted: enqueueActions(({ context, event, enqueue: queue }) => asking(queue).tell('qpl.membership.readmitted', changedBody(context, event.stamp.occurredOn))),
  },
});

/** The children whom a restriction concerns, listed when the place becomes restricted; while it is restricted already they are listed. */
function restrictedAnew(context: MembershipContext, restrictions: MembershipContext['restrictions'], event: { facts: { children: Parameters<typeof withChildren>[1] }; stamp: { occurredOn: string } }): MembershipContext['children'] {
  const isNew = restrictions.length > 0 && context.restrictions.length === 0;
  return isNew ? withChildren(context.children, event.facts.children, 'restricted', event.stamp.occurredOn) : context.children;
}

/** What a list hears of a change of its members: a notice says who joined and left, and never why. */
const changedBody = ({ schemeId, provider, lot }: MembershipContext, on: string) => ({ schemeId, provider: { organisationId: provider?.organisationId ?? '', name: provider?.name ?? '' }, lotId: lot?.lotId ?? '', on });

export { ANNUAL_REVIEW };
