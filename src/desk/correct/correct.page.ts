import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { isId } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { CaseOpener } from '../opened-case.js';
import { momentInWords, whoMay } from '../words.js';
import { Correcting } from './correcting.js';

/** Entries that only note who does the work are not part of what was decided. */
const NOT_CORRECTED = new Set(['case.assign', 'case.version', 'case.reopen']);

/** Which entry is wrong, and corrections that wait for a second person. */
@Controller('cases')
export class CorrectPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly correcting: Correcting,
  ) {}

  @Get(':caseId/correct')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, procedure } = await this.cases.openForStaff(req, caseId);
    const proposals = await this.correcting.proposals(person, view);
    const at = desk.tab(view.caseId, 'correct');
    res.render('desk/correct/correct.njk', {
      title: view.row.title, reference: view.reference, caseHref: desk.case(view.caseId),
      entries: [...view.timeline].reverse().filter((each) => !NOT_CORRECTED.has(each.type) && each.correctedBy === null && procedure.events[each.type]?.kept === undefined)
        .map((each) => ({ seq: each.seq, sentence: each.sentence, when: momentInWords(each.occurredAt), href: `${at}/${each.seq}`, isCorrection: each.type === 'case.correct' })),
      waiting: proposals.filter((each) => each.state === 'open').map((each) => ({
        about: each.asked.change.kind === 'insert' ? 'enter late what happened earlier' : `${each.asked.change.kind === 'strike' ? 'strike' : 'correct'} entry ${each.asked.change.seq}`,
        reason: each.asked.reason, by: each.proposedBy.name, when: momentInWords(each.proposedAt), mine: each.proposedBy.personId === person.personId, action: `${at}/proposals/${each.proposalId}`,
      })),
    });
  }

  @Post(':caseId/correct/proposals/:proposalId')
  async decide(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('proposalId') proposalId: string): Promise<void> {
    const { person, view } = await this.cases.openForStaff(req, caseId);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const yes = body['decision'] === 'confirm';
    const answer = isId(proposalId) ? await this.correcting.decide(person, view, proposalId, yes, String(body['why'] ?? '').trim().slice(0, 2000) || 'No reason was given') : { kind: 'not-found' as const };
    if (answer.kind === 'refused') throw new Problem(409, { title: 'The correction cannot be confirmed', because: answer.refusals[0]?.because ?? 'It does not fit any more.', unblock: answer.refusals[0]?.unblock });
    if (answer.kind === 'not-allowed') throw new Problem(403, { title: 'You cannot decide on this correction', because: `It is for: ${whoMay(answer.roles)}.` });
    if (answer.kind !== 'done') throw new Problem(404, { title: 'Correction not found', because: 'There is no such correction that waits, or somebody decided on it meanwhile.', unblock: 'Look at the case again.' });
    flash(req, { kind: 'success', text: yes ? 'The correction is confirmed and entered.' : 'The correction is turned down. Nothing changed.' });
    res.redirect(303, desk.case(view.caseId));
  }
}
