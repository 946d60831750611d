import type { Acknowledgement } from '../../../../templates/qpl/acknowledgement.data.js';
import type { Clarification } from '../../../../templates/qpl/clarification.data.js';
import { openQuestion } from '../../../../workflows/qpl/application.case.js';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { AboutDocument } from '../../../engine/procedure.js';
import { SECTIONS, type Section } from '../form/question.js';
import { addressed, contact, dueOn, letterhead, lotsOf } from './addressed.js';

/** "We have your application." */
export function acknowledgement(context: ApplicationContext, about: AboutDocument): Acknowledgement {
  const clock = about.clocks.find(({ name }) => name === 'decision');
  const close = about.clocks.find(({ name }) => name === 'close');
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    receivedAt: context.submittedAt ?? '',
    lots: lotsOf(context),
    evidence: context.evidence.map(({ title, fileName }) => ({ name: title, fileName })),
    round: close ? { closes: close.due } : null,
    late: context.late !== null && context.late.ruling === null ? { rule: context.rules?.lateText ?? '' } : null,
    decision: clock ? { by: clock.due, because: context.rules?.extendedRule ? `the law gives us ten working days, and where it is justified fifteen (${clock.source})` : 'this is our own target for every application to this list' } : null,
    timeToAnswer: 'five working days',
    contact: contact(about),
  };
}

/** "We need something more." */
export function clarification(context: ApplicationContext, about: AboutDocument): Clarification {
  const question = openQuestion(context);
  const due = (name: string) => about.clocks.find((clock) => clock.name === name)?.due;
  const decideBy = due('decision');
  const replyBy = due('reply') ?? due('grace') ?? about.on;
  return {
    letterhead: letterhead(about.authority),
    ...addressed(context, about),
    questions: question ? [{ about: SECTIONS[question.section as Section], question: question.question, why: null }] : [],
    replyBy,
    finalDay: due('reply') ? dueOn('qpl.clarification-grace', replyBy) : null,
    decisionClock: context.extended && decideBy ? { kind: 'extended', decideBy, reason: context.extended.why } : decideBy ? { kind: 'runs-on', decideBy } : { kind: 'none' },
    contact: contact(about),
  };
}
