import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Directory } from '../directory/directory.js';
import type { Role } from '../directory/roles.js';
import type { NoticePort } from '../engine/effects.js';
import { inScope, systemScope } from '../engine/scope.js';
import { Mailer } from './mailer.js';
import { raiseTask } from './tasks.js';

type Posted = Parameters<NoticePort['post']>[0];

/** A notice that a machine asked for becomes one message to each person it is for, once, however often the effect runs. */
@Injectable()
export class NoticesByMail implements NoticePort {
  private readonly logger = new Logger(NoticesByMail.name);

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly directory: Directory,
    private readonly mailer: Mailer,
  ) {}

  async post(notice: Posted): Promise<void> {
    const { authority, to } = notice;
    const people = await this.recipients(authority, to);
    await inScope(this.source, systemScope(authority), async (tx) => {
      for (const person of people) {
        const mail = await this.mailer.send(tx, {
          key: `${notice.key}:${person.personId}`,
          to: person.email,
          subject: notice.subject,
          text: notice.text,
          about: notice.caseId,
          audience: 'organisationId' in to ? ['provider', 'officers'] : ['officers'],
          organisation: 'organisationId' in to ? to.organisationId : null,
          answerTo: { role: 'procurement officer', owner: null },
        });
        if (mail.fresh)
          await tx.query(`select enqueue_job('mail', $1, $2)`, [
            JSON.stringify({ authority, id: mail.id }),
            `mail:${mail.id}`,
          ]);
      }
      if (people.length === 0) {
        this.logger.warn({ msg: 'A notice has nobody to go to', authority, caseId: notice.caseId });
        await raiseTask(tx, {
          key: `notice.nobody:${notice.key}`,
          kind: 'notice.nobody',
          aboutCase: notice.caseId,
          role: 'procurement officer',
          owner: null,
          due: null,
          sentence: `The message “${notice.subject}” has nobody to go to: no confirmed e-mail address is known. Tell them another way, and add a person to the organisation.`,
        });
      }
    });
  }

  private async recipients(authority: string, to: Posted['to']): Promise<{ personId: string; email: string }[]> {
    if ('organisationId' in to) return this.directory.peopleOfOrganisation(authority, to.organisationId);
    if ('role' in to) return this.directory.peopleWithRole(authority, to.role as Role);
    const people = await this.directory.people(systemScope(authority), [to.personId]);
    const person = people.get(to.personId);
    return person ? [person] : [];
  }
}
