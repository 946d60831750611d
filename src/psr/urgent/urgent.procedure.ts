import { asInstant, dayOf } from '../../calendar/day.js';
import type { CaseRow, Procedure } from '../../engine/procedure.js';
import type { UrgentContext, UrgentEvent } from '../../../workflows/psr/urgent.events.js';
import { urgentMachine } from '../../../workflows/psr/urgent.machine.js';
import { refusals } from '../../../workflows/psr/urgent.refusals.js';
import { jointMessages } from '../joint/joint.messages.js';
import { partnersPeople, partnersSentence } from '../joint/joint.row.js';
import { psr } from '../psr.paths.js';
import { urgentFacts } from './urgent.facts.js';
import { urgentLabels } from './urgent.labels.js';
import { urgentNotice } from './urgent.notice.js';

const STAGES: Readonly<Record<string, string>> = { notYet: 'Not begun', preparing: 'Being prepared', announcing: 'Notice to submit', made: 'Made', dropped: 'Dropped' };
const WORDS = { award: 'Urgent award', modification: 'Urgent modification', bridge: 'Bridge of a standstill' } as const;

function projectUrgent(context: UrgentContext, value: unknown): CaseRow {
  const { kind, terms, overdue, announced } = context;
  const stage = STAGES[String(value)] ?? 'Not begun';
  const names = terms?.providers.map(({ name }) => name).join(', ') ?? null;
  return {
    title: kind && terms ? `${WORDS[kind]}: ${terms.title}` : 'An urgent act',
    sentence: [kind ? `${WORDS[kind]} with ${names}.` : '', { 'Being prepared': 'It is being prepared.', 'Notice to submit': 'Made; its notice is to be submitted.', Made: 'Made. A normal process is to follow.', Dropped: 'Dropped.' }[stage] ?? 'Nothing has begun.', overdue.length > 0 && announced === null ? 'The notice is overdue.' : '', partnersSentence(context, 'urgent act')].filter(Boolean).join(' '),
    stage, open: stage !== 'Made' && stage !== 'Dropped', organisationId: null, ...partnersPeople(context), search: [terms?.title, terms?.services, names].filter(Boolean).join(' '),
    columns: { kind, provider: names, contractCase: context.contract?.caseId ?? null, lifetimePence: terms?.lifetimePence ?? null, madeOn: context.made?.on ?? null, noticeSubmittedOn: announced?.on ?? null, overdue: overdue.length > 0, lateOn: overdue.map(({ since }) => dayOf(asInstant(since))).join(' ') || null },
  };
}

/** An award or a modification under regulation 14. */
export const urgentProcedure: Procedure<UrgentContext, UrgentEvent> = {
  name: 'psr.urgent', title: 'Urgent award or modification', plural: 'Urgent awards and modifications', machine: urgentMachine, version: 1, refusals, events: urgentLabels, opening: 'urgent.open', series: 'PSR/U',
  facts: urgentFacts, project: projectUrgent, fieldAudience: {}, documents: [urgentNotice], joint: true, pages: () => [{ path: psr.below.partners, text: 'Partners' }], clocks: { 'urgent-notice': 'psr.urgent-notice' },
  notices: {
    ...jointMessages('urgent act'),
    beginNormal: {
      to: () => ({ role: 'commissioning manager' }), subject: ({ terms }, { reference }) => `${reference}: begin a normal process for ${terms?.title ?? 'an urgent contract'}`,
      text: (_, { link, authority }) => ['An urgent act was made under regulation 14. It is meant to be as short as possible: begin the choice of a route for what comes after.', `Read more here: ${link}`, authority.name].join('\n\n'),
    },
  },
  retention: 'Procurement record: six years after the contract ends', lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'],
};
