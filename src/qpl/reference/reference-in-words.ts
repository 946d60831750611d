import { AGAIN, KEPT } from './reference.procedure.js';
import type { ReferenceLine } from './references.js';

/** A reference as officers read it, beside the checks as well. */
export function inWords({ view, context, due, invitation }: ReferenceLine) {
  const { answer, referee } = context;
  const text = (options: readonly { value: string; text: string }[], value: string) => options.find((option) => option.value === value)?.text ?? value;
  return {
    name: referee?.name ?? '', organisation: referee?.organisation ?? '', email: context.mailbox?.email ?? '', stage: view.row.stage, sentence: view.row.sentence, isOpen: context.ended === null,
    askedOn: context.askedOn, chasedOn: context.chasedOn, due, noAnswerBy: context.ended === null && context.overdueSince !== null ? due ?? context.overdueSince : null, wentOut: invitation !== null, shown: context.shown, why: context.endedWhy,
    hasConcerns: answer?.concerns === 'yes',
    answers: answer === null ? [] : [
      { asked: 'How they know the provider’s work', answer: answer.knows }, { asked: 'Last worked for them', day: answer.lastWorkedOn }, { asked: 'Sessions took place as agreed', answer: text(KEPT, answer.kept) },
      { asked: 'Concerns', answer: answer.concerns === 'yes' ? answer.concernsWhat : 'None' }, { asked: 'Would use them again', answer: text(AGAIN, answer.again) },
      ...(answer.more === '' ? [] : [{ asked: 'What else they said', answer: answer.more }]), { asked: 'Said as', answer: answer.position },
    ],
  };
}
