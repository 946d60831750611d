import { design, fromKnowledge, isForClockRefusal, verified, type Refusal } from '../shared/vocabulary.js';
import type { annualSummaryGuards } from './annual-summary.guards.js';

const reg = (cite: string) => verified(`SI 2023/1348 ${cite}`);
/** Where the rules of the annual summary and of the monitoring come from. */
export const summarySources = {
  summary: reg('reg 25: the annual summary'),
  representations: reg('reg 25(2)(i): representations, with a summary of their nature and impact'),
  monitoring: reg('reg 26: compliance is monitored, and a yearly report says how non-compliance will be addressed'),
  year: fromKnowledge('Guidance: the year is the financial year, the first one from 1 January 2024 to 31 March 2025; the summary within six months of its end'),
  seen: design('What was seen is what is published: one document, one hash'),
  counted: design('Figures are counted from the cases, and whoever puts one right says why'),
} as const;
const { summary, representations, monitoring, year, seen, counted } = summarySources;

/** Why each rule of the annual summary says no, and what would change that. */
export const refusals = {
  nothingIsPublished: { kind: 'case', because: 'A document of this year is published, so its figures are not counted anew under it.', unblock: 'Publish the other document. Afterwards the monitoring officer can reopen the case to put a published figure right.', source: seen },
  summaryIsNotPublished: { kind: 'case', because: 'The annual summary of this year is published already.', unblock: 'The monitoring officer can reopen the case once the report is published too.', source: summary },
  reportIsNotPublished: { kind: 'case', because: 'The monitoring report of this year is published already.', unblock: 'The monitoring officer can reopen the case once the summary is published too.', source: monitoring },
  bothArePublished: { kind: 'case', because: 'The summary and the report are not both published yet.', unblock: 'Publish the other one too.', source: summary },
  complianceIsAddressed: { kind: 'case', because: 'The report has to say how each kind of non-compliance will be addressed, and it does not say it of each.', unblock: 'Say how compliance was monitored, and what will be done about each figure that is not nought.', source: monitoring },
  everyFigureIsKnown: { kind: 'case', because: 'A figure that the regulation asks for was not counted.', unblock: 'Put the figure right with the number that the authority knows, and say where it comes from.', source: summary },
  theYearIsOver: { kind: 'condition', because: 'The year is not over, so its figures can still change.', unblock: 'Wait until the last day of the year has passed. Meanwhile the figures can be looked at as often as you like.', source: year },
  isAYearOfTheRegulations: { kind: 'input', field: 'year', because: 'There is no such year: the Regulations are in force since 1 January 2024.', unblock: 'Enter the year in which the year of the summary begins, from 2024.', source: year },
  isTheFirstOfItsYear: { kind: 'input', field: 'year', because: 'The authority has a summary of this year already.', unblock: 'Open that one from the list of years.', source: summary },
  namesAFigure: { kind: 'input', field: 'key', because: 'There is no such figure.', unblock: 'Choose one of the figures that were counted.', source: counted },
  saysWhy: { kind: 'input', field: 'why', because: 'A number that differs from the cases has no reason.', unblock: 'Say which awards are meant and where they are on record.', source: counted },
  tellsOfRepresentations: { kind: 'input', field: 'natureAndImpact', because: 'Representations were received, and nothing is said of their nature and impact.', unblock: 'Say in a few sentences what they were about and what came of them, without naming anybody.', source: representations },
  addressesEverything: { kind: 'input', field: 'answers', because: 'Something that was found is not answered.', unblock: 'Say of each kind how it will be addressed.', source: monitoring },
  wasPublishedAfterTheYear: { kind: 'input', field: 'publishedOn', because: 'The day of publication is still to come, or lies before the end of the year that is summed up.', unblock: 'Enter the day on which it could first be read.', source: summary },
  isTheFrozenDocument: { kind: 'input', field: 'documentId', because: 'This is not the document that was made and shown.', unblock: 'Open the page again and publish the document shown there.', source: seen },
  isForClock: isForClockRefusal,
} satisfies Record<keyof typeof annualSummaryGuards, Refusal>;
