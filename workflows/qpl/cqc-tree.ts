import { fromKnowledge, verified, type Source } from '../shared/vocabulary.js';

/** One question of the tree. `yes` and `no` lead to another question or to an end. */
export interface CqcQuestion {
  readonly key: string;
  readonly asked: string;
  readonly yes: CqcStep;
  readonly no: CqcStep;
  readonly source: Source;
}
/** The key of the next question, or where the answers end. */
export type CqcStep = string | { readonly end: CqcEnd };
export type CqcEnd = 'registration needed' | 'not in scope' | 'ask the Commission';

const scope = verified('Care Quality Commission: scope of registration, treatment of disease, disorder or injury depends on listed professionals');
const listed = fromKnowledge('Care Quality Commission: speech and language therapists, occupational therapists and physiotherapists are outside the listed professionals');

/** Whether what a provider does needs registration. It depends on who treats and how, so it is asked question by question and the reason is kept. */
export const CQC_TREE: readonly CqcQuestion[] = [
  { key: 'only-education', asked: 'Is everything it does teaching, training or advice, with no treatment of disease, disorder or injury?', yes: { end: 'not in scope' }, no: 'listed-professional', source: scope },
  { key: 'listed-professional', asked: 'Does a doctor, nurse, dentist, midwife, biomedical scientist, clinical scientist or another listed professional treat, or lead the team that treats?', yes: { end: 'registration needed' }, no: 'diagnostic', source: scope },
  { key: 'diagnostic', asked: 'Does anybody use endoscopy, imaging, surgical or other diagnostic procedures that are regulated by themselves?', yes: { end: 'registration needed' }, no: 'personal-care', source: listed },
  { key: 'personal-care', asked: 'Does it give personal care, or accommodation with nursing or treatment?', yes: { end: 'registration needed' }, no: 'sure', source: scope },
  { key: 'sure', asked: 'Are you sure of each answer, from what the provider said and what its clinicians do?', yes: { end: 'not in scope' }, no: { end: 'ask the Commission' }, source: listed },
];

export type CqcAnswers = Readonly<Record<string, 'yes' | 'no'>>;

/** Where the answers lead, and which questions were asked on the way. `end` is null while the next question has no answer. */
export function followCqc(answers: CqcAnswers): { readonly path: readonly CqcQuestion[]; readonly end: CqcEnd | null } {
  const path: CqcQuestion[] = [];
  let question = CQC_TREE[0];
  while (question) {
    path.push(question);
    const answer = answers[question.key];
    if (answer === undefined) return { path, end: null };
    const step: CqcStep = question[answer];
    if (typeof step !== 'string') return { path, end: step.end };
    question = CQC_TREE.find(({ key }) => key === step);
  }
  return { path, end: null };
}
