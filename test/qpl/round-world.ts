import pg from 'pg';
import type { INestApplicationContext } from '@nestjs/common';
import { Documents } from '../../src/documents/store.js';
import type { Person } from '../../src/desk/asking.js';
import { systemActor, type Actor } from '../../src/engine/actor.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { ApplicationDrafts } from '../../src/qpl/application/application-draft.js';
import { askedQuestions, isNeeded } from '../../src/qpl/application/form/form.js';
import { Schemes } from '../../src/qpl/scheme/schemes.js';
import type { Scheme } from '../../src/qpl/scheme/scheme.js';
import { answersOf, sampleCertificate } from '../../src/sample/answers.js';
import { AUTHORITY, idOf, type SamplePersonRow } from '../../src/sample/authority.js';
import type { ApplicationContext } from '../../workflows/qpl/application.context.js';
import { Visitor } from '../web/service.js';

/** The framework of the sample: a round that closes at noon, scored questions, an agreement to be signed. */
export const FRAMEWORK = idOf('framework');
export const SLUG = 'therapies-framework';

export const staff = ({ personId, name, roles }: SamplePersonRow): Actor => ({ personId, name, authorityId: AUTHORITY.authorityId, organisationId: null, roles, deputyFor: [], kind: 'staff' });

/** A provider that exists only here, with one person who acts for it. */
export interface Bidder {
  readonly organisationId: string;
  readonly name: string;
  readonly person: Person;
}
export const bidder = (n: number): Bidder => {
  const organisationId = idOf(`bidder ${n}`);
  const name = `Bidder ${n} Therapies (sample)`;
  return { organisationId, name, person: { personId: idOf(`person of bidder ${n}`), name: `Person ${n}`, authorityId: AUTHORITY.authorityId, organisationId, roles: ['provider', 'applicant', 'account holder'], deputyFor: [], kind: 'provider', organisationName: name } as Person };
};

export async function writeBidders(ownerUrl: string, bidders: readonly Bidder[]): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    for (const { organisationId, name, person } of bidders) {
      await owner.query(`insert into organisation (organisation_id, legal_name, kind, identifiers, address_private) values ($1, $2, 'company', '{}', false)`, [organisationId, name]);
      await owner.query('insert into person (person_id, name, email, sample, email_confirmed_at) values ($1, $2, $3, true, now())', [person.personId, person.name, `${person.personId}@sample.example`]);
      for (const role of ['applicant', 'account holder']) {
        await owner.query(`insert into organisation_member (organisation_id, member_id, person_id, role, confirmed_at, from_day) values ($1, $2, $3, $4, '2022-01-01', '2022-01-01')`, [organisationId, idOf(`${role} of ${name}`), person.personId, role]);
      }
    }
  } finally {
    await owner.end();
  }
}

/** Moves the engine's clock to an instant, from which it goes on. */
export async function moveTo(ownerUrl: string, at: Date): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('update installation set clock_offset = $1::timestamptz - clock_timestamp()', [at.toISOString()]).finally(() => owner.end());
}

/** A round of the sample's framework as it is lived through the doors of a running service. */
export class RoundWorld {
  readonly reader: Reader;
  readonly sender: Sender;
  constructor(private readonly app: INestApplicationContext, private readonly address: string) {
    this.reader = app.get(Reader, { strict: false });
    this.sender = app.get(Sender, { strict: false });
  }

  async scheme(): Promise<Scheme> {
    return (await this.app.get(Schemes, { strict: false }).byId(AUTHORITY.authorityId, FRAMEWORK))!;
  }
  async closesAt(): Promise<Date> {
    return new Date((await this.scheme()).rounds[0]!.closesAt!);
  }

  /** What was filled in over weeks: everything but the files. */
  async fillIn({ person, name }: Bidder, lotCodes = ['SLT-F'], more: Record<string, string> = {}): Promise<void> {
    const scheme = await this.scheme();
    const drafts = this.app.get(ApplicationDrafts, { strict: false });
    const lots = scheme.lots.filter(({ code }) => lotCodes.includes(code)).map(({ lotId, districts }) => ({ lotId, districts: districts.slice(0, 2), sessionsPerWeek: 8, waitWeeksMin: 1, waitWeeksMax: 5 }));
    await drafts.chooseLots(person, FRAMEWORK, lots);
    const applicant = { organisationId: person.organisationId!, name, kind: 'company' as const, company: null, people: [{ personId: person.personId!, name: person.name, email: 'person@sample.example', roles: [] }] };
    const answers: Record<string, string> = { ...answersOf(applicant, {}), 'share-code': 'Not applicable, because: we have no account on the platform yet', ...more };
    for (const { question, type } of askedQuestions(scheme, { answers, lots })) {
      const given = answers[question] ?? (question.startsWith('quality-') ? 'Two of us know each child, and cover is planned each term with the school and the family.' : type === 'money' ? '60.00' : '');
      if (given !== '') await drafts.answer(person, FRAMEWORK, question, given, `answered ${question}`);
    }
  }

  async signIn({ person }: Bidder): Promise<Visitor> {
    const visitor = new Visitor(this.address);
    const page = await visitor.get('/sign-in');
    await visitor.post('/sign-in/as', { personId: person.personId!, _csrf: Visitor.tokenOn(page.text) });
    return visitor;
  }

  /** The files, each through its own page as a browser sends it. */
  async upload(visitor: Visitor, { name }: Bidder): Promise<number> {
    const scheme = await this.scheme();
    const wanted = scheme.evidence.filter((each) => isNeeded(each, { employs: 'yes' }));
    for (const item of wanted) {
      const path = `/apply/${SLUG}/evidence/${item.requirement}`;
      const form = new FormData();
      form.append('_csrf', Visitor.tokenOn((await visitor.get(path)).text));
      form.append('file', new Blob([new Uint8Array(sampleCertificate(`${item.title}, ${name}`))], { type: 'application/pdf' }), `${item.requirement}.pdf`);
      if (item.runsOut) for (const [part, value] of [['day', '30'], ['month', '9'], ['year', '2029']] as const) form.append(`validUntil-${part}`, value);
      const answer = await visitor.post(path, form);
      if (answer.status !== 303) throw new Error(`${name}: ${item.requirement} was not taken (${answer.status}).`);
    }
    return wanted.length;
  }

  /** Presses "Send the application". Answers the case, or what the page said. */
  async send(visitor: Visitor): Promise<{ caseId: string } | { status: number; text: string }> {
    const path = `/apply/${SLUG}/check`;
    const page = await visitor.get(path);
    const form = /<form method="post" action="\/apply[\s\S]*?<\/form>/.exec(page.text)?.[0];
    if (!form) return { status: page.status, text: page.text };
    const data = new URLSearchParams();
    for (const [, box, value] of form.matchAll(/<input type="hidden"(?: id="[^"]*")? name="([^"]+)" value="([^"]*)"/g)) data.append(box!, value!);
    for (const declared of ['no-conflict', 'accurate', 'terms']) data.append('declarations', declared);
    const answer = await visitor.send(path, { method: 'POST', body: data });
    const caseId = /\/cases\/([0-9a-f-]{36})\/sent/.exec(answer.headers.get('location') ?? '')?.[1];
    return caseId ? { caseId } : { status: answer.status, text: answer.text };
  }

  async context(caseId: string): Promise<ApplicationContext> {
    return (await this.view(caseId)).context as unknown as ApplicationContext;
  }
  async view(caseId: string) {
    const view = await this.reader.caseView(systemActor(AUTHORITY.authorityId), caseId);
    if (!view) throw new Error('There is no such case.');
    return view;
  }

  /** Takes a step through the sender; what is seen is what is there. */
  async take(actor: Actor, caseId: string, type: string, input: object): Promise<void> {
    const answer = await this.try(actor, caseId, type, input);
    if (answer.kind !== 'done') throw new Error(`${type} was not taken: ${JSON.stringify(answer)}`);
  }
  async try(actor: Actor, caseId: string, type: string, input: object) {
    // A letter that goes out by itself may move the case between the look and the step: whoever is told so looks again.
    for (let looks = 1; ; looks += 1) {
      const seen = (await this.reader.caseView(actor, caseId))?.seq;
      const answer = await this.sender.send({ actor, caseId, type, input, ...(seen === undefined ? {} : { seen }) });
      if (answer.kind !== 'stale' || looks === 5) return answer;
    }
  }
  /** Freezes a document and takes the step that handles it. */
  async handle(actor: Actor, caseId: string, kind: string, type: string): Promise<{ documentId: string; sha256: string; html: string }> {
    const frozen = await this.app.get(Documents, { strict: false }).freeze(actor, caseId, kind);
    if (!frozen) throw new Error(`${kind} could not be frozen.`);
    await this.take(actor, caseId, type, { documentId: frozen.documentId, sha256: frozen.sha256 });
    return { documentId: frozen.documentId, sha256: frozen.sha256, html: frozen.html.toString('utf8') };
  }
}
