import type { FurtherDecisionLetter } from '../../../templates/psr/further-decision.data.js';
import { asDay, type Day } from '../../calendar/day.js';
import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import { STEPS } from '../../../workflows/psr/award-steps.js';
import { lastDecision, validOf } from '../../../workflows/psr/providers-aware.js';
import { sentenceCase } from '../../../workflows/psr/in-words.js';
import { contactOf, letterheadOf } from '../notices/letterhead.js';
import { noticeDocument } from '../notices/notice-document.js';
import { noticeData } from '../notices/notice.js';
import { INVITATION, partyInvitation } from '../call-off/party-invitation.js';
import { regulation24Document } from '../record/record.document.js';
import { intentionAnew } from './intention-anew.js';
import { lettersOfEveryRoute, outcomeLetterKind, repeatLetterKind } from './award.letters.js';
import { noticeFactsOf, noticeKindOf } from './award.notice-facts.js';

/** The document that each step handles. */
const HANDLED: Readonly<Record<string, string>> = {
  'following.submit': 'following-notice', 'offers.invite': 'invitation-notice', 'intention.submit': 'intention-notice', 'confirmation.submit': 'confirmation-notice', 'award-notice.submit': 'award-notice',
  'abandonment.submit': 'abandonment-notice', 'parties.invite': INVITATION,
};
export const documentKindOf = (event: string): string | null => HANDLED[event] ?? null;

const notice = (event: string) => (context: AwardContext, about: AboutDocument) => {
  const kind = noticeKindOf(context, event);
  if (kind === null) throw new Error(`This route has no notice for ${event}.`);
  const facts = noticeFactsOf(context, { authority: about.authority, reference: about.reference, publishOn: publicationDay(context, asDay(about.on), event), lastDay: null });
  return noticeDocument(noticeData(kind, facts), facts);
};

/** The day for which a notice is made out: an intention for the day that is planned (the letters to bidders say it too), unless that has passed; every other for today. */
export function publicationDay(context: AwardContext, today: Day, event = 'intention.submit'): Day {
  const planned = context.details?.intentionOn ?? context.outcomesTold.at(-1)?.intentionOn ?? today;
  return event !== 'intention.submit' || context.intention?.published != null || planned < today ? today : asDay(planned);
}

const document = (event: string, title: string): DocumentKind<AwardContext> => ({ kind: HANDLED[event]!, title, template: 'psr/notice', audience: ['public', 'officers'], data: notice(event) });

const intention = document('intention.submit', 'Intention to award');
const confirmation = document('confirmation.submit', 'Confirmation of award');
const award = document('award-notice.submit', 'Award notice');
const abandonment = document('abandonment.submit', 'Notice of abandonment');

/** The documents of each route. */
export const documentsOf = {
  direct: [award, abandonment, ...lettersOfEveryRoute, regulation24Document],
  underFramework: [partyInvitation, intention, intentionAnew, furtherDecision(), outcomeLetterKind, repeatLetterKind, confirmation, award, abandonment, ...lettersOfEveryRoute, regulation24Document],
  standstill: [intention, intentionAnew, furtherDecision(), repeatLetterKind, confirmation, abandonment, ...lettersOfEveryRoute, regulation24Document],
  outcome: outcomeLetterKind,
  following: document('following.submit', 'Intention to follow the process'),
  invitation: document('offers.invite', 'Invitation to make offers'),
} as const;

/** Letter C3: the further decision with its reasons, to everybody who must be told (reg 12(6), (8)). */
function furtherDecision(): DocumentKind<AwardContext> {
  return { kind: 'further-decision', title: 'Letter: further decision', template: 'psr/further-decision', audience: ['officers'], data: furtherDecisionLetter };
}

function furtherDecisionLetter(context: AwardContext, { authority, reference, on, by }: AboutDocument): FurtherDecisionLetter {
  const decision = lastDecision(context.standstill);
  if (!decision) throw new Error('The letter is made after the further decision.');
  const step = context.route === null ? undefined : STEPS[context.route].find(({ number }) => number === decision.toStep);
  return {
    letterhead: letterheadOf(authority),
    date: on, ourReference: reference, title: context.details?.title ?? '', addressees: [...decision.addressees],
    decision: decision.kind, step: step ? `Step ${step.number}: ${step.title}` : null, decidedOn: decision.on, later: decision.number > 1, reasons: decision.reasons,
    reviews: validOf(context.standstill).flatMap(({ name, review }) => (review ? [{ name, conclusion: sentenceCase(review.conclusion), findings: review.findings }] : [])),
    contact: contactOf(authority, by),
  };
}

