import type { NoticeFacts, NoticeRoute } from '../../../workflows/psr/notice-facts.js';
import { KEY_CRITERIA } from '../../../workflows/psr/notice-facts.js';
import { NOTICE_FIELDS } from '../../../workflows/psr/notice-fields.js';
import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import { noticeOf } from '../../../workflows/psr/notice-kinds.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';

const ROUTES: Partial<Record<NoticeKind, NoticeRoute>> = { N10: 'direct award C', N13: 'most suitable provider' };

/** Facts that make a whole, right notice of a kind: every required and every advised field. Invented people and providers. */
export function factsFor(kind: NoticeKind, over: Partial<NoticeFacts> = {}): NoticeFacts {
  const { stage, routes } = noticeOf(kind);
  const isBefore = stage === 'intention' || stage === 'invitation' || stage === 'process';
  const isChange = stage === 'modification';
  return {
    authority: { name: 'Sample County Council', address: ['County Hall', 'Sample Street', 'Sampleton', 'SA1 1AA'], email: 'health@sample.example', website: 'https://www.sample.example', contact: 'Public health commissioning' },
    jointWith: [],
    reference: 'PSR/26/0007',
    title: 'Community sexual health service (sample)',
    route: ROUTES[kind] ?? routes[0] ?? 'competitive',
    subject: 'contract',
    providers: [{ name: 'Willow Bank Health CIC (sample)', address: ['4 Example Lane', 'Sampleton', 'SA2 2BB'], addressIs: 'registered office', identifier: { scheme: 'GB-COH', id: '00000001' } }],
    services: { description: 'Clinics and outreach for contraception and sexual health, for all residents.', cpv: '85312330-1', otherCpv: ['85141000-9'], mixedWith: null },
    value: { lifetimePence: 152_500_000, amountsPayable: null, vat: 'no VAT is payable', basis: 'The term of three years with both extensions, without indexation' },
    serviceDates: { start: '2026-07-01', end: '2029-06-30', estimated: kind === 'N7', extensions: 'Two extensions of 12 months' },
    reasonsForDates: 'The service has to be bought again by a whole procedure, which takes until then.',
    awardedOn: isBefore || isChange || stage === 'abandonment' ? null : '2026-03-02',
    decisionMakers: [{ name: 'Health Procurement Committee', role: null }, { name: 'Jordan Sample', role: 'Director of Public Health' }],
    conflicts: { declared: 'none declared' },
    keyCriteria: KEY_CRITERIA.map((criterion, n) => ({ criterion, weight: ['30%', '15%', '15%', '25%', '15%'][n] ?? null, whyThisWeight: 'Its effect on people who use the service.', reason: `Met in every review of the contract since it began (${criterion}).` })),
    reasons: 'The provider was chosen by reference to all five key criteria.',
    framework: { starts: '2026-07-01', ends: '2030-06-30', users: ['Sample County Council', 'Sample Integrated Care Board'], whyOverFourYears: null },
    frameworkUsed: kind === 'N14' ? 'Framework for community clinics (sample), PSR/24/0031' : null,
    modification: isChange ? { effectiveOn: '2026-03-02', description: 'Evening clinics in two more towns.', changesValue: true, valueChangePence: 51_000_000, changesLength: true, lengthChange: '12 months longer, to 30 June 2030' } : null,
    urgency: { whyUrgent: 'The provider stopped work at one day’s notice.', whyNotForeseeable: 'Its accounts of the last month showed no sign of it, and nothing that the authority did caused it.', riskToSafety: 'People would be without emergency contraception.' },
    abandonment: kind === 'N13' ? { decidedOn: '2026-03-02', stage: 'the providers had been assessed', why: 'The need has changed.', standstillEndedOn: null } : null,
    offers: { awardCriteria: [{ criterion: 'Quality', weight: '60%' }, { criterion: 'Price', weight: '40%' }], portal: 'https://tenders.sample.example', howAssessed: 'Each offer is scored by three assessors and then moderated.', stages: null, deadline: '2026-05-29T11:00:00.000Z' },
    representations: { to: 'Public health commissioning', email: 'health@sample.example', address: ['County Hall', 'Sampleton', 'SA1 1AA'], lastDay: null },
    publishOn: '2026-03-24',
    earlier: [],
    ...over,
  };
}

/** The same for a framework agreement. */
export function frameworkFacts(kind: 'N7' | 'N8' | 'N9', over: Partial<NoticeFacts> = {}): NoticeFacts {
  return factsFor(kind, { subject: 'framework', title: 'Framework for community clinics (sample)', serviceDates: null, ...over });
}

type Taking = (facts: NoticeFacts) => NoticeFacts;

/** How each field is taken away: the facts as they are while nobody has filled it in. */
export const WITHOUT: Readonly<Record<NoticeField, Taking>> = {
  routeStatement: (facts) => ({ ...facts, authority: { ...facts.authority, name: ' ' } }),
  titleAndReference: (facts) => ({ ...facts, reference: '' }),
  providers: (facts) => ({ ...facts, providers: facts.providers.map((provider) => ({ ...provider, address: [] })) }),
  services: (facts) => ({ ...facts, services: { ...facts.services, cpv: '' } }),
  approximateValue: (facts) => ({ ...facts, value: null }),
  value: (facts) => ({ ...facts, value: facts.value && { ...facts.value, lifetimePence: null, amountsPayable: null } }),
  frameworkValue: (facts) => ({ ...facts, value: null }),
  awardDate: (facts) => ({ ...facts, awardedOn: null }),
  serviceDates: (facts) => ({ ...facts, serviceDates: null }),
  reasonsForDates: (facts) => ({ ...facts, reasonsForDates: null }),
  decisionMakers: (facts) => ({ ...facts, decisionMakers: [] }),
  keyCriteriaReasons: (facts) => ({ ...facts, keyCriteria: facts.keyCriteria.slice(1) }),
  keyCriteriaWeights: (facts) => ({ ...facts, keyCriteria: facts.keyCriteria.map((criterion) => ({ ...criterion, weight: null })) }),
  conflicts: (facts) => ({ ...facts, conflicts: null }),
  conflictsManaged: (facts) => ({ ...facts, conflicts: { declared: [{ who: 'A member of the panel', interest: 'A relative works for a provider' }], managed: '' } }),
  frameworkDuration: (facts) => ({ ...facts, framework: facts.framework && { ...facts.framework, ends: '' } }),
  frameworkUsers: (facts) => ({ ...facts, framework: facts.framework && { ...facts.framework, users: [] } }),
  frameworkUsed: (facts) => ({ ...facts, frameworkUsed: '' }),
  effectiveDate: (facts) => ({ ...facts, modification: facts.modification && { ...facts.modification, effectiveOn: '' } }),
  change: (facts) => ({ ...facts, modification: facts.modification && { ...facts.modification, description: '' } }),
  changeInValue: (facts) => ({ ...facts, modification: facts.modification && { ...facts.modification, valueChangePence: null } }),
  changeInLength: (facts) => ({ ...facts, modification: facts.modification && { ...facts.modification, lengthChange: null } }),
  urgencyReasons: (facts) => ({ ...facts, urgency: facts.urgency && { ...facts.urgency, riskToSafety: '' } }),
  awardCriteria: (facts) => ({ ...facts, offers: facts.offers && { ...facts.offers, awardCriteria: [] } }),
  assessment: (facts) => ({ ...facts, offers: facts.offers && { ...facts.offers, howAssessed: '' } }),
  howToOffer: (facts) => ({ ...facts, offers: facts.offers && { ...facts.offers, portal: '' } }),
  offerDeadline: (facts) => ({ ...facts, offers: facts.offers && { ...facts.offers, deadline: null } }),
  abandonment: (facts) => ({ ...facts, abandonment: null }),
  representations: (facts) => ({ ...facts, representations: null }),
};

/** Each kind with facts under which every one of its items applies: a conditional item in the case that calls for it. */
export function cases(): { kind: NoticeKind; facts: NoticeFacts; about: string; field: NoticeField; need: 'required' | 'advised' }[] {
  return (Object.keys(NOTICE_FIELDS) as NoticeKind[]).flatMap((kind) =>
    NOTICE_FIELDS[kind].map((item) => {
      const facts =
        item.when === 'it is about a framework agreement' ? frameworkFacts(kind as 'N7') : item.when === 'a framework agreement was used' ? factsFor(kind, { route: 'mini-competition', frameworkUsed: 'Framework for community clinics (sample), PSR/24/0031' }) : factsFor(kind);
      return { kind, facts, about: item.when ? `${item.need}: ${item.when}` : item.need, field: item.field, need: item.need === 'advised' ? ('advised' as const) : ('required' as const) };
    }),
  );
}
