import { Temporal } from 'temporal-polyfill';
import type { NoticeFacts, NoticeProvider, NoticeValue } from '../../../workflows/psr/notice-facts.js';
import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { ZONE } from '../../calendar/day.js';
import type { Correction } from './correction.js';
import type { Notice } from './notice.js';
import { psrOf, type PsrExtension } from './notice-release-psr.js';
import type { Published } from './publication.js';

export interface ReleaseOptions {
  /** The process over all its notices: the prefix that the publisher registered, and what identifies the process. */
  ocid: string;
  /** The instant from which the release stands, ISO 8601. */
  date: string;
  published: Published | null;
  correction: Correction | null;
  /**
   * `ours` names the law that governs. Find a Tender's own records of these notices carry `{ CELEX, 32014L0024 }`, an artefact of the form:
   * the wrong law. It is reproduced only where a reader must match their records.
   */
  legalBasis: 'ours' | 'as Find a Tender records it';
}

export const LEGAL_BASIS = {
  ours: { scheme: 'UKSI', id: '2023/1348', description: 'The Health Care Services (Provider Selection Regime) Regulations 2023' },
  'as Find a Tender records it': { scheme: 'CELEX', id: '32014L0024' },
} as const;

/** A release of OCDS 1.1.5 with the PSR extension (docs/ocds-psr-extension.md). Undefined members are left out when it is written as JSON. */
export interface OcdsRelease {
  ocid: string;
  id: string;
  date: string;
  tag: string[];
  initiationType: 'tender';
  language: 'en';
  description: string;
  parties: unknown[];
  buyer: { id: string; name: string };
  tender: Record<string, unknown>;
  awards?: Record<string, unknown>[] | undefined;
  contracts?: Record<string, unknown>[] | undefined;
  psr: PsrExtension;
}

/**
 * The notice as a release. It says what the notice says and no more: no dates in an intention, and never a date of award before there is one.
 * @throws Error when the notice cannot be published: a release is not made of drafts.
 */
export function noticeRelease(notice: Notice, facts: NoticeFacts, options: ReleaseOptions): OcdsRelease {
  if (!notice.publishable) throw new Error(`${notice.heading} cannot be published yet, so there is no release of it`);
  const { kind, definition } = notice;
  const id = options.published?.number ?? `${facts.reference}-${kind}`;
  const has = (field: NoticeField) => notice.fields.some((each) => each.field === field);
  const suppliers = has('providers') ? facts.providers.map((provider, n) => ({ id: partyId(provider, n), name: provider.name })) : undefined;
  const text = (field: NoticeField) => notice.fields.find((each) => each.field === field)?.text;
  const release: OcdsRelease = {
    ocid: options.ocid,
    id,
    date: options.date,
    tag: tagsOf(notice, facts, options.correction),
    initiationType: 'tender',
    language: 'en',
    description: [...notice.opening, text('routeStatement')].filter(Boolean).join(' '),
    parties: parties(facts, has('providers')),
    buyer: { id: 'buyer', name: facts.authority.name },
    tender: {
      id: facts.reference,
      title: facts.title,
      description: facts.services.description,
      status: kind === 'N13' ? 'cancelled' : kind === 'N4' ? 'planned' : kind === 'N7' ? 'active' : 'complete',
      legalBasis: LEGAL_BASIS[options.legalBasis],
      items: [{ id: '1', description: facts.services.description, classification: cpv(facts.services.cpv), ...(facts.services.otherCpv.length > 0 ? { additionalClassifications: facts.services.otherCpv.map(cpv) } : {}) }],
      value: kind === 'N7' && has('approximateValue') ? valueOf(facts.value) : undefined,
      mainProcurementCategory: 'services',
      ...methodOf(facts, kind),
      awardCriteriaDetails: has('awardCriteria') ? facts.offers?.awardCriteria.map(({ criterion, weight }) => [criterion, weight].filter(Boolean).join(': ')).join('; ') : undefined,
      submissionMethod: has('howToOffer') ? ['electronicSubmission'] : undefined,
      submissionMethodDetails: has('howToOffer') ? facts.offers?.portal : undefined,
      tenderPeriod: has('offerDeadline') && facts.offers?.deadline ? { endDate: facts.offers.deadline } : undefined,
      contractPeriod: kind !== 'N7' ? undefined : has('serviceDates') ? servicePeriod(facts) : has('frameworkDuration') ? frameworkPeriod(facts) : undefined,
      techniques: has('frameworkDuration') ? { hasFrameworkAgreement: true } : undefined,
    },
    awards: ['intention', 'award', 'modification'].includes(definition.stage) ? [award(notice, facts, id, suppliers, has)] : undefined,
    contracts: contracts(notice, facts, id, has),
    psr: psrOf(notice, facts),
  };
  return withoutBlanks(release);
}

/** Releases as a package, which names the extensions that they use. */
export function releasePackage(releases: readonly OcdsRelease[], about: { uri: string; publishedDate: string; publisher: string; extension: string }) {
  return {
    uri: about.uri,
    version: '1.1',
    extensions: ['https://raw.githubusercontent.com/open-contracting-extensions/ocds_standstillPeriod_extension/master/extension.json', about.extension],
    publishedDate: about.publishedDate,
    publisher: { name: about.publisher },
    license: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    releases,
  };
}

function tagsOf({ kind, definition }: Notice, { awardedOn, subject }: NoticeFacts, correction: Correction | null): string[] {
  const isUpdate = correction !== null && correction.kind !== 'republished, the clock starts again';
  const updated = (tag: string) => (isUpdate ? `${tag}Update` : tag);
  if (kind === 'N4') return [updated('planning')];
  if (kind === 'N7') return [updated('tender')];
  if (kind === 'N13') return ['tenderCancellation'];
  if (definition.stage === 'modification') return ['contractAmendment'];
  if (definition.stage === 'award' && awardedOn && subject === 'contract') return [updated('award'), updated('contract')];
  return [updated('award')];
}

function methodOf({ route }: NoticeFacts, kind: NoticeKind) {
  const details = { 'direct award A': 'Direct Award Process A', 'direct award B': 'Direct Award Process B', 'direct award C': 'Direct Award Process C', 'most suitable provider': 'Most Suitable Provider Process', competitive: 'Competitive Process', 'mini-competition': 'Competitive Process (mini-competition)', 'call-off without competition': 'Call-off from a framework agreement without competition', urgent: 'Urgent award or modification (regulation 14)' }[route];
  const procurementMethod = route === 'competitive' ? 'open' : route === 'mini-competition' ? 'selective' : route.startsWith('direct award') ? 'direct' : 'limited';
  return kind === 'N10' ? {} : { procurementMethod, procurementMethodDetails: `Provider Selection Regime: ${details}` };
}

function award(notice: Notice, facts: NoticeFacts, id: string, suppliers: { id: string; name: string }[] | undefined, has: (field: NoticeField) => boolean): Record<string, unknown> {
  const { definition, standstill } = notice;
  const isIntention = definition.stage === 'intention';
  const isAward = definition.stage === 'award';
  return {
    id: `${id}-1`,
    title: facts.title,
    status: isIntention ? 'pending' : 'active',
    // An intention has no date of award, whatever a form makes people fill in.
    date: isAward && facts.awardedOn ? londonTime(facts.awardedOn, '00:00:00') : undefined,
    value: has('approximateValue') || has('value') || has('frameworkValue') ? valueOf(facts.value) : undefined,
    suppliers,
    contractPeriod: isAward && has('serviceDates') ? servicePeriod(facts) : has('frameworkDuration') ? frameworkPeriod(facts) : undefined,
    standstillPeriod: standstill ? { startDate: londonTime(standstill.begins, '00:00:00'), endDate: londonTime(standstill.lastDay, '23:59:59') } : undefined,
  };
}

function contracts({ definition }: Notice, facts: NoticeFacts, id: string, has: (field: NoticeField) => boolean): Record<string, unknown>[] | undefined {
  if (definition.stage === 'modification' && facts.modification)
    return [{ id: facts.reference, awardID: `${id}-1`, title: facts.title, status: 'active', amendments: [{ id: `${id}-change`, date: londonTime(facts.modification.effectiveOn, '00:00:00'), description: facts.modification.description, rationale: facts.urgency?.whyUrgent }] }];
  if (definition.stage !== 'award' || facts.subject !== 'contract' || !facts.awardedOn) return undefined;
  return [{ id: facts.reference, awardID: `${id}-1`, title: facts.title, status: 'active', dateSigned: londonTime(facts.awardedOn, '00:00:00'), value: has('value') ? valueOf(facts.value) : undefined, period: servicePeriod(facts) }];
}

function parties({ authority, jointWith, providers }: NoticeFacts, withProviders: boolean): unknown[] {
  return [
    { id: 'buyer', name: authority.name, roles: ['buyer', 'procuringEntity'], address: { streetAddress: authority.address.join(', '), countryName: 'United Kingdom' }, contactPoint: { name: authority.contact ?? undefined, email: authority.email } },
    ...jointWith.map((name, n) => ({ id: `buyer-${n + 2}`, name, roles: ['buyer'] })),
    ...(withProviders ? providers.map((provider, n) => ({ id: partyId(provider, n), name: provider.name, roles: ['supplier'], identifier: provider.identifier && { ...provider.identifier, legalName: provider.name }, address: addressOf(provider) })) : []),
  ];
}

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i;
function addressOf({ address }: NoticeProvider) {
  const postalCode = POSTCODE.exec(address.join(' '))?.[0];
  const lines = address.map((line) => line.replace(POSTCODE, '').trim()).filter(Boolean);
  return { streetAddress: lines.slice(0, Math.max(1, lines.length - 1)).join(', '), locality: lines.length > 1 ? lines.at(-1) : undefined, postalCode, countryName: 'United Kingdom' };
}

function partyId({ identifier }: NoticeProvider, n: number): string {
  return identifier ? `${identifier.scheme}-${identifier.id}` : `supplier-${n + 1}`;
}

function valueOf(value: NoticeValue | null) {
  if (!value || value.lifetimePence === null) return undefined;
  const pounds = value.lifetimePence / 100;
  return { ...(value.vat === 'including VAT' ? {} : { amount: pounds }), ...(value.vat === 'excluding VAT' ? {} : { amountGross: pounds }), currency: 'GBP' };
}

function servicePeriod({ serviceDates }: NoticeFacts) {
  return serviceDates ? { startDate: londonTime(serviceDates.start, '00:00:00'), endDate: londonTime(serviceDates.end, '23:59:59') } : undefined;
}

function frameworkPeriod({ framework }: NoticeFacts) {
  return framework ? { startDate: londonTime(framework.starts, '00:00:00'), endDate: londonTime(framework.ends, '23:59:59') } : undefined;
}

const cpv = (code: string) => ({ scheme: 'CPV', id: code.slice(0, 8) });

/** A clock time of London with its offset, "2026-04-08T23:59:59+01:00": a reader who ignores the offset still reads the right day. */
function londonTime(day: string, time: string): string {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(ZONE).toString({ timeZoneName: 'never' });
}

/** OCDS reads null as "delete what an earlier release said", so what is not known is left out. */
function withoutBlanks<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
