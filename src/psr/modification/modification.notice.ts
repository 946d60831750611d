import type { AboutDocument, AuthorityFacts, DocumentKind } from '../../engine/procedure.js';
import type { ContractRoute } from '../../../workflows/psr/contract.events.js';
import type { ModificationContext } from '../../../workflows/psr/modification.events.js';
import type { NoticeConflicts, NoticeFacts, NoticeRoute } from '../../../workflows/psr/notice-facts.js';
import { noticeDocument } from '../notices/notice-document.js';
import { noticeData } from '../notices/notice.js';

export const MODIFICATION_NOTICE = 'modification-notice';
const lines = (address: string): readonly string[] => address.split(/\n|, /).map((line) => line.trim()).filter(Boolean);

/** What notice N10 is made of (Sch. 12). */
export function noticeFactsOfModification(context: ModificationContext, { authority, reference }: { readonly authority: AuthorityFacts; readonly reference: string }): NoticeFacts {
  const { contract, change, decision, noticeWords } = context;
  return {
    authority: { name: authority.name, address: lines(authority.address), email: authority.email, website: null, contact: null },
    jointWith: [], reference: contract?.number ?? reference, title: noticeWords?.title ?? contract?.title ?? '', route: routeOf(contract?.route ?? null), subject: 'contract',
    providers: (contract?.providers ?? []).map(({ name, address, addressIs }) => ({ name, address, addressIs })),
    services: { description: noticeWords?.services ?? contract?.services ?? '', cpv: noticeWords?.cpv ?? contract?.cpv ?? '', otherCpv: [], mixedWith: null },
    value: contract?.vat && contract.originalPence !== null ? { lifetimePence: contract.originalPence, amountsPayable: null, vat: contract.vat, basis: null } : null,
    serviceDates: contract && { start: contract.starts, end: change?.newEnd ?? contract.ends, estimated: false, extensions: null },
    reasonsForDates: null, awardedOn: null, decisionMakers: context.decisionMakers.map(({ name, role, body }) => (body ? { name: body, role: null } : { name, role })),
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

/** Never left out: none declared is said, or each is described with how it was managed. */
function conflictsOf({ interests, noneDeclared }: ModificationContext): NoticeConflicts | null {
  if (interests.length === 0) return noneDeclared === null ? null : { declared: 'none declared' };
  return { declared: interests.map(({ name, interest }) => ({ who: name, interest })), managed: interests.map(({ name, action, managed }) => `${name}: ${action}. ${managed}`).join('\n\n') };
}

export const modificationNotice: DocumentKind<ModificationContext> = {
  kind: MODIFICATION_NOTICE, title: 'Notice of modification', template: 'psr/notice', audience: ['public', 'officers'],
  data: (context, about: AboutDocument) => { const facts = noticeFactsOfModification(context, about); return noticeDocument(noticeData('N10', facts), facts); },
};
