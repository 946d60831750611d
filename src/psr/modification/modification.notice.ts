import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import type { ContractRoute } from '../../../workflows/psr/contract.events.js';
import type { ModificationContext } from '../../../workflows/psr/modification.events.js';
import { partnersIn } from '../../../workflows/psr/joint.people.js';
import type { NoticeFacts, NoticeRoute } from '../../../workflows/psr/notice-facts.js';
import { authorityOf, conflictsOf, decidersOf, type AboutNotice } from '../notices/case-in-notice.js';
import { noticeDocument } from '../notices/notice-document.js';
import { noticeData } from '../notices/notice.js';

export const MODIFICATION_NOTICE = 'modification-notice';
/** What notice N10 is made of (Sch. 12). */
export function noticeFactsOfModification(context: ModificationContext, { authority, reference }: AboutNotice): NoticeFacts {
  const { contract, change, decision, noticeWords } = context;
  return {
    authority: authorityOf(authority),
    jointWith: partnersIn(context).map(({ name }) => name), reference: contract?.number ?? reference, title: noticeWords?.title ?? contract?.title ?? '', route: routeOf(contract?.route ?? null), subject: contract?.is ?? 'contract',
    providers: (contract?.providers ?? []).map(({ name, address, addressIs }) => ({ name, address, addressIs })),
    services: { description: noticeWords?.services ?? contract?.services ?? '', cpv: noticeWords?.cpv ?? contract?.cpv ?? '', otherCpv: [], mixedWith: null },
    value: contract?.vat && contract.originalPence !== null ? { lifetimePence: contract.originalPence, amountsPayable: null, vat: contract.vat, basis: null } : null,
    serviceDates: contract && { start: contract.starts, end: change?.newEnd ?? contract.ends, estimated: false, extensions: null },
    reasonsForDates: null, awardedOn: null, decisionMakers: decidersOf(context.decisionMakers),
    conflicts: conflictsOf(context), keyCriteria: [], reasons: decision?.reasons ?? null, framework: null, frameworkUsed: null,
    modification: change && {
      effectiveOn: change.effectiveOn, description: change.what, changesValue: change.valueChangePence !== 0, valueChangePence: change.valueChangePence === 0 ? null : change.valueChangePence, changesLength: change.newEnd !== null,
      lengthChange: change.lengthChange ?? (change.newEnd === null ? null : `To ${change.newEnd}`),
    },
    urgency: null, abandonment: null, offers: null, representations: null, publishOn: null, earlier: [],
  };
}

/** A notice of modification does not name the route; where none of the Regulations brought the contract about, it has none to name. */
const routeOf = (route: ContractRoute | null): NoticeRoute => {
  switch (route) {
    case 'call-off':
      return 'call-off without competition';
    case 'urgent award':
      return 'urgent';
    case 'before the Regime':
    case 'no process known':
    case null:
      return 'competitive';
    default:
      return route;
  }
};

export const modificationNotice: DocumentKind<ModificationContext> = {
  kind: MODIFICATION_NOTICE, title: 'Notice of modification', template: 'psr/notice', audience: ['public', 'officers'],
  data: (context, about: AboutDocument) => { const facts = noticeFactsOfModification(context, about); return noticeDocument(noticeData('N10', facts), facts); },
};
