import { Injectable } from '@nestjs/common';
import { v5 as idFromName } from 'uuid';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import type { AskReferenceInput, ReferenceContext } from '../../../workflows/qpl/reference.events.js';
import { addDays, asDay, asInstant, dayOf } from '../../calendar/day.js';
import type { Person } from '../../desk/asking.js';
import { Invitations, type Invitation } from '../../directory/invitations/invitations.js';
import type { Answer } from '../../engine/answers.js';
import { systemActor } from '../../engine/actor.js';
import type { CaseView } from '../../engine/case-view.js';
import { Reader } from '../../engine/read.js';
import { Sender } from '../../engine/send.js';
import { references } from './reference.paths.js';

const REFERENCE = '5b0b8b57-52f8-5c0e-8f0a-3f4f2f0b7c11';
/** How long the link goes on opening the page after the time for an answer: what comes late is taken while the application is looked at. */
const LINK_DAYS = 28;

/** A reference as it stands, for those who asked for it. */
export interface ReferenceLine {
  readonly view: CaseView;
  readonly context: ReferenceContext;
  /** The last day for an answer. */
  readonly due: string | null;
  /** The invitation that opens the form; null where the link never went out, or is over. */
  readonly invitation: Invitation | null;
}
/** A referee as the applicant named them, in one line of text. */
export interface NamedReferee {
  readonly name: string;
  readonly organisation: string;
  readonly email: string;
}

/** References about an applicant: asked for, linked to a mailbox, found again by the application. */
@Injectable()
export class References {
  constructor(
    private readonly reader: Reader,
    private readonly sender: Sender,
    private readonly invitations: Invitations,
  ) {}

  /** Those of an application that this person may read, the first asked first. */
  async of(person: Person, applicationId: string): Promise<ReferenceLine[]> {
    const { items } = await this.reader.list(person, { procedure: 'qpl.reference', columns: { applicationId }, limit: 20 });
    const lines = await Promise.all(items.map(({ caseId }) => this.line(person, caseId)));
    return lines.filter((line) => line !== null).sort((a, b) => ((a.context.askedOn ?? '') < (b.context.askedOn ?? '') ? -1 : 1));
  }

  async line(person: Person, referenceId: string): Promise<ReferenceLine | null> {
    const view = await this.reader.caseView(person, referenceId);
    if (view?.procedure !== 'qpl.reference') return null;
    const [invitation] = await this.invitations.ofCase(person.authorityId, referenceId);
    return { view, context: view.context as unknown as ReferenceContext, due: view.clocks.find(({ name }) => name === 'answer')?.due ?? null, invitation: invitation ?? null };
  }

  /** Asks, and sends the link. Asked twice for the same application and mailbox, the second time meets the same case. */
  async ask(person: Person, input: AskReferenceInput): Promise<Answer> {
    const caseId = idFromName(`${person.authorityId}/${input.applicationId}/${input.email.trim().toLowerCase()}`, REFERENCE);
    const answer = await this.sender.send({ actor: person, caseId, procedure: 'qpl.reference', type: 'reference.ask', input, key: `ask:${caseId}` });
    if (answer.kind === 'done') await this.sendLink(person, caseId);
    return answer;
  }

  /** Sends the link, or another one to the same mailbox. False where nothing is asked any more. */
  async sendLink(person: Person, referenceId: string): Promise<boolean> {
    const line = await this.line(person, referenceId);
    if (!line || line.context.ended !== null || !line.context.mailbox || !line.context.referee) return false;
    if (line.invitation) {
      await this.invitations.sendAgain(line.invitation);
      return true;
    }
    const today = dayOf(asInstant(await this.reader.now()));
    const from = line.due !== null && line.due > today ? line.due : today;
    const invitation = await this.invitations.invite({
      authority: person.authorityId, caseId: referenceId, name: line.context.referee.name, email: line.context.mailbox.email, role: 'referee', until: addDays(asDay(from), LINK_DAYS),
      opens: references.give(referenceId), asks: `give a reference for ${line.context.providerName}`, invitedBy: person.personId,
    });
    await this.sender.send({ actor: systemActor(person.authorityId), caseId: referenceId, type: 'reference.link', input: { personId: invitation.personId }, key: `link:${referenceId}:${invitation.personId}` });
    return true;
  }
}

/** Whom the applicant named, taken apart as far as can be: an officer looks over it before anybody is written to. */
export function refereesNamed({ answers }: Pick<ApplicationContext, 'answers'>): NamedReferee[] {
  return ['referee-1', 'referee-2'].flatMap((key) => {
    const text = answers.find(({ question }) => question === key)?.answer ?? '';
    const email = /[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>()]+/.exec(text)?.[0]?.replace(/\.$/, '') ?? '';
    if (email === '') return [];
    const [name = '', ...where] = text.replace(email, '').split(/[,;\n]+/).map((part) => part.replace(/[<>()]/g, '').trim()).filter(Boolean);
    return [{ name, organisation: where.join(', '), email }];
  });
}
