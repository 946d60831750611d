import type { AnyStateMachine } from 'xstate';
import type { By, Day, Instant, Refusal, Stamp, Told } from '../../workflows/shared/vocabulary.js';
import type { Actor } from './actor.js';
import type { ClockView } from './clock-view.js';
import type { Sql } from './scope.js';

/** Who may see an event, a field of the context, or a document. The authority's own officers see everything but another evaluator's. */
export type Audience = 'public' | 'party' | 'provider' | 'evaluator-own' | 'officers' | 'panel' | 'child-data';

/** Any event of any machine, as the engine handles it. */
export type AnyTold = Told<string, unknown, unknown>;

/** A class whose fields class-validator checks; the one shape of the page and of the API. */
export type InputClass<Input> = new () => Input;

/** One event of a procedure, as the product shows and guards it. */
export interface EventOf<Context, Event extends AnyTold> {
  /** Verb and noun, as a person would say it: "Ask a question". */
  readonly label: string;
  /** One sentence before doing it: what this is for. */
  readonly purpose: string;
  /** Roles that may send it; empty for what only the engine sends. */
  readonly roles: readonly string[];
  /** Who may see it on a timeline. */
  readonly audience: readonly Audience[];
  /** seen: refused when the case has moved since the person looked. latest: decided again on what is there now. */
  readonly against: 'seen' | 'latest';
  /** Null when the event has no fields of its own. */
  readonly input: InputClass<Event['input']> | null;
  /** The field descriptions of the step page, in order. */
  readonly fields?: readonly Field[];
  /** The clock of this case by which the step is due; orders My work. */
  readonly clock?: string;
  /** Whether the step waits on somebody's desk when it is possible; false for what may be done but need not (withdraw, extend). */
  readonly onDesk: boolean;
  /** A step that cannot be undone is checked before it is sent. */
  readonly final?: boolean;
  /** What will happen, said before it is sent, from the answers so far. */
  readonly consequences?: (context: Context, input: Partial<Event['input']>) => readonly string[];
  /** The plain sentence of the timeline, past tense, without the name of who did it: "asked a question about insurance". */
  readonly told: (event: Event) => string;
  /** Where a hand-made page for this step is: its path below the case. Without it the step page renders the fields. */
  readonly page?: string;
  /**
   * On whose desks the step waits, where the case itself names the people: each finds it in their own work, and nobody else with the role does.
   * Null: on those of the roles. Empty: on nobody's just now, though it may be taken.
   */
  readonly waitsFor?: (context: Context) => readonly string[] | null;
  /** Set where an entry stands as it was entered and is never corrected, struck or entered late: how it is put right instead, as a whole sentence. */
  readonly kept?: string;
}

/** One question of a step page; rendered with the GOV.UK macros. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Why this is asked, for somebody who wonders; shown when opened. */
  readonly help?: string;
  /**
   * What is asked, and what stands in the event's input: a day, whole pence, a number, a list of values (checkboxes), text (the rest);
   * `rows` is a small table of like entries, a list of objects with a name for each of `columns`, empty where none was given;
   * `file` is a FileGiven of src/files, or with `several` a list of them, and the file is handed over to the case with the event.
   */
  readonly type: Column['type'] | 'file' | 'rows';
  /** Fixed options, or options from the case and, for a function of two, from what the procedure's facts gather for this event without its input. */
  readonly options?: readonly Option[] | ((context: never, facts: never) => readonly Option[]);
  readonly optional?: boolean;
  /** What stands there at first, as in the event's input. */
  readonly given?: (context: never, facts: never) => unknown;
  /** The questions of each row, of `rows`. */
  readonly columns?: readonly Column[];
  /** What one row is, after "a" or "an": 'alternative'. A hidden column with options names each row by its option instead. */
  readonly row?: string;
  /** The rows are those of `given`: none can be added or removed. */
  readonly fixed?: boolean;
  /** How many rows or files there may be; 20 and 10 where not said. */
  readonly most?: number;
  /** The kinds of file that are taken, by their endings: ['pdf', 'jpg']. All that the product takes where not said. */
  readonly accept?: readonly string[];
  /** Several files may be given. */
  readonly several?: boolean;
  /** Who may read the file; whoever may see the event where not said. */
  readonly audience?: readonly Audience[];
}
/** One question of each row of a `rows` question. */
export interface Column {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type: 'text' | 'textarea' | 'date' | 'select' | 'radios' | 'checkboxes' | 'money' | 'number' | 'hidden';
  readonly options?: Field['options'];
  readonly optional?: boolean;
}
export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** The row that lists show. `project()` is pure; the engine writes it in the commit. */
export interface CaseRow {
  readonly title: string;
  /** One sentence of state, for the case page and lists. Clocks are shown beside it, so it names no computed date. */
  readonly sentence: string;
  /** The same sentence for the provider, where the officers' one would tell what is not theirs to know. */
  readonly partySentence?: string;
  /** The stage in words, for boards and filters. */
  readonly stage: string;
  /** False when nothing more is to be done. */
  readonly open: boolean;
  /** The provider organisation whose case it is; row-level security lets that organisation in. */
  readonly organisationId: string | null;
  /** What full text search finds, and nothing about children. */
  readonly search: string;
  /** The columns that this procedure's lists show and filter by. */
  readonly columns: Readonly<Record<string, string | number | boolean | null>>;
  /** The people of this case, who may see it in a role that sees no other: see `namedReaders`. */
  readonly people?: readonly CasePerson[];
}

/** Somebody whom a case itself names, for as long as it names them. */
export interface CasePerson {
  readonly personId: string;
  /** The role in which they act in this case: 'evaluator'. */
  readonly role: string;
  /** The authority that lends them, by name: they act in that role here although they hold none in this authority. Null for this authority's own people. */
  readonly lentBy: string | null;
  /** The last day, where there is one. */
  readonly until: Day | null;
  /** Set for a partner's person in a joint case: what they may do in it. The database lets them into the cases that name them, and no other. */
  readonly rights?: 'read' | 'contribute' | 'decide';
}

/** A page of a case: its path below the case, and what it is called. */
export interface CasePart {
  readonly path: string;
  readonly text: string;
}

/** What the facts gatherer is asked. `input` is null in a preview. */
export interface FactQuery<Context> {
  readonly type: string;
  readonly caseId: string;
  readonly context: Context;
  readonly input: unknown;
  readonly at: Instant;
  readonly on: Day;
  readonly by: By;
}

/** Another case as a fact. Its seq is compared again in the commit. */
export interface CaseFact {
  readonly caseId: string;
  readonly seq: number;
  readonly value: unknown;
  readonly context: unknown;
}

/** A document as a fact. */
export interface DocumentFact {
  readonly documentId: string;
  readonly caseId: string;
  readonly kind: string;
  readonly sha256: string;
  readonly status: 'frozen' | 'published' | 'superseded' | 'taken down';
}

/** What a facts gatherer may read. */
export interface FactSources {
  readonly sql: Sql;
  readonly policy: (name: string, on: Day) => Promise<unknown>;
  readonly caseOf: (caseId: string) => Promise<CaseFact | null>;
  /** A frozen document, for the guard that the bytes named are the bytes there. */
  readonly document: (documentId: string) => Promise<DocumentFact | null>;
}

/** A document that stands in a case. */
export interface DocumentKind<Context> {
  readonly kind: string;
  readonly title: string;
  readonly template: string;
  readonly audience: readonly Audience[];
  /** The data of the template, from the case as it stands. Pure but for the facts. */
  readonly data: (context: Context, about: AboutDocument) => object;
}
/** What a document may say beside the case's context. */
export interface AboutDocument {
  readonly reference: string;
  /** The London day of the freezing. */
  readonly on: Day;
  readonly by: By;
  readonly authority: AuthorityFacts;
  /** The running clocks: a context holds no computed date. */
  readonly clocks: readonly ClockView[];
}
export interface AuthorityFacts {
  readonly authorityId: string;
  readonly name: string;
  readonly address: string;
  readonly email: string;
}

/** What a message may say beside the case's context. */
export interface AboutNotice {
  readonly reference: string;
  /** The address of the case. */
  readonly link: string;
  readonly authority: AuthorityFacts;
  readonly clocks: readonly ClockView[];
}

/** A message that a machine asked for by `notify`. Run after the commit, perhaps twice; the mail port makes the second harmless. */
export interface Notice<Context> {
  readonly to: (context: Context) => { readonly organisationId: string } | { readonly role: string } | { readonly personId: string };
  readonly subject: (context: Context, about: AboutNotice) => string;
  readonly text: (context: Context, about: AboutNotice) => string;
}

/** A fact told by another case becomes an event of a case of this procedure; `caseId` is derived or found, so a second time does nothing. */
export interface Reaction<Event extends AnyTold> {
  readonly fact: string;
  /** The cases that the fact concerns, where it does not name them: every application of a round that closed. */
  readonly cases?: (body: Readonly<Record<string, unknown>>, sql: Sql) => Promise<readonly string[]>;
  readonly react: (body: Readonly<Record<string, unknown>>, from: { caseId: string }, cases: readonly string[]) => readonly { caseId: string; type: Event['type']; input: unknown }[];
}

/** Who looks at a case. */
export interface Viewer {
  readonly personId: string | null;
  readonly organisationId: string | null;
  readonly kind: Actor['kind'];
  readonly roles: readonly string[];
}

/** A released version of the machine that open cases may still be on. */
export interface EarlierVersion {
  readonly version: number;
  readonly machine: AnyStateMachine;
  /** What becomes of a case in each open state when the next version ships. */
  readonly mapping: Readonly<Record<string, { do: 'stay' } | { do: 'move'; to: string } | { do: 'decide'; owner: string; by: Day }>>;
}

/** What ties a machine to the product. One object per procedure; `app.module.ts` lists them. */
export interface Procedure<Context = unknown, Event extends AnyTold = AnyTold> {
  /** The machine's id, 'qpl.application'. */
  readonly name: string;
  readonly title: string;
  readonly plural: string;
  readonly machine: AnyStateMachine;
  readonly version: number;
  readonly earlier?: readonly EarlierVersion[];
  readonly refusals: Readonly<Record<string, Refusal>>;
  readonly events: { readonly [Type in Event['type']]: EventOf<Context, Extract<Event, { type: Type }>> };
  /** The event that opens a case, or each of them where there is more than one way in (a decision, an import). */
  readonly opening: Event['type'] | readonly Event['type'][];
  /** The series that gives a case its number, 'YY/NNNNN' after this prefix. */
  readonly series: string;
  readonly facts?: (query: FactQuery<Context>, sources: FactSources) => Promise<Event['facts']>;
  readonly project: (context: Context, value: unknown) => CaseRow;
  /** Who may see each field of the context; a field that is not named is for officers. */
  readonly fieldAudience: Readonly<Partial<Record<keyof Context & string, readonly Audience[]>>>;
  /**
   * What of the fields that somebody may see they see as the case now stands, where that depends on the case or on who they are: an evaluator's
   * scores before the others have saved theirs. It only takes away; what `fieldAudience` keeps back is not there to begin with. `now` is the case as it
   * stands, also where `visible` is the case as it stood.
   */
  readonly shownTo?: (visible: Partial<Context>, viewer: Viewer, now: Context) => Partial<Context>;
  /**
   * Whether entries for 'evaluator-own' are by now for this person too; until then each is seen by whoever made it alone. For a case as it stood it is
   * asked of the case as it stood and of the case as it stands: what somebody may not see now is not shown to them by going back.
   */
  readonly ownEntriesAreOpen?: (context: Context, viewer: Viewer) => boolean;
  /** Hand-made pages of a case that are no steps, for those inside, as it now stands: each becomes a part of the case page beside the timeline. */
  readonly pages?: (context: Context) => readonly CasePart[];
  readonly documents?: readonly DocumentKind<Context>[];
  readonly notices?: Readonly<Record<string, Notice<Context>>>;
  readonly reactions?: readonly Reaction<Event>[];
  /**
   * The rule that counts each clock, by the clock's name, or the rules where it depends on the case. A diagram names clocks that a case never started by it,
   * and settings say by it which clocks are used.
   */
  readonly clocks?: Readonly<Record<string, string | readonly string[]>>;
  /** How long the payloads are kept; the reason stands in policy. */
  readonly retention: string;
  /** The role whose person owns a case and is shown as its officer; the first reader where not said. */
  readonly lead?: string;
  /** Roles that may reopen a closed case; the monitoring officer where not said. */
  readonly reopenedBy?: readonly string[];
  /** Roles that may see a case of this procedure at all. Providers see their own organisation's. */
  readonly readers: readonly string[];
  /** Roles that see only the cases that name them (`CaseRow.people`). */
  readonly namedReaders?: readonly string[];
  /** Whether a case can have partner authorities, whose named people see that case. */
  readonly joint?: true;
}

/** A procedure of any context, for the registry. Contexts are checked where each procedure is written. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry holds procedures of unrelated contexts
export type AnyProcedure = Procedure<any, any>;

export type { By, Day, Instant, Refusal, Stamp, Told };
