import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readDay } from '../../../calendar/day-input.js';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { scopeOf } from '../../../desk/asking.js';
import { Reader } from '../../../engine/read.js';
import { Files } from '../../../files/files.js';
import { keepHandedIn } from '../../../files/keep-handed-in.js';
import { LIMITS, sizeInWords } from '../../../files/limits.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import type { EvidenceRequirement } from '../../scheme/scheme.js';
import { ApplicationDrafts } from '../application-draft.js';
import { SECTIONS, type Section } from '../questions.js';
import { ApplicationOpener, textOf, type Applying, type Typed } from './applying.js';

interface Wrong {
  readonly field: string;
  readonly message: string;
}

/** One piece of evidence: the file, and until when it is valid. */
@Controller('apply')
export class EvidencePage {
  constructor(
    private readonly applications: ApplicationOpener,
    private readonly drafts: ApplicationDrafts,
    private readonly files: Files,
    private readonly reader: Reader,
  ) {}

  @Get(':slug/evidence/:requirement')
  async ask(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Param('requirement') key: string): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const item = requirementOf(applying, key);
    const [year, month, day] = (given(applying, key)?.validUntil ?? '').split('-');
    render(res, applying, item, { 'validUntil-day': day ? String(Number(day)) : '', 'validUntil-month': month ? String(Number(month)) : '', 'validUntil-year': year ?? '' }, []);
  }

  @Post(':slug/evidence/:requirement')
  async handIn(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Param('requirement') key: string, @Body() typed: Typed): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const item = requirementOf(applying, key);
    if (textOf(typed, 'remove') === 'yes') {
      await this.drafts.removeEvidence(applying.person, applying.scheme.schemeId, key);
      return res.redirect(303, qpl.taskList(slug));
    }
    const errors: Wrong[] = [];
    const upload = await keepHandedIn(this.files, scopeOf(applying.person), req.handedIn?.filter(({ field }) => field === 'file'));
    errors.push(...upload.errors);
    const validUntil = item.runsOut ? await this.validUntil(typed, errors) : null;
    const before = given(applying, key);
    const file = upload.files[0] ?? (before && { sha256: before.sha256, name: before.fileName });
    if (!file && upload.errors.length === 0) errors.push({ field: 'file', message: 'Choose the file' });
    if (file && errors.length === 0) {
      await this.drafts.addEvidence(applying.person, applying.scheme.schemeId, { requirement: key, title: item.title, sha256: file.sha256, fileName: file.name, validUntil });
      return res.redirect(303, qpl.taskList(slug));
    }
    // A good file is kept although the date was wrong: nobody uploads twice.
    if (upload.files[0]) await this.drafts.addEvidence(applying.person, applying.scheme.schemeId, { requirement: key, title: item.title, sha256: upload.files[0].sha256, fileName: upload.files[0].name, validUntil: null });
    render(res.status(upload.status === 200 ? 422 : upload.status), await this.applications.open(req, slug), item, typed, errors);
  }

  private async validUntil(typed: Typed, errors: Wrong[]): Promise<string | null> {
    const read = readDay({ day: textOf(typed, 'validUntil-day'), month: textOf(typed, 'validUntil-month'), year: textOf(typed, 'validUntil-year') }, 'The day on which it runs out');
    if (!read.ok) {
      errors.push(...read.errors.map(({ field, message }) => ({ field: `validUntil-${field === 'date' ? 'day' : field}`, message })));
      return null;
    }
    if (read.day < dayOf(asInstant(await this.reader.now()))) errors.push({ field: 'validUntil-day', message: 'This has already run out. Upload what is valid today.' });
    return read.day;
  }
}

const given = ({ draft }: Applying, key: string) => draft.evidence.find(({ requirement }) => requirement === key);

function requirementOf({ scheme }: Applying, key: string): EvidenceRequirement {
  const item = scheme.evidence.find(({ requirement }) => requirement === key);
  if (!item) throw new Problem(404, { title: 'Evidence not found', because: 'This list does not ask for such evidence.', unblock: 'Go back to the task list.' });
  return item;
}

function render(res: Response, applying: Applying, item: EvidenceRequirement, typed: Typed, errors: readonly Wrong[]): void {
  const { scheme } = applying;
  const wrong = (field: string) => errors.filter((error) => error.field === field || error.field.startsWith(`${field}-`));
  res.render('qpl/application/pages/evidence.njk', {
    scheme, item, section: SECTIONS[item.section as Section], before: given(applying, item.requirement), largest: sizeInWords(LIMITS.maxBytes),
    errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    fields: [
      { name: 'file', label: given(applying, item.requirement) ? 'Choose another file' : 'Choose the file', type: 'file', hint: `PDF, Word, a photograph or a scan, up to ${sizeInWords(LIMITS.maxBytes)}. A telephone’s camera will do.`, error: wrong('file')[0]?.message, accept: '.pdf,.doc,.docx,.jpg,.jpeg,.png' },
      ...(item.runsOut ? [{ name: 'validUntil', label: 'When does it run out?', type: 'date', hint: 'For example, 31 3 2027', typed, error: wrong('validUntil').map(({ message }) => message).join('. ') || undefined, wrongBoxes: wrong('validUntil').map(({ field }) => field) }] : []),
    ],
    action: qpl.evidence(scheme.slug, item.requirement), back: qpl.taskList(scheme.slug),
  });
}
