import { and, assertEvent, assign, setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import { done } from './awarding.js';
import type { AnnualSummaryContext, AnnualSummaryEvent } from './annual-summary.events.js';
import { annualSummaryGuards } from './annual-summary.guards.js';
import { summarySources } from './annual-summary.refusals.js';

const { summary, monitoring, year, counted } = summarySources;
const nothingYet: AnnualSummaryContext = { year: null, period: null, opened: null, counted: null, amendments: [], checked: null, addressed: null, summary: null, report: null, earlier: [], overdue: [] };

const summing = setup({
  types: { context: {} as AnnualSummaryContext, events: {} as AnnualSummaryEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: annualSummaryGuards,
  actions: effects,
});

const enter = summing.assign(({ event }) => {
  assertEvent(event, 'summary.open');
  return { year: event.input.year, period: event.facts.period, opened: done(event) };
});
/** Counted anew, what was checked before is checked again; what a reopened case had published is put aside and published anew. */
const count = summing.assign(({ context, event }) => ({
  counted: event.facts.counted && { ...event.facts.counted, ...done(event) }, amendments: [], checked: null, summary: null, report: null,
  earlier: context.summary || context.report ? [...context.earlier, { summary: context.summary, report: context.report }] : context.earlier,
}));
const address = {
  guard: 'addressesEverything', meta: { sources: [monitoring] },
  actions: summing.assign(({ event }) => {
    assertEvent(event, 'compliance.address');
    return { addressed: { ...event.input, ...done(event) } };
  }),
} as const;
const noteOverdue = summing.assign(({ context, event }) => {
  assertEvent(event, 'deadline.reached');
  return { overdue: [...context.overdue, { clock: event.input.name, since: event.stamp.occurredAt }] };
});
const publish = (documentId: (context: AnnualSummaryContext) => string | undefined) => ({ type: 'publishDocument', params: ({ context }: { context: AnnualSummaryContext }) => ({ documentId: documentId(context) ?? '', status: 'published' as const }) }) as const;

/**
 * The annual summary of regulation 25 and the monitoring report of regulation 26, one case for each year of an authority: counted from the cases,
 * checked by a person, each frozen and published. They stand side by side because they are of the same cases; each is published by an act of its own.
 */
export const annualSummaryMachine = summing.createMachine({
  id: 'psr.annual-summary',
  context: nothingYet,
  initial: 'notYet',
  // Lateness is recorded and stops nothing: both are still owed.
  on: {
    'deadline.reached': [
      { guard: { type: 'isForClock', params: { clock: 'summary' } }, meta: { sources: [summary, year] }, actions: noteOverdue },
      { guard: { type: 'isForClock', params: { clock: 'report' } }, meta: { sources: [monitoring] }, actions: noteOverdue },
    ],
  },
  states: {
    notYet: {
      meta: { title: 'Nothing begun yet', sources: [summary] },
      on: {
        'summary.open': {
          guard: and(['isAYearOfTheRegulations', 'isTheFirstOfItsYear']),
          target: 'toCount',
          meta: { sources: [summary, year] },
          actions: [
            enter,
            { type: 'startDeadline', params: ({ event }) => ({ name: 'summary', rule: 'psr.annual-summary', from: event.facts.period?.to ?? '' }) },
            { type: 'startDeadline', params: ({ event }) => ({ name: 'report', rule: 'psr.monitoring-report', from: event.facts.reportFrom ?? '' }) },
          ],
        },
      },
    },
    toCount: {
      meta: { title: 'The year is to be counted', sources: [summary, monitoring] },
      on: { 'summary.count': { target: 'counted', meta: { sources: [summary, counted] }, actions: count } },
    },
    counted: {
      meta: { title: 'Counted, to be checked', sources: [summary, monitoring] },
      on: {
        'summary.count': { meta: { sources: [summary, counted] }, actions: count },
        'figure.amend': {
          guard: and(['namesAFigure', 'saysWhy']),
          meta: { sources: [counted] },
          actions: assign({ amendments: ({ context, event }) => [...context.amendments, { ...event.input, ...done(event) }] }),
        },
        'compliance.address': address,
        'summary.check': {
          guard: and(['everyFigureIsKnown', 'theYearIsOver', 'tellsOfRepresentations']),
          target: 'checked',
          meta: { sources: [summary, counted, year] },
          actions: assign({ checked: ({ event }) => ({ ...event.input, ...done(event) }) }),
        },
      },
    },
    checked: {
      meta: { title: 'Checked, to be published', sources: [summary, monitoring] },
      always: { guard: 'bothArePublished', target: 'published', meta: { sources: [summary, monitoring] } },
      on: {
        'summary.count': { guard: 'nothingIsPublished', target: 'counted', meta: { sources: [summary, counted] }, actions: count },
        'compliance.address': { ...address, guard: and(['reportIsNotPublished', 'addressesEverything']) },
        'summary.publish': {
          guard: and(['summaryIsNotPublished', 'wasPublishedAfterTheYear', 'isTheFrozenDocument']),
          meta: { sources: [summary] },
          actions: [assign({ summary: ({ event }) => ({ ...event.input, ...done(event) }) }), publish(({ summary: made }) => made?.documentId), { type: 'endDeadline', params: { name: 'summary' } }],
        },
        'report.publish': {
          guard: and(['reportIsNotPublished', 'complianceIsAddressed', 'wasPublishedAfterTheYear', 'isTheFrozenDocument']),
          meta: { sources: [monitoring] },
          actions: [assign({ report: ({ event }) => ({ ...event.input, ...done(event) }) }), publish(({ report }) => report?.documentId), { type: 'endDeadline', params: { name: 'report' } }],
        },
      },
    },
    published: { type: 'final', meta: { title: 'Published', sources: [summary, monitoring] } },
  },
});
