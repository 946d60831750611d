import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { inScope, systemScope } from '../../engine/scope.js';
import type { IdentifierKind } from '../identifiers.js';
import { addOrganisation, ORGANISATION_KINDS, storedIdentifiers, type FieldErrors, type OrganisationKind } from '../organisations.js';
import { OneTimeLinks } from '../sign-in/one-time-links.js';

export interface ToRegister {
  readonly legalName: string;
  readonly tradingName: string;
  readonly kind: string;
  readonly identifiers: Readonly<Partial<Record<IdentifierKind, string>>>;
  readonly address: string;
  readonly postcode: string;
  readonly name: string;
  readonly email: string;
}

/** What must be known of each kind, besides the name. */
const NEEDED: Readonly<Partial<Record<OrganisationKind, { field: IdentifierKind; message: string }>>> = {
  company: { field: 'company', message: 'Enter the company number. It is on the Companies House register.' },
  llp: { field: 'company', message: 'Enter the partnership’s number, like OC301234. It is on the Companies House register.' },
  charity: { field: 'charity', message: 'Enter the charity number. It is on the charity register.' },
  cio: { field: 'charity', message: 'Enter the charity number. It is on the charity register.' },
  school: { field: 'urn', message: 'Enter the school’s unique reference number (URN), 6 digits.' },
};

/** A provider registers itself and the person who asks. Nobody may act until the link in that person's mailbox was opened. */
@Injectable()
export class Registration {
  private readonly log = new Logger('registration');
  constructor(private readonly source: DataSource, private readonly links: OneTimeLinks) {}

  /** @returns the field errors, none when it was taken; nothing tells whether the person's address was known */
  async register(authorityId: string | null, asked: ToRegister): Promise<FieldErrors> {
    const errors = [...(authorityId === null ? [{ field: 'authorityId', message: 'Choose the authority that you want to deal with first. You can deal with others later.' }] : []), ...faults(asked)];
    if (errors.length > 0 || authorityId === null) return errors;
    const failed = await inScope(this.source, systemScope(authorityId), async (tx): Promise<FieldErrors> => {
      const added = await addOrganisation(tx, { ...asked, kind: asked.kind as OrganisationKind });
      if (!added.ok) return added.errors;
      const [person] = await tx.query<{ id: string }[]>('select person_with_email($1, $2, $3) as id', [newId(), asked.name.trim(), asked.email.trim()]);
      for (const role of ['account holder', 'applicant']) {
        await tx.query(`insert into organisation_member (organisation_id, member_id, person_id, role, from_day) values ($1, $2, $3, $4, london_day(engine_now()))`, [added.organisationId, newId(), person!.id, role]);
      }
      return [];
    });
    if (failed.length === 0) void this.links.send(asked.email, authorityId).catch((fault: unknown) => this.log.error(fault instanceof Error ? fault.message : String(fault)));
    return failed;
  }
}

function faults(asked: ToRegister): FieldErrors {
  const kind = ORGANISATION_KINDS.find((each) => each === asked.kind);
  const needed = kind && NEEDED[kind];
  return [
    ...(asked.legalName === '' ? [{ field: 'legalName', message: 'Enter the legal name of the organisation. A sole trader enters their own name.' }] : []),
    ...(asked.legalName.length > 300 ? [{ field: 'legalName', message: 'The legal name must be 300 characters or fewer.' }] : []),
    ...(kind ? [] : [{ field: 'kind', message: 'Choose what kind of organisation it is.' }]),
    ...(needed && !asked.identifiers[needed.field] ? [needed] : []),
    // All that is wrong at once: nobody corrects a form three times.
    ...storedIdentifiers(asked.identifiers).errors,
    ...(asked.name === '' || asked.name.length > 200 ? [{ field: 'name', message: 'Enter your name, in 200 characters or fewer.' }] : []),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(asked.email) && asked.email.length <= 254 ? [] : [{ field: 'email', message: 'Enter your e-mail address, like name@example.com.' }]),
  ];
}
