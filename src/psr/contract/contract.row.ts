import type { Day } from '../../../workflows/shared/vocabulary.js';
import type { CaseRow } from '../../engine/procedure.js';
import type { ContractContext } from '../../../workflows/psr/contract.events.js';
import { sumsOf } from '../../../workflows/psr/contract.ledger.js';
import { dayInWords, pounds } from '../../../workflows/psr/in-words.js';
import { sameContract } from './same-contract.js';

/** The day of the signature, also where it came after the contract was entered; null while there is none. */
export const signedOnOf = ({ terms, signature }: ContractContext): Day | null => signature?.signedOn ?? terms?.signedOn ?? null;
/** Whether the service is delivered, or was, without a signed agreement. */
export const isUnsigned = (context: ContractContext): boolean => context.terms !== null && signedOnOf(context) === null;
/** Whether the term began before anybody awarded it. */
export const isRetrospective = ({ terms }: ContractContext): boolean => terms !== null && terms.awardedOn !== null && terms.serviceStart < terms.awardedOn;

/** The lifetime value with every change, in pence; null where that at the award is not known. */
export const valueNowOf = ({ terms, changes }: ContractContext): number | null => (terms?.lifetimePence == null ? null : terms.lifetimePence + sumsOf(changes).netPence);

/** What has to be known first of a contract, a sentence for each. */
export const standingOf = (context: ContractContext): string[] => [
  ...(isUnsigned(context) ? ['Delivered without a signed agreement.'] : []), ...(isRetrospective(context) ? ['The term began before the award.'] : []), ...(context.reviewOverdueSince ? ['A review is due.'] : []),
  ...(context.ended?.early ? ['Ended early.'] : []),
];

/** The row that the register shows of a contract. */
export function projectContract(context: ContractContext, value: unknown): CaseRow {
  const { terms, ends, changes } = context;
  const state = typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? 'notYet');
  const unsigned = isUnsigned(context);
  const names = terms?.providers.map(({ name }) => name) ?? [];
  const { netPence } = sumsOf(changes);
  const stage = { notYet: 'Not entered', running: unsigned ? 'Running unsigned' : 'Running', pastEnd: 'Past its last day', ended: 'Ended' }[state] ?? 'Running';
  return {
    title: terms?.title ?? 'A contract',
    sentence: [
      terms && ends ? `${names.join(', ')}, ${pounds((terms.lifetimePence ?? 0) + netPence)}${terms.lifetimePence === null ? ' of changes, lifetime value not known' : ''}, from ${dayInWords(terms.serviceStart)} to ${dayInWords(ends)}.` : 'Not entered yet.',
      ...standingOf(context), ...(state === 'pastEnd' ? ['Its last day has passed.'] : []),
    ].join(' '),
    stage,
    open: state !== 'ended',
    organisationId: null,
    search: [terms?.title, terms?.number, terms?.services, terms?.cpv, ...names, ...(terms?.districts ?? [])].filter(Boolean).join(' '),
    columns: {
      number: terms?.number ?? null, provider: names.join(', ') || null, providers: names.join('\n') || null, awardedOn: terms?.awardedOn ?? null, awardedHere: context.awardCase !== null, lifetimePence: terms?.lifetimePence ?? null, valueNowPence: valueNowOf(context),
      starts: terms?.serviceStart ?? null, ends, route: terms?.route ?? null, unsigned, retrospective: isRetrospective(context), changes: changes.length, renewal: context.renewal?.end === ends ? context.renewal.decision : null,
      reviewOverdue: context.reviewOverdueSince !== null, districts: terms?.districts.join(', ') || null, sameAs: terms ? (sameContract(terms)[0] ?? null) : null,
      named: terms ? (sameContract(terms).at(-1) ?? null) : null,
    },
  };
}
