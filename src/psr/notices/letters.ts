import type { MiniCompetition } from '../../../templates/psr/mini-competition.data.js';
import type { MinisterNotice } from '../../../templates/psr/minister-notice.data.js';
import type { OutcomeLetter } from '../../../templates/psr/outcome-letter.data.js';
import type { Addressee, Contact } from '../../../templates/shared/kinds.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import { asDay, isDay } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { computeDue } from '../../calendar/due.js';
import { isRefusal } from '../../calendar/refusal.js';
import { documentHelpers } from '../../documents/template-functions.js';
import { cpvName } from './cpv-words.js';
import { standstillFrom } from './notice-standstill.js';

/** A letter, or what keeps it from being written: whole sentences with the item of the Schedule. */
export type Letter<Data> = { data: Data; missing: [] } | { data: null; missing: [string, ...string[]] };

/** What a letter needs besides the facts of the case. */
export interface LetterOf {
  date: Day;
  ourReference: string;
  contact: Contact;
}

export interface OutcomeOf extends LetterOf {
  to: Addressee;
  outcome: OutcomeLetter['outcome'];
  successful: string[];
  whySuccessful: string;
  whyNot: string | null;
  scores: OutcomeLetter['scores'];
}

/**
 * Letter C1, for one provider. The first day for representations is the day on which the standstill begins, the last is counted: both hang on the
 * day of publication of the intention notice, which is why that day is fixed before the letter goes out.
 */
export function outcomeLetter(facts: NoticeFacts, of: OutcomeOf): Letter<OutcomeLetter> {
  const counted = isDay(facts.publishOn) ? standstillFrom(facts.publishOn) : null;
  const criteria = facts.offers?.awardCriteria ?? [];
  const missing = [
    ...(facts.title.trim() && facts.reference.trim() ? [] : ['Give the title and the reference (Sch. 9).']),
    ...(criteria.length > 0 ? [] : ['Give the award criteria (Sch. 9).']),
    ...(of.successful.length > 0 && of.whySuccessful.trim() ? [] : ['Say who was successful, and why (Sch. 9).']),
    ...(of.outcome === 'successful' || of.whyNot?.trim() ? [] : ['Say why this provider was not successful (Sch. 9).']),
    ...(counted === null ? ['Fix the day on which the intention notice is published: the first and last days for representations are counted from it (Sch. 9).'] : isRefusal(counted) ? [`${counted.because} ${counted.unblock}`] : []),
    ...(facts.representations?.email ? [] : ['Say where representations are sent.']),
  ];
  const { representations } = facts;
  if (missing.length > 0 || counted === null || isRefusal(counted) || !representations) return { data: null, missing: missing as [string, ...string[]] };
  return {
    missing: [],
    data: {
      letterhead: letterhead(facts), to: of.to, date: of.date, ourReference: of.ourReference, title: `${facts.title}, ${facts.reference}`, subject: facts.subject === 'framework' ? 'framework agreement' : 'contract', outcome: of.outcome,
      awardCriteria: criteria.map(({ criterion, weight }) => ({ criterion, weight: weight ?? 'no weight given' })),
      successful: of.successful, whySuccessful: of.whySuccessful, whyNot: of.outcome === 'successful' ? null : of.whyNot, scores: of.scores,
      representations: { publishedOn: counted.publishedOn, first: counted.begins, last: counted.lastDay, to: representations.to, email: representations.email },
      contact: of.contact,
    },
  };
}

/** Letter C2, the same to every provider that is party to the framework agreement. */
export function miniCompetition(facts: NoticeFacts, of: LetterOf & { parties: string[] }): Letter<MiniCompetition> {
  const { offers, serviceDates, value, services, frameworkUsed } = facts;
  const missing = [
    ...(of.parties.length > 0 ? [] : ['Name every provider that is party to the framework agreement: all of them are invited (reg 18(7)).']),
    ...(frameworkUsed?.trim() ? [] : ['Name the framework agreement.']),
    ...(services.description.trim() && services.cpv.trim() ? [] : ['Describe the services and give the most relevant CPV code (Sch. 15).']),
    ...(offers && offers.awardCriteria.length > 0 ? [] : ['Give the award criteria (Sch. 15).']),
    ...(serviceDates && isDay(serviceDates.start) && isDay(serviceDates.end) ? [] : ['Give the intended or estimated dates of the services, with possible extensions (Sch. 15).']),
    ...(value && value.lifetimePence !== null ? [] : ['Give the approximate lifetime value (Sch. 15).']),
    ...(offers?.portal.trim() && offers.deadline ? [] : ['Say where offers are made, and until when.']),
  ];
  if (missing.length > 0 || !offers?.deadline || !serviceDates || !value || value.lifetimePence === null || !frameworkUsed) return { data: null, missing: missing as [string, ...string[]] };
  return {
    missing: [],
    data: {
      letterhead: letterhead(facts), date: of.date, ourReference: of.ourReference, title: facts.title, addressees: of.parties, framework: frameworkUsed,
      services: { description: services.description, cpv: [services.cpv, cpvName(services.cpv)].filter(Boolean).join(' ') },
      awardCriteria: offers.awardCriteria.map(({ criterion, weight }) => ({ criterion, weight: weight ?? 'no weight given' })),
      dates: { start: serviceDates.start, end: serviceDates.end, extensions: serviceDates.extensions },
      approximateValue: [`${documentHelpers.money(value.lifetimePence)} (${value.vat})`, value.basis].filter(Boolean).join(', '),
      howAssessed: [offers.howAssessed, offers.stages ? `In stages: ${offers.stages}` : 'There is one stage.'].join('\n\n'),
      offers: { portal: offers.portal, until: offers.deadline }, contact: of.contact,
    },
  };
}

const MINISTER_CLOCKS = { M2: 'psr.exclusion-minister-notice', 'M3 representations': 'psr.exclusion-representations-notice', 'M3 outcome': 'psr.exclusion-outcome-notice' } as const;

/** The last day for a notice to a Minister, 30 days beginning with what happened; null for those that come before an act (M1, M4). */
export function ministerLastDay(notice: MinisterNotice['notice'], happenedOn: Day): Day | null {
  const clock = MINISTER_CLOCKS[notice as keyof typeof MINISTER_CLOCKS];
  if (!clock) return null;
  const due = computeDue(ruleByName(clock), { from: happenedOn });
  return isRefusal(due) ? null : asDay(due.due);
}

export function letterhead({ authority }: NoticeFacts) {
  return { authority: authority.name, department: authority.contact, address: authority.address.join(', ') || null, email: authority.email, phone: null, website: authority.website };
}
