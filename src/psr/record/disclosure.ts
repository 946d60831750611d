import type { EvaluationContext, Member } from '../../../workflows/evaluation/evaluation.events.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import { formatDay, formatInstant } from '../../calendar/day-words.js';
import { asDay, asInstant } from '../../calendar/day.js';
import { decisionsTaken } from './decisions-taken.js';
import type { EvaluationSeen } from './regulation-24.js';

/** The three exceptions of SI 2023/1348 reg 12(5), in its words shortened. */
export const EXCEPTIONS = {
  'commercial interests': 'It would prejudice the legitimate commercial interests of a person',
  'fair competition': 'It might prejudice fair competition between providers',
  'public interest': 'It would otherwise be contrary to the public interest',
} as const;
export type Exception = keyof typeof EXCEPTIONS;

/** One part of the pack: written here from the case, or a document of the case as it was frozen. */
export interface Part {
  readonly key: string;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly documentId: string | null;
}
/** What is not given, by which exception and why. Without words the whole part is held back; with them only these are taken out, wherever a part written here says them. */
export interface Held {
  readonly key: string;
  readonly exception: Exception;
  readonly why: string;
  readonly words: readonly string[];
}
export interface Disclosed {
  readonly given: readonly Part[];
  readonly held: readonly { readonly title: string; readonly exception: Exception; readonly why: string; readonly whole: boolean }[];
}

/** All that a provider may ask for after an intention to award (reg 12(4)), in the order in which it is read. */
export function partsOf(context: AwardContext, evaluations: readonly EvaluationSeen[], documents: readonly { readonly documentId: string; readonly title: string }[]): readonly Part[] {
  const written = (key: string, title: string, sections: Part['sections']): Part => ({ key, title, sections, documentId: null });
  return [
    written('decision-makers', 'Who decided', [{ heading: 'People who decide', lines: context.decisionMakers.map(({ name, role, body }) => `${name}, ${role}${body ? `, in ${body}` : ''}`) }]),
    written('decisions', 'Decisions and their reasons', decisionsTaken(context).map(({ what, source, on, by, reasons }) => ({ heading: what, lines: [`${formatDay(asDay(on))}, by ${by.name}, ${by.role}. Under ${source}.`, reasons] }))),
    written('conflicts', 'Conflicts of interest and how they were managed', conflicts(context, evaluations)),
    ...context.assessments.map(({ provider, whyTheseWeights, criteria }, n) => written(`assessment-${n + 1}`, `Key criteria about ${provider}`, [
      ...(whyTheseWeights ? [{ heading: 'Why these weights', lines: [whyTheseWeights] }] : []),
      ...criteria.map(({ criterion, weight, evidence, finding }) => ({ heading: `${criterion}${weight === null ? '' : `, ${weight}%`}`, lines: [`Looked at: ${evidence}`, `Found: ${finding}`] })),
    ])),
    ...context.selections.map(({ provider, items }, n) => written(`selection-${n + 1}`, `Basic selection criteria about ${provider}`, items.map(({ kind, requirement, evidence, finding }) => ({ heading: kind, lines: [requirement, `Looked at: ${evidence}`, `Found: ${finding}`] })))),
    ...evaluations.flatMap(({ reference, context: of }) => [
      written(`scores-${reference}`, `Each evaluator’s own scores and comments: ${of.candidate?.name ?? of.title}`, ownScores(of)),
      written(`moderation-${reference}`, `Agreed scores and the reasons of moderation: ${of.candidate?.name ?? of.title}`, agreedScores(of)),
      written(`experience-${reference}`, `Evaluators’ experience: ${of.candidate?.name ?? of.title}`, [{ heading: 'Said before anything was seen', lines: [...of.evaluators, ...of.moderators].map(experience) }]),
    ]),
    ...documents.map(({ documentId, title }) => ({ key: `document-${documentId}`, title, sections: [], documentId })),
  ].filter(({ sections, documentId }) => documentId !== null || sections.some(({ lines }) => lines.length > 0));
}

function conflicts({ interests, noneDeclared, evaluators }: AwardContext, evaluations: readonly EvaluationSeen[]): Part['sections'] {
  const declared = evaluations.flatMap(({ context }) => [...context.evaluators, ...context.moderators].map(({ name, declarations, ended }) => {
    const found = declarations.flatMap(({ conflict }) => (conflict ? [`${conflict.kind}: ${conflict.detail}`] : []));
    return `${name}: ${found.length > 0 ? `${found.join('. ')}. ${ended ? `Replaced: ${ended.why}` : 'Kept from the answers'}` : declarations.length > 0 ? 'none declared' : 'has not declared yet'}`;
  }));
  return [
    { heading: 'Those who decide and advise', lines: interests.length > 0 ? interests.map(({ name, interest, isConflict, why, action, managed }) => `${name}: ${interest}. ${isConflict ? 'A conflict' : 'Not a conflict'}: ${why}. ${action}. ${managed}`) : noneDeclared ? [`None declared, said by ${noneDeclared.by.name} on ${formatDay(asDay(noneDeclared.on))}`] : [] },
    { heading: 'Those who score', lines: [...evaluators.map(({ name, interest }) => `${name}: ${interest === 'none' ? 'none declared' : 'an interest was declared'}`), ...declared] },
  ];
}

const experience = ({ name, declarations }: Member): string => `${name}: ${declarations.findLast((one) => one.experience !== null)?.experience ?? 'nothing said'}`;
const asked = ({ parts }: EvaluationContext, part: string, question: string): string => parts.find(({ key }) => key === part)?.questions.find(({ key }) => key === question)?.asked ?? question;

/** Scores as they were given, with those that took the place of others and why: nothing is left out of the history. */
const ownScores = (of: EvaluationContext): Part['sections'] => of.sheets.map(({ personId, scores }) => ({
  heading: of.evaluators.find((one) => one.personId === personId)?.name ?? 'An evaluator',
  lines: scores.map(({ part, question, score, reason, why, at }) => `${asked(of, part, question)}: ${score}. ${reason}${why ? ` Changed because: ${why}` : ''} (${formatInstant(asInstant(at))})`),
}));
const agreedScores = (of: EvaluationContext): Part['sections'] => of.agreed.map(({ part, question, score, reason, why, by, at }) => ({
  heading: asked(of, part, question), lines: [`${score}, agreed by ${by.name} as moderator, ${at}`, reason, ...(why ? [`Changed because: ${why}`] : [])],
}));

/** What is given and what is not. Words that are held back are taken out of the text itself: nothing is left underneath. */
export function disclosed(parts: readonly Part[], holds: readonly Held[]): Disclosed {
  const whole = new Map(holds.filter(({ words }) => words.length === 0).map((hold) => [hold.key, hold]));
  const cuts = holds.flatMap(({ words, exception }) => words.map((word) => ({ word, left: `[taken out: ${exception}]` }))).sort((a, b) => b.word.length - a.word.length);
  const cut = (text: string): string => cuts.reduce((said, { word, left }) => said.replace(new RegExp(escaped(word), 'giu'), () => left), text);
  return {
    given: parts.filter(({ key }) => !whole.has(key)).map((part) => ({ ...part, title: cut(part.title), sections: part.sections.map(({ heading, lines }) => ({ heading: cut(heading), lines: lines.map(cut) })) })),
    held: holds.map(({ key, exception, why, words }) => ({ title: cut(parts.find((one) => one.key === key)?.title ?? key), exception, why, whole: words.length === 0 })),
  };
}
const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** What is wrong with what is to be held back; empty where nothing is. */
export function wrongHolds(parts: readonly Part[], holds: readonly Held[]): readonly { readonly key: string; readonly message: string }[] {
  return holds.flatMap(({ key, why, words }) => {
    const part = parts.find((one) => one.key === key);
    if (!part) return [];
    const said = part.sections.flatMap(({ heading, lines }) => [heading, ...lines]).join('\n').replace(/\s+/g, ' ').toLowerCase();
    const absent = words.filter((word) => !said.includes(word.replace(/\s+/g, ' ').toLowerCase()));
    return [
      ...(why.trim().length < 10 ? [{ key, message: `Say why “${part.title}” is held back: the provider reads it` }] : []),
      ...(part.documentId !== null && words.length > 0 ? [{ key, message: `“${part.title}” is a document as it was frozen: hold it back as a whole` }] : []),
      ...(part.documentId === null && absent.length > 0 ? [{ key, message: `“${part.title}” does not say: ${absent.join('; ')}` }] : []),
    ];
  });
}
