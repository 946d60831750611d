import type { Request } from 'express';
import type { NoticeFacts } from '../../../../workflows/psr/notice-facts.js';
import type { NoticeField } from '../../../../workflows/psr/notice-fields.js';
import type { NoticeKind } from '../../../../workflows/psr/notice-kinds.js';
import type { Field } from '../../../engine/procedure.js';
import type { ShownAgain } from '../../../desk/step/hand-made.js';

/** A notice of a case, as somebody opens it to work on its words. */
export interface NoticeInHand {
  readonly kind: NoticeKind;
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  /** The case as the person sees it: what is saved is saved against it. */
  readonly seq: number;
  /** The questions of the one step that changes what can be changed here, with what the case holds; none when it cannot be taken now. */
  readonly fields: readonly Field[];
  /** What `given` and `options` of those questions read. */
  readonly context: unknown;
  /** Why nothing can be changed here now; null when it can. */
  readonly closed: { readonly because: string; readonly unblock: string } | null;
  /** Which of the questions make which item of the Schedule. */
  readonly asks: Readonly<Partial<Record<NoticeField, readonly string[]>>>;
  /** Where an item is entered that no question here makes. */
  readonly elsewhere: Readonly<Partial<Record<NoticeField, { readonly href: string; readonly text: string }>>>;
  /** The page on which the notice is made and submitted. */
  readonly next: { readonly href: string; readonly text: string } | null;
  /** What the notice is made of, with answers laid over what the case holds. */
  facts(answers: Readonly<Record<string, unknown>>): NoticeFacts;
}

/** Whose notices can be worked on: a procedure of the room gives its facts and keeps what was changed, by an event of its own. */
export abstract class NoticeSource {
  /** @throws Problem 404 where the case has no such notice */
  abstract open(req: Request, caseId: string, kind: NoticeKind): Promise<NoticeInHand>;
  /** Null when it was saved. */
  abstract save(req: Request, notice: NoticeInHand, answers: Readonly<Record<string, unknown>>, form: { readonly seen: string; readonly key: string }): Promise<ShownAgain | null>;
}
