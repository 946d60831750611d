import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { formatLongDay } from '../../calendar/day-words.js';
import type { Day } from '../../calendar/day.js';
import { inScope } from '../../engine/scope.js';
import { doneTask, openTasks } from '../../notifications/tasks.js';
import type { Task } from '../../notifications/tasks.js';
import { rolesOf, scopeOf } from '../asking.js';
import type { Person } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { momentInWords, whoMay } from '../words.js';

/** What is no step of a case and yet needs a person: mail in doubt, a bounce, a document that could not be made. */
@Injectable()
export class DeskTasks {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async of(person: Person) {
    const tasks = await inScope(this.source, scopeOf(person), (tx) => openTasks(tx, { roles: rolesOf(person), person: person.personId }));
    return tasks.map((task) => line(task, person));
  }

  /** Done, with what came of it. False when it was not theirs, or done before. */
  async done(person: Person, id: string, outcome: string): Promise<boolean> {
    return inScope(this.source, scopeOf(person), async (tx) => {
      const own = await openTasks(tx, { roles: rolesOf(person), person: person.personId });
      return own.some((task) => task.id === id) && doneTask(tx, { id }, person.personId, outcome);
    });
  }
}

function line(task: Task, person: Person) {
  return {
    id: task.id,
    sentence: task.sentence,
    caseHref: task.aboutCase ? desk.case(task.aboutCase) : null,
    owner: task.owner === person.personId ? 'You' : `Any ${whoMay([task.role])}`,
    due: task.due ? formatLongDay(task.due as Day) : 'As soon as may be',
    raised: momentInWords(task.raisedAt.toISOString()),
  };
}
