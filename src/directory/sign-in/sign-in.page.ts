import { Body, Controller, Get, Inject, Logger, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SETTINGS, type Settings } from '../../settings.js';
import { flash } from '../../web/flash.js';
import { Problem, wordsFor } from '../../web/problem.js';
import { Shell } from '../../web/shell.js';
import { Directory, type KnownPlace } from '../directory.js';
import { rolesInWords, ROLES, type Role } from '../roles.js';
import { textOf, type Typed } from '../../web/typed.js';
import { OneTimeLinks } from './one-time-links.js';
import { OrganisationAccounts } from './organisation-accounts.js';
import { SamplePeople } from './sample-people.js';
import { endSession, localPath, startSession, type SignInMethod } from './session.js';
import { sampleSignInAllowed } from './ways-in.js';

/** The ways in and out, and the choice of whom one acts for. */
@Controller()
export class SignInPage {
  private readonly log = new Logger('sign-in');

  constructor(
    private readonly directory: Directory,
    private readonly samples: SamplePeople,
    private readonly links: OneTimeLinks,
    private readonly accounts: OrganisationAccounts,
    private readonly shell: Shell,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('sign-in')
  async waysIn(@Req() request: Request, @Res() response: Response, @Query('back') back: unknown): Promise<void> {
    if (back !== undefined) request.session.back = localPath(back);
    const people = (await this.sampleAllowed(request)) ? await this.samples.list() : [];
    response.render('directory/sign-in/sign-in.njk', { people, staff: this.settings.openId !== null, actor: request.actor });
  }

  @Post('sign-in/as')
  async asSample(@Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    if (!(await this.sampleAllowed(request))) throw new Problem(403, { title: 'Sample people cannot be used here', because: 'They exist only for trying the product out, on the machine it runs on.', unblock: 'Sign in with your own account.' });
    const chosen = (await this.samples.list()).find((person) => person.personId === textOf(typed, 'personId'));
    if (!chosen) throw new Problem(404, wordsFor(404));
    await this.signIn(request, response, chosen.personId, 'sample');
  }

  @Get('sign-in/staff')
  async toProvider(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.staffOnly();
    const { address, started } = await this.accounts.start().catch((fault: unknown) => {
      this.log.error(`The identity provider did not answer: ${fault instanceof Error ? fault.message : String(fault)}`);
      throw new Problem(503, { title: 'Your organisation’s sign-in does not answer', because: 'This service could not reach it.', unblock: 'Try again in a few minutes. If it goes on, tell your IT service.' });
    });
    request.session.oidc = started;
    response.redirect(303, address);
  }

  @Get('sign-in/staff/return')
  async fromProvider(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.staffOnly();
    const started = request.session.oidc;
    delete request.session.oidc;
    if (!started) throw new Problem(403, { title: 'This sign-in was not started here', because: 'The answer of your organisation’s sign-in came without a question, or came twice.', unblock: 'Start again from the sign-in page.' });
    const returned = await this.accounts.finish(request.originalUrl.replace(/^[^?]*/, ''), started);
    if (!returned.ok) throw new Problem(403, { title: 'You could not be signed in', because: returned.because, unblock: returned.unblock });
    await this.signIn(request, response, returned.personId, 'organisation account', returned.secondFactor);
  }

  @Post('sign-in/link')
  async sendLink(@Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const email = textOf(typed, 'email');
    if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
      const people = (await this.sampleAllowed(request)) ? await this.samples.list() : [];
      const message = 'Enter your e-mail address, like name@example.com.';
      response.status(422).render('directory/sign-in/sign-in.njk', { people, staff: this.settings.openId !== null, actor: request.actor, email, emailError: message, errors: [{ text: message, href: '#email' }] });
      return;
    }
    // Not waited for: how long it takes would tell whether the address is known.
    const [authority] = (await this.shell.installation()).authorities;
    void this.links.send(email, authority?.authorityId ?? null).catch((fault: unknown) => this.log.error(fault instanceof Error ? fault.message : String(fault)));
    response.render('directory/sign-in/link-sent.njk', { email });
  }

  @Get('sign-in/link/:secret')
  async openLink(@Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const good = await this.links.isGood(secret);
    response.status(good ? 200 : 403).set('Cache-Control', 'no-store').render('directory/sign-in/link.njk', { good, secret });
  }

  @Post('sign-in/link/:secret')
  async useLink(@Req() request: Request, @Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const personId = await this.links.use(secret);
    if (!personId) {
      response.status(403).render('directory/sign-in/link.njk', { good: false });
      return;
    }
    await this.signIn(request, response, personId, 'one-time link');
  }

  @Get('acting-for')
  async choosePlace(@Req() request: Request, @Res() response: Response): Promise<void> {
    const places = await this.places(request);
    response.render('directory/sign-in/acting-for.njk', { places: places.map((place) => ({ ...place, words: placeInWords(place), roles: rolesInWords(rolesOf(place)) })), actor: request.actor });
  }

  @Post('acting-for')
  async takePlace(@Req() request: Request, @Res() response: Response, @Body() typed: Typed): Promise<void> {
    const places = await this.places(request);
    const chosen = places.find((place) => place.authorityId === textOf(typed, 'authorityId') && (place.organisationId ?? '') === textOf(typed, 'organisationId'));
    if (!chosen) throw new Problem(403, { title: 'You cannot act there', because: 'You hold no role there now.', unblock: 'Choose one of the places on the page.' });
    await startSession(request, request.session.personId!, chosen, request.session.method!, request.session.secondFactorAt);
    flash(request, { kind: 'success', text: `You are now acting for ${placeInWords(chosen)}.` });
    response.redirect(303, this.takeBack(request, chosen));
  }

  @Post('sign-out')
  async signOut(@Req() request: Request, @Res() response: Response): Promise<void> {
    await endSession(request);
    flash(request, { kind: 'success', text: 'You have signed out.' });
    response.redirect(303, '/');
  }

  private async signIn(request: Request, response: Response, personId: string, method: SignInMethod, secondFactor = false): Promise<void> {
    const places = this.usable(await this.directory.places(personId), method);
    if (places.length === 0) throw new Problem(403, { title: 'You have no role here now', because: 'We know who you are, but no authority or organisation has given you a role that runs today.', unblock: 'Ask an administrator of the authority, or the account holder of your organisation.' });
    // Whoever is also a partner's person elsewhere begins at home: My work shows their joint cases.
    const own = places.filter(({ actor }) => actor.kind !== 'partner');
    const place = own.length === 1 ? own[0]! : places.length === 1 ? places[0]! : null;
    await startSession(request, personId, place, method, secondFactor ? new Date().toISOString() : undefined);
    response.redirect(303, place ? this.takeBack(request, place) : '/acting-for');
  }

  private async places(request: Request): Promise<KnownPlace[]> {
    const { personId, method } = request.session;
    if (!personId || !method) throw new Problem(403, { title: 'Sign in first', because: 'Nobody is signed in.', unblock: 'Go to the sign-in page.' });
    if (method === 'sample' && !(await this.sampleAllowed(request))) throw new Problem(403, { title: 'Sign in first', because: 'Sample people cannot be used here.', unblock: 'Sign in with your own account.' });
    return this.usable(await this.directory.places(personId), method);
  }

  /** A link in a mailbox opens a provider's own cases, not the authority's; an invitation opens what it names, whatever else its holder may do. */
  private usable(places: KnownPlace[], method: SignInMethod): KnownPlace[] {
    if (method === 'invitation') return [];
    return method === 'one-time link' ? places.filter((place) => place.organisationId !== null) : places;
  }

  private staffOnly(): void {
    if (!this.settings.openId) throw new Problem(404, wordsFor(404));
  }

  /** The page that asked for the sign-in, or else where this person's work begins. */
  private takeBack(request: Request, { actor }: KnownPlace): string {
    const back = localPath(request.session.back, this.shell.ownPage(actor, request));
    delete request.session.back;
    return back;
  }

  private async sampleAllowed(request: Request): Promise<boolean> {
    return sampleSignInAllowed(this.settings, await this.shell.installation(), request);
  }
}

function rolesOf({ actor }: KnownPlace): string[] {
  return [...actor.roles, ...actor.deputyFor.map(({ role }) => role)].filter((role) => ROLES[role as Role]?.of !== 'everybody');
}

function placeInWords(place: KnownPlace): string {
  return place.actor.organisationName ? `${place.actor.organisationName}, with ${place.authorityName}` : place.authorityName;
}
