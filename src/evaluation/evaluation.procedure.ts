import type { Procedure } from '../engine/procedure.js';
import type { EvaluationContext, EvaluationEvent } from '../../workflows/evaluation/evaluation.events.js';
import { evaluationMachine } from '../../workflows/evaluation/scoring.machine.js';
import { refusals } from '../../workflows/evaluation/evaluation.refusals.js';
import { evaluationDocuments } from './evaluation.documents.js';
import { evaluationFacts } from './evaluation.facts.js';
import { evaluationEvents } from './evaluation.labels.js';
import { evaluationNotices } from './evaluation.notices.js';
import { evaluationReactions } from './evaluation.reactions.js';
import { projectEvaluation } from './evaluation.row.js';
import { maySeeScores, READERS, shownOf } from './evaluation.shown.js';

/** What any case may ask for: answers scored alone by at least two people, and one agreed score for each. */
export const evaluationProcedure: Procedure<EvaluationContext, EvaluationEvent> = {
  name: 'evaluation.scoring',
  title: 'Evaluation',
  plural: 'Evaluations',
  machine: evaluationMachine,
  version: 1,
  refusals,
  events: evaluationEvents,
  opening: 'evaluation.open',
  series: 'EV',
  facts: evaluationFacts,
  project: projectEvaluation,
  // Nothing of it is for the candidate, who is told the outcome by the case that asked.
  fieldAudience: {},
  shownTo: shownOf,
  ownEntriesAreOpen: maySeeScores,
  documents: evaluationDocuments,
  notices: evaluationNotices,
  reactions: evaluationReactions,
  clocks: { alarm: 'qpl.evaluation-alarm' },
  retention: 'Procurement evidence: six years after the award, or after the place on the list ends',
  lead: 'procurement officer',
  // Reopening is the asking case's: it opens another attempt.
  reopenedBy: [],
  readers: READERS,
  namedReaders: ['evaluator', 'moderator'],
};
