/**
 * The words that every machine shares: what an event carries, what a refusal says, and the effects that a machine may ask for.
 * Nothing here runs anything. A machine decides; the engine commits; effects happen afterwards.
 */

/** A calendar day in Europe/London, 'YYYY-MM-DD'. */
export type Day = string;
/** An instant in UTC, ISO 8601 with milliseconds, '2026-11-02T17:00:00.000Z'. */
export type Instant = string;

/** Where a rule comes from, and how far it can be trusted. */
export interface Source {
  /** The citation as an officer would write it: 'SI 2012/2089 r13(4)'. */
  readonly cite: string;
  /** verified = read at the source; from knowledge = not checked, so policy; design = this product's own rule. */
  readonly trust: 'verified' | 'from knowledge' | 'design';
}

export const verified = (cite: string): Source => ({ cite, trust: 'verified' });
export const fromKnowledge = (cite: string): Source => ({ cite, trust: 'from knowledge' });
export const design = (cite: string): Source => ({ cite, trust: 'design' });

/** Who did something, as known when it was done. */
export interface By {
  /** Null for the system acting by a clock. */
  readonly personId: string | null;
  readonly name: string;
  /** The role acted in: 'procurement officer', 'applicant', 'system'. */
  readonly role: string;
  /** The provider organisation acted for; null for the authority's own people. */
  readonly organisationId: string | null;
  /** Set when a deputy acted: the person in whose place. */
  readonly inPlaceOf: { readonly personId: string; readonly name: string } | null;
  /** Set in a joint case for a partner authority's person: that authority, by name. */
  readonly partner?: string;
}

/** When and by whom. Occurred and recorded differ when something is entered late. */
export interface Stamp {
  readonly occurredAt: Instant;
  /** The London day of occurredAt. */
  readonly occurredOn: Day;
  readonly recordedAt: Instant;
  readonly by: By;
}

/** No fields. */
export type Nothing = Readonly<Record<never, never>>;

/**
 * An event as a machine sees it: what the person entered, what the sender found out, and the stamp.
 * In a preview `input` is empty, and only guards of the kinds 'case' and 'condition' are asked.
 */
export interface Told<Type extends string, Input = Nothing, Facts = Nothing> {
  readonly type: Type;
  readonly input: Input;
  readonly facts: Facts;
  readonly stamp: Stamp;
}

/** The engine tells a machine that a clock has rung, at the instant that it was due. */
export type DeadlineReached<Facts = Nothing> = Told<'deadline.reached', { readonly name: string }, Facts>;

/**
 * Why something cannot be done, in an officer's words. It stands beside the guard that it explains.
 * - 'case': the guard reads the context only. It also decides what stands on somebody's desk.
 * - 'condition': it reads the context, facts or who is acting. Asked in a preview.
 * - 'input': it reads the event's own fields. Asked only when the event is sent.
 */
export interface Refusal {
  readonly kind: 'case' | 'condition' | 'input';
  /** Why not, as a whole sentence. */
  readonly because: string;
  /** What would unblock it, as a whole sentence. */
  readonly unblock: string;
  readonly source: Source;
  /** For 'input': the field of the event that it is about, 'reason' or 'criteria.0.weight', so that it is shown beside that question. */
  readonly field?: string;
}

/** The guard for `deadline.reached`: which clock of the case it was. */
export const isForClock = (
  { event }: { event: { type: string; input?: unknown } },
  params: { clock: string },
): boolean => event.type === 'deadline.reached' && (event.input as { name?: string } | undefined)?.name === params.clock;

export const isForClockRefusal: Refusal = {
  kind: 'input',
  because: 'Another clock of this case rang.',
  unblock: 'The engine sends each clock by its own name.',
  source: design('engine: deadlines are swept by name'),
};

interface AskedClock {
  /** The clock's name within the case, 'reply'. Starting a running clock again moves it. */
  readonly name: string;
  /** A rule of src/calendar, 'qpl.clarification-reply'. */
  readonly rule: string;
  /** When a running clock is moved: why, in words. */
  readonly why?: string;
}
/** Counted from the trigger: a day, or an instant for rules in hours. Or back from the day that something must come before: a warning, a reminder. */
export type StartDeadline = AskedClock & ({ readonly from: Day | Instant; readonly before?: undefined } | { readonly before: Day; readonly from?: undefined });
export interface TellFact {
  /** room.noun.verb-ed */
  readonly fact: string;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface Notify {
  /** The notice's name in the procedure: 'acknowledgement'. */
  readonly notice: string;
}
/** A letter or another document that a step makes of the case as the step leaves it; '' makes none. */
export interface MakeDocument {
  /** The document in the procedure: 'outcome-letter'. */
  readonly kind: string;
}
export interface PlaceHold {
  /** The case held, of the same authority. */
  readonly caseId: string;
  /** The event types of that case that must wait. */
  readonly events: readonly string[];
  readonly because: string;
  readonly unblock: string;
  readonly source: Source;
}
export interface PublishDocument {
  readonly documentId: string;
  readonly status: 'published' | 'superseded' | 'taken down';
  /** Who signed the bytes, and when: it stands beside the document, which is never changed. */
  readonly signature?: Signature;
}
/** A signature is of the bytes of a hash; name and role as they were then. */
export interface Signature {
  readonly name: string;
  readonly role: string;
  readonly at: Instant;
  readonly sha256: string;
}

/**
 * The effects that a machine may ask for. The bodies are empty on purpose: XState's pure `transition` returns them as a list,
 * and the engine acts on it. Deadlines, holds and publications are written in the commit itself; the rest become jobs of it.
 */
export const effects = {
  startDeadline: (_: unknown, _asked: StartDeadline): void => undefined,
  endDeadline: (_: unknown, _asked: { readonly name: string }): void => undefined,
  tellFact: (_: unknown, _asked: TellFact): void => undefined,
  notify: (_: unknown, _asked: Notify): void => undefined,
  makeDocument: (_: unknown, _asked: MakeDocument): void => undefined,
  placeHold: (_: unknown, _asked: PlaceHold): void => undefined,
  releaseHolds: (_: unknown, _asked: { readonly caseId: string }): void => undefined,
  publishDocument: (_: unknown, _asked: PublishDocument): void => undefined,
};

/** What a state says about itself. `title` is what the case *is* there; no page shows the state's code name. */
export interface StateMeta {
  readonly title: string;
  readonly sources: readonly Source[];
}
/** What a transition says about itself. */
export interface TransitionMeta {
  readonly sources: readonly Source[];
}
