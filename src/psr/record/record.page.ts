import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import { asInstant, dayOf } from '../../calendar/day.js';
import { caseTop } from '../../desk/case/case-model.js';
import { documentModel } from '../../desk/case/documents-model.js';
import { CaseOpener, type OpenedCase } from '../../desk/opened-case.js';
import { momentInWords, refusalInWords, whoMay } from '../../desk/words.js';
import { Documents } from '../../documents/store.js';
import type { Step } from '../../engine/case-view.js';
import { Reader } from '../../engine/read.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { awardProcedureNames } from '../award/award.procedure.js';
import { CaseLetters } from '../award/letters/case-letters.js';
import { psr } from '../psr.paths.js';
import { CaseEvaluations } from './case-evaluations.js';
import { completenessOf, regulation24Data } from './record.document.js';
import { type Missing, regulation24 } from './regulation-24.js';

const KIND = 'regulation-24-record';
const TAGS = { complete: 'govuk-tag--green', missing: 'govuk-tag--red', 'does not apply': 'govuk-tag--grey' } as const;
const WORDS = { complete: 'Complete', missing: 'Missing', 'does not apply': 'Does not apply' } as const;

/** The record of regulation 24 as the work has filled it: what is complete, and what is missing with the step that gives it. */
@Controller('cases')
export class Regulation24Page {
  constructor(
    private readonly cases: CaseOpener,
    private readonly evaluations: CaseEvaluations,
    private readonly letters: CaseLetters,
    private readonly documents: Documents,
    private readonly reader: Reader,
  ) {}

  @Get(':caseId/regulation-24')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, context } = asAward(await this.cases.openInside(req, caseId));
    const record = regulation24(context, await this.evaluations.of(person, caseId, context));
    // A partner's person sees the case, and of its letters none: they name grounds of exclusion.
    const letters = person.kind === 'staff' ? await this.letters.made(person, caseId) : [];
    res.render('psr/record/record.njk', {
      isOurs: person.kind === 'staff',
      top: caseTop(view, psr.below.regulation24, person), action: psr.underCase(caseId, psr.below.regulation24), disclosure: psr.underCase(caseId, psr.below.disclosure),
      complete: record.complete, applies: record.applies, completeness: completenessOf(record),
      rows: record.rows.map((row) => ({ ...row, tag: TAGS[row.standing], words: WORDS[row.standing], missing: row.missing.map((each) => opening(each, caseId, view.steps)) })),
      letters: letters.map(({ documentId, title, addressees, frozenAt }) => ({ title, to: addressees.join(', '), made: momentInWords(frozenAt), href: `/documents/${documentId}` })),
      made: view.documents.filter(({ kind }) => kind === KIND).map(documentModel),
    });
  }

  /** Keeps the record as it stands, as a document of the case. */
  @Post(':caseId/regulation-24')
  async make(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, context, procedure } = await openAward(this.cases, req, caseId);
    const [authority, on, evaluations, letters] = [await this.documents.authority(person.authorityId), dayOf(asInstant(await this.reader.now())), await this.evaluations.of(person, caseId, context), await this.letters.made(person, caseId)];
    await this.documents.freeze(person, caseId, KIND, { procedure: procedure.name, reference: view.reference, data: regulation24Data(context, { evaluations, letters }, { authority, reference: view.reference, on }) });
    flash(req, { kind: 'success', text: 'The record is kept as it stands, among the documents of the case.', links: [] });
    res.redirect(303, psr.underCase(caseId, psr.below.regulation24));
  }
}

/** An award of any route, for the authority's own people. @throws Problem 404 */
export async function openAward(cases: CaseOpener, req: Request, caseId: string): Promise<OpenedCase & { readonly context: AwardContext }> {
  const opened = await cases.openForStaff(req, caseId);
  return asAward(opened);
}

function asAward(opened: OpenedCase): OpenedCase & { readonly context: AwardContext } {
  if (!awardProcedureNames.includes(opened.procedure.name)) throw new Problem(404, { title: 'Page not found', because: 'This case is not an award under the Provider Selection Regime.', unblock: 'Go back to the case.' });
  return { ...opened, context: opened.view.context as unknown as AwardContext };
}

/** What is missing leads to its step where it can be taken; else it says who takes it, or why it cannot be taken now. */
function opening({ what, step }: Missing, caseId: string, steps: readonly Step[]) {
  const found = steps.find(({ type }) => type === step);
  if (!found) return { what, href: null, text: null, why: step === null ? 'It comes with the work of others; nothing is to be done here.' : 'Not a step of this case.' };
  if (found.mine && found.state === 'open') return { what, href: psr.step(caseId, found.type), text: found.label, why: null };
  const [refusal] = found.refusals.map(refusalInWords);
  return { what, href: null, text: found.label, why: !found.mine ? `Given by “${found.label}”, which is for the ${whoMay(found.roles)}.` : `Given by “${found.label}”, which cannot be taken now. ${refusal?.because ?? ''} ${refusal?.unblock ?? ''}`.trim() };
}
