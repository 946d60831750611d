import { Inject, Module } from '@nestjs/common';
import { REGISTRY } from '../engine/tokens.js';
import type { Registry } from '../engine/registry.js';
import { Shell } from '../web/shell.js';
import { AccessPage } from './access/access.page.js';
import { AccessTokens } from './access/access-tokens.js';
import { CalendarFeed } from './access/calendar.feed.js';
import { ApiPerson } from './api/api-person.js';
import { CasesApi } from './api/cases.api.js';
import { describeEvents } from './api/describe-events.js';
import { EventsApi } from './api/events.api.js';
import { BulkPage } from './bulk/bulk.page.js';
import { BulkSteps } from './bulk/bulk-steps.js';
import { CasePage } from './case/case.page.js';
import { DiagramPage } from './case/diagram.page.js';
import { DocumentsPage } from './case/documents.page.js';
import { CaseParties } from './case/parties.js';
import { TimelinePage } from './case/timeline.page.js';
import { RecordPage } from './case/record.page.js';
import { CasesPage } from './cases/cases.page.js';
import { CasesExport } from './cases/export.feed.js';
import { SavedViews } from './cases/saved-views.js';
import { CorrectEntryPage } from './correct/correct-entry.page.js';
import { CorrectPage } from './correct/correct.page.js';
import { Correcting } from './correct/correcting.js';
import { desk } from './desk-addresses.js';
import { CaseEvidence } from './evidence/case-evidence.js';
import { EvidencePage } from './evidence/evidence.page.js';
import { Colleagues } from './hand-over/colleagues.js';
import { HandOverPage } from './hand-over/hand-over.page.js';
import { Notes } from './notes/notes.js';
import { JointCases } from './joint/joint-cases.js';
import { JointCasesPage } from './joint/joint-cases.page.js';
import { NotesPage } from './notes/notes.page.js';
import { CaseOpener } from './opened-case.js';
import { DocumentFeed } from './papers/document.feed.js';
import { PackFeed } from './papers/pack.feed.js';
import { PeoplePage } from './people/people.page.js';
import { SearchPage } from './search/search.page.js';
import { CopyPage } from './step/copy.page.js';
import { Copies } from './step/copying.js';
import { Drafts } from './step/drafts.js';
import { FilesOfSteps } from './step/files-of-steps.js';
import { StartPage } from './step/start.page.js';
import { StepPage } from './step/step.page.js';
import { StepTaking } from './step/taking-a-step.js';
import { WhoCan } from './step/who-can.js';
import { DeskTasks } from './work/tasks-of-desk.js';
import { WorkPage } from './work/work.page.js';

/** My work, the case page and the step page, for any procedure. */
@Module({
  controllers: [CasesApi, EventsApi, AccessPage, CalendarFeed, WorkPage, SearchPage, CasesExport, CasesPage, BulkPage, DocumentFeed, PackFeed, CasePage, TimelinePage, DocumentsPage, EvidencePage, NotesPage, PeoplePage, DiagramPage, RecordPage, HandOverPage, JointCasesPage, CorrectPage, CorrectEntryPage, StartPage, CopyPage, StepPage],
  providers: [AccessTokens, ApiPerson, BulkSteps, CaseOpener, CaseEvidence, CaseParties, Colleagues, Copies, Correcting, DeskTasks, Drafts, FilesOfSteps, JointCases, Notes, SavedViews, StepTaking, WhoCan],
})
export class DeskModule {
  constructor(shell: Shell, @Inject(REGISTRY) registry: Registry) {
    shell.addToApi((document) => describeEvents(document, registry.procedures));
    shell.addNavigation({ href: desk.work(), text: 'My work', order: 10, when: (person) => person?.kind === 'staff' });
    shell.addNavigation({ href: desk.cases(), text: 'Cases', order: 20, when: (person) => person?.kind === 'staff' });
    shell.addNavigation({ href: desk.joint(), text: 'Joint cases', order: 10, when: (person) => person?.kind === 'partner' });
    shell.addNavigation({ href: desk.search(), text: 'Search', order: 30, when: (person) => person?.kind === 'staff' });
  }
}
