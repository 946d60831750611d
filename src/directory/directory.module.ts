import { Global, Module, RequestMethod, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { quarterHourLimit } from '../web/request-limit.js';
import { Appointments } from './appointments.js';
import { Conflicts } from './conflicts.js';
import { Directory } from './directory.js';
import { InvitedPage } from './invitations/invited.page.js';
import { Invitations } from './invitations/invitations.js';
import { Leavers } from './leavers.js';
import { Organisations } from './organisations.js';
import { Colleagues } from './organisation-people/colleagues.js';
import { OrganisationPeoplePage } from './organisation-people/organisation-people.page.js';
import { ConflictsPage } from './people/conflicts.page.js';
import { PeoplePage } from './people/people.page.js';
import { RegistrationPage } from './registration/registration.page.js';
import { Registration } from './registration/registration.js';
import { BeginAgainPage } from './second-factor/begin-again.page.js';
import { SecondFactorPage } from './second-factor/second-factor.page.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { ActingMiddleware } from './sign-in/acting.middleware.js';
import { OneTimeLinks } from './sign-in/one-time-links.js';
import { OrganisationAccounts } from './sign-in/organisation-accounts.js';
import { SamplePeople } from './sign-in/sample-people.js';
import { SignInPage } from './sign-in/sign-in.page.js';

/**
 * Asking for links and trying them, from one address. A town hall behind one address asks for a few an hour; a program that tries secrets
 * would need 2^255 tries. Twenty is for the mailboxes of others.
 */
const LINKS_PER_QUARTER_HOUR = 20;

/** Codes of a second factor tried from one address: a whole office signs in at nine. Each person has five, counted in the database. */
const CODES_PER_QUARTER_HOUR = 200;

/** People, organisations, roles and signing in. Global: every room asks who acts. It needs `SIGN_IN_MAIL` from the notifications. */
@Global()
@Module({
  controllers: [SignInPage, RegistrationPage, PeoplePage, ConflictsPage, OrganisationPeoplePage, SecondFactorPage, BeginAgainPage, InvitedPage],
  providers: [Directory, Organisations, Appointments, Leavers, Conflicts, Registration, SamplePeople, OneTimeLinks, OrganisationAccounts, Colleagues, SecondFactors, Invitations],
  exports: [Invitations, Directory, Organisations, Appointments, Leavers, Conflicts],
})
export class DirectoryModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(quarterHourLimit(LINKS_PER_QUARTER_HOUR, 'More links were asked for or tried')).forRoutes(
      { path: 'sign-in/link', method: RequestMethod.POST }, { path: 'sign-in/link/:secret', method: RequestMethod.POST }, { path: 'register', method: RequestMethod.POST },      { path: 'invited/link/:secret', method: RequestMethod.POST }, { path: 'invited/link/:secret/again', method: RequestMethod.POST },
      { path: 'organisation/people/add', method: RequestMethod.POST }, { path: 'organisation/people/:memberId/remind', method: RequestMethod.POST });
    consumer.apply(quarterHourLimit(CODES_PER_QUARTER_HOUR, 'More codes were tried')).forRoutes({ path: 'second-factor', method: RequestMethod.POST });
    consumer.apply(ActingMiddleware).forRoutes('{*path}');
  }
}
