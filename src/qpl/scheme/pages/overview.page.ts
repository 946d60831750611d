import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SchemeContext, Section } from '../../../../workflows/qpl/scheme.events.js';
import { regimeRules } from '../../../../workflows/qpl/regimes.js';
import { lotsThatDoNotWeighAHundred, noticesToRecord } from '../../../../workflows/qpl/scheme.rules.js';
import { statusAt } from '../../../../workflows/qpl/scheme.terms.js';
import { besideStage } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { ListFigures } from '../list-figures.js';
import { schemePaths } from '../scheme.paths.js';
import { lastMomentInWords, leftInWords, ListOpener, offered, type ListInHand } from './list-in-hand.js';

const TASKS: readonly { readonly section: Section; readonly title: string; readonly type: string; readonly hint: string }[] = [
  { section: 'about', title: 'About the list', type: 'about.set', hint: 'Name, purpose, districts, first and last day' },
  { section: 'basis', title: 'Legal basis', type: 'basis.set', hint: 'The law, why this one, and what it is worth' },
  { section: 'lots', title: 'Lots', type: 'lots.set', hint: 'Therapy, how it is given, ages, districts' },
  { section: 'requirements', title: 'Requirements', type: 'requirements.set', hint: 'Checks from the library, and your own' },
  { section: 'questions', title: 'Quality questions', type: 'questions.set', hint: 'What is scored, with weights; save it empty if nothing is' },
  { section: 'price', title: 'Prices', type: 'price.set', hint: 'A price schedule, or none' },
  { section: 'rounds', title: 'Rounds', type: 'rounds.set', hint: 'When applications are taken' },
  { section: 'rules', title: 'Rules', type: 'rules.set', hint: 'Who decides, what is signed, late applications, fees' },
];
/** What can be done with a list that is public, in the order in which an officer would look for it. */
const WHILE_IT_LIVES = ['scheme.start', 'round.plan', 'round.extend', 'round.evaluate', 'round.decide', 'round.onboard', 'lot.close', 'lot.open', 'lot.remove', 'conditions.change', 'late.record', 'late.decide', 'scheme.extend', 'scheme.close'];
const STATUS = { planned: 'Planned', open: 'Open', closed: 'Closed', evaluating: 'Being evaluated', decided: 'Decided', onboarded: 'On the list' } as const;

/** How does this list stand, and what is to be done with it? For its officers: the task list of a draft, then rounds, questions, notices and lots. */
@Controller('cases')
export class SchemeOverviewPage {
  constructor(
    private readonly lists: ListOpener,
    private readonly figures: ListFigures,
    private readonly documents: Documents,
  ) {}

  /** What the publishing service asks for, for the notice that has been due longest: made as a document, to read or to send to who enters it there. */
  @Post(':caseId/list/notice-data')
  async noticeData(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.lists.open(req, caseId);
    if (!offered(hand, 'notice.record').isOpen) throw new Problem(409, { title: 'There is no notice to make data for', because: 'No notice is due, or recording one is not your step.', unblock: 'A notice falls due when something happens that the legal basis wants to be told.' });
    const made = await this.documents.freeze(hand.opened.person, caseId, 'notice-data');
    if (!made) throw new Problem(404, { title: 'Document not made', because: 'This case has no such document.' });
    res.redirect(303, `/documents/${made.documentId}.html`);
  }

  @Get(':caseId/list')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.lists.open(req, caseId);
    const { opened: { view, person }, context } = hand;
    const isDraft = context.publishedOn === null;
    res.render('qpl/scheme/pages/overview.njk', {
      view: { title: view.row.title, reference: view.reference, sentence: besideStage(view.row.stage, view.row.sentence), stage: view.row.stage }, isDraft,
      paths: { case: schemePaths.case(caseId), all: '/our-lists', noticeData: `${schemePaths.overview(caseId)}/notice-data`, coverage: schemePaths.coverage(caseId), public: isDraft ? null : qpl.publicList(context.slug), round: isDraft ? null : schemePaths.round(context.slug) },
      basis: context.done.includes('basis') ? regimeRules(context.terms.regime).title : null,
      ...(isDraft ? draftOf(hand) : await this.livingOf(hand, person.authorityId)),
    });
  }

  private async livingOf(hand: ListInHand, authorityId: string) {
    const { context, now, opened: { view } } = hand;
    const applied = await this.figures.applications(authorityId, view.caseId);
    return {
      rounds: context.rounds.map((round) => {
        const count = applied.find((each) => each.round === String(round.number));
        const status = statusAt(round, now);
        return { ...round, status: STATUS[status], questionsWords: lastMomentInWords(round.questionsUntil), isOpen: status === 'open', left: round.closesAt && status === 'open' ? leftInWords(round.closesAt, now) : null, sent: count?.sent ?? 0, undecided: count?.undecided ?? 0 };
      }),
      notices: context.notices.map((notice) => ({ ...notice, clock: context.noticeClock === notice.number ? view.clocks.find(({ name }) => name === 'notice') ?? null : null })),
      toRecord: noticesToRecord(context.notices).length > 0 ? offered(hand, 'notice.record') : null,
      unanswered: context.asked.filter(({ answered }) => !answered), answered: context.answered, answer: offered(hand, 'question.answer'), record: offered(hand, 'question.ask'),
      late: context.late,
      lots: context.terms.lots,
      documents: view.documents.filter(({ status }) => status !== 'frozen').map(({ documentId, title, status, frozenAt }) => ({ title, status, frozenAt, href: `/documents/${documentId}.html` })),
      republish: context.invitationIsOld ? offered(hand, 'invitation.publish') : null,
      changes: [...context.changes].reverse(), ends: context.terms.ends, extensions: context.extensions, closed: context.closed,
      steps: WHILE_IT_LIVES.map((type) => offered(hand, type)).filter(({ isOpen }) => isOpen),
    };
  }
}

function draftOf(hand: ListInHand) {
  const { context } = hand;
  const wrong = problemsOf(context);
  const tasks = TASKS.map(({ section, title, type, hint }) => ({ ...offered(hand, type), label: title, hint, isDone: context.done.includes(section), problem: wrong[section] ?? null }));
  return {
    tasks, left: tasks.filter(({ isDone }) => !isDone).length, returned: [...context.returned].reverse(),
    submit: offered(hand, 'scheme.submit'), approve: offered(hand, 'scheme.approve'), sendBack: offered(hand, 'scheme.return'), publish: offered(hand, 'scheme.publish'), rework: offered(hand, 'scheme.rework'), record: offered(hand, 'notice.record'), abandon: offered(hand, 'list.abandon'),
    notices: context.notices, canEdit: tasks.some(({ isOpen }) => isOpen),
    check: context.done.length > 0 ? summaryOf(context) : null,
  };
}

/** What would stop the list from being sent for approval, beside the section that it is about. */
function problemsOf({ terms, rounds, done }: SchemeContext): Partial<Record<Section, string>> {
  const rules = regimeRules(terms.regime);
  const off = lotsThatDoNotWeighAHundred(terms).map(({ code, weight }) => `${code} weighs ${weight}`);
  const known = done.includes('basis');
  const withoutDistrict = terms.lots.filter(({ districts }) => districts.length === 0).map(({ code }) => code);
  return {
    ...(withoutDistrict.length > 0 ? { lots: `No district: ${withoutDistrict.join(', ')}` } : {}),
    ...(off.length > 0 ? { questions: `Not 100: ${off.join(', ')}` } : {}),
    ...(known && rules.alwaysOpen && rounds.some(({ closesAt }) => closesAt !== null) ? { rounds: 'This legal basis takes applications throughout: no closing time' } : {}),
    ...(known && !rules.mayScorePrice && terms.price.kind === 'scored' ? { price: 'Under this legal basis price cannot count' } : {}),
    ...(known && done.includes('rules') && ((!rules.mayCap && terms.cap !== null) || (!rules.mayCoolOff && terms.reapply.coolOffMonths !== null) || !rules.fees.includes(terms.fees)) ? { rules: 'Does not fit the legal basis' } : {}),
  };
}

/** The draft on one page, to be checked before it is sent or approved. */
function summaryOf({ terms, rounds, basis }: SchemeContext) {
  return {
    purpose: terms.purpose, starts: terms.starts || null, ends: terms.ends, regimeWhy: terms.regimeWhy, value: basis?.wholeLifePounds ?? null, oldLawWhy: basis?.oldLawWhy ?? null,
    lots: terms.lots.map(({ lotId, code, title, districts }) => ({ code, title, districts, questions: terms.questions.filter((question) => question.lotId === lotId) })),
    checks: terms.checks, price: terms.price, rounds, agreement: terms.agreement, late: terms.late.text,
  };
}
