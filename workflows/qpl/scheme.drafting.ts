import { and, assign } from 'xstate';
import { inAList } from './scheme.guards.js';
import type { SchemeContext, Section } from './scheme.events.js';
import type { By } from '../shared/vocabulary.js';
import { recordNotice } from './scheme.notices.js';
import { publish } from './scheme.publishing.js';
import { noticesFor, withNoticesDue } from './scheme.rules.js';
import { callIn, frozenBytes, keyDecision, noticeDuty, openRules, publishedTerms, scoring, separation, taskList, threshold } from './scheme.sources.js';
import { transition } from './regimes.js';

/** A list before anybody outside sees it: drafted section by section, approved by somebody else, published. */

const withDrafter = ({ draftedBy }: SchemeContext, by: By) => (by.personId === null || draftedBy.includes(by.personId) ? draftedBy : [...draftedBy, by.personId]);
const filledIn = (context: SchemeContext, section: Section, by: By) => ({
  done: context.done.includes(section) ? context.done : [...context.done, section], draftedBy: withDrafter(context, by),
});
const reason = ({ event }: { event: { input: { reason: string }; stamp: { by: By; recordedAt: string } } }) => ({ reason: event.input.reason, by: event.stamp.by, at: event.stamp.recordedAt });

export const nothing = inAList.createStateConfig({
  meta: { title: 'Not begun', sources: [taskList] },
  on: {
    'list.begin': {
      target: 'draft',
      guard: 'slugIsFree',
      meta: { sources: [taskList] },
      actions: assign(({ context, event: { input, facts, stamp } }) => ({
        schemeId: facts.schemeId, slug: input.slug, terms: { ...context.terms, title: input.title, purpose: input.purpose }, draftedBy: withDrafter(context, stamp.by),
      })),
    },
  },
});

export const draft = inAList.createStateConfig({
  meta: { title: 'Being drafted', sources: [taskList] },
  on: {
    'about.set': {
      guard: and(['endsAfterItStarts', 'canBeExtended']),
      meta: { sources: [publishedTerms] },
      actions: assign(({ context, event: { input: { extensionMonths, extensionWords, ...input }, stamp } }) => ({
        terms: {
          ...context.terms, ...input,
          extension: extensionMonths === null ? null : { months: extensionMonths, words: extensionWords ?? '' },
          // A district that is no longer covered is no longer a lot's either.
          lots: context.terms.lots.map((lot) => ({ ...lot, districts: lot.districts.filter((district) => input.districts.includes(district)) })),
        },
        ...filledIn(context, 'about', stamp.by),
      })),
    },
    'basis.set': {
      guard: and(['isALawForLists', 'answersForAnOldLaw', 'staysBelowTheThreshold']),
      meta: { sources: [transition, threshold] },
      actions: assign(({ context, event: { input: { regime, regimeWhy, ...basis }, stamp } }) => ({
        terms: { ...context.terms, regime, regimeWhy }, basis, ...filledIn(context, 'basis', stamp.by),
      })),
    },
    'lots.set': {
      guard: and(['lotsDiffer', 'lotsKnowTheirDistricts']),
      meta: { sources: [publishedTerms] },
      actions: assign(({ context, event: { input, stamp } }) => {
        const kept = input.lots.map(({ lotId }) => lotId);
        return {
          terms: {
            ...context.terms,
            lots: input.lots.map((lot) => ({
              ...lot, title: `${lot.therapy}, ${lot.delivery}, ages ${lot.ageBand}`, isOpen: true, closedWhy: null,
              passPercent: context.terms.lots.find(({ lotId }) => lotId === lot.lotId)?.passPercent ?? null,
            })),
            // What was asked of a lot goes with it.
            questions: context.terms.questions.filter(({ lotId }) => kept.includes(lotId)),
            price: { ...context.terms.price, lines: context.terms.price.lines.filter(({ lotId }) => kept.includes(lotId)) },
          },
          ...filledIn(context, 'lots', stamp.by),
        };
      }),
    },
    'requirements.set': {
      guard: 'checksAreWhole',
      meta: { sources: [openRules] },
      actions: assign(({ context, event: { facts, stamp } }) => ({ terms: { ...context.terms, ...facts.requirements }, ...filledIn(context, 'requirements', stamp.by) })),
    },
    'questions.set': {
      guard: and(['questionsAreWhole', 'weighsAHundred']),
      meta: { sources: [scoring] },
      actions: assign(({ context, event: { input, facts, stamp } }) => ({
        terms: {
          ...context.terms, questions: facts.questions, lotPassPercent: input.lotPassPercent,
          lots: context.terms.lots.map((lot) => ({ ...lot, passPercent: input.lotPass.find(({ lotId }) => lotId === lot.lotId)?.passPercent ?? null })),
        },
        ...filledIn(context, 'questions', stamp.by),
      })),
    },
    'price.set': {
      guard: 'pricesAreWhole',
      meta: { sources: [publishedTerms] },
      actions: assign(({ context, event: { input, stamp } }) => ({ terms: { ...context.terms, price: { kind: input.kind, lines: input.lines.map((line, n) => ({ key: `line-${n + 1}`, ...line })) } }, ...filledIn(context, 'price', stamp.by) })),
    },
    'rounds.set': {
      guard: and(['roundsAreInOrder', 'roundsAreWithinTheTerm']),
      meta: { sources: [publishedTerms] },
      actions: assign(({ context, event: { facts, stamp } }) => ({
        rounds: facts.times.map((round, n) => ({ ...round, number: n + 1, status: 'planned' as const, extensions: [] })), ...filledIn(context, 'rounds', stamp.by),
      })),
    },
    'rules.set': {
      guard: 'saysWhatLateMeans',
      meta: { sources: [publishedTerms] },
      actions: assign(({ context, event: { input, stamp } }) => ({
        terms: {
          ...context.terms, decisionBasis: input.decisionBasis, agreement: input.agreement, reapply: { coolOffMonths: input.coolOffMonths },
          late: { accepts: input.lateAccepts === 'yes', text: input.lateText }, cap: input.cap, fees: input.fees,
        },
        ...filledIn(context, 'rules', stamp.by),
      })),
    },
    'scheme.submit': {
      target: 'approving',
      guard: and([
        'everySectionIsDone', 'everyLotWeighsAHundred', 'roundsFitTheTerm', 'regimeLetsRoundsClose', 'regimeLetsNumbersBeCapped', 'regimeLetsPriceCount', 'regimeLetsOneWait', 'regimeLetsItCharge',
      ]),
      meta: { sources: [openRules] },
      actions: { type: 'notify', params: { notice: 'toApprove' } },
    },
    'list.abandon': {
      target: 'abandoned',
      meta: { sources: [taskList] },
      actions: assign({ abandoned: ({ event }) => event.input.reason }),
    },
  },
});

const approve = {
  approval: ({ event: { input, stamp } }: { event: { input: { reasons: string; keyReference: string | null; keyPublishedOn: string | null }; stamp: { by: By; recordedAt: string; occurredOn: string } } }) => ({
    reasons: input.reasons, by: stamp.by, at: stamp.recordedAt, on: stamp.occurredOn,
    keyDecision: input.keyReference === null || input.keyPublishedOn === null ? null : { reference: input.keyReference, publishedOn: input.keyPublishedOn },
  }),
};

export const approving = inAList.createStateConfig({
  meta: { title: 'With the decision maker, to be approved', sources: [keyDecision, separation] },
  on: {
    'scheme.approve': {
      target: 'approved',
      guard: and(['didNotDraftIt', 'namesTheKeyDecision']),
      meta: { sources: [keyDecision, separation, callIn] },
      actions: [
        assign(approve),
        assign(({ context, event: { stamp } }) => ({
          callIn: context.approval?.keyDecision ? 'running' as const : 'none' as const,
          // A notice that was recorded before the list was drafted again is not wanted twice.
          notices: withNoticesDue(context.notices, noticesFor(context, 'before publication').filter(({ kind }) => !context.notices.some((notice) => notice.kind === kind)), stamp.occurredOn, 'The list was approved.'),
        })),
        inAList.enqueueActions(({ context, enqueue }) => {
          const decided = context.approval?.keyDecision;
          if (decided) enqueue({ type: 'startDeadline', params: { name: 'call-in', rule: 'decisions.call-in', from: decided.publishedOn } });
        }),
        { type: 'notify', params: { notice: 'approved' } },
      ],
    },
    'scheme.return': {
      target: 'draft',
      guard: 'didNotDraftIt',
      meta: { sources: [separation] },
      actions: assign({ returned: (args) => [...args.context.returned, reason(args)] }),
    },
  },
});

export const approved = inAList.createStateConfig({
  meta: { title: 'Approved, to be published', sources: [callIn, noticeDuty] },
  on: {
    'deadline.reached': {
      guard: { type: 'isForClock', params: { clock: 'call-in' } },
      meta: { sources: [callIn] },
      actions: [assign({ callIn: 'over' as const }), { type: 'notify', params: { notice: 'approved' } }],
    },
    'notice.record': recordNotice,
    'scheme.publish': {
      target: '#running',
      guard: and(['callInIsOver', 'everyNoticeBeforeIsRecorded', 'areTheFrozenDocuments', 'hasItsPriceSchedule']),
      meta: { sources: [callIn, noticeDuty, frozenBytes] },
      actions: publish,
    },
    'scheme.rework': {
      target: 'draft',
      meta: { sources: [separation] },
      actions: [
        // What was approved is no longer what is there: it is approved again, and notices that were recorded stay so.
        assign({
          returned: (args) => [...args.context.returned, reason(args)], approval: null, callIn: 'none' as const,
          notices: ({ context }) => context.notices.filter(({ recorded }) => recorded !== null),
        }),
        inAList.enqueueActions(({ enqueue }) => enqueue({ type: 'endDeadline', params: { name: 'call-in' } })),
      ],
    },
  },
});
