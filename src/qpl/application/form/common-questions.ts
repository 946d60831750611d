import { checkIdentifier, type IdentifierKind } from '../../../directory/identifiers.js';
import { ALL_PROFESSIONS, cliniciansWrong } from './clinicians.js';
import { YES_NO, type Answers, type FormQuestion } from './question.js';

/** The questions that every list asks. What a list adds by its law, its lots and its prices is in form.ts. */

const identifier = (kind: IdentifierKind) => (answer: string): string | null => {
  const checked = checkIdentifier(kind, answer);
  return checked.ok ? null : checked.because;
};
const email = (answer: string): string | null =>
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(answer) ? null : 'Enter an e-mail address like name@example.org';
const money = (answer: string): string | null =>
  /^£?\d{1,4}(\.\d\d)?$/.test(answer.trim()) ? null : 'Enter an amount in pounds, like 65 or 65.50';

/** The most usual slip is a charity's number in the place of the company's: both can have seven digits. */
const companyNumber = (answer: string, answers: Answers): string | null => {
  const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');
  const charity = answers['charity-number'] ?? '';
  if (charity !== '' && digits(charity) !== '' && digits(charity) === digits(answer)) {
    return 'This is the number that you gave as your charity number. A charity that is not also a company has no company number: leave this empty, or copy the number from the Companies House register';
  }
  return identifier('company')(answer);
};

const POLICIES = [
  ['recruitment', 'Safer recruitment'], ['whistleblowing', 'Whistleblowing'], ['complaints', 'Complaints'], ['data-protection', 'Data protection'], ['lone-working', 'Lone working'],
  ['health-safety', 'Health and safety'], ['equality', 'Equality, diversity and inclusion'], ['supervision', 'Clinical supervision'], ['continuity', 'Business continuity'],
  ['infection-control', 'Infection control'], ['moving-handling', 'Moving and handling'], ['modern-slavery', 'Modern slavery'], ['telehealth', 'Sessions by video, and the use of AI'],
].map(([value, text]) => ({ value: value!, text: text! }));

const line = { type: 'text', longest: 200 } as const;
const pages = { type: 'textarea', longest: 4000 } as const;

export const QUESTIONS: readonly FormQuestion[] = [
  { ...line, section: 'A', question: 'legal-name', asked: 'What is the legal name of your organisation?', why: 'A place on the list is given to a legal person. If you are a sole trader, it is your own name.' },
  { ...line, section: 'A', question: 'company-number', asked: 'What is your company number?', why: 'We look up who owns and runs the company.', hint: '8 characters, like 00445790. Leave it empty if you are not a company.', optional: true, check: companyNumber },
  { ...line, section: 'A', question: 'charity-number', asked: 'What is your charity number?', why: 'We look up your trustees and accounts.', hint: 'Leave it empty if you are not a charity.', optional: true, check: identifier('charity') },
  { section: 'A', question: 'one-legal-person', type: 'radios', longest: 3, options: [{ value: 'yes', text: 'Yes: one company, charity, sole trader or public body' }, { value: 'no', text: 'No: two or more, like a company and a charity under one name, or partners who trade each for themselves' }], asked: 'Is your organisation one legal person?', why: 'A place on the list, an agreement and an insurance belong to one legal person. Two under one name are two applicants.' },
  { ...pages, longest: 1000, section: 'A', question: 'which-legal-person', when: (answers) => answers['one-legal-person'] === 'no', asked: 'Which one applies here, and what do the others do?', why: 'Only the one that you name is put on the list. Each other one that is to have a place applies for itself; one that you rely on is checked with you.', hint: 'The legal name and number of the one that applies, then the name, number and part of each other one' },
  { ...pages, longest: 600, section: 'A', question: 'description', asked: 'What do you do?', why: 'If you are admitted, this is what families and schools read about you on the public list.', hint: 'Two or three sentences. No names of children, no home address.' },
  { ...line, section: 'B', question: 'contact-name', asked: 'Who should we write to about this application?', why: 'Questions and the outcome go to this person.' },
  { ...line, section: 'B', question: 'contact-email', type: 'email', asked: 'What is their e-mail address?', why: 'We tell them at this address when something needs an answer.', check: email },
  { ...line, section: 'B', question: 'safeguarding-lead', asked: 'Who leads on safeguarding?', why: 'A named person must answer for the safety of children.' },
  { ...line, section: 'B', question: 'data-protection-lead', mayNotApply: true, asked: 'Who leads on data protection?', why: 'You will hold information about children’s health.' },
  { ...line, section: 'B', question: 'clinical-lead', optional: true, asked: 'Who leads the clinical work?', why: 'Schools and families ask for somebody who can speak about treatment.' },
  { ...line, section: 'B', question: 'finance-contact', optional: true, asked: 'Who answers questions about invoices?', why: 'So that a question about an invoice does not go to a therapist.' },
  { ...line, section: 'B', question: 'out-of-hours', optional: true, asked: 'Who can be reached in the evening and at weekends?', why: 'In case a child may be at risk.' },
  { section: 'E', question: 'finance-basis', type: 'radios', longest: 20, options: [{ value: 'accounts', text: 'Accounts for the last two years' }, { value: 'other', text: 'Something else, like a tax calculation or a bank letter' }], asked: 'How do you show that you can pay your way?', why: 'What we ask for is in proportion: a sole trader need not have accounts.' },
  { section: 'F', question: 'employs', type: 'radios', options: YES_NO, longest: 3, asked: 'Does anybody work for you besides yourself?', why: 'Employers’ liability insurance is compulsory for those who employ anybody; a sole trader with no staff is exempt.' },
  { section: 'G', question: 'clinicians', type: 'rows', row: 'clinician', longest: 12_000, check: cliniciansWrong, asked: 'Who will see the children?', why: 'We look up each of them in the register of their profession.', hint: 'Everybody who will treat or assess, one by one', columns: [
    { name: 'name', label: 'Name', hint: 'As it stands in the register', type: 'text' },
    { name: 'profession', label: 'Profession', type: 'select', options: ALL_PROFESSIONS.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) })) },
    { name: 'number', label: 'Registration number', hint: 'HCPC: like SL12345. Another register: its name and the number, like PTUK 990031', type: 'text' },
  ] },
  { section: 'G', question: 'dbs', type: 'radios', options: YES_NO, longest: 3, asked: 'Does everybody who sees children have an enhanced DBS check with the children’s barred list?', why: 'Nobody may see a child without it. Since 21 January 2026 sole traders can get one through an umbrella body.' },
  { section: 'H', question: 'safer-recruitment', type: 'radios', options: YES_NO, longest: 3, asked: 'Do you follow written rules of safer recruitment?', why: 'References, right to work and gaps in employment are checked before anybody starts.' },
  { section: 'H', question: 'policies', type: 'checkboxes', longest: 600, options: POLICIES, asked: 'Which of these do you have in writing, reviewed in the last two years?', why: 'We ask to see some of them. A sole trader may have one page each.', hint: 'Tick all that you have' },
  { ...pages, longest: 2000, section: 'H', question: 'complaints', mayNotApply: true, asked: 'How can a family complain to you, and how long do you take to answer?', why: 'Families must know before they need it.' },
  { ...line, section: 'I', question: 'ico-number', asked: 'What is your ICO registration number?', why: 'You will hold information about children’s health.', hint: 'Like ZA123456, from the register of fee payers.', mayNotApply: true, check: identifier('ico') },
  { section: 'I', question: 'cqc', type: 'radios', longest: 20, options: [{ value: 'registered', text: 'We are registered with the Care Quality Commission' }, { value: 'not in scope', text: 'What we do is not in its scope' }], asked: 'Are you registered with the Care Quality Commission?', why: 'Only some therapy is a regulated activity. We record why yours is or is not.' },
  { ...pages, longest: 2000, section: 'I', question: 'cqc-why', when: (answers) => answers['cqc'] === 'not in scope', asked: 'Why is what you do not in its scope?', why: 'It depends on who treats, and how.' },
  { ...line, longest: 300, section: 'J', question: 'referee-1', asked: 'Who is your first referee?', why: 'Somebody who bought therapy from you in the last three years.', hint: 'Name, organisation and e-mail address' },
  { ...line, longest: 300, section: 'J', question: 'referee-2', mayNotApply: true, asked: 'Who is your second referee?', why: 'We ask for two, so that one busy referee does not hold you up.', hint: 'Name, organisation and e-mail address' },
  { ...pages, longest: 3000, section: 'K', question: 'continuity', asked: 'How do you keep sessions going when a clinician is away or leaves?', why: 'Missed sessions are what families complain about most. A council owes the child what the plan says, whoever is ill.', hint: 'Up to 3,000 characters, about 500 words' },
  { ...line, longest: 10, section: 'L', question: 'hourly-rate', type: 'money', asked: 'What do you charge for an hour with one child?', why: 'Prices are compared when work is ordered. They play no part in whether you are admitted.', hint: 'In pounds, without VAT', check: money },
];

/** What the applicant declares, each ticked. */
export const DECLARATIONS: readonly { readonly declaration: string; readonly text: string }[] = [
  { declaration: 'no-conflict', text: 'Nobody who owns, runs or works for us has an interest in this council’s decision, or we have told the council about it.' },
  { declaration: 'accurate', text: 'What we say is accurate and complete, and we will tell the council if it stops being so.' },
  { declaration: 'terms', text: 'We have read the published terms of this list and accept them.' },
];
