import type { Option, Procedure } from '../../engine/procedure.js';
import { type AnnualSummaryContext, type AnnualSummaryEvent, foundIn, saidOf } from '../../../workflows/psr/annual-summary.events.js';
import { inside, officers, published } from '../award/labels/people.js';
import { psr } from '../psr.paths.js';
import * as asked from './summary.inputs.js';

type Events = Procedure<AnnualSummaryContext, AnnualSummaryEvent>['events'];
const monitors = [...officers, 'monitoring officer'] as const;
const figures = (context: AnnualSummaryContext): readonly Option[] =>
  [...(context.counted?.figures ?? []), ...(context.counted?.monitoring ?? [])].map((figure) => ({ value: figure.key, text: `${figure.paragraph ? `${figure.paragraph} ` : ''}${figure.title}: ${saidOf(context, figure) ?? 'not known'}` }));
const found = (context: AnnualSummaryContext): readonly Option[] => foundIn(context).map((figure) => ({ value: figure.key, text: `${figure.title}: ${saidOf(context, figure)}` }));

/** The annual summary and the monitoring report as people work with them. */
export const summaryLabels = {
  'summary.open': {
    label: 'Begin the annual summary of a year', purpose: 'One for each year of the authority, with the monitoring report beside it. The clocks of both begin.',
    roles: monitors, audience: inside, against: 'latest', input: asked.OpenSummary, onDesk: false,
    fields: [{ name: 'year', label: 'Which year?', hint: 'The year in which it begins: 2026 for 1 April 2026 to 31 March 2027', type: 'number' }],
    told: ({ input: { year } }) => `began the annual summary of ${year}`,
  },
  'summary.count': {
    label: 'Count the year', purpose: 'Every figure of regulations 25 and 26 is counted from the cases as they stand now, and kept as counted. Counting anew sets a check aside.',
    roles: monitors, audience: inside, against: 'seen', input: null, onDesk: true, told: () => 'counted the figures of the year',
  },
  'figure.amend': {
    label: 'Put a figure right', purpose: 'Where the authority did more, or less, than this service holds. The reason is published beside the number.',
    roles: monitors, audience: inside, against: 'seen', input: asked.AmendFigure, onDesk: false,
    fields: [{ name: 'key', label: 'Which figure?', type: 'select', options: figures }, { name: 'count', label: 'The number', type: 'number' }, { name: 'why', label: 'Why it differs from the cases', type: 'textarea' }],
    told: ({ input: { key, count } }) => `put the figure “${key}” right: ${count}`,
  },
  'summary.check': {
    label: 'Confirm that the figures are right', purpose: 'After the year, by somebody who looked behind the figures.',
    roles: monitors, audience: inside, against: 'seen', input: asked.CheckSummary, onDesk: true,
    fields: [
      { name: 'natureAndImpact', label: 'Nature and impact of the representations', hint: 'Published: name nobody. Empty where none came', type: 'textarea', optional: true },
      { name: 'howChecked', label: 'What did you look at?', type: 'textarea' },
    ],
    told: () => 'confirmed the figures of the year',
  },
  'compliance.address': {
    label: 'Say how non-compliance will be addressed', purpose: 'Regulation 26: the report gives the results of the monitoring, and what is done about each thing that was found.',
    roles: monitors, audience: inside, against: 'seen', input: asked.AddressCompliance, onDesk: true,
    fields: [
      { name: 'howMonitored', label: 'How was compliance monitored?', type: 'textarea', given: ({ addressed }: AnnualSummaryContext) => addressed?.howMonitored },
      {
        name: 'answers', label: 'What was found', type: 'rows', row: 'answer', fixed: true, optional: true,
        given: (context: AnnualSummaryContext) => foundIn(context).map(({ key }) => ({ key, how: context.addressed?.answers.find((answer) => answer.key === key)?.how ?? '' })),
        columns: [{ name: 'key', label: 'What was found', type: 'hidden', options: found }, { name: 'how', label: 'How will it be addressed?', type: 'textarea' }],
      },
    ],
    told: () => 'said how non-compliance will be addressed',
  },
  'summary.publish': {
    label: 'Record the publication of the annual summary', purpose: 'The document as you have read it, on a website to which access is free.',
    roles: monitors, audience: published, against: 'seen', input: asked.PublishYear, clock: 'summary', onDesk: true, final: true, page: psr.below.summaryDocument,
    told: ({ input: { publishedOn } }) => `published the annual summary on ${publishedOn}`,
  },
  'report.publish': {
    label: 'Record the publication of the monitoring report', purpose: 'The document as you have read it, on a website to which access is free.',
    roles: monitors, audience: published, against: 'seen', input: asked.PublishYear, clock: 'report', onDesk: true, final: true, page: psr.below.monitoringDocument,
    told: ({ input: { publishedOn } }) => `published the monitoring report on ${publishedOn}`,
  },
  'deadline.reached': { label: 'A date has passed', purpose: 'A clock of this case has run out.', roles: [], audience: inside, against: 'latest', input: null, onDesk: false, told: ({ input: { name } }) => (name === 'summary' ? 'noted that the annual summary is overdue' : 'noted that the monitoring report is overdue') },
} satisfies Events;
