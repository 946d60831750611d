import { isDay } from '../calendar/day.js';
import { DEADLINE_RULES } from '../calendar/deadline-rules.js';
import type { DeadlineRule } from '../calendar/deadline-rule.js';
import type { PolicyDefinition } from './policy-definition.js';

/** Two days that there are, the first before the last. */
const isPeriod = (text: string): boolean => {
  const [from, to, more] = text.split(' to ');
  return isDay(from) && isDay(to) && from < to && more === undefined;
};

/**
 * What holds until an authority approves a value of its own. Everything that the domain reference marks as from knowledge, as doubtful or as this
 * product's own design, and that decides something, is here or is a clock of the calendar; nothing of the kind stands in a guard.
 */
const VALUES: readonly PolicyDefinition[] = [
  {
    name: 'decisions.dispensations-granted-by', title: 'Who grants dispensations', kind: 'choice', unit: null, value: 'head-of-paid-service', changeable: true,
    purpose: 'Whom a decision record names beside a declared conflict. The Regulations say the head of paid service; some councils’ forms say the proper officer.',
    options: [{ value: 'head-of-paid-service', text: 'Head of paid service' }, { value: 'proper-officer', text: 'Proper officer' }],
    source: 'SI 2012/2089 reg 13(4); the form in decision 24/00008 differs', confidence: 'confirmed', owner: 'monitoring officer', usedBy: ['Officer decision record of an application'],
  },
  {
    name: 'decisions.key-decision-threshold-pounds', title: 'Spending or saving that makes a decision key', kind: 'pounds', unit: null, value: 1_000_000, changeable: true,
    purpose: 'Above it an executive decision is key, by the whole-life value. Each council sets its own figure in its constitution.',
    source: 'SI 2012/2089 reg 8; the figure is one county council’s of 2021 and other councils have £200,000 or £500,000', confidence: 'unconfirmed', owner: 'monitoring officer', usedBy: ['A list: approval'],
  },
  {
    name: 'qpl.light-touch-threshold-pounds', title: 'Value from which light-touch services are under the Procurement Act', kind: 'pounds', unit: null, value: 663_540, changeable: false,
    purpose: 'A local list stays below it, by the whole-life value with VAT. Parliament sets it, and it is reviewed every two years.',
    source: 'Procurement Act 2023 Schedule 1, as amended from 1 January 2026', confidence: 'confirmed', owner: 'commissioning manager', usedBy: ['A list: its legal basis'],
  },
  {
    name: 'qpl.readmission-changed-items-months', title: 'How long a provider that left may come back by what has changed', kind: 'count', unit: 'months', value: 12, changeable: true,
    purpose: 'After it a provider applies anew. One that was removed on an exclusion ground always applies anew.',
    source: 'the product’s default', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['A place on a list: coming back'],
  },
  {
    name: 'qpl.reference-shown', title: 'Whether an applicant reads what its referees said', kind: 'choice', unit: null, value: 'confidential', changeable: true,
    purpose: 'The referee is told which it is before answering, so a change holds for those who are asked from then on. Information about a person who is a sole trader may still have to be given on request.',
    options: [{ value: 'confidential', text: 'Kept from the applicant' }, { value: 'shown', text: 'Shown to the applicant' }],
    source: 'Data Protection Act 2018 Sch 2 para 24 excepts references given in confidence; whether a council’s are is its own choice, to be confirmed', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['References about applicants'],
  },
  {
    name: 'psr.standstill-held-for-panel', title: 'Whether a standstill stays open for the Panel', kind: 'yes or no', unit: null, value: true, changeable: true,
    purpose: 'While the independent Panel has been asked and has neither declined nor advised, the standstill cannot be closed.',
    source: 'Expected by guidance; the Regulations (SI 2023/1348 reg 12(10)) do not say so', confidence: 'unconfirmed', owner: 'monitoring officer', usedBy: ['Award with a standstill: closing it'],
  },
  {
    name: 'psr.summary-year-begins', title: 'The day on which the year of the annual summary begins', kind: 'choice', unit: null, value: '04-01', changeable: true,
    purpose: 'Which year the figures of regulations 25 and 26 are of. The Regulations do not define the year.',
    options: [{ value: '04-01', text: '1 April, with the financial year' }, { value: '01-01', text: '1 January, with the calendar year' }],
    source: 'NHS England guidance, as told by NHS bodies; not in SI 2023/1348 reg 25', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['Annual summary'],
  },
  {
    name: 'psr.summary-first-period', title: 'The first period of the annual summary', kind: 'text', unit: null, value: '2024-01-01 to 2025-03-31', changeable: true,
    purpose: 'By guidance the first summary covers more than a year, from the day on which the Regulations came into force.',
    shape: { accepts: isPeriod, says: 'its first and last day, like 2024-01-01 to 2025-03-31' },
    source: 'NHS England guidance, as told by NHS bodies; not in SI 2023/1348 reg 25', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['Annual summary'],
  },
  {
    name: 'psr.ocid-prefix', title: 'Prefix of the identifier of a process in open contracting data', kind: 'text', unit: null, value: 'clerkwell', changeable: true,
    purpose: 'The first part of the ocid of a release of ours. A publisher registers its own; Find a Tender gives what it publishes another.',
    shape: { accepts: (text) => /^[a-z][a-z0-9-]{2,30}$/.test(text), says: 'small letters, digits and hyphens, like ocds-abc123' },
    source: 'OCDS 1.1.5: the prefix is registered by the publisher; this one is the product’s own', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['Notices: open contracting data'],
  },
  {
    name: 'psr.call-off-may-outlive-framework', title: 'Whether a contract may run on after its framework has ended', kind: 'yes or no', unit: null, value: true, changeable: true,
    purpose: 'A contract under a framework is awarded while the framework runs. Whether it may then go on for longer is for the authority and for the framework’s own terms.',
    source: 'The Regulations (SI 2023/1348 regs 16, 18) do not deal with it', confidence: 'unconfirmed', owner: 'monitoring officer', usedBy: ['Contract under a framework: signing it'],
  },
  {
    name: 'decisions.record-kept-years', title: 'How long decision records are kept', kind: 'count', unit: 'years', value: 6, changeable: true,
    purpose: 'From the date of the decision. No period was found in the 2012 Regulations; six years is that of the 2014 Regulations.',
    source: 'SI 2014/2095 by analogy; not confirmed for SI 2012/2089', confidence: 'unconfirmed', owner: 'democratic services', usedBy: [],
  },
  {
    name: 'decisions.background-papers-kept-years', title: 'How long background papers are kept', kind: 'count', unit: 'years', value: 4, changeable: true,
    purpose: 'From the date of the decision.', source: 'SI 2014/2095 by analogy; not confirmed for SI 2012/2089', confidence: 'unconfirmed', owner: 'democratic services', usedBy: [],
  },
  {
    name: 'qpl.import-rows-kept-days', title: 'How long the rows of an import are kept', kind: 'count', unit: 'days', value: 90, changeable: true,
    purpose: 'From the end of an import, or from reading the file where nobody confirmed it. Then names and addresses from the file are erased; places that were brought over stay.',
    source: 'UK GDPR article 5(1)(e): no longer than needed; the number is this product’s own', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['Import of providers'],
  },
  {
    name: 'evaluation.minimum-evaluators', title: 'How many people score alone', kind: 'count', unit: 'evaluators', value: 2, changeable: true,
    purpose: 'At least so many, whatever a list or a contract asks for. One person’s score cannot be moderated.',
    source: 'usual practice', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['Evaluation: naming the evaluators'],
  },
  {
    name: 'evaluation.moderator-may-score', title: 'The moderator may be one who scored', kind: 'yes or no', unit: null, value: false, changeable: true,
    purpose: 'Whoever leads the evaluators to one score should not defend a score of their own, and the record then shows two hands. A small authority may have too few people for that.',
    source: 'this product’s own rule; practice differs between councils', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['Evaluation: naming the evaluators and the moderator'],
  },
  {
    name: 'evaluation.reason-characters', title: 'How long the reason for a score is at least', kind: 'count', unit: 'letters and digits', value: 20, changeable: true,
    purpose: 'A score has a reason of substance, since it is asked for when a score is challenged. Blanks and punctuation are not counted.',
    source: 'this product’s own rule', confidence: 'unconfirmed', owner: 'commissioning manager', usedBy: ['Evaluation: scoring and moderation'],
  },
];

/** Which procedures start a clock, by the clock's rule. Told by whoever knows them: this room knows none. */
const USES = new Map<string, string[]>();

/** Says that a clock is used, so that settings and the start of a production service can say so too. @param by the procedure's title */
export function clockIsUsed(rule: string, by: string): void {
  const known = USES.get(rule) ?? [];
  if (!known.includes(by)) USES.set(rule, [...known, by]);
}

/** A clock as a setting: one that an authority may set, whose source somebody must still confirm, or that is shown because it is used. */
function clockSetting(rule: DeadlineRule): PolicyDefinition {
  return {
    name: rule.name, title: rule.title, purpose: rule.purpose, kind: 'period', unit: rule.unit, value: { length: rule.length!, unit: rule.unit },
    source: rule.source, confidence: rule.confidence === 'verified' ? 'confirmed' : 'unconfirmed',
    owner: rule.name.startsWith('decisions.') ? 'democratic services' : 'commissioning manager', changeable: rule.overridable,
    get usedBy() {
      return USES.get(rule.name) ?? [];
    },
  };
}

export const POLICY_DEFINITIONS: readonly PolicyDefinition[] = [
  ...VALUES,
  ...DEADLINE_RULES.filter((rule) => rule.length !== null).map(clockSetting),
];

const BY_NAME = new Map(POLICY_DEFINITIONS.map((definition) => [definition.name, definition]));

/** Whether a setting is worth showing: a clock that nobody may change, nobody doubts and nothing starts is the calendar's own business. */
export const isShown = ({ kind, changeable, confidence, usedBy }: PolicyDefinition): boolean => kind !== 'period' || changeable || confidence === 'unconfirmed' || usedBy.length > 0;

export function findDefinition(name: string): PolicyDefinition | undefined {
  return BY_NAME.get(name);
}

/** Whether the setting is a clock: without a row of the authority the calendar's own rule holds, and nothing is passed to it. */
export function isClock(name: string): boolean {
  return BY_NAME.get(name)?.kind === 'period';
}
