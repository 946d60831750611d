import { and, assertEvent, assign } from 'xstate';
import { awarding, done } from './awarding.js';
import type { AwardContext } from './award.events.js';
import {
  bridge, closing, earlierStep, endsByItself, furtherChance, furtherDecision, information, laterDecision, noSigning, onlyAfterStandstill, panelAdvice, representations, review, standing, standstillBegins,
} from './award.sources.js';
import { addressees } from './providers-aware.js';
import type { Source } from '../shared/vocabulary.js';
import type { Representation, Standstill } from './standstill.events.js';

/**
 * The standstill of reg 12, the same for direct award C, the most suitable provider and competition. It begins the day after publication; until
 * midnight at the end of the eighth working day after that day providers may represent. Without a valid representation it ends by itself at that
 * midnight; with one it stays open until the authority closes it, and it may close only when every condition of reg 12(10) holds.
 *
 * Midnight itself is too late: a clock is applied before anything of the same instant, so what comes in that instant finds the window over.
 */

/** A standstill as it is when the intention is published. */
export const begun = (intended: readonly string[]): Standstill => ({
  representations: [], decisions: [], panel: [], intended, windowOver: null, waited: null, ended: null,
});

/** The standstill with something changed; a fault where none runs. */
const changed = ({ standstill }: AwardContext, change: (now: Standstill) => Partial<Standstill>): { standstill: Standstill } => {
  if (standstill === null) throw new Error('No standstill runs.');
  return { standstill: { ...standstill, ...change(standstill) } };
};
const one = (context: AwardContext, number: number, change: (now: Representation) => Partial<Representation>) =>
  changed(context, ({ representations: all }) => ({ representations: all.map((each) => (each.number === number ? { ...each, ...change(each) } : each)) }));

const noteRepresentation = (late: boolean) => awarding.assign(({ context, event }) => {
  assertEvent(event, 'representation.receive');
  const { input, stamp } = event;
  return changed(context, ({ representations: all }) => ({
    representations: [...all, {
      ...input, from: stamp.by, number: all.length + 1, receivedAt: stamp.occurredAt, receivedOn: stamp.occurredOn, recordedAt: stamp.recordedAt, inWriting: input.how !== 'spoken', late,
      judged: null, chance: null, explanations: [], requests: [], review: null,
    }],
  }));
});
const noteJudgement = awarding.assign(({ context, event }) => {
  assertEvent(event, 'representation.judge');
  const { number, valid, reasons } = event.input;
  return one(context, number, () => ({ judged: { valid, reasons, ...done(event) } }));
});
const tell = awarding.assign(({ context, event }) => {
  assertEvent(event, 'decision.tell');
  const { to, how } = event.input;
  return changed(context, ({ decisions }) => ({
    decisions: decisions.map((each, n) => (n === decisions.length - 1 ? { ...each, told: [...each.told, ...to.map((name) => ({ name, how, ...done(event) }))] } : each)),
  }));
});
const noteDecision = awarding.assign(({ context, event }) => {
  assertEvent(event, ['decision.take', 'decision.replace']);
  const { input } = event;
  return changed(context, ({ decisions }) => ({
    decisions: [...decisions, { ...input, ...done(event), number: decisions.length + 1, addressees: addressees(context, input.kind), told: [] }],
    waited: null,
  }));
});
const decide = {
  guard: and(['isNotConflicted', 'everyRepresenterHadAChance', 'everyRequestIsAnswered', 'everyRepresentationIsReviewed', 'saysWhereItGoesBackTo', 'givesReasons']),
  target: 'telling',
  actions: noteDecision,
} as const;
/** What the standstill was when it ended; by itself, or closed. */
const end = (how: 'by itself' | 'closed') => awarding.assign(({ context, event }) =>
  changed(context, () => ({ ended: { at: event.stamp.occurredAt, on: event.stamp.occurredOn, how } })));

const windowEnds = awarding.assign(({ context, event }) => changed(context, () => ({ windowOver: event.stamp.occurredAt })));
const isWindow = { type: 'isForClock', params: { clock: 'standstill' } } as const;

/** What came after the standstill was over is recorded, as late, and holds nothing. */
export const lateRepresentation = { meta: { sources: [representations] }, actions: noteRepresentation(true) } as const;

const received = noteRepresentation(false);

const standstill = awarding.createStateConfig({
  id: 'standstill',
  meta: { title: 'Standstill', sources: [standstillBegins, noSigning] },
  entry: { type: 'startDeadline', params: ({ context }) => ({ name: 'standstill', rule: 'psr.standstill', from: context.intention?.published?.on ?? '' }) },
  exit: [
    { type: 'endDeadline', params: { name: 'standstill' } },
    { type: 'endDeadline', params: { name: 'further-decision' } },
  ],
  initial: 'open',
  on: {
    // Not now. It is here so that the page can say why not.
    'contract.sign': { guard: 'standstillIsNotRunning', meta: { sources: [noSigning] } },
    'intention.correct': [
      {
        // A change of substance is published anew, and the time begins again (design reading of reg 12(2)).
        guard: and(['publicationHasCome', 'numberIsOfItsYear', 'isRepublished']),
        target: '.open',
        meta: { sources: [standstillBegins] },
        actions: [
          assign(({ context, event }) => ({
            corrections: [...context.corrections, { ...event.input, ...done(event), replaced: context.intention?.published ? { noticeNumber: context.intention.published.noticeNumber, on: context.intention.published.on } : null }],
            intention: context.intention && {
              ...context.intention,
              published: { noticeNumber: event.input.noticeNumber, link: context.intention.published?.link ?? '', statedLastDay: event.input.statedLastDay, lawfulLastDay: event.facts.lawfulLastDay, ...done(event) },
            },
            ...changed(context, () => ({ windowOver: null, waited: null })),
          })),
          { type: 'startDeadline', params: ({ event }) => ({ name: 'standstill', rule: 'psr.standstill', from: event.stamp.occurredOn, why: `The notice was published anew: ${event.input.why}` }) },
          // The earlier one is kept as it was published, beside what was published in its place.
          { type: 'makeDocument', params: { kind: 'intention-anew' } },
        ],
      },
      {
        guard: and(['publicationHasCome', 'numberIsOfItsYear']),
        meta: { sources: [standstillBegins] },
        actions: assign({ corrections: ({ context, event }) => [...context.corrections, { ...event.input, ...done(event) }] }),
      },
    ],
  },
  states: {
    open: {
      meta: { title: 'Standstill, no representation', sources: [endsByItself] },
      always: { guard: 'aValidOneStands', target: 'held', meta: { sources: [representations] } },
      on: {
        'representation.receive': [
          { guard: 'isInWriting', target: 'held', meta: { sources: [representations] }, actions: [received, { type: 'notify', params: { notice: 'representation' } }] },
          { meta: { sources: [representations] }, actions: received },
        ],
        'deadline.reached': { guard: isWindow, target: '#standstillEnded', meta: { sources: [endsByItself] }, actions: [windowEnds, end('by itself')] },
      },
    },

    held: {
      meta: { title: 'Standstill, held open by a representation', sources: [closing] },
      initial: 'reviewing',
      // Judged invalid, none is left: in the window others may still come; after it, the standstill had ended at that midnight.
      always: [
        { guard: and(['noValidOneStands', 'theWindowIsOpen']), target: 'open', meta: { sources: [endsByItself] } },
        { guard: 'noValidOneStands', target: '#standstillEnded', meta: { sources: [endsByItself] }, actions: end('by itself') },
      ],
      on: {
        // A new one is reviewed too, whatever was decided before it came.
        'representation.receive': [
          { guard: and(['isInWriting', 'theWindowIsOpen']), target: '.reviewing', meta: { sources: [representations] }, actions: [received, { type: 'notify', params: { notice: 'representation' } }] },
          { guard: 'theWindowIsOpen', meta: { sources: [representations] }, actions: received },
          lateRepresentation,
        ],
        'deadline.reached': [
          { guard: isWindow, meta: { sources: [representations] }, actions: windowEnds },
          {
            guard: { type: 'isForClock', params: { clock: 'further-decision' } },
            meta: { sources: [closing] },
            actions: assign(({ context, event }) => changed(context, () => ({ waited: event.stamp.occurredAt }))),
          },
        ],
        'representation.judge': { guard: and(['isNotConflicted', 'namesARepresentation', 'givesReasons']), meta: { sources: [representations, standing] }, actions: noteJudgement },
        'representation.invite': {
          guard: 'namesARepresentation',
          meta: { sources: [furtherChance] },
          actions: assign(({ context, event }) => one(context, event.input.number, () => ({ chance: { apt: event.input.apt, what: event.input.what, ...done(event) } }))),
        },
        'representation.explain': {
          guard: and(['namesARepresentation', 'explainsOnesOwn']),
          meta: { sources: [furtherChance] },
          actions: assign(({ context, event }) => one(context, event.input.number, ({ explanations }) => ({ explanations: [...explanations, { text: event.input.text, files: event.input.files ?? [], ...done(event) }] }))),
        },
        'information.request': {
          guard: 'namesARepresentation',
          meta: { sources: [information] },
          actions: assign(({ context, event }) => one(context, event.input.number, ({ requests }) => ({
            requests: [...requests, { number: requests.length + 1, asked: event.input.asked, askedOn: event.stamp.occurredOn, answer: null }],
          }))),
        },
        'information.answer': {
          guard: and(['aRequestForInformationIsOpen', 'namesAnOpenRequest', 'saysWhichException', 'givesReasons']),
          meta: { sources: [information] },
          actions: assign(({ context, event }) => {
            const { number, request, given, exception, reasons } = event.input;
            return one(context, number, ({ requests }) => ({ requests: requests.map((each) => (each.number === request ? { ...each, answer: { given, exception, reasons, ...done(event) } } : each)) }));
          }),
        },
        'panel.ask': {
          meta: { sources: [panelAdvice] },
          actions: assign(({ context, event }) => changed(context, ({ panel }) => ({ panel: [...panel, { number: panel.length + 1, ...event.input, ...done(event), triage: null, advice: null }] }))),
        },
        'panel.triage': {
          guard: and(['aRequestToThePanelIsOpen', 'namesARequestToTriage', 'givesReasons']),
          meta: { sources: [panelAdvice] },
          actions: assign(({ context, event }) => changed(context, ({ panel }) => ({
            panel: panel.map((each) => (each.number === event.input.number ? { ...each, triage: { accepted: event.input.accepted, reasons: event.input.reasons, ...done(event) } } : each)),
          }))),
        },
        'panel.advise': {
          // Advice is not binding; a later decision is recorded even where nothing changes.
          guard: and(['aRequestToThePanelIsOpen', 'namesAnAcceptedRequest']),
          target: '.reviewing',
          meta: { sources: [panelAdvice, laterDecision] },
          actions: assign(({ context, event }) => changed(context, ({ panel }) => ({
            panel: panel.map((each) => (each.number === event.input.number ? { ...each, advice: { finding: event.input.finding, summary: event.input.summary, ...done(event) } } : each)), waited: null,
          }))),
        },
        'bridge.note': {
          guard: 'adviceWasSought',
          meta: { sources: [bridge] },
          actions: assign({ bridges: ({ context, event }) => [...context.bridges, { ...event.input, ...done(event) }] }),
        },
        'standstill.close': {
          guard: and([
            'isNotConflicted', 'theWindowIsOver', 'everyRepresenterHadAChance', 'everyRequestIsAnswered', 'everyRepresentationIsReviewed', 'decisionAnswersEverything', 'everybodyWasTold', 'fiveWorkingDaysHavePassed',
            'panelIsNotAwaited', 'saysThatNoneIsIntended',
          ]),
          target: 'closed',
          meta: { sources: [closing, onlyAfterStandstill] },
          actions: end('closed'),
        },
      },
      states: {
        reviewing: {
          meta: { title: 'Standstill, the decision is reviewed', sources: [review] },
          entry: { type: 'endDeadline', params: { name: 'further-decision' } },
          on: {
            'review.record': {
              guard: and(['isNotConflicted', 'namesARepresentation']),
              meta: { sources: [review] },
              actions: assign(({ context, event }) => one(context, event.input.number, () => ({ review: { findings: event.input.findings, conclusion: event.input.conclusion, ...done(event) } }))),
            },
            'decision.take': { ...decide, meta: { sources: [furtherDecision, earlierStep] } },
          },
        },
        telling: {
          meta: { title: 'Standstill, a further decision to be told', sources: [furtherDecision] },
          entry: { type: 'endDeadline', params: { name: 'further-decision' } },
          on: {
            'decision.replace': { ...decide, target: 'telling', reenter: true, meta: { sources: [laterDecision, earlierStep] } },
            'decision.tell': [
              {
                guard: and(['tellsAddressees', 'leavesNobodyUntold']),
                target: 'waiting',
                meta: { sources: [furtherDecision, closing] },
                actions: [tell, { type: 'startDeadline', params: ({ event }) => ({ name: 'further-decision', rule: 'psr.further-decision', from: event.stamp.occurredOn, why: 'A later further decision was told' }) }],
              },
              { guard: 'tellsAddressees', meta: { sources: [furtherDecision] }, actions: tell },
            ],
          },
        },
        waiting: {
          meta: { title: 'Standstill, five working days after the further decision', sources: [closing] },
          on: {
            // Any number of later ones: each replaces the last, is told anew, and starts the five working days again.
            'decision.replace': { ...decide, meta: { sources: [laterDecision, earlierStep] } },
          },
        },
      },
    },

    // What was decided last is now done: awarded, repeated or abandoned.
    closed: {
      meta: { title: 'Standstill closed', sources: [closing] },
      always: [
        { guard: { type: 'decidedTo', params: { kind: 'abandon' } }, target: '#abandoning', meta: { sources: [onlyAfterStandstill] } },
        { guard: { type: 'decidedTo', params: { kind: 'repeat' } }, target: '#goingBack', meta: { sources: [earlierStep] } },
        { target: '#standstillEnded', meta: { sources: [closing] } },
      ],
    },
  },
});

/** The standstill as a step of a route, with the step of its review: both are numbered there. */
export const standstillOf = (observing: Source, reviewing: Source) => ({ ...standstill, meta: { ...standstill.meta, sources: [observing, reviewing, ...standstill.meta.sources] } });
