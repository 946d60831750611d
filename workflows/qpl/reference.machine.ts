import { and, assertEvent, assign, setup, type StateMachine } from 'xstate';
import { design, effects, isForClock, isForClockRefusal, type Refusal, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { ReferenceContext, ReferenceEvent } from './reference.events.js';

/**
 * A reference that somebody outside gives about an applicant: asked for by a link, reminded once, given, declined or not answered. An answer that comes after
 * the time is taken like any other; officers decide on what is there.
 */

const asked = design('References of the last three years: the form is sent to the referee by the system, and the applicant does not carry it');
const independent = design('A reference is worth something where the applicant has no hand in it');
const silence = design('A referee who does not answer holds nobody up: no reference is not a bad one');

const nothingYet: ReferenceContext = {
  applicationId: '', applicationReference: '', schemeTitle: '', organisationId: '', providerName: '', referee: null, mailbox: null, shown: false, askedOn: null, chasedOn: null, overdueSince: null,
  answer: null, answerShown: null, ended: null, endedWhy: '',
};

const ofReference = setup({
  types: { context: {} as ReferenceContext, events: {} as ReferenceEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: {
    isForClock,
    applicationIsThere: ({ event }) => {
      assertEvent(event, 'reference.ask');
      return event.facts.application !== null;
    },
    isNotTheApplicants: ({ event }) => {
      assertEvent(event, 'reference.ask');
      return !event.facts.isTheApplicants;
    },
    mailboxIsKnown: ({ context }) => context.mailbox?.personId != null,
    hasNoMailboxYet: ({ context }) => context.mailbox?.personId == null,
    isNotAhead: ({ event }) => {
      assertEvent(event, 'reference.give');
      return event.input.lastWorkedOn <= event.stamp.occurredOn;
    },
    concernsAreSaid: ({ event }) => {
      assertEvent(event, 'reference.give');
      return event.input.concerns === 'no' || event.input.concernsWhat.trim() !== '';
    },
  },
  actions: {
    ...effects,
    noteAnswer: assign(({ context, event }) => {
      assertEvent(event, 'reference.give');
      return { answer: event.input, answerShown: context.shown ? event.input : null, ended: { how: 'given' as const, on: event.stamp.occurredOn } };
    }),
    noteEnd: assign(({ event }) => {
      assertEvent(event, ['reference.decline', 'reference.close']);
      return { ended: { how: event.type === 'reference.decline' ? ('declined' as const) : ('closed' as const), on: event.stamp.occurredOn }, endedWhy: event.input.reason };
    }),
  },
});

const linked = {
  guard: 'hasNoMailboxYet',
  meta: { sources: [asked] },
  actions: ofReference.createAction(assign(({ context, event }) => (event.type === 'reference.link' && context.mailbox ? { mailbox: { ...context.mailbox, personId: event.input.personId } } : {}))),
} as const;
const stopClocks = [{ type: 'endDeadline', params: { name: 'chase' } }, { type: 'endDeadline', params: { name: 'answer' } }] as const;
const given = { target: 'given', guard: and(['isNotAhead', 'concernsAreSaid']), meta: { sources: [asked, independent] }, actions: ['noteAnswer', ...stopClocks, { type: 'notify', params: { notice: 'given' } }] } as const;
const declined = { target: 'declined', meta: { sources: [silence] }, actions: ['noteEnd', ...stopClocks, { type: 'notify', params: { notice: 'declined' } }] } as const;
const closed = { target: 'closed', meta: { sources: [silence] }, actions: ['noteEnd', ...stopClocks] } as const;

export const referenceMachine = ofReference.createMachine({
  id: 'qpl.reference',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Nobody asked yet', sources: [asked] },
      on: {
        'reference.ask': {
          target: 'asked',
          guard: and(['applicationIsThere', 'isNotTheApplicants']),
          meta: { sources: [asked, independent] },
          actions: [
            assign(({ event: { input, facts, stamp } }) => ({
              applicationId: input.applicationId, applicationReference: facts.application!.reference, schemeTitle: facts.application!.schemeTitle, organisationId: facts.application!.organisationId,
              providerName: facts.application!.providerName, referee: { name: input.name, organisation: input.organisation }, mailbox: { email: input.email.toLowerCase(), personId: null }, shown: facts.shown, askedOn: stamp.occurredOn,
            })),
            { type: 'startDeadline', params: ({ event }) => ({ name: 'chase', rule: 'qpl.reference-chase', from: event.stamp.occurredOn }) },
            { type: 'startDeadline', params: ({ event }) => ({ name: 'answer', rule: 'qpl.reference-reply', from: event.stamp.occurredOn }) },
          ],
        },
      },
    },
    asked: {
      meta: { title: 'The referee is asked', sources: [asked] },
      on: {
        'reference.link': linked,
        'reference.give': given,
        'reference.decline': declined,
        'reference.close': closed,
        'deadline.reached': [
          {
            guard: and([{ type: 'isForClock', params: { clock: 'chase' } }, 'mailboxIsKnown']), meta: { sources: [asked] },
            actions: [assign({ chasedOn: ({ event }) => event.stamp.occurredOn }), { type: 'notify', params: { notice: 'chase' } }],
          },
          // The link never went out, so there is nobody to remind; officers see it on the page of references.
          { guard: { type: 'isForClock', params: { clock: 'chase' } }, meta: { sources: [asked] } },
          {
            target: 'noAnswer', guard: { type: 'isForClock', params: { clock: 'answer' } }, meta: { sources: [silence] },
            actions: [assign({ overdueSince: ({ event }) => event.stamp.occurredOn }), { type: 'notify', params: { notice: 'noAnswer' } }],
          },
        ],
      },
    },
    noAnswer: {
      meta: { title: 'No answer in time', sources: [silence] },
      on: { 'reference.link': linked, 'reference.give': given, 'reference.decline': declined, 'reference.close': closed },
    },
    given: { meta: { title: 'The reference is given', sources: [asked] }, type: 'final' },
    declined: { meta: { title: 'The referee declined', sources: [silence] }, type: 'final' },
    closed: { meta: { title: 'No longer asked for', sources: [silence] }, type: 'final' },
  },
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type ReferenceGuard = typeof referenceMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard says no, and what would change that. */
export const refusals = {
  isForClock: isForClockRefusal,
  applicationIsThere: { kind: 'input', because: 'There is no such application that was sent.', unblock: 'Ask from the page of the application.', source: asked },
  isNotTheApplicants: { kind: 'input', field: 'email', because: 'This is the mailbox of somebody who acts for the applicant.', unblock: 'Ask the provider for a referee outside it.', source: independent },
  mailboxIsKnown: { kind: 'case', because: 'The link has not gone out.', unblock: 'Send the link from the page of references.', source: asked },
  hasNoMailboxYet: { kind: 'case', because: 'The link has gone out already.', unblock: 'Send it again from the page of references.', source: asked },
  isNotAhead: { kind: 'input', field: 'lastWorkedOn', because: 'They cannot have worked for you on a day to come.', unblock: 'Give the last day, or about the last day.', source: asked },
  concernsAreSaid: { kind: 'input', field: 'concernsWhat', because: 'You have concerns and do not say which.', unblock: 'Say what they are, in a sentence or two. Name no child.', source: asked },
} satisfies Record<ReferenceGuard, Refusal>;
