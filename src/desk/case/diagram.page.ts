import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { findRule } from '../../calendar/deadline-rules.js';
import { diagramOf } from '../../documents/diagram.js';
import { CaseOpener } from '../opened-case.js';
import { readAsAt } from './as-at.js';
import { caseTop } from './case-model.js';
import { machineOf, valueOf } from './diagram-model.js';

/** The procedure as a picture with the case in it, and as a table. */
@Controller('cases')
export class DiagramPage {
  constructor(private readonly cases: CaseOpener) {}

  @Get(':caseId/diagram')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Query('asAt') asked?: string): Promise<void> {
    const { person, view, procedure } = await this.cases.open(req, caseId, readAsAt(asked).asAt);
    const labels = Object.fromEntries([
      ...Object.entries(procedure.events).map(([type, event]) => [type, event.label]),
      // Clocks that this case never started have names too.
      ...Object.entries(procedure.clocks ?? {}).map(([name, rule]) => [`clock:${name}`, findRule([rule].flat()[0] ?? '')?.title ?? name]),
      ...view.clocks.map((clock) => [`clock:${clock.name}`, clock.title]),
    ]) as Record<string, string>;
    const diagram = await diagramOf(machineOf(procedure, view.version), { current: valueOf(view.states), visited: view.visited, labels, title: procedure.title });
    res.render('desk/case/diagram.njk', { top: caseTop(view, 'diagram', person), svg: diagram.svg, rows: diagram.rows, now: diagram.now, title: procedure.title });
  }
}
