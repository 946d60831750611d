import { Module } from '@nestjs/common';
import { CaseOpener } from '../desk/opened-case.js';
import { Drafts } from '../desk/step/drafts.js';
import { AnsweringCase } from './route-choice/pages/answering-case.js';
import { RouteAnswersPage } from './route-choice/pages/route-answers.page.js';
import { RouteQuestionPage } from './route-choice/pages/route-question.page.js';
import { RouteRecordPage } from './route-choice/pages/route-record.page.js';
import { RouteResultPage } from './route-choice/pages/route-result.page.js';
import { PsrSteps } from './step-taking.js';

/** The Provider Selection Regime: which route, the award by it, its notices and its record. */
@Module({
  controllers: [RouteQuestionPage, RouteAnswersPage, RouteResultPage, RouteRecordPage],
  providers: [AnsweringCase, CaseOpener, Drafts, PsrSteps],
})
export class PsrModule {}
