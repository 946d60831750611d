import { assertEvent } from 'xstate';
import { isForClock } from '../shared/vocabulary.js';
import { blockersOf, excludedFor, findingOn, isOneOf, isSaid, isSame, lotsToScore, lotsToTell, openQuestion, qualifies, reviewIsSettled, scoredAs, turnedAway, undecided } from './application.case.js';
import type { ApplicationContext } from './application.context.js';
import type { ApplicationEvent } from './application.events.js';

/** Every question that a transition asks before it is taken, by subject. Why each says no stands in application.refusals.ts. */
interface Asked {
  readonly context: ApplicationContext;
  readonly event: ApplicationEvent;
}

const submitting = {
  schemeIsOpen: ({ event }: Asked) => {
    assertEvent(event, ['application.submit', 'application.begin']);
    return event.facts.scheme?.isOpen === true && event.facts.provider !== null;
  },
  roundCloses: ({ event }: Asked) => {
    assertEvent(event, 'application.begin');
    return event.facts.scheme?.round?.closesAt != null;
  },
  mayApplyAgain: ({ event }: Asked) => {
    assertEvent(event, 'application.submit');
    return event.facts.mayApplyFrom === null || event.facts.mayApplyFrom <= event.stamp.occurredOn;
  },
  everyLotIsOpen: ({ event }: Asked) => {
    assertEvent(event, 'application.submit');
    return event.input.lots.length > 0 && event.input.lots.every((asked) => event.facts.lots.some((lot) => lot.lotId === asked.lotId));
  },
  nothingIsMissing: ({ event }: Asked) => {
    assertEvent(event, 'application.submit');
    return event.facts.missing.length === 0;
  },
  copyIsFrozen: ({ event }: Asked) => {
    assertEvent(event, 'application.submit');
    return event.facts.copyIsFrozen;
  },
  replacesInTime: ({ event }: Asked) => {
    assertEvent(event, 'application.submit');
    return event.facts.cameAfter === null;
  },
  cameLate: ({ context }: Asked) => context.late !== null,
  waitsForTheClose: ({ context }: Asked) => context.late === null && context.round?.closesAt != null && context.submittedAt! < context.round.closesAt,
  takesTheLateOne: ({ event }: Asked) => {
    assertEvent(event, 'late.rule');
    return event.input.accepted;
  },
  roundHasClosed: ({ context, event }: Asked) => {
    assertEvent(event, 'deadline.reached');
    const closesAt = 'closesAt' in event.facts ? event.facts.closesAt : (context.round?.closesAt ?? null);
    return closesAt !== null && closesAt <= event.stamp.occurredAt;
  },
  aReminderIsToCome: ({ context }: Asked) => !context.reminderRuns && context.reminders.length > 0,
  isNotYetAcknowledged: ({ context }: Asked) => context.acknowledged === null,
};

const checking = {
  everyCheckHasAFinding: ({ context }: Asked) => context.checks.every((check) => findingOn(context, check) !== null),
  isAboutItsOwnChecks: ({ context, event }: Asked) => {
    assertEvent(event, 'check.record');
    return event.input.findings.length > 0 && event.input.findings.every((finding) => context.checks.some((check) => isSame(check, finding)));
  },
  isNotDatedAhead: ({ event }: Asked) => {
    assertEvent(event, 'check.record');
    return event.input.findings.every((finding) => finding.verifiedOn <= event.stamp.occurredOn);
  },
  givesAReasonUnlessPassed: ({ event }: Asked) => {
    assertEvent(event, 'check.record');
    return event.input.findings.every((finding) => finding.finding === 'pass' || isSaid(finding.reason));
  },
  waivesWhatBlocks: ({ context, event }: Asked) => {
    assertEvent(event, 'check.waive');
    return context.lots.some((lot) => blockersOf(context, lot.lotId).some((check) => isSame(check, event.input) && findingOn(context, check) !== null));
  },
  isNotWhoFoundIt: ({ context, event }: Asked) => {
    assertEvent(event, 'check.waive');
    return !isOneOf([findingOn(context, event.input)?.by.personId], event.stamp.by);
  },
  hasNoOpenQuestion: ({ context }: Asked) => openQuestion(context) === null,
  hasALetterToSend: ({ context }: Asked) => openQuestion(context)?.letter === null,
  hasAQuestionWithoutAnswer: ({ context }: Asked) => context.questions.some((question) => question.answer === null),
  answersAnUnansweredQuestion: ({ context, event }: Asked) => {
    assertEvent(event, 'clarification.answer');
    return context.questions.some((question) => question.number === event.input.number && question.answer === null);
  },
  wasNeverAnswered: ({ context }: Asked) => context.questions.some(({ status }) => status === 'unanswered'),
  isUnderDynamicPurchasing: ({ context }: Asked) => context.rules?.extendedRule != null,
  isNotYetExtended: ({ context }: Asked) => context.extended === null,
  isNotYetOverdue: ({ context }: Asked) => context.overdueSince === null,
  anExtensionIsToBeThoughtOf: ({ context }: Asked) => context.rules?.extendedRule != null && !context.extensionThoughtOf,
};

const excluding = {
  aConcernIsNew: ({ context }: Asked) => undecided(context).length > 0 && !context.exclusionRuns,
  aConcernIsOpen: ({ context }: Asked) => undecided(context).length > 0,
  isExcluded: ({ context }: Asked) => undecided(context).length === 0 && excludedFor(context).length > 0,
  isAGroundOfTheList: ({ event }: Asked) => {
    assertEvent(event, 'exclusion.raise');
    return event.facts.concern !== null;
  },
  hasAdviceOnEach: ({ context }: Asked) => undecided(context).every(({ advice }) => advice !== null),
  isNotTheAdviser: ({ context, event }: Asked) => !isOneOf(undecided(context).map(({ advice }) => advice?.by.personId), event.stamp.by),
  decidesEveryConcern: ({ context, event }: Asked) => {
    assertEvent(event, 'exclusion.decide');
    const said = event.input.concerns.filter(({ reason }) => isSaid(reason)).map(({ number }) => number);
    return said.length === undecided(context).length && undecided(context).every(({ number }) => said.includes(number));
  },
  excludesWhereItMust: ({ context, event }: Asked) => {
    assertEvent(event, 'exclusion.decide');
    return event.input.concerns.every((view) => {
      const concern = context.concerns.find(({ number }) => number === view.number);
      const standsFor = view.applies && !(view.overcome && concern?.canBeOvercome);
      return concern?.kind !== 'mandatory' || !standsFor || view.exclude;
    });
  },
  excludesOnlyForCause: ({ context, event }: Asked) => {
    assertEvent(event, 'exclusion.decide');
    return event.input.concerns.every((view) => {
      const concern = context.concerns.find(({ number }) => number === view.number);
      return !view.exclude || (view.applies && !(view.overcome && concern?.canBeOvercome));
    });
  },
};

const scoring = {
  lotsAreToBeScored: ({ context }: Asked) => lotsToScore(context).length > 0,
  scoringIsUnderWay: ({ context }: Asked) => excludedFor(context).length === 0 && (context.evaluation?.underWay.length ?? 0) > 0,
  isExcludedWhileScored: ({ context }: Asked) => excludedFor(context).length > 0 && (context.evaluation?.underWay.length ?? 0) > 0,
  isTheScoringAskedFor: ({ context, event }: Asked) => {
    assertEvent(event, 'evaluation.note');
    return event.input.attempt === context.evaluation?.attempt;
  },
  hasScores: ({ context }: Asked) => (context.evaluation?.parts.length ?? 0) > 0,
};

const deciding = {
  hasNoConflict: ({ event }: Asked) => {
    assertEvent(event, ['check.record', 'check.waive', 'application.recommend', 'application.decide', 'exclusion.advise', 'exclusion.decide', 'review.decide']);
    return !event.facts.hasConflict;
  },
  didNotWorkOnIt: ({ context, event }: Asked) => !isOneOf(context.workedOnBy, event.stamp.by),
  didNotScoreIt: ({ context, event }: Asked) => !isOneOf(context.evaluation?.people ?? [], event.stamp.by),
  coversEveryLot: ({ context, event }: Asked) => {
    assertEvent(event, ['application.recommend', 'application.decide']);
    const said = event.input.lots.filter((view) => isSaid(view.reason)).map((view) => view.lotId);
    return said.length === context.lots.length && context.lots.every((lot) => said.includes(lot.lotId));
  },
  admitsNoBlockedLot: ({ context, event }: Asked) => {
    assertEvent(event, ['application.recommend', 'application.decide']);
    return event.input.lots.every((view) => view.outcome !== 'admit' || blockersOf(context, view.lotId).length === 0);
  },
  admitsNobodyExcluded: ({ context, event }: Asked) => {
    assertEvent(event, ['application.recommend', 'application.decide']);
    return excludedFor(context).length === 0 || event.input.lots.every((view) => view.outcome !== 'admit');
  },
  admitsNoLotBelowItsMarks: ({ context, event }: Asked) => {
    assertEvent(event, ['application.recommend', 'application.decide']);
    return event.input.lots.every((view) => view.outcome !== 'admit' || !context.quality.some(({ lotId }) => lotId === view.lotId) || scoredAs(context, view.lotId)?.reached === true);
  },
  turnsNobodyAwayWhoQualifies: ({ context, event }: Asked) => {
    assertEvent(event, ['application.recommend', 'application.decide']);
    return context.rules?.admitsAllWhoQualify !== true || event.input.lots.every((view) => view.outcome === 'admit' || !qualifies(context, view.lotId));
  },
  givesReasons: ({ event }: Asked) => {
    assertEvent(event, 'application.decide');
    return isSaid(event.input.reasons);
  },
  statesAlternatives: ({ event }: Asked) => {
    assertEvent(event, 'application.decide');
    return event.input.alternatives.length > 0 && event.input.alternatives.every((other) => isSaid(other.option) && isSaid(other.whyRejected));
  },
  statesConflicts: ({ event }: Asked) => {
    assertEvent(event, 'application.decide');
    return (event.input.conflictsDeclared === 'none declared') === (event.input.conflicts.length === 0);
  },
};

const papers = {
  isTheFrozenDocument: ({ event }: Asked) => {
    assertEvent(event, ['outcome.send', 'record.sign', 'record.publish', 'acknowledgement.send', 'clarification.send', 'review.send', 'agreement.issue']);
    return event.facts.isFrozen;
  },
  isTheDecisionMaker: ({ context, event }: Asked) => context.decision !== null && event.stamp.by.personId === context.decision.by.personId,
  coversItsOwn: ({ event }: Asked) => {
    assertEvent(event, 'record.sign');
    return event.facts.coversItsOwn;
  },
  isNotTheSigner: ({ context, event }: Asked) => !isOneOf([context.recordSigned?.by.personId], event.stamp.by),
  isWhatWasSigned: ({ context, event }: Asked) => {
    assertEvent(event, 'record.publish');
    return context.recordSigned?.documentId === event.input.documentId && context.recordSigned.sha256 === event.input.sha256;
  },
  nothingIsLeft: ({ context }: Asked) =>
    context.letterSent !== null && context.recordPublished !== null && reviewIsSettled(context) && lotsToTell(context).length === 0,
};

const afterwards = {
  isToldAndTurnedAway: ({ context }: Asked) => context.letterSent !== null && turnedAway(context).length > 0,
  isTold: ({ context }: Asked) => context.letterSent !== null,
  isWithinTheWindow: ({ context }: Asked) => context.reviewWindowOver === null,
  isAboutALotTurnedAway: ({ context, event }: Asked) => {
    assertEvent(event, 'review.ask');
    return event.input.lots.length > 0 && event.input.lots.every((lotId) => turnedAway(context).includes(lotId));
  },
  hadNoPart: ({ context, event }: Asked) => !isOneOf([...context.workedOnBy, ...(context.evaluation?.people ?? []), context.decision?.by.personId, context.decision?.by.inPlaceOf?.personId], event.stamp.by),
  reviewsWhatWasAsked: ({ context, event }: Asked) => {
    assertEvent(event, 'review.decide');
    const said = event.input.lots.filter(({ reason }) => isSaid(reason)).map(({ lotId }) => lotId);
    return said.length === (context.reviewAsked?.lots.length ?? 0) && said.every((lotId) => context.reviewAsked?.lots.includes(lotId));
  },
  letsInNobodyWhoMustBeOut: ({ context, event }: Asked) => {
    assertEvent(event, 'review.decide');
    return event.input.lots.every(({ outcome }) => outcome === 'stands') || !excludedFor(context).some(({ kind }) => kind === 'mandatory');
  },
  admitsWithoutAgreement: ({ context }: Asked) => lotsToTell(context).length > 0 && context.rules?.agreement !== 'signed',
  needsAgreement: ({ context }: Asked) => lotsToTell(context).length > 0 && context.rules?.agreement === 'signed',
  isReadyToBeAdmitted: ({ context }: Asked) => context.agreementSigned !== null && context.bankVerified !== null && context.supplierNumber !== null,
  isNotYetSigned: ({ context }: Asked) => context.agreementSigned === null,
  bankIsNotVerified: ({ context }: Asked) => context.bankVerified === null,
  hasNoSupplierNumber: ({ context }: Asked) => context.supplierNumber === null,
  calledByNow: ({ event }: Asked) => {
    assertEvent(event, 'bank.verify');
    return event.input.on <= event.stamp.occurredOn;
  },
  lapseWasWarned: ({ context }: Asked) => context.lapseWarned !== null,
};

export const applicationGuards = { isForClock, ...submitting, ...checking, ...excluding, ...scoring, ...deciding, ...papers, ...afterwards };
