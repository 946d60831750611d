import type { AnyTold } from '../../src/engine/procedure.js';
import type { ActingFacts, EvaluationWanted, NamingFacts, ScoreInput, ScoredPart } from '../../workflows/evaluation/evaluation.events.js';
import { evaluationMachine } from '../../workflows/evaluation/scoring.machine.js';
import { refusals } from '../../workflows/evaluation/evaluation.refusals.js';
import { person, told } from '../workflows/walk.js';

export const procedure = { machine: evaluationMachine, refusals };

export const SCALE = [
  { score: 0, meaning: 'Nothing that answers it' }, { score: 1, meaning: 'Poor' }, { score: 2, meaning: 'Weak' }, { score: 3, meaning: 'Satisfactory' }, { score: 4, meaning: 'Good' }, { score: 5, meaning: 'Excellent' },
];

export const question = (key: string, weight: number, more: Partial<ScoredPart['questions'][number]> = {}): ScoredPart['questions'][number] => ({
  key, asked: `What do you do about ${key}?`, guidance: `Say what you do about ${key}.`, weight, scale: SCALE, passMark: null, answer: `We do much about ${key}.`, evidence: [], ...more,
});

export const part = (key: string, questions: ScoredPart['questions'], passPercent: number | null = null): ScoredPart => ({ key, title: `Lot ${key}`, passPercent, questions });

/** Two questions of one lot, safeguarding with a pass mark, 60 percent to reach. */
export const wanted = (more: Partial<EvaluationWanted> = {}): EvaluationWanted => ({
  of: 'the application', reference: 'QPL/A 26/00001', title: 'Application of Hop Garden Therapies to the therapies list', candidate: { organisationId: 'hop garden', name: 'Hop Garden Therapies' },
  subjectTitle: 'The therapies list', parts: [part('SLT', [question('safeguarding', 40, { passMark: 3 }), question('outcomes', 60)], 60)], minimumEvaluators: 2, dueRule: 'qpl.evaluation-alarm', startedOn: '2026-11-02', ...more,
});

export const officer = person('Priya', 'procurement officer');
export const system = person('Clerkwell', 'system');
export const ella = person('Ella', 'evaluator');
export const tom = person('Tom', 'evaluator');
export const may = person('May', 'moderator');

const REASON = 'The answer says who does what, when, and how it is checked.';
const acting: ActingFacts = { hasInterest: false, reasonCharacters: 20 };
const naming = (personId: string, more: Partial<NamingFacts> = {}): NamingFacts => ({ person: { personId, name: personId, email: `${personId.toLowerCase()}@sample.example` }, holdsRole: true, hasInterest: false, moderatorMayScore: false, ...more });

// What people do, as the machine is told of it.
export const open = (more: Partial<EvaluationWanted> = {}, facts: object = {}): AnyTold => told('evaluation.open', system, wanted(more), { clockIsKnown: true, minimum: 2, reference: null, earlier: null, ...facts });
export const assign = (who: string, facts: Partial<NamingFacts> = {}, input: object = {}): AnyTold => told('evaluator.assign', officer, { personId: who, lentBy: null, until: null, ...input }, naming(who, facts));
export const replace = (replaces: string, who: string, facts: Partial<NamingFacts> = {}): AnyTold =>
  told('evaluator.replace', officer, { replaces, personId: who, lentBy: null, until: null, why: 'Is ill until the end of the month.' }, naming(who, facts));
export const moderate = (who: string, facts: Partial<NamingFacts> = {}, why: string | null = null): AnyTold => told('moderator.assign', officer, { personId: who, why }, naming(who, facts));
export const declare = (by: typeof ella, facts: Partial<ActingFacts> = {}, experience = 'Ten years as a speech therapist and commissioner.'): AnyTold => told('fitness.declare', by, { experience }, { ...acting, ...facts });
export const conflict = (by: typeof ella): AnyTold => told('conflict.declare', by, { kind: 'personal', detail: 'My sister works there.' }, acting);
export const score = (by: typeof ella, key: string, given: number, more: Partial<ScoreInput> = {}, facts: Partial<ActingFacts> = {}): AnyTold =>
  told('score.record', by, { part: 'SLT', question: key, score: given, reason: REASON, why: null, ...more }, { ...acting, ...facts });
export const finish = (by: typeof ella): AnyTold => told('sheet.finish', by, {}, acting);
export const agree = (key: string, given: number, more: Partial<ScoreInput> = {}, by = may): AnyTold => told('score.agree', by, { part: 'SLT', question: key, score: given, reason: REASON, why: null, ...more }, acting);
export const close = (by = may): AnyTold => told('evaluation.agree', by, {}, acting);

/** Two evaluators and a moderator, all cleared. */
export const staffed = [open(), assign('Ella'), assign('Tom'), moderate('May'), declare(ella), declare(tom), declare(may)];
export const sheet = (by: typeof ella, safeguarding: number, outcomes: number): AnyTold[] => [score(by, 'safeguarding', safeguarding), score(by, 'outcomes', outcomes), finish(by)];
export const scored = [...staffed, ...sheet(ella, 4, 3), ...sheet(tom, 2, 5)];
