import { asDay } from './day.js';
import { deadlineRules } from './deadline-rule.js';

const OURS = "the product's default";
const OURS_TO_CHANGE = { jurisdiction: 'local', overridable: true } as const;

const law = deadlineRules({ jurisdiction: 'England' }, [
  { name: 'qpl.dps-admission', title: 'Decide a request to join a dynamic purchasing system', purpose: 'Ten working days from receipt. Longer before the first call-off only where the length was published.',
    startsFrom: 'receipt of the request', owner: 'procurement officer', unit: 'working days', length: 10, source: 'Public Contracts Regulations 2015 reg 34', confidence: 'verified' },
  { name: 'qpl.dps-admission-extended', title: 'Decide a request to join a dynamic purchasing system, extended', purpose: 'In individual justified cases: more documents, or criteria to be checked. The provider is told before the tenth day.',
    startsFrom: 'receipt of the request', owner: 'procurement lead', unit: 'working days', length: 15, source: 'Public Contracts Regulations 2015 reg 34', confidence: 'verified' },
  { name: 'qpl.dps-tender', title: 'Shortest time for offers in a dynamic purchasing system', purpose: 'At least ten days, unless all candidates agree to less.',
    startsFrom: 'the invitation', owner: 'brokerage', unit: 'days', length: 10, kind: 'not-before', overridable: true, source: 'Public Contracts Regulations 2015 reg 34', confidence: 'verified' },
  { name: 'qpl.dynamic-market-admission', title: 'Decide an application to a dynamic market', purpose: 'Within a reasonable period: the Act sets no number of days.',
    startsFrom: 'receipt of the application', owner: 'procurement officer', unit: 'none', effectiveFrom: asDay('2025-02-24'), source: 'Procurement Act 2023 s.36', confidence: 'verified' },
  { name: 'qpl.dynamic-market-tender', title: 'Shortest time for tenders in a dynamic market', purpose: 'The period can be as short as ten days.',
    startsFrom: 'the invitation', owner: 'brokerage', unit: 'days', length: 10, kind: 'not-before', effectiveFrom: asDay('2025-02-24'), source: 'Procurement Act 2023 s.54', confidence: 'verified' },
  { name: 'qpl.award-standstill', title: 'Standstill on an award under the Procurement Act', purpose: 'Eight working days; that the day of the notice is the first of them is from knowledge.',
    startsFrom: 'publication of the contract award notice', owner: 'procurement officer waits', unit: 'working days', length: 8, counting: 'beginning with', lastMoment: true, effectiveFrom: asDay('2025-02-24'), source: 'Procurement Act 2023 s.51', confidence: 'from knowledge' },
  { name: 'qpl.claim-window', title: 'Time for a claim in court', purpose: 'Normally within 30 days of when the provider knew or ought to have known.',
    startsFrom: 'the provider knowing of the decision', owner: 'provider', unit: 'days', length: 30, source: 'Procurement Act 2023 s.106', confidence: 'verified' },
]);

const application = deadlineRules(OURS_TO_CHANGE, [
  { name: 'qpl.close-reminder-7', title: 'Reminder a week before applications close', purpose: 'To every provider with an unfinished application.',
    startsFrom: 'the reminder', owner: 'provider', unit: 'days', length: 7, kind: 'not-before', direction: 'back', source: OURS, confidence: 'design' },
  { name: 'qpl.close-reminder-2', title: 'Reminder two days before applications close', purpose: 'To every provider with an unfinished application.',
    startsFrom: 'the reminder', owner: 'provider', unit: 'days', length: 2, kind: 'not-before', direction: 'back', source: OURS, confidence: 'design' },
  { name: 'qpl.close-reminder-1', title: 'Reminder the day before applications close', purpose: 'To every provider with an unfinished application.',
    startsFrom: 'the reminder', owner: 'provider', unit: 'days', length: 1, kind: 'not-before', direction: 'back', source: OURS, confidence: 'design' },
  { name: 'qpl.question-cut-off', title: "Last day for providers' questions", purpose: 'Questions are published to all, without names; five to seven working days before the close is usual.',
    startsFrom: 'the last day for questions', owner: 'provider', unit: 'working days', length: 5, kind: 'not-before', direction: 'back', source: 'usual practice', confidence: 'from knowledge' },
  { name: 'qpl.decision-target', title: 'Decide an application', purpose: 'The authority\'s own target for a list that is not a dynamic purchasing system.',
    startsFrom: 'receipt of the application', owner: 'procurement officer', unit: 'working days', length: 10, source: OURS, confidence: 'design' },
  { name: 'qpl.clarification-reply', title: 'Provider answers a clarification', purpose: 'Three to five working days is usual. It does not stop the clock for the decision unless the published rules say so.',
    startsFrom: 'the question', owner: 'provider', unit: 'working days', length: 5, source: 'usual practice', confidence: 'from knowledge' },
  { name: 'qpl.clarification-chase', title: 'Chase a clarification', purpose: 'A second message while there is still time to answer.',
    startsFrom: 'the question', owner: 'procurement officer', unit: 'working days', length: 3, kind: 'not-before', source: OURS, confidence: 'design' },
  { name: 'qpl.clarification-grace', title: 'Last chance to answer a clarification', purpose: 'After a final notice; then the question is given up and the officer decides on what is there. Silence is never a withdrawal.',
    startsFrom: 'the final notice', owner: 'provider', unit: 'working days', length: 5, source: OURS, confidence: 'design' },
  { name: 'qpl.reference-chase', title: 'Remind a referee', purpose: 'Once, while there is still time to answer.',
    startsFrom: 'asking the referee', owner: 'procurement officer', unit: 'working days', length: 5, kind: 'not-before', source: OURS, confidence: 'design' },
  { name: 'qpl.reference-reply', title: 'Referee answers', purpose: 'Then the application is decided on what is there. A reference that comes later is taken.',
    startsFrom: 'asking the referee', owner: 'referee', unit: 'working days', length: 10, source: OURS, confidence: 'design' },
  { name: 'qpl.exclusion-review', title: 'Review a possible exclusion', purpose: 'Procurement and legal consider the ground and the self-cleaning evidence; a "yes" never rejects by itself.',
    startsFrom: 'the answer or the debarment hit', owner: 'procurement and legal', unit: 'working days', length: 5, source: OURS, confidence: 'design' },
  { name: 'qpl.evaluation-alarm', title: 'Evaluation must be nearly done', purpose: 'An alarm two working days before the decision is due.',
    startsFrom: 'receipt of the application', owner: 'evaluators', unit: 'working days', length: 8, source: OURS, confidence: 'design' },
  { name: 'qpl.extension-decision', title: 'Decide whether to extend to fifteen working days', purpose: 'With a justification, and the provider told, before the tenth day.',
    startsFrom: 'receipt of the request', owner: 'procurement lead', unit: 'working days', length: 9, source: OURS, confidence: 'design' },
  { name: 'qpl.agreement-signature', title: 'Sign the agreement', purpose: 'Signed terms and verified bank details; then a warning that the admission lapses.',
    startsFrom: 'the admission', owner: 'provider and finance', unit: 'working days', length: 20, source: OURS, confidence: 'design' },
  { name: 'qpl.review-request', title: 'Ask for a review of a rejection', purpose: 'The provider may ask someone who was not involved to look again.',
    startsFrom: 'the rejection letter', owner: 'provider', unit: 'working days', length: 10, source: OURS, confidence: 'design' },
  { name: 'qpl.review', title: 'Review a rejection', purpose: 'By a senior officer not previously involved.',
    startsFrom: 'the request for a review', owner: 'reviewer', unit: 'working days', length: 15, source: OURS, confidence: 'design' },
  { name: 'qpl.offer-reply', title: 'Provider accepts or declines an offer of work', purpose: 'Ranked call-off: then the next provider is asked.',
    startsFrom: 'the offer', owner: 'provider', unit: 'working days', length: 2, source: OURS, confidence: 'design' },
  { name: 'qpl.unsigned-delivery-report', title: 'Report delivery without a signed agreement', purpose: 'Every week, for as long as there is any.',
    startsFrom: 'the last report', owner: 'contract manager', unit: 'weeks', length: 1, repeats: true, source: OURS, confidence: 'design' },
]);

const scheme = deadlineRules(OURS_TO_CHANGE, [
  { name: 'qpl.modification-notice', title: 'Publish that the list has changed', purpose: 'Members joined or left: as soon as possible; the target is ours.',
    startsFrom: 'the change of members', owner: 'procurement officer', unit: 'working days', length: 5, source: 'Procurement Act 2023 s.39; target is ours', confidence: 'design' },
  { name: 'qpl.established-notice', title: 'Publish that the list is in use', purpose: 'The first members are admitted: as soon as possible; the target is ours.',
    startsFrom: 'the list going live', owner: 'procurement officer', unit: 'working days', length: 5, source: 'Procurement Act 2023 s.39; target is ours', confidence: 'design' },
  { name: 'qpl.ceased-notice', title: 'Publish that the list has ended', purpose: 'As soon as possible after it is closed; the target is ours.',
    startsFrom: 'the closing of the list', owner: 'procurement officer', unit: 'working days', length: 5, source: 'Procurement Act 2023 s.39; target is ours', confidence: 'design' },
  { name: 'qpl.round-opens', title: 'A round opens', purpose: 'At the instant that was published.',
    startsFrom: 'the published opening', owner: 'procurement officer', unit: 'hours', length: 0, overridable: false, source: 'the published documents of the list', confidence: 'verified' },
  { name: 'qpl.round-closes', title: 'A round closes', purpose: 'At the instant that was published, by the clock of the server. What comes before it is in time.',
    startsFrom: 'the published close', owner: 'procurement officer', unit: 'hours', length: 0, overridable: false, source: 'the published documents of the list', confidence: 'verified' },
  { name: 'qpl.questions-end', title: 'Questions about the list end', purpose: 'At the instant that was published; every question that came before it is answered to all.',
    startsFrom: 'the published cut-off', owner: 'procurement officer', unit: 'hours', length: 0, overridable: false, source: 'the published documents of the list', confidence: 'verified' },
  { name: 'qpl.scheme-ends', title: 'The list ends', purpose: 'At the end of its last day: no new applications and no new orders.',
    startsFrom: 'the last day of the list', owner: 'procurement officer', unit: 'days', length: 0, overridable: false, source: 'the published documents of the list', confidence: 'verified' },
  ...[12, 9, 6, 3].map((months) => ({
    name: `qpl.scheme-end-${months}`, title: `The scheme ends in ${months} months`, purpose: months === 6 ? 'The last moment to decide on an extension.' : 'An alarm for the renewal.',
    startsFrom: 'the alarm', owner: 'procurement officer', unit: 'months', length: months, kind: 'not-before', direction: 'back', source: OURS, confidence: 'design' } as const)),
]);

/** Lists, rounds and applications: domain reference qpl-and-panel.md 1.1, 1.5 to 1.7, 1.10. */
export const qplRules = [...law, ...application, ...scheme];
