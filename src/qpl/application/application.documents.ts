import type { ApplicationContext, LotApplied } from '../../../workflows/qpl/application.events.js';
import { findingOn, openQuestion } from '../../../workflows/qpl/application.machine.js';
import type { Acknowledgement } from '../../../templates/qpl/acknowledgement.data.js';
import type { Clarification } from '../../../templates/qpl/clarification.data.js';
import type { Finding, OutcomeLetter } from '../../../templates/qpl/outcome-letter.data.js';
import type { OfficerDecisionRecord } from '../../../templates/decisions/officer-decision-record.data.js';
import type { Addressee, Contact } from '../../../templates/shared/kinds.js';
import type { Letterhead } from '../../../templates/shared/letterhead.data.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import { computeDue } from '../../calendar/due.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { isRefusal } from '../../calendar/refusal.js';
import type { AuthorityFacts, DocumentKind } from '../../engine/procedure.js';
import { sectionsWithAnswers } from './answered.js';
import { SECTIONS, type Section } from './questions.js';

type About = Parameters<DocumentKind<ApplicationContext>['data']>[1];

/** The documents of an application: what the provider gets, and the record that the public may read. */
export const applicationDocuments: readonly DocumentKind<ApplicationContext>[] = [
  { kind: 'application-copy', title: 'Application as sent', template: 'qpl/application-copy', audience: ['provider', 'officers'], data: (context, { authority }) => applicationCopy(context, authority) },
  { kind: 'acknowledgement', title: 'Acknowledgement', template: 'qpl/acknowledgement', audience: ['provider', 'officers'], data: acknowledgement },
  { kind: 'clarification', title: 'Request for clarification', template: 'qpl/clarification', audience: ['provider', 'officers'], data: clarification },
  { kind: 'outcome-letter', title: 'Outcome letter', template: 'qpl/outcome-letter', audience: ['provider', 'officers'], data: outcomeLetter },
  { kind: 'officer-decision-record', title: 'Record of an officer decision', template: 'decisions/officer-decision-record', audience: ['public', 'officers'], data: decisionRecord },
];

/** What the copy is made of, from a draft before the case opens or from the case itself. */
export type CopyOf = Pick<ApplicationContext, 'schemeTitle' | 'provider' | 'lots' | 'answers' | 'evidence'>;

/** The applicant's answers as they were sent. */
export function applicationCopy(context: CopyOf, authority: AuthorityFacts) {
  return {
    letterhead: letterhead(authority),
    provider: context.provider?.name ?? '',
    scheme: { title: context.schemeTitle },
    lots: context.lots.map(({ code, title, districts, sessionsPerWeek, waitWeeksMin, waitWeeksMax }) => ({ code, name: title, districts: [...districts], sessionsPerWeek, waitWeeksMin, waitWeeksMax })),
    sections: sectionsWithAnswers(context.answers).map(({ letter, title, answers }) => ({ letter, title, answers: answers.map(({ asked, answer }) => ({ asked, answer })) })),
    evidence: context.evidence.map(({ title, fileName, validUntil }) => ({ name: title, fileName, validUntil })),
  };
}

function acknowledgement(context: ApplicationContext, about: About): Acknowledgement {
  const clock = about.clocks.find(({ name }) => name === 'decision');
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    receivedAt: context.submittedAt ?? '',
    lots: lotsOf(context),
    evidence: context.evidence.map(({ title, fileName }) => ({ name: title, fileName })),
    decision: clock ? { by: clock.due, because: context.regime === 'PCR15_DPS' ? `the law gives us ten working days, and where it is justified fifteen (${clock.source})` : 'this is our own target for every application to this list' } : null,
    timeToAnswer: 'five working days',
    contact: contact(about),
  };
}

function clarification(context: ApplicationContext, about: About): Clarification {
  const question = openQuestion(context);
  const due = (name: string) => about.clocks.find((clock) => clock.name === name)?.due;
  const decideBy = due('decision');
  const replyBy = due('reply') ?? due('grace') ?? about.on;
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    questions: question ? [{ about: SECTIONS[question.section as Section], question: question.question, why: null }] : [],
    replyBy,
    finalDay: due('reply') ? dueOn('qpl.clarification-grace', replyBy) : null,
    decisionClock: context.extended && decideBy ? { kind: 'extended', decideBy, reason: context.extended.why } : decideBy ? { kind: 'runs-on', decideBy } : { kind: 'none' },
    contact: contact(about),
  };
}

function outcomeLetter(context: ApplicationContext, about: About): OutcomeLetter {
  const { decision } = context;
  if (!decision) throw new Error('An outcome letter is made after the decision.');
  const admitted = decision.lots.filter(({ outcome }) => outcome === 'admit');
  const lot = (applied: LotApplied) => {
    const view = decision.lots.find(({ lotId }) => lotId === applied.lotId);
    return {
      code: applied.code, name: applied.title, admitted: view?.outcome === 'admit', reasons: view?.reason ?? '', findings: findingsOn(context, applied.lotId),
      conditions: context.waivers.filter(({ about: on }) => on === applied.lotId).map(({ reason }) => reason),
    };
  };
  const ended = context.schemeEnds !== null && context.schemeEnds < about.on;
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    outcome: admitted.length === 0 ? 'not-admitted' : admitted.length === context.lots.length ? 'admitted' : 'some-lots',
    decided: { on: decision.on, by: { name: decision.by.name, role: roleTitle(decision.by.role) } },
    organisationFindings: findingsOn(context, 'provider'),
    lots: context.lots.map(lot),
    membership: admitted.length > 0 ? { from: decision.on, until: context.schemeEnds, signBy: null } : null,
    challenge: { by: dueOn('qpl.review-request', about.on), to: { name: 'Reviews of provider applications', role: 'somebody who took no part in the decision', email: about.authority.email, phone: null }, legal: legalChallenge(context) },
    reapply: ended ? { kind: 'from', day: about.on, because: 'the list has ended; a new one will be advertised' } : { kind: 'any-time' },
    nextSteps: admitted.length > 0
      ? ['Your entry appears on the public list, with the capacity and the wait that you told us.', 'Tell us on your own page whenever either changes.', 'Orders for children are made one by one, and each is agreed with you.']
      : ['If you ask for a review, somebody who took no part in the decision looks at it again.', 'You may apply again when what stood in the way has changed.'],
    contact: contact(about),
  };
}

function decisionRecord(context: ApplicationContext, about: About): OfficerDecisionRecord {
  const { decision, provider, schemeTitle } = context;
  if (!decision || !provider) throw new Error('A record of the decision is made after the decision.');
  const named = (wanted: string) => context.lots.filter(({ lotId }) => decision.lots.some((view) => view.lotId === lotId && view.outcome === wanted)).map(({ title }) => title);
  const part = (verb: string, lots: readonly string[]) => (lots.length === 0 ? [] : [`${verb} ${provider.name} to ${list(lots)} on the ${schemeTitle}.`]);
  return {
    letterhead: letterhead(about.authority),
    title: `${provider.name}: application to the ${schemeTitle}`,
    decisionNumber: about.reference,
    decisionMaker: { name: decision.by.inPlaceOf ? `${decision.by.name}, for ${decision.by.inPlaceOf.name}` : decision.by.name, role: roleTitle(decision.by.role) },
    authority: context.decisionBasis,
    madeOn: decision.on,
    keyDecision: false,
    decisions: [...part('To admit', named('admit')), ...part('Not to admit', named('do not admit'))],
    recommendations: decision.lots.map(({ lotId, outcome, reason }) => ({
      lot: context.lots.find((lot) => lot.lotId === lotId)?.title ?? '', provider: provider.name, decision: outcome === 'admit' ? 'Admit' : 'Do not admit', reason, value: null,
    })),
    reasons: decision.reasons,
    alternatives: decision.alternatives.map(({ option, whyRejected }) => ({ option, whyRejected })),
    conflicts: decision.conflicts.map(({ member, interest }) => ({ member, interest })),
    dispensations: { grantedBy: decision.dispensationsGrantedBy, notes: [...decision.dispensations] },
    consultees: decision.consulted.map(({ who, on, said }) => ({ who, on, said })),
    backgroundPapers: decision.backgroundPapers.map((title) => ({ title, where: null })),
    implications: { financial: decision.financial, legal: decision.legal, equality: decision.equality },
    exempt: null,
  };
}

const WORDS = { pass: 'met', fail: 'not-met', refer: 'not-met', 'not applicable': 'not-needed' } as const;

/** What was found, check by check, in the words that the provider is shown. A waived check says how it was waived. */
export function findingsOn(context: ApplicationContext, about: string): Finding[] {
  return context.checks.filter((check) => check.about === about).flatMap((check) => {
    const found = findingOn(context, check);
    if (!found) return [];
    const waiver = context.waivers.find((each) => each.check === check.check && each.about === check.about);
    const reason = found.reason || `Checked on ${formatDay(asDay(found.verifiedOn))}: ${found.method}.`;
    return [{
      check: check.title, requirement: check.requirement, score: null,
      finding: waiver ? ('met-with-condition' as const) : WORDS[found.finding],
      reason: waiver ? `${reason}\n\n${waiver.reason}` : reason,
    }];
  });
}

function letterhead(authority: AuthorityFacts): Letterhead {
  return { authority: authority.name, department: null, address: authority.address, email: authority.email, phone: null, website: null };
}
function addressed(context: ApplicationContext, about: About): { to: Addressee; date: string; ourReference: string; scheme: { title: string } } {
  return {
    to: { name: context.provider?.name ?? '', person: context.contact?.name ?? null, address: [] },
    date: about.on, ourReference: about.reference, scheme: { title: context.schemeTitle },
  };
}
/** Letters name the officer who makes them; the authority's address answers. */
function contact({ by, authority }: About): Contact {
  return { name: by.name, role: roleTitle(by.role), email: authority.email, phone: null };
}
const lotsOf = ({ lots }: ApplicationContext) => lots.map(({ code, title }) => ({ code, name: title }));
const roleTitle = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);
const list = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

/** The last day by a rule of the calendar. A letter that names a day which cannot be counted is a fault. */
function dueOn(rule: string, from: string): string {
  const due = computeDue(ruleByName(rule), { from: asDay(from) });
  if (isRefusal(due)) throw new Error(due.because);
  return due.due;
}

/** What a provider may do in law, by the list's legal basis; from knowledge, so in general words and with the advice to take advice. */
function legalChallenge({ regime }: ApplicationContext): string | null {
  if (regime === 'PSR') return null;
  return 'You may also have a claim in court. The time for that is short, often 30 days from when you knew of the decision: take advice at once if you are thinking of it.';
}
