import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { KnownActor } from '../../../directory/directory.js';
import { refusalInWords } from '../../../desk/words.js';
import { systemActor } from '../../../engine/actor.js';
import { Reader } from '../../../engine/read.js';
import { Sender } from '../../../engine/send.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { providerAsking } from '../../application/pages/applying.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { qpl } from '../../paths.js';
import { nextRound, openRound, passPercentOf, statusAt, takesApplications, takesQuestions, type Scheme } from '../scheme.js';
import { schemePaths } from '../scheme.paths.js';
import { Schemes, type KeptList } from '../schemes.js';
import { lastMomentInWords, leftInWords } from './list-in-hand.js';

const STATUS = { planned: 'Opens later', open: 'Open', closed: 'Closed', evaluating: 'Closed', decided: 'Closed', onboarded: 'Closed' } as const;

interface Again { readonly status: number; readonly typed: Typed; readonly errors: readonly string[]; readonly refusals: readonly ReturnType<typeof refusalInWords>[] }

/** What is asked, until when, and what was answered to all? For anybody; a provider that is signed in can ask. */
@Controller('public/lists')
export class RoundPage {
  constructor(
    private readonly schemes: Schemes,
    private readonly reader: Reader,
    private readonly sender: Sender,
  ) {}

  @Get(':slug/applying')
  async show(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    this.render(res, await this.schemes.atPublicAddress(slug), await this.reader.now(), actorOf(req), null);
  }

  @Post(':slug/questions')
  async ask(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Body() typed: Typed): Promise<void> {
    const person = providerAsking(req);
    const kept = await this.schemes.atPublicAddress(slug);
    const now = await this.reader.now();
    const round = roundToAsk(kept.scheme, now);
    const key = textOf(typed, 'key');
    // The question is the list's; who asked goes with it and is shown to officers alone. So the system enters it, not the provider, who may not see the case.
    const answer = await this.sender.send({
      actor: systemActor(kept.authority.authorityId), caseId: kept.scheme.schemeId, type: 'question.ask',
      input: { round: round ?? 1, question: textOf(typed, 'question'), asker: actorOf(req)?.organisationName ?? person.name, organisationId: person.organisationId },
      ...(/^[\w-]{8,80}$/.test(key) ? { key: `ask:${person.personId}:${key}` } : {}),
    });
    if (answer.kind === 'done') {
      flash(req, { kind: 'success', text: 'The council has your question. The answer is published here, for everybody, without your name.' });
      return res.redirect(303, `${schemePaths.round(slug)}#questions`);
    }
    const again = (status: number, more: Partial<Again>) => this.render(res.status(status), kept, now, actorOf(req), { status, typed, errors: [], refusals: [], ...more });
    if (answer.kind === 'invalid') return again(422, { errors: answer.errors.map(({ message }) => message) });
    if (answer.kind === 'refused') return again(409, { refusals: answer.refusals.map(refusalInWords) });
    throw new Problem(409, { title: 'Your question was not taken', because: 'It could not be entered as it was sent.', unblock: 'Open the page again and ask once more.' });
  }

  private render(res: Response, { scheme, authority }: KeptList, now: string, actor: KnownActor | null, again: Again | null): void {
    const open = openRound(scheme.rounds, now);
    const next = nextRound(scheme.rounds, now);
    const asking = roundToAsk(scheme, now);
    res.render('qpl/scheme/pages/round.njk', {
      scheme, authority, isOpen: takesApplications(scheme, now), open, left: open?.closesAt ? leftInWords(open.closesAt, now) : null, next: open ? null : next,
      rounds: scheme.rounds.map((round) => ({ ...round, status: STATUS[statusAt(round, now)], questionsWords: lastMomentInWords(round.questionsUntil) })),
      scored: scheme.lots.flatMap((lot) => {
        const questions = scheme.questions.filter(({ lotId }) => lotId === lot.lotId);
        return questions.length === 0 ? [] : [{ lot, questions, passPercent: passPercentOf(scheme, lot.lotId) }];
      }),
      prices: scheme.price.lines.map((line) => ({ ...line, lot: scheme.lots.find(({ lotId }) => lotId === line.lotId)?.title ?? '' })),
      answered: [...scheme.answered].reverse(), asking, askUntil: lastMomentInWords(scheme.rounds.find(({ number }) => number === asking)?.questionsUntil ?? null), mayAsk: actor?.kind === 'provider', isSignedIn: actor?.personId != null,
      key: randomUUID(), typed: again ? textOf(again.typed, 'question') : '', questionError: again?.errors.join('. ') || null,
      errors: again && again.errors.length > 0 ? again.errors.map((text) => ({ text, href: '#question' })) : undefined, refusals: again?.refusals ?? [],
      documents: [...(scheme.invitation ? [{ title: 'Invitation to apply', id: scheme.invitation.documentId }] : []), ...(scheme.priceSchedule ? [{ title: 'Price schedule', id: scheme.priceSchedule.documentId }] : [])].map(({ title, id }) => ({
        title, html: schemePaths.document(id, 'html'), pdf: schemePaths.document(id, 'pdf'), docx: schemePaths.document(id, 'docx'),
      })),
      paths: { list: qpl.publicList(scheme.slug), apply: qpl.start(scheme.slug), ask: schemePaths.ask(scheme.slug), signIn: '/sign-in', lists: qpl.publicLists() },
    });
  }
}

const actorOf = (req: Request): KnownActor | null => (req as Request & { actor?: KnownActor }).actor ?? null;
/** The round that questions can be asked about now: the one that is open, or the next. */
const roundToAsk = ({ rounds, standing }: Scheme, now: string): number | null => (standing === 'closed' ? null : rounds.find((round) => takesQuestions(round, now))?.number ?? null);
