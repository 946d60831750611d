import { randomUUID } from 'node:crypto';
import { Controller, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AnyProcedure } from '../../engine/procedure.js';
import { Reader } from '../../engine/read.js';
import { Problem } from '../../web/problem.js';
import { isId, staffAsking } from '../asking.js';
import type { Person } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { Colleagues } from '../hand-over/colleagues.js';
import { readAnswers, typedFor } from '../step/answers.js';
import type { Typed } from '../../web/typed.js';
import { checkFields } from '../step/check-fields.js';
import { questionsOf, summaryOf } from '../step/questions.js';
import { BUTTON } from '../step/rows.js';
import { askedOfMany, BulkSteps, HAND_OVER, MOST_AT_ONCE } from './bulk-steps.js';
import type { Chosen } from './bulk-steps.js';

/** Select, look, do: the same step in many cases, with a result for each. */
@Controller('cases/bulk')
export class BulkPage {
  constructor(
    private readonly reader: Reader,
    private readonly bulk: BulkSteps,
    private readonly colleagues: Colleagues,
  ) {}

  @Post()
  async look(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { person, procedure, type, chosen, back } = await this.asked(req);
    await this.show(res, person, procedure, type, chosen, back, {}, []);
  }

  @Post('do')
  async take(@Req() req: Request, @Res() res: Response): Promise<void> {
    const { person, procedure, type, chosen, back, body } = await this.asked(req);
    const able = chosen.filter((each) => each.not === null);
    if (type === HAND_OVER) {
      const colleague = (await this.colleagues.of(person, procedure)).find((each) => each.value === body['to']);
      if (!colleague && body['to'] !== 'nobody') return this.show(res.status(422), person, procedure, type, chosen, back, {}, [{ field: 'to', message: 'Choose who takes the cases, or that nobody has them' }]);
      return this.results(res, type, procedure, await this.bulk.handOver(person, able, colleague ?? null), back);
    }
    const event = procedure.events[type]!;
    const fields = askedOfMany(event);
    const typed = typedFor(fields, body);
    if (BUTTON in body) return this.show(res, person, procedure, type, chosen, back, typed, []);
    const answers = readAnswers(fields, typed);
    const errors = [...answers.errors, ...(await checkFields(event.input, answers))];
    if (errors.length > 0) return this.show(res.status(422), person, procedure, type, chosen, back, typed, errors);
    const seen = new Map(chosen.flatMap(({ caseId }) => (/^\d{1,9}$/.test(String(body[`seen-${caseId}`])) ? [[caseId, Number(body[`seen-${caseId}`])] as const] : [])));
    const key = isId(body['key']) ? body['key'] : randomUUID();
    await this.results(res, type, procedure, await this.bulk.take(person, type, able, seen, answers.input, key), back);
  }

  private async asked(req: Request) {
    const person = staffAsking(req);
    const body = (req.body ?? {}) as Typed;
    const procedure = this.reader.procedures(person).find((each) => each.name === body['procedure']);
    const type = String(body['type'] ?? '');
    const ids = [body['caseId']].flat().filter(isId);
    const back = `${desk.cases()}?procedure=${encodeURIComponent(procedure?.name ?? '')}`;
    if (!procedure || !this.bulk.actions(person, procedure).some((each) => each.value === type)) throw new Problem(404, { title: 'Step not found', because: 'There is no such step that you may take in many cases at once.', unblock: 'Choose it from the list of cases.' });
    if (ids.length === 0) throw new Problem(422, { title: 'No case is chosen', because: 'Nothing was ticked in the list.', unblock: 'Go back, tick the cases, and choose again.' });
    if (ids.length > MOST_AT_ONCE) throw new Problem(422, { title: 'Too many cases are chosen', because: `At most ${MOST_AT_ONCE} cases can be taken at once.`, unblock: 'Choose fewer, and do the rest afterwards.' });
    return { person, procedure, type, body, back, chosen: await this.bulk.preview(person, procedure, type, [...new Set(ids)]) };
  }

  private async show(res: Response, person: Person, procedure: AnyProcedure, type: string, chosen: readonly Chosen[], back: string, typed: Typed, errors: readonly { field: string; message: string }[]): Promise<void> {
    const event = procedure.events[type];
    const people = type === HAND_OVER ? await this.colleagues.of(person, procedure) : [];
    const to = { name: 'to', label: 'Who takes them?', type: 'radios' as const, options: [...people.map((each) => ({ value: each.value, text: each.personId === person.personId ? `Me, as ${each.role}` : `${each.name}, as ${each.role}` })), { value: 'nobody', text: 'Nobody: put them back for the team' }] };
    const fields = type === HAND_OVER ? [to] : askedOfMany(event);
    if (res.statusCode === 201) res.status(200);
    res.render('desk/bulk/bulk.njk', {
      heading: type === HAND_OVER ? 'Hand over' : (event?.label ?? ''), procedure: procedure.name, type, key: randomUUID(), back,
      able: chosen.filter((each) => each.not === null), unable: chosen.filter((each) => each.not !== null),
      questions: questionsOf(fields, {}, typed, errors), errors: summaryOf(fields, errors),
    });
  }

  private async results(res: Response, type: string, procedure: AnyProcedure, outcomes: readonly { done: boolean }[], back: string): Promise<void> {
    res.status(200).render('desk/bulk/results.njk', {
      heading: type === HAND_OVER ? 'Hand over' : (procedure.events[type]?.label ?? ''), outcomes, done: outcomes.filter((each) => each.done).length, back,
    });
  }
}
