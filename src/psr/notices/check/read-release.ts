import { addDays, asInstant, dayOf, isDay, isInstant, startOfDay } from '../../../calendar/day.js';
import type { Day } from '../../../calendar/day.js';
import type { Placed } from './notice-finding.js';
import { fromPieces } from './notice-text.js';
import type { NoticeText } from './notice-text.js';

/** What a release says in fields of its own, each with its path. Nothing in it is trusted to be there or to be of the right kind. */
export interface ReleaseFacts {
  tags: string[];
  /** Of our own extension, where the publisher uses it. */
  noticeKind: string | null;
  route: string | null;
  subject: string | null;
  /** The members of the extension, and of the tender as `tender.awardCriteriaDetails`. */
  has: ReadonlySet<string>;
  values: Placed<{ amount: number; currency: string }>[];
  suppliers: Placed<{ name: string; hasAddress: boolean }>[];
  codes: Placed<{ code: string; isMain: boolean }>[];
  periods: Placed<{ starts: Day | null; ends: Day | null; of: 'contract' | 'framework' }>[];
  signed: Placed<Day>[];
  awarded: Placed<Day>[];
  /** From when a change has effect. */
  effective: Placed<Day>[];
  standstills: Placed<{ begins: Day | null; lastDay: Day | null }>[];
  badDates: Placed<string>[];
}

export interface ReadRelease {
  id: string;
  publishedOn: Placed<Day> | null;
  facts: ReleaseFacts;
  text: NoticeText;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const string = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** Every release in a file: a release, a package of them, or a record with its compiled release. Empty when it is none of these. */
export function releasesIn(json: unknown): Json[] {
  if (!isObject(json)) return [];
  if (Array.isArray(json.releases)) return objects(json.releases);
  if (Array.isArray(json.records)) return objects(json.records).flatMap((record) => (isObject(record.compiledRelease) ? [record.compiledRelease] : objects(record.releases)));
  return 'ocid' in json || 'tender' in json || 'awards' in json ? [json] : [];
}

export function readRelease(release: Json, at: string): ReadRelease {
  const badDates: Placed<string>[] = [];
  const path = (rest: string) => (at === '' ? rest : `${at}.${rest}`);
  /** The London day of a date or instant; an end at midnight belongs to the day that ends there. */
  const day = (value: unknown, where: string, isEnd = false): Day | null => {
    const written = string(value);
    if (written === null) return null;
    if (isDay(written)) return written;
    if (isInstant(written)) {
      const at = asInstant(written);
      return isEnd && at === startOfDay(dayOf(at)) ? addDays(dayOf(at), -1) : dayOf(at);
    }
    const first = written.slice(0, 10);
    if (!isDay(first)) badDates.push({ value: written, where });
    return isDay(first) ? first : null;
  };
  const tender = isObject(release.tender) ? release.tender : {};
  const awards = objects(release.awards);
  const contracts = objects(release.contracts);
  const lots = objects(tender.lots);
  const psr = isObject(release.psr) ? release.psr : {};
  const supplierIds = new Set(awards.flatMap((award) => objects(award.suppliers).map(({ id }) => String(id))));
  const framework = isObject(tender.techniques) && tender.techniques.hasFrameworkAgreement === true;
  const period = (value: unknown, where: string): ReleaseFacts['periods'] =>
    isObject(value) ? [{ where, value: { starts: day(value.startDate, `${where}.startDate`), ends: day(value.endDate, `${where}.endDate`, true), of: framework ? 'framework' : 'contract' } }] : [];
  const value = (given: unknown, where: string): ReleaseFacts['values'] => {
    const amount = isObject(given) ? (typeof given.amount === 'number' ? given.amount : given.amountGross) : undefined;
    return isObject(given) && typeof amount === 'number' ? [{ where, value: { amount, currency: string(given.currency) ?? 'not given' } }] : [];
  };
  const code = (classification: unknown, where: string, isMain: boolean): ReleaseFacts['codes'] =>
    isObject(classification) && classification.scheme === 'CPV' && classification.id !== undefined ? [{ where, value: { code: String(classification.id), isMain } }] : [];

  const facts: ReleaseFacts = {
    tags: Array.isArray(release.tag) ? release.tag.map(String) : [],
    noticeKind: string(psr.noticeKind),
    route: string(psr.route),
    subject: string(psr.subject),
    has: new Set([...Object.keys(psr), ...Object.keys(tender).map((key) => `tender.${key}`)]),
    values: [
      ...value(tender.value, path('tender.value')),
      ...lots.flatMap((lot, n) => value(lot.value, path(`tender.lots[${n}].value`))),
      ...awards.flatMap((award, n) => value(award.value, path(`awards[${n}].value`))),
      ...contracts.flatMap((contract, n) => value(contract.value, path(`contracts[${n}].value`))),
    ],
    suppliers: objects(release.parties).flatMap((party, n) => {
      const isSupplier = (Array.isArray(party.roles) && party.roles.includes('supplier')) || supplierIds.has(String(party.id));
      return isSupplier ? [{ where: path(`parties[${n}]`), value: { name: string(party.name) ?? '', hasAddress: isObject(party.address) && string(party.address.postalCode) !== null && string(party.address.streetAddress) !== null } }] : [];
    }),
    codes: [
      ...code(tender.classification, path('tender.classification'), true),
      ...objects(tender.items).flatMap((item, n) => [
        ...code(item.classification, path(`tender.items[${n}].classification`), !isObject(tender.classification) && n === 0),
        ...objects(item.additionalClassifications).flatMap((each, i) => code(each, path(`tender.items[${n}].additionalClassifications[${i}]`), false)),
      ]),
    ],
    periods: [
      ...period(tender.contractPeriod, path('tender.contractPeriod')),
      ...lots.flatMap((lot, n) => period(lot.contractPeriod, path(`tender.lots[${n}].contractPeriod`))),
      ...awards.flatMap((award, n) => period(award.contractPeriod, path(`awards[${n}].contractPeriod`))),
      ...contracts.flatMap((contract, n) => period(contract.period, path(`contracts[${n}].period`))),
    ],
    signed: contracts.flatMap((contract, n) => placed(day(contract.dateSigned, path(`contracts[${n}].dateSigned`)), path(`contracts[${n}].dateSigned`))),
    awarded: awards.flatMap((award, n) => placed(day(award.date, path(`awards[${n}].date`)), path(`awards[${n}].date`))),
    effective: contracts.flatMap((contract, n) => objects(contract.amendments).flatMap((change, i) => placed(day(change.date, path(`contracts[${n}].amendments[${i}].date`)), path(`contracts[${n}].amendments[${i}].date`)))),
    standstills: awards.flatMap((award, n) => {
      const where = path(`awards[${n}].standstillPeriod`);
      return isObject(award.standstillPeriod) ? [{ where, value: { begins: day(award.standstillPeriod.startDate, `${where}.startDate`), lastDay: day(award.standstillPeriod.endDate, `${where}.endDate`, true) } }] : [];
    }),
    badDates,
  };
  const publishedOn = day(release.date, path('date'));
  return { id: string(release.id) ?? string(release.ocid) ?? 'release', publishedOn: publishedOn && { value: publishedOn, where: path('date') }, facts, text: fromPieces(prose(release, at)) };
}

function placed(day: Day | null, where: string): Placed<Day>[] {
  return day === null ? [] : [{ value: day, where }];
}

/** Every string that has words in it, with its path; what the release says first stands first. */
function prose(value: unknown, at: string): { text: string; where: string }[] {
  const found: { text: string; where: string }[] = [];
  const walk = (each: unknown, where: string): void => {
    if (typeof each === 'string') {
      if (/\s|[[«{]/.test(each) || /^[A-Z]{2,}$/.test(each)) found.push({ text: plain(each), where });
    } else if (Array.isArray(each)) each.forEach((one, n) => walk(one, `${where}[${n}]`));
    else if (isObject(each)) for (const [key, one] of Object.entries(each)) if (!SKIPPED.has(key)) walk(one, where === '' ? key : `${where}.${key}`);
  };
  walk(value, at);
  return found;
}
/** Records keep the breaks and marks of the form's boxes; only tags that are known go, because "<insert name>" is a leftover. */
function plain(text: string): string {
  return text
    .replace(/<\/?(?:br|p|div|li|ul|ol|tr|h[1-6])\b[^<>]{0,200}>/gi, '\n')
    .replace(/<\/?(?:b|strong|i|em|u|span|a|sup|sub|font|td|th|table|tbody)\b[^<>]{0,200}>/gi, ' ')
    .replace(/&nbsp;/gi, ' ').replace(/&pound;/gi, '£').replace(/&(?:#39|apos|rsquo);/gi, '’').replace(/&quot;/gi, '"').replace(/&lt;/gi, '<').replace(/&gt;/gi, '>').replace(/&amp;/gi, '&');
}
/** Names, addresses and codes are no sentences; our own names of kinds and routes would read as claims of the notice. */
const SKIPPED = new Set(['address', 'contactPoint', 'identifier', 'additionalIdentifiers', 'classification', 'additionalClassifications', 'uri', 'url', 'id', 'scheme', 'regulation', 'noticeName', 'noticeKind', 'license', 'legalBasis', 'suppliers', 'publisher']);
