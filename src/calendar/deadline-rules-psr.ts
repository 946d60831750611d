import { asDay } from './day.js';
import { deadlineRules } from './deadline-rule.js';

const SINCE_2024 = { jurisdiction: 'England', effectiveFrom: asDay('2024-01-01'), workingDay: 'psr' } as const;
const SINCE_2025 = { effectiveFrom: asDay('2025-02-24') } as const;
const SI = 'SI 2023/1348';

// prettier-ignore
/** The Provider Selection Regime (England): domain reference psr.md 5, 7, 11 and 13 (K1 to K21, the letters C and M). */
export const psrRules = deadlineRules(SINCE_2024, [
  // The standstill
  { name: 'psr.standstill-start', title: 'Standstill begins', purpose: 'The standstill begins the calendar day after publication, weekend or not.',
    startsFrom: 'publication of the intention to award', owner: 'relevant authority', unit: 'days', length: 1, kind: 'not-before', source: `${SI} reg 12(2)`, confidence: 'verified' },
  { name: 'psr.standstill', title: 'Standstill after an intention to award', purpose: 'Providers may make representations until midnight at the end of the last day; without any, the contract may be signed after it. The day on which the standstill begins never counts.',
    startsFrom: 'publication of the intention to award', owner: 'providers; the authority waits', unit: 'working days', length: 8, beginsAfter: 1, lastMoment: true, source: `${SI} reg 12(2), (3), (9), (12)`, confidence: 'verified' },
  { name: 'psr.information-request', title: 'Answer a request for information in a standstill', purpose: 'The law says promptly, save where commercial interests, fair competition or the public interest would be harmed.',
    startsFrom: 'the request', owner: 'relevant authority', unit: 'none', source: `${SI} reg 12(4)(b), (5)`, confidence: 'verified' },
  { name: 'psr.review', title: 'Review the decision after a representation', purpose: 'The review has no limit in law; the standstill stays open until the authority closes it.',
    startsFrom: 'a valid representation', owner: 'relevant authority', unit: 'none', source: `${SI} reg 12(4), (6)`, confidence: 'verified' },
  { name: 'psr.further-decision-letter', title: 'Tell providers the further decision', purpose: 'Promptly, in writing, with reasons, to all who made valid representations and every intended awardee (letter C3).',
    startsFrom: 'the further decision', owner: 'relevant authority', unit: 'none', source: `${SI} reg 12(6), (8)`, confidence: 'verified' },
  { name: 'psr.further-decision', title: 'Wait after a further decision', purpose: 'At least five working days after the last addressee was told, whatever was decided; each later decision starts it again. The standstill may close after the last day. Counting from the day of telling as day 0 is our reading.',
    startsFrom: 'the day the last addressee was told of the last further decision', owner: 'relevant authority waits', unit: 'working days', length: 5, lastMoment: true, source: `${SI} reg 12(10)(a)(v), (b)(v)`, confidence: 'verified' },
  { name: 'psr.panel-request', title: 'Ask the independent Panel for advice', purpose: 'The time a provider has to ask the Independent Patient Choice and Procurement Panel.',
    startsFrom: 'the outcome of the internal review', owner: 'provider', unit: 'working days', length: 5, source: 'Panel procedure, as described in a practitioner note; not in the Regulations', confidence: 'verified' },
  { name: 'psr.panel-advice', title: 'Panel advice expected', purpose: "The Panel's own target for its advice, for planning only.",
    startsFrom: 'acceptance by the Panel', owner: 'the Panel', unit: 'working days', length: 25, overridable: true, source: "the Panel's standard operating procedure, not law", confidence: 'doubtful' },
  // Notices after an award or a change
  { name: 'psr.award-notice', title: 'Submit the award notice (Direct Award A or B)', purpose: 'Notice N1 within 30 days of the award, taken as the day the contract is entered into.',
    startsFrom: 'the award', owner: 'relevant authority', unit: 'days', length: 30, countIsOpen: true, source: `${SI} regs 7(2)(b), 8(2)(b)`, confidence: 'verified' },
  { name: 'psr.confirmation-notice', title: 'Submit the confirmation of award', purpose: 'Notices N3, N6 and N9 within 30 days of the award, or of concluding the framework.',
    startsFrom: 'the award or the conclusion of the framework', owner: 'relevant authority', unit: 'days', length: 30, countIsOpen: true, source: `${SI} regs 9(11)(b), 10(15)(b), 11(17)(b)`, confidence: 'verified' },
  { name: 'psr.modification-notice', title: 'Submit the modification notice', purpose: 'Notice N10 for a change by the authority where the cumulative change in lifetime value is £500,000 or more.',
    startsFrom: 'the modification', owner: 'relevant authority', unit: 'days', length: 30, countIsOpen: true, source: `${SI} reg 13(4), (5)(a)`, confidence: 'verified' },
  { name: 'psr.urgent-notice', title: 'Submit the urgent award or urgent modification notice', purpose: 'Notices N11 and N12 under reg 14(2); the standstill bridge of reg 14(3) needs none.',
    startsFrom: 'the urgent award or modification', owner: 'relevant authority', unit: 'days', length: 30, countIsOpen: true, source: `${SI} reg 14(4), (5)(a)`, confidence: 'verified' },
  { name: 'psr.call-off-notice', title: 'Submit the notice of a call-off without competition', purpose: 'Notice N14 (Schedule 2).',
    startsFrom: 'the award of the call-off', owner: 'relevant authority', unit: 'days', length: 30, countIsOpen: true, source: `${SI} reg 18(6)(b)`, confidence: 'verified' },
  { name: 'psr.abandonment-notice', title: 'Submit the abandonment notice', purpose: 'Notice N13 for a decision to abandon that was made outside a standstill.',
    startsFrom: 'the decision to abandon', owner: 'relevant authority', unit: 'days', length: 30, countIsOpen: true, source: `${SI} reg 15(5)(b)`, confidence: 'verified' },
  { name: 'psr.abandonment-notice-standstill', title: 'Submit the abandonment notice after a standstill', purpose: 'Notice N13 for a decision made in a standstill: only after it ends, and within 30 days of its end.',
    startsFrom: 'the end of the standstill', owner: 'relevant authority', unit: 'days', length: 30, countIsOpen: true, source: `${SI} reg 15(5)(a)`, confidence: 'verified' },
  // Before an award
  { name: 'psr.msp-wait', title: 'Wait before completing the pool (Most Suitable Provider)', purpose: 'The second step may not be completed before this day; counted from submission, not publication.',
    startsFrom: 'submission of the notice of intention to follow the process', owner: 'relevant authority waits', unit: 'days', length: 14, kind: 'not-before', source: `${SI} reg 10(5)`, confidence: 'verified' },
  { name: 'psr.outcome-letter', title: 'Tell bidders the outcome', purpose: 'Promptly, in writing, and before the intention notice (letter C1).',
    startsFrom: 'the decision on the successful provider', owner: 'relevant authority', unit: 'none', source: `${SI} reg 11(8), (9)`, confidence: 'verified' },
  { name: 'psr.mini-competition-invitation', title: 'Invite every provider on the framework', purpose: 'Letter C2 takes the place of the notice inviting offers; the Regulations set no minimum time to respond.',
    startsFrom: 'the start of the mini-competition', owner: 'relevant authority', unit: 'none', source: `${SI} reg 18(7), (8); Sch. 15`, confidence: 'verified' },
  { name: 'psr.repeat-letter', title: 'Tell providers that a step is repeated', purpose: 'Letter C4 on the decision, to every provider that knows it is being considered.',
    startsFrom: 'the decision to repeat a step', owner: 'relevant authority', unit: 'none', source: `${SI} reg 15(6) to (8)`, confidence: 'verified' },
  // Exclusions and notices to a Minister
  { ...SINCE_2025, name: 'psr.sub-contractor-notice', title: 'Warn of exclusion because of a sub-contractor', purpose: 'Letter C5 before excluding, with a reasonable opportunity to find another sub-contractor.',
    startsFrom: 'the finding about the sub-contractor', owner: 'relevant authority', unit: 'none', source: `${SI} reg 20A(6)`, confidence: 'verified' },
  { ...SINCE_2025, name: 'psr.self-cleaning-reasons', title: 'Give reasons why self-cleaning evidence is not enough', purpose: 'Letter C6 on the decision.',
    startsFrom: 'the decision on the evidence', owner: 'relevant authority', unit: 'none', source: `${SI} reg 20(6)`, confidence: 'verified' },
  { ...SINCE_2025, name: 'psr.national-security-notice', title: 'Notify a Minister before a national security exclusion', purpose: 'Notice M1: no exclusion and no letter C5 before the Minister was told and agrees.',
    startsFrom: 'the wish to exclude', owner: 'relevant authority', unit: 'none', source: `${SI} reg 20B`, confidence: 'verified' },
  { ...SINCE_2025, name: 'psr.exclusion-minister-notice', title: 'Notify a Minister of an exclusion', purpose: 'Notice M2, naming the ground.',
    startsFrom: 'the exclusion, or the replacement of the sub-contractor', owner: 'relevant authority', unit: 'days', length: 30, counting: 'beginning with', source: `${SI} reg 20C(2)`, confidence: 'verified' },
  { ...SINCE_2025, name: 'psr.exclusion-representations-notice', title: 'Notify a Minister of representations about an exclusion', purpose: 'Notice M3 on receipt of representations, or of known review or appeal proceedings.',
    startsFrom: 'the representations, or the start of proceedings', owner: 'relevant authority', unit: 'days', length: 30, counting: 'beginning with', source: `${SI} reg 20C(5)(a)`, confidence: 'verified' },
  { ...SINCE_2025, name: 'psr.exclusion-outcome-notice', title: 'Notify a Minister of the outcome', purpose: 'Notice M3 on the outcome of the representations or proceedings.',
    startsFrom: 'the end of the reg 12 process or of the proceedings', owner: 'relevant authority', unit: 'days', length: 30, counting: 'beginning with', source: `${SI} reg 20C(5)(b)`, confidence: 'verified' },
  { effectiveFrom: asDay('2026-03-24'), name: 'psr.termination-minister-notice', title: 'Notify a Minister before ending a contract on national security grounds', purpose: 'Notice M4; on the discretionary ground the Minister must also agree.',
    startsFrom: 'the wish to terminate', owner: 'relevant authority', unit: 'none', source: `${SI} reg 22(4), (5)`, confidence: 'verified' },
  // Lengths and yearly duties
  { name: 'psr.urgent-length', title: 'Twelve months of an urgent award', purpose: 'Beyond this day the notice must give reasons for the dates. Not a limit in law; that an urgent award should be no longer is guidance. That the first day counts is our reading.',
    startsFrom: 'the first day of the urgent services', owner: 'relevant authority', unit: 'months', length: 12, counting: 'beginning with', source: `${SI} Sch. 13 para 7`, confidence: 'verified' },
  { name: 'psr.framework-term', title: 'Longest term of a framework', purpose: 'Four years, longer only in exceptional cases with reasons. That the first day counts is our reading.',
    startsFrom: 'the first day of the framework', owner: 'relevant authority', unit: 'years', length: 4, counting: 'beginning with', source: `${SI} reg 16(5)`, confidence: 'verified' },
  { name: 'psr.annual-summary', title: 'Publish the annual summary', purpose: 'Yearly by reg 25; within six months of the end of the financial year (30 September) is guidance.',
    startsFrom: 'the end of the financial year', owner: 'relevant authority', unit: 'months', length: 6, repeats: true, source: `${SI} reg 25; date from NHS England guidance`, confidence: 'verified' },
  { name: 'psr.monitoring-report', title: 'Publish the compliance monitoring report', purpose: 'Yearly by reg 26(b), which sets no date; a year after the last one is our default.',
    startsFrom: 'the last monitoring report', owner: 'relevant authority', unit: 'years', length: 1, repeats: true, overridable: true, source: `${SI} reg 26(b); no date in law`, confidence: 'design' },
  { name: 'psr.record-retention', title: 'Keep the procurement record', purpose: 'Reg 24 sets no period; six years after the contract ends follows limitation. Twelve where the contract is a deed.',
    startsFrom: 'the end of the contract', owner: 'relevant authority', unit: 'years', length: 6, overridable: true, source: 'Limitation Act 1980; NHS Records Management Code', confidence: 'doubtful' },
]);
