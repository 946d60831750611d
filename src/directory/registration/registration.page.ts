import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Problem } from '../../web/problem.js';
import { Shell } from '../../web/shell.js';
import { IDENTIFIERS } from '../identifiers.js';
import { ORGANISATION_KINDS } from '../organisations.js';
import { askedAgain, type Question } from '../questions.js';
import { textOf, type Typed } from '../../web/typed.js';
import { Registration } from './registration.js';

const KIND_WORDS: Record<(typeof ORGANISATION_KINDS)[number], string> = {
  'sole trader': 'Sole trader', company: 'Limited company', llp: 'Limited liability partnership', charity: 'Charity',
  cio: 'Charitable incorporated organisation', 'nhs body': 'NHS body', school: 'School',
};
const NUMBERS = ['company', 'charity', 'urn', 'ods', 'vat'] as const;

/** A provider or school makes itself known. */
@Controller('register')
export class RegistrationPage {
  constructor(private readonly registration: Registration, private readonly shell: Shell) {}

  @Get()
  async ask(@Res() response: Response): Promise<void> {
    response.render('directory/registration/registration.njk', askedAgain(await this.questions(), {}, []));
  }

  @Post()
  async answer(@Res() response: Response, @Body() typed: Typed): Promise<void> {
    const { authorities } = await this.shell.installation();
    const authority = authorities.find(({ authorityId }) => authorityId === textOf(typed, 'authorityId')) ?? (authorities.length === 1 ? authorities[0] : undefined);
    if (authorities.length === 0) throw new Problem(503, { title: 'Nobody can register yet', because: 'No authority uses this service yet.', unblock: 'Ask the council that sent you here.' });
    const text = (name: string) => textOf(typed, name);
    const errors = await this.registration.register(authority?.authorityId ?? null, {
      legalName: text('legalName'), tradingName: text('tradingName'), kind: text('kind'), address: text('address'), postcode: text('postcode'),
      name: text('name'), email: text('email'), identifiers: Object.fromEntries(NUMBERS.map((kind) => [kind, text(kind)])),
    });
    if (errors.length === 0) return response.render('directory/sign-in/link-sent.njk', { email: text('email') });
    const questions = await this.questions();
    const place = ({ field }: { field: string }) => questions.findIndex(({ name }) => name === field);
    response.status(422).render('directory/registration/registration.njk', askedAgain(questions, typed, [...errors].sort((one, other) => place(one) - place(other))));
  }

  private async questions(): Promise<Question[]> {
    const { authorities } = await this.shell.installation();
    return [
      ...(authorities.length > 1 ? [{ name: 'authorityId', label: 'Which authority do you want to deal with first?', type: 'radios' as const, options: authorities.map(({ authorityId, name }) => ({ value: authorityId, text: name })) }] : []),
      { name: 'kind', label: 'What kind of organisation is it?', type: 'radios', options: ORGANISATION_KINDS.map((value) => ({ value, text: KIND_WORDS[value] })) },
      { name: 'legalName', label: 'Legal name', hint: 'As on the register. A sole trader enters their own name.', type: 'text', autocomplete: 'organization' },
      { name: 'tradingName', label: 'Trading name', hint: 'If it is known by another name.', type: 'text', optional: true },
      ...NUMBERS.map((kind) => ({ name: kind, label: IDENTIFIERS[kind].title, hint: IDENTIFIERS[kind].hint, type: 'text' as const, optional: true })),
      { name: 'address', label: 'Address', hint: 'A sole trader’s address is never shown to the public.', type: 'textarea', optional: true },
      { name: 'postcode', label: 'Postcode', type: 'text', autocomplete: 'postal-code', optional: true },
      { name: 'name', label: 'Your name', type: 'text', autocomplete: 'name' },
      { name: 'email', label: 'Your e-mail address', hint: 'We send a link there, so that we know it is yours.', type: 'text', input: 'email', autocomplete: 'email' },
    ];
  }
}
