import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readDay } from '../../../calendar/day-input.js';
import { formatLongDay } from '../../../calendar/day-words.js';
import { asDay } from '../../../calendar/day.js';
import { caseTop } from '../../../desk/case/case-model.js';
import { CaseOpener, type OpenedCase } from '../../../desk/opened-case.js';
import { HandMadeSteps, shownAgain, type ShownAgain } from '../../../desk/step/hand-made.js';
import { momentInWords } from '../../../desk/words.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { textOf, type Typed } from '../../../web/typed.js';
import type { CanBeJoint, JointAct } from '../../../../workflows/psr/joint.events.js';
import { decisionOf, peopleOf } from '../../../../workflows/psr/joint.people.js';
import { psr } from '../../psr.paths.js';
import { PartnerPeople } from '../partner-people.js';

/** What is joint, by its procedure; every other is an award. */
const OTHERWISE: Readonly<Record<string, JointAct>> = { 'psr.modification': 'modification', 'psr.urgent': 'urgent act' };
/** What each form of the page sends. */
const ACTS = { invite: 'partner.invite', name: 'partner.name', until: 'partner.until', release: 'partner.release' } as const;
type Act = keyof typeof ACTS;
const DONE: Readonly<Record<Act, string>> = { invite: 'The partner is invited. Name its people next.', name: 'The person is named and is told.', until: 'The last day is changed.', release: 'The access has ended.' };
const RIGHTS = { read: 'Reads', contribute: 'Reads and contributes', decide: 'Decides for the partner' } as const;

/** The authorities of a joint case: who is in it until when, who of them sees the case, and what each decided. */
@Controller('cases')
export class PartnersPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly steps: HandMadeSteps,
    private readonly people: PartnerPeople,
  ) {}

  @Get(':caseId/partners')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.show(res, await this.open(req, caseId), {}, null);
  }

  @Post(':caseId/partners')
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const opened = await this.open(req, caseId);
    const act = textOf(typed, 'act') as Act;
    const step = act in ACTS ? opened.view.steps.find(({ type }) => type === ACTS[act]) : undefined;
    if (!step?.mine) throw new Problem(403, { title: 'This is not yours to do', because: 'Partners are invited, and their people named, by the lead authority’s procurement officer or commissioning manager.', unblock: 'Ask one of them.' });
    const read = await this.read(opened, act, typed);
    const shown = 'errors' in read ? shownAgain(422, { errors: read.errors }) : await this.steps.send({ opened }, ACTS[act], read.input, { key: textOf(typed, 'key') });
    if (shown) return this.show(res.status(shown.status), opened, typed, { ...shown, errors: shown.errors.map(({ field, message }) => ({ field: field.startsWith(`${act}-`) ? field : `${act}-${field}`, message })) });
    flash(req, { kind: 'success', text: DONE[act] });
    res.redirect(303, psr.underCase(caseId, psr.below.partners));
  }

  private async open(req: Request, caseId: string): Promise<OpenedCase> {
    const opened = await this.cases.openInside(req, caseId);
    if (opened.procedure.joint !== true) throw new Problem(404, { title: 'Page not found', because: 'This case has no partners.', unblock: 'Go back to the case.' });
    return opened;
  }

  private async read({ person }: OpenedCase, act: Act, typed: Typed): Promise<{ input: object } | { errors: ShownAgain['errors'] }> {
    const box = (name: string) => textOf(typed, `${act}-${name}`);
    const errors: ShownAgain['errors'][number][] = [];
    const until = act === 'invite' || act === 'until' ? readDay({ day: box('until-day'), month: box('until-month'), year: box('until-year') }, 'The last day') : null;
    if (until && !until.ok) errors.push(...until.errors.map(({ field, message }) => ({ field: `${act}-until-${field === 'date' ? 'day' : field}`, message })));
    const day = until?.ok ? until.day : '';
    if (act === 'invite') {
      const chosen = (await this.people.authorities(person.authorityId)).find(({ authorityId }) => authorityId === box('authority'));
      if (chosen && box('name') !== '') errors.push({ field: 'invite-name', message: 'Choose an authority from the list, or enter the name of another; not both' });
      if (!chosen && box('name') === '') errors.push({ field: 'invite-authority', message: 'Choose the partner, or enter the name of another authority' });
      return errors.length > 0 ? { errors } : { input: { name: chosen?.name ?? box('name'), authorityId: chosen?.authorityId ?? null, until: day, why: box('why') } };
    }
    if (act === 'name') {
      if (box('partner') === '') errors.push({ field: 'name-partner', message: 'Choose the partner' });
      if (box('name') === '') errors.push({ field: 'name-name', message: 'Enter the person’s full name' });
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(box('email'))) errors.push({ field: 'name-email', message: 'Enter their e-mail address, like name@example.gov.uk' });
      if (!(box('rights') in RIGHTS)) errors.push({ field: 'name-rights', message: 'Choose what the person may do' });
      return errors.length > 0 ? { errors } : { input: { partner: box('partner'), personId: await this.people.idOf(person, box('name'), box('email')), rights: box('rights') } };
    }
    if (errors.length > 0) return { errors };
    return { input: act === 'until' ? { partner: box('partner'), until: day, why: box('why') } : { personId: box('person'), why: box('why') } };
  }

  private async show(res: Response, { person, view, procedure }: OpenedCase, typed: Typed, shown: ShownAgain | null): Promise<void> {
    const context = view.context as unknown as CanBeJoint;
    const act = OTHERWISE[procedure.name] ?? 'award';
    const step = (type: string) => view.steps.find((each) => each.type === type && each.mine);
    const may = (act: Act) => step(ACTS[act])?.state === 'open';
    const wrong = (name: string) => shown?.errors.filter(({ field }) => field === name || field.startsWith(`${name}-`)).map(({ message }) => message).join('. ') || undefined;
    const field = (act: Act, name: string, more: object) => ({ name: `${act}-${name}`, value: textOf(typed, `${act}-${name}`), error: wrong(`${act}-${name}`), ...more });
    const choose = (options: readonly { value: string; text: string }[]) => [{ value: '', text: 'Choose' }, ...options];
    const partners = choose(context.partners.filter(({ withdrawn }) => withdrawn === null).map(({ name }) => ({ value: name, text: name })));
    const untilField = (act: Act) => ({ ...field(act, 'until', { label: 'Last day on which its people see the case', hint: 'For example, 31 3 2027', type: 'date' }), typed });
    const why = (act: Act, label: string, hint?: string) => field(act, 'why', { label, hint, type: 'textarea', rows: 3 });
    const withAccess = context.partners.flatMap((partner) => peopleOf(partner).map(({ personId, name }) => ({ value: personId, text: `${name}, ${partner.name}` })));
    const own = ['partner.decide', 'partner.contribute', 'partner.withdraw'].flatMap((type) => step(type) ?? []);
    res.render('psr/joint/pages/partners.njk', {
      top: caseTop(view, psr.below.partners, person), action: psr.underCase(view.caseId, psr.below.partners), key: randomUUID(), act, isLead: person.kind === 'staff',
      errors: shown && shown.errors.length > 0 ? shown.errors.map(({ field: name, message }) => ({ text: message, href: `#${name}` })) : undefined,
      refusals: shown?.refusals ?? [],
      own: own.map(({ type, label, purpose, state, refusals }) => ({ label, purpose, href: state === 'open' ? psr.step(view.caseId, type) : null, because: refusals[0]?.because ?? null, unblock: refusals[0]?.unblock ?? null })),
      partners: context.partners.map((partner) => {
        const decision = decisionOf(context, partner);
        const earlier = context.partnerDecisions.filter((one) => one.partner === partner.name && one !== decision);
        return {
          name: partner.name, until: formatLongDay(asDay(partner.until)), why: partner.why, here: partner.authorityId !== null,
          state: partner.withdrawn ? { text: 'Left', classes: 'govuk-tag--grey' } : decision === null ? { text: 'Still to decide', classes: 'govuk-tag--yellow' } : decision.decision === 'approve' ? { text: 'Approved', classes: 'govuk-tag--green' } : { text: 'Refused', classes: 'govuk-tag--red' },
          decision: decision && { ...decision, on: formatLongDay(asDay(decision.decidedOn)), by: decision.by.name },
          withdrawn: partner.withdrawn && { ...partner.withdrawn, on: formatLongDay(asDay(partner.withdrawn.decidedOn)) },
          earlier: earlier.map(({ decision: what, decidedOn, reference, providers }) => ({ what, on: formatLongDay(asDay(decidedOn)), reference, about: providers.join(', ') })),
          people: partner.people.map(({ name, email, rights, ended }) => ({ name, email, may: RIGHTS[rights], ended: ended && { when: momentInWords(ended.at), why: ended.why } })),
        };
      }),
      views: context.partnerViews.map(({ partner, by, at, text, files }) => ({ partner, who: by.name, when: momentInWords(at), text, files: files.map(({ name }) => name) })),
      evidenceHref: psr.underCase(view.caseId, 'evidence'),
      invite: may('invite') && {
        fields: [
          field('invite', 'authority', { label: 'Which authority?', type: 'select', options: choose((await this.people.authorities(person.authorityId)).map(({ authorityId, name }) => ({ value: authorityId, text: name }))) }),
          field('invite', 'name', { label: 'Or another one, by its full name', hint: 'As the notices are to name it', type: 'text', optional: true }),
          untilField('invite'),
          why('invite', `What does it buy by this ${act}?`, 'And by which arrangement you act together'),
        ],
      },
      name: may('name') && {
        fields: [
          field('name', 'partner', { label: 'Of which partner?', type: 'select', options: partners }),
          field('name', 'name', { label: 'Their full name', type: 'text' }),
          field('name', 'email', { label: 'Their e-mail address', hint: 'The one with which they sign in', type: 'text', input: 'email' }),
          field('name', 'rights', { label: 'What may they do?', type: 'radios', options: [
            { value: 'read', text: 'Read the case' }, { value: 'contribute', text: 'Read it, and put the partner’s views and papers into it' },
            { value: 'decide', text: 'Record the partner’s decision as well', hint: 'They are a decision maker in their own authority' }] }),
        ],
      },
      until: may('until') && { fields: [field('until', 'partner', { label: 'Which partner?', type: 'select', options: partners }), untilField('until'), why('until', 'Why does the day change?')] },
      release: may('release') && withAccess.length > 0 && { fields: [field('release', 'person', { label: 'Who?', type: 'select', options: choose(withAccess) }), why('release', 'Why does their access end?')] },
    });
  }
}
