import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { addDays, asDay, asInstant, dayOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import { formatLongDay } from '../calendar/day-words.js';
import { isWorkingDay } from '../calendar/days-left.js';
import { Directory } from '../directory/directory.js';
import type { KnownActor } from '../directory/directory.js';
import type { WorkItem } from '../engine/case-view.js';
import { Reader } from '../engine/read.js';
import { inScope, systemScope } from '../engine/scope.js';
import { SETTINGS } from '../settings.js';
import type { Settings } from '../settings.js';
import { dailyDigest } from './daily-digest.js';
import type { DigestLine, DigestLists } from './daily-digest.js';
import { Mailer } from './mailer.js';
import { openTasks } from './tasks.js';

/** "Due soon": a week ahead, so that Friday's message covers the Monday after next. */
const AHEAD_DAYS = 7;
/** Lines of one message; the rest is on My work. */
const MOST = 50;

/** The daily digest: on working days, to each of the authority's people who has something due, once. */
@Injectable()
export class Digests {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly directory: Directory,
    private readonly reader: Reader,
    private readonly mailer: Mailer,
  ) {}

  /** Queues today's digests of all authorities. Called twice on a day it queues nothing more. @returns messages that were queued */
  async send(): Promise<number> {
    const today = dayOf(asInstant(await this.reader.now()));
    if (isWorkingDay(today) === false) return 0;
    const authorities = await this.source.query<{ id: string; name: string }[]>('select authority_id as id, name from authority order by name');
    let queued = 0;
    for (const authority of authorities) for (const person of await this.staff(authority.id)) if (await this.sendTo(authority, person, today)) queued += 1;
    return queued;
  }

  private async staff(authorityId: string): Promise<{ personId: string; email: string }[]> {
    return inScope(this.source, systemScope(authorityId), (tx) =>
      tx.query<{ personId: string; email: string }[]>(
        `select person_id as "personId", email from person where exists (select 1 from authority_role r where r.person_id = person.person_id and in_force(r.from_day, r.until_day, r.ended_at, engine_now()))
           or exists (select 1 from deputy d where d.deputy_person_id = person.person_id and in_force(d.from_day, d.until_day, d.ended_at, engine_now())) order by name, person_id`,
      ),
    );
  }

  private async sendTo(authority: { id: string; name: string }, { personId, email }: { personId: string; email: string }, today: Day): Promise<boolean> {
    const actor = await this.directory.actorFor(personId, { authorityId: authority.id, organisationId: null });
    const lists = actor && (await this.listsOf(actor, today));
    const message = lists && dailyDigest(authority.name, actor.name, lists, formatLongDay(today), `${this.settings.publicUrl}/work`);
    if (!message) return false;
    return inScope(this.source, systemScope(authority.id), async (tx) => {
      const { id, fresh } = await this.mailer.send(tx, {
        key: `digest:${personId}:${today}`, to: email, ...message, about: null, audience: ['officers'], answerTo: { role: 'administrator', owner: null },
      });
      if (fresh) await tx.query(`select enqueue_job('mail', $1, $2)`, [JSON.stringify({ authority: authority.id, id }), `mail:${id}`]);
      return fresh;
    });
  }

  private async listsOf(actor: KnownActor, today: Day): Promise<DigestLists> {
    const work = await this.reader.work(actor, { whose: 'mine', limit: MOST });
    const roles = [...actor.roles, ...actor.deputyFor.map(({ role }) => role)];
    const tasks = await inScope(this.source, { authority: actor.authorityId, organisation: null, person: actor.personId }, (tx) => openTasks(tx, { roles, person: actor.personId! }));
    const until = addDays(today, AHEAD_DAYS);
    return {
      overdue: work.filter((item) => item.overdue).map((item) => this.line(item)),
      dueSoon: work.filter((item) => !item.overdue && item.due !== null && item.due <= until).map((item) => this.line(item)),
      tasks: tasks.slice(0, MOST).map((task) => ({ title: task.sentence, when: task.due ? `due ${formatLongDay(asDay(task.due))}` : null, link: task.aboutCase ? `${this.settings.publicUrl}/cases/${task.aboutCase}` : `${this.settings.publicUrl}/work` })),
    };
  }

  /** The step and the reference: a case's title may name a person, and a digest is e-mail. */
  private line(item: WorkItem): DigestLine {
    return { title: `${item.label}, ${item.reference}`, when: item.due ? `due ${formatLongDay(asDay(item.due))}` : item.left, link: `${this.settings.publicUrl}/cases/${item.caseId}` };
  }
}
