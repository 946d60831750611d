import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext, Finding, RequiredCheck } from '../../../../workflows/qpl/application.context.js';
import { findingOn } from '../../../../workflows/qpl/application.case.js';
import { readDay } from '../../../calendar/day-input.js';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { Reader } from '../../../engine/read.js';
import { flash } from '../../../web/flash.js';
import { qpl } from '../../paths.js';
import { references } from '../../reference/reference.paths.js';
import { inWords } from '../../reference/reference-in-words.js';
import { References } from '../../reference/references.js';
import { Schemes } from '../../scheme/schemes.js';
import { sectionsWithAnswers } from '../answered.js';
import { aboutInWords } from '../findings-shown.js';
import { qualityKey } from '../form/form.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';

const FINDINGS = [
  { value: 'pass', text: 'Pass' }, { value: 'fail', text: 'Fail' }, { value: 'refer', text: 'Refer: somebody else must look' }, { value: 'not applicable', text: 'Not applicable' },
];

/** Every check with the answers and evidence beside it; an officer records as many as are done. */
@Controller('cases')
export class ChecksPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly schemes: Schemes,
    private readonly reader: Reader,
    private readonly references: References,
  ) {}

  @Get(':caseId/checks')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'check.record');
    await this.show(res, hand, await this.typedFrom(hand), null);
  }

  @Post(':caseId/checks')
  async record(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'check.record');
    const { findings, places, errors } = read(hand, typed);
    const again = errors.length > 0
      ? { status: 422, errors, refusals: [], movedTo: null }
      : await this.steps.send(hand, 'check.record', { findings }, { seen: '', key: textOf(typed, 'key') });
    if (!again) {
      const left = hand.context.checks.length - new Set([...hand.context.findings.map(({ check, about }) => `${check} ${about}`), ...findings.map(({ check, about }) => `${check} ${about}`)]).size;
      flash(req, { kind: 'success', text: `${findings.length === 1 ? 'A finding is' : `${findings.length} findings are`} recorded. ${left === 0 ? 'Every check has a finding.' : `${left} still to do.`}`,
        links: left === 0 ? [{ href: qpl.step(caseId, 'check.finish'), text: 'Finish checking' }] : [] });
      return res.redirect(303, qpl.underCase(caseId, qpl.below.checks));
    }
    // The machine numbers findings as they were sent; the page numbers checks.
    const own = again.errors.map(({ field, message }) => ({ message, field: field.replace(/^findings\.(\d+)\.(\w+)$/, (_, n: string, name: string) => `${name}-${places[Number(n)] ?? n}`) }));
    const today = dayOf(asInstant(await this.reader.now()));
    const pointed = again.refusals.length > 0 ? findings.flatMap((finding, n) => refusedIn(finding, places[n] ?? n, hand.context.checks[places[n] ?? n]?.title ?? '', today)) : [];
    await this.show(res.status(again.status), hand, typed, { ...again, errors: [...own, ...pointed] });
  }

  private async typedFrom({ context }: StepInHand<ApplicationContext>): Promise<Typed> {
    const today = dayOf(asInstant(await this.reader.now()));
    return Object.assign({}, ...context.checks.map((check, n) => {
      const found = findingOn(context, check);
      return { [`finding-${n}`]: found?.finding ?? '', [`reason-${n}`]: found?.reason ?? '', [`method-${n}`]: found?.method ?? '', ...boxes(`verifiedOn-${n}`, found?.verifiedOn ?? today), ...boxes(`validUntil-${n}`, found?.validUntil ?? '') };
    })) as Typed;
  }

  private async show(res: Response, hand: StepInHand<ApplicationContext>, typed: Typed, again: ShownAgain | null): Promise<void> {
    const { context, opened: { view, person } } = hand;
    const scheme = await this.schemes.byId(person.authorityId, context.schemeId);
    const sections = sectionsWithAnswers(context.answers);
    const given = (await this.references.of(person, view.caseId)).map((line) => inWords(line));
    /** The answers beside a check: of the scored ones a check of a lot shows those of its lot, and nobody reads every lot's under each. */
    const answersFor = (check: RequiredCheck) => {
      const letters = scheme?.checks.find((each) => each.check === check.check)?.sections ?? [];
      const ofOthers = context.quality.filter(({ lotId }) => check.about !== 'provider' && lotId !== check.about).flatMap(({ questions }) => questions.map(qualityKey));
      return sections.filter(({ letter }) => letters.includes(letter)).map((section) => ({ ...section, answers: section.answers.filter(({ question }) => !ofOthers.includes(question)) })).filter(({ answers }) => answers.length > 0);
    };
    const isReadWithACheck = (lotId: string): boolean => context.checks.some((check) => (check.about === lotId || check.about === 'provider') && scheme?.checks.some((each) => each.check === check.check && each.sections.includes('K')));
    /** The next check down the page that has no finding, by its place; null when there is none below. */
    const nextOpen = (after: number) => context.checks.map((check, n) => (n > after && !findingOn(context, check) ? n : null)).find((n) => n !== null) ?? null;
    const wrong = (name: string) => again?.errors.filter(({ field }) => field === name || field.startsWith(`${name}-`)).map(({ message }) => message).join('. ') || undefined;
    res.render('qpl/application/pages/checks.njk', {
      view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, qpl.below.checks), key: randomUUID(),
      errors: again && again.errors.length > 0 ? again.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
      refusals: again?.refusals ?? [],
      done: context.findings.length, of: context.checks.length,
      questions: context.questions, references: { href: references.ofApplication(view.caseId), asked: given.length, given: given.filter(({ answers }) => answers.length > 0).length },
      quality: context.quality.filter(({ lotId }) => !isReadWithACheck(lotId)).map(({ lotId, title, questions }) => ({ code: context.lots.find((lot) => lot.lotId === lotId)?.code ?? '', title, answers: questions.map(({ asked, answer, weight }) => ({ asked, answer, weight })) })),
      firstOpen: nextOpen(-1),
      ask: qpl.step(view.caseId, 'clarification.ask'), finish: qpl.step(view.caseId, 'check.finish'), waive: qpl.step(view.caseId, 'check.waive'),
      checks: context.checks.map((check, n) => {
        const library = scheme?.checks.find((each) => each.check === check.check);
        const found = findingOn(context, check);
        const waiver = context.waivers.find((each) => each.check === check.check && each.about === check.about);
        return {
          n, nextOpen: nextOpen(n), title: check.title, about: aboutInWords(context, check.about), requirement: check.requirement, blocks: check.blocks,
          found: found && { finding: found.finding, by: found.by.name, on: found.at }, waived: waiver && `Waived by ${waiver.by.name}: ${waiver.reason}`,
          isWrong: again?.errors.some(({ field }) => field.split('-')[1] === String(n)) ?? false,
          answers: answersFor(check), references: library?.sections.includes('J') ? given : [],
          evidence: context.evidence.filter(({ requirement }) => library?.evidence.includes(requirement)).map((file) => ({ ...file, href: `/cases/${view.caseId}/evidence/${file.sha256}` })),
          fields: [
            { name: `finding-${n}`, label: 'Finding', type: 'radios', options: FINDINGS, value: textOf(typed, `finding-${n}`), error: wrong(`finding-${n}`) },
            { name: `reason-${n}`, label: 'Reason', hint: 'The provider is shown it with the outcome. Needed for anything but a pass.', type: 'textarea', rows: 3, value: textOf(typed, `reason-${n}`), error: wrong(`reason-${n}`) },
            { name: `method-${n}`, label: 'How it was checked', type: 'text', value: textOf(typed, `method-${n}`) || library?.method, error: wrong(`method-${n}`) },
            { name: `verifiedOn-${n}`, label: 'When it was checked', type: 'date', typed, error: wrong(`verifiedOn-${n}`) },
            { name: `validUntil-${n}`, label: 'Valid until', optional: true, type: 'date', typed, error: wrong(`validUntil-${n}`) },
          ],
        };
      }),
    });
  }
}

const boxes = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date && String(Number(date)), [`${name}-month`]: month && String(Number(month)), [`${name}-year`]: year };
};

/** A refusal says the rule for all findings at once; this says which check of a dozen it is about. The rule itself is the machine's. */
function refusedIn(finding: Finding, place: number, title: string, today: string): { field: string; message: string }[] {
  return [
    ...(finding.finding !== 'pass' && finding.reason === '' ? [{ field: `reason-${place}`, message: `${title}: say why it is not a pass` }] : []),
    ...(finding.verifiedOn > today ? [{ field: `verifiedOn-${place}-day`, message: `${title}: the day on which it was checked is still to come` }] : []),
  ];
}

/** The findings that were chosen and are not what stands already. `places` says which check of the page each is. */
function read({ context }: StepInHand<ApplicationContext>, typed: Typed): { findings: Finding[]; places: number[]; errors: { field: string; message: string }[] } {
  const findings: Finding[] = [];
  const places: number[] = [];
  const errors: { field: string; message: string }[] = [];
  const day = (name: string, words: string, isOptional: boolean): string | null => {
    const fields = { day: textOf(typed, `${name}-day`), month: textOf(typed, `${name}-month`), year: textOf(typed, `${name}-year`) };
    if (isOptional && Object.values(fields).every((box) => box === '')) return null;
    const answer = readDay(fields, words);
    if (answer.ok) return answer.day;
    errors.push(...answer.errors.map(({ field, message }) => ({ field: `${name}-${field === 'date' ? 'day' : field}`, message })));
    return null;
  };
  context.checks.forEach((check, n) => {
    const chosen = textOf(typed, `finding-${n}`);
    if (chosen === '') return;
    const reason = textOf(typed, `reason-${n}`).replaceAll('\r\n', '\n');
    const before = findingOn(context, check);
    const verifiedOn = day(`verifiedOn-${n}`, `${check.title}: the day on which it was checked`, false);
    const validUntil = day(`validUntil-${n}`, `${check.title}: the day until which it is valid`, true);
    const method = textOf(typed, `method-${n}`);
    if (before?.finding === chosen && before.reason === reason && before.method === method && before.verifiedOn === verifiedOn && before.validUntil === validUntil) return;
    findings.push({ check: check.check, about: check.about, finding: chosen as Finding['finding'], reason, method, verifiedOn: verifiedOn ?? '', validUntil });
    places.push(n);
  });
  if (findings.length === 0 && errors.length === 0) errors.push({ field: 'finding-0', message: 'Choose a finding for at least one check, or change one' });
  return { findings, places, errors };
}
