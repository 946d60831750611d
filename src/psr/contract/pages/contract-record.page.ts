import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ContractContext, ContractTerms } from '../../../../workflows/psr/contract.events.js';
import { ceilingOf, sumsOf } from '../../../../workflows/psr/contract.ledger.js';
import { figureInWords, measureOf } from '../../../../workflows/psr/contract.measures.js';
import { pounds, sentenceCase } from '../../../../workflows/psr/in-words.js';
import { formatLongDay, formatShortDay } from '../../../calendar/day-words.js';
import { asDay, asInstant, dayOf } from '../../../calendar/day.js';
import { caseTop } from '../../../desk/case/case-model.js';
import { documentModel } from '../../../desk/case/documents-model.js';
import { CaseOpener, type OpenedCase } from '../../../desk/opened-case.js';
import { Documents } from '../../../documents/store.js';
import { Reader } from '../../../engine/read.js';
import { Policies } from '../../../policy/policies.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { CONTRACT_RECORD } from '../contract.documents.js';
import { choiceAfter } from '../contract.reactions.js';
import { isRetrospective, isUnsigned, signedOnOf, valueNowOf } from '../contract.row.js';
import { latestSafeStart, pipelineOf, PLANNED_ROUTES, rulesOf, type Rules } from '../expiry-pipeline.js';

/** A contract at a glance: what stands, what changed, who pays, what it delivers, and by when what comes after has to begin, counted stretch by stretch. */
@Controller('cases')
export class ContractRecordPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly reader: Reader,
    private readonly policies: Policies,
    private readonly documents: Documents,
  ) {}

  @Get(`:caseId/${psr.below.contractRecord}`)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, context, terms, ends } = await this.open(req, caseId);
    const { changes, shares } = context;
    const [signedOn, valueNow] = [signedOnOf(context), valueNowOf(context)];
    const today = dayOf(asInstant(await this.reader.now()));
    const rules = await rulesOf((name) => this.policies.resolve(person.authorityId, name, today));
    res.render('psr/contract/pages/contract-record.njk', {
      top: caseTop(view, psr.below.contractRecord, person), modify: context.ended === null ? { href: `/start/psr.modification?contractCase=${caseId}` } : null, register: psr.contracts(),
      unsigned: isUnsigned(context), retrospective: isRetrospective(context), reviewOverdue: context.reviewOverdueSince !== null,
      facts: [
        ['Provider', terms.providers.map(({ name }) => name).join(', ')], ['The authority’s number', terms.number ?? 'None'], ['Services', terms.services], ['Districts', terms.districts.join(', ') || 'Not said'],
        ['Lifetime value at the award', terms.lifetimePence === null ? (terms.amountsPayable ?? 'Not known') : pounds(terms.lifetimePence)], ['Lifetime value now', valueNow === null ? 'Not known' : pounds(valueNow)],
        ['Term', `${day(terms.serviceStart)} to ${day(ends)}`], ['Can be made longer', terms.extendableTo ? `To ${day(terms.extendableTo)}${terms.extensions ? `. ${terms.extensions}` : ''}` : (terms.extensions ?? 'Not said')],
        ['Came about by', sentenceCase(terms.route)], ['Awarded', terms.awardedOn ? day(terms.awardedOn) : 'Not known'],
        ['Signed', signedOn ? day(signedOn) : 'Not signed'], ...(context.importedFrom ? [['Came from', context.importedFrom]] : []),
      ],
      award: context.awardCase && psr.case(context.awardCase),
      changes: changes.map((each) => ({ ...each, effectiveOn: short(each.effectiveOn), newEnd: each.newEnd && short(each.newEnd), value: signed(each.valueChangePence), net: signed(each.netPence), gross: pounds(each.grossPence), by: each.attributable ? 'The authority' : 'Others', href: each.modificationCase && psr.case(each.modificationCase) })),
      ceiling: changes.length > 0 ? ceilingOf(sumsOf(changes), terms.lifetimePence) : null,
      shares: shares && { total: pounds(shares.totalPence), period: shares.period, rows: shares.shares.map((each) => ({ ...each, amount: pounds(each.pence), percent: shares.totalPence === 0 ? '' : `${((each.pence / shares.totalPence) * 100).toFixed(1)}%` })) },
      posts: tabled(context.posts.at(-1), ({ asOn, posts }) => ({ asOn: day(asOn), rows: posts.map((each) => ({ ...each, fte: (each.fteHundredths / 100).toFixed(2) })) })),
      caseload: tabled(context.caseloads.at(-1), ({ asOn, rows }) => ({ asOn: day(asOn), rows: rows.map((each) => ({ ...each, children: figureInWords(each.children) })) })),
      activity: context.activity.map(({ from, to, rows }) => ({ period: `${day(from)} to ${day(to)}`, rows: rows.map((each) => ({ ...each, ...measureOf(each.measure), count: figureInWords(each.count) })) })).reverse(),
      reviews: context.reviews.map((each) => ({ ...each, on: day(each.on), criteria: each.criteria.map((one) => ({ ...one, criterion: sentenceCase(one.criterion) })) })).reverse(),
      renewal: context.renewal?.end === ends ? { ...context.renewal, on: day(context.renewal.on), choice: context.renewal.decision === 'let it end' ? null : psr.case(choiceAfter(caseId, ends)) } : null,
      plan: planned(ends, rules), others: PLANNED_ROUTES.map((route) => ({ route: sentenceCase(route), startBy: maybe(pipelineOf(asDay(ends), route, rules)?.startBy) })),
      action: psr.underCase(caseId, psr.below.contractRecord), made: view.documents.filter(({ kind }) => kind === CONTRACT_RECORD).map(documentModel),
    });
  }

  /** Keeps the contract as it stands, as a document of the case. */
  @Post(`:caseId/${psr.below.contractRecord}`)
  async keep(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person } = await this.open(req, caseId);
    await this.documents.freeze(person, caseId, CONTRACT_RECORD);
    flash(req, { kind: 'success', text: 'The contract is kept as it stands, among the documents of the case.', links: [] });
    res.redirect(303, psr.underCase(caseId, psr.below.contractRecord));
  }

  private async open(req: Request, caseId: string): Promise<OpenedCase & { readonly context: ContractContext; readonly terms: ContractTerms; readonly ends: string }> {
    const opened = await this.cases.openForStaff(req, caseId);
    if (opened.procedure.name !== 'psr.contract') throw new Problem(404, { title: 'Page not found', because: 'This case is not a contract.', unblock: 'Go back to the case.' });
    const context = opened.view.context as unknown as ContractContext;
    const { terms, ends } = context;
    if (!terms || !ends) throw new Problem(404, { title: 'No contract yet', because: 'This contract is not entered.', unblock: 'Go back to the case.' });
    return { ...opened, context, terms, ends };
  }
}

const day = (on: string): string => formatLongDay(asDay(on));
const short = (on: string): string => formatShortDay(asDay(on));
const maybe = (on: string | undefined): string => (on ? day(on) : 'Cannot be counted');
const signed = (pence: number): string => (pence > 0 ? `+${pounds(pence)}` : pounds(pence));
const tabled = <T, Shown>(last: T | undefined, shown: (last: T) => Shown): Shown | null => (last === undefined ? null : shown(last));

function planned(ends: string, rules: Rules) {
  const plan = latestSafeStart(asDay(ends), rules);
  return plan && { ...plan, startBy: day(plan.startBy), newStart: day(plan.newStart), steps: plan.steps.map((each) => ({ ...each, by: day(each.by) })) };
}
