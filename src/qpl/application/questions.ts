import { checkIdentifier, type IdentifierKind } from '../../directory/identifiers.js';

/** One question of the application form, on a page of its own. */
export interface FormQuestion {
  readonly question: string;
  readonly section: Section;
  readonly asked: string;
  /** Why it is asked, shown with it. */
  readonly why: string;
  readonly hint?: string;
  readonly type: 'text' | 'textarea' | 'radios' | 'email' | 'money';
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  /** Asked only when another question has this answer. */
  readonly when?: { readonly question: string; readonly answer: string };
  readonly optional?: true;
  /** Characters that an answer may have. */
  readonly longest: number;
  /** What is wrong with an answer, with the cure; null when nothing is. */
  readonly check?: (answer: string) => string | null;
}

/** The sections of the form, as selection questionnaires letter them (domain reference 1.2). */
export const SECTIONS = {
  A: 'Your organisation',
  B: 'Contacts',
  C: 'Lots you apply for',
  D: 'Exclusion grounds',
  E: 'Financial standing',
  F: 'Insurance',
  G: 'Your clinicians',
  H: 'Policies',
  I: 'Registrations',
  J: 'References',
  K: 'Quality',
  L: 'Prices',
  M: 'Declarations',
} as const;
export type Section = keyof typeof SECTIONS;
export const SECTION_LETTERS = Object.keys(SECTIONS) as Section[];

export const YES_NO = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }] as const;

const identifier = (kind: IdentifierKind) => (answer: string): string | null => {
  const checked = checkIdentifier(kind, answer);
  return checked.ok ? null : checked.because;
};
const email = (answer: string): string | null =>
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(answer) ? null : 'Enter an e-mail address like name@example.org';
const money = (answer: string): string | null =>
  /^£?\d{1,4}(\.\d\d)?$/.test(answer.trim()) ? null : 'Enter an amount in pounds, like 65 or 65.50';

/** One clinician a line: name, profession, registration number. An HCPC number must have the form of its profession. */
function clinicians(answer: string): string | null {
  for (const [index, line] of answer.split('\n').map((each) => each.trim()).filter(Boolean).entries()) {
    const [name, profession, number, ...rest] = line.split(',').map((part) => part.trim());
    if (!name || !profession || !number || rest.length > 0) return `Line ${index + 1}: write the name, the profession and the registration number, with commas between`;
    if (/^(speech|occupational|physio)/i.test(profession)) {
      const checked = checkIdentifier('hcpc', number);
      if (!checked.ok) return `Line ${index + 1}: ${checked.because}`;
    }
  }
  return null;
}

const line = { type: 'text', longest: 200 } as const;
const pages = { type: 'textarea', longest: 4000 } as const;

export const QUESTIONS: readonly FormQuestion[] = [
  { ...line, section: 'A', question: 'legal-name', asked: 'What is the legal name of your organisation?', why: 'A place on the list is given to a legal person. If you are a sole trader, it is your own name.' },
  { ...line, section: 'A', question: 'company-number', asked: 'What is your company number?', why: 'We look up who owns and runs the company.', hint: '8 characters, like 00445790. Leave it empty if you are not a company.', optional: true, check: identifier('company') },
  { ...line, section: 'A', question: 'charity-number', asked: 'What is your charity number?', why: 'We look up your trustees and accounts.', hint: 'Leave it empty if you are not a charity.', optional: true, check: identifier('charity') },
  { ...pages, longest: 600, section: 'A', question: 'description', asked: 'What do you do?', why: 'If you are admitted, this is what families and schools read about you on the public list.', hint: 'Two or three sentences. No names of children, no home address.' },
  { ...line, section: 'B', question: 'contact-name', asked: 'Who should we write to about this application?', why: 'Questions and the outcome go to this person.' },
  { ...line, section: 'B', question: 'contact-email', type: 'email', asked: 'What is their e-mail address?', why: 'We tell them at this address when something needs an answer.', check: email },
  { ...line, section: 'B', question: 'safeguarding-lead', asked: 'Who leads on safeguarding?', why: 'A named person must answer for the safety of children.' },
  { section: 'D', question: 'exclusion', type: 'radios', options: YES_NO, longest: 3, asked: 'Does any exclusion ground apply to you, or to anybody who owns or runs your organisation?', why: 'The published documents list the grounds: certain convictions, unpaid tax, insolvency and others. A “yes” does not reject you: we ask what you have done about it.' },
  { ...pages, section: 'D', question: 'exclusion-detail', when: { question: 'exclusion', answer: 'yes' }, asked: 'Which ground, when, and what have you done about it?', why: 'We must consider what you have put right before we decide.' },
  { section: 'E', question: 'finance-basis', type: 'radios', longest: 20, options: [{ value: 'accounts', text: 'Accounts for the last two years' }, { value: 'other', text: 'Something else, like a tax calculation or a bank letter' }], asked: 'How do you show that you can pay your way?', why: 'What we ask for is in proportion: a sole trader need not have accounts.' },
  { section: 'F', question: 'employs', type: 'radios', options: YES_NO, longest: 3, asked: 'Does anybody work for you besides yourself?', why: 'Employers’ liability insurance is compulsory for those who employ anybody; a sole trader with no staff is exempt.' },
  { ...pages, section: 'G', question: 'clinicians', asked: 'Who will see the children?', why: 'We look up each of them in the register of their profession.', hint: 'One a line: name, profession, registration number. Like: Sam Sample, occupational therapist, OT12345', check: clinicians },
  { section: 'G', question: 'dbs', type: 'radios', options: YES_NO, longest: 3, asked: 'Does everybody who sees children have an enhanced DBS check with the children’s barred list?', why: 'Nobody may see a child without it. Since 21 January 2026 sole traders can get one through an umbrella body.' },
  { section: 'H', question: 'safer-recruitment', type: 'radios', options: YES_NO, longest: 3, asked: 'Do you follow written rules of safer recruitment?', why: 'References, right to work and gaps in employment are checked before anybody starts.' },
  { ...pages, longest: 2000, section: 'H', question: 'complaints', asked: 'How can a family complain to you, and how long do you take to answer?', why: 'Families must know before they need it.' },
  { ...line, section: 'I', question: 'ico-number', asked: 'What is your ICO registration number?', why: 'You will hold information about children’s health.', hint: 'Like ZA123456, from the register of fee payers.', check: identifier('ico') },
  { section: 'I', question: 'cqc', type: 'radios', longest: 20, options: [{ value: 'registered', text: 'We are registered with the Care Quality Commission' }, { value: 'not in scope', text: 'What we do is not in its scope' }], asked: 'Are you registered with the Care Quality Commission?', why: 'Only some therapy is a regulated activity. We record why yours is or is not.' },
  { ...pages, longest: 2000, section: 'I', question: 'cqc-why', when: { question: 'cqc', answer: 'not in scope' }, asked: 'Why is what you do not in its scope?', why: 'It depends on who treats, and how.' },
  { ...line, longest: 300, section: 'J', question: 'referee-1', asked: 'Who is your first referee?', why: 'Somebody who bought therapy from you in the last three years.', hint: 'Name, organisation and e-mail address' },
  { ...line, longest: 300, section: 'J', question: 'referee-2', asked: 'Who is your second referee?', why: 'We ask for two, so that one busy referee does not hold you up.', hint: 'Name, organisation and e-mail address' },
  { ...pages, longest: 3000, section: 'K', question: 'continuity', asked: 'How do you keep sessions going when a clinician is away or leaves?', why: 'Missed sessions are what families complain about most. A council owes the child what the plan says, whoever is ill.', hint: 'Up to 3,000 characters, about 500 words' },
  { ...line, longest: 10, section: 'L', question: 'hourly-rate', type: 'money', asked: 'What do you charge for an hour with one child?', why: 'Prices are compared when work is ordered. They play no part in whether you are admitted.', hint: 'In pounds, without VAT', check: money },
];

/** What the applicant declares, each ticked. */
export const DECLARATIONS: readonly { readonly declaration: string; readonly text: string }[] = [
  { declaration: 'no-conflict', text: 'Nobody who owns, runs or works for us has an interest in this council’s decision, or we have told the council about it.' },
  { declaration: 'accurate', text: 'What we say is accurate and complete, and we will tell the council if it stops being so.' },
  { declaration: 'terms', text: 'We have read the published terms of this list and accept them.' },
];

/** The questions that are asked, given the answers so far. */
export const askedQuestions = (answers: Readonly<Record<string, string>>): FormQuestion[] =>
  QUESTIONS.filter(({ when }) => when === undefined || answers[when.question] === when.answer);

/** What is wrong with an answer; null when it may stand. */
export function wrongWith(question: FormQuestion, answer: string): string | null {
  const text = answer.trim();
  if (text === '') return question.optional ? null : question.type === 'radios' ? 'Choose an answer' : 'Enter an answer';
  if (text.length > question.longest) return `Shorten this to ${question.longest} characters; it has ${text.length}`;
  if (question.options && !question.options.some(({ value }) => value === text)) return 'Choose one of the answers';
  return question.check?.(text) ?? null;
}
