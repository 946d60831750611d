import type { ContractRecord } from '../../../templates/psr/contract-record.data.js';
import type { MinisterNotice } from '../../../templates/psr/minister-notice.data.js';
import type { ContractContext, SecurityGround } from '../../../workflows/psr/contract.events.js';
import { ceilingOf, sumsOf } from '../../../workflows/psr/contract.ledger.js';
import { figureInWords, measureOf } from '../../../workflows/psr/contract.measures.js';
import { sentenceCase } from '../../../workflows/psr/in-words.js';
import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import { contactOf, letterheadOf } from '../notices/letterhead.js';
import { signedOnOf, standingOf, valueNowOf } from './contract.row.js';

/** The kind of the document that a contract is printed as. */
export const CONTRACT_RECORD = 'contract-record';

/** A contract as one document: what was signed, its term, who pays, its change ledger, what it delivers and its reviews. It is a record and not the agreement itself. */
export const contractDocument: DocumentKind<ContractContext> = {
  kind: CONTRACT_RECORD, title: 'The contract as the register has it', template: 'psr/contract-record', audience: ['officers'], data: contractRecordData,
};

function contractRecordData(context: ContractContext, about: AboutDocument): ContractRecord {
  const { terms, ends, changes, shares, posts, caseloads, activity, reviews } = context;
  if (!terms || ends === null) throw new Error('A contract is printed once it is entered.');
  const [lastPosts, lastCaseload] = [posts.at(-1), caseloads.at(-1)];
  return {
    letterhead: letterheadOf(about.authority), date: about.on, reference: about.reference, title: terms.title, standing: standingOf(context), number: terms.number, services: terms.services, cpv: terms.cpv, districts: [...terms.districts],
    providers: terms.providers.map(({ name, address }) => ({ name, address: [...address] })), route: sentenceCase(terms.route), awardedOn: terms.awardedOn, signedOn: signedOnOf(context),
    lifetimePence: terms.lifetimePence, amountsPayable: terms.amountsPayable, valueNowPence: valueNowOf(context), vat: terms.vat, valueBasis: terms.valueBasis,
    term: { starts: terms.serviceStart, ends, endedAtFirst: ends === terms.serviceEnd ? null : terms.serviceEnd, extendableTo: terms.extendableTo, extensions: terms.extensions },
    shares: shares && { totalPence: shares.totalPence, period: shares.period, rows: shares.shares.map(({ payer, budget, pence }) => ({ payer, budget, pence })) },
    changes: changes.map(({ number, effectiveOn, what, ground, attributable, valueChangePence, netPence, grossPence, newEnd }) => ({
      number, from: effectiveOn, what, ground, by: attributable ? 'The authority' : 'Others', changePence: valueChangePence, netPence, grossPence, newEnd,
    })),
    ceiling: changes.length > 0 ? ceilingOf(sumsOf(changes), terms.lifetimePence).arithmetic : null,
    posts: lastPosts ? { asOn: lastPosts.asOn, rows: lastPosts.posts.map(({ therapy, area, fteHundredths, fundedPercent }) => ({ therapy, area, fte: (fteHundredths / 100).toFixed(2), funded: `${fundedPercent}%` })) } : null,
    caseload: lastCaseload ? { asOn: lastCaseload.asOn, rows: lastCaseload.rows.map(({ therapy, area, children }) => ({ therapy, area, children: figureInWords(children) })) } : null,
    activity: activity.map(({ from, to, rows }) => ({ from, to, rows: rows.map(({ measure, therapy, area, count }) => ({ measure: measureOf(measure).label, therapy, area, figure: figureInWords(count) })) })),
    definitions: [...new Set(activity.flatMap(({ rows }) => rows.map(({ measure }) => measure)))].map((key) => { const { label, definition } = measureOf(key); return { measure: label, definition }; }),
    reviews: reviews.map(({ on, by, period, criteria, conclusion }) => ({ on, by: by.name, period, criteria: criteria.map(({ criterion, evidence, finding }) => ({ criterion: sentenceCase(criterion), evidence, finding })), conclusion })),
  };
}

const SECURITY_GROUNDS: Readonly<Record<SecurityGround, string>> = {
  mandatory: 'Debarred for national security: Procurement Act 2023 Sch. 6 para 35', discretionary: 'A threat to national security: Procurement Act 2023 Sch. 7 para 14',
};
/** Notice M4 to a Minister of the Crown, of the last one recorded. */
export const noticeOfEnd: DocumentKind<ContractContext> = {
  kind: 'minister-notice', title: 'Notice to a Minister of the Crown', template: 'psr/minister-notice', audience: ['officers'],
  data: ({ terms, ministerNotices }, about): MinisterNotice => {
    const notice = ministerNotices.at(-1);
    if (!notice || !terms) throw new Error('The notice is made when it is recorded.');
    return {
      letterhead: letterheadOf(about.authority), date: about.on, ourReference: about.reference, notice: 'M4', to: 'A Minister of the Crown', title: terms.title, provider: terms.providers.map(({ name }) => name).join(', '), ground: SECURITY_GROUNDS[notice.ground],
      facts: notice.known, happenedOn: null, lastDay: null, contact: contactOf(about.authority, about.by),
    };
  },
};

