import type { AnnualReviewPack } from '../../../templates/qpl/annual-review-pack.data.js';
import type { MindedToRemoval } from '../../../templates/qpl/minded-to-removal.data.js';
import type { ReadmissionLetter } from '../../../templates/qpl/readmission-letter.data.js';
import type { RemovalLetter } from '../../../templates/qpl/removal-letter.data.js';
import type { SuspensionNotice } from '../../../templates/qpl/suspension-notice.data.js';
import type { Letterhead } from '../../../templates/shared/letterhead.data.js';
import type { MembershipContext, Removal } from '../../../workflows/qpl/membership.events.js';
import { removalRule } from '../../../workflows/qpl/removal-rules.js';
import { formatLongDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { computeDue } from '../../calendar/due.js';
import { isRefusal } from '../../calendar/refusal.js';
import type { AboutDocument, AuthorityFacts, DocumentKind } from '../../engine/procedure.js';

const audience = ['provider', 'officers'] as const;

/** The letters of a place. Each is frozen, read and sent; none is ever public. */
export const membershipDocuments: readonly DocumentKind<MembershipContext>[] = [
  { kind: 'suspension-notice', title: 'Notice of suspension', template: 'qpl/suspension-notice', audience, data: suspensionNotice },
  { kind: 'minded-to-removal', title: 'Proposal to remove', template: 'qpl/minded-to-removal', audience, data: mindedToRemoval },
  { kind: 'removal-letter', title: 'Letter of removal', template: 'qpl/removal-letter', audience, data: removalLetter },
  { kind: 'readmission-letter', title: 'Letter about coming back', template: 'qpl/readmission-letter', audience, data: readmissionLetter },
  { kind: 'annual-review-pack', title: 'Pack of the annual review', template: 'qpl/annual-review-pack', audience, data: reviewPack },
];

function suspensionNotice(context: MembershipContext, about: AboutDocument): SuspensionNotice {
  const { suspension } = context;
  if (!suspension) throw new Error('A notice of suspension is made while the place is suspended.');
  return {
    ...letter(context, about), since: suspension.since, ground: suspension.ground, reasons: suspension.reasons, toldOrally: suspension.toldOrally,
    reviewBy: about.clocks.find(({ name }) => name === 'suspension-review')?.due ?? null,
  };
}

function mindedToRemoval(context: MembershipContext, about: AboutDocument): MindedToRemoval {
  const removal = proposed(context);
  const rule = removalRule(context.regime, removal.ground);
  return { ...letter(context, about), ground: removal.ground, reasons: removal.reasons, answerBy: dueOn('qpl.representations', about.on), mustRemove: rule.mustRemove, law: rule.source.cite };
}

function removalLetter(context: MembershipContext, about: AboutDocument): RemovalLetter {
  const removal = proposed(context);
  const isExclusion = removal.ground === 'mandatory exclusion' || removal.ground === 'discretionary exclusion';
  return {
    ...letter(context, about),
    decided: { on: removal.decidedOn ?? about.on, role: roleTitle(removal.decidedBy?.role ?? 'an authorised officer') },
    ground: removal.ground, reasons: removal.outcomeReasons, law: removalRule(context.regime, removal.ground).source.cite, reported: removal.reportWanted,
    representations: context.representations.length === 0 ? null : { times: context.representations.length, late: context.representations.some(({ late }) => late) },
    challenge: {
      by: dueOn('qpl.review-request', about.on), to: { name: 'Reviews of decisions about members', role: 'somebody who took no part in the decision', email: about.authority.email, phone: null },
      legal: `A claim in court is normally made within 30 days of your knowing of the decision, so by ${formatLongDay(asDay(dueOn('qpl.claim-window', about.on)))}.`,
    },
    byChangedItems: !isExclusion,
  };
}

function readmissionLetter(context: MembershipContext, about: AboutDocument): ReadmissionLetter {
  const { readmission } = context;
  if (!readmission?.outcome) throw new Error('A letter about coming back is made after the decision.');
  return {
    ...letter(context, about), readmitted: readmission.outcome === 'readmitted', decidedOn: readmission.decidedOn ?? about.on, reasons: readmission.reasons, changes: readmission.changes,
    conditions: context.conditions.filter(({ metOn }) => metOn === null).map(({ text }) => text), challengeBy: dueOn('qpl.review-request', about.on),
  };
}

function reviewPack(context: MembershipContext, about: AboutDocument): AnnualReviewPack {
  const { review, capacity } = context;
  if (!review) throw new Error('The pack of an annual review is made while a review is open.');
  return {
    ...letter(context, about), dueOn: review.dueOn, finalDay: dueOn('qpl.annual-review-return', review.dueOn),
    capacity: capacity && { sessionsPerWeek: capacity.sessionsPerWeek, waitWeeksMin: capacity.waitWeeksMin, waitWeeksMax: capacity.waitWeeksMax, toldOn: capacity.toldOn },
    evidence: context.evidence.map(({ title, validUntil, ranOut, onRenewal, renewalSentOn }) => ({
      title, validUntil, state: onRenewal ? 'ran out; the renewal that you sent is being checked' : ranOut ? 'ran out' : renewalSentOn !== null ? 'in date; the renewal that you sent is being checked' : validUntil === null ? 'looked at again each year' : 'in date',
    })),
    conditions: context.conditions.map(({ text, by, metOn, overdue }) => ({ text, by, state: metOn !== null ? 'met' : overdue ? 'past its day' : 'still to be met' })),
  };
}

function letter(context: MembershipContext, { authority, reference, on, by }: AboutDocument) {
  return {
    letterhead: letterhead(authority),
    // A letter goes to the provider's page, so it carries no postal address: a sole trader's is often a home.
    to: { name: context.provider?.name ?? '', person: null, address: [] },
    date: on, ourReference: reference, scheme: { title: context.schemeTitle }, lot: context.lot?.title ?? '',
    contact: { name: by.name, role: roleTitle(by.role), email: authority.email, phone: null },
  };
}

function letterhead({ name, address, email }: AuthorityFacts): Letterhead {
  return { authority: name, department: null, address, email, phone: null, website: null };
}

function proposed({ removal }: MembershipContext): Removal {
  if (!removal) throw new Error('A letter about removal is made after a proposal.');
  return removal;
}

const roleTitle = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);

function dueOn(rule: string, from: string): string {
  const due = computeDue(ruleByName(rule), { from: asDay(from) }, { provisional: true });
  if (isRefusal(due)) throw new Error(due.because);
  return due.due;
}
