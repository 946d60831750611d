import type { Invitation } from '../../../templates/qpl/invitation.data.js';
import type { MarketNotice } from '../../../templates/qpl/market-notice.data.js';
import type { PriceSchedule } from '../../../templates/qpl/price-schedule.data.js';
import type { Letterhead } from '../../../templates/shared/letterhead.data.js';
import { dueDay, dueInWords } from '../../desk/words.js';
import type { AuthorityFacts, DocumentKind } from '../../engine/procedure.js';
import type { SchemeContext } from '../../../workflows/qpl/scheme.events.js';
import { regimeRules } from '../../../workflows/qpl/regimes.js';
import { noticesToRecord } from '../../../workflows/qpl/scheme.rules.js';
import { passPercentOf, type SchemeLot, type Terms } from '../../../workflows/qpl/scheme.terms.js';

type About = Parameters<DocumentKind<SchemeContext>['data']>[1];

/** The documents of a list: what everybody may read, and the data of its notices. */
export const schemeDocuments: readonly DocumentKind<SchemeContext>[] = [
  { kind: 'invitation', title: 'Invitation to apply', template: 'qpl/invitation', audience: ['public', 'officers'], data: invitation },
  { kind: 'price-schedule', title: 'Price schedule', template: 'qpl/price-schedule', audience: ['public', 'officers'], data: priceSchedule },
  { kind: 'notice-data', title: 'Data for a notice', template: 'qpl/market-notice', audience: ['officers'], data: noticeData },
];

export function letterhead(authority: AuthorityFacts): Letterhead {
  return { authority: authority.name, department: null, address: authority.address, email: authority.email, phone: null, website: null };
}
const lotName = (terms: Pick<Terms, 'lots'>, lotId: string): string => terms.lots.find((lot) => lot.lotId === lotId)?.title ?? '';
const lotOf = ({ code, title, districts, isOpen, closedWhy }: SchemeLot) => ({ code, name: title, districts: [...districts], closedWhy: isOpen ? null : closedWhy ?? 'Closed for now' });

const FEES = { none: 'Nobody pays a fee.', 'from winners': 'Only a provider that wins an order pays a fee.', 'from all': 'Everybody who applies pays a fee.' } as const;

/** What is asked, of whom, by when, and how it is decided: everything that somebody needs to apply. */
export function invitation({ terms, rounds }: SchemeContext, { authority, on, reference }: About): Invitation {
  const rules = regimeRules(terms.regime);
  return {
    letterhead: letterhead(authority),
    title: terms.title, date: on, ourReference: reference, purpose: terms.purpose,
    basis: { title: rules.title, law: rules.law.cite, why: terms.regimeWhy },
    term: { starts: terms.starts, ends: terms.ends, extension: terms.extension ? { months: terms.extension.months, words: terms.extension.words || null } : null, runOff: terms.runOff },
    lots: terms.lots.map(lotOf),
    requirements: terms.checks.map(({ title, requirement, level, blocks, recheck }) => ({ title, requirement, perLot: level === 'lot', blocks, recheck })),
    evidence: terms.evidence.map(({ title, why, needed }) => ({ title, why, optional: needed === 'optional' })),
    scored: terms.lots.flatMap((lot) => {
      const questions = terms.questions.filter(({ lotId }) => lotId === lot.lotId);
      return questions.length === 0 ? [] : [{
        lot: `${lot.code}: ${lot.title}`, passPercent: passPercentOf(terms, lot.lotId),
        questions: questions.map(({ asked, guidance, wordLimit, weight, passMark }) => ({ asked, guidance: guidance || null, wordLimit, weight, passMark })),
      }];
    }),
    scale: [...new Map(terms.questions.flatMap(({ scale }) => scale).map((step) => [`${step.score} ${step.meaning}`, { score: step.score, meaning: step.meaning }])).values()],
    price: terms.price.kind,
    rounds: rounds.map(({ number, opensAt, closesAt, questionsUntil, extensions }) => ({ number, opensAt, closesAt, questionsUntil: questionsUntil === null ? null : dueInWords({ due: dueDay(questionsUntil), dueAt: questionsUntil }), extended: extensions.at(-1)?.why ?? null })),
    decision: rules.decision.inLaw ? 'The law gives us ten working days from when your request comes, and fifteen where that is justified.' : 'Our own target is ten working days from when a round has closed, or from when your application comes where the list is always open.',
    decisionBasis: terms.decisionBasis, agreement: terms.agreement === 'signed',
    reapply: terms.reapply.coolOffMonths === null ? 'You may apply again at any time while applications are taken.' : `After a refusal you may apply again when ${terms.reapply.coolOffMonths} months have gone by.`,
    late: terms.late.text, cap: terms.cap, fees: FEES[terms.fees],
    address: authority.email,
  };
}

export function priceSchedule({ terms }: SchemeContext, { authority, on, reference }: About): PriceSchedule {
  return {
    letterhead: letterhead(authority), title: terms.title, date: on, ourReference: reference, scored: terms.price.kind === 'scored',
    lines: terms.price.lines.map(({ lotId, unit, ceilingPence }) => ({ lot: lotName(terms, lotId), unit, ceilingPence })),
  };
}

/** What the publishing service asks for, for the notice that has been due longest. */
function noticeData(context: SchemeContext, { authority, on, reference }: About): MarketNotice {
  const { terms } = context;
  const notice = noticesToRecord(context.notices)[0];
  return {
    letterhead: letterhead(authority), date: on, ourReference: reference,
    notice: { title: notice?.title ?? 'No notice is due', why: notice ? [...notice.why] : [], dueSince: notice?.dueSince ?? on },
    buyer: { name: authority.name, address: authority.address, email: authority.email },
    market: { title: terms.title, description: terms.purpose, basis: regimeRules(terms.regime).law.cite, starts: terms.starts, ends: context.closed?.on ?? terms.ends, wholeLifePounds: context.basis?.wholeLifePounds ?? 0 },
    parts: terms.lots.map(lotOf),
    conditions: terms.checks.map(({ title, requirement }) => ({ title, requirement })),
    fees: FEES[terms.fees],
    earlier: context.notices.flatMap(({ title, recorded }) => (recorded ? [{ title, noticeId: recorded.noticeId, publishedOn: recorded.publishedOn }] : [])),
  };
}
