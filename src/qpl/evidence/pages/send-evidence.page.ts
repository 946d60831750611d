import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { evidenceKind } from '../../../../workflows/qpl/evidence-kinds.js';
import type { EvidenceContext, SendInput } from '../../../../workflows/qpl/evidence.events.js';
import { heldItem } from '../../../../workflows/qpl/evidence.machine.js';
import type { MembershipContext } from '../../../../workflows/qpl/membership.events.js';
import { readDay } from '../../../calendar/day-input.js';
import { scopeOf, type Person } from '../../../desk/asking.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { refusalInWords } from '../../../desk/words.js';
import { Reader } from '../../../engine/read.js';
import { Files } from '../../../files/files.js';
import { keepHandedIn } from '../../../files/keep-handed-in.js';
import { LIMITS, sizeInWords } from '../../../files/limits.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { providerAsking } from '../../application/pages/applying.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { places } from '../../membership/places.paths.js';
import { qpl } from '../../paths.js';
import { EvidenceSending } from '../sending.js';

interface Wrong {
  readonly field: string;
  readonly message: string;
}
/** What is sent: for which provider, of what, with what is held now. */
interface ToSend {
  readonly person: Person;
  readonly caseId: string;
  readonly organisationId: string;
  readonly requirement: string;
  readonly title: string;
  readonly lotId: string | null;
  readonly held: string | null;
  readonly action: string;
  readonly back: string;
}

/** One piece of evidence, sent from a telephone: a photograph, and until when it is valid. */
@Controller()
export class SendEvidencePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly reader: Reader,
    private readonly files: Files,
    private readonly sending: EvidenceSending,
  ) {}

  @Get('my-places/evidence/:requirement')
  async ask(@Req() req: Request, @Res() res: Response, @Param('requirement') requirement: string): Promise<void> {
    render(res, await this.own(req, requirement), {}, [], []);
  }

  @Post('my-places/evidence/:requirement')
  async hand(@Req() req: Request, @Res() res: Response, @Param('requirement') requirement: string, @Body() typed: Typed): Promise<void> {
    await this.take(req, res, await this.own(req, requirement), typed);
  }

  @Get('cases/:caseId/send-evidence')
  async askFor(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    render(res, await this.ofCase(req, caseId), {}, [], []);
  }

  @Post('cases/:caseId/send-evidence')
  async enter(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    await this.take(req, res, await this.ofCase(req, caseId), typed);
  }

  private async take(req: Request, res: Response, what: ToSend, typed: Typed): Promise<void> {
    const errors: Wrong[] = [];
    const upload = await keepHandedIn(this.files, scopeOf(what.person), req.handedIn?.filter(({ field }) => field === 'file'));
    errors.push(...upload.errors);
    const day = (name: string, words: string): string | null => {
      const boxes = { day: textOf(typed, `${name}-day`), month: textOf(typed, `${name}-month`), year: textOf(typed, `${name}-year`) };
      if (Object.values(boxes).every((box) => box === '')) return null;
      const answer = readDay(boxes, words);
      if (answer.ok) return answer.day;
      errors.push(...answer.errors.map(({ field, message }) => ({ field: `${name}-${field === 'date' ? 'day' : field}`, message })));
      return null;
    };
    const kept = upload.files[0] ?? null;
    const before = textOf(typed, 'keptFile');
    const isKept = /^[0-9a-f]{64}$/.test(before);
    const input: SendInput = {
      requirement: what.requirement, title: what.title, lotId: what.lotId, sha256: kept?.sha256 ?? (isKept ? before : null), fileName: kept?.name ?? (isKept ? textOf(typed, 'keptName') : null),
      startsOn: day('startsOn', 'The day on which it starts'), validUntil: day('validUntil', 'The day on which it runs out'), note: textOf(typed, 'note'),
    };
    const carried = { ...typed, keptFile: input.sha256 ?? '', keptName: input.fileName ?? '' };
    if (errors.length > 0) return render(res.status(upload.status === 200 ? 422 : upload.status), what, carried, errors, []);
    const answer = await this.sending.send(what.person, what.caseId, what.organisationId, input, /^[\w-]{8,80}$/.test(textOf(typed, 'key')) ? textOf(typed, 'key') : randomUUID());
    if (answer.kind === 'invalid') return render(res.status(422), what, carried, answer.errors, []);
    if (answer.kind === 'refused') return render(res.status(409), what, carried, [], answer.refusals.map(refusalInWords));
    if (answer.kind !== 'done') throw new Problem(409, { title: 'This was not sent', because: 'It was sent already, or it is not yours to send.', unblock: 'Look at your places and evidence.' });
    flash(req, { kind: 'success', text: `${what.title} is sent. Somebody of the council checks it; you are told if something is not right.` });
    res.redirect(303, what.back);
  }

  /** The provider's own, whether there is a case of it already or not. */
  private async own(req: Request, requirement: string): Promise<ToSend> {
    const person = providerAsking(req);
    const organisationId = person.organisationId ?? '';
    if (!['applicant', 'account holder', 'safeguarding lead'].some((role) => person.roles.includes(role))) throw new Problem(403, { title: 'You cannot send evidence', because: 'Applicants, the account holder and the safeguarding lead of your organisation can.', unblock: 'Ask one of them.' });
    const caseId = await this.sending.caseOf(person, organisationId, requirement);
    const view = await this.reader.caseView(person, caseId);
    const about = { person, caseId, organisationId, requirement, action: places.send(requirement), back: places.mine() };
    if (view) {
      const context = view.context as unknown as EvidenceContext;
      return { ...about, title: context.title, lotId: context.lotId, held: heldItem(context)?.validUntil ?? null };
    }
    // Nothing was ever sent: it must be something that a place of the provider asks for.
    const { items } = await this.reader.list(person, { procedure: 'qpl.membership', limit: 100 });
    const views = await Promise.all(items.map((item) => this.reader.caseView(person, item.caseId)));
    const wanted = views.flatMap((each) => (each ? [...((each.context as unknown as MembershipContext).missing ?? []), ...((each.context as unknown as MembershipContext).evidence ?? [])] : []));
    const found = wanted.find((each) => each.requirement === requirement);
    if (!found) throw new Problem(404, { title: 'Evidence not found', because: 'None of your places asks for such evidence.', unblock: 'Look at your places and evidence.' });
    return { ...about, title: found.title, lotId: null, held: null };
  }

  private async ofCase(req: Request, caseId: string): Promise<ToSend> {
    const { person, view } = await this.cases.open(req, caseId);
    const context = view.context as unknown as EvidenceContext;
    if (view.procedure !== 'qpl.evidence') throw new Problem(404, { title: 'Page not found', because: 'This case is not evidence.', unblock: 'Go back to the case.' });
    const step = view.steps.find(({ type }) => type === 'evidence.send');
    if (!step?.mine) throw new Problem(403, { title: 'You cannot send this evidence', because: 'The provider sends it, or an officer enters what came another way.', unblock: 'Go back to the case.' });
    return {
      person, caseId, organisationId: context.organisationId, requirement: context.requirement, title: context.title, lotId: context.lotId, held: heldItem(context)?.validUntil ?? null,
      action: qpl.underCase(caseId, places.below.sendEvidence), back: person.kind === 'provider' ? places.mine() : qpl.case(caseId),
    };
  }
}

function render(res: Response, what: ToSend, typed: Typed, errors: readonly Wrong[], refusals: readonly unknown[]): void {
  const wrong = (field: string) => errors.filter((error) => error.field === field || error.field.startsWith(`${field}-`)).map(({ message }) => message).join('. ') || undefined;
  const { copyKept, safeguarding } = evidenceKind(what.requirement);
  res.render('qpl/evidence/pages/send-evidence.njk', {
    title: what.title, held: what.held, action: what.action, back: what.back, key: randomUUID(), safeguarding, copyKept, refusals, keptFile: textOf(typed, 'keptFile'), keptName: textOf(typed, 'keptName'),
    errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    fields: [
      ...(copyKept ? [{ name: 'file', label: textOf(typed, 'keptName') ? 'Choose another file' : 'Choose the file', type: 'file', hint: `A photograph, PDF or Word file, up to ${sizeInWords(LIMITS.maxBytes)}. A telephone’s camera will do.`, error: wrong('file'), accept: '.pdf,.docx,.jpg,.jpeg,.png,.heic,.heif,image/*' }] : []),
      { name: 'startsOn', label: 'When does it start?', type: 'date', optional: true, typed, error: wrong('startsOn') },
      { name: 'validUntil', label: 'When does it run out?', type: 'date', optional: true, hint: 'For example, 31 3 2028. Leave it empty if it does not run out.', typed, error: wrong('validUntil') },
      { name: 'note', label: 'Anything that we should know?', type: 'textarea', rows: 3, optional: true, value: textOf(typed, 'note'), error: wrong('note') },
    ],
  });
}
