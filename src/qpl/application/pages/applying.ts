import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { personAsking, type Person } from '../../../desk/asking.js';
import { Reader } from '../../../engine/read.js';
import { Sender } from '../../../engine/send.js';
import { Problem } from '../../../web/problem.js';
import { openRound, type Scheme } from '../../scheme/scheme.js';
import { Schemes } from '../../scheme/schemes.js';
import { ApplicationDrafts, type ApplicationDraft } from '../application-draft.js';

/** What stood there when the page was shown, so that nobody writes over what a colleague saved meanwhile. */
export const markOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value ?? '')).digest('hex').slice(0, 16);

/** Somebody who acts for a provider. */
export function providerAsking(req: Request): Person {
  const person = personAsking(req);
  if (person.kind !== 'provider') {
    throw new Problem(403, { title: 'This page is for providers', because: 'You are signed in for the council.', unblock: 'Sign in as somebody of the provider, or look at its case on your desk.' });
  }
  return person;
}

/** An application that is being filled in. */
export interface Applying {
  readonly person: Person;
  readonly providerName: string;
  readonly scheme: Scheme;
  readonly draft: ApplicationDraft;
}

const EMPTY: ApplicationDraft = { caseId: '', answers: {}, lots: [], evidence: [], done: [], toConfirm: {}, changedAt: '' };

/** Opens an application for its pages: who asks, for which list, and what is filled in so far. */
@Injectable()
export class ApplicationOpener {
  constructor(
    private readonly schemes: Schemes,
    private readonly drafts: ApplicationDrafts,
    private readonly sender: Sender,
    private readonly reader: Reader,
  ) {}

  /** After the first thing was saved: where the list closes, the application is begun as a case, so that its provider is reminded before the close. */
  async saved({ person, scheme }: Applying, begun: string | null): Promise<void> {
    if (begun === null || openRound(scheme.rounds, await this.reader.now())?.closesAt == null) return;
    await this.sender.send({ actor: person, caseId: begun, procedure: 'qpl.application', type: 'application.begin', input: { schemeId: scheme.schemeId }, key: `begin:${begun}` });
  }

  async open(req: Request, slug: string): Promise<Applying> {
    const person = providerAsking(req);
    if (!person.roles.includes('applicant')) {
      throw new Problem(403, { title: 'You cannot fill in applications', because: 'Only applicants of your organisation can.', unblock: 'Ask your account holder to make you an applicant.' });
    }
    const scheme = await this.schemes.named(person, slug);
    const draft = (await this.drafts.find(person, scheme.schemeId)) ?? EMPTY;
    return { person, providerName: (person as { organisationName?: string }).organisationName ?? person.name, scheme, draft };
  }
}
