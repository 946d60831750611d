import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { AwardContext, AwardDetails } from '../../../../workflows/psr/award.events.js';
import type { NoticeField } from '../../../../workflows/psr/notice-fields.js';
import { noticeOf } from '../../../../workflows/psr/notice-kinds.js';
import type { NoticeKind } from '../../../../workflows/psr/notice-kinds.js';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { CaseOpener } from '../../../desk/opened-case.js';
import { refusalInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { publicationDay } from '../../award/award.documents.js';
import { noticeFactsOf, noticeKindOf } from '../../award/award.notice-facts.js';
import { psr } from '../../psr.paths.js';
import { HandMadeSteps, type ShownAgain } from '../../../desk/step/hand-made.js';
import type { NoticeInHand } from './notice-source.js';
import { NoticeSource } from './notice-source.js';

const CHANGE = 'details.change';

/** Which questions of "Change the details" make which item. */
const ASKS: NoticeInHand['asks'] = {
  titleAndReference: ['title'],
  services: ['services', 'cpv', 'otherCpv', 'mixedWith'],
  approximateValue: ['lifetimePence', 'vat', 'valueBasis'],
  value: ['lifetimePence', 'amountsPayable', 'vat', 'valueBasis'],
  frameworkValue: ['lifetimePence', 'vat', 'valueBasis'],
  serviceDates: ['serviceStart', 'serviceEnd', 'extensions'],
  representations: ['representationsTo', 'representationsEmail', 'intentionOn'],
};
/** Which step enters the rest. */
const ENTERED_BY: Readonly<Partial<Record<NoticeField, readonly string[]>>> = {
  providers: ['providers.correct'], decisionMakers: ['decision-makers.name'], conflicts: ['conflict.declare', 'conflicts.none'], conflictsManaged: ['conflict.declare'], keyCriteriaReasons: ['criteria.assess'], keyCriteriaWeights: ['criteria.assess'],
};
const PAGES: Readonly<Record<string, string>> = {
  'following.submit': psr.below.followingNotice, 'offers.invite': psr.below.invitationNotice, 'intention.submit': psr.below.intentionNotice, 'confirmation.submit': psr.below.confirmationNotice, 'award-notice.submit': psr.below.awardNotice, 'abandonment.submit': psr.below.abandonmentNotice,
};

/** The notices of an award: its details are changed here, by the step that changes them anywhere. */
@Injectable()
export class AwardNotices extends NoticeSource {
  constructor(
    private readonly cases: CaseOpener,
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
    private readonly reader: Reader,
  ) {
    super();
  }

  async open(req: Request, caseId: string, kind: NoticeKind): Promise<NoticeInHand> {
    const { person, view, procedure } = await this.cases.openForStaff(req, caseId);
    const context = view.context as unknown as AwardContext;
    const event = Object.keys(PAGES).find((each) => each in procedure.events && noticeKindOf(context, each) === kind);
    if (!event) throw new Problem(404, { title: 'Page not found', because: `This case has no such notice: ${noticeOf(kind).name}.`, unblock: 'Go back to the case.' });
    const step = view.steps.find(({ type }) => type === CHANGE);
    const [refusal] = step?.refusals.map(refusalInWords) ?? [];
    const isOpen = step !== undefined && step.mine && step.state === 'open';
    const [authority, today] = [await this.documents.authority(person.authorityId), dayOf(asInstant(await this.reader.now()))];
    return {
      kind, caseId, reference: view.reference, title: view.row.title, seq: view.seq, context, asks: isOpen ? ASKS : {},
      fields: isOpen ? (procedure.events[CHANGE]?.fields ?? []) : [],
      closed: isOpen ? null : { because: refusal?.because ?? (step && !step.mine ? 'Others change the details of this case.' : 'The details of this case cannot be changed now.'), unblock: refusal?.unblock ?? 'A notice that was published is corrected by a further notice.' },
      elsewhere: Object.fromEntries(Object.entries(ENTERED_BY).flatMap(([field, types]) => {
        const found = types.map((type) => view.steps.find((each) => each.type === type && each.mine && each.state === 'open')).find((each) => each !== undefined);
        return found ? [[field, { href: psr.step(caseId, found.type), text: found.label }]] : [];
      })),
      next: PAGES[event] ? { href: psr.underCase(caseId, PAGES[event]), text: noticeOf(kind).act } : null,
      facts: (answers) => {
        const typed = withAnswers(context, answers, isOpen);
        return noticeFactsOf(typed, { authority, reference: view.reference, publishOn: publicationDay(typed, today), lastDay: null });
      },
    };
  }

  async save(req: Request, { caseId }: NoticeInHand, answers: Readonly<Record<string, unknown>>, form: { readonly seen: string; readonly key: string }): Promise<ShownAgain | null> {
    const { procedure } = await this.cases.openForStaff(req, caseId);
    return this.steps.send(await this.steps.openIn<AwardContext>(req, caseId, procedure.name, CHANGE), CHANGE, answers, form);
  }
}

/** What was typed over what the case holds. What cannot be read yet (a sum with letters) counts as not there: the form says so when it is saved. */
function withAnswers(context: AwardContext, answers: Readonly<Record<string, unknown>>, isOpen: boolean): AwardContext {
  if (!isOpen) return context;
  const text = (name: keyof AwardDetails) => (typeof answers[name] === 'string' && answers[name] !== '' ? (answers[name] as string) : null);
  const lifetime = answers['lifetimePence'];
  const details = {
    ...context.details, title: text('title') ?? '', services: text('services') ?? '', cpv: text('cpv') ?? '',
    otherCpv: (text('otherCpv') ?? '').split('\n').map((line) => line.trim()).filter(Boolean),
    mixedWith: text('mixedWith'), lifetimePence: typeof lifetime === 'number' && Number.isSafeInteger(lifetime) ? lifetime : null, amountsPayable: text('amountsPayable'), vat: text('vat'), valueBasis: text('valueBasis'),
    serviceStart: text('serviceStart'), serviceEnd: text('serviceEnd'), extensions: text('extensions'), representationsTo: text('representationsTo'), representationsEmail: text('representationsEmail'), intentionOn: text('intentionOn'),
  };
  return { ...context, details: details as AwardDetails };
}
