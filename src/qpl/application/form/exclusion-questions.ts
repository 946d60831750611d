import type { RaisedConcern } from '../../../../workflows/qpl/application.context.js';
import type { ExclusionGround, ExclusionSet, GroundKind } from '../../../../workflows/qpl/exclusions.js';
import { ticked, type Answers, type FormQuestion } from './question.js';

/** Section D: every ground of the law under which the list was begun, asked in two pages; what is ticked is asked about one by one. */

const NONE = 'none';
const KEYS: Readonly<Record<GroundKind, string>> = { mandatory: 'exclusion-mandatory', discretionary: 'exclusion-discretionary' };
/** What nobody can say of themselves: officers look it up. */
const isAsked = ({ key }: ExclusionGround) => !key.startsWith('debarment');
const grounds = (set: ExclusionSet, kind: GroundKind) => set.grounds.filter((ground) => ground.kind === kind && isAsked(ground));
const detailOf = ({ key }: ExclusionGround) => `ground-${key}`;
const cleaningOf = ({ key }: ExclusionGround) => `put-right-${key}`;

export function exclusionQuestions(set: ExclusionSet): FormQuestion[] {
  const ask = (kind: GroundKind, asked: string): FormQuestion => ({
    section: 'D', question: KEYS[kind], type: 'checkboxes', longest: 600, asked, none: NONE,
    why: `${set.title}. A tick does not reject you: we ask what happened and what you have put right, and two people look at it.`,
    hint: `${backTo(set, kind)} It counts for your organisation, whoever owns or runs it, and whoever it relies on.`,
    options: [...grounds(set, kind).map(({ key, asked: words }) => ({ value: key, text: `${words.charAt(0).toUpperCase()}${words.slice(1)}` })), { value: NONE, text: 'None of these' }],
  });
  const detail = (ground: ExclusionGround): FormQuestion[] => {
    const when = (answers: Answers) => ticked(answers[KEYS[ground.kind]]).includes(ground.key);
    return [
      { section: 'D', question: detailOf(ground), type: 'textarea', longest: 4000, when, asked: `${ground.title}: what happened, and when?`, why: 'We must know which ground it is about and how long ago it was.', hint: 'Who, what, the date, and what the court or the register decided' },
      { section: 'D', question: cleaningOf(ground), type: 'textarea', longest: 4000, when, asked: `${ground.title}: what have you put right?`, why: 'We must consider it before we decide. You may have paid, changed who runs the organisation, trained people, or worked with the authorities.', hint: 'If nothing yet, say so' },
    ];
  };
  const all = (['mandatory', 'discretionary'] as const).flatMap((kind) => grounds(set, kind));
  return [
    ask('mandatory', 'Does any of these exclusion grounds apply?'),
    ask('discretionary', 'Does any of these other exclusion grounds apply?'),
    ...all.flatMap(detail),
  ];
}

/** "In the last five years." */
function backTo(set: ExclusionSet, kind: GroundKind): string {
  const years = Math.max(...grounds(set, kind).map((ground) => ground.years ?? 0));
  return `In the last ${['', 'year', 'two', 'three', 'four', 'five', 'six'][years] ?? years} years.`;
}

/** The grounds that a provider ticked, each as a concern to be reviewed. */
export function concernsIn(set: ExclusionSet, answers: Answers): RaisedConcern[] {
  return (['mandatory', 'discretionary'] as const).flatMap((kind) => {
    const chosen = ticked(answers[KEYS[kind]]);
    return grounds(set, kind).filter(({ key }) => chosen.includes(key)).map((ground) => ({
      ground: ground.key, title: ground.title, kind, canBeOvercome: ground.canBeOvercome, raisedBy: 'the provider’s answer' as const,
      detail: answers[detailOf(ground)] ?? '', selfCleaning: answers[cleaningOf(ground)] ?? '',
    }));
  });
}
