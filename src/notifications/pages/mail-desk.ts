import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { audiencesOf } from '../../desk/evidence/case-evidence.js';
import { rolesOf, scopeOf } from '../../desk/asking.js';
import type { Person } from '../../desk/asking.js';
import type { CaseView } from '../../engine/case-view.js';
import type { Audience } from '../../engine/procedure.js';
import { inScope } from '../../engine/scope.js';
import type { Sql } from '../../engine/scope.js';
import { Files } from '../../files/files.js';
import { decideMail } from '../decide-mail.js';
import type { MailDecision } from '../decide-mail.js';
import { fileMessage, messagesOfCase } from '../file-message.js';
import type { FiledMessage, Filing } from '../file-message.js';
import { mailOfCase } from '../mail-of-case.js';
import type { SentMail } from '../mail-of-case.js';

/** A message that needs a person, or waits. */
export type MailToSettle = Pick<SentMail, 'id' | 'to' | 'subject' | 'state' | 'detail' | 'history'> & { readonly caseId: string | null; readonly queuedAt: Date };

/** Mail for the people who are asked about it, and the messages of a case. */
@Injectable()
export class MailDesk {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly files: Files,
  ) {}

  /** What is in doubt, what came back and what waits, of the roles that the person has; the oldest first. */
  async toSettle(person: Person): Promise<MailToSettle[]> {
    return inScope(this.source, scopeOf(person), (tx) => toSettle(tx, person, null));
  }

  /** Takes a decision about one of them. @returns false when it is not theirs, or is no longer in a state in which that can be decided */
  async decide(person: Person, id: string, decision: MailDecision): Promise<boolean> {
    return inScope(this.source, scopeOf(person), async (tx) => {
      const [mail] = await toSettle(tx, person, id);
      if (!mail || !(await decideMail(tx, id, person.personId, decision))) return false;
      if (decision.decide === 'send again') await tx.query(`select enqueue_job('mail', $1, $2)`, [JSON.stringify({ authority: person.authorityId, id }), `mail:${id}`]);
      return true;
    });
  }

  /** What was sent about a case and what was filed on it, as far as it is for this person. The page has opened the case before. */
  async ofCase(person: Person, caseId: string): Promise<{ sent: SentMail[]; filed: FiledMessage[] }> {
    const audiences = audiencesOf(person);
    return inScope(this.source, scopeOf(person), async (tx) => ({ sent: await mailOfCase(tx, caseId, audiences), filed: await messagesOfCase(tx, caseId, audiences) }));
  }

  async file(person: Person, view: CaseView, audience: readonly Audience[], message: { name: string; bytes: Buffer }): Promise<Filing> {
    return fileMessage(this.source, this.files, scopeOf(person), { caseId: view.caseId, organisation: view.row.organisationId, audience, ...message });
  }
}

function toSettle(tx: Sql, person: Person, id: string | null): Promise<MailToSettle[]> {
  return tx.query<MailToSettle[]>(
    `select id, recipient "to", subject, state, detail, history, case_id "caseId", queued_at "queuedAt" from mail
     where authority_id = (select authority()) and (state in ('unsure', 'bounced') or (state = 'queued' and attempts > 0))
       and (owner = $1 or (owner is null and role = any ($2))) and ($3::uuid is null or id = $3)
     order by queued_at, id`,
    [person.personId, rolesOf(person), id],
  );
}
