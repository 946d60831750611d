import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { formatDay } from '../../../calendar/day-words.js';
import { asDay } from '../../../calendar/day.js';
import { momentInWords } from '../../../desk/words.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { ApplicationDrafts } from '../application-draft.js';
import { copyOf, Reuse } from '../reuse.js';
import { ApplicationOpener } from './applying.js';
import { textOf, type Typed } from '../../../web/typed.js';

/** Answers and evidence that were given before: copied with their day, and each confirmed before it is sent. */
@Controller('apply')
export class ReusePage {
  constructor(
    private readonly applications: ApplicationOpener,
    private readonly drafts: ApplicationDrafts,
    private readonly reuse: Reuse,
  ) {}

  @Get(':slug/reuse')
  async show(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const { person, scheme } = await this.applications.open(req, slug);
    const [consents, earlier] = await Promise.all([this.reuse.consents(person), this.reuse.offered(person, scheme.schemeId)]);
    res.render('qpl/application/pages/reuse.njk', {
      scheme, action: qpl.reuse(slug), back: qpl.taskList(slug),
      consents: consents.filter(({ authorityId }) => authorityId !== person.authorityId).map((each) => ({ ...each, when: each.given && `${each.given.by}, ${momentInWords(each.given.at)}` })),
      earlier: earlier.map(({ caseId, authorityId, authority, scheme: title, on, context }) => ({
        caseId, authorityId, authority, title, on: formatDay(asDay(on)), answers: context.answers.filter(({ answer }) => answer !== '').length, files: context.evidence.length,
      })),
    });
  }

  @Post(':slug/reuse')
  async act(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Body() typed: Typed): Promise<void> {
    const { person, scheme, draft } = await this.applications.open(req, slug);
    const consentTo = textOf(typed, 'consent');
    if (consentTo !== '') {
      if (!(await this.reuse.consents(person)).some(({ authorityId }) => authorityId === consentTo)) throw notThere();
      await this.reuse.consent(person, consentTo, textOf(typed, 'gives') === 'yes');
      return res.redirect(303, qpl.reuse(slug));
    }
    const chosen = (await this.reuse.offered(person, scheme.schemeId)).find(({ caseId, authorityId }) => `${authorityId}/${caseId}` === textOf(typed, 'from'));
    if (!chosen) throw notThere();
    const copied = copyOf(chosen);
    await this.drafts.startFrom(person, scheme.schemeId, { ...copied, caseId: draft.caseId || randomUUID(), lots: [], what: `copied from ${chosen.scheme}` });
    flash(req, { kind: 'success', text: `${Object.keys(copied.toConfirm).length} answers and files are copied. Nothing that you had filled in was changed. Look at each one marked “Confirm”.` });
    res.redirect(303, qpl.taskList(slug));
  }

  /** Opens what was sent to be changed. It stays live until the new one is sent. */
  @Post(':slug/replace')
  async replace(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const { person, scheme } = await this.applications.open(req, slug);
    const sent = await this.reuse.sentAndLive(person, scheme.schemeId);
    if (!sent) throw notThere();
    const { caseId, context } = sent;
    await this.drafts.startFrom(person, scheme.schemeId, {
      caseId, evidence: context.evidence, toConfirm: {}, what: 'opened what was sent, to change it',
      answers: Object.fromEntries(context.answers.filter(({ answer }) => answer !== '').map(({ question, answer }) => [question, answer])),
      lots: context.lots.map(({ lotId, districts, sessionsPerWeek, waitWeeksMin, waitWeeksMax }) => ({ lotId, districts, sessionsPerWeek, waitWeeksMin, waitWeeksMax })),
    });
    res.redirect(303, qpl.taskList(slug));
  }
}

const notThere = () => new Problem(404, { title: 'Application not found', because: 'There is no such earlier application that may be copied or changed.', unblock: 'Go back to the task list.' });
