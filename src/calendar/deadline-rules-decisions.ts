import { asDay } from './day.js';
import { deadlineRules } from './deadline-rule.js';

const REGULATIONS_2012 = { jurisdiction: 'England', effectiveFrom: asDay('2012-09-10') } as const;
const SI = 'SI 2012/2089';

const executive = deadlineRules(REGULATIONS_2012, [
  { name: 'decisions.key-notice', title: 'Notice of a key decision', purpose: 'The notice is public, at the offices and on the website, for 28 clear calendar days before the decision is made.',
    startsFrom: 'publication of the notice', owner: 'proper officer', unit: 'clear calendar days', length: 28, kind: 'not-before', direction: 'back', source: `${SI} reg 9(2)`, confidence: 'from knowledge' },
  { name: 'decisions.private-notice', title: 'First notice of a private meeting', purpose: 'Intention to meet in private, with reasons.',
    startsFrom: 'publication of the first notice', owner: 'decision-making body', unit: 'clear calendar days', length: 28, kind: 'not-before', direction: 'back', source: `${SI} reg 5(2)`, confidence: 'verified' },
  { name: 'decisions.private-second-notice', title: 'Second notice of a private meeting', purpose: 'With the representations received and the answer to them. Counting only working days is settled practice, not the words of the Regulations.',
    startsFrom: 'publication of the second notice', owner: 'decision-making body', unit: 'clear working days', length: 5, kind: 'not-before', direction: 'back', noticeOnWorkingDay: true, source: `${SI} reg 5(4), (5)`, confidence: 'verified' },
  { name: 'decisions.agenda', title: 'Agenda and reports of an executive meeting', purpose: 'Open to the public five clear working days before the meeting, or from when it is convened at shorter notice.',
    startsFrom: 'publication of the agenda', owner: 'proper officer', unit: 'clear working days', length: 5, kind: 'not-before', direction: 'back', noticeOnWorkingDay: true, source: `${SI} regs 6, 7`, confidence: 'verified' },
  { name: 'decisions.general-exception', title: 'Wait after a general exception notice', purpose: 'Where 28 days are impracticable: five clear days after the day on which the notice was made available.',
    startsFrom: 'the day the notice was made available', owner: 'proper officer', unit: 'clear working days', length: 5, kind: 'not-before', noticeOnWorkingDay: true, source: `${SI} reg 10(1)(c)`, confidence: 'verified' },
  { name: 'decisions.general-exception-reasons', title: 'Notice why 28 days were impracticable', purpose: 'As soon as reasonably practicable after the general exception notice.',
    startsFrom: 'the general exception notice', owner: 'proper officer', unit: 'none', source: `${SI} reg 10(3)`, confidence: 'verified' },
  { name: 'decisions.special-urgency-notice', title: 'Notice of special urgency', purpose: 'Agreement of the scrutiny chair before the decision; the notice of reasons as soon as reasonably practicable.',
    startsFrom: 'the agreement', owner: 'decision maker', unit: 'none', source: `${SI} reg 11`, confidence: 'verified' },
  { name: 'decisions.special-urgency-report', title: "Leader's report on special urgency", purpose: 'To the council, at the interval it sets, at least once a year.',
    startsFrom: 'the last report', owner: 'leader or elected mayor', unit: 'years', length: 1, repeats: true, source: `${SI} reg 19`, confidence: 'verified' },
  { name: 'decisions.record', title: 'Record of the decision', purpose: 'As soon as reasonably practicable after the decision.',
    startsFrom: 'the decision', owner: 'proper officer, member or officer who decided', unit: 'none', source: `${SI} regs 12, 13`, confidence: 'verified' },
  { name: 'decisions.record-publication', title: 'Publish the record and the report', purpose: 'At the offices and on the website, as soon as reasonably practicable.',
    startsFrom: 'the record', owner: 'proper officer', unit: 'none', source: `${SI} reg 14`, confidence: 'from knowledge' },
  { name: 'decisions.member-inspection-after', title: 'Let councillors inspect after a private or individual decision', purpose: 'Immediately, and in any event within 24 hours.',
    startsFrom: 'the end of the meeting, or the decision', owner: 'proper officer', unit: 'hours', length: 24, source: `${SI} reg 16(4)`, confidence: 'verified' },
  { name: 'decisions.member-inspection-before', title: 'Let councillors inspect before a public meeting', purpose: 'Five clear working days before the meeting.',
    startsFrom: 'the documents being made available', owner: 'proper officer', unit: 'clear working days', length: 5, kind: 'not-before', direction: 'back', noticeOnWorkingDay: true, source: `${SI} reg 16(2)`, confidence: 'verified' },
  { name: 'decisions.scrutiny-documents', title: 'Give scrutiny members the documents they asked for', purpose: 'As soon as practicable and no later than ten clear days after the request; counted here in calendar days. The tenth day is safe; whether the day after it is still in time is open.',
    startsFrom: 'receipt of the request', owner: 'executive', unit: 'clear calendar days', length: 10, countIsOpen: true, overridable: true, source: `${SI} reg 17(2)`, confidence: 'verified' },
  { name: 'decisions.not-key-report', title: 'Report on a decision not treated as key', purpose: 'To the council, within the period that the scrutiny committee sets.',
    startsFrom: "the committee's requirement", owner: 'executive', unit: 'days', length: null, overridable: true, source: `${SI} reg 18`, confidence: 'verified' },
]);

const council = deadlineRules({ jurisdiction: 'England' }, [
  { name: 'decisions.committee-agenda', title: 'Agenda of a committee meeting', purpose: 'Committees outside the executive (cabinet committees, scrutiny): five clear days, counted as working days.',
    startsFrom: 'publication of the agenda', owner: 'proper officer', unit: 'clear working days', length: 5, kind: 'not-before', direction: 'back', noticeOnWorkingDay: true, source: 'Local Government Act 1972 ss.100A(6), 100B(3)', confidence: 'from knowledge' },
  { name: 'decisions.late-item', title: 'Late item', purpose: "Open from when it is added to the agenda; the chair's reason for urgency is minuted.",
    startsFrom: 'the item being added', owner: 'chair', unit: 'none', source: 'Local Government Act 1972 s.100B(4)(b)', confidence: 'verified' },
  { name: 'decisions.call-in', title: 'Call-in window', purpose: 'Members may call the decision in until the end of the last day; it may be implemented from the next working day. A local rule.',
    startsFrom: 'publication of the record of decision', owner: 'members', unit: 'clear working days', length: 5, lastMoment: true, actOnWorkingDay: true, jurisdiction: 'local', overridable: true, source: "Local Government Act 2000 s.9F; the council's constitution", confidence: 'from knowledge' },
  { name: 'decisions.scrutiny-reply', title: 'Executive replies to a scrutiny report', purpose: 'Two months from the report or, if later, the notice asking for a reply.',
    startsFrom: 'receipt of the report', owner: 'executive', unit: 'months', length: 2, source: 'Local Government Act 2000 s.9FE', confidence: 'from knowledge' },
  { name: 'decisions.minutes-cabinet', title: 'Draft minutes of a cabinet meeting', purpose: "A target that one council's officers set themselves.",
    startsFrom: 'the meeting', owner: 'democratic services', unit: 'working days', length: 3, jurisdiction: 'local', overridable: true, source: "a council's officer guide", confidence: 'verified' },
  { name: 'decisions.minutes-committee', title: 'Draft minutes of a committee meeting', purpose: "A target that one council's officers set themselves.",
    startsFrom: 'the meeting', owner: 'democratic services', unit: 'working days', length: 5, jurisdiction: 'local', overridable: true, source: "a council's officer guide", confidence: 'verified' },
]);

const kept = deadlineRules({ jurisdiction: 'England', unit: 'years', overridable: true, owner: 'proper officer' }, [
  { name: 'decisions.minutes-retention', title: 'Keep minutes, agenda and open reports', purpose: 'Open to inspection for six years.',
    startsFrom: 'the meeting', owner: 'proper officer', unit: 'years', length: 6, source: 'Local Government Act 1972 s.100C', confidence: 'from knowledge' },
  { name: 'decisions.background-papers-retention', title: 'Keep background papers', purpose: 'Open to inspection for four years.',
    startsFrom: 'the meeting', owner: 'proper officer', unit: 'years', length: 4, source: 'Local Government Act 1972 s.100D', confidence: 'from knowledge' },
  { name: 'decisions.executive-record-retention', title: 'Keep the record of an executive decision', purpose: 'No period was found in the 2012 Regulations; six years is the default.',
    startsFrom: 'the decision', owner: 'proper officer', unit: 'years', length: 6, source: 'by analogy with SI 2014/2095', confidence: 'from knowledge' },
  { name: 'decisions.executive-background-retention', title: 'Keep the background papers of an executive decision', purpose: 'No period was found in the 2012 Regulations; four years is the default.',
    startsFrom: 'the decision', owner: 'proper officer', unit: 'years', length: 4, source: 'by analogy with SI 2014/2095', confidence: 'from knowledge' },
  { name: 'decisions.officer-record-retention', title: 'Keep the record of an officer decision', purpose: 'Decisions outside the executive that need a record.',
    startsFrom: 'the decision', owner: 'officer', unit: 'years', length: 6, overridable: false, source: 'SI 2014/2095, as quoted in the 2014 guide', confidence: 'verified' },
  { name: 'decisions.officer-background-retention', title: 'Keep the background papers of an officer decision', purpose: 'Decisions outside the executive that need a record.',
    startsFrom: 'the decision', owner: 'officer', unit: 'years', length: 4, overridable: false, source: 'SI 2014/2095, as quoted in the 2014 guide', confidence: 'verified' },
  { name: 'decisions.contract-retention', title: 'Keep the contract and its procurement evidence', purpose: 'Six years after its end; twelve where it is a deed.',
    startsFrom: 'the end of the contract', owner: 'contract manager', unit: 'years', length: 6, source: 'Limitation Act 1980', confidence: 'from knowledge' },
]);

/** Executive decisions, meetings and call-in: domain reference decisions.md 1 to 2 and 6. */
export const decisionsRules = [...executive, ...council, ...kept];
