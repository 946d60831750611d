import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { CaseOpener } from '../desk/opened-case.js';
import { Drafts } from '../desk/step/drafts.js';
import { AwardNotices } from './notices/pages/award-notices.js';
import { NoticeEditorPage } from './notices/pages/notice-editor.page.js';
import { NoticeSource } from './notices/pages/notice-source.js';
import { FurtherDecisionPage } from './award/pages/further-decision.page.js';
import { FilesOfSteps } from '../desk/step/files-of-steps.js';
import { AddressedPage } from './award/letters/addressed.page.js';
import { CaseLetters } from './award/letters/case-letters.js';
import { LettersPage } from './award/letters/letters.page.js';
import { NoticeHandOver, noticePublisher } from './award/pages/hand-over.js';
import { NoticePage } from './award/pages/notice.page.js';
import { NoticeSteps } from './award/pages/notice-step.js';
import { PublishedIntentions } from './award/public/published-intentions.js';
import { RepresentPage } from './award/public/represent.page.js';
import { RepresentationPage } from './award/public/representation.page.js';
import { StandstillPage } from './award/standstill/standstill.page.js';
import { contractProcedure } from './contract/contract.procedure.js';
import { ContractImports } from './contract/import/contract-imports.js';
import { ImportContractsPage } from './contract/import/import-contracts.page.js';
import { ContractRecordPage } from './contract/pages/contract-record.page.js';
import { ContractRegisterPage } from './contract/pages/register.page.js';
import { PartyInvitationPage } from './call-off/party-invitation.page.js';
import { FrameworkRecordPage } from './framework/pages/framework-record.page.js';
import { FrameworksPage } from './framework/pages/frameworks.page.js';
import { CaseEvaluations } from './record/case-evaluations.js';
import { AnnualSummaryPage } from './summary/annual-summary.page.js';
import { SUMMARY_READERS } from './summary/summary.procedure.js';
import { YearCasePage } from './summary/year-case.page.js';
import { YearFigures } from './summary/year-figures.js';
import { DisclosurePack } from './record/disclosure-pack.js';
import { DisclosurePage } from './record/disclosure.page.js';
import { Regulation24Page } from './record/record.page.js';
import { AnsweringCase } from './route-choice/pages/answering-case.js';
import { RouteAnswersPage } from './route-choice/pages/route-answers.page.js';
import { RouteQuestionPage } from './route-choice/pages/route-question.page.js';
import { RouteRecordPage } from './route-choice/pages/route-record.page.js';
import { RouteResultPage } from './route-choice/pages/route-result.page.js';
import { ActNoticePage } from './modification/act-notice.page.js';
import { PartnerPeople } from './joint/partner-people.js';
import { PartnersPage } from './joint/pages/partners.page.js';
import { psr } from './psr.paths.js';
import { HandMadeSteps } from '../desk/step/hand-made.js';
import { quarterHourLimit } from '../web/request-limit.js';
import { Shell } from '../web/shell.js';

/** Links to the mailboxes of others, asked for from one address. */
const LINKS_PER_QUARTER_HOUR = 20;

/** The Provider Selection Regime: which route, the award by it, its notices and its record. */
@Module({
  controllers: [FrameworksPage, FrameworkRecordPage, PartyInvitationPage, AnnualSummaryPage, YearCasePage, LettersPage, AddressedPage, DisclosurePage, Regulation24Page, ContractRegisterPage, ImportContractsPage, ContractRecordPage, ActNoticePage, NoticeEditorPage, RouteQuestionPage, RouteAnswersPage, RouteResultPage, RouteRecordPage, NoticePage, PartnersPage, FurtherDecisionPage, StandstillPage, RepresentationPage, RepresentPage],
  providers: [PartnerPeople, FilesOfSteps, YearFigures, CaseLetters, CaseEvaluations, DisclosurePack, AnsweringCase, CaseOpener, ContractImports, Drafts, NoticeHandOver, noticePublisher, NoticeSteps, HandMadeSteps, PublishedIntentions, { provide: NoticeSource, useClass: AwardNotices }],
})
export class PsrModule implements NestModule {
  constructor(shell: Shell) {
    shell.addNavigation({ href: psr.contracts(), text: 'Contracts', order: 44, when: (person) => person?.kind === 'staff' && contractProcedure.readers.some((role) => person.roles.includes(role)) });
    shell.addNavigation({ href: psr.annualSummaries(), text: 'Annual summaries', order: 45, when: (person) => person?.kind === 'staff' && SUMMARY_READERS.some((role) => person.roles.includes(role)) });
    shell.addPublicLinks(() => Promise.resolve([{ href: psr.publicRepresentations(), text: 'Intentions to award a health care contract', hint: 'What is to be awarded to whom, and how to make a representation' }]));
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(quarterHourLimit(LINKS_PER_QUARTER_HOUR, 'More links were asked for')).forRoutes({ path: 'public/representations/:caseId', method: RequestMethod.POST });
  }
}
