import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import type { DocumentKind } from '../../engine/procedure.js';
import { agreementSchedule } from './papers/agreement-schedule.js';
import { applicationCopy } from './papers/application-copy.js';
import { acknowledgement, clarification } from './papers/letters.js';
import { decisionRecord } from './papers/decision-record.js';
import { outcomeLetter } from './papers/outcome-letter.js';
import { reviewLetter } from './papers/review-letter.js';

const provider = ['provider', 'officers'] as const;

/** The documents of an application: what the provider gets, what stays inside, and the record that the public may read. */
export const applicationDocuments: readonly DocumentKind<ApplicationContext>[] = [
  { kind: 'application-copy', title: 'Application as sent', template: 'qpl/application-copy', audience: provider, data: (context, { authority }) => applicationCopy(context, authority) },
  { kind: 'acknowledgement', title: 'Acknowledgement', template: 'qpl/acknowledgement', audience: provider, data: acknowledgement },
  { kind: 'clarification', title: 'Request for clarification', template: 'qpl/clarification', audience: provider, data: clarification },
  { kind: 'outcome-letter', title: 'Outcome letter', template: 'qpl/outcome-letter', audience: provider, data: outcomeLetter },
  { kind: 'review-letter', title: 'Letter of the review', template: 'qpl/review-letter', audience: provider, data: reviewLetter },
  { kind: 'agreement-schedule', title: 'Agreement schedule', template: 'qpl/agreement-schedule', audience: provider, data: agreementSchedule },
  // One decision, or with the data of several the decisions of a round.
  { kind: 'officer-decision-record', title: 'Record of an officer decision', template: 'decisions/officer-decision-record', audience: ['public', 'officers'], data: decisionRecord },
];
