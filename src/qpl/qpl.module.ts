import { Module } from '@nestjs/common';
import { CaseOpener } from '../desk/opened-case.js';
import { Shell } from '../web/shell.js';
import { ApplicationDrafts } from './application/application-draft.js';
import { Outcomes } from './application/outcome.js';
import { Reuse } from './application/reuse.js';
import { SentLetters } from './application/sent-letters.js';
import { ApplicationOpener } from './application/pages/applying.js';
import { HandMadeSteps } from '../desk/step/hand-made.js';
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
import { TaskListPage } from './application/pages/task-list.page.js';
import { applicationProcedure } from './application/application.procedure.js';
import { Submissions } from './application/submission.js';
import { ApplicationBoardPage } from './boards/application-board.page.js';
import { ListReportPage } from './boards/list-report.page.js';
import { Cohorts } from './clinician/cohorts.js';
import { CohortsPage } from './clinician/pages/cohorts.page.js';
import { EvidenceList } from './evidence/evidence-list.js';
import { CheckEvidencePage } from './evidence/pages/check-evidence.page.js';
import { CqcPage } from './evidence/pages/cqc.page.js';
import { EvidenceListPage } from './evidence/pages/evidence-list.page.js';
import { SendEvidencePage } from './evidence/pages/send-evidence.page.js';
import { EvidenceSending } from './evidence/sending.js';
import { PlaceLettersPage } from './membership/pages/letters.page.js';
import { MissingEvidencePage } from './membership/pages/missing-evidence.page.js';
import { MyPlacesPage } from './membership/pages/my-places.page.js';
import { PlaceHistoryPage } from './membership/pages/place-history.page.js';
import { PastPlaces } from './membership/past-places.js';
import { places } from './membership/places.paths.js';
import { qpl } from './paths.js';
import { ChangesOfList } from './public/list-changes.js';
import { ListChangesPage } from './public/list-changes.page.js';
import { ListWidgetPage } from './public/list-widget.page.js';
import { PublicDecisionsPage } from './public/public-decisions.page.js';
import { PublicList } from './public/public-list.js';
import { PublicListApi } from './public/public-list.api.js';
import { PublicListPage } from './public/public-list.page.js';
import { ListFigures } from './scheme/list-figures.js';
import { CoveragePage } from './scheme/pages/coverage.page.js';
import { ListDocumentPage } from './scheme/pages/list-document.page.js';
import { GiveReferencePage } from './reference/pages/give-reference.page.js';
import { ReferencesPage } from './reference/pages/references.page.js';
import { References } from './reference/references.js';
import { ListOpener } from './scheme/pages/list-in-hand.js';
import { OurListsPage } from './scheme/pages/our-lists.page.js';
import { SchemeOverviewPage } from './scheme/pages/overview.page.js';
import { PublicDocumentsPage } from './scheme/pages/public-documents.page.js';
import { PublicationPage } from './scheme/pages/publication.page.js';
import { SchemeQuestionsPage } from './scheme/pages/questions.page.js';
import { RoundPage } from './scheme/pages/round.page.js';
import { schemeProcedure } from './scheme/scheme.procedure.js';
import { Schemes } from './scheme/schemes.js';

/** Provider lists: apply, check, decide, tell, publish; and the list that anybody may read. */
@Module({
  controllers: [
    // For anybody. The feeds come first: ":slug.json" is also a ":slug".
    PublicListApi, ListDocumentPage, RoundPage, PublicDocumentsPage, PublicListPage, ListChangesPage, ListWidgetPage, PublicDecisionsPage,
    // For providers.
    ProviderHomePage, TaskListPage, ReusePage, QuestionPage, LotsPage, EvidencePage, CheckAnswersPage, SentPage, OutcomePage, MyPlacesPage, SendEvidencePage,
    // For a referee outside.
    GiveReferencePage,
    // For officers.
    ChecksPage, RecommendationPage, DecisionPage, LettersPage, DecisionRecordPage, RoundRecordPage, QuestionAskedPage, ExclusionPage, ReviewPage, AgreementPage, MissingEvidencePage, ApplicationBoardPage, ListReportPage,
    OurListsPage, SchemeOverviewPage, SchemeQuestionsPage, PublicationPage, CoveragePage,
    PlaceLettersPage, PlaceHistoryPage, EvidenceListPage, CheckEvidencePage, CqcPage, CohortsPage, ReferencesPage,
  ],
  providers: [ApplicationDrafts, ApplicationOpener, CaseOpener, ChangesOfList, Cohorts, DocumentHandling, EvidenceList, EvidenceSending, PastPlaces, ListFigures, ListOpener, Outcomes, PublicList, References, Reuse, Schemes, SentLetters, StepsWithBackground, HandMadeSteps, Submissions],
})
export class QplModule {
  constructor(shell: Shell, schemes: Schemes) {
    shell.addNavigation({ href: qpl.home(), text: 'Home', order: 10, when: (person) => person?.kind === 'provider' });
    shell.addNavigation({ href: qpl.applicationBoard(), text: 'Board', order: 35, when: (person) => person?.kind === 'staff' && applicationProcedure.readers.some((role) => person.roles.includes(role)) });
    shell.addNavigation({ href: places.mine(), text: 'Places and evidence', order: 12, when: (person) => person?.kind === 'provider' });
    shell.addNavigation({ href: places.evidence(), text: 'Evidence', order: 35, when: (person) => person?.kind === 'staff' && ['procurement officer', 'contract manager'].some((role) => person.roles.includes(role)) });
    shell.addNavigation({ href: qpl.publicLists(), text: 'Provider lists', order: 40 });
    shell.addNavigation({ href: '/our-lists', text: 'Our lists', order: 42, when: (person) => person?.kind === 'staff' && person.roles.some((role) => schemeProcedure.readers.includes(role)) });
    shell.addPublicLinks(async () => [
      ...(await schemes.all()).map(({ authority, scheme }) => ({ href: qpl.publicList(scheme.slug), text: scheme.title, hint: `Find a provider by therapy, district and age. ${authority.name}` })),
      { href: qpl.publicDecisions(), text: 'Decisions made by officers', hint: 'What was decided, by whom and why' },
    ]);
  }
}
