import { deadlineRules } from './deadline-rule.js';

const OURS = "the product's default";
const OURS_TO_CHANGE = { jurisdiction: 'local', overridable: true } as const;

const membership = deadlineRules(OURS_TO_CHANGE, [
  { name: 'qpl.representations', title: 'Provider answers a proposal to remove it', purpose: 'Before the decision to remove, with the grounds recorded.',
    startsFrom: 'the notice that removal is proposed', owner: 'provider', unit: 'working days', length: 10, source: OURS, confidence: 'design' },
  { name: 'qpl.suspension-review', title: 'Review a suspension', purpose: 'Every ten working days until it is lifted or the provider is removed.',
    startsFrom: 'the suspension, or the last review', owner: 'procurement officer', unit: 'working days', length: 10, repeats: true, source: OURS, confidence: 'design' },
  { name: 'qpl.suspension-risk', title: 'Assess each live package after a suspension', purpose: 'Child by child; nothing ends by itself.',
    startsFrom: 'the suspension', owner: 'caseworkers', unit: 'working days', length: 1, source: OURS, confidence: 'design' },
  { name: 'qpl.suspension-notice', title: 'Written notice of a suspension', purpose: 'With reasons, on the day of the suspension; where it is urgent the provider was told orally first.',
    startsFrom: 'the suspension', owner: 'procurement officer', unit: 'days', length: 0, source: OURS, confidence: 'design' },
  { name: 'qpl.suspension-lift', title: 'A suspension ends', purpose: 'On the day that the officer who lifted it gave.',
    startsFrom: 'the day named', owner: 'procurement officer', unit: 'days', length: 0, kind: 'not-before', ringsAt: '00:01', source: OURS, confidence: 'design' },
  { name: 'qpl.condition', title: 'Meet a condition of the place', purpose: 'By the day that the decision named.',
    startsFrom: 'the day named', owner: 'provider', unit: 'days', length: 0, source: OURS, confidence: 'design' },
  { name: 'qpl.removal-notice', title: 'Tell a provider that it was removed', purpose: 'With the reasons and how to challenge them.',
    startsFrom: 'the decision to remove', owner: 'procurement officer', unit: 'working days', length: 2, source: OURS, confidence: 'design' },
  { name: 'qpl.exclusion-report', title: 'Report an exclusion', purpose: 'To the Minister or the authority that the Act names, after a removal on an exclusion ground.',
    startsFrom: 'the removal', owner: 'procurement officer', unit: 'days', length: 30, source: 'Procurement Act 2023 s.59', confidence: 'from knowledge' },
  { name: 'qpl.continuity-decision', title: 'Decide on continuity for each child', purpose: 'When a provider becomes restricted because evidence ran out.',
    startsFrom: 'the restriction', owner: 'caseworker', unit: 'working days', length: 2, source: OURS, confidence: 'design' },
  { name: 'qpl.voluntary-exit', title: 'Notice of leaving the list', purpose: 'The agreement says how long.',
    startsFrom: 'the notice', owner: 'provider', unit: 'months', length: 3, kind: 'not-before', source: OURS, confidence: 'design' },
  { name: 'qpl.annual-review-pack', title: 'Open the annual review pack', purpose: 'Sixty days before the review is due.',
    startsFrom: 'opening the pack', owner: 'contract manager', unit: 'days', length: 60, kind: 'not-before', direction: 'back', ringsAt: '00:01', source: OURS, confidence: 'design' },
  { name: 'qpl.annual-review', title: 'Annual review of a place', purpose: 'A year after the listing, or after the review before.',
    startsFrom: 'the listing or the last review', owner: 'provider', unit: 'years', length: 1, source: OURS, confidence: 'design' },
  { name: 'qpl.annual-review-return', title: 'Return the annual review', purpose: 'After it a provider that has not answered is restricted.',
    startsFrom: 'the day the review was due', owner: 'provider', unit: 'working days', length: 20, source: OURS, confidence: 'design' },
  // What a provider must tell, and how soon
  { name: 'qpl.tell-safeguarding', title: 'Tell of a safeguarding allegation, DBS or HCPC change', purpose: 'The same day.',
    startsFrom: 'the provider knowing', owner: 'provider', unit: 'days', length: 0, source: OURS, confidence: 'design' },
  { name: 'qpl.tell-insurance', title: 'Tell of an insurance lapse, a new safeguarding lead or new bank details', purpose: 'So that cover and payments are right.',
    startsFrom: 'the change', owner: 'provider', unit: 'working days', length: 2, source: OURS, confidence: 'design' },
  { name: 'qpl.tell-ownership', title: 'Tell of a change of ownership, legal entity or insolvency', purpose: 'Exclusions are checked again; a new legal entity is a new application.',
    startsFrom: 'the change', owner: 'provider', unit: 'working days', length: 5, source: OURS, confidence: 'design' },
  { name: 'qpl.change-considered', title: 'Consider a change that a provider told', purpose: 'What follows for its places: a restriction, a suspension, exclusions run again, or nothing.',
    startsFrom: 'the day it was told', owner: 'procurement officer', unit: 'working days', length: 2, source: OURS, confidence: 'design' },
  { name: 'qpl.tell-capacity', title: 'Refresh address, lots, capacity and waiting time', purpose: 'Every month.',
    startsFrom: 'the last refresh', owner: 'provider', unit: 'months', length: 1, repeats: true, source: OURS, confidence: 'design' },
]);

const evidence = deadlineRules(OURS_TO_CHANGE, [
  ...[90, 60, 30, 14, 7].map((days) => ({
    name: `qpl.evidence-warning-${days}`, title: `Evidence runs out in ${days} days`, purpose: 'A warning to the provider; it is still eligible.',
    startsFrom: 'the warning', owner: 'provider', unit: 'days', length: days, kind: 'not-before', direction: 'back', ringsAt: '08:00', source: OURS, confidence: 'design' } as const)),
  { name: 'qpl.evidence-restriction', title: 'Restricted because evidence ran out', purpose: 'Valid to the end of its last day; from the next day no new work is offered.',
    startsFrom: 'the last day of validity', owner: 'provider', unit: 'days', length: 1, kind: 'not-before', ringsAt: '00:01', source: OURS, confidence: 'design' },
  { name: 'qpl.renewal-check', title: 'Check a renewal that was sent in time', purpose: 'Until then the provider stays eligible, save for safeguarding; after it the place is restricted as if nothing had been sent.',
    startsFrom: 'the last day of validity', owner: 'procurement officer', unit: 'working days', length: 10, source: OURS, confidence: 'design' },
  { name: 'qpl.evidence-check', title: 'Check evidence that a provider sent', purpose: 'So that nobody waits for a stamp.',
    startsFrom: 'the day it was sent', owner: 'procurement officer', unit: 'working days', length: 5, source: OURS, confidence: 'design' },
  { name: 'qpl.registration-lapse', title: 'A registration has run out', purpose: 'Valid to the end of its last day; from the next day the clinician cannot be booked.',
    startsFrom: 'the last day of validity', owner: 'provider', unit: 'days', length: 1, kind: 'not-before', ringsAt: '00:01', source: 'HCPC registration renewals', confidence: 'verified', overridable: false },
  { name: 'qpl.recheck-registration', title: 'Look up registrations again', purpose: 'Monthly, and on the morning after a profession\'s renewal deadline.',
    startsFrom: 'the last look-up', owner: 'procurement officer', unit: 'months', length: 1, repeats: true, source: OURS, confidence: 'design' },
  { name: 'qpl.recheck-annual', title: 'Check evidence again each year', purpose: 'Unregulated titles, DBS through the Update Service, ICO, data protection, modern slavery, finance, CQC.',
    startsFrom: 'the last check', owner: 'procurement officer', unit: 'years', length: 1, repeats: true, source: OURS, confidence: 'design' },
  { name: 'qpl.recheck-dbs', title: 'New DBS certificate', purpose: 'Every three years for those outside the Update Service.',
    startsFrom: 'the issue of the certificate', owner: 'provider', unit: 'years', length: 3, repeats: true, source: OURS, confidence: 'design' },
  { name: 'qpl.dbs-copy', title: 'Destroy a copy of a DBS certificate', purpose: 'Number, date, result and who saw it are kept; a copy no longer than about six months.',
    startsFrom: 'the decision it was seen for', owner: 'procurement officer', unit: 'months', length: 6, source: 'DBS code of practice', confidence: 'from knowledge' },
  { name: 'qpl.safeguarding-training', title: 'Safeguarding training of staff', purpose: 'At most three years old.',
    startsFrom: 'the training', owner: 'provider', unit: 'years', length: 3, source: 'usual practice', confidence: 'from knowledge' },
  { name: 'qpl.safeguarding-lead-training', title: 'Training of the safeguarding lead', purpose: 'At most two years old.',
    startsFrom: 'the training', owner: 'provider', unit: 'years', length: 2, source: 'usual practice', confidence: 'from knowledge' },
  { name: 'qpl.safeguarding-guidance', title: "Acknowledge this year's safeguarding guidance", purpose: 'Keeping Children Safe in Education is reissued each September; by the end of the month.',
    startsFrom: 'the day it is asked from', owner: 'provider', unit: 'fixed date', fixedDate: { month: 9, day: 30 }, repeats: true, source: OURS, confidence: 'design' },
]);

/** Members of a list and their evidence: domain reference qpl-and-panel.md 1.4, 1.8, 1.9 and 8. */
export const qplMembershipRules = [...membership, ...evidence];
