import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { Reader } from '../../../engine/read.js';
import { qpl } from '../../paths.js';
import { takesApplications } from '../../scheme/scheme.js';
import { Schemes } from '../../scheme/schemes.js';
import { ApplicationDrafts } from '../application-draft.js';
import { providerAsking } from './applying.js';
import { closingOf } from './task-list.page.js';

/** What waits for us, how do our applications stand, where are we listed, what can we apply to? */
@Controller('provider')
export class ProviderHomePage {
  constructor(
    private readonly reader: Reader,
    private readonly schemes: Schemes,
    private readonly drafts: ApplicationDrafts,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = providerAsking(req);
    const [applications, places, lists, drafts, now] = await Promise.all([
      this.reader.list(person, { procedure: 'qpl.application', limit: 50 }),
      this.reader.list(person, { procedure: 'qpl.membership', limit: 100 }),
      this.schemes.of(person.authorityId),
      this.drafts.all(person),
      this.reader.now(),
    ]);
    const today = dayOf(asInstant(now));
    res.render('qpl/application/pages/provider-home.njk', {
      organisation: (person as { organisationName?: string }).organisationName ?? person.name,
      applications: applications.items.map(({ caseId, reference, row, nextDay }) => ({ reference, sentence: row.sentence, scheme: row.columns['scheme'], nextDay, href: qpl.case(caseId), outcome: row.columns['told'] === true ? qpl.outcome(caseId) : null, waits: row.stage === 'Waiting for the provider' ? qpl.step(caseId, 'clarification.answer') : null })),
      places: places.items.map(({ caseId, reference, row }) => ({ reference, title: row.title, sentence: row.sentence, columns: row.columns, href: qpl.case(caseId), tell: qpl.step(caseId, 'capacity.tell') })),
      lists: lists.map((scheme) => ({ title: scheme.title, purpose: scheme.purpose, closing: closingOf(scheme), isOpen: takesApplications(scheme, today), started: drafts.some(({ schemeId }) => schemeId === scheme.schemeId), href: qpl.taskList(scheme.slug), list: qpl.publicList(scheme.slug) })),
    });
  }
}
