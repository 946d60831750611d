import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { pounds } from '../../../../workflows/psr/in-words.js';
import { formatShortDay } from '../../../calendar/day-words.js';
import { asDay } from '../../../calendar/day.js';
import { staffAsking } from '../../../desk/asking.js';
import type { Actor } from '../../../engine/actor.js';
import type { CaseListItem } from '../../../engine/case-view.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';

/** The engine gives out lists in pages of this size. */
const PAGE = 200;

/** The register of frameworks: which run, until when, who is party, what was awarded under them. */
@Controller('psr')
export class FrameworksPage {
  constructor(private readonly reader: Reader) {}

  @Get('frameworks')
  async show(@Req() req: Request & { actor: Actor }, @Res() res: Response): Promise<void> {
    const actor = staffAsking(req);
    if (!this.reader.procedures(actor).some(({ name }) => name === 'psr.framework'))
      throw new Problem(403, { title: 'The register is for officers', because: 'Your roles do not let you read frameworks.', unblock: 'Ask an administrator for the role that you need.' });
    const lines = (await this.every(actor)).flatMap(lineOf).sort((a, b) => (a.over !== b.over ? (a.over ? 1 : -1) : a.ends < b.ends ? -1 : 1));
    res.render('psr/framework/pages/frameworks.njk', { lines, paths: { contracts: psr.contracts(), enter: '/start/psr.framework', compete: '/start/psr.competitive' } });
  }

  private async every(actor: Actor): Promise<CaseListItem[]> {
    const found: CaseListItem[] = [];
    let after: string | undefined;
    do {
      const page = await this.reader.list(actor, { procedure: 'psr.framework', sort: 'opened', limit: PAGE, ...(after ? { after } : {}) });
      found.push(...page.items);
      after = page.next ?? undefined;
    } while (after);
    return found;
  }
}

function lineOf({ caseId, reference, row: { title, stage, columns } }: CaseListItem) {
  const { starts, ends, parties, callOffs, calledOffPence, concludedBy, ways, number } = columns;
  if (typeof starts !== 'string' || typeof ends !== 'string') return [];
  return [{
    title, reference, number, stage, ends, over: stage !== 'Concluded', href: psr.underCase(caseId, psr.below.frameworkRecord), startsOn: formatShortDay(asDay(starts)), endsOn: formatShortDay(asDay(ends)), parties, callOffs, concludedBy, ways,
    calledOff: typeof calledOffPence === 'number' && calledOffPence > 0 ? pounds(calledOffPence) : null,
  }];
}
