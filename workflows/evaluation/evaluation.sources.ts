import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

/** Where the rules of an evaluation come from, as cited by its states, transitions and refusals. */
export const scoringAlone = fromKnowledge('Usual practice in choosing providers: two or more evaluators score alone, then one agreed score is recorded with its reasons');
export const fitToScore = verified('Independent Patient Choice and Procurement Panel, CR0009-25, CR0011-25 and CR0018-25: evaluators’ conflicts and experience');
export const everyChange = verified('Independent Patient Choice and Procurement Panel, CR0015-25: each change of a score needs its reason');
export const keptForEver = verified('Newham’s care framework was run again after flaws in moderation and in its notices: individual scores are kept as they were given');
export const publishedRules = fromKnowledge('Public Contracts Regulations 2015 reg 18: what is scored, how it is weighted and when it passes is what was published');
export const separation = design('Who moderates did not score: the one who leads to the agreed score does not defend a score of their own');
export const asking = design('An evaluation is opened, opened again and stopped by the case that asks for it');
export const staffing = design('The officer who runs the case names the evaluators and the moderator, and says why one is replaced');
export const alarm = design('An alarm two working days before a decision is due, where the asking case runs such a clock');
