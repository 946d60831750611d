import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext, Correction } from '../../../../workflows/psr/award.events.js';
import { untold } from '../../../../workflows/psr/providers-aware.js';
import type { FurtherDecision, Representation } from '../../../../workflows/psr/standstill.events.js';
import { formatLongDay } from '../../../calendar/day-words.js';
import { asDay, asInstant, dayOf, daysBetween } from '../../../calendar/day.js';
import { caseTop } from '../../../desk/case/case-model.js';
import { desk } from '../../../desk/desk-addresses.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { momentInWords, refusalInWords } from '../../../desk/words.js';
import type { CaseView, Step } from '../../../engine/case-view.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { ANEW } from '../intention-anew.js';
import { psr } from '../../psr.paths.js';
import { conditionsOf } from './conditions.js';
import { standstillLine, type StandstillLine } from './days.js';
import { linePicture } from './line-picture.js';

/** The standstill at a glance: until when, what came, what would move the date, and the contract visibly closed until then, with the reason. */
@Controller('cases')
export class StandstillPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly reader: Reader,
  ) {}

  @Get(':caseId/standstill')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view } = await this.cases.openInside(req, caseId);
    const context = view.context as unknown as AwardContext;
    const { intention, standstill } = context;
    if (!intention?.published || !standstill) throw new Problem(404, { title: 'No standstill yet', because: 'A standstill begins the day after an intention to award is published, and this case has none that is published.', unblock: 'Go back to the case.' });
    const today = dayOf(asInstant(await this.reader.now()));
    const line = standstillLine(context, today);
    const step = (type: string) => view.steps.find((each) => each.type === type);
    const contract = step('contract.sign');
    res.render('psr/award/standstill/standstill.njk', {
      top: caseTop(view, psr.below.standstill, person), caseHref: psr.case(caseId),
      published: { ...intention.published, on: formatLongDay(asDay(intention.published.on)) },
      line: line && { ...dates(line), picture: linePicture(line, view.row.title), rows: line.days.map((each) => ({ ...each, day: formatLongDay(each.day) })), counted: line.counted, waitCounted: line.waitCounted },
      short: line && shortBy(intention.published.statedLastDay, line),
      correct: isOpen(step('intention.correct')) ? psr.step(caseId, 'intention.correct') : null,
      windowOver: standstill.windowOver !== null, leadsElsewhere: (standstill.decisions.at(-1)?.kind ?? 'proceed') !== 'proceed',
      ended: standstill.ended && { when: momentInWords(standstill.ended.at), how: standstill.ended.how },
      moves: standstill.ended ? [] : wouldMove(context, line),
      representations: standstill.representations.map((each) => representationShown(each, caseId)),
      record: isOpen(step('representation.receive')) ? psr.step(caseId, 'representation.receive') : null,
      publicPage: psr.publicRepresentation(caseId),
      decisions: standstill.decisions.map(decisionShown),
      panel: standstill.panel.map(({ number, askedBy, on, triage, advice }) => ({ number, askedBy, on: formatLongDay(asDay(on)), triage: triage === null ? 'Not answered yet' : triage.accepted ? 'Accepted' : 'Declined', advice: advice?.finding ?? null })),
      conditions: conditionsOf(step('standstill.close')),
      close: isOpen(step('standstill.close')) ? psr.step(caseId, 'standstill.close') : null,
      contract: contract && { label: contract.label, href: isOpen(contract) ? psr.step(caseId, 'contract.sign') : null, refusals: contract.refusals.map(refusalInWords), later: contract.state === 'not-now' && context.award !== null },
      breaches: context.breaches.map(({ on, what, cure }) => ({ on: formatLongDay(asDay(on)), what, cure })),
      notices: noticesOf(view, context), earlier: context.earlierRounds.length,
    });
  }
}

const isOpen = (step: Step | undefined): boolean => step?.state === 'open' && step.mine;

/** The intention of this round as it was published and, where that was done, published anew: each as it was frozen, the one that stands last. */
function noticesOf({ documents }: Pick<CaseView, 'documents'>, { intention, corrections }: AwardContext) {
  const first = documents.find(({ documentId }) => documentId === intention?.documentId);
  const began = intention?.at ?? '';
  const anew = corrections.filter((each): each is Correction & { replaced: NonNullable<Correction['replaced']> } => each.replaced != null && each.at >= began);
  const made = documents.filter(({ kind, frozenAt }) => kind === ANEW && frozenAt >= began).sort((a, b) => (a.frozenAt < b.frozenAt ? -1 : 1));
  const standing = intention?.published ? [{ noticeNumber: intention.published.noticeNumber, on: intention.published.on }] : [];
  return [...anew.map(({ replaced }) => replaced), ...standing].map(({ noticeNumber, on }, n) => {
    const document = n === 0 ? first : made[n - 1];
    return { noticeNumber, on: formatLongDay(asDay(on)), stands: n === anew.length, why: n === 0 ? null : anew[n - 1]!.why, document: document ? `/documents/${document.documentId}.html` : null };
  });
}

const dates = (line: StandstillLine) => ({
  begins: formatLongDay(line.begins), lastDay: formatLongDay(line.lastDay), earliestAward: line.earliestAward && formatLongDay(line.earliestAward), waitUntil: line.waitUntil && formatLongDay(line.waitUntil),
});

/** A published day that is earlier than the law's, kindly: what was published, what the law says, what can be done. */
function shortBy(stated: string | null, line: StandstillLine) {
  if (stated === null || stated === line.lastDay) return null;
  const days = daysBetween(asDay(stated), line.lastDay);
  return { stated: formatLongDay(asDay(stated)), lawful: formatLongDay(line.lastDay), days: Math.abs(days), early: days > 0 };
}

/** What would move the earliest award, as things stand. */
function wouldMove({ standstill }: AwardContext, line: StandstillLine | null): readonly string[] {
  const held = (standstill?.decisions.length ?? 0) > 0 || (standstill?.representations ?? []).some(({ late, inWriting, judged }) => !late && inWriting && judged?.valid !== false);
  return [
    ...(standstill?.windowOver ? [] : [held ? 'Another representation in time: the decision is then reviewed in its light too, and decided again.' : 'A representation in writing and in time: the standstill then no longer ends by itself, and there is no limit to the review.']),
    ...(held ? ['A later further decision, whatever it is: it is told to everybody again, and five working days run again from the last of them.', 'A request to the independent Panel: by this authority’s setting the standstill stays open until it has declined or advised; after advice, a decision is taken and told anew.'] : []),
    'A correction of substance: the notice is published anew, and the whole time begins again.',
    ...(line === null ? [] : ['A bank holiday that is newly proclaimed within these days.']),
  ];
}

function representationShown({ number, name, standing, receivedAt, late, inWriting, judged, chance, requests, review, grounds, how, explanations }: Representation, caseId: string) {
  const open = requests.filter(({ answer }) => answer === null).length;
  return {
    number, name, standing, how, grounds, received: momentInWords(receivedAt),
    counts: late ? 'Late: recorded, holds nothing' : !inWriting ? 'Not in writing: holds nothing' : judged?.valid === false ? 'Judged not valid' : 'Holds the standstill open',
    chance: chance === null ? 'Not offered yet' : chance.apt ? 'Offered' : 'None is apt', requests: requests.length === 0 ? 'None' : open === 0 ? `${requests.length}, all answered` : `${open} of ${requests.length} open`,
    review: review?.conclusion ?? 'Not reviewed yet', added: explanations.map(({ text, at, files }) => ({ text, when: momentInWords(at), files: (files ?? []).map((file) => ({ name: file.name, href: `${desk.tab(caseId, 'evidence')}/${file.sha256}` })) })),
  };
}

function decisionShown(decision: FurtherDecision) {
  const waiting = untold(decision);
  return {
    number: decision.number, on: formatLongDay(asDay(decision.on)), by: decision.by.name, what: { proceed: 'To go on with the award', repeat: `To repeat from step ${decision.toStep}`, abandon: 'To abandon' }[decision.kind],
    told: decision.told.map(({ name, on }) => `${name}, on ${formatLongDay(asDay(on))}`), waiting,
  };
}
