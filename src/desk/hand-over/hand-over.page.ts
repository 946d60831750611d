import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { rolesInWords } from '../../directory/roles.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { desk } from '../desk-addresses.js';
import { CaseOpener } from '../opened-case.js';
import type { OpenedCase } from '../opened-case.js';
import { Colleagues } from './colleagues.js';

/** Take a case, give it to a colleague, or put it back for the team. It does not move what others see of the case. */
@Controller('cases')
export class HandOverPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly colleagues: Colleagues,
  ) {}

  @Get(':caseId/hand-over')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.render(res, await this.cases.openForStaff(req, caseId), null);
  }

  @Post(':caseId/hand-over')
  async handOver(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const opened = await this.cases.openForStaff(req, caseId);
    const { person, view, procedure } = opened;
    const body = (req.body ?? {}) as Record<string, unknown>;
    const to = String(body['to'] ?? '');
    const colleague = (await this.colleagues.of(person, procedure)).find((each) => each.value === to);
    if (to !== 'nobody' && !colleague) return this.render(res.status(422), opened, 'Choose who takes the case, or that nobody has it');
    const answer = await this.colleagues.handTo(person, view.caseId, colleague ?? null);
    if (answer.kind !== 'done') throw new Problem(403, { title: 'You cannot hand this case over', because: 'Only somebody who works on cases of this kind may give them away.', unblock: 'Ask the owner, or an administrator.' });
    flash(req, { kind: 'success', text: !colleague ? 'The case is with the team again: whoever is free can take it.' : colleague.personId === person.personId ? 'The case is yours.' : `The case is with ${colleague.name} now.` });
    res.redirect(303, body['back'] === 'work' ? desk.work() : desk.case(view.caseId));
  }

  private async render(res: Response, { person, view, procedure }: OpenedCase, error: string | null): Promise<void> {
    const people = await this.colleagues.of(person, procedure);
    const items = [
      ...people.map((each) => ({ value: each.value, text: each.personId === person.personId ? `Me, as ${rolesInWords([each.role])}` : `${each.name}, as ${rolesInWords([each.role])}` })),
      ...(view.owner ? [{ value: 'nobody', text: 'Nobody: put it back for the team', hint: 'It shows as unclaimed work of everybody with the role.' }] : []),
    ];
    res.render('desk/hand-over/hand-over.njk', {
      title: view.row.title, reference: view.reference, owner: view.owner?.name ?? null, caseHref: desk.case(view.caseId), action: desk.tab(view.caseId, 'hand-over'),
      question: { name: 'to', label: 'Who takes it?', type: 'radios', items, error, ticked: [] },
      errors: error ? [{ text: error, href: '#to' }] : [],
    });
  }
}
