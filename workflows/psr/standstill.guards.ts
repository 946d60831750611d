import { assertEvent } from 'xstate';
import type { Asked } from './award.guards.js';
import { repeatable } from './award-steps.js';
import { lastDecision, untold, validOf } from './providers-aware.js';
import type { DecisionKind, Representation } from './standstill.events.js';

/** The rules of reg 12. Why each says no stands in `standstill.refusals.ts`. */

const all = ({ context }: Asked): readonly Representation[] => context.standstill?.representations ?? [];
const valid = ({ context }: Asked): readonly Representation[] => validOf(context.standstill);

export const standstillGuards = {
  // The case as it stands: the conditions of reg 12(10), each by itself, so that a page can say which is missing.
  aValidOneStands: (asked: Asked) => valid(asked).length > 0,
  noValidOneStands: (asked: Asked) => valid(asked).length === 0,
  theWindowIsOpen: ({ context }: Asked) => context.standstill !== null && context.standstill.windowOver === null,
  theWindowIsOver: ({ context }: Asked) => context.standstill?.windowOver != null,
  everyRepresenterHadAChance: (asked: Asked) => valid(asked).every(({ chance }) => chance !== null),
  everyRequestIsAnswered: (asked: Asked) => valid(asked).every(({ requests }) => requests.every(({ answer }) => answer !== null)),
  aRequestForInformationIsOpen: (asked: Asked) => all(asked).some(({ requests }) => requests.some(({ answer }) => answer === null)),
  everyRepresentationIsReviewed: (asked: Asked) => valid(asked).every(({ review }) => review !== null),
  /** The last decision came after every valid representation, its review, and any advice of the Panel. */
  decisionAnswersEverything: (asked: Asked) => {
    const { standstill } = asked.context;
    // Where there is none yet, that is what the rule below says.
    const taken = lastDecision(standstill)?.at ?? '9999';
    const before = [...valid(asked).flatMap(({ receivedAt, review }) => [receivedAt, review?.at ?? '']), ...(standstill?.panel ?? []).map(({ advice }) => advice?.at ?? '')];
    return before.every((at) => at <= taken);
  },
  everybodyWasTold: ({ context }: Asked) => lastDecision(context.standstill) !== null && untold(lastDecision(context.standstill)).length === 0,
  fiveWorkingDaysHavePassed: ({ context }: Asked) => context.standstill?.waited != null,
  aRequestToThePanelIsOpen: ({ context }: Asked) => (context.standstill?.panel ?? []).some(({ triage, advice }) => triage === null || (triage.accepted && advice === null)),
  adviceWasSought: ({ context }: Asked) => (context.standstill?.panel ?? []).length > 0,
  /** Where a closed standstill leads. */
  decidedTo: ({ context }: Asked, { kind }: { kind: DecisionKind }) => lastDecision(context.standstill)?.kind === kind,

  // What is known from elsewhere.
  panelIsNotAwaited: ({ context, event }: Asked) =>
    !event.facts.holdsForPanel || !(context.standstill?.panel ?? []).some(({ triage, advice }) => triage === null || (triage.accepted && advice === null)),

  // What was entered.
  explainsOnesOwn: ({ context, event }: Asked) => {
    if (event.type !== 'representation.explain' || event.stamp.by.role !== 'representer') return true;
    const found = context.standstill?.representations.find(({ number }) => number === event.input.number);
    return found?.from?.personId != null && found.from.personId === event.stamp.by.personId;
  },
  isRepublished: ({ event }: Asked) => {
    assertEvent(event, 'intention.correct');
    return event.input.kind === 'republished, the clock starts again';
  },
  isInWriting: ({ event }: Asked) => {
    assertEvent(event, 'representation.receive');
    return event.input.how !== 'spoken';
  },
  namesARepresentation: (asked: Asked) => all(asked).some(({ number }) => number === (asked.event.input as { number?: number }).number),
  namesAnOpenRequest: (asked: Asked) => {
    assertEvent(asked.event, 'information.answer');
    const { number, request } = asked.event.input;
    return all(asked).some((one) => one.number === number && one.requests.some((each) => each.number === request && each.answer === null));
  },
  saysWhichException: ({ event }: Asked) => {
    assertEvent(event, 'information.answer');
    return (event.input.given === 'given') === (event.input.exception === null);
  },
  saysWhereItGoesBackTo: ({ context, event }: Asked) => {
    assertEvent(event, ['decision.take', 'decision.replace']);
    const { kind, toStep } = event.input;
    return kind === 'repeat' ? context.route !== null && toStep !== null && repeatable(context.route).includes(toStep) : toStep === null;
  },
  tellsAddressees: ({ context, event }: Asked) => {
    assertEvent(event, 'decision.tell');
    const waiting = untold(lastDecision(context.standstill));
    return event.input.to.length > 0 && event.input.to.every((name) => waiting.includes(name));
  },
  leavesNobodyUntold: ({ context, event }: Asked) => {
    assertEvent(event, 'decision.tell');
    return untold(lastDecision(context.standstill)).every((name) => event.input.to.includes(name));
  },
  namesARequestToTriage: ({ context, event }: Asked) => {
    assertEvent(event, 'panel.triage');
    return (context.standstill?.panel ?? []).some(({ number, triage }) => number === event.input.number && triage === null);
  },
  namesAnAcceptedRequest: ({ context, event }: Asked) => {
    assertEvent(event, 'panel.advise');
    return (context.standstill?.panel ?? []).some(({ number, triage, advice }) => number === event.input.number && triage?.accepted === true && advice === null);
  },
  saysThatNoneIsIntended: ({ event }: Asked) => {
    assertEvent(event, 'standstill.close');
    return event.input.noneIntended;
  },
} as const;
