import type { Evidence } from '../../../workflows/qpl/lot.js';
import type { EvidenceRequirement, Scheme } from '../scheme/scheme.js';
import { askedQuestions, DECLARATIONS, wrongWith } from './questions.js';

/** An application as far as it is filled in: a draft, or what is being sent. */
export interface FilledIn {
  readonly answers: Readonly<Record<string, string>>;
  readonly lots: readonly unknown[];
  readonly evidence: readonly Evidence[];
  readonly declarations: readonly string[];
}

/** Something that still has to be done, and where. */
export interface Missing {
  readonly section: string;
  /** The question, the evidence or the declaration. */
  readonly key: string;
  readonly title: string;
}

/** Whether a piece of evidence is wanted, given the answers. */
export function isNeeded({ needed }: EvidenceRequirement, answers: Readonly<Record<string, string>>): boolean {
  return needed === 'required' || (typeof needed === 'object' && answers[needed.question] === needed.answer);
}

/** What an application still lacks by the scheme's requirements. The task list and the guard on sending both ask this. */
export function missingFrom(scheme: Pick<Scheme, 'evidence'>, filled: FilledIn): Missing[] {
  const questions = askedQuestions(filled.answers)
    .filter((question) => wrongWith(question, filled.answers[question.question] ?? '') !== null)
    .map(({ section, question, asked }) => ({ section, key: question, title: asked }));
  const evidence = scheme.evidence
    .filter((item) => isNeeded(item, filled.answers) && !filled.evidence.some((given) => given.requirement === item.requirement))
    .map(({ section, requirement, title }) => ({ section, key: requirement, title }));
  const lots = filled.lots.length === 0 ? [{ section: 'C', key: 'lots', title: 'The lots you apply for' }] : [];
  const declarations = DECLARATIONS.filter(({ declaration }) => !filled.declarations.includes(declaration))
    .map(({ declaration, text }) => ({ section: 'M', key: declaration, title: text }));
  return [...questions, ...evidence, ...lots, ...declarations];
}
