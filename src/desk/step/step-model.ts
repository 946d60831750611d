import type { FieldError, Refused } from '../../engine/answers.js';
import type { ClockView, Step } from '../../engine/case-view.js';
import type { Field } from '../../engine/procedure.js';
import { dueInWords, refusalInWords, whoMay } from '../words.js';
import type { Typed } from '../../web/typed.js';
import type { AnyEventOf } from './any-event.js';
import { marked } from './copying.js';
import type { Copied } from './copying.js';
import { OCCURRED_BOXES } from './occurred.js';
import { answersInWords, isAbout, questionsOf, summaryOf } from './questions.js';

/** A step as the person stands before it: what it is about, and how far they are with it. */
export interface StepInHand {
  /** The case's address, or null for a step that opens a case. */
  readonly caseHref: string | null;
  readonly caseTitle: string;
  readonly reference: string | null;
  readonly sentence: string | null;
  readonly action: string;
  readonly event: AnyEventOf;
  readonly step: Step | null;
  readonly context: unknown;
  /** What the questions may offer choices from; empty where none of them asks for facts. */
  readonly facts: unknown;
  /** Only the authority's own people enter what happened earlier. */
  readonly mayBeEarlier: boolean;
  readonly seen: number | null;
  readonly key: string;
  readonly typed: Typed;
  /** The earlier case that answers were copied from, and where another can be chosen. */
  readonly copied?: Copied | null;
  readonly copyHref?: string | null;
}

/** The form, with what is wrong, what stops it, or what changed meanwhile. */
export function formModel(hand: StepInHand, said: { errors?: readonly FieldError[]; refusals?: readonly Refused[]; since?: readonly string[]; notice?: string | null } = {}) {
  const fields = hand.event.fields ?? [];
  // What a guard says of one answer stands beside that answer.
  const isOfQuestion = ({ field }: Refused) => field !== undefined && fields.some((each: Field) => isAbout({ field, message: '' }, each));
  const refused = said.refusals ?? [];
  const errors = [...(said.errors ?? []), ...refused.filter(isOfQuestion).map(({ field, because, unblock }) => ({ field: field!, message: `${because} ${unblock}` }))];
  return {
    ...hand,
    heading: hand.event.label,
    purpose: hand.event.purpose,
    questions: marked(questionsOf(fields, hand.context, hand.typed, errors, hand.facts), fields, hand.copied ?? null, hand.typed, errors),
    errors: summaryOf(fields, errors),
    fieldErrors: Object.fromEntries(errors.map((error) => [error.field, error.message])),
    refusals: refused.filter((each) => !isOfQuestion(each)).map(refusalInWords),
    since: said.since ?? null,
    notice: said.notice ?? null,
    earlier: OCCURRED_BOXES.some((box) => typeof hand.typed[box] === 'string' && hand.typed[box] !== ''),
    clock: hand.step?.clock ? { title: hand.step.clock.title, due: dueInWords(hand.step.clock), left: hand.step.clock.left, overdue: hand.step.clock.overdue } : null,
    files: fields.some(({ type }: Field) => type === 'file'),
    button: hand.event.final ? 'Check before you do this' : hand.event.label,
  };
}

/** Check answers: what was typed, and what sending it will do. */
export function checkModel(hand: StepInHand, input: Readonly<Record<string, unknown>>, will: { consequences: readonly string[]; starts: readonly ClockView[] }, occurred: string | null) {
  const answers = answersInWords(hand.event.fields ?? [], input, hand.context, hand.facts);
  const when = occurred ? [{ label: 'When it happened', lines: [occurred], box: 'occurred-day', table: null }] : [];
  return {
    ...hand,
    heading: hand.event.label,
    answers,
    parts: partsOf([...answers, ...when]),
    will: [...will.consequences, ...will.starts.map((clock) => `start a clock, “${clock.title}”: ${dueInWords(clock)} (${clock.left})`)],
    carried: Object.entries(hand.typed).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => ({ name, value: String(each) }))),
  };
}

type Answered = ReturnType<typeof answersInWords>[number];

/** Tables stand between the summary lists: beside a heading they would have a third of the page. */
function partsOf(answers: readonly Answered[]): (Answered | { answers: Answered[] })[] {
  const parts: (Answered | { answers: Answered[] })[] = [];
  for (const answer of answers) {
    const last = parts.at(-1);
    if (answer.table) parts.push(answer);
    else if (last && 'answers' in last) last.answers.push(answer);
    else parts.push({ answers: [answer] });
  }
  return parts;
}

/** Why not, and who can. */
export function notAllowedModel(hand: Pick<StepInHand, 'caseHref' | 'caseTitle' | 'event'>, roles: readonly string[], people: readonly string[]) {
  return { ...hand, heading: hand.event.label, who: whoMay(roles), people };
}

export type { AnyEventOf };
