import type { MiniCompetition } from '../../../templates/psr/mini-competition.data.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import { asDay } from '../../calendar/day.js';
import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import { noticeFactsOf } from '../award/award.notice-facts.js';
import { contactOf } from '../notices/letterhead.js';
import { miniCompetition } from '../notices/letters.js';

/** The kind of letter C2 in a case. */
export const INVITATION = 'mini-competition-invitation';

const partiesOf = ({ placed }: AwardContext): string[] => (placed?.framework.parties ?? []).map(({ name }) => name);

/** What Schedule 15 asks of the invitation and the case does not yet say. */
export function invitationLacks(context: AwardContext, facts: NoticeFacts): readonly string[] {
  return miniCompetition(facts, { date: asDay('2026-01-01'), ourReference: '', contact: { name: '', role: '', email: '', phone: null }, parties: partiesOf(context) }).missing;
}

/** Letter C2, the same to every provider that is party to the framework (reg 18(7), (8); Sch. 15). */
export const partyInvitation: DocumentKind<AwardContext> = {
  kind: INVITATION, title: 'Letter: invitation to compete under the framework', template: 'psr/mini-competition', audience: ['officers'],
  data: (context: AwardContext, { authority, reference, on, by }: AboutDocument): MiniCompetition => {
    const facts = noticeFactsOf(context, { authority, reference, publishOn: null, lastDay: null });
    const { data, missing } = miniCompetition(facts, { date: asDay(on), ourReference: reference, contact: contactOf(authority, by), parties: partiesOf(context) });
    if (data === null) throw new Error(`The invitation lacks something: ${missing.join(' ')}`);
    return data;
  },
};
