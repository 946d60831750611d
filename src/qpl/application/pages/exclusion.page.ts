import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { EXCLUSION_SETS } from '../../../../workflows/qpl/exclusions.js';
import { undecided } from '../../../../workflows/qpl/application.case.js';
import { qpl } from '../../paths.js';
import type { StepInHand } from '../../../desk/step/hand-made.js';
import type { Typed } from '../../../web/typed.js';
import { StepsWithBackground, type Background, type StepOnItsPage } from './background.js';

/** Each ground with what happened, what was put right, what legal says, and the test by which it is judged. */
function grounds({ context }: StepInHand<ApplicationContext>): Background[] {
  const set = EXCLUSION_SETS[context.rules?.exclusions ?? 'as published'];
  return [
    { title: 'The test', lines: [{ key: set.title, text: set.test }, ...(set.report ? [{ key: 'Afterwards', text: set.report }] : []), { key: 'Source', text: `${set.source.cite} (${set.source.trust}), version ${context.rules?.exclusionsVersion ?? set.version}` }] },
    ...undecided(context).map((concern) => ({
      title: `Ground ${concern.number}: ${concern.title}`,
      lines: [
        { key: 'Kind', text: concern.kind === 'mandatory' ? 'Mandatory: the provider is out unless it was overcome' : 'Discretionary: you decide, with reasons' },
        { key: 'Raised by', text: concern.raisedBy.charAt(0).toUpperCase() + concern.raisedBy.slice(1) },
        { key: 'What happened', text: concern.detail || 'Not said' },
        { key: 'What was put right', text: concern.selfCleaning || 'Nothing was said' },
        ...(concern.canBeOvercome ? [] : [{ key: 'On the debarment list', text: 'Only a Minister takes an entry off. It cannot be overcome here.' }]),
        { key: 'Advice of legal', text: concern.advice ? `${concern.advice.text}\n\n${concern.advice.by.name}` : 'Not given yet' },
      ],
    })),
  ];
}
const ADVISE: StepOnItsPage = { type: 'exclusion.advise', path: qpl.below.exclusionAdvice, done: 'Your advice is with procurement.', background: grounds };
const DECIDE: StepOnItsPage = { type: 'exclusion.decide', path: qpl.below.exclusion, done: 'The exclusion grounds are decided. The application goes on.', background: grounds };

/** A possible exclusion: legal advises, procurement decides. A “yes” rejects nobody by itself. */
@Controller('cases')
export class ExclusionPage {
  constructor(private readonly steps: StepsWithBackground) {}

  @Get(':caseId/exclusion-advice')
  advising(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.steps.show(req, res, caseId, ADVISE);
  }

  @Post(':caseId/exclusion-advice')
  advise(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.steps.take(req, res, caseId, ADVISE, typed);
  }

  @Get(':caseId/exclusion')
  deciding(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.steps.show(req, res, caseId, DECIDE);
  }

  @Post(':caseId/exclusion')
  decide(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.steps.take(req, res, caseId, DECIDE, typed);
  }
}
