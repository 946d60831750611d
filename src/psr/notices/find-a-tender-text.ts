import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import type { Notice, NoticeEntry } from './notice.js';

/** One box of Find a Tender's form, and what goes into it. */
export interface FormBox {
  /** "II.1.4" */
  box: string;
  title: string;
  text: string;
}

export interface FormText {
  form: string;
  boxes: FormBox[];
  /** For whoever fills in the form; not for pasting. */
  notes: string[];
}

/** In which box a field goes. What the form has no box for stands in VI.3, which every form has. */
const BOX: Partial<Record<NoticeField, string>> = { providers: 'V.2.3', value: 'V.2.4', awardDate: 'V.2.1', awardCriteria: 'II.2.5', effectiveDate: 'VII.1.5', change: 'VII.2.1', urgencyReasons: 'VII.2.2', changeInValue: 'VII.2.3', howToOffer: 'I.3', offerDeadline: 'IV.2.2' };
const TITLES: Readonly<Record<string, string>> = {
  'I.3': 'Communication', 'II.2.5': 'Award criteria', 'IV.2.2': 'Time limit for receipt of tenders or requests to participate', 'V.2.1': 'Date of conclusion of the contract', 'V.2.3': 'Name and address of the contractor',
  'V.2.4': 'Information on value of contract', 'VII.1.5': 'Duration of the contract', 'VII.2.1': 'Description of the modifications', 'VII.2.2': 'Reasons for modification', 'VII.2.3': 'Increase in price',
};

/**
 * The notice as plain text in the order of the form that Find a Tender uses for it: sections I, II, IV, V (or VII) and VI. Which form it is was
 * confirmed for the notice of intention to follow the Most Suitable Provider Process only; the rest is from knowledge.
 */
export function findATenderText(notice: Notice, facts: NoticeFacts): FormText {
  const { kind, definition } = notice;
  const entry = (field: NoticeField) => notice.fields.find((each) => each.field === field) ?? null;
  const isModification = definition.stage === 'modification';
  const placed = new Set<NoticeField>(['titleAndReference', 'services']);
  const boxes: FormBox[] = [
    { box: 'I.1', title: 'Name and addresses', text: [facts.authority.name, ...facts.authority.address, facts.authority.email, facts.authority.website].filter(Boolean).join('\n') },
    ...(facts.jointWith.length > 0 ? [{ box: 'I.2', title: 'Information about joint procurement', text: `Together with: ${facts.jointWith.join('; ')}` }] : []),
    { box: 'II.1.1', title: 'Title', text: `${facts.title}\nReference number: ${facts.reference}` },
    { box: 'II.1.2', title: 'Main CPV code', text: facts.services.cpv },
    { box: 'II.1.3', title: 'Type of contract', text: 'Services' },
    { box: 'II.1.4', title: 'Short description', text: [notice.opening[0], entry('routeStatement')?.text].filter(Boolean).join(' ') },
    ...valueBox(notice, placed),
    ...(facts.services.otherCpv.length > 0 ? [{ box: 'II.2.2', title: 'Additional CPV codes', text: facts.services.otherCpv.join('; ') }] : []),
    { box: 'II.2.4', title: 'Description of the procurement', text: [entry('services')?.text, ...textsOf(notice, ['serviceDates', 'reasonsForDates', 'frameworkDuration', 'frameworkUsers', 'frameworkUsed'], placed)].filter(Boolean).join('\n\n') },
    { box: 'IV.1.1', title: 'Form of procedure', text: procedureWords(kind, facts) },
  ];
  if (entry('routeStatement')) placed.add('routeStatement');
  for (const each of notice.fields) {
    const box = BOX[each.field];
    if (!box || placed.has(each.field) || (box.startsWith('VII') && !isModification)) continue;
    boxes.push({ box, title: TITLES[box] ?? each.label, text: inWords(each) });
    placed.add(each.field);
  }
  boxes.push({
    box: 'VI.3',
    title: 'Additional information',
    text: [...notice.opening, ...notice.fields.filter(({ field }) => !placed.has(field)).map((each) => `${each.label}\n${inWords(each)}`)].join('\n\n'),
  });
  return { form: definition.form.code, boxes: boxes.sort((a, b) => placeOf(a.box) - placeOf(b.box)), notes: notesOn(notice, facts) };
}

/** The form's text for pasting, box by box. */
export function asPlainText({ boxes }: FormText): string {
  return `${boxes.map(({ box, title, text }) => `${box}) ${title}\n\n${text}`).join('\n\n')}\n`;
}

function valueBox(notice: Notice, placed: Set<NoticeField>): FormBox[] {
  const found = notice.fields.find(({ field }) => field === 'approximateValue' || field === 'frameworkValue');
  if (!found) return [];
  placed.add(found.field);
  return [{ box: notice.kind === 'N7' ? 'II.1.5' : 'II.1.7', title: notice.kind === 'N7' ? 'Estimated total value' : 'Total value of the procurement', text: found.text }];
}

function textsOf(notice: Notice, fields: NoticeField[], placed: Set<NoticeField>): string[] {
  return fields.flatMap((field) => {
    const found = notice.fields.find((each) => each.field === field);
    if (!found) return [];
    placed.add(field);
    return [`${found.label}\n${inWords(found)}`];
  });
}

/** An entry as text: a table becomes lines, each cell after the name of its row. */
function inWords({ text, table }: NoticeEntry): string {
  return [text, ...(table?.rows.map(([head = '', ...cells]) => `${head}: ${cells.join('. ')}`) ?? [])].join('\n');
}

function procedureWords(kind: NoticeKind, { route }: NoticeFacts): string {
  if (kind === 'N7' || route === 'competitive' || route === 'mini-competition') return 'Competitive Process (Provider Selection Regime)';
  return 'Award procedure without prior publication of a call for competition';
}

const SECTION = ['I', 'II', 'III', 'IV', 'V', 'VII', 'VI'];
/** "II.2.4" by section, then by number; section VII (changes) stands before VI, as the form prints it. */
function placeOf(box: string): number {
  const [section = '', ...rest] = box.split('.');
  return rest.reduce((sum, part, n) => sum + Number(part) / 10 ** (2 * (n + 1)), SECTION.indexOf(section));
}

function notesOn({ kind, definition, problems, advised }: Notice, { awardedOn }: NoticeFacts): string[] {
  const isIntention = definition.stage === 'intention';
  return [
    definition.form.source.trust === 'verified' ? `Use form ${definition.form.code}.` : `Form ${definition.form.code} is our best knowledge: look at NHS England’s list of forms before you begin.`,
    'The form names the wrong law (Directive 2014/24/EU) by itself; the words in VI.3 say which law governs.',
    ...(isIntention ? ['Nothing is awarded yet. If the form will not go on without a date of conclusion in V.2.1, write a day after the end of the standstill and say in VI.3 that it is not a date of award.'] : []),
    ...(definition.stage === 'award' && !awardedOn ? ['The date of the award is not recorded: V.2.1 asks for it.'] : []),
    ...(isIntention ? ['Record the day on which the notice can be read on Find a Tender, not the day on which you sent it: the standstill runs from publication.'] : []),
    ...(kind === 'N4' ? ['Record the day on which you submit it: the 14 days run from submission.'] : []),
    ...advised.map(({ message }) => `Advised: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`),
    ...problems.filter(({ stops }) => !stops).map(({ message }) => message),
  ];
}
