import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../../../desk/opened-case.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { PastPlaces } from '../past-places.js';

/** What evaluators of an application may know of a provider's earlier places: when and how they ended, and no reason that is about safeguarding. */
@Controller('cases')
export class PlaceHistoryPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly pastPlaces: PastPlaces,
  ) {}

  @Get(':caseId/place-history')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view } = await this.cases.openForStaff(req, caseId);
    const organisationId = whose(view.context);
    if (organisationId === null) throw new Problem(404, { title: 'Page not found', because: 'This case is not about a provider.', unblock: 'Go back to the case.' });
    const past = await this.pastPlaces.of(person.authorityId, organisationId);
    res.render('qpl/membership/pages/place-history.njk', { view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, past });
  }
}

function whose(context: Readonly<Record<string, unknown>>): string | null {
  const of = (context['provider'] ?? context['candidate'] ?? null) as { organisationId?: string | null } | null;
  return of?.organisationId ?? null;
}
