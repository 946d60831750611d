import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Field } from '../../engine/procedure.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { machineOf, restingPlaces } from '../case/diagram-model.js';
import { desk } from '../desk-addresses.js';
import { CaseOpener } from '../opened-case.js';
import type { OpenedCase } from '../opened-case.js';
import { boxesOf, typedFor } from '../step/answers.js';
import type { Typed } from '../../web/typed.js';
import { OCCURRED_BOXES } from '../step/occurred.js';
import { questionsOf, summaryOf } from '../step/questions.js';
import { BUTTON } from '../step/rows.js';
import { refusalInWords, whoMay } from '../words.js';
import { Correcting, WHAT } from './correcting.js';
import type { Entry, FieldError, Refused, What } from './correcting.js';

interface Said {
  readonly errors?: readonly FieldError[];
  readonly refusals?: readonly Refused[];
  readonly will?: readonly string[];
}

const LABELS: Readonly<Record<What, string>> = { answers: 'Correct what it says', when: 'Correct when it happened', strike: 'Strike it' };

/** What is wrong with one entry, why, and what correcting it will do. */
@Controller('cases')
export class CorrectEntryPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly correcting: Correcting,
  ) {}

  @Get(':caseId/correct/:seq')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('seq') seq: string, @Query('what') asked?: unknown): Promise<void> {
    const opened = await this.cases.openForStaff(req, caseId);
    const entry = await this.entry(opened, seq);
    this.render(res, opened, entry, whatOf(asked, entry), entry.typed, {});
  }

  @Post(':caseId/correct/:seq')
  async correct(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('seq') seq: string): Promise<void> {
    const opened = await this.cases.openForStaff(req, caseId);
    const { person, view } = opened;
    const entry = await this.entry(opened, seq);
    const body = withRows(entry.event?.fields ?? [], (req.body ?? {}) as Typed);
    const what = whatOf(body['what'], entry);
    if (BUTTON in body) return this.render(res.status(200), opened, entry, what, body, {});
    const read = await this.correcting.read(entry, what, body);
    if (read.errors !== null) return this.render(res.status(422), opened, entry, what, body, { errors: read.errors });
    if (body['checked'] !== 'yes') {
      const outlook = await this.correcting.outlook(person, view, entry, what, read);
      return this.render(res.status(outlook.refusals.length > 0 ? 409 : 200), opened, entry, what, body, outlook.refusals.length > 0 ? { refusals: outlook.refusals } : { will: outlook.will });
    }
    const seen = typeof body['seen'] === 'string' && /^\d{1,9}$/.test(body['seen']) ? Number(body['seen']) : undefined;
    const answer = await this.correcting.send(person, view, entry, what, read, seen);
    switch (answer.kind) {
      case 'done':
        flash(req, { kind: 'success', text: `Entry ${entry.seq} is ${what === 'strike' ? 'struck' : 'corrected'}. Both versions show on the timeline.` });
        return res.redirect(303, desk.tab(view.caseId, 'timeline'));
      case 'proposed':
        flash(req, { kind: 'important', text: `The correction waits for a second person. ${answer.because}`, links: [{ href: desk.tab(view.caseId, 'correct'), text: 'Corrections of this case' }] });
        return res.redirect(303, desk.case(view.caseId));
      case 'refused':
        return this.render(res.status(409), opened, entry, what, body, { refusals: answer.refusals });
      case 'invalid':
        return this.render(res.status(422), opened, entry, what, body, { errors: answer.errors });
      case 'stale':
        throw new Problem(409, { title: 'The case has moved', because: 'Somebody entered something since you opened this page, so nothing was corrected.', unblock: 'Look at the timeline, then correct again.' });
      case 'not-allowed':
        throw new Problem(403, { title: 'You cannot correct this case', because: `Corrections are for: ${whoMay(answer.roles)}.`, unblock: 'Ask one of them.' });
      default:
        throw new Problem(404, { title: 'Entry not found', because: 'This case has no such entry.', unblock: 'Choose it from the timeline.' });
    }
  }

  private async entry({ person, view, procedure }: OpenedCase, seq: string): Promise<Entry> {
    const entry = /^\d{1,9}$/.test(seq) ? await this.correcting.entry(person, view, procedure, Number(seq)) : null;
    if (!entry) throw new Problem(404, { title: 'Entry not found', because: 'This case has no such entry.', unblock: 'Choose it from the timeline.' });
    return entry;
  }

  private render(res: Response, { view, procedure }: OpenedCase, entry: Entry, what: What, typed: Typed, said: Said): void {
    const fields = what === 'answers' ? (entry.event?.fields ?? []) : [];
    const errors = said.errors ?? [];
    const reason = { name: 'reason', label: 'Why is the record corrected?', hint: 'For example, the date was read wrongly from the letter', type: 'textarea' as const };
    const boxes = ['reason', 'goOnFrom', ...fields.flatMap((field) => boxesOf(field, typed)), ...OCCURRED_BOXES];
    res.render('desk/correct/correct-entry.njk', {
      title: view.row.title, reference: view.reference, back: desk.tab(view.caseId, 'correct'), action: `${desk.tab(view.caseId, 'correct')}/${entry.seq}`,
      entry, what, label: LABELS[what], seen: typeof typed['seen'] === 'string' ? typed['seen'] : view.seq,
      choices: WHAT.filter((each) => each !== 'answers' || (entry.event?.fields ?? []).length > 0).map((each) => ({ value: each, text: LABELS[each] })),
      // A correction changes what was entered; other bytes are another file, and a step of their own.
      questions: [...questionsOf(fields, view.context, typed, errors).map((question) => ({ ...question, noUpload: question.type === 'file' })), ...questionsOf([reason], {}, typed, errors)],
      errors: summaryOf([...fields, reason], errors), fieldErrors: Object.fromEntries(errors.map((error) => [error.field, error.message])), typed,
      refusals: (said.refusals ?? []).map(refusalInWords),
      will: said.will ?? null,
      // Where later entries no longer fit, somebody must say where the case goes on.
      states: said.refusals ? [{ value: '', text: 'Do not go on: leave the record as it is' }, ...restingPlaces(machineOf(procedure, view.version)).map((state) => ({ value: state.path, text: `Go on from: ${state.title}` }))] : [],
      carried: boxes.flatMap((box) => [typed[box]].flat().filter((value): value is string => typeof value === 'string' && value !== '').map((value) => ({ name: box, value }))),
    });
  }
}

/** The form with its rows as the button left them. */
function withRows(fields: readonly Field[], posted: Typed): Typed {
  const isOfRows = (box: string) => fields.some((field) => field.type === 'rows' && box.startsWith(`${field.name}.`));
  return { ...Object.fromEntries(Object.entries(posted).filter(([box]) => !isOfRows(box))), ...typedFor(fields, posted) };
}

function whatOf(asked: unknown, entry: Entry): What {
  const able = WHAT.filter((each) => each !== 'answers' || (entry.event?.fields ?? []).length > 0);
  return able.find((each) => each === asked) ?? able[0]!;
}
