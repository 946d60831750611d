import type { Column, Field, Option } from '../../engine/procedure.js';
import { REGIMES } from '../../../workflows/qpl/regimes.js';
import type { SchemeContext, SchemeEvent } from '../../../workflows/qpl/scheme.events.js';
import { noticesToRecord } from '../../../workflows/qpl/scheme.rules.js';
import { RECHECK_RULES } from '../../../workflows/qpl/scheme.terms.js';
import { asInstant, clockOf, dayOf } from '../../calendar/day.js';
import { LIBRARY, scaleOf } from './library.js';

/** What is asked in each step of a list, for the step page; what stands there at first is what was saved before. */

type Fields = Readonly<Partial<Record<SchemeEvent['type'], readonly Field[]>>>;
const given = (of: (context: SchemeContext) => unknown): Field['given'] => of as Field['given'];
const from = (of: (context: SchemeContext) => readonly Option[]): Field['options'] => of as Field['options'];
const yesNo: readonly Option[] = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }];
const isDone = (context: SchemeContext, section: SchemeContext['done'][number]): boolean => context.done.includes(section);

const lots = from(({ terms }) => terms.lots.map(({ lotId, code, title }) => ({ value: lotId, text: `${code}: ${title}` })));
const roundsThat = (fits: (round: SchemeContext['rounds'][number]) => boolean) => from(({ rounds }) => rounds.filter(fits).map(({ number }) => ({ value: String(number), text: `Round ${number}` })));
const reason = (label: string, hint?: string): Field => ({ name: 'reason', label, type: 'textarea', ...(hint ? { hint } : {}) });

const regimes: readonly Option[] = Object.values(REGIMES).filter(({ isForLists }) => isForLists).map(({ regime, title, what }) => ({ value: regime, text: title, hint: what }));
const rechecks: readonly Option[] = Object.keys(RECHECK_RULES).map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) }));

const londonTime = (at: string): string => {
  const { hour, minute } = clockOf(asInstant(at));
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};
const londonDay = (at: string | null): string | null => (at === null ? null : dayOf(asInstant(at)));
const roundColumns: readonly Column[] = [
  { name: 'opensOn', label: 'Opens on', type: 'date' },
  { name: 'opensTime', label: 'at', hint: 'On a 24-hour clock, like 09:00', type: 'text' },
  { name: 'closesOn', label: 'Closes on', hint: 'Leave it empty if applications are taken for the life of the list', type: 'date', optional: true },
  { name: 'closesTime', label: 'at', hint: 'Like 12:00. What comes before this time is in time', type: 'text', optional: true },
  { name: 'questionsOn', label: 'Last day for questions', hint: 'Usually five to seven working days before it closes', type: 'date', optional: true },
];

const checksGiven = ({ terms, done }: SchemeContext) => LIBRARY.map(({ check, requirement, blocks, recheck, usual }) => {
  const chosen = terms.checks.find((each) => each.check === check);
  return {
    check, included: (done.includes('requirements') ? chosen !== undefined : usual) ? 'yes' : 'no', requirement: chosen?.requirement ?? requirement,
    blocks: (chosen?.blocks ?? blocks) ? 'yes' : 'no', recheck: chosen?.recheck ?? recheck,
  };
});
const ownGiven = ({ terms }: SchemeContext) => terms.checks.filter(({ check }) => !LIBRARY.some((known) => known.check === check)).map(({ title, requirement, level, blocks, recheck, evidence }) => ({
  title, requirement, level, blocks: blocks ? 'yes' : 'no', recheck, document: evidence.length > 0 ? 'yes' : 'no',
}));
const requirements: readonly Field[] = [
  {
    name: 'checks', label: 'Checks of the library', type: 'rows', fixed: true, most: 100, given: given(checksGiven),
    columns: [
      { name: 'check', label: 'Check', type: 'hidden', options: LIBRARY.map(({ check, title }) => ({ value: check, text: title })) },
      { name: 'included', label: 'Is it asked for?', type: 'radios', options: yesNo },
      { name: 'requirement', label: 'What is required', hint: 'As applicants read it', type: 'textarea' },
      { name: 'blocks', label: 'Does failing keep a provider out?', hint: 'And stop new work while it lasts', type: 'radios', options: yesNo },
      { name: 'recheck', label: 'When is it checked again?', type: 'select', options: rechecks },
    ],
  },
  {
    name: 'own', label: 'Checks of your own', type: 'rows', row: 'check', optional: true, most: 30, given: given(ownGiven),
    columns: [
      { name: 'title', label: 'What is checked?', type: 'text' },
      { name: 'requirement', label: 'What is required', type: 'textarea' },
      { name: 'level', label: 'How often does an applicant show it?', type: 'select', options: [{ value: 'provider', text: 'Once' }, { value: 'lot', text: 'For each lot' }] },
      { name: 'blocks', label: 'Does failing keep a provider out?', type: 'radios', options: yesNo },
      { name: 'recheck', label: 'When is it checked again?', type: 'select', options: rechecks },
      { name: 'document', label: 'Does the applicant hand in a document?', type: 'radios', options: yesNo },
    ],
  },
];

export const schemeFields: Fields = {
  'list.begin': [
    { name: 'title', label: 'What is the list called?', hint: 'As families and providers read it, like “Therapies for children with plans”', type: 'text' },
    { name: 'slug', label: 'Short name for its address', hint: 'Lower case letters, digits and hyphens, like therapies-2027. It does not change later', type: 'text' },
    { name: 'purpose', label: 'What is it for?', hint: 'In plain words. You can change it until the list is published', type: 'textarea' },
  ],
  'about.set': [
    { name: 'title', label: 'What is the list called?', type: 'text', given: given(({ terms }) => terms.title) },
    { name: 'purpose', label: 'What is it for?', hint: 'In plain words, for families and providers', type: 'textarea', given: given(({ terms }) => terms.purpose) },
    { name: 'districts', label: 'Which districts does it cover?', hint: 'One on each line. Lots choose among them, and the coverage page shows where nobody works', type: 'textarea', given: given(({ terms }) => terms.districts.join('\n')) },
    { name: 'starts', label: 'First day of the list', type: 'date', given: given(({ terms }) => terms.starts) },
    { name: 'ends', label: 'Last day of the list', hint: 'Leave it empty if it has none', type: 'date', optional: true, given: given(({ terms }) => terms.ends) },
    { name: 'extensionMonths', label: 'By how many months can it be made longer?', hint: 'Only a right that is published can be used later. Leave it empty for none', type: 'number', optional: true, given: given(({ terms }) => terms.extension?.months) },
    { name: 'extensionWords', label: 'The right to extend, as it is published', type: 'textarea', optional: true, given: given(({ terms }) => terms.extension?.words) },
    { name: 'runOff', label: 'What becomes of running orders when the list ends?', type: 'textarea', given: given(({ terms }) => terms.runOff) },
  ],
  'basis.set': [
    { name: 'regime', label: 'On which legal basis is the list kept?', hint: 'A list is not a procedure that the law names. The basis decides clocks, notices, limits and fees', type: 'radios', options: regimes, given: given((context) => (isDone(context, 'basis') ? context.terms.regime : undefined)) },
    { name: 'regimeWhy', label: 'Why this one?', hint: 'Say what else was considered', type: 'textarea', given: given(({ terms }) => terms.regimeWhy) },
    { name: 'begunOn', label: 'When was the procurement begun?', hint: 'The law of that day governs it', type: 'date', given: given(({ basis }) => basis?.begunOn) },
    { name: 'wholeLifePounds', label: 'What is everything worth that may be bought through it?', hint: 'In whole pounds with VAT, over its whole life, extensions included', type: 'number', given: given(({ basis }) => basis?.wholeLifePounds) },
    { name: 'oldLawWhy', label: 'Why does the law of 2015 govern it?', hint: 'Only if you chose a basis of the Public Contracts Regulations 2015 and it was begun on or after 24 February 2025: that needs an answer in writing', type: 'textarea', optional: true, given: given(({ basis }) => basis?.oldLawWhy) },
  ],
  'lots.set': [
    {
      name: 'lots', label: 'Lots', type: 'rows', row: 'lot', most: 60, help: 'A lot is a therapy, how it is given, for which ages and in which districts. Providers apply lot by lot.',
      given: given(({ terms }) => terms.lots.map(({ lotId, code, therapy, delivery, ageBand, districts }) => ({ lotId, code, therapy, delivery, ageBand, districts }))),
      columns: [
        { name: 'lotId', label: 'Lot', type: 'hidden', optional: true },
        { name: 'code', label: 'Code', hint: 'Like SLT-1', type: 'text' },
        { name: 'therapy', label: 'Therapy', type: 'text' },
        { name: 'delivery', label: 'How is it given?', type: 'select', options: [{ value: 'face to face', text: 'Face to face' }, { value: 'online', text: 'Online' }] },
        { name: 'ageBand', label: 'Ages in years', hint: 'Like 5 to 25', type: 'text' },
        { name: 'districts', label: 'Districts', type: 'checkboxes', options: from(({ terms }) => terms.districts.map((value) => ({ value, text: value }))) },
      ],
    },
  ],
  'requirements.set': requirements,
  'conditions.change': [...requirements, { name: 'why', label: 'Why does what is asked change?', hint: 'It is published, and holds for applications from now on', type: 'textarea' }],
  'questions.set': [
    {
      name: 'questions', label: 'Questions', type: 'rows', row: 'question', optional: true, most: 300,
      given: given(({ terms }) => terms.questions.map((question) => ({ ...question, scale: scaleOf(question) }))),
      columns: [
        { name: 'lotId', label: 'Of which lot?', type: 'select', options: lots },
        { name: 'asked', label: 'Question', type: 'textarea' },
        { name: 'guidance', label: 'What does a good answer cover?', hint: 'Applicants and evaluators read it', type: 'textarea' },
        { name: 'wordLimit', label: 'Words at most', type: 'number' },
        { name: 'weight', label: 'Weight in percent', hint: 'The weights of a lot come to 100', type: 'number' },
        { name: 'scale', label: 'Scale', type: 'select', options: [{ value: '0 to 5', text: '0 (none) to 5 (excellent)' }, { value: '0 to 3', text: '0 (none) to 3 (good)' }, { value: 'pass or fail', text: 'Pass (1) or fail (0)' }] },
        { name: 'passMark', label: 'Least score with which the lot can be had', hint: 'Leave it empty if only the whole counts', type: 'number', optional: true },
      ],
    },
    { name: 'lotPassPercent', label: 'Share of all marks that a lot needs, in percent', hint: 'Like 60. Leave it empty if only the least scores above count', type: 'number', optional: true, given: given(({ terms }) => terms.lotPassPercent) },
    {
      name: 'lotPass', label: 'Lots that need another share', type: 'rows', fixed: true, optional: true, most: 60, given: given(({ terms }) => terms.lots.map(({ lotId, passPercent }) => ({ lotId, passPercent }))),
      columns: [{ name: 'lotId', label: 'Lot', type: 'hidden', options: lots }, { name: 'passPercent', label: 'Percent', hint: 'Leave it empty if the share above holds', type: 'number', optional: true }],
    },
  ],
  'price.set': [
    {
      name: 'kind', label: 'How are prices dealt with?', type: 'radios', given: given((context) => (isDone(context, 'price') ? context.terms.price.kind : undefined)),
      options: [
        { value: 'none', text: 'No price schedule', hint: 'Prices come with each order' },
        { value: 'ceiling', text: 'The most that may be asked', hint: 'No rate above it; lower ones come with each order' },
        { value: 'scored', text: 'Prices count towards admission' },
      ],
    },
    {
      name: 'lines', label: 'Price schedule', type: 'rows', row: 'price', optional: true, most: 300, given: given(({ terms }) => terms.price.lines.map(({ lotId, unit, ceilingPence }) => ({ lotId, unit, ceilingPence }))),
      columns: [
        { name: 'lotId', label: 'Lot', type: 'select', options: lots },
        { name: 'unit', label: 'For what?', hint: 'Like “hour of therapy” or “assessment with report”', type: 'text' },
        { name: 'ceilingPence', label: 'Most that may be asked', type: 'money', optional: true },
      ],
    },
  ],
  'rounds.set': [
    {
      name: 'rounds', label: 'Rounds', type: 'rows', row: 'round', most: 60, columns: roundColumns, help: 'Each round opens and closes by the clock of the server, at the time that is published. The last one may stay open.',
      given: given(({ rounds }) => rounds.map(({ opensAt, closesAt, questionsUntil }) => ({
        opensOn: londonDay(opensAt), opensTime: londonTime(opensAt), closesOn: londonDay(closesAt), closesTime: closesAt && londonTime(closesAt),
        // Questions that end at midnight were typed as the day before.
        questionsOn: questionsUntil === null ? null : questionsUntil === closesAt ? londonDay(closesAt) : londonDay(new Date(Date.parse(questionsUntil) - 1).toISOString()),
      }))),
    },
  ],
  'rules.set': [
    { name: 'decisionBasis', label: 'What lets an officer decide on applications?', hint: 'The decision, or the part of the scheme of delegation. Records cite it', type: 'textarea', given: given(({ terms }) => terms.decisionBasis) },
    {
      name: 'agreement', label: 'Is an agreement signed before a provider is on the list?', type: 'radios', given: given((context) => (isDone(context, 'rules') ? context.terms.agreement : undefined)),
      options: [{ value: 'none', text: 'No', hint: 'Admission puts it on the list' }, { value: 'signed', text: 'Yes', hint: 'With bank details verified by a call back, and a supplier number' }],
    },
    { name: 'coolOffMonths', label: 'How many months does somebody who was refused wait before applying again?', hint: 'Leave it empty for no wait', type: 'number', optional: true, given: given(({ terms }) => terms.reapply.coolOffMonths) },
    { name: 'lateAccepts', label: 'Can a late application be accepted?', type: 'radios', options: yesNo, given: given((context) => (isDone(context, 'rules') ? (context.terms.late.accepts ? 'yes' : 'no') : undefined)) },
    { name: 'lateText', label: 'The rule for late applications, as it is published', hint: 'Like “An application that comes after the close is not considered, unless our own service was out of reach”', type: 'textarea', given: given(({ terms }) => terms.late.text) },
    { name: 'cap', label: 'How many members may there be at most?', hint: 'Leave it empty if everybody who qualifies is admitted', type: 'number', optional: true, given: given(({ terms }) => terms.cap) },
    {
      name: 'fees', label: 'Who pays a fee?', type: 'radios', given: given((context) => (isDone(context, 'rules') ? context.terms.fees : undefined)),
      options: [{ value: 'none', text: 'Nobody' }, { value: 'from winners', text: 'Providers that win an order' }, { value: 'from all', text: 'Everybody who applies' }],
    },
  ],
  'list.abandon': [reason('Why is the draft given up?')],
  'scheme.return': [reason('What has to be changed?')],
  'scheme.rework': [reason('What has to be changed before it is published?', 'The list is approved again afterwards')],
  'scheme.approve': [
    { name: 'reasons', label: 'Reasons for the decision', type: 'textarea' },
    { name: 'keyReference', label: 'Reference of the key decision', hint: 'Needed where the value is above the council’s limit', type: 'text', optional: true },
    { name: 'keyPublishedOn', label: 'Day on which its record was published', hint: 'The call-in window counts from it', type: 'date', optional: true },
  ],
  'notice.record': [
    { name: 'kind', label: 'Which notice?', type: 'radios', options: from(({ notices }) => noticesToRecord(notices).map(({ kind, title, why }) => ({ value: kind, text: title, hint: why.join(' ') }))) },
    { name: 'noticeId', label: 'Its number', hint: 'As the publishing service gives it, like 012345-2026', type: 'text' },
    { name: 'publishedOn', label: 'Day on which it was published', type: 'date' },
    { name: 'address', label: 'Its address', hint: 'Beginning with https://', type: 'text', optional: true },
  ],
  'scheme.start': [{ name: 'withoutMembersWhy', label: 'If a lot has no member yet: why does the list go into use?', type: 'textarea', optional: true }],
  'lot.close': [
    { name: 'lotId', label: 'Which lot?', type: 'radios', options: from(({ terms }) => terms.lots.filter(({ isOpen }) => isOpen).map(({ lotId, title }) => ({ value: lotId, text: title }))) },
    { name: 'why', label: 'Why does it take no applications for now?', hint: 'Everybody reads it', type: 'textarea' },
  ],
  'lot.open': [
    { name: 'lotId', label: 'Which lot?', type: 'radios', options: from(({ terms }) => terms.lots.filter(({ isOpen }) => !isOpen).map(({ lotId, title }) => ({ value: lotId, text: title }))) },
    { name: 'why', label: 'Why does it open again?', type: 'textarea' },
  ],
  'lot.remove': [
    { name: 'lotId', label: 'Which lot?', type: 'radios', options: from(({ terms }) => terms.lots.map(({ lotId, title }) => ({ value: lotId, text: title }))) },
    { name: 'why', label: 'Why is it taken off the list?', hint: 'Everybody reads it', type: 'textarea' },
  ],
  'round.plan': roundColumns,
  'round.extend': [
    { name: 'round', label: 'Which round?', type: 'radios', options: roundsThat(({ status, closesAt }) => closesAt !== null && (status === 'open' || status === 'closed')) },
    { name: 'closesOn', label: 'It now closes on', type: 'date' },
    { name: 'closesTime', label: 'at', hint: 'On a 24-hour clock, like 12:00', type: 'text' },
    { name: 'questionsOn', label: 'New last day for questions', hint: 'Leave it empty if it stays', type: 'date', optional: true },
    { name: 'ourOutage', label: 'Was our own service out of reach before the close?', hint: 'Then a round that has closed may open again', type: 'radios', options: yesNo },
    { name: 'why', label: 'Why?', hint: 'Everybody reads it. The round is longer for everybody', type: 'textarea' },
  ],
  'round.evaluate': [{ name: 'round', label: 'Which round?', type: 'radios', options: roundsThat(({ status }) => status === 'closed') }],
  'round.decide': [{ name: 'round', label: 'Which round?', type: 'radios', options: roundsThat(({ status }) => status === 'evaluating') }],
  'round.onboard': [{ name: 'round', label: 'Which round?', type: 'radios', options: roundsThat(({ status }) => status === 'decided') }],
  'question.ask': [
    { name: 'round', label: 'About which round?', type: 'radios', options: roundsThat(({ status }) => status === 'open' || status === 'planned') },
    { name: 'question', label: 'What was asked?', type: 'textarea' },
    { name: 'asker', label: 'Who asked?', hint: 'It stays with the council', type: 'text' },
  ],
  'question.answer': [
    { name: 'number', label: 'Which question?', type: 'radios', options: from(({ asked }) => asked.filter(({ answered }) => !answered).map(({ number, question }) => ({ value: String(number), text: `Question ${number}`, hint: question }))) },
    { name: 'question', label: 'The question as everybody may read it', hint: 'Take out whatever tells who asked', type: 'textarea', given: given(({ asked }) => asked.find(({ answered }) => !answered)?.question) },
    { name: 'answer', label: 'The answer to all', type: 'textarea' },
  ],
  'late.record': [
    { name: 'round', label: 'For which round?', type: 'radios', options: roundsThat(({ closesAt, status }) => closesAt !== null && status !== 'planned') },
    { name: 'provider', label: 'Which provider?', hint: 'By the name under which it is registered here', type: 'text' },
    { name: 'receivedOn', label: 'When did it come?', type: 'date' },
    { name: 'receivedTime', label: 'at', hint: 'On a 24-hour clock, like 12:01', type: 'text' },
    { name: 'how', label: 'How did it come, and why was it late?', type: 'textarea' },
  ],
  'late.decide': [
    { name: 'number', label: 'Which late application?', type: 'radios', options: from(({ late }) => late.filter(({ decision }) => decision === null).map(({ number, provider, how }) => ({ value: String(number), text: provider, hint: how }))) },
    { name: 'accept', label: 'Is it accepted?', type: 'radios', options: yesNo },
    { name: 'reason', label: 'Why, by the published rule?', type: 'textarea' },
    { name: 'untilOn', label: 'Until which day may it be sent?', hint: 'Only if it is accepted', type: 'date', optional: true },
    { name: 'untilTime', label: 'at', hint: 'On a 24-hour clock, like 12:00', type: 'text', optional: true },
  ],
  'scheme.extend': [
    { name: 'ends', label: 'New last day of the list', type: 'date' },
    { name: 'reference', label: 'Reference of the decision', type: 'text' },
    reason('Why is it made longer?'),
  ],
  'scheme.close': [
    { name: 'why', label: 'Why is it closed?', hint: 'Its last day has come, or it ends early', type: 'textarea' },
    { name: 'runOff', label: 'What becomes of each order that still runs?', type: 'textarea', given: given(({ terms }) => terms.runOff) },
  ],
};
