import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readDay } from '../../../calendar/day-input.js';
import { formatDay } from '../../../calendar/day-words.js';
import { asDay, asInstant, dayOf } from '../../../calendar/day.js';
import { scopeOf } from '../../../desk/asking.js';
import { Reader } from '../../../engine/read.js';
import { Files } from '../../../files/files.js';
import { keepHandedIn } from '../../../files/keep-handed-in.js';
import { LIMITS, sizeInWords } from '../../../files/limits.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import type { EvidenceRequirement } from '../../scheme/scheme.js';
import { ApplicationDrafts } from '../application-draft.js';
import { NOT_APPLICABLE, noEvidence, SECTIONS, type Section } from '../form/question.js';
import { ApplicationOpener, type Applying } from './applying.js';
import { listOf, textOf, type Typed } from '../../../web/typed.js';

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
    const before = given(applying, key);
    render(res, applying, item, { ...boxes('validUntil', before?.validUntil ?? ''), ...boxes('validFrom', before?.validFrom ?? '') }, []);
  }

  @Post(':slug/evidence/:requirement')
  async handIn(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Param('requirement') key: string, @Body() typed: Typed): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const item = requirementOf(applying, key);
    if (textOf(typed, 'remove') === 'yes') {
      await this.drafts.removeEvidence(applying.person, applying.scheme.schemeId, key);
      return res.redirect(303, qpl.taskList(slug));
    }
    if (listOf(typed, 'notApplicable').includes('yes')) return this.doesNotApply(req, res, applying, item, typed);
    const errors: Wrong[] = [];
    const upload = await keepHandedIn(this.files, scopeOf(applying.person), req.handedIn?.filter(({ field }) => field === 'file'));
    errors.push(...upload.errors);
    const validUntil = item.runsOut ? await this.validUntil(typed, errors) : null;
    const validFrom = item.runsOut ? this.validFrom(typed, errors) : null;
    if (validFrom !== null && validUntil !== null && validFrom > validUntil) errors.push({ field: 'validUntil-day', message: 'It runs out before it begins. Check both days on the document' });
    const before = given(applying, key);
    const file = upload.files[0] ?? (before && { sha256: before.sha256, name: before.fileName });
    if (!file && upload.errors.length === 0) errors.push({ field: 'file', message: 'Choose the file' });
    const add = async (what: { sha256: string; name: string }, dates: { validUntil: string | null; validFrom?: string | null }) =>
      this.applications.saved(applying, await this.drafts.addEvidence(applying.person, applying.scheme.schemeId, { requirement: key, title: item.title, sha256: what.sha256, fileName: what.name, ...dates }));
    if (file && errors.length === 0) {
      await add(file, { validUntil, ...(validFrom === null ? {} : { validFrom }) });
      return res.redirect(303, qpl.taskList(slug));
    }
    // A good file is kept although the date was wrong: nobody uploads twice.
    if (upload.files[0]) await add(upload.files[0], { validUntil: null });
    render(res.status(upload.status === 200 ? 422 : upload.status), await this.applications.open(req, slug), item, typed, errors);
  }

  /** Somebody says why they need not hand it in; officers see the reason beside the check. */
  private async doesNotApply(req: Request, res: Response, applying: Applying, item: EvidenceRequirement, typed: Typed): Promise<void> {
    const because = textOf(typed, 'because').replaceAll('\r\n', '\n');
    if (because.length < 10) return render(res.status(422), applying, item, typed, [{ field: 'because', message: 'Say in a sentence why this does not apply to you' }]);
    const { person, scheme } = applying;
    await this.drafts.removeEvidence(person, scheme.schemeId, item.requirement);
    await this.applications.saved(applying, await this.drafts.answer(person, scheme.schemeId, noEvidence(item.requirement), `${NOT_APPLICABLE}${because}`, `said why it does not apply: ${item.title}`));
    res.redirect(303, qpl.taskList(scheme.slug));
  }

  /** Optional: only who copied it from the certificate knows it. */
  private validFrom(typed: Typed, errors: Wrong[]): string | null {
    const boxes = { day: textOf(typed, 'validFrom-day'), month: textOf(typed, 'validFrom-month'), year: textOf(typed, 'validFrom-year') };
    if (Object.values(boxes).every((box) => box === '')) return null;
    const read = readDay(boxes, 'The day on which it begins');
    if (read.ok) return read.day;
    errors.push(...read.errors.map(({ field, message }) => ({ field: `validFrom-${field === 'date' ? 'day' : field}`, message })));
    return null;
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

const boxes = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date && String(Number(date)), [`${name}-month`]: month && String(Number(month)), [`${name}-year`]: year };
};

function render(res: Response, applying: Applying, item: EvidenceRequirement, typed: Typed, errors: readonly Wrong[]): void {
  const { scheme, draft } = applying;
  const before = given(applying, item.requirement);
  const copied = draft.toConfirm[item.requirement];
  const reason = (draft.answers[noEvidence(item.requirement)] ?? '').slice(NOT_APPLICABLE.length);
  const wrong = (field: string) => errors.filter((error) => error.field === field || error.field.startsWith(`${field}-`));
  const date = (name: string, label: string, more: object) => ({ name, label, type: 'date', typed, error: wrong(name).map(({ message }) => message).join('. ') || undefined, wrongBoxes: wrong(name).map(({ field }) => field), ...more });
  res.render('qpl/application/pages/evidence.njk', {
    scheme, item, section: SECTIONS[item.section as Section], before, largest: sizeInWords(LIMITS.maxBytes),
    copied: copied && `Copied from ${copied.from}, where it was handed in on ${formatDay(asDay(copied.on))}. Save it if it is still what is valid.`,
    errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    fields: [
      { name: 'file', label: before ? 'Choose another file' : 'Choose the file', type: 'file', hint: `PDF, Word, a photograph or a scan, up to ${sizeInWords(LIMITS.maxBytes)}. A telephone’s camera will do.`, error: wrong('file')[0]?.message,
        accept: '.pdf,.docx,.jpg,.jpeg,.png,.heic,.heif,image/*' },
      ...(item.runsOut ? [date('validUntil', 'When does it run out?', { hint: 'For example, 31 3 2027' }), date('validFrom', 'When did it begin?', { optional: true, hint: 'As the document says' })] : []),
    ],
    without: item.needed === 'optional' ? null : {
      box: { name: 'notApplicable', label: 'Does it apply to you?', type: 'checkboxes', options: [{ value: 'yes', text: 'This does not apply to us' }], ticked: reason === '' ? [] : ['yes'] },
      because: { name: 'because', label: 'Why not?', hint: 'An officer looks at the reason', type: 'textarea', rows: 3, value: textOf(typed, 'because') || reason, error: wrong('because')[0]?.message },
    },
    action: qpl.evidence(scheme.slug, item.requirement), back: qpl.taskList(scheme.slug),
  });
}
