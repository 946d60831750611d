import type { CaseRow } from '../../engine/procedure.js';
import type { ContractContext } from '../../../workflows/psr/contract.events.js';
import { sumsOf } from '../../../workflows/psr/contract.ledger.js';
import { dayInWords, pounds } from '../../../workflows/psr/in-words.js';
import { sameContract } from './same-contract.js';

/** Whether the service is delivered, or was, without a signed agreement. */
export const isUnsigned = ({ terms, signature }: ContractContext): boolean => terms !== null && terms.signedOn === null && signature === null;
/** Whether the term began before anybody awarded it. */
export const isRetrospective = ({ terms }: ContractContext): boolean => terms !== null && terms.awardedOn !== null && terms.serviceStart < terms.awardedOn;

/** The row that the register shows of a contract. */
export function projectContract(context: ContractContext, value: unknown): CaseRow {
  const { terms, ends, changes, ended } = context;
  const state = typeof value === 'string' ? value : (Object.keys(value as object)[0] ?? 'notYet');
  const unsigned = isUnsigned(context);
  const names = terms?.providers.map(({ name }) => name) ?? [];
  const { netPence } = sumsOf(changes);
  const stage = { notYet: 'Not entered', running: unsigned ? 'Running unsigned' : 'Running', pastEnd: 'Past its last day', ended: 'Ended' }[state] ?? 'Running';
  return {
    title: terms?.title ?? 'A contract',
    sentence: [
      terms && ends ? `${names.join(', ')}, ${pounds((terms.lifetimePence ?? 0) + netPence)}${terms.lifetimePence === null ? ' of changes, lifetime value not known' : ''}, from ${dayInWords(terms.serviceStart)} to ${dayInWords(ends)}.` : 'Not entered yet.',
      unsigned ? 'Delivered without a signed agreement.' : '', isRetrospective(context) ? 'The term began before the award.' : '', context.reviewOverdueSince ? 'A review is due.' : '', state === 'pastEnd' ? 'Its last day has passed.' : '', ended?.early ? 'Ended early.' : '',
    ].filter(Boolean).join(' '),
    stage,
    open: state !== 'ended',
    organisationId: null,
    search: [terms?.title, terms?.number, terms?.services, terms?.cpv, ...names, ...(terms?.districts ?? [])].filter(Boolean).join(' '),
    columns: {
      number: terms?.number ?? null, provider: names.join(', ') || null, providers: names.join('\n') || null, awardedOn: terms?.awardedOn ?? null, awardedHere: context.awardCase !== null, lifetimePence: terms?.lifetimePence ?? null, valueNowPence: terms?.lifetimePence == null ? null : terms.lifetimePence + netPence,
      starts: terms?.serviceStart ?? null, ends, route: terms?.route ?? null, unsigned, retrospective: isRetrospective(context), changes: changes.length, renewal: context.renewal?.end === ends ? context.renewal.decision : null,
      reviewOverdue: context.reviewOverdueSince !== null, districts: terms?.districts.join(', ') || null, sameAs: terms ? (sameContract(terms)[0] ?? null) : null,
      named: terms ? (sameContract(terms).at(-1) ?? null) : null,
    },
  };
}
