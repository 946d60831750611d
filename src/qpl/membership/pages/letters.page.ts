import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { FrozenDocument } from '../../../../workflows/qpl/membership.events.js';
import { isId } from '../../../desk/asking.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { HandMadeSteps, type ShownAgain } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { qpl } from '../../paths.js';
import { places } from '../places.paths.js';

interface Letter {
  readonly type: string;
  readonly kind: string;
  readonly heading: string;
  readonly done: string;
  readonly will: readonly string[];
}
const toProvider = ['put this letter on the provider’s page', 'tell the provider by e-mail that it is there, without saying what it says'] as const;

/** Each letter by its path below the case. */
const LETTERS: Readonly<Record<string, Letter>> = {
  [places.below.suspensionNotice]: { type: 'suspension.notify', kind: 'suspension-notice', heading: 'Send the notice of suspension', done: 'The notice is on the provider’s page.', will: toProvider },
  [places.below.mindedTo]: { type: 'removal.notify', kind: 'minded-to-removal', heading: 'Tell the provider of the proposal', done: 'The provider was told, and has ten working days to answer.', will: [...toProvider, 'start the ten working days in which the provider may answer'] },
  [places.below.removalLetter]: { type: 'removal.tell', kind: 'removal-letter', heading: 'Send the letter of removal', done: 'The provider was told.', will: toProvider },
  [places.below.readmissionLetter]: { type: 'readmission.tell', kind: 'readmission-letter', heading: 'Send the letter about coming back', done: 'The provider was told.', will: toProvider },
  [places.below.reviewPack]: { type: 'review.send', kind: 'annual-review-pack', heading: 'Send the pack of the annual review', done: 'The pack is on the provider’s page.', will: toProvider },
};

const AT = Object.keys(LETTERS).map((path) => `:caseId/${path}`);
const pathOf = (req: Request): string => req.path.split('/').at(-1) ?? '';

/** The letters of a place: made and frozen, read, and sent exactly as they were read. */
@Controller('cases')
export class PlaceLettersPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  @Get(AT)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.render(req, res, caseId, pathOf(req), null);
  }

  @Post(AT)
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const path = pathOf(req);
    const letter = letterAt(path);
    const hand = await this.steps.open(req, caseId, letter.type);
    if (textOf(typed, 'make') === 'yes') {
      if (!(await this.documents.freeze(hand.opened.person, caseId, letter.kind))) throw new Problem(404, { title: 'Document not made', because: 'This case has no such document.' });
      return res.redirect(303, qpl.underCase(caseId, path));
    }
    const documentId = textOf(typed, 'documentId');
    const input: FrozenDocument = { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256') };
    const again = await this.steps.send(hand, letter.type, input, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return this.render(req, res, caseId, path, again);
    flash(req, { kind: 'success', text: letter.done });
    res.redirect(303, qpl.case(caseId));
  }

  private async render(req: Request, res: Response, caseId: string, path: string, again: ShownAgain | null): Promise<void> {
    const letter = letterAt(path);
    const { opened: { view }, step } = await this.steps.open(req, caseId, letter.type);
    const document = view.documents.find(({ kind, status }) => kind === letter.kind && status === 'frozen');
    res.status(again?.status ?? 200).render('qpl/membership/pages/letter.njk', {
      view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, path),
      heading: letter.heading, purpose: step.purpose, will: letter.will, label: step.label, key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null,
      errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#document' })) : undefined, refusals: again?.refusals ?? [],
      document: document && { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` },
    });
  }
}

function letterAt(path: string): Letter {
  const letter = LETTERS[path];
  if (!letter) throw new Problem(404, { title: 'Page not found', because: 'There is no such letter.', unblock: 'Look at the case to see what is next.' });
  return letter;
}
