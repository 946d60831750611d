import type { Scheme } from '../scheme/scheme.js';
import { askedQuestions, isNeeded, type FilledForm, type FormOf } from './form/form.js';
import { DECLARATIONS } from './form/common-questions.js';
import { NOT_APPLICABLE, noEvidence, wrongWith } from './form/question.js';

/** An application as far as it is filled in: a draft, or what is being sent. */
export interface FilledIn extends FilledForm {
  readonly declarations: readonly string[];
  /** What was copied from an earlier application and not looked at again: keys of questions and of evidence. */
  readonly toConfirm?: Readonly<Record<string, unknown>>;
}

/** Something that still has to be done, and where. */
export interface Missing {
  readonly section: string;
  /** The question, the evidence or the declaration. */
  readonly key: string;
  readonly title: string;
}

/** What an application still lacks by the scheme's requirements. The task list and the guard on sending both ask this. */
export function missingFrom(scheme: FormOf & Pick<Scheme, 'evidence'>, filled: FilledIn): Missing[] {
  const isToConfirm = (key: string) => Object.hasOwn(filled.toConfirm ?? {}, key);
  const questions = askedQuestions(scheme, filled)
    .filter((question) => wrongWith(question, filled.answers[question.question] ?? '', filled.answers) !== null || isToConfirm(question.question))
    .map(({ section, question, asked }) => ({ section, key: question, title: asked }));
  const evidence = scheme.evidence
    .filter((item) => {
      const given = filled.evidence.some(({ requirement }) => requirement === item.requirement);
      if (given) return isToConfirm(item.requirement);
      return isNeeded(item, filled.answers) && !(filled.answers[noEvidence(item.requirement)] ?? '').startsWith(NOT_APPLICABLE);
    })
    .map(({ section, requirement, title }) => ({ section, key: requirement, title }));
  const lots = filled.lots.length === 0 ? [{ section: 'C', key: 'lots', title: 'The lots you apply for' }] : [];
  const declarations = DECLARATIONS.filter(({ declaration }) => !filled.declarations.includes(declaration))
    .map(({ declaration, text }) => ({ section: 'M', key: declaration, title: text }));
  return [...questions, ...evidence, ...lots, ...declarations];
}
