import type { PsrNotice } from '../../../templates/psr/notice.data.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import { asDay } from '../../calendar/day.js';
import { formatLastMoment } from '../../calendar/day-words.js';
import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import { noticeDocument } from '../notices/notice-document.js';
import { noticeData } from '../notices/notice.js';
import { noticeFactsOf, noticeKindOf } from './award.notice-facts.js';

/** The kind of document that an intention published anew is frozen as. */
export const ANEW = 'intention-anew';

/** The intention as it was published in the place of an earlier one, whose number and day it names; the earlier document stays as it was frozen. */
export const intentionAnew: DocumentKind<AwardContext> = { kind: ANEW, title: 'Intention to award, published anew', template: 'psr/notice', audience: ['public', 'officers'], data: anew };

function anew(context: AwardContext, { authority, reference }: AboutDocument): PsrNotice {
  const [kind, published, last] = [noticeKindOf(context, 'intention.submit'), context.intention?.published, context.corrections.filter(({ replaced }) => replaced).at(-1)];
  if (kind === null || !published || !last?.replaced) throw new Error('An intention is made anew once it is published anew.');
  const lastDay = published.lawfulLastDay === null ? null : asDay(published.lawfulLastDay);
  const facts = noticeFactsOf(context, { authority, reference, publishOn: asDay(published.on), lastDay: null });
  const runs = lastDay === null ? '' : ` A new standstill runs, and representations may be made until ${formatLastMoment(lastDay)}.`;
  return {
    ...noticeDocument(noticeData(kind, facts), facts),
    published: { on: published.on, number: published.noticeNumber, link: null },
    corrects: { number: last.replaced.noticeNumber, on: last.replaced.on, how: `It is published in the place of that notice. What was wrong, and what is right now: ${last.why}${runs}` },
  };
}
