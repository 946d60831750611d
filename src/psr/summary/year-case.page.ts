import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type AnnualSummaryContext, type CountedFigure, saidOf } from '../../../workflows/psr/annual-summary.events.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import { readDay } from '../../calendar/day-input.js';
import { isId } from '../../desk/asking.js';
import { caseTop } from '../../desk/case/case-model.js';
import { HandMadeSteps, shownAgain, type ShownAgain, type StepInHand } from '../../desk/step/hand-made.js';
import { momentInWords } from '../../desk/words.js';
import { Documents } from '../../documents/store.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { textOf, type Typed } from '../../web/typed.js';
import { psr } from '../psr.paths.js';
import { REPORT, SUMMARY } from './summary.documents.js';

const PROCEDURE = 'psr.annual-summary';
/** The page of each document: what makes it, what publishes it. */
const PAGES: Readonly<Record<string, { readonly event: 'summary.publish' | 'report.publish'; readonly kind: string; readonly regulation: string }>> = {
  [psr.below.summaryDocument]: { event: 'summary.publish', kind: SUMMARY, regulation: 'SI 2023/1348 regulation 25' },
  [psr.below.monitoringDocument]: { event: 'report.publish', kind: REPORT, regulation: 'SI 2023/1348 regulation 26' },
};
const PATHS = Object.keys(PAGES).map((path) => `:caseId/${path}`);
type Hand = StepInHand<AnnualSummaryContext>;

/** The year of one case: its figures as counted and as put right, and each document made, read, and published exactly as read. */
@Controller('cases')
export class YearCasePage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  @Get(`:caseId/${psr.below.yearFigures}`)
  async figures(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { opened: { person, view }, context } = await this.steps.case<AnnualSummaryContext>(req, caseId, PROCEDURE);
    const { counted, year, period } = context;
    if (!counted || !period || year === null) throw new Problem(404, { title: 'Not counted yet', because: 'The figures of this year are not counted.', unblock: 'Take the step “Count the year” on the case.' });
    const shown = (figure: CountedFigure) => ({ ...figure, count: saidOf(context, figure), note: [figure.note, amendedNote(context, figure)].filter(Boolean).join(' '), href: figure.references.length > 0 ? psr.annualFigure(year, figure.key) : null });
    res.render('psr/summary/year-figures.njk', {
      top: caseTop(view, psr.below.yearFigures, person), from: dayInWords(period.from), to: dayInWords(period.to), countedOn: dayInWords(counted.on), countedBy: counted.by.name,
      figures: counted.figures.map(shown), monitoring: counted.monitoring.map(shown), amend: psr.step(caseId, 'figure.amend'), live: psr.annualSummary(year),
    });
  }

  @Get(PATHS)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { hand, path } = await this.open(req, caseId);
    render(res, hand, path, null, {});
  }

  @Post(PATHS)
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const { hand, path } = await this.open(req, caseId);
    const { event, kind } = PAGES[path]!;
    if (textOf(typed, 'make') === 'yes') {
      await this.documents.freeze(hand.opened.person, caseId, kind);
      return res.redirect(303, psr.underCase(caseId, path));
    }
    const day = readDay({ day: textOf(typed, 'publishedOn-day'), month: textOf(typed, 'publishedOn-month'), year: textOf(typed, 'publishedOn-year') }, 'The day of publication');
    if (!day.ok) return render(res.status(422), hand, path, shownAgain(422, { errors: [{ field: 'publishedOn', message: day.errors[0]!.message }] }), typed);
    const documentId = textOf(typed, 'documentId');
    const again = await this.steps.send(hand, event, { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256'), link: textOf(typed, 'link'), publishedOn: day.day }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), hand, path, again, typed);
    flash(req, { kind: 'success', text: 'The publication is recorded.', links: [] });
    res.redirect(303, psr.case(caseId));
  }

  private async open(req: Request, caseId: string): Promise<{ hand: Hand; path: string }> {
    const path = req.path.split('/').filter(Boolean).at(-1) ?? '';
    const { event, kind } = PAGES[path]!;
    const hand = await this.steps.openIn<AnnualSummaryContext>(req, caseId, PROCEDURE, event);
    if (kind === REPORT && hand.context.addressed === null) throw new Problem(409, { title: 'This cannot be done now', because: 'It is not said yet how non-compliance will be addressed.', unblock: 'Take the step “Say how non-compliance will be addressed” first.' });
    return { hand, path };
  }
}

const amendedNote = ({ amendments }: AnnualSummaryContext, { key, count }: CountedFigure): string | null => {
  const last = amendments.filter((one) => one.key === key).at(-1);
  return last ? `Counted: ${count ?? 'not'}. Put right by ${last.by.name}: ${last.why}` : null;
};

/** What is recorded after a summary is made and changes no figure of it: the other's publication, a clock that rings. */
const CHANGES_NOTHING = ['summary.publish', 'report.publish', 'deadline.reached'];

function render(res: Response, { opened: { view }, step }: Hand, path: string, again: ShownAgain | null, typed: Typed): void {
  const { kind, regulation } = PAGES[path]!;
  const document = view.documents.find((one) => one.kind === kind && one.status === 'frozen');
  const isOld = document !== undefined && view.timeline.some(({ recordedAt, type }) => recordedAt > document.frozenAt && !CHANGES_NOTHING.includes(type));
  const messageOf = (field: string): { text: string } | undefined => {
    const found = again?.errors.find((error) => error.field === field);
    return found && { text: found.message };
  };
  res.render('psr/summary/publish-year.njk', {
    view: { reference: view.reference, title: view.row.title, href: psr.case(view.caseId) }, action: psr.underCase(view.caseId, path), label: step.label, purpose: step.purpose, regulation,
    document: document && !isOld ? { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` } : null, isOld, key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null,
    refusals: again?.refusals ?? [], linkError: messageOf('link'), dayError: messageOf('publishedOn'),
    errors: again && again.errors.length > 0 ? again.errors.map(({ field, message }) => ({ text: message, href: field === 'publishedOn' ? '#publishedOn-day' : field === 'link' ? '#link' : '#document' })) : undefined,
    typed: { link: textOf(typed, 'link'), day: textOf(typed, 'publishedOn-day'), month: textOf(typed, 'publishedOn-month'), year: textOf(typed, 'publishedOn-year') },
  });
}
