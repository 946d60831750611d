import { Module } from '@nestjs/common';
import { CaseEvidence } from '../desk/evidence/case-evidence.js';
import { CaseOpener } from '../desk/opened-case.js';
import { Drafts } from '../desk/step/drafts.js';
import { HandMadeSteps } from '../desk/step/hand-made.js';
import { DeclarationPage } from './pages/declaration.page.js';
import { ListedEvidencePage } from './pages/evidence.page.js';
import { ModerationPage } from './pages/moderation.page.js';
import { EvaluatorsPage } from './pages/people.page.js';
import { EvaluationRecordPage } from './pages/record.page.js';
import { ScoresPage } from './pages/scores.page.js';
import { KeptRecords } from './keeping-the-record.js';
import { PeopleToName } from './people-to-name.js';

/** Scoring for any room that asks: evaluators alone, one agreed score, the record. It knows no room. */
@Module({
  controllers: [EvaluatorsPage, DeclarationPage, ScoresPage, ListedEvidencePage, ModerationPage, EvaluationRecordPage],
  providers: [CaseEvidence, CaseOpener, Drafts, HandMadeSteps, KeptRecords, PeopleToName],
})
export class EvaluationModule {}
