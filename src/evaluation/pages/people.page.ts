import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Member } from '../../../workflows/evaluation/evaluation.events.js';
import { isActive, missingEvaluators, moderatorOf, nameOf } from '../../../workflows/evaluation/people.js';
import { readDay } from '../../calendar/day-input.js';
import { momentInWords } from '../../desk/words.js';
import { flash } from '../../web/flash.js';
import { evaluation } from '../evaluation.paths.js';
import { PeopleToName } from '../people-to-name.js';
import { openEvaluation, stepOf, notYours, topOf, type EvaluationInHand } from './taking.js';
import { HandMadeSteps, shownAgain, type ShownAgain } from '../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../web/typed.js';

const STATUS: Readonly<Record<Member['status'], string>> = { 'to declare': 'Has still to declare', cleared: 'Declared no conflict', finished: 'Has finished', replaced: 'Replaced', conflict: 'Declared a conflict' };
/** What each form of the page sends. */
const ACTS = { assign: 'evaluator.assign', replace: 'evaluator.replace', moderator: 'moderator.assign' } as const;
type Act = keyof typeof ACTS;

/** Who scores and who moderates: name them, replace them, borrow one from another authority; with what they said of themselves. */
@Controller('cases')
export class EvaluatorsPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly people: PeopleToName,
  ) {}

  @Get(':caseId/evaluators')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.show(res, await openEvaluation(this.steps, req, caseId), {}, null);
  }

  @Post(':caseId/evaluators')
  async name(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await openEvaluation(this.steps, req, caseId);
    const act: Act = textOf(typed, 'act') in ACTS ? (textOf(typed, 'act') as Act) : 'assign';
    if (!stepOf(hand, ACTS[act])?.mine) throw notYours(stepOf(hand, ACTS[act]));
    const read = await this.read(hand, act, typed);
    const shown = 'errors' in read ? shownAgain(422, { errors: read.errors }) : await this.steps.send(hand, ACTS[act], read.input, { key: textOf(typed, 'key') });
    if (shown) return this.show(res.status(shown.status), hand, typed, shown);
    flash(req, { kind: 'success', text: { assign: 'The evaluator is named and is told.', replace: 'The evaluator is replaced, and the new one is told.', moderator: 'The moderator is named and is told.' }[act] });
    res.redirect(303, evaluation.underCase(caseId, evaluation.below.people));
  }

  /** One of the authority's own people by id, or somebody of another authority by address. */
  private async read(hand: EvaluationInHand, act: Act, typed: Typed): Promise<{ input: object } | { errors: ShownAgain['errors'] }> {
    const box = (name: string) => textOf(typed, `${act}-${name}`);
    const why = box('why');
    if (act === 'moderator') return box('person') ? { input: { personId: box('person'), why: why || null } } : { errors: [{ field: 'moderator-person', message: 'Choose who is to moderate' }] };
    const replaces = act === 'replace' ? { replaces: box('replaces'), why } : {};
    const errors: ShownAgain['errors'][number][] = [
      ...(act === 'replace' && box('replaces') === '' ? [{ field: 'replace-replaces', message: 'Choose who is replaced' }] : []),
      ...(act === 'replace' && why === '' ? [{ field: 'replace-why', message: 'Say why they are replaced' }] : []),
    ];
    if (!['name', 'email', 'lentBy'].some((name) => box(name) !== '')) {
      if (box('person') === '') errors.push({ field: `${act}-person`, message: 'Choose who is to score, or say whom another authority lends' });
      return errors.length > 0 ? { errors } : { input: { personId: box('person'), lentBy: null, until: null, ...replaces } };
    }
    if (box('person') !== '') errors.push({ field: `${act}-person`, message: 'Choose one of your own people, or say whom another authority lends; not both' });
    if (box('name') === '') errors.push({ field: `${act}-name`, message: 'Enter the name of the person whom another authority lends' });
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(box('email'))) errors.push({ field: `${act}-email`, message: 'Enter their e-mail address, like name@example.gov.uk' });
    if (box('lentBy') === '') errors.push({ field: `${act}-lentBy`, message: 'Say which authority lends them, like “Medway Council”' });
    const until = readDay({ day: box('until-day'), month: box('until-month'), year: box('until-year') }, 'Their last day here');
    if (!until.ok) errors.push(...until.errors.map(({ field, message }) => ({ field: `${act}-until-${field === 'date' ? 'day' : field}`, message })));
    if (errors.length > 0 || !until.ok) return { errors };
    return { input: { personId: await this.people.fromElsewhere(hand.opened.person, box('name'), box('email')), lentBy: box('lentBy'), until: until.day, ...replaces } };
  }

  private async show(res: Response, hand: EvaluationInHand, typed: Typed, shown: ShownAgain | null): Promise<void> {
    const { context, opened: { person, view } } = hand;
    const may = (act: Act) => {
      const step = stepOf(hand, ACTS[act]);
      return step?.mine === true && step.state === 'open';
    };
    const [evaluators, moderators] = await Promise.all([this.people.withRole(person, 'evaluator'), this.people.withRole(person, 'moderator')]);
    const options = (people: typeof evaluators, isTaken: (id: string) => boolean) =>
      [{ value: '', text: 'Choose a person' }, ...people.filter(({ personId }) => !isTaken(personId)).map(({ personId, name, email }) => ({ value: personId, text: `${name}, ${email}` }))];
    const wasHere = (id: string) => context.evaluators.some(({ personId }) => personId === id);
    const wrong = (name: string) => shown?.errors.filter(({ field }) => field === name || field.startsWith(`${name}-`)).map(({ message }) => message).join('. ') || undefined;
    const field = (act: Act, name: string, more: object) => ({ name: `${act}-${name}`, value: textOf(typed, `${act}-${name}`), error: wrong(`${act}-${name}`), ...more });
    const own = (act: Act) => field(act, 'person', { label: 'One of your own evaluators', type: 'select', options: options(evaluators, wasHere) });
    const lent = (act: Act) => [
      field(act, 'name', { label: 'Their full name', type: 'text' }), field(act, 'email', { label: 'Their e-mail address', type: 'text', input: 'email' }),
      field(act, 'lentBy', { label: 'Which authority lends them?', type: 'text' }),
      { ...field(act, 'until', { label: 'Their last day here', hint: 'They see this case alone, and not after this day. For example, 31 3 2027', type: 'date' }), typed },
    ];
    const isLent = (act: Act) => ['name', 'email', 'lentBy'].some((name) => textOf(typed, `${act}-${name}`) !== '');
    res.render('evaluation/pages/people.njk', {
      view: topOf(hand), action: evaluation.underCase(view.caseId, evaluation.below.people), key: randomUUID(), missing: missingEvaluators(context), hasModerator: moderatorOf(context) !== null,
      moderation: context.sheets.length > 1 && context.agreed.length > 0 ? evaluation.underCase(view.caseId, evaluation.below.moderation) : null,
      errors: shown && shown.errors.length > 0 ? shown.errors.map(({ field: name, message }) => ({ text: message, href: `#${name}` })) : undefined,
      refusals: shown?.refusals ?? [],
      members: [...context.evaluators.map((member) => ({ member, as: `Evaluator ${member.number}` })), ...context.moderators.map((member) => ({ member, as: 'Moderator' }))].map(({ member, as }) => ({
        name: nameOf(context, member), as, status: STATUS[member.status], isActive: isActive(member), lentBy: member.lentBy, until: member.until,
        interests: member.declarations.map(({ conflict, experience, at }) => ({ when: momentInWords(at), conflict: conflict ? `${conflict.kind}: ${conflict.detail}` : null, experience })), ended: member.ended?.why ?? null,
      })),
      assign: may('assign') && { own: own('assign'), lent: lent('assign'), isLent: isLent('assign') },
      replace: may('replace') && context.evaluators.some(isActive) && {
        who: field('replace', 'replaces', { label: 'Who is replaced?', type: 'select', options: [{ value: '', text: 'Choose a person' }, ...context.evaluators.filter(isActive).map((member) => ({ value: member.personId, text: nameOf(context, member) }))] }),
        why: field('replace', 'why', { label: 'Why?', hint: 'It is kept with the record of the evaluation.', type: 'textarea', rows: 3 }), own: own('replace'), lent: lent('replace'), isLent: isLent('replace'),
      },
      moderator: may('moderator') && {
        who: field('moderator', 'person', { label: 'Who moderates?', hint: 'Somebody who does not score.', type: 'select', options: options(moderators, (id) => wasHere(id) || moderatorOf(context)?.personId === id) }),
        why: moderatorOf(context) && field('moderator', 'why', { label: 'Why is there another moderator?', type: 'textarea', rows: 3 }),
      },
    });
  }
}
