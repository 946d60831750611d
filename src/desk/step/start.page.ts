import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Reader } from '../../engine/read.js';
import { Sender } from '../../engine/send.js';
import { Problem } from '../../web/problem.js';
import { personAsking } from '../asking.js';
import type { Person } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { momentInWords } from '../words.js';
import { typedFor } from './answers.js';
import type { Typed } from '../../web/typed.js';
import { copiedFrom, Copies } from './copying.js';
import type { Copied } from './copying.js';
import { Drafts } from './drafts.js';
import { givenFor } from './questions.js';
import { openingOf } from './opening-of.js';
import type { Opening } from './opening-of.js';
import { checkModel, formModel } from './step-model.js';
import type { AnyEventOf, StepInHand } from './step-model.js';
import { StepTaking } from './taking-a-step.js';
import { WhoCan } from './who-can.js';

/** The step that opens a case, where its procedure has no page of its own for it. */
@Controller('start')
export class StartPage {
  constructor(
    private readonly reader: Reader,
    private readonly sender: Sender,
    private readonly steps: StepTaking,
    private readonly drafts: Drafts,
    private readonly whoCan: WhoCan,
    private readonly copies: Copies,
  ) {}

  @Get(':procedure')
  async show(@Req() req: Request, @Res() res: Response, @Param('procedure') name: string, @Query() asked: Typed): Promise<void> {
    const person = personAsking(req);
    const opening = this.opening(person, name);
    const { event, type, mine } = opening;
    const draft = await this.drafts.find(person, name, type);
    const facts = await this.factsFor(person, name, mine, event, type);
    const wanted = asked['from'];
    const from = wanted ?? (draft ? copiedFrom(draft.typed) : undefined);
    const copied = mine ? await this.copied(person, name, opening, from) : null;
    if (wanted !== undefined && mine && !copied) throw new Problem(404, { title: 'Case not found', because: 'There is no case of this kind to copy from at this address, or you may not read it.', unblock: 'Choose another case, or start without copying.' });
    // An unfinished form about another case is not mixed with this one.
    const kept = draft && (wanted === undefined || copiedFrom(draft.typed) === wanted) ? draft : null;
    const hand = this.inHand(person, name, event, facts, kept?.typed ?? copied?.typed ?? { ...givenFor(event.fields ?? [], {}, facts), ...typedFor(event.fields ?? [], asked) });
    if (!mine) return res.status(403).render('desk/step/not-allowed-page.njk', await this.whoCan.model(person, hand));
    res.render('desk/step/form-page.njk', formModel({ ...hand, copied }, { notice: kept ? `What you typed ${momentInWords(kept.keptAt)} and did not send is filled in below.` : null }));
  }

  @Post(':procedure')
  async start(@Req() req: Request, @Res() res: Response, @Param('procedure') name: string): Promise<void> {
    const person = personAsking(req);
    const opening = this.opening(person, name);
    const { event, type, mine } = opening;
    const body = (req.body ?? {}) as Typed;
    const form = await this.steps.read(person, event, body, mine ? req.handedIn : []);
    const copied = mine ? await this.copied(person, name, opening, copiedFrom(form.typed)) : null;
    const hand = { ...this.inHand(person, name, event, await this.factsFor(person, name, mine, event, type), form.typed, typeof body['key'] === 'string' ? body['key'] : undefined), copied };
    if (!mine) return res.status(403).render('desk/step/not-allowed-page.njk', await this.whoCan.model(person, hand));
    const taken = await this.steps.take({ person, caseId: this.sender.newCaseId(), procedure: name, type, event, body, form, organisationId: person.organisationId, copied });
    if (taken.kind === 'asked') return res.status(200).render('desk/step/form-page.njk', formModel(hand));
    if (taken.kind === 'errors') return res.status(taken.status).render('desk/step/form-page.njk', formModel(hand, { errors: taken.errors }));
    if (taken.kind === 'check') return res.status(200).render('desk/step/check-page.njk', checkModel(hand, taken.input, taken.will, taken.occurred));
    if (taken.kind === 'stopped') return res.status(409).render('desk/step/form-page.njk', formModel(hand, { refusals: taken.refusals }));
    const { answer } = taken;
    if (answer.kind === 'done') return res.redirect(303, desk.caseAfter(answer.caseId, answer.seq));
    if (answer.kind === 'refused') return res.status(409).render('desk/step/form-page.njk', formModel(hand, { refusals: answer.refusals }));
    if (answer.kind === 'key-reused') return res.status(422).render('desk/step/form-page.njk', formModel({ ...hand, key: randomUUID() }, { since: ['This form was sent once already, with other answers. What was sent first stands.'] }));
    throw new Problem(409, { title: 'The case was not opened', because: 'It could not be opened as it was asked.', unblock: 'Go back, look at your answers, and send them again.' });
  }

  private copied(person: Person, name: string, opening: Opening, from: unknown): Promise<Copied | null> {
    const procedure = this.reader.procedures(person).find((each) => each.name === name);
    return procedure ? this.copies.find(person, procedure, opening, from) : Promise.resolve(null);
  }

  private factsFor(person: Person, name: string, mine: boolean, event: AnyEventOf, type: string): Promise<unknown> {
    return mine ? this.steps.factsFor(person, event, this.sender.newCaseId(), type, name) : Promise.resolve({});
  }

  private opening(person: Person, name: string): Opening {
    const procedure = this.reader.procedures(person).find((each) => each.name === name);
    const opening = procedure && openingOf(person, procedure);
    if (!opening) throw new Problem(404, { title: 'Page not found', because: 'Nothing is started at this address, or not by you.', unblock: 'Look at the list of cases.' });
    return opening;
  }

  private inHand(person: Person, name: string, event: AnyEventOf, facts: unknown, typed: Typed, key: string = randomUUID()): StepInHand {
    const procedure = this.reader.procedures(person).find((each) => each.name === name);
    return {
      caseHref: null, caseTitle: procedure?.title ?? '', reference: null, sentence: null, action: desk.start(name), event, step: null,
      context: {}, facts, mayBeEarlier: person.kind === 'staff', seen: null, key, typed, copyHref: person.kind === 'staff' ? desk.copy(name) : null,
    };
  }
}
