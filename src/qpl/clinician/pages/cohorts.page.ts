import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { RegisterCheck, RegisterResult } from '../../../../workflows/qpl/clinician.events.js';
import { nextRenewal, professionNamed } from '../../../../workflows/qpl/professions.js';
import { readDay } from '../../../calendar/day-input.js';
import { addDays, asDay, asInstant, dayOf, isDay } from '../../../calendar/day.js';
import { staffAsking, type Person } from '../../../desk/asking.js';
import { refusalInWords } from '../../../desk/words.js';
import { Reader } from '../../../engine/read.js';
import { Sender } from '../../../engine/send.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { places } from '../../membership/places.paths.js';
import { qpl } from '../../paths.js';
import { Cohorts, SHEET, type CohortLine } from '../cohorts.js';

/** The address says so of clinicians whose register nobody has looked up yet. */
const NEVER = 'never';
const RESULTS: readonly { value: RegisterResult | ''; text: string }[] = [
  { value: '', text: 'Not looked up' }, { value: 'registered', text: 'Registered' }, { value: 'registered with conditions', text: 'Registered with conditions' }, { value: 'not registered', text: 'Not registered' }, { value: 'suspended by the register', text: 'Suspended by the register' },
];

interface Wrong {
  readonly field: string;
  readonly message: string;
}

/** Clinicians of a profession whose registrations end together, on one sheet: look each up, say what the register shows, record all at once. */
@Controller('clinicians')
export class CohortsPage {
  constructor(
    private readonly cohorts: Cohorts,
    private readonly reader: Reader,
    private readonly sender: Sender,
  ) {}

  @Get('cohorts')
  async all(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = staffAsking(req);
    const today = await this.today();
    const found = await this.cohorts.all(person);
    res.render('qpl/clinician/pages/cohorts.njk', {
      evidence: places.evidence(),
      cohorts: found.map((cohort) => ({ ...cohort, href: places.cohort(cohort.profession, cohort.validTo || NEVER), isOver: cohort.validTo !== '' && cohort.validTo < today, next: cohort.validTo === '' ? nextRenewal(cohort.profession, today) : null })),
    });
  }

  @Get('cohorts/:profession/:day')
  async sheet(@Req() req: Request, @Res() res: Response, @Param('profession') profession: string, @Param('day') day: string): Promise<void> {
    const person = staffAsking(req);
    const lines = await this.cohorts.of(person, profession, validToOf(day));
    const today = await this.today();
    const next = nextRenewal(profession, day === NEVER ? today : addDays(asDay(day), 1));
    render(res, profession, day, lines, { ...boxes('checkedOn', today), ...boxes('validTo', next ?? '') }, [], []);
  }

  @Post('cohorts/:profession/:day')
  async record(@Req() req: Request, @Res() res: Response, @Param('profession') profession: string, @Param('day') day: string, @Body() typed: Typed): Promise<void> {
    const person = staffAsking(req);
    const lines = await this.cohorts.of(person, profession, validToOf(day));
    const { checks, errors } = read(lines, typed);
    if (errors.length > 0) return render(res.status(422), profession, day, lines, typed, errors, []);
    const stopped = await this.send(person, checks, textOf(typed, 'key'));
    if (stopped.length > 0) return render(res.status(409), profession, day, await this.cohorts.of(person, profession, validToOf(day)), typed, [], stopped);
    flash(req, { kind: 'success', text: `${checks.length === 1 ? 'One register check is' : `${checks.length} register checks are`} recorded.` });
    res.redirect(303, (await this.cohorts.of(person, profession, validToOf(day))).length > 0 ? places.cohort(profession, day) : places.cohorts());
  }

  /** One event for each clinician, in one go. What could not be recorded is said by name; the others are. */
  private async send(person: Person, checks: readonly { line: CohortLine; check: RegisterCheck }[], key: string) {
    const answers = await this.sender.sendMany(checks.map(({ line, check }) => ({ actor: person, caseId: line.caseId, type: 'clinician.check', input: check, ...(/^[\w-]{8,60}$/.test(key) ? { key: `${key}:${line.caseId.slice(0, 8)}` } : {}) })));
    return answers.flatMap((answer, n) => {
      const name = checks[n]!.line.name;
      if (answer.kind === 'done') return [];
      if (answer.kind === 'refused') return answer.refusals.map((refusal) => ({ ...refusalInWords(refusal), because: `${name}: ${refusal.because}` }));
      if (answer.kind === 'not-allowed') throw new Problem(403, { title: 'You cannot record register checks', because: 'It is for the procurement officer or contract manager.', unblock: 'Ask one of them.', who: answer.roles });
      return [{ because: `${name}: this was not recorded.`, unblock: 'Look at the clinician’s case, and try again.', source: 'the product' }];
    });
  }

  private async today(): Promise<string> {
    return dayOf(asInstant(await this.reader.now()));
  }
}

function validToOf(day: string): string {
  if (day === NEVER) return '';
  if (!isDay(day)) throw new Problem(404, { title: 'Page not found', because: 'There is no such day.', unblock: 'Look at the list of cohorts.' });
  return day;
}
const boxes = (name: string, day: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date && String(Number(date)), [`${name}-month`]: month && String(Number(month)), [`${name}-year`]: year };
};

function read(lines: readonly CohortLine[], typed: Typed): { checks: { line: CohortLine; check: RegisterCheck }[]; errors: Wrong[] } {
  const errors: Wrong[] = [];
  const day = (name: string, words: string): string | null => {
    const parts = { day: textOf(typed, `${name}-day`), month: textOf(typed, `${name}-month`), year: textOf(typed, `${name}-year`) };
    if (name === 'validTo' && Object.values(parts).every((part) => part === '')) return null;
    const answer = readDay(parts, words);
    if (answer.ok) return answer.day;
    errors.push(...answer.errors.map(({ field, message }) => ({ field: `${name}-${field === 'date' ? 'day' : field}`, message })));
    return null;
  };
  const chosen = lines.filter(({ caseId }) => textOf(typed, `result-${caseId}`) !== '');
  if (chosen.length === 0) errors.push({ field: `result-${lines[0]?.caseId ?? ''}`, message: 'Say of at least one clinician what the register shows' });
  const checkedOn = day('checkedOn', 'The day on which the register was looked up') ?? '';
  const validTo = day('validTo', 'The last day of the renewed registrations');
  const checks = chosen.map((line) => {
    const result = textOf(typed, `result-${line.caseId}`) as RegisterResult;
    const conditions = textOf(typed, `conditions-${line.caseId}`);
    if (result === 'registered with conditions' && conditions === '') errors.push({ field: `conditions-${line.caseId}`, message: `${line.name}: copy the conditions from the register` });
    return { line, check: { result, conditions, checkedOn, validTo: result.startsWith('registered') ? validTo : null, method: 'register looked up, with the cohort' } };
  });
  return { checks, errors };
}

function render(res: Response, profession: string, day: string, lines: readonly CohortLine[], typed: Typed, errors: readonly Wrong[], refusals: readonly unknown[]): void {
  const wrong = (name: string) => errors.filter(({ field }) => field === name || field.startsWith(`${name}-`)).map(({ message }) => message).join('. ') || undefined;
  const known = professionNamed(profession);
  res.render('qpl/clinician/pages/cohort.njk', {
    profession, day: day === NEVER ? null : day, action: places.cohort(profession, day), back: places.cohorts(), key: randomUUID(), lookUp: known?.lookUp ?? null, register: known?.register ?? 'register', full: lines.length === SHEET, refusals,
    errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    dates: [
      { name: 'checkedOn', label: 'When did you look them up?', type: 'date', typed, error: wrong('checkedOn') },
      { name: 'validTo', label: 'What is the last day of the renewed registrations?', type: 'date', optional: true, hint: 'For those who are registered. The profession’s next deadline is filled in.', typed, error: wrong('validTo') },
    ],
    lines: lines.map((line) => ({
      ...line, href: qpl.case(line.caseId), results: RESULTS.map((result) => ({ ...result, selected: textOf(typed, `result-${line.caseId}`) === result.value })), conditions: textOf(typed, `conditions-${line.caseId}`),
      error: wrong(`conditions-${line.caseId}`) ?? wrong(`result-${line.caseId}`),
    })),
  });
}
