import type { Audience, Procedure } from '../../engine/procedure.js';
import type { SchemeContext, SchemeEvent } from '../../../workflows/qpl/scheme.events.js';
import { schemeMachine } from '../../../workflows/qpl/scheme.machine.js';
import { refusals } from '../../../workflows/qpl/scheme.refusals.js';
import { schemeDocuments } from './scheme.documents.js';
import { schemeFacts } from './scheme.facts.js';
import { schemeEvents } from './scheme.labels.js';
import { schemeNotices } from './scheme.notices.js';
import { schemePaths } from './scheme.paths.js';
import { schemeReactions } from './scheme.reactions.js';
import { projectScheme } from './scheme.row.js';

const everybody: readonly Audience[] = ['public'];

/** A list that the authority keeps, from its first draft to its end. */
export const schemeProcedure: Procedure<SchemeContext, SchemeEvent> = {
  name: 'qpl.scheme',
  title: 'Provider list',
  plural: 'Provider lists',
  machine: schemeMachine,
  version: 1,
  refusals,
  events: schemeEvents,
  opening: 'list.begin',
  series: 'QPL/L',
  facts: schemeFacts,
  project: projectScheme,
  // What a list publishes about itself. Who asked, who was late, what it is worth and who drafted it stay with the officers.
  fieldAudience: {
    schemeId: everybody, slug: everybody, terms: everybody, rounds: everybody, invitation: everybody, priceSchedule: everybody, publishedOn: everybody, answered: everybody, changes: everybody,
    firstEnds: everybody, extensions: everybody, closed: everybody,
  },
  // And none of it before it is published.
  shownTo: (visible, { kind }) => (kind === 'staff' || kind === 'system' || visible.publishedOn != null ? visible : {}),
  pages: () => [{ path: schemePaths.below.overview, text: 'The list' }, { path: schemePaths.below.coverage, text: 'Coverage' }],
  documents: schemeDocuments,
  notices: schemeNotices,
  reactions: schemeReactions,
  clocks: {
    'call-in': 'decisions.call-in', notice: ['qpl.modification-notice', 'qpl.established-notice', 'qpl.ceased-notice'], 'round-opens': 'qpl.round-opens', 'round-closes': 'qpl.round-closes', 'questions-end': 'qpl.questions-end', end: 'qpl.scheme-ends',
    'end-12': 'qpl.scheme-end-12', 'end-9': 'qpl.scheme-end-9', 'end-6': 'qpl.scheme-end-6', 'end-3': 'qpl.scheme-end-3',
  },
  retention: 'Procurement evidence: six years after the list ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'brokerage', 'auditor'],
};
