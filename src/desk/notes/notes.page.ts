import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { isId } from '../asking.js';
import { caseTop } from '../case/case-model.js';
import { desk } from '../desk-addresses.js';
import { CaseOpener } from '../opened-case.js';
import type { OpenedCase } from '../opened-case.js';
import { momentInWords } from '../words.js';
import { Notes } from './notes.js';

/** The characters of a note; a longer text is a document. */
const LONGEST = 20_000;

/** What colleagues should know and the record does not need. */
@Controller('cases')
export class NotesPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly notes: Notes,
  ) {}

  @Get(':caseId/notes')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.render(res, await this.cases.openForStaff(req, caseId), {});
  }

  @Post(':caseId/notes')
  async write(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const opened = await this.cases.openForStaff(req, caseId);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const text = typeof body['text'] === 'string' ? body['text'].replace(/\r\n/g, '\n').trim() : '';
    const privileged = body['privileged'] === 'yes';
    const error = text === '' ? 'Write the note' : text.length > LONGEST ? `A note has at most ${LONGEST.toLocaleString('en-GB')} characters; this one has ${text.length.toLocaleString('en-GB')}` : null;
    if (error) return this.render(res.status(422), opened, { error, text, privileged });
    await this.notes.write(opened.person, opened.view.caseId, { text, privileged });
    flash(req, { kind: 'success', text: 'The note is on the case.' });
    res.redirect(303, desk.tab(opened.view.caseId, 'notes'));
  }

  @Post(':caseId/notes/:noteId/withdraw')
  async withdraw(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('noteId') noteId: string): Promise<void> {
    const { person, view } = await this.cases.openForStaff(req, caseId);
    const why = String((req.body as Record<string, unknown>)?.['why'] ?? '').trim().slice(0, 500) || 'No reason was given';
    const done = isId(noteId) && (await this.notes.withdraw(person, view.caseId, noteId, why));
    if (!done) throw new Problem(404, { title: 'Note not found', because: 'There is no such note of yours on this case, or it was withdrawn before.', unblock: 'Look at the notes again.' });
    flash(req, { kind: 'success', text: 'The note is withdrawn. That there was one, and why it went, stays.' });
    res.redirect(303, desk.tab(view.caseId, 'notes'));
  }

  private async render(res: Response, { person, view }: OpenedCase, typed: { error?: string; text?: string; privileged?: boolean }): Promise<void> {
    const notes = await this.notes.of(person, view.caseId);
    res.render('desk/notes/notes.njk', {
      top: caseTop(view, 'notes', person),
      notes: notes.map((note) => ({ ...note, when: momentInWords(note.writtenAt), withdrawn: note.withdrawnAt && momentInWords(note.withdrawnAt), mine: note.personId === person.personId })),
      errors: typed.error ? [{ text: typed.error, href: '#text' }] : [],
      error: typed.error ?? null,
      text: typed.text ?? '',
      privileged: typed.privileged ?? false,
      action: desk.tab(view.caseId, 'notes'),
    });
  }
}
