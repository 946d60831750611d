import { isForClock } from '../shared/vocabulary.js';
import { foundIn, saidOf, type AnnualSummaryContext, type AnnualSummaryEvent } from './annual-summary.events.js';
import { isSaid } from './award.guards.js';

interface Asked {
  readonly context: AnnualSummaryContext;
  readonly event: AnnualSummaryEvent;
}

/** The rules of the annual summary and the monitoring report. Why each says no stands in `annual-summary.refusals.ts`. */
export const annualSummaryGuards = {
  isAYearOfTheRegulations: ({ event }: Asked) => event.facts.period !== null,
  isTheFirstOfItsYear: ({ event }: Asked) => event.facts.sameAs === null,
  nothingIsPublished: ({ context }: Asked) => context.summary === null && context.report === null,
  summaryIsNotPublished: ({ context }: Asked) => context.summary === null,
  reportIsNotPublished: ({ context }: Asked) => context.report === null,
  bothArePublished: ({ context }: Asked) => context.summary !== null && context.report !== null,
  theYearIsOver: ({ context, event }: Asked) => context.period !== null && event.stamp.occurredOn > context.period.to,
  namesAFigure: ({ context, event }: Asked) => event.type !== 'figure.amend' || [...(context.counted?.figures ?? []), ...(context.counted?.monitoring ?? [])].some(({ key }) => key === event.input.key),
  saysWhy: ({ event }: Asked) => event.type !== 'figure.amend' || isSaid(event.input.why),
  everyFigureIsKnown: ({ context }: Asked) => (context.counted?.figures ?? []).filter(({ paragraph }) => paragraph !== null).every((figure) => saidOf(context, figure) !== null),
  tellsOfRepresentations: ({ context, event }: Asked) => {
    const representations = context.counted?.figures.find(({ key }) => key === 'representations');
    return event.type !== 'summary.check' || representations === undefined || (saidOf(context, representations) ?? 0) === 0 || isSaid(event.input.natureAndImpact);
  },
  addressesEverything: ({ context, event }: Asked) => event.type !== 'compliance.address' || foundIn(context).every(({ key }) => event.input.answers.some((answer) => answer.key === key && isSaid(answer.how))),
  complianceIsAddressed: ({ context }: Asked) => context.addressed !== null && foundIn(context).every(({ key }) => context.addressed?.answers.some((answer) => answer.key === key && isSaid(answer.how))),
  wasPublishedAfterTheYear: ({ context, event }: Asked) =>
    (event.type !== 'summary.publish' && event.type !== 'report.publish') || (context.period !== null && event.input.publishedOn > context.period.to && event.input.publishedOn <= event.stamp.occurredOn),
  isTheFrozenDocument: ({ event }: Asked) => event.facts.isFrozen,
  isForClock,
};
