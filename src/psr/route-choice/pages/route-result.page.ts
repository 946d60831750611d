import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { dayInWords } from '../../../../workflows/psr/in-words.js';
import { ROUTE_TITLES, type RouteAnswer } from '../../../../workflows/psr/route-choice.answer.js';
import type { RouteChoiceContext } from '../../../../workflows/psr/route-choice.events.js';
import { momentInWords } from '../../../desk/words.js';
import { psr } from '../../psr.paths.js';
import { HandMadeSteps } from '../../../desk/step/hand-made.js';
import { contractInWords, linesInWords, valueInWords, viewsInWords } from '../facts-in-words.js';
import { choiceInWords } from '../route-choice.labels.js';
import { questionFor, soFar } from '../questions/wizard.js';

const HEADLINES: Readonly<Record<Exclude<RouteAnswer['outcome'], 'choose'>, string>> = {
  outside: 'No route of the Regime: it does not apply',
  waiver: 'No route: the term has run already',
  'take advice': 'Take advice first: whether the Regime applies is a question of law',
  'not yet': 'No route can be chosen yet',
};

/** The answer as anybody of the authority can read it: what may be done, the test with its numbers, what is not used and why, the warnings, who decided. */
@Controller('cases')
export class RouteResultPage {
  constructor(private readonly steps: HandMadeSteps) {}

  @Get(':caseId/route-result')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { opened: { view }, context } = await this.steps.case<RouteChoiceContext>(req, caseId, 'psr.route-choice');
    const { answered, answer, decision } = context;
    const may = (type: string) => view.steps.some((step) => step.type === type && step.mine && step.state === 'open');
    res.render('psr/route-choice/pages/route-result.njk', {
      view: { reference: view.reference, title: view.row.title, href: psr.case(caseId), sentence: view.row.sentence }, occasion: context.occasion,
      paths: { questions: may('facts.answer') ? psr.underCase(caseId, psr.below.routeQuestions) : null, answers: may('facts.answer') ? psr.underCase(caseId, psr.below.routeAnswers) : null, choose: may('route.choose') ? psr.step(caseId, 'route.choose') : null, sign: may('record.sign') ? psr.underCase(caseId, psr.below.routeRecord) : null },
      documents: view.documents.filter(({ kind }) => kind === 'route-choice-record').map((document) => ({ ...document, at: `/documents/${document.documentId}` })),
      result: answered && answer ? {
        headline: decision ? choiceInWords(decision.choice) : headlineOf(answer), answer, groups: soFar(answered.facts, answer).groups, asAt: dayInWords(answered.facts.on), answeredBy: answered.by.name, answeredAt: momentInWords(answered.at),
        contract: contractInWords(answered.facts), lines: linesInWords(answered.facts), views: viewsInWords(answered.facts),
        test: answered.facts.change?.materiallyDifferent == null ? null : {
          rows: [['Existing contract, when entered into', valueInWords(answered.facts.existing?.value)], ['Proposal', valueInWords(answered.facts.proposed?.value)]], steps: answer.test.steps,
          comparison: answered.facts.change.reasons, decidedBy: answered.facts.change.decidedBy, sources: answer.test.sources,
        },
        missing: answer.missing.map((each) => {
          const question = questionFor(each.fact, answered.facts);
          return { ...each, href: question && may('facts.answer') ? `${psr.routeQuestion(caseId, question.key)}?check=yes` : null };
        }),
        warnings: answer.warnings.map((warning) => ({ ...warning, said: decision?.warnings.find((each) => each.warning === warning.key)?.answer ?? null })),
        waivers: answer.waivers.map((each) => ({ ...each, term: `${dayInWords(each.from)} to ${dayInWords(each.to)}` })),
      } : null,
      decision: decision && { ...decision, by: decision.by.name, role: decision.by.role, on: dayInWords(decision.on), notUsed: decision.notUsed.filter(({ route, why }) => why && route !== decision.choice).map(({ route, why }) => ({ title: ROUTE_TITLES[route], why })) },
      signed: context.recordSigned && `Signed by ${context.recordSigned.by.name} ${momentInWords(context.recordSigned.at)}`,
    });
  }
}

function headlineOf(answer: RouteAnswer): string {
  if (answer.outcome !== 'choose') return HEADLINES[answer.outcome];
  const must = answer.routes.find(({ verdict }) => verdict === 'must');
  if (must) return `${must.title}: this route must be used`;
  const open = answer.routes.filter(({ verdict }) => verdict === 'may');
  return open.length === 1 ? `${open[0]!.title}: this route may be used` : `One of ${open.length} routes may be chosen`;
}
