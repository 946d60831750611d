import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ClinicianContext } from '../../../../workflows/qpl/clinician.events.js';
import type { EvidenceContext } from '../../../../workflows/qpl/evidence.events.js';
import { heldItem, toBeChecked } from '../../../../workflows/qpl/evidence.machine.js';
import type { MembershipContext } from '../../../../workflows/qpl/membership.events.js';
import { asDay, asInstant, dayOf, daysBetween } from '../../../calendar/day.js';
import type { Person } from '../../../desk/asking.js';
import { dueInWords } from '../../../desk/words.js';
import type { CaseView } from '../../../engine/case-view.js';
import { Reader } from '../../../engine/read.js';
import { providerAsking } from '../../application/pages/applying.js';
import { qpl } from '../../paths.js';
import { places } from '../places.paths.js';

/** What runs out when, what waits for us, where are we listed, who of us may treat? For one hand and a small screen. */
@Controller('my-places')
export class MyPlacesPage {
  constructor(private readonly reader: Reader) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = providerAsking(req);
    const [now, listed, evidence, clinicians, changes] = await Promise.all([
      this.reader.now(), this.views(person, 'qpl.membership'), this.views(person, 'qpl.evidence'), this.views(person, 'qpl.clinician'), this.reader.list(person, { procedure: 'qpl.change', limit: 10 }),
    ]);
    const today = dayOf(asInstant(now));
    const sent = evidence.map((view) => evidenceLine(view, today));
    const missing = [...new Map(listed.flatMap(({ context }) => (context as unknown as MembershipContext).missing).map((item) => [item.requirement, item])).values()]
      .filter(({ requirement }) => !sent.some((item) => item.requirement === requirement));
    res.render('qpl/membership/pages/my-places.njk', {
      organisation: (person as { organisationName?: string }).organisationName ?? person.name, home: qpl.home(), tellChange: places.tellChange(), proposeClinician: places.proposeClinician(),
      waits: listed.flatMap((view) => waitsFor(view)).concat(evidence.flatMap((view) => ((view.context as unknown as EvidenceContext).question?.answer === null ? [{ text: `The council has a question about ${(view.context as unknown as EvidenceContext).title}.`, href: qpl.step(view.caseId, 'evidence.answer'), link: 'Read and answer it' }] : []))),
      missing: missing.map(({ requirement, title }) => ({ title, href: places.send(requirement) })),
      evidence: sent.sort((a, b) => (a.validUntil ?? '9999').localeCompare(b.validUntil ?? '9999')),
      places: listed.map((view) => {
        const { lot, capacity, capacityOverdueSince, conditions, schemeTitle, ended } = view.context as unknown as MembershipContext;
        return {
          title: lot?.title ?? view.row.title, scheme: schemeTitle, sentence: view.row.sentence, capacity, overdue: capacityOverdueSince !== null, href: qpl.case(view.caseId), ended: ended !== null,
          tell: qpl.step(view.caseId, 'capacity.tell'), leave: isOpen(view, 'exit.notify') ? qpl.step(view.caseId, 'exit.notify') : null, comeBack: isOpen(view, 'readmission.ask') ? qpl.step(view.caseId, 'readmission.ask') : null,
          conditions: conditions.filter(({ metOn }) => metOn === null),
        };
      }),
      clinicians: clinicians.map((view) => {
        const { name, profession, number } = view.context as unknown as ClinicianContext;
        return { name, profession, number, sentence: view.row.sentence, href: qpl.case(view.caseId), leave: isOpen(view, 'clinician.leave') ? qpl.step(view.caseId, 'clinician.leave') : null };
      }),
      changes: changes.items.map(({ caseId, row }) => ({ title: row.title, sentence: row.sentence, href: qpl.case(caseId) })),
    });
  }

  private async views(person: Person, procedure: string): Promise<CaseView[]> {
    const { items } = await this.reader.list(person, { procedure, limit: 200 });
    const views = await Promise.all(items.map(({ caseId }) => this.reader.caseView(person, caseId)));
    return views.filter((view) => view !== null);
  }
}

const isOpen = (view: CaseView, type: string): boolean => view.steps.some((step) => step.type === type && step.mine && step.state === 'open');

function evidenceLine(view: CaseView, today: string) {
  const context = view.context as unknown as EvidenceContext;
  const held = heldItem(context);
  const days = held?.validUntil ? daysBetween(asDay(today), asDay(held.validUntil)) : null;
  return {
    requirement: context.requirement, title: context.title, sentence: view.row.sentence, validUntil: held?.validUntil ?? null, href: qpl.case(view.caseId), send: places.send(context.requirement),
    isSoon: days !== null && days <= 90, isOver: days !== null && days < 0, days, isSent: toBeChecked(context) !== null, rejected: context.items.at(-1)?.status === 'rejected' ? context.items.at(-1)!.reason : null,
  };
}

/** What of a place waits for the provider: an answer to a proposal, an annual review. */
function waitsFor(view: CaseView): { text: string; href: string; link: string }[] {
  const { review, lot, representations } = view.context as unknown as MembershipContext;
  const clock = (name: string) => view.clocks.find((each) => each.name === name && each.status === 'running');
  const hearing = clock('representations');
  return [
    ...(hearing && representations.length === 0 ? [{ text: `There is a letter about your place: ${lot?.title ?? ''}. You can answer it by ${dueInWords(hearing)}.`, href: qpl.step(view.caseId, 'removal.represent'), link: 'Answer it' }] : []),
    ...(review && review.returned === null ? [{ text: `Your annual review is open: ${lot?.title ?? ''}.`, href: qpl.step(view.caseId, 'review.return'), link: 'Return it' }] : []),
  ];
}
