import { asDay } from './day.js';
import { deadlineRules } from './deadline-rule.js';

const ACT = 'Local Government Act 1974';

/** Ombudsman reports and statements, complaints, freedom of information: domain reference decisions.md 4 and 6. */
export const ombudsmanRules = deadlineRules({ jurisdiction: 'England' }, [
  // A public report (s.30(1))
  { name: 'ombudsman.public-notice', title: 'Public notice of an Ombudsman report', purpose: 'By newspaper advertisement and other suitable means. As enacted the time was one week.',
    startsFrom: 'receipt of the report', owner: 'proper officer', unit: 'weeks', length: 2, source: `${ACT} s.30(5)`, confidence: 'from knowledge' },
  { name: 'ombudsman.inspection-start', title: 'Inspection of the report opens', purpose: 'On the day the notice names, not more than a week after the first notice.',
    startsFrom: 'the first public notice', owner: 'council', unit: 'weeks', length: 1, source: `${ACT} s.30(5)`, confidence: 'from knowledge' },
  { name: 'ombudsman.inspection', title: 'Inspection of the report', purpose: 'Three weeks, free, at all reasonable hours.',
    startsFrom: 'the first day of inspection', owner: 'council', unit: 'weeks', length: 3, counting: 'beginning with', source: `${ACT} s.30(4)`, confidence: 'verified' },
  { name: 'ombudsman.public-report-response', title: 'Consider an Ombudsman report and reply', purpose: 'Lay it before the authority, consider it, and tell the Ombudsman what was or will be done; longer if agreed in writing.',
    startsFrom: 'receipt of the report', owner: 'council', unit: 'months', length: 3, counting: 'beginning with', source: `${ACT} s.31(2)`, confidence: 'verified' },
  { name: 'ombudsman.confirm-action', title: 'Confirm to the Ombudsman that the action is done', purpose: 'A further three months from the end of the time for the reply, or longer if agreed.',
    startsFrom: 'the last day for the reply', owner: 'council', unit: 'months', length: 3, source: `${ACT} s.31(2A)(c)`, confidence: 'verified' },
  { name: 'ombudsman.statement-editions', title: 'Second publication of the required statement', purpose: 'Two editions within a fortnight, where the Ombudsman is still not satisfied and requires a statement.',
    startsFrom: 'the first publication', owner: 'council', unit: 'weeks', length: 2, source: `${ACT} s.31(2D) to (2F)`, confidence: 'from knowledge' },
  // A decision statement (s.30(1B)) and its agreed actions
  { name: 'ombudsman.agreed-action', title: 'Agreed action of an Ombudsman decision', purpose: 'The time is what the decision says: a month is common, and a plain "within" counts to the same day number.',
    startsFrom: 'the decision', owner: 'council', unit: 'months', length: 1, overridable: true, source: "the decision's own words", confidence: 'verified' },
  { name: 'ombudsman.agreed-action-three-months', title: 'Agreed action of an Ombudsman decision, three months', purpose: 'The time is what the decision says; three months of the letter is common for service improvements.',
    startsFrom: 'the decision letter', owner: 'council', unit: 'months', length: 3, overridable: true, source: "the decision's own words", confidence: 'verified' },
  { name: 'ombudsman.remedy-warning-28', title: 'First warning of an agreed action', purpose: 'Four weeks before it is due.',
    startsFrom: 'the warning', owner: 'link officer', unit: 'days', length: 28, kind: 'not-before', direction: 'back', source: "the product's default", confidence: 'design' },
  { name: 'ombudsman.remedy-warning-14', title: 'Second warning of an agreed action', purpose: 'Two weeks before it is due.',
    startsFrom: 'the warning', owner: 'link officer', unit: 'days', length: 14, kind: 'not-before', direction: 'back', source: "the product's default", confidence: 'design' },
  { name: 'ombudsman.statement-published', title: 'The Ombudsman publishes the statement', purpose: 'About six weeks after it is issued; for planning only.',
    startsFrom: 'the decision', owner: 'the Ombudsman', unit: 'weeks', length: 6, kind: 'not-before', source: "the Ombudsman's practice", confidence: 'from knowledge' },
  // The council's own duties on a finding
  { name: 'ombudsman.monitoring-officer-report', title: "Monitoring officer's report on a finding", purpose: 'As soon as practicable; a periodic summary can be enough for routine cases.',
    startsFrom: 'the upheld finding', owner: 'monitoring officer', unit: 'none', source: 'Local Government and Housing Act 1989 ss.5, 5A', confidence: 'verified' },
  { name: 'ombudsman.monitoring-officer-consider', title: "Consider the monitoring officer's report", purpose: 'Until then what the report is about may not be implemented.',
    startsFrom: 'copies of the report being sent', owner: 'executive', unit: 'days', length: 21, source: 'Local Government and Housing Act 1989 ss.5, 5A', confidence: 'from knowledge' },
  // Complaints, from 1 April 2026 under the Ombudsman's Code
  ...complaints(),
  { name: 'foi.reply', title: 'Answer a freedom of information request', purpose: 'Twenty working days. A bank holiday in any part of the United Kingdom does not count in law; counting only those of England and Wales gives the same day or an earlier one.',
    startsFrom: 'receipt of the request', owner: 'council', unit: 'working days', length: 20, source: 'Freedom of Information Act 2000 s.10', confidence: 'verified' },
]);

function complaints() {
  const code = {
    unit: 'working days',
    owner: 'complaints team',
    effectiveFrom: asDay('2026-04-01'),
    source: "the Ombudsman's Complaint Handling Code",
    confidence: 'verified',
  } as const;
  return [
    {
      ...code,
      name: 'complaint.acknowledge',
      title: 'Acknowledge a complaint',
      purpose: 'Stage 1.',
      startsFrom: 'receipt of the complaint',
      length: 5,
    },
    {
      ...code,
      name: 'complaint.stage-one',
      title: 'Answer a complaint at stage 1',
      purpose: 'Counted from the acknowledgement.',
      startsFrom: 'the acknowledgement',
      length: 10,
    },
    {
      ...code,
      name: 'complaint.stage-one-extended',
      title: 'Answer a complaint at stage 1, extended',
      purpose: 'The extension is explained to the complainant.',
      startsFrom: 'the acknowledgement',
      length: 20,
    },
    {
      ...code,
      name: 'complaint.stage-two-acknowledge',
      title: 'Acknowledge a complaint at stage 2',
      purpose: 'Stage 2.',
      startsFrom: 'the request for stage 2',
      length: 5,
    },
    {
      ...code,
      name: 'complaint.stage-two',
      title: 'Answer a complaint at stage 2',
      purpose: 'Counted from the acknowledgement.',
      startsFrom: 'the acknowledgement',
      length: 20,
    },
  ];
}
