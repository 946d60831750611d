import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import { partnersIn } from '../../../workflows/psr/joint.people.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import type { UrgentContext } from '../../../workflows/psr/urgent.events.js';
import { authorityOf, conflictsOf, decidersOf, type AboutNotice } from '../notices/case-in-notice.js';
import { noticeDocument } from '../notices/notice-document.js';
import { noticeData } from '../notices/notice.js';

export const URGENT_NOTICE = 'urgent-notice';
/** N11 of an award, N12 of a modification. A bridge has none. */
export const urgentNoticeKind = ({ kind }: Pick<UrgentContext, 'kind'>): 'N11' | 'N12' => (kind === 'award' ? 'N11' : 'N12');
/** What the notice of an urgent award or modification is made of (Schs. 13 and 14). */
export function noticeFactsOfUrgent(context: UrgentContext, { authority, reference }: AboutNotice): NoticeFacts {
  const { kind, terms, contract, made, urgency, valueChangePence } = context;
  const change = valueChangePence ?? 0;
  const longer = terms !== null && contract !== null && terms.serviceEnd !== contract.ends;
  return {
    authority: authorityOf(authority),
    jointWith: partnersIn(context).map(({ name }) => name), reference: contract?.number ?? reference, title: terms?.title ?? '', route: 'urgent', subject: 'contract', providers: (terms?.providers ?? []).map(({ name, address, addressIs }) => ({ name, address, addressIs })),
    services: { description: terms?.services ?? '', cpv: terms?.cpv ?? '', otherCpv: [], mixedWith: null },
    value: terms?.vat ? { lifetimePence: terms.lifetimePence, amountsPayable: terms.amountsPayable, vat: terms.vat, basis: null } : null,
    serviceDates: terms && { start: terms.serviceStart, end: terms.serviceEnd, estimated: false, extensions: null }, reasonsForDates: context.longer?.reasons ?? null, awardedOn: kind === 'award' ? (made?.on ?? null) : null,
    decisionMakers: decidersOf(context.decisionMakers), conflicts: conflictsOf(context), keyCriteria: [], reasons: made?.reasons ?? null, framework: null, frameworkUsed: null,
    modification: kind === 'award' || terms === null ? null : {
      effectiveOn: terms.serviceStart, description: made?.reasons ?? '', changesValue: change !== 0, valueChangePence: change === 0 ? null : change, changesLength: longer, lengthChange: longer ? `To ${terms.serviceEnd}` : null,
    },
    urgency: urgency && { whyUrgent: urgency.whyUrgent, whyNotForeseeable: urgency.whyNotForeseeable, riskToSafety: urgency.riskToSafety }, abandonment: null, offers: null, representations: null, publishOn: null, earlier: [],
  };
}

export const urgentNotice: DocumentKind<UrgentContext> = {
  kind: URGENT_NOTICE, title: 'Notice of an urgent award or modification', template: 'psr/notice', audience: ['public', 'officers'],
  data: (context, about: AboutDocument) => { const facts = noticeFactsOfUrgent(context, about); return noticeDocument(noticeData(urgentNoticeKind(context), facts), facts); },
};
