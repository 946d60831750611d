import { assertEvent, setup } from 'xstate';
import { effects, isForClock, type By, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import { isPastItsLaw, regimeRules } from './regimes.js';
import type { SchemeContext, SchemeEvent } from './scheme.events.js';
import { areInOrder, areWithin, isSaid, isWhole, lotsThatDoNotWeighAHundred, noticesToRecord, roundOf, sectionsToDo } from './scheme.rules.js';
import { takesQuestions } from './scheme.terms.js';

/** A deputy counts as both: the one who acts, and the one in whose place. */
const isOneOf = (people: readonly (string | null | undefined)[], by: By): boolean => [by.personId, by.inPlaceOf?.personId].some((person) => person != null && people.includes(person));
const rulesOf = ({ terms }: SchemeContext) => regimeRules(terms.regime);

/** The words of the machine of a list: what its guards ask, and the effects that it may ask for. `scheme.refusals.ts` explains each guard. */
export const inAList = setup({
  types: { context: {} as SchemeContext, events: {} as SchemeEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: {
    isForClock,

    // The list as it stands.
    everySectionIsDone: ({ context }) => sectionsToDo(context).length === 0,
    everyLotWeighsAHundred: ({ context }) => lotsThatDoNotWeighAHundred(context.terms).length === 0,
    roundsFitTheTerm: ({ context }) => areWithin(context.rounds, context.terms),
    regimeLetsRoundsClose: ({ context }) => !rulesOf(context).alwaysOpen || context.rounds.every(({ closesAt }) => closesAt === null),
    regimeLetsNumbersBeCapped: ({ context }) => rulesOf(context).mayCap || context.terms.cap === null,
    regimeLetsPriceCount: ({ context }) => rulesOf(context).mayScorePrice || context.terms.price.kind !== 'scored',
    regimeLetsOneWait: ({ context }) => rulesOf(context).mayCoolOff || context.terms.reapply.coolOffMonths === null,
    regimeLetsItCharge: ({ context }) => rulesOf(context).fees.includes(context.terms.fees),
    regimeLetsALotClose: ({ context }) => !rulesOf(context).alwaysOpen,
    regimeLetsConditionsChange: ({ context }) => rulesOf(context).mayChange,
    callInIsOver: ({ context }) => context.callIn !== 'running',
    everyNoticeBeforeIsRecorded: ({ context }) => noticesToRecord(context.notices).length === 0,
    hasANoticeToRecord: ({ context }) => noticesToRecord(context.notices).length > 0,
    invitationIsOld: ({ context }) => context.invitationIsOld,
    hasAnUnansweredQuestion: ({ context }) => context.asked.some(({ answered }) => !answered),
    hasALateApplication: ({ context }) => context.late.some(({ decision }) => decision === null),
    hasARightToExtend: ({ context }) => context.terms.extension !== null && context.terms.ends !== null,
    hasAClosedRound: ({ context }) => context.rounds.some(({ status }) => status === 'closed'),
    hasARoundInEvaluation: ({ context }) => context.rounds.some(({ status }) => status === 'evaluating'),
    hasADecidedRound: ({ context }) => context.rounds.some(({ status }) => status === 'decided'),

    // Who acts.
    didNotDraftIt: ({ context, event }) => !isOneOf(context.draftedBy, event.stamp.by),

    // What was entered, while drafting.
    slugIsFree: ({ event }) => {
      assertEvent(event, 'list.begin');
      return event.facts.slugIsFree;
    },
    endsAfterItStarts: ({ event }) => {
      assertEvent(event, 'about.set');
      return event.input.ends === null || event.input.starts < event.input.ends;
    },
    canBeExtended: ({ event }) => {
      assertEvent(event, 'about.set');
      return event.input.extensionMonths === null || event.input.ends !== null;
    },
    isALawForLists: ({ event }) => {
      assertEvent(event, 'basis.set');
      return regimeRules(event.input.regime).isForLists;
    },
    answersForAnOldLaw: ({ event }) => {
      assertEvent(event, 'basis.set');
      return !isPastItsLaw(event.input.regime, event.input.begunOn) || isSaid(event.input.oldLawWhy);
    },
    staysBelowTheThreshold: ({ event }) => {
      assertEvent(event, 'basis.set');
      return event.input.regime !== 'BELOW_THRESHOLD' || event.input.wholeLifePounds < event.facts.lightTouchPounds;
    },
    lotsDiffer: ({ event }) => {
      assertEvent(event, 'lots.set');
      const { lots } = event.input;
      return lots.length > 0 && new Set(lots.map(({ code }) => code.toLowerCase())).size === lots.length && new Set(lots.map(({ lotId }) => lotId)).size === lots.length;
    },
    lotsKnowTheirDistricts: ({ context, event }) => {
      assertEvent(event, 'lots.set');
      return event.input.lots.every(({ districts }) => districts.length > 0 && districts.every((district) => context.terms.districts.includes(district)));
    },
    checksAreWhole: ({ event }) => {
      assertEvent(event, ['requirements.set', 'conditions.change']);
      const { checks, evidence } = event.facts.requirements;
      const known = evidence.map(({ requirement }) => requirement);
      return checks.length > 0 && new Set(checks.map(({ check }) => check)).size === checks.length && checks.every((check) => isSaid(check.requirement) && check.evidence.every((each) => known.includes(each)));
    },
    weighsAHundred: ({ context, event }) => {
      assertEvent(event, 'questions.set');
      return lotsThatDoNotWeighAHundred({ lots: context.terms.lots, questions: event.facts.questions }).length === 0;
    },
    questionsAreWhole: ({ context, event }) => {
      assertEvent(event, 'questions.set');
      const { questions } = event.facts;
      return new Set(questions.map(({ key }) => key)).size === questions.length && questions.every((question) => isWhole(question) && context.terms.lots.some(({ lotId }) => lotId === question.lotId));
    },
    pricesAreWhole: ({ context, event }) => {
      assertEvent(event, 'price.set');
      const { kind, lines } = event.input;
      if (kind === 'none') return lines.length === 0;
      return lines.length > 0 && lines.every(({ lotId, unit, ceilingPence }) => isSaid(unit) && context.terms.lots.some((lot) => lot.lotId === lotId) && (kind === 'ceiling' ? ceilingPence !== null && ceilingPence > 0 : true));
    },
    roundsAreInOrder: ({ event }) => {
      assertEvent(event, 'rounds.set');
      return event.facts.times.length > 0 && event.facts.times.length === event.input.rounds.length && areInOrder(event.facts.times);
    },
    roundsAreWithinTheTerm: ({ context, event }) => {
      assertEvent(event, 'rounds.set');
      return !context.done.includes('about') || areWithin(event.facts.times, context.terms);
    },
    saysWhatLateMeans: ({ event }) => {
      assertEvent(event, 'rules.set');
      return isSaid(event.input.lateText);
    },

    // What was entered, when it is approved and published.
    namesTheKeyDecision: ({ context, event }) => {
      assertEvent(event, 'scheme.approve');
      const isKey = (context.basis?.wholeLifePounds ?? 0) >= event.facts.keyDecisionPounds;
      return !isKey || (isSaid(event.input.keyReference) && event.input.keyPublishedOn !== null);
    },
    areTheFrozenDocuments: ({ event }) => event.facts.documentsAreFrozen,
    hasItsPriceSchedule: ({ context, event }) => {
      assertEvent(event, 'scheme.publish');
      return (context.terms.price.kind === 'none') === (event.input.priceSchedule === null);
    },
    isANoticeThatIsDue: ({ context, event }) => {
      assertEvent(event, 'notice.record');
      return noticesToRecord(context.notices).some(({ kind }) => kind === event.input.kind);
    },
    isNotDatedAhead: ({ event }) => {
      assertEvent(event, 'notice.record');
      return event.input.publishedOn <= event.stamp.occurredOn;
    },
    everyLotHasAMemberOrItSaysWhy: ({ context, event }) => {
      assertEvent(event, 'scheme.start');
      return isSaid(event.input.withoutMembersWhy) || context.terms.lots.every(({ lotId }) => (event.facts.membersOf[lotId] ?? 0) > 0);
    },

    // What was entered, while it lives.
    isAnOpenLot: ({ context, event }) => {
      assertEvent(event, 'lot.close');
      return context.terms.lots.some(({ lotId, isOpen }) => lotId === event.input.lotId && isOpen);
    },
    isAClosedLot: ({ context, event }) => {
      assertEvent(event, 'lot.open');
      return context.terms.lots.some(({ lotId, isOpen }) => lotId === event.input.lotId && !isOpen);
    },
    isOneOfSeveralLots: ({ context, event }) => {
      assertEvent(event, 'lot.remove');
      return context.terms.lots.length > 1 && context.terms.lots.some(({ lotId }) => lotId === event.input.lotId);
    },
    lotHasNobodyInIt: ({ event }) => {
      assertEvent(event, 'lot.remove');
      return (event.facts.applicationsOf[event.input.lotId] ?? 0) === 0 && (event.facts.membersOf[event.input.lotId] ?? 0) === 0;
    },
    comesAfterTheOthers: ({ context, event }) => {
      assertEvent(event, 'round.plan');
      return event.facts.times.length === 1 && areInOrder([...context.rounds, ...event.facts.times]) && areWithin(event.facts.times, context.terms);
    },
    isTheOpenRound: ({ context, event }) => {
      assertEvent(event, 'round.extend');
      const round = roundOf(context.rounds, event.input.round);
      return round?.status === 'open' && round.closesAt !== null;
    },
    closedInOurOutage: ({ context, event }) => {
      assertEvent(event, 'round.extend');
      return event.input.ourOutage === 'yes' && roundOf(context.rounds, event.input.round)?.status === 'closed';
    },
    movesTheCloseOn: ({ context, event }) => {
      assertEvent(event, 'round.extend');
      const { round } = event.input;
      const [{ closesAt, questionsUntil } = { closesAt: null, questionsUntil: null }] = event.facts.times;
      if (closesAt === null) return false;
      const before = roundOf(context.rounds, round)?.closesAt ?? '';
      const next = context.rounds.find(({ number }) => number === round + 1);
      return closesAt > before && closesAt > event.stamp.occurredAt && (questionsUntil === null || questionsUntil <= closesAt) && (next === undefined || closesAt <= next.opensAt);
    },
    roundIsClosed: ({ context, event }) => {
      assertEvent(event, 'round.evaluate');
      return roundOf(context.rounds, event.input.round)?.status === 'closed';
    },
    roundIsEvaluated: ({ context, event }) => {
      assertEvent(event, 'round.decide');
      return roundOf(context.rounds, event.input.round)?.status === 'evaluating';
    },
    everyApplicationIsDecided: ({ event }) => {
      assertEvent(event, 'round.decide');
      return (event.facts.undecidedOf[String(event.input.round)] ?? 0) === 0;
    },
    roundIsDecided: ({ context, event }) => {
      assertEvent(event, 'round.onboard');
      return roundOf(context.rounds, event.input.round)?.status === 'decided';
    },
    isTimeForQuestions: ({ context, event }) => {
      assertEvent(event, 'question.ask');
      const round = roundOf(context.rounds, event.input.round);
      // What an officer records has come already, so it is taken and marked late.
      return round !== null && (event.stamp.by.role !== 'system' || takesQuestions(round, event.stamp.occurredAt));
    },
    isAnUnansweredQuestion: ({ context, event }) => {
      assertEvent(event, 'question.answer');
      return context.asked.some(({ number, answered }) => number === event.input.number && !answered);
    },
    namesNobody: ({ context, event }) => {
      assertEvent(event, 'question.answer');
      const asker = context.asked.find(({ number }) => number === event.input.number)?.asker.trim().toLowerCase() ?? '';
      return asker === '' || !`${event.input.question} ${event.input.answer}`.toLowerCase().includes(asker);
    },
    cameAfterTheClose: ({ context, event }) => {
      assertEvent(event, 'late.record');
      const closesAt = roundOf(context.rounds, event.input.round)?.closesAt ?? null;
      const { instant } = event.facts;
      return closesAt !== null && instant !== null && instant >= closesAt && instant <= event.stamp.recordedAt;
    },
    isALateApplicationToDecide: ({ context, event }) => {
      assertEvent(event, 'late.decide');
      return context.late.some(({ number, decision }) => number === event.input.number && decision === null);
    },
    isNotWhoRecordedIt: ({ context, event }) => {
      assertEvent(event, 'late.decide');
      return !isOneOf([context.late.find(({ number }) => number === event.input.number)?.recordedBy.personId], event.stamp.by);
    },
    followsTheLateRule: ({ context, event }) => {
      assertEvent(event, 'late.decide');
      return event.input.accept === 'no' || context.terms.late.accepts;
    },
    saysUntilWhen: ({ context, event }) => {
      assertEvent(event, 'late.decide');
      const { accept, number } = event.input;
      const { instant } = event.facts;
      return accept === 'no' || (instant !== null && instant > event.stamp.occurredAt && context.late.find((late) => late.number === number)?.organisationId != null);
    },
    staysWithinTheRight: ({ context, event }) => {
      assertEvent(event, 'scheme.extend');
      const { extensionReaches } = event.facts;
      return context.terms.ends !== null && event.input.ends > context.terms.ends && extensionReaches !== null && event.input.ends <= extensionReaches;
    },
  },
  actions: effects,
});
