import { citeField, FIELD_WORDS, NOTICE_FIELDS } from '../../../../workflows/psr/notice-fields.js';
import type { FieldOfNotice, NoticeField } from '../../../../workflows/psr/notice-fields.js';
import type { NoticeKind } from '../../../../workflows/psr/notice-kinds.js';
import { CHECKS } from './check-catalogue.js';
import { codesIn } from './check-values.js';
import { realDates } from './date-roles.js';
import type { NoticeFinding } from './notice-finding.js';
import type { ReadNotice } from './read-notice.js';
import type { Recognised } from './recognise.js';

const POSTCODE = '\\b[A-Z]{1,2}\\d[A-Z\\d]?\\s*\\d[A-Z]{2}\\b';
const PROVIDER = new RegExp(`\\b(?:providers?|contractors?|suppliers?|awarded to|registered office|principal place of business)\\b[\\s\\S]{0,400}?${POSTCODE}`, 'i');
const says = (pattern: RegExp) => ({ text }: ReadNotice) => pattern.test(text.all);

/**
 * How each required field is known to be there. Generous: a field passes on any words that can be it, because a notice that has the field in other
 * words is right. Fields that no words can be told by (a description of the change) are not asked.
 */
const PRESENT: Partial<Record<NoticeField, (notice: ReadNotice) => boolean>> = {
  titleAndReference: (notice) => notice.release !== null || /\bref(?:erence)?\b|\b[A-Z]{1,8}[-/]\d{2,4}[-/]\d{2,6}\b/i.test(notice.text.all),
  providers: (notice) => (notice.release && notice.release.suppliers.length > 0 ? notice.release.suppliers.every(({ value }) => value.hasAddress) : PROVIDER.test(notice.text.all)),
  services: (notice) => (notice.release?.codes.length ?? 0) > 0 || codesIn(notice.text).length > 0,
  approximateValue: hasValue,
  value: hasValue,
  frameworkValue: hasValue,
  serviceDates: (notice) => hasPeriod(notice, 'contract') || (realDates(notice.dates, 'starts').length > 0 && realDates(notice.dates, 'ends').length > 0) || /\b(?:duration|term|period)\b[^.]{0,80}\b\d+\s?(?:months?|years?)\b/i.test(notice.text.all),
  decisionMakers: (notice) => has(notice, 'decisionMakers') || /\bdecision[\s-]?makers?\b|\bwho decided\b|\bdecision (?:was |has been |is )?(?:made|taken) by\b|\bdecided by\b|\bapproved by\b|\bdelegated (?:authority|decision)\b/i.test(notice.text.all),
  keyCriteriaReasons: (notice) => has(notice, 'keyCriteria') || (CRITERIA.filter((name) => name.test(notice.text.all)).length >= 4 && /\breasons?\b|\bbecause\b|\bsatisf|\bdemonstrat|\bevidenc|\bselected\b|\bchosen\b/i.test(notice.text.all)),
  conflicts: (notice) => has(notice, 'conflicts') || says(/\bconflicts?\b/i)(notice),
  conflictsManaged: (notice) => has(notice, 'conflicts') || says(/\bno (?:\w+ ){0,6}conflicts?\b|\bnone (?:were |was |has been |have been )?(?:declared|identified|raised)\b|\bconflicts?[^.\n]{0,40}[:\s]none\b|\bnil (?:return|declared)\b|\bmanag(?:ed|ing|ement)\b|\bmitigat|\brecus|\bwithdrew\b|\btook no part\b|\bnot (?:take|taking|taken) part\b|\bexcluded from\b/i)(notice),
  frameworkDuration: (notice) => hasPeriod(notice, 'framework') || realDates(notice.dates, 'framework ends').length > 0 || /\bframework\b[^.]{0,120}\b\d+\s?(?:months?|years?)\b/i.test(notice.text.all),
  frameworkUsers: (notice) => has(notice, 'framework') || says(/\bwho may use\b|\b(?:may|can|able to|entitled to) (?:use|call off|be used by)\b|\b(?:users?|authorities)\b[^.]{0,40}\bframework\b/i)(notice),
  frameworkUsed: (notice) => has(notice, 'frameworkUsed') || says(/\bbased on a framework agreement\b[^.]{0,20}:|\bframework (?:agreement )?(?:used|reference|title|number|name)\b|\b(?:called off|call[\s-]off)\b[^.]{0,60}\bframework\b|\bunder the\b[^.]{0,80}\bframework\b/i)(notice),
  effectiveDate: (notice) => (notice.release?.effective.length ?? 0) > 0 || realDates(notice.dates, 'effective').length > 0,
  awardCriteria: (notice) => has(notice, 'tender.awardCriteria') || has(notice, 'tender.awardCriteriaDetails') || says(/\baward criteri/i)(notice),
  assessment: says(/\bassess|\bevaluat|\bscor(?:ed|ing)\b/i),
  howToOffer: (notice) => has(notice, 'tender.submissionMethod') || has(notice, 'tender.submissionMethodDetails') || says(/https?:\/\/|\bportal\b|\belectronic/i)(notice),
};

const CRITERIA = [/quality and innovation/i, /\bvalue\b/i, /\bintegrat(?:ion|ed)\b/i, /\baccess\b/i, /social value/i];

/** Every required field of the recognised notice that no words can be found for. */
export function checkFields(notice: ReadNotice, { kind, stage, isFramework }: Recognised): NoticeFinding[] {
  // Without a route the fields that every notice of the stage has are still known.
  const asked: NoticeKind | null = kind ?? (stage === 'intention' ? 'N5' : stage === 'award' ? 'N6' : null);
  if (asked === null) return [];
  const blank = blankConflicts(notice);
  return [
    ...NOTICE_FIELDS[asked].flatMap((item) => {
      const isThere = PRESENT[item.field];
      if (!isThere || !isAsked(item, isFramework, notice) || isThere(notice) || (blank.length > 0 && item.field.startsWith('conflicts'))) return [];
      const { label, missing } = FIELD_WORDS[item.field];
      return [{ code: 'D03', severity: 'error' as const, where: 'the whole notice', found: `${label}: not found`, expected: label, message: `${missing}.`, source: citeField(asked, item) }];
    }),
    ...blank,
  ];
}

function isAsked({ need, when }: FieldOfNotice, isFramework: boolean, { text, release }: ReadNotice): boolean {
  if (need === 'required') return true;
  if (when === 'it is about a contract') return !isFramework;
  if (when === 'it is about a framework agreement') return isFramework;
  if (when === 'a framework agreement was used') return /\bmini[\s-]?competition\b/i.test(`${text.all} ${release?.route ?? ''}`);
  return false;
}

/** "Not applicable" and a dash are no answer to the question of conflicts. */
function blankConflicts({ text }: ReadNotice): NoticeFinding[] {
  const match = /\bconflicts?(?: or potential conflicts?)?(?: of interests?)?(?: declared)?\s*[:\n-]+\s*(n\/a|not applicable|-{1,3}|–|\.)\s*(?:\n|$)/i.exec(text.all);
  return match ? [{ code: 'D27', severity: 'error', where: text.whereOf(match.index), found: match[1] ?? '', expected: '“none declared”, or each conflict and how it was managed', message: 'Conflicts of interest are answered with a blank. If nobody declared any, say so.', source: CHECKS.D27.source }] : [];
}

function hasValue({ text, release }: ReadNotice): boolean {
  return (release?.values.length ?? 0) > 0 || has({ release }, 'value') || /£\s?\d|\bGBP\s?\d|\d\s?GBP\b|\b\d[\d,]*\s?pounds\b/i.test(text.all);
}

function has({ release }: Pick<ReadNotice, 'release'>, key: string): boolean {
  return release?.has.has(key) ?? false;
}

function hasPeriod({ release }: ReadNotice, of: 'contract' | 'framework'): boolean {
  return (release?.periods ?? []).some(({ value }) => value.ends !== null && value.of === of);
}
