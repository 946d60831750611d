import { Module } from '@nestjs/common';
import { CaseOpener } from '../desk/opened-case.js';
import { Shell } from '../web/shell.js';
import { ApplicationDrafts } from './application/application-draft.js';
import { Outcomes } from './application/outcome.js';
import { Reuse } from './application/reuse.js';
import { SentLetters } from './application/sent-letters.js';
import { ApplicationOpener } from './application/pages/applying.js';
import { CheckAnswersPage } from './application/pages/check.page.js';
import { ChecksPage } from './application/pages/checks.page.js';
import { DecisionPage } from './application/pages/decision.page.js';
import { DecisionRecordPage } from './application/pages/decision-record.page.js';
import { EvidencePage } from './application/pages/evidence.page.js';
import { DocumentHandling } from './application/pages/handling.js';
import { LettersPage } from './application/pages/letters.page.js';
import { LotsPage } from './application/pages/lots.page.js';
import { OutcomePage } from './application/pages/outcome.page.js';
import { ProviderHomePage } from './application/pages/provider-home.page.js';
import { QuestionPage } from './application/pages/question.page.js';
import { RecommendationPage } from './application/pages/recommendation.page.js';
import { AgreementPage } from './application/pages/agreement.page.js';
import { StepsWithBackground } from './application/pages/background.js';
import { ExclusionPage } from './application/pages/exclusion.page.js';
import { QuestionAskedPage } from './application/pages/question-asked.page.js';
import { ReviewPage } from './application/pages/review.page.js';
import { RoundRecordPage } from './application/pages/round-record.page.js';
import { ReusePage } from './application/pages/reuse.page.js';
import { SentPage } from './application/pages/sent.page.js';
import { StepTaker } from './application/pages/taking.js';
import { TaskListPage } from './application/pages/task-list.page.js';
import { applicationProcedure } from './application/application.procedure.js';
import { Submissions } from './application/submission.js';
import { ApplicationBoardPage } from './boards/application-board.page.js';
import { ListReportPage } from './boards/list-report.page.js';
import { MissingEvidencePage } from './membership/pages/missing-evidence.page.js';
import { qpl } from './paths.js';
import { ChangesOfList } from './public/list-changes.js';
import { ListChangesPage } from './public/list-changes.page.js';
import { ListWidgetPage } from './public/list-widget.page.js';
import { PublicDecisionsPage } from './public/public-decisions.page.js';
import { PublicList } from './public/public-list.js';
import { PublicListApi } from './public/public-list.api.js';
import { PublicListPage } from './public/public-list.page.js';
import { Schemes } from './scheme/schemes.js';

/** Provider lists: apply, check, decide, tell, publish; and the list that anybody may read. */
@Module({
  controllers: [
    // For anybody. The feeds come first: ":slug.json" is also a ":slug".
    PublicListApi, PublicListPage, ListChangesPage, ListWidgetPage, PublicDecisionsPage,
    // For providers.
    ProviderHomePage, TaskListPage, ReusePage, QuestionPage, LotsPage, EvidencePage, CheckAnswersPage, SentPage, OutcomePage,
    // For officers.
    ChecksPage, RecommendationPage, DecisionPage, LettersPage, DecisionRecordPage, RoundRecordPage, QuestionAskedPage, ExclusionPage, ReviewPage, AgreementPage, MissingEvidencePage,
  ],
  providers: [ApplicationDrafts, ApplicationOpener, CaseOpener, ChangesOfList, DocumentHandling, Outcomes, PublicList, Reuse, Schemes, SentLetters, StepsWithBackground, StepTaker, Submissions],
})
export class QplModule {
  constructor(shell: Shell, schemes: Schemes) {
    shell.addNavigation({ href: qpl.home(), text: 'Home', order: 10, when: (person) => person?.kind === 'provider' });
    shell.addNavigation({ href: qpl.applicationBoard(), text: 'Board', order: 35, when: (person) => person?.kind === 'staff' && applicationProcedure.readers.some((role) => person.roles.includes(role)) });
    shell.addNavigation({ href: qpl.publicLists(), text: 'Provider lists', order: 40 });
    shell.addPublicLinks(async () => [
      ...(await schemes.all()).map(({ authority, scheme }) => ({ href: qpl.publicList(scheme.slug), text: scheme.title, hint: `Find a provider by therapy, district and age. ${authority.name}` })),
      { href: qpl.publicDecisions(), text: 'Decisions made by officers', hint: 'What was decided, by whom and why' },
    ]);
  }
}
