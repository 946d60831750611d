import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { asDay } from '../../../calendar/day.js';
import { formatLastMoment } from '../../../calendar/day-words.js';
import { momentInWords } from '../../../desk/words.js';
import { Reader } from '../../../engine/read.js';
import { qpl } from '../../paths.js';
import { openRound, takesApplications, type Scheme } from '../../scheme/scheme.js';
import { Schemes } from '../../scheme/schemes.js';
import { missingFrom } from '../complete.js';
import { DECLARATIONS } from '../form/common-questions.js';
import { askedQuestions, isNeeded } from '../form/form.js';
import { noEvidence, SECTION_LETTERS, SECTIONS, wrongWith } from '../form/question.js';
import { Reuse } from '../reuse.js';
import { ApplicationOpener, type Applying } from './applying.js';

interface Task {
  readonly title: string;
  readonly href: string;
  readonly status: 'Completed' | 'Not started' | 'Has a problem' | 'Optional' | 'Confirm';
}

/** How far am I, what is missing, when does it close? */
@Controller('apply')
export class TaskListPage {
  constructor(
    private readonly applications: ApplicationOpener,
    private readonly schemes: Schemes,
    private readonly reader: Reader,
    private readonly reuse: Reuse,
  ) {}

  /** Before anything is filled in: what one needs, and the way in. For everybody. */
  @Get(':slug')
  async start(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const { scheme, authority } = await this.schemes.atPublicAddress(slug);
    const now = await this.reader.now();
    const actor = (req as Request & { actor?: { kind?: string } }).actor;
    res.render('qpl/application/pages/start.njk', {
      scheme, authority, closing: closingOf(scheme, now), isOpen: takesApplications(scheme, now), isProvider: actor?.kind === 'provider', paths: { tasks: qpl.taskList(slug), list: qpl.publicList(slug) },
      evidence: scheme.evidence.filter(({ needed }) => needed !== 'optional'),
    });
  }

  @Get(':slug/tasks')
  async show(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string): Promise<void> {
    const applying = await this.applications.open(req, slug);
    const { scheme, draft, providerName } = applying;
    const left = missingFrom(scheme, { ...draft, declarations: DECLARATIONS.map(({ declaration }) => declaration) });
    const [now, before, sent] = await Promise.all([this.reader.now(), this.reuse.offered(applying.person, scheme.schemeId), this.reuse.sentAndLive(applying.person, scheme.schemeId)]);
    const closed = closedMeanwhile(scheme, now);
    res.render('qpl/application/pages/task-list.njk', {
      scheme, providerName, closing: closed ?? closingOf(scheme, now), isOpen: takesApplications(scheme, now) || closed !== null, before: before.length, sent: sent && { ...sent, isDraft: draft.caseId === sent.caseId },
      toConfirm: Object.keys(draft.toConfirm).length,
      sections: SECTION_LETTERS.map((letter) => ({ letter, title: SECTIONS[letter], tasks: tasksOf(applying, letter) })).filter(({ tasks }) => tasks.length > 0),
      left: left.length,
      done: [...draft.done].reverse().slice(0, 12).map(({ what, by, at }) => ({ what, by, when: momentInWords(at) })),
      paths: { check: qpl.check(slug), home: qpl.home(), replace: qpl.replace(slug), reuse: qpl.reuse(slug) },
    });
  }
}

/** The tasks of a section, each a page of its own, with how it stands. */
export function tasksOf({ scheme, draft }: Applying, letter: keyof typeof SECTIONS): Task[] {
  const isToConfirm = (key: string) => Object.hasOwn(draft.toConfirm, key);
  const questions = askedQuestions(scheme, draft).filter(({ section }) => section === letter).map((question): Task => {
    const answer = draft.answers[question.question] ?? '';
    const isWrong = wrongWith(question, answer, draft.answers) !== null;
    return {
      title: question.asked, href: qpl.question(scheme.slug, question.question),
      status: answer === '' ? (question.optional ? 'Optional' : 'Not started') : isWrong ? 'Has a problem' : isToConfirm(question.question) ? 'Confirm' : 'Completed',
    };
  });
  const evidence = scheme.evidence.filter((item) => item.section === letter && (item.needed === 'optional' || isNeeded(item, draft.answers))).map((item): Task => ({
    title: item.title, href: qpl.evidence(scheme.slug, item.requirement),
    status: draft.evidence.some(({ requirement }) => requirement === item.requirement) ? (isToConfirm(item.requirement) ? 'Confirm' : 'Completed')
      : draft.answers[noEvidence(item.requirement)] ? 'Completed' : item.needed === 'optional' ? 'Optional' : 'Not started',
  }));
  const lots: Task[] = letter === 'C' ? [{ title: 'Lots, districts and capacity', href: qpl.lots(scheme.slug), status: draft.lots.length > 0 ? 'Completed' : 'Not started' }] : [];
  return [...lots, ...questions, ...evidence];
}

/** To somebody who is filling in: the round has closed, and what sending now means. Null while one is open, and where none has closed. */
function closedMeanwhile({ rounds, late }: Pick<Scheme, 'rounds' | 'late'>, now: string): string | null {
  const closed = openRound(rounds, now) === null ? rounds.flatMap(({ closesAt }) => (closesAt !== null && closesAt <= now ? [closesAt] : [])).sort().at(-1) : undefined;
  return closed === undefined ? null : `The round closed on ${momentInWords(closed)}. What you have saved is kept. You can still send it: it is recorded as late, and an officer rules by the published rule: ${late.text}`;
}

/** When the list closes, in words. */
export function closingOf({ rounds, ends }: Pick<Scheme, 'rounds' | 'ends'>, now: string): string {
  const closesAt = openRound(rounds, now)?.closesAt ?? null;
  if (closesAt !== null) return `It closes on ${momentInWords(closesAt)}. What comes later is late.`;
  if (openRound(rounds, now) === null) return 'No round is open just now.';
  return ends ? `It takes applications throughout its life, to ${formatLastMoment(asDay(ends))}.` : 'It takes applications at any time.';
}
