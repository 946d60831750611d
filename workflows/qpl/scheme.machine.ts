import { design } from '../shared/vocabulary.js';
import { approved, approving, draft, nothing } from './scheme.drafting.js';
import type { SchemeContext } from './scheme.events.js';
import { inAList } from './scheme.guards.js';
import { closed, running } from './scheme.running.js';

/**
 * A list that an authority keeps: drafted, approved by somebody else, published, in use, made longer, closed. What it may do beside that (cap its
 * members, change its conditions, close a round) follows from its legal basis, which is data in `regimes.ts`.
 *
 * The states stand in `scheme.drafting.ts` (before it is public) and `scheme.running.ts` (after), its rounds in `scheme.rounds.ts`, its notices in `scheme.notices.ts`,
 * the guards in `scheme.guards.ts` with their words in `scheme.refusals.ts`.
 */
const nothingYet: SchemeContext = {
  schemeId: '', slug: '',
  terms: {
    title: '', purpose: '', regime: 'PA23_LIGHT_TOUCH', regimeWhy: '', starts: '', ends: null, extension: null, runOff: '', decisionBasis: '', districts: [],
    lots: [], evidence: [], checks: [], questions: [], lotPassPercent: null, price: { kind: 'none', lines: [] },
    agreement: 'none', reapply: { coolOffMonths: null }, late: { accepts: false, text: '' }, cap: null, fees: 'none',
  },
  basis: null, done: [], draftedBy: [], returned: [], approval: null, callIn: 'none', rounds: [], invitation: null, priceSchedule: null, publishedOn: null, invitationIsOld: false,
  notices: [], noticeClock: null, asked: [], answered: [], late: [], allowedLate: [], changes: [], live: null, firstEnds: null, extensions: [], pastEnd: false, closed: null, abandoned: null,
};

export const schemeMachine = inAList.createMachine({
  id: 'qpl.scheme',
  context: nothingYet,
  initial: 'nothing',
  states: {
    nothing,
    draft,
    approving,
    approved,
    running,
    closed,
    abandoned: { meta: { title: 'Given up before it was published', sources: [design('A draft may be given up')] }, type: 'final' },
  },
});
