import { asDay, isDay } from '../../calendar/day.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { UrgentContext, UrgentFacts } from '../../../workflows/psr/urgent.events.js';
import { actFacts } from '../modification/act.facts.js';
import { twelveMonthsFrom } from '../notices/notice-standstill.js';
import { noticeFactsOfUrgent, URGENT_NOTICE, urgentNoticeKind } from './urgent.notice.js';

/** What regulation 14 needs to know from elsewhere. */
export async function urgentFacts(query: FactQuery<UrgentContext>, sources: FactSources): Promise<UrgentFacts> {
  const { context } = query;
  const { terms, kind, made } = context;
  const twelve = terms && isDay(terms.serviceStart) ? twelveMonthsFrom(asDay(terms.serviceStart)) : null;
  return {
    ...(await actFacts(query, sources, {
      opening: 'urgent.open', providers: terms?.providers ?? [], document: URGENT_NOTICE, notice: made === null || kind === 'bridge' ? null : (about) => ({ kind: urgentNoticeKind(context), facts: noticeFactsOfUrgent(context, about) }),
    })),
    isOverTwelveMonths: terms !== null && (twelve === null || terms.serviceEnd > twelve),
  };
}
