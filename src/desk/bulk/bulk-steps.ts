import { Injectable } from '@nestjs/common';
import type { AnyProcedure, Field } from '../../engine/procedure.js';
import { Reader } from '../../engine/read.js';
import { Sender } from '../../engine/send.js';
import { rolesOf } from '../asking.js';
import type { Person } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { Colleagues } from '../hand-over/colleagues.js';
import type { Colleague } from '../hand-over/colleagues.js';

/** A case chosen in a list, and whether the step can be taken in it. */
export interface Chosen {
  readonly caseId: string;
  readonly seq: number;
  readonly reference: string;
  readonly title: string;
  readonly href: string;
  /** Null when it can be done; else why not and what would unblock it. */
  readonly not: string | null;
}

/** What became of one case. */
export interface Outcome {
  readonly reference: string;
  readonly title: string;
  readonly href: string;
  readonly done: boolean;
  readonly words: string;
}

/** As many as one looks through before saying yes. */
export const MOST_AT_ONCE = 200;
export const HAND_OVER = 'hand-over';

/** A question that is the same in every case, and can be answered once for all. */
const isSameForAll = (field: Field): boolean => (field.type !== 'file' || field.optional === true) && !field.given && [field, ...(field.columns ?? [])].every(({ options }) => typeof options !== 'function');

/** The questions of a step that is taken in many cases: a file belongs to one of them. */
export const askedOfMany = (event: { readonly fields?: readonly Field[] } | undefined): readonly Field[] => (event?.fields ?? []).filter(({ type }) => type !== 'file');

/** One step in many cases: each case gets its own event and its own answer, so that one refusal stops nothing else. */
@Injectable()
export class BulkSteps {
  constructor(
    private readonly reader: Reader,
    private readonly sender: Sender,
    private readonly colleagues: Colleagues,
  ) {}

  /** What can be done with many: handing over, and steps that are undoable and whose questions can be asked once for all. */
  actions(person: Person, procedure: AnyProcedure): { value: string; text: string }[] {
    const steps = Object.entries(procedure.events).filter(([type, event]) =>
      ![procedure.opening].flat().includes(type) && !event.page && !event.final && event.roles.some((role) => rolesOf(person).includes(role)) && (event.fields ?? []).every(isSameForAll));
    return [{ value: HAND_OVER, text: 'Hand over' }, ...steps.map(([type, event]) => ({ value: type, text: event.label }))];
  }

  /** The cases of one procedure, as they stand, with what stops the step in each. */
  async preview(person: Person, procedure: AnyProcedure, type: string, ids: readonly string[]): Promise<Chosen[]> {
    const views = await Promise.all(ids.map((id) => this.reader.caseView(person, id)));
    return views.flatMap((view) => {
      if (!view || view.procedure !== procedure.name) return [];
      const step = view.steps.find((each) => each.type === type);
      const first = step?.refusals[0];
      const not = type === HAND_OVER || (step?.state === 'open' && step.mine) ? null
        : first ? `${first.because} ${first.unblock}` : step && !step.mine ? 'Your role does not take this step.' : `The case is not at that point: ${view.row.sentence}`;
      return [{ caseId: view.caseId, seq: view.seq, reference: view.reference, title: view.row.title, href: desk.case(view.caseId), not }];
    });
  }

  /** @param key of the form: the same form sent twice does nothing twice */
  async take(person: Person, type: string, chosen: readonly Chosen[], seen: ReadonlyMap<string, number>, input: unknown, key: string): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const each of chosen) {
      const answer = await this.sender.send({ actor: person, caseId: each.caseId, type, input, seen: seen.get(each.caseId) ?? each.seq, key: `${key}:${each.caseId}` });
      const words = answer.kind === 'done' ? 'Done'
        : answer.kind === 'refused' ? answer.refusals.map((refusal) => `${refusal.because} ${refusal.unblock}`).join(' ')
        : answer.kind === 'stale' ? 'The case moved since you looked. Look at it again.'
        : answer.kind === 'invalid' ? answer.errors.map((error) => error.message).join('. ')
        : 'Your role does not take this step.';
      outcomes.push({ reference: each.reference, title: each.title, href: each.href, done: answer.kind === 'done', words });
    }
    return outcomes;
  }

  async handOver(person: Person, chosen: readonly Chosen[], colleague: Colleague | null): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const each of chosen) {
      const answer = await this.colleagues.handTo(person, each.caseId, colleague);
      outcomes.push({ reference: each.reference, title: each.title, href: each.href, done: answer.kind === 'done', words: answer.kind === 'done' ? `With ${colleague?.name ?? 'the team'} now` : 'It could not be handed over.' });
    }
    return outcomes;
  }
}
