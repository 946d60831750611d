import { checkCpv } from '../../../../workflows/psr/cpv.js';
import { decideScope } from '../../../../workflows/psr/route-choice.scope.js';
import { AUTHORITY_KINDS, type RouteFacts } from '../../../../workflows/psr/route-facts.js';
import { PAYER_WORDS, SECTION_WORDS } from '../facts-in-words.js';
import { amount, day, line, oneOf, words, yesNo, YES_NO, type RouteQuestion } from './question.js';

const options = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([value, text]) => ({ value, text }));
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const part = 'Does the Regime apply?' as const;
const always = () => true;

/** Whether what is known already puts the contract outside the Regime: nothing more is asked then. */
export const isOutside = (facts: RouteFacts): boolean => ['light touch', 'user choice', 'earlier rules', 'other rules', 'split'].includes(decideScope(facts).answer.kind);
const isInside = (facts: RouteFacts): boolean => !isOutside(facts);
/** An answer stays on the list of questions once it was given, also when it puts the contract outside. */
const orGiven = (given: (facts: RouteFacts) => unknown) => (facts: RouteFacts): boolean => isInside(facts) || given(facts) != null;

const qualified = ({ service }: RouteFacts) => (service?.codes ?? []).flatMap(({ code }) => {
  const found = checkCpv(code);
  return found.kind === 'listed' && found.cpv.question !== null ? [found.cpv] : [];
});
const isPartlyEducation = ({ service }: RouteFacts) => {
  const views = (service?.lines ?? []).map(({ forHealthService }) => forHealthService);
  return views.includes(true) && views.includes(false);
};

/** Is it the Provider Selection Regime at all? */
export const scopeQuestions: readonly RouteQuestion[] = [
  {
    key: 'day', part, asked: 'On which day is the route being chosen?', isAsked: always,
    why: 'An existing contract has to be in force on that day, and nothing can be awarded for days before it.',
    fields: () => [{ name: 'on', label: 'The day of the choice', type: 'date' }],
  },
  {
    key: 'authority', part, asked: 'What kind of body buys the service?', isAsked: always,
    why: 'The Regime binds the bodies that the Act lists, and no others.',
    fields: () => [oneOf('authority.kind', 'The body that buys', AUTHORITY_KINDS.map((kind) => ({ value: kind, text: capital(kind) })))],
  },
  {
    key: 'need', part, asked: 'What is to be made?', isAsked: orGiven(({ need }) => need),
    why: 'A contract, a change of one, a framework and a contract under a framework have different routes.',
    fields: () => [oneOf('need', 'What is to be made', [
      { value: 'contract', text: 'A contract' }, { value: 'modification', text: 'A change of a contract that goes on' },
      { value: 'framework', text: 'A framework' }, { value: 'call-off', text: 'A contract under a framework that is there already' },
    ])],
  },
  {
    key: 'begun', part, asked: 'Has a procedure for it begun already?', isAsked: (facts) => facts.need !== 'modification' && orGiven(({ begun }) => begun?.already)(facts),
    why: 'One that began before 1 January 2024 stays under the rules of that time, and one that began before 24 February 2025 keeps an older text on exclusions. It begins when a notice is submitted, or when any provider is first contacted about it.',
    fields: () => [
      yesNo('begun.already', 'Has it begun?'),
      day('begun.on', 'If so, on which day did it begin?'),
      words('begun.evidence', 'What shows that it began then?'),
    ],
  },
  {
    key: 'individuals', part, asked: 'Is it health care given to individuals?', isAsked: orGiven(({ service }) => service?.toIndividuals),
    why: 'Goods, medicines, consultancy, building work and social care alone are outside the Regime.',
    fields: () => [yesNo('service.toIndividuals', 'Health care given to individuals, physical or mental'), words('service.description', 'What the service is', 'In a sentence, as the notices will say it.')],
  },
  {
    key: 'codes', part, asked: 'Which CPV codes describe it?', isAsked: orGiven(({ service }) => service?.codes),
    why: 'The Regime covers the 67 codes of Schedule 1 and no others. Therapies are often 85142000-6 (Paramedical services) or 85142100-7 (Physiotherapy services).',
    fields: () => [{
      name: 'service.codes', label: 'CPV codes', hint: 'The most relevant first, with its check digit, such as 85142100-7.', type: 'rows', row: 'code', most: 20,
      columns: [{ name: 'code', label: 'Code', type: 'text' }],
    }],
  },
  {
    key: 'code-questions', part, asked: 'Does the Schedule take these codes in?', isAsked: (facts) => qualified(facts).length > 0,
    why: 'Schedule 1 takes four of its codes in only so far as it describes them.',
    fields: (facts) => [{
      name: 'service.codes', label: 'Codes that count only so far', type: 'rows', fixed: true, row: 'code',
      columns: [{ name: 'code', label: 'Code', type: 'hidden', options: qualified(facts).map(({ code, name, question }) => ({ value: code, text: `${code} ${name}. ${question}` })) }, { name: 'qualifies', label: 'The answer', type: 'radios', options: YES_NO }],
    }],
  },
  {
    key: 'lines', part, asked: 'What is bought, and who pays for it?', isAsked: orGiven(({ service }) => service?.lines),
    why: 'Only what is bought for the purposes of the health service is under the Regime. Who pays, and where education, health and care plans put it, show what it is for.',
    fields: () => [{
      name: 'service.lines', label: 'Kinds of service', hint: 'One for each, such as speech and language therapy.', type: 'rows', row: 'service', most: 30,
      columns: [
        { name: 'what', label: 'What it is', type: 'text' },
        { name: 'pays', label: 'Who pays', type: 'select', options: [...options(PAYER_WORDS), { value: 'unknown', text: 'Not known yet' }] },
        { name: 'section', label: 'Where plans put it', type: 'select', options: [...options(SECTION_WORDS), { value: 'unknown', text: 'Not known yet' }] },
        { name: 'pence', label: 'Its lifetime value', hint: 'Needed only if not all of it is health care.', type: 'money', optional: true },
      ],
    }],
  },
  {
    key: 'views', part, asked: 'Is it bought for the purposes of the health service?', isAsked: ({ service }) => (service?.lines ?? []).length > 0,
    why: 'This is the authority’s written view, and the regime turns on it. Therapy that educates or trains is treated as special educational provision instead of health care (Children and Families Act 2014 s.21(5)). If nobody can say, take advice: “Not known yet” is a lawful answer here, and a guess is not.',
    fields: ({ service }) => [{
      name: 'service.lines', label: 'Your view of each', type: 'rows', fixed: true, row: 'service',
      columns: [
        { name: 'what', label: 'Service', type: 'hidden', options: (service?.lines ?? []).map(({ what }) => ({ value: what, text: what })) },
        { name: 'forHealthService', label: 'For the purposes of the health service?', type: 'radios', options: YES_NO },
        { name: 'reasons', label: 'Reasons for the view, and whose advice it rests on', type: 'textarea' },
      ],
    }],
  },
  {
    key: 'one-person', part, asked: 'Is it one person’s own provision?', isAsked: (facts) => facts.service?.onePersonsChoice != null || decideScope(facts).missing.some(({ fact }) => fact === 'service.onePersonsChoice'),
    why: 'Outside the Regime, a direct award is open where one person or their family chose the provider.',
    fields: () => [yesNo('service.onePersonsChoice', 'It is for one person, with a provider whom they or their family chose')],
  },
  {
    key: 'other', part, asked: 'Are other goods or services in the same contract?', isAsked: (facts) => (isInside(facts) || facts.other?.isThere != null) && !isPartlyEducation(facts),
    why: 'A mixed contract is under the Regime only if health care is its main subject and the rest cannot reasonably be bought separately.',
    fields: () => [yesNo('other.isThere', 'Goods or services other than health care')],
  },
  {
    key: 'other-part', part, asked: 'How much of it is health care, and could the rest be bought separately?', isAsked: (facts) => facts.other?.isThere === true || isPartlyEducation(facts) || decideScope(facts).missing.some(({ fact }) => fact.startsWith('other.') && fact !== 'other.isThere'),
    why: 'The higher estimated lifetime value decides what the main subject is. The view that the rest cannot be bought separately is open only if splitting would, or probably would, harm your ability to act by the principles of the Regime.',
    fields: () => [
      line('other.what', 'What is the other part?'),
      amount('other.healthPence', 'Estimated lifetime value of the health care part'),
      amount('other.otherPence', 'Estimated lifetime value of the other part'),
      yesNo('other.couldBeSeparate', 'Could the other part reasonably be bought under a separate contract?'),
      words('other.harm', 'If not: how would splitting harm?'),
    ],
  },
];
