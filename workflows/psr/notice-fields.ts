import type { NoticeKind } from './notice-kinds.js';
import { noticeOf } from './notice-kinds.js';

export type { NoticeFacts } from './notice-facts.js';
export type { NoticeKind } from './notice-kinds.js';

/** What a notice may have to say. One key is one item of a Schedule, or one that guidance or practice adds. */
export type NoticeField =
  | 'routeStatement' | 'titleAndReference' | 'providers' | 'services' | 'approximateValue' | 'value' | 'frameworkValue' | 'awardDate' | 'serviceDates' | 'reasonsForDates'
  | 'decisionMakers' | 'keyCriteriaReasons' | 'keyCriteriaWeights' | 'conflicts' | 'conflictsManaged' | 'frameworkDuration' | 'frameworkUsers' | 'frameworkUsed'
  | 'effectiveDate' | 'change' | 'changeInValue' | 'changeInLength' | 'urgencyReasons' | 'awardCriteria' | 'assessment' | 'howToOffer' | 'offerDeadline' | 'abandonment' | 'representations';

/** What must be so for a field that is required only then. */
export type NoticeCondition = 'it is about a contract' | 'it is about a framework agreement' | 'the services run for over 12 months' | 'the value changes' | 'the length changes' | 'a framework agreement was used';

export interface FieldOfNotice {
  readonly field: NoticeField;
  /** `required` by the Schedule; `required if` the condition holds; `advised` by guidance or practice, or by this product. */
  readonly need: 'required' | 'required if' | 'advised';
  readonly when?: NoticeCondition;
  /** The paragraph of the Schedule, where it was read there. Null cites the Schedule alone. */
  readonly para: number | null;
}

/** How a field is called on a page and in a document, what it must hold, and what is said when it is missing. */
export interface FieldWords {
  readonly label: string;
  readonly hint: string;
  readonly missing: string;
}

export const FIELD_WORDS: Readonly<Record<NoticeField, FieldWords>> = {
  routeStatement: { label: 'What this notice is', hint: 'One statement: what is announced and under which process.', missing: 'Say what this notice is and which process it belongs to' },
  titleAndReference: { label: 'Title and reference', hint: 'As the contract or framework agreement will carry them.', missing: 'Give both the title and the reference' },
  providers: { label: 'Provider', hint: 'Name, and the address of the registered office or principal place of business, with its postcode.', missing: 'Give each provider’s name and the full address of its registered office or principal place of business, with the postcode' },
  services: { label: 'Services and CPV code', hint: 'What is provided, to whom, and the most relevant code of Schedule 1.', missing: 'Describe the services and give the most relevant CPV code' },
  approximateValue: { label: 'Approximate lifetime value', hint: 'For the whole life of the contract or framework agreement, with whether VAT is in it.', missing: 'Give the approximate lifetime value' },
  value: { label: 'Lifetime value, or amounts payable', hint: 'The lifetime value of the contract; where it is unknown, what is payable under it.', missing: 'Give the lifetime value or, if it is unknown, the amounts payable' },
  frameworkValue: { label: 'Lifetime value of the framework agreement', hint: 'The value of everything that may be bought under it.', missing: 'Give the lifetime value of the framework agreement' },
  awardDate: { label: 'Date of the award', hint: 'The day on which the contract was entered into or the framework agreement concluded. No Schedule asks for it, but the 30 days for this notice run from it.', missing: 'Give the day of the award, so that a reader can see the notice is in time' },
  serviceDates: { label: 'Dates of the services', hint: 'Between which days the services are provided.', missing: 'Give the first and the last day of the services' },
  reasonsForDates: { label: 'Why the dates are as they are', hint: 'An urgent award of more than 12 months must say why.', missing: 'Give the reasons for the dates: the services run for over 12 months' },
  decisionMakers: { label: 'Who decided', hint: 'A committee, posts or people.', missing: 'Say who made the decision: a committee, posts or people' },
  keyCriteriaReasons: { label: 'Reasons for choosing the provider', hint: 'By reference to the key criteria.', missing: 'Give the reasons for choosing the provider, for every key criterion' },
  keyCriteriaWeights: { label: 'Weight of each key criterion, and why', hint: 'Guidance asks for it; the Regulations set no weights.', missing: 'Say how much each key criterion counted, and why' },
  conflicts: { label: 'Conflicts of interest', hint: 'Every declared or potential conflict. Where there are none, say that none was declared.', missing: 'Say which conflicts or potential conflicts of interest were declared, or choose “none declared”' },
  conflictsManaged: { label: 'How conflicts were managed', hint: 'What was done about each of them.', missing: 'Say how the declared conflicts were managed' },
  frameworkDuration: { label: 'Duration of the framework agreement', hint: 'First and last day. Over four years needs an exceptional reason.', missing: 'Give the first and the last day of the framework agreement' },
  frameworkUsers: { label: 'Who may use the framework agreement', hint: 'Every authority, by name.', missing: 'Name the authorities that may use the framework agreement' },
  frameworkUsed: { label: 'Framework agreement used', hint: 'Title and reference of the framework agreement that the contract is based on.', missing: 'Name the framework agreement that the contract is based on' },
  effectiveDate: { label: 'Date from which the change has effect', hint: 'The day on which the modification takes effect.', missing: 'Give the day from which the modification has effect' },
  change: { label: 'The change', hint: 'A short description of what changes.', missing: 'Describe what the modification changes' },
  changeInValue: { label: 'Change in value', hint: 'By how much the lifetime value rises or falls.', missing: 'Give the change in value' },
  changeInLength: { label: 'Change in length', hint: 'By how much the term grows or shrinks, and its new end.', missing: 'Give the change in length' },
  urgencyReasons: { label: 'Why regulation 14 applied', hint: 'Why it was urgent, why the reason was neither foreseeable by nor attributable to the authority, and what the risk to patients or the public was.', missing: 'Say why regulation 14 applied: the urgency, that its reason was neither foreseeable by nor attributable to the authority, and the risk to safety' },
  awardCriteria: { label: 'Award criteria', hint: 'Every criterion, with its weight.', missing: 'Give the award criteria' },
  assessment: { label: 'How offers are assessed', hint: 'How, and whether in stages.', missing: 'Say how offers are assessed, and whether in stages' },
  howToOffer: { label: 'How to make an offer', hint: 'The electronic address: offers are made electronically.', missing: 'Say where and how offers are made electronically' },
  offerDeadline: { label: 'Last moment for offers', hint: 'Neither the Schedule nor the Regulations ask for it; providers do.', missing: 'Give the last day and time for offers' },
  abandonment: { label: 'The decision to abandon', hint: 'The day of the decision and how far the procurement had come.', missing: 'Give the day of the decision to abandon and how far the procurement had come' },
  representations: { label: 'Representations', hint: 'Where providers write to, and until when.', missing: 'Say where providers may send representations' },
};

const statement = need('routeStatement', 1);
const [title, providers, services, decided, conflicts, managed] = (['titleAndReference', 'providers', 'services', 'decisionMakers', 'conflicts', 'conflictsManaged'] as const).map((field) => need(field)) as Six;
type Six = [FieldOfNotice, FieldOfNotice, FieldOfNotice, FieldOfNotice, FieldOfNotice, FieldOfNotice];
const isContract = 'it is about a contract';
const isFramework = 'it is about a framework agreement';

const afterAward = [statement, title, providers, services, need('value'), need('serviceDates'), decided, conflicts, managed, advise('awardDate')];
const beforeAward = [statement, title, providers, services, need('approximateValue'), decided, need('keyCriteriaReasons'), conflicts, managed, advise('keyCriteriaWeights'), advise('representations')];

/**
 * The content of each notice, in the order of its Schedule; what guidance and practice add comes last. A field that is not listed is not
 * in the Schedule, and a notice does not carry it. Source: Schedules 2 to 8 and 10 to 14 of SI 2023/1348 (domain reference 5).
 */
export const NOTICE_FIELDS: Readonly<Record<NoticeKind, readonly FieldOfNotice[]>> = {
  N1: afterAward,
  N2: beforeAward.map((field, n) => (field.need === 'advised' ? field : { ...field, para: n + 1 })),
  N3: afterAward,
  N4: [statement, title, services, decided],
  N5: beforeAward,
  N6: afterAward,
  N7: [title, services, onlyIf('serviceDates', isContract), onlyIf('frameworkDuration', isFramework), need('approximateValue'), need('awardCriteria'), onlyIf('frameworkUsers', isFramework), need('howToOffer'), need('assessment'),
    advise('keyCriteriaWeights'), advise('offerDeadline')],
  N8: [at(statement, 1), at(title, 2), at(providers, 3), at(services, 4), onlyIf('frameworkDuration', isFramework, 5), onlyIf('frameworkUsers', isFramework, 5), need('approximateValue', 6), at(decided, 7), need('keyCriteriaReasons', 8),
    at(conflicts, 9), at(managed, 10), onlyIf('frameworkUsed', 'a framework agreement was used', 11), advise('keyCriteriaWeights'), advise('representations')],
  N9: [statement, title, providers, services, onlyIf('value', isContract), onlyIf('serviceDates', isContract), onlyIf('frameworkDuration', isFramework), onlyIf('frameworkUsers', isFramework), onlyIf('frameworkValue', isFramework),
    decided, conflicts, managed, advise('awardDate')],
  N10: [title, services, need('effectiveDate'), need('change'), onlyIf('changeInValue', 'the value changes'), onlyIf('changeInLength', 'the length changes'), decided, conflicts, managed],
  N11: [at(statement, 1), at(title, 2), at(providers, 3), at(services, 4), need('value', 5), need('serviceDates', 6), onlyIf('reasonsForDates', 'the services run for over 12 months', 7), decided, conflicts, managed, need('urgencyReasons'), advise('awardDate')],
  N12: [at(statement, 1), at(title, 2), at(services, 3), need('effectiveDate', 4), need('change', 5), onlyIf('changeInValue', 'the value changes', 5), onlyIf('changeInLength', 'the length changes', 5), at(decided, 6), at(conflicts, 7),
    at(managed, 8), need('urgencyReasons', 9)],
  N13: (['routeStatement', 'titleAndReference', 'services', 'abandonment', 'decisionMakers', 'conflicts', 'conflictsManaged'] as const).map(advise),
  N14: [statement, title, need('frameworkUsed'), ...afterAward.slice(2)],
};

/** The item of a notice's Schedule, or null where the Schedule does not have it. */
export function fieldOf(kind: NoticeKind, field: NoticeField): FieldOfNotice | null {
  return NOTICE_FIELDS[kind].find((each) => each.field === field) ?? null;
}

/** "SI 2023/1348 Sch. 10 para 5"; for what no Schedule asks: "guidance and practice, not in Sch. 3". */
export function citeField(kind: NoticeKind, item: FieldOfNotice): string {
  const { schedule, regulation } = noticeOf(kind);
  if (schedule === null) return `SI 2023/1348 ${regulation}, which sets no content: our suggestion`;
  if (item.need === 'advised') return `guidance and practice; not in SI 2023/1348 Sch. ${schedule}`;
  return `SI 2023/1348 Sch. ${schedule}${item.para === null ? '' : ` para ${item.para}`}`;
}

function need(field: NoticeField, para: number | null = null): FieldOfNotice {
  return { field, need: 'required', para };
}
function onlyIf(field: NoticeField, when: NoticeCondition, para: number | null = null): FieldOfNotice {
  return { field, need: 'required if', when, para };
}
function advise(field: NoticeField): FieldOfNotice {
  return { field, need: 'advised', para: null };
}
function at(item: FieldOfNotice, para: number): FieldOfNotice {
  return { ...item, para };
}
