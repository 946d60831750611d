import { deadlineRules } from './deadline-rule.js';

const OURS = "the product's default";
const OURS_TO_CHANGE = { jurisdiction: 'local', overridable: true, confidence: 'design', source: OURS } as const;
const WORKING_DAYS = { unit: 'working days', source: OURS, confidence: 'design' } as const;

/** Changes of provider, panels, missed sessions, messages to families: domain reference qpl-and-panel.md 2.3 to 2.6, 2.10 and 3.4. */
export const panelRules = deadlineRules(OURS_TO_CHANGE, [
  // A change of provider
  { ...WORKING_DAYS, name: 'panel.enquiry', title: 'Answer an enquiry about changing provider', purpose: 'With the process and the next date.', startsFrom: 'the enquiry', owner: 'caseworker', length: 5 },
  { ...WORKING_DAYS, name: 'panel.acknowledge', title: 'Acknowledge a request to change provider', purpose: 'So that the family knows the clock runs.', startsFrom: 'the request', owner: 'caseworker', length: 2 },
  { ...WORKING_DAYS, name: 'panel.decide', title: 'Decide a request to change provider', purpose: 'From the request to the decision. It never stops for reasons inside the council.', startsFrom: 'the request', owner: 'SEND manager', length: 30 },
  { ...WORKING_DAYS, name: 'panel.decide-amber', title: 'A request to change provider is getting late', purpose: 'Two thirds of the time has gone.', startsFrom: 'the request', owner: 'SEND manager', length: 20, kind: 'not-before' },
  { ...WORKING_DAYS, name: 'panel.evidence', title: 'Gather the evidence', purpose: 'Views of school and therapist; the missed sessions attach themselves.', startsFrom: 'the request', owner: 'caseworker', length: 10 },
  { ...WORKING_DAYS, name: 'panel.quote-request', title: 'Ask providers for quotes', purpose: 'The preferred provider and at least one other from the list; ask for a provisional place on the waiting list at the same time.', startsFrom: 'the request', owner: 'brokerage', length: 5 },
  { ...WORKING_DAYS, name: 'panel.quote', title: 'Providers quote', purpose: 'Price, named clinician, shortest and longest wait.', startsFrom: 'the quote request', owner: 'provider', length: 10 },
  { ...WORKING_DAYS, name: 'panel.comparison', title: 'Pass the comparison to the manager', purpose: 'The comparison is complete and the provider is vetted.', startsFrom: 'the last quote', owner: 'brokerage', length: 2 },
  { ...WORKING_DAYS, name: 'panel.manager-review', title: 'Manager decides or sends the case to panel', purpose: 'Approve within the limit, ready for panel, or decline with reasons.', startsFrom: 'the comparison', owner: 'SEND manager', length: 10 },
  { ...WORKING_DAYS, name: 'panel.list', title: 'List the case for a meeting', purpose: 'The next meeting whose papers can still be sent; the family is told the date.', startsFrom: 'the case being ready', owner: 'panel administrator', length: 1 },
  { ...WORKING_DAYS, name: 'panel.outcome-missing', title: 'No outcome recorded after the meeting', purpose: 'The alarm rings on the next working day.', startsFrom: 'the meeting', owner: 'panel administrator', length: 1, kind: 'not-before' },
  { ...WORKING_DAYS, name: 'panel.minutes', title: 'Confirm the minutes', purpose: 'Outcome and reason for each item.', startsFrom: 'the meeting', owner: 'chair', length: 2 },
  { ...WORKING_DAYS, name: 'panel.decision-call', title: 'Tell the family the decision by telephone', purpose: 'The next working day.', startsFrom: 'the decision', owner: 'caseworker', length: 1 },
  { ...WORKING_DAYS, name: 'panel.decision-letter', title: 'Send the decision letter', purpose: 'Decision, reasons, what happens meanwhile, expected start, rights.', startsFrom: 'the decision', owner: 'caseworker', length: 2 },
  { ...WORKING_DAYS, name: 'panel.referral', title: 'Issue the referral form', purpose: 'Made from the case and delivered; the place on the waiting list starts when the provider has it.', startsFrom: 'the approval', owner: 'brokerage', length: 5 },
  { ...WORKING_DAYS, name: 'panel.referral-acceptance', title: 'Provider accepts the referral', purpose: 'With the date of joining the waiting list.', startsFrom: 'the referral', owner: 'provider', length: 5 },
  { name: 'panel.wait-refresh', title: 'Refresh the waiting time', purpose: 'An estimate is valid for 28 days.', startsFrom: 'the estimate', owner: 'provider', unit: 'days', length: 28, repeats: true, source: OURS, confidence: 'design' },
  { ...WORKING_DAYS, name: 'panel.withdrawal-letter', title: 'Confirm a withdrawal in writing', purpose: 'To the family.', startsFrom: 'the withdrawal', owner: 'caseworker', length: 2 },
  { ...WORKING_DAYS, name: 'panel.review', title: 'Review a declined change', purpose: 'By a different senior officer.', startsFrom: 'the request for a review', owner: 'head of service', length: 10 },
  // Meetings
  { ...WORKING_DAYS, name: 'panel.papers', title: 'Papers for a panel meeting', purpose: 'Four working days before, as a panel that takes papers on Thursday for Wednesday; every panel sets its own.', startsFrom: 'the papers', owner: 'caseworkers', length: 4, kind: 'not-before', direction: 'back', noticeOnWorkingDay: true },
  { ...WORKING_DAYS, name: 'panel.extra-meeting', title: 'Extra meeting after one without a quorum', purpose: 'Its items roll over by themselves.', startsFrom: 'the meeting without a quorum', owner: 'panel administrator', length: 5 },
  // Messages and promises
  { name: 'panel.update', title: 'Tell the family where the case is', purpose: 'Every fourteen days while it is open; "nothing new" still needs a next step and a date.', startsFrom: 'the request, or the last update due', owner: 'caseworker', unit: 'days', length: 14, repeats: true, source: OURS, confidence: 'design' },
  // Sessions
  { ...WORKING_DAYS, name: 'panel.session-record', title: 'Record a session', purpose: 'Delivered or missed, by the provider.', startsFrom: 'the session', owner: 'provider', length: 2 },
  { ...WORKING_DAYS, name: 'panel.first-session', title: 'First session after an order', purpose: 'An alarm when none has taken place.', startsFrom: 'the order', owner: 'provider', length: 10 },
  { ...WORKING_DAYS, name: 'panel.missed-challenge', title: 'Ask the provider about a reported miss', purpose: "A family's report is put to the provider.", startsFrom: 'the report', owner: 'caseworker', length: 2 },
  { ...WORKING_DAYS, name: 'panel.missed-confirmed', title: 'A reported miss counts as missed', purpose: 'When the provider says nothing.', startsFrom: 'the report', owner: 'provider', length: 5 },
  { ...WORKING_DAYS, name: 'panel.catch-up-option', title: 'Offer catch-up a second way', purpose: 'A refused offer keeps the debt open.', startsFrom: 'the refusal', owner: 'provider', length: 10 },
  { name: 'panel.no-provision', title: 'No provision in place', purpose: "Five days on which the child's own school was open.", startsFrom: 'the day the council knew', owner: 'caseworker', unit: 'school days', length: 5, source: OURS, confidence: 'design' },
  { ...WORKING_DAYS, name: 'panel.provider-failed', title: 'Start sourcing after a provider withdrew', purpose: 'With a weekly escalation until there is a provider.', startsFrom: 'the withdrawal of the provider', owner: 'brokerage', length: 5 },
  { name: 'panel.sourcing-escalation', title: 'Escalate sourcing', purpose: 'Every week while a child has no provider.', startsFrom: 'the sourcing task, or the last escalation', owner: 'brokerage', unit: 'weeks', length: 1, repeats: true, source: OURS, confidence: 'design' },
  { ...WORKING_DAYS, name: 'panel.sourcing-limit', title: 'Sourcing without result', purpose: 'Escalated to the head of service after this time or ten refusals.', startsFrom: 'the first consultation', owner: 'head of service', length: 30 },
  { name: 'panel.previous-remedy', title: 'Watch closely after an Ombudsman remedy', purpose: 'One missed session rings for twelve months.', startsFrom: 'the earlier remedy', owner: 'caseworker', unit: 'months', length: 12, source: OURS, confidence: 'design' },
]);
