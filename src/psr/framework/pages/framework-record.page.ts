import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sumsOf } from '../../../../workflows/psr/contract.ledger.js';
import type { FrameworkContext } from '../../../../workflows/psr/framework.events.js';
import { pounds } from '../../../../workflows/psr/in-words.js';
import { formatLongDay, formatShortDay } from '../../../calendar/day-words.js';
import { asDay, asInstant, dayOf } from '../../../calendar/day.js';
import { caseTop } from '../../../desk/case/case-model.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { Reader } from '../../../engine/read.js';
import { Policies } from '../../../policy/policies.js';
import { Problem } from '../../../web/problem.js';
import { begunFrom } from '../../award/award.reactions.js';
import { pipelineOf, rulesOf } from '../../contract/expiry-pipeline.js';
import { fourYearsFrom } from '../../notices/notice-standstill.js';
import { psr } from '../../psr.paths.js';

/** A framework at a glance: its term and users, who is party and how they joined, how contracts are called off, and those that were. */
@Controller('cases')
export class FrameworkRecordPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly reader: Reader,
    private readonly policies: Policies,
  ) {}

  @Get(`:caseId/${psr.below.frameworkRecord}`)
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, procedure } = await this.cases.openForStaff(req, caseId);
    if (procedure.name !== 'psr.framework') throw new Problem(404, { title: 'Page not found', because: 'This case is not a framework.', unblock: 'Go back to the case.' });
    const { terms, parties, callOffs, rounds, begun, changes, ended, expiredOn, awardCase } = view.context as unknown as FrameworkContext;
    if (!terms) throw new Problem(404, { title: 'No framework yet', because: 'This framework is not entered.', unblock: 'Go back to the case.' });
    const longest = fourYearsFrom(asDay(terms.starts));
    const today = dayOf(asInstant(await this.reader.now()));
    const rules = await rulesOf((name) => this.policies.resolve(person.authorityId, name, today));
    const sums = sumsOf(changes);
    const step = (type: string) => (view.steps.some((each) => each.type === type && each.mine && each.state === 'open') ? psr.step(caseId, type) : null);
    res.render('psr/framework/pages/framework-record.njk', {
      top: caseTop(view, psr.below.frameworkRecord, person), list: psr.frameworks(),
      over: ended ? `It was ended early, on ${day(ended.on)}. ${ended.reasons}` : expiredOn ? `It expired at the end of ${day(expiredOn)}.` : null,
      unexplained: longest !== null && terms.ends > longest && !terms.whyOverFourYears,
      facts: [
        ['Term', `${day(terms.starts)} to ${day(terms.ends)}`], ...(terms.whyOverFourYears ? [['Why over four years', terms.whyOverFourYears]] : []),
        ['Its number', terms.number ?? 'None'], ['Concluded by', terms.concludedBy ?? 'This authority'], ['Concluded', `${day(terms.concludedOn)}, ${terms.how === 'competitive process' ? 'by the competitive process' : 'before the Regime'}`],
        ['Services', terms.services], ['CPV codes', [terms.cpv, ...terms.otherCpv].join(', ')],
        ['Lifetime value when concluded', terms.lifetimePence === null ? 'Not known' : `${pounds(terms.lifetimePence)}${terms.valueBasis ? `. ${terms.valueBasis}` : ''}`],
        ...(changes.length > 0 && terms.lifetimePence !== null ? [['Lifetime value now', pounds(terms.lifetimePence + sums.netPence)]] : []),
        ['Who may use it', [...terms.users, ...(terms.ourEntry ? [`This authority: as “${terms.ourEntry}”`] : [])].join('; ')],
        ['Without competition', terms.withoutCompetition ? 'Allowed by its terms' : 'Not allowed by its terms'], ['By competition', terms.competition ? 'Allowed by its terms' : 'Not allowed by its terms'], ['How contracts are called off', terms.howCalledOff],
      ],
      award: awardCase && psr.case(awardCase),
      parties: parties.map(({ name, address, joinedOn, awardCase: by, left }) => ({ name, address: address.join(', ') || 'Not known yet', joined: short(joinedOn), by: by && psr.case(by), left: left && { on: short(left.on), reasons: left.reasons } })),
      callOffs: callOffs.map((each) => ({ ...each, href: psr.case(each.callOffCase), providers: each.providers.join(', '), value: each.lifetimePence === null ? 'Not known' : pounds(each.lifetimePence), awarded: short(each.awardedOn), ends: short(each.serviceEnd), outlives: each.serviceEnd > terms.ends })),
      total: pounds(callOffs.reduce((sum, { lifetimePence }) => sum + (lifetimePence ?? 0), 0)),
      begun: begun.map(({ title, on }, n) => ({ title, on: day(on), href: psr.case(begunFrom(`${caseId} contract ${n + 1}`)) })).filter(({ href }) => !callOffs.some(({ callOffCase }) => psr.case(callOffCase) === href)),
      rounds: rounds.map(({ on, reasons }, n) => ({ on: day(on), reasons, href: psr.case(begunFrom(`${caseId} round ${n + 1}`)) })),
      changes: changes.map((each) => ({ ...each, effectiveOn: short(each.effectiveOn), newEnd: each.newEnd && short(each.newEnd), value: pounds(each.valueChangePence), href: each.modificationCase && psr.case(each.modificationCase) })),
      modify: terms.concludedBy === null && !ended && !expiredOn ? `/start/psr.modification?contractCase=${caseId}` : null,
      steps: { begin: step('call-off.begin'), open: step('places.open') },
      startBy: maybe(pipelineOf(asDay(terms.ends), 'competitive', rules)?.startBy),
    });
  }
}

const day = (on: string): string => formatLongDay(asDay(on));
const short = (on: string): string => formatShortDay(asDay(on));
const maybe = (on: string | undefined): string | null => (on ? day(on) : null);
