import { Controller, Get, Global, Module, Post, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DirectoryModule } from '../../src/directory/directory.module.js';
import { Roles, SignedIn, Acting } from '../../src/directory/sign-in/access.js';
import type { KnownActor } from '../../src/directory/directory.js';
import { SIGN_IN_MAIL, type SignInMail } from '../../src/directory/sign-in/sign-in-mail.js';
import { PolicyModule } from '../../src/policy/policy.module.js';
import { SETTINGS, type Settings } from '../../src/settings.js';
import { WebModule } from '../../src/web/web.module.js';
import { asOwner, type TestDatabase } from '../database.js';
import { Visitor } from '../web/service.js';
import { until } from '../until.js';

/** A mailbox that the test reads: what would have left the building. */
export const posted: Parameters<SignInMail['send']>[0][] = [];
const mailbox: SignInMail = { send: async (mail) => void posted.push(mail) };

/** Waits for the message to an address: links are sent after the page has answered. */
export async function secretSentTo(address: string): Promise<string> {
  return until(() => /\/sign-in\/link\/(\S+)/.exec(posted.findLast(({ to }) => to === address)?.text ?? '')?.[1]);
}

@Controller('room')
class RoomPage {
  @Get('mine') @SignedIn() mine(@Acting() actor: KnownActor) { return `${actor.name} as ${actor.roles.join(', ')} for ${actor.organisationName ?? 'the authority'}`; }
  @Get('children') @SignedIn() children(@Acting() actor: KnownActor) { return actor.childData ?? 'not for them'; }
  @Get('deciders') @Roles('decision maker') deciders() { return 'decide'; }
  @Post('deciders') @Roles('decision maker') decide() { return 'decided'; }
}

/** The directory and the settings without the rest of the product, and a room of the test's own behind the guards. */
export function directoryAlone(settings: Settings): DynamicModule {
  @Global()
  @Module({ providers: [{ provide: SETTINGS, useValue: settings }, { provide: SIGN_IN_MAIL, useValue: mailbox }], exports: [SETTINGS, SIGN_IN_MAIL] })
  class Given {}
  @Module({ controllers: [RoomPage] })
  class Room {}
  return {
    module: Room,
    imports: [Given, TypeOrmModule.forRoot({ type: 'postgres', url: settings.appUrl, poolSize: 5, retryAttempts: 1 }), WebModule, DirectoryModule, PolicyModule],
  };
}

export async function markSample(db: TestDatabase): Promise<void> {
  await asOwner(db.ownerUrl, (owner) => owner.query('update installation set sample = true'));
}

/** Posts the form of a page with its token. */
export async function fill(visitor: Visitor, page: string, fields: Record<string, string>, to = page) {
  return visitor.post(to, { ...fields, _csrf: Visitor.tokenOn((await visitor.get(page)).text) });
}

export async function signedInAs(address: string, personId: string): Promise<Visitor> {
  const visitor = new Visitor(address);
  const answer = await fill(visitor, '/sign-in', { personId }, '/sign-in/as');
  if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}.`);
  return visitor;
}
