import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Instant } from '../../../../workflows/shared/vocabulary.js';
import type { SchemeContext } from '../../../../workflows/qpl/scheme.events.js';
import { asInstant, dayOf, daysBetween } from '../../../calendar/day.js';
import { CaseOpener, type OpenedCase } from '../../../desk/opened-case.js';
import { desk } from '../../../desk/desk-addresses.js';
import { dueDay, dueInWords, refusalInWords, whoMay } from '../../../desk/words.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { schemePaths } from '../scheme.paths.js';

/** A list as officers have it in hand. */
export interface ListInHand {
  readonly opened: OpenedCase;
  readonly context: SchemeContext;
  readonly now: Instant;
}

/** A step as a page offers it: where it is taken, whether it can be, and if not why. */
export interface OfferedStep {
  readonly label: string;
  readonly purpose: string;
  readonly href: string;
  readonly isOpen: boolean;
  readonly isMine: boolean;
  /** Whether the list is at this point at all. */
  readonly isHere: boolean;
  readonly who: string;
  readonly refusals: readonly ReturnType<typeof refusalInWords>[];
}

/** Opens a list for its officers' pages. */
@Injectable()
export class ListOpener {
  constructor(
    private readonly cases: CaseOpener,
    private readonly reader: Reader,
  ) {}

  /** @throws Problem 404 where there is no such list, or not for this person */
  async open(req: Request, caseId: string): Promise<ListInHand> {
    const opened = await this.cases.openForStaff(req, caseId);
    if (opened.view.procedure !== 'qpl.scheme') throw new Problem(404, { title: 'Page not found', because: 'This case is no provider list.', unblock: 'Go back to the case.' });
    return { opened, context: opened.view.context as unknown as SchemeContext, now: await this.reader.now() };
  }
}

/** What the page says of a step. */
export function offered({ opened: { view } }: ListInHand, type: string): OfferedStep {
  const step = view.steps.find((each) => each.type === type);
  if (!step) return { label: type, purpose: '', href: schemePaths.case(view.caseId), isOpen: false, isMine: false, isHere: false, who: '', refusals: [] };
  return {
    label: step.label, purpose: step.purpose, href: desk.step(view.caseId, type, step.page), isOpen: step.mine && step.state === 'open', isMine: step.mine, isHere: step.state !== 'not-now', who: whoMay(step.roles),
    refusals: step.state === 'refused' ? step.refusals.map(refusalInWords) : [],
  };
}

/** "closes today", "12 days left", "closed": the day counts to its end, the instant to the minute. */
export function leftInWords(at: Instant, now: Instant): string {
  if (at <= now) return 'closed';
  // Noon of the day after tomorrow is two days off, and so is its midnight.
  const days = daysBetween(dayOf(asInstant(now)), dayOf(asInstant(new Date(Date.parse(at) - 1).toISOString())));
  return days === 0 ? 'closes today' : days === 1 ? '1 day left' : `${days} days left`;
}

/** "Friday 4 December 2026, midnight at the end of the day", or a time of day; null where there is no such moment. */
export const lastMomentInWords = (at: Instant | null): string | null => (at === null ? null : dueInWords({ due: dueDay(at), dueAt: at }));
