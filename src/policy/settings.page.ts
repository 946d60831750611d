import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readDay, readDayText } from '../calendar/day-input.js';
import type { KnownActor } from '../directory/directory.js';
import { IdPipe } from '../directory/id.pipe.js';
import type { FieldErrors } from '../directory/organisations.js';
import { askedAgain, type Question } from '../directory/questions.js';
import { textOf, type Typed } from '../web/typed.js';
import { AUTHORITY_ROLES, rolesInWords } from '../directory/roles.js';
import { Acting, mayActAs, Roles } from '../directory/sign-in/access.js';
import { flash } from '../web/flash.js';
import { Problem, wordsFor } from '../web/problem.js';
import { Shell } from '../web/shell.js';
import { findDefinition } from './defaults.js';
import { Policies, type PolicyInForce } from './policies.js';
import { valueInWords, type PolicyDefinition, type Period } from './policy-definition.js';
import { isProposersHand, POLICY_ROLES, Proposals } from './proposals.js';

const ROOMS: Readonly<Record<string, string>> = { qpl: 'Provider lists', decisions: 'Decisions', panel: 'Panels', psr: 'Provider Selection Regime', ombudsman: 'Ombudsman', ehc: 'Education, health and care plans' };

/** The settings of an authority: what holds, where it comes from, and changing it with a second person. */
@Controller('settings')
@Roles(...AUTHORITY_ROLES)
export class SettingsPage {
  constructor(private readonly policies: Policies, private readonly proposals: Proposals, shell: Shell) {
    shell.addNavigation({ href: '/settings', text: 'Settings', order: 90, when: (person) => person?.kind === 'staff' });
  }

  @Get()
  async list(@Acting() actor: KnownActor, @Query() asked: Typed, @Res() response: Response): Promise<void> {
    const today = await this.policies.today();
    const read = textOf(asked, 'on') === '' ? { ok: true as const, day: today } : readDayText(textOf(asked, 'on'), 'The day');
    const on = read.ok ? read.day : today;
    const [settings, waiting] = await Promise.all([this.policies.all(actor.authorityId, on), this.policies.waiting(actor.authorityId)]);
    response.status(read.ok ? 200 : 422).render('policy/settings.njk', {
      rooms: byRoom(settings), on, today, typedOn: textOf(asked, 'on'), onError: read.ok ? null : read.errors[0]!.message,
      errors: read.ok ? [] : [{ text: read.errors[0]!.message, href: '#on' }],
      waiting: waiting.map((row) => ({ ...row, title: findDefinition(row.name)?.title ?? row.name })), unconfirmed: settings.filter(({ confidence, definition }) => confidence === 'unconfirmed' && definition.usedBy.length > 0).length,
    });
  }

  @Get('proposals/:policyId')
  async look(@Acting() actor: KnownActor, @Param('policyId', IdPipe) policyId: string, @Res() response: Response): Promise<void> {
    await this.show(actor, policyId, response, null);
  }

  @Post('proposals/:policyId/approve')
  @Roles(...POLICY_ROLES)
  async approve(@Acting() actor: KnownActor, @Param('policyId', IdPipe) policyId: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const { row, definition } = await this.waitingOne(actor, policyId);
    if (isProposersHand(actor, row.proposedBy)) {
      throw new Problem(403, { title: 'Somebody else must approve this', because: `${row.proposedByName} proposed it, and a second person must approve a change of a setting.`, unblock: `Ask another ${rolesInWords(POLICY_ROLES)}.`, source: 'Second-person approval of policy (product design)' });
    }
    if (!(await this.proposals.approve(actor, policyId))) throw decidedMeanwhile();
    flash(request, { kind: 'success', text: `“${definition.title}” is ${valueInWords(definition, row.value)} from the day that was proposed.` });
    response.redirect(303, `/settings/${row.name}`);
  }

  @Post('proposals/:policyId/reject')
  @Roles(...POLICY_ROLES)
  async reject(@Acting() actor: KnownActor, @Param('policyId', IdPipe) policyId: string, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const { row } = await this.waitingOne(actor, policyId);
    const why = textOf(typed, 'why');
    if (why === '') return this.show(actor, policyId, response, 'Say why it is turned down or taken back.');
    if (!(await this.proposals.reject(actor, policyId, why))) throw decidedMeanwhile();
    flash(request, { kind: 'success', text: 'The proposal is closed. It stays in the history with the reason.' });
    response.redirect(303, `/settings/${row.name}`);
  }

  @Get(':name')
  async one(@Acting() actor: KnownActor, @Param('name') name: string, @Res() response: Response): Promise<void> {
    const setting = await this.setting(actor, name);
    const history = (await this.policies.history(actor.authorityId, name)).map((row) => ({ ...row, words: valueInWords(setting.definition, row.value) }));
    response.render('policy/setting.njk', { setting, history, room: roomOf(name), owner: rolesInWords([setting.definition.owner]), mayChange: mayActAs(actor, POLICY_ROLES), defaultWords: valueInWords(setting.definition, setting.definition.value) });
  }

  @Get(':name/change')
  @Roles(...POLICY_ROLES)
  async askChange(@Acting() actor: KnownActor, @Param('name') name: string, @Res() response: Response): Promise<void> {
    const setting = await this.setting(actor, name);
    response.render('directory/people/question.njk', { ...pageOf(setting), ...askedAgain(questionsOf(setting.definition), { value: plain(setting), source: setting.from === 'authority' ? setting.source : '' }, []) });
  }

  @Post(':name/change')
  @Roles(...POLICY_ROLES)
  async change(@Acting() actor: KnownActor, @Param('name') name: string, @Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const setting = await this.setting(actor, name);
    const from = boxes(typed, 'effectiveFrom', 'The first day');
    const to = boxes(typed, 'effectiveTo', 'The last day', true);
    const dates: FieldErrors = [...from.errors, ...to.errors];
    const answer = await (dates.length > 0 ? { ok: false as const, errors: dates } : this.proposals.propose(actor, {
      name, value: textOf(typed, 'value'), source: textOf(typed, 'source'), confirmed: textOf(typed, 'confirmed'), reason: textOf(typed, 'reason'), effectiveFrom: from.day!, effectiveTo: to.day,
    }));
    if (!answer.ok) return response.status(422).render('directory/people/question.njk', { ...pageOf(setting), ...askedAgain(questionsOf(setting.definition), typed, answer.errors) });
    flash(request, { kind: 'success', text: 'The change is proposed. Nothing has changed yet: a second person must approve it.' });
    response.redirect(303, `/settings/proposals/${answer.value.policyId}`);
  }

  private async setting(actor: KnownActor, name: string): Promise<PolicyInForce> {
    const setting = await this.policies.inForce(actor.authorityId, name, await this.policies.today());
    if (!setting) throw new Problem(404, wordsFor(404));
    return setting;
  }

  private async waitingOne(actor: KnownActor, policyId: string) {
    const open = await this.proposals.open(actor.authorityId, policyId);
    if (!open) throw decidedMeanwhile();
    return open;
  }

  private async show(actor: KnownActor, policyId: string, response: Response, whyError: string | null): Promise<void> {
    const open = await this.proposals.open(actor.authorityId, policyId);
    if (!open) throw new Problem(404, { title: 'No such proposal waits', because: 'It was decided, or there is none at this address.', unblock: 'The setting’s history says what became of it.' });
    const now = await this.setting(actor, open.row.name);
    response.status(whyError ? 422 : 200).render('policy/proposal.njk', {
      ...open, now, words: valueInWords(open.definition, open.row.value), mayDecide: mayActAs(actor, POLICY_ROLES), mine: isProposersHand(actor, open.row.proposedBy),
      who: rolesInWords(POLICY_ROLES), whyError, errors: whyError ? [{ text: whyError, href: '#why' }] : [],
    });
  }
}

const decidedMeanwhile = () => new Problem(409, { title: 'This was decided meanwhile', because: 'Somebody else approved it, turned it down, or took it back.', unblock: 'Look at the setting’s history.' });
const roomOf = (name: string) => ROOMS[name.split('.')[0]!] ?? 'Other';
const pageOf = ({ name, definition, words }: PolicyInForce) => ({ heading: `Change “${definition.title}”`, action: `/settings/${name}/change`, button: 'Propose the change', back: `/settings/${name}`, will: [`propose to change it from ${words}`, 'change nothing until a second person approves'] });

const isUsed = ({ definition }: PolicyInForce) => definition.usedBy.length > 0;

function byRoom(settings: readonly PolicyInForce[]) {
  const rooms = new Map<string, PolicyInForce[]>();
  for (const setting of settings) rooms.set(roomOf(setting.name), [...(rooms.get(roomOf(setting.name)) ?? []), setting]);
  // What a step asks for is what somebody must confirm; the rest stands folded below it.
  return [...rooms].map(([title, list]) => ({ title, groups: [{ used: true, settings: list.filter(isUsed) }, { used: false, settings: list.filter((setting) => !isUsed(setting)) }].filter(({ settings: some }) => some.length > 0) }));
}

function plain({ value }: PolicyInForce): string {
  if (typeof value === 'object') return String((value as Period).length);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function questionsOf(definition: PolicyDefinition): Question[] {
  const options = definition.kind === 'yes or no' ? [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }] : definition.options;
  const unit = definition.kind === 'pounds' ? 'In whole pounds.' : definition.shape ? `Enter ${definition.shape.says}.` : definition.unit ? `In ${definition.unit}.` : undefined;
  return [
    { name: 'value', label: 'New value', type: options ? 'radios' : 'text', ...(options ? { options } : unit ? { hint: unit } : {}) },
    { name: 'source', label: 'Where it comes from', hint: 'The constitution’s rule, a decision’s number, the regulation.', type: 'text' },
    { name: 'confirmed', label: 'Have you read it there?', type: 'radios', options: [{ value: 'confirmed', text: 'Yes, I have read it at the source' }, { value: 'unconfirmed', text: 'No, it still has to be confirmed' }] },
    { name: 'effectiveFrom', label: 'First day', type: 'date' },
    { name: 'effectiveTo', label: 'Last day', hint: 'Leave empty if there is no end.', type: 'date', optional: true },
    { name: 'reason', label: 'Why it changes', type: 'textarea' },
  ];
}

function boxes(typed: Typed, name: string, what: string, optional = false): { day: string | null; errors: FieldErrors } {
  const given = { day: textOf(typed, `${name}-day`), month: textOf(typed, `${name}-month`), year: textOf(typed, `${name}-year`) };
  if (optional && Object.values(given).every((box) => box === '')) return { day: null, errors: [] };
  const read = readDay(given, what);
  return read.ok ? { day: read.day, errors: [] } : { day: null, errors: [{ field: name, message: read.errors[0]!.message }] };
}
