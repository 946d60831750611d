import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Conflicts } from '../../directory/conflicts.js';
import { caseTop } from '../case/case-model.js';
import { CaseParties } from '../case/parties.js';
import { CaseOpener } from '../opened-case.js';
import { WhoCan } from '../step/who-can.js';
import { momentInWords, whoMay } from '../words.js';

/** Who has to do with the case, who could, and whose interests stand in the way. */
@Controller('cases')
export class PeoplePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly parties: CaseParties,
    private readonly conflicts: Conflicts,
    private readonly whoCan: WhoCan,
  ) {}

  @Get(':caseId/people')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view } = await this.cases.openForStaff(req, caseId);
    const about = new Set([view.caseId, view.row.organisationId]);
    const declared = (await this.conflicts.all(person.authorityId)).filter((each) => each.aboutId !== null && about.has(each.aboutId));
    const steps = view.steps.filter((step) => step.state === 'open' && step.onDesk);
    res.render('desk/people/people.njk', {
      top: caseTop(view, 'people', person),
      parties: await this.parties.of(person, view),
      steps: await Promise.all(steps.map(async (step) => ({ label: step.label, who: whoMay(step.roles), names: await this.whoCan.names(person, step.roles) }))),
      conflicts: declared.map((each) => ({ ...each, when: momentInWords(each.declaredAt) })),
    });
  }
}
