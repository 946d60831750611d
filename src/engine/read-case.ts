import type { AnyStateMachine } from 'xstate';
import type { By } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { actingAs, lookingAs, viewerFor } from './access.js';
import type { Actor } from './actor.js';
import { isAboutChild, isInside, mayHear } from './audience.js';
import type { Refused } from './answers.js';
import type { CaseInHand } from './case-in-hand.js';
import { leadRole } from './case-in-hand.js';
import type { CaseView, ClockView, DocumentView, Step, TimelineEntry } from './case-view.js';
import { clockView } from './clock-view.js';
import { preview, stateTitle, statePaths } from './machines.js';
import { movedRefusal, rowOnceMoved } from './moved.js';
import type { AnyProcedure, CaseRow } from './procedure.js';
import { opens } from './registry.js';
import type { CaseRead } from './statements.js';

/** What a case page is made of, before it is cut to what the person may see. */
export interface CaseMaterial {
  readonly read: CaseRead;
  readonly inHand: CaseInHand;
  readonly facts: unknown;
  readonly timeline: readonly TimelineEntry[];
  readonly visited: readonly string[];
  readonly documents: readonly DocumentView[];
  readonly asAt: CaseView['asAt'];
  /** The types of the entries so far. */
  readonly types: readonly string[];
  /** The context of the case as it stands, also where it is shown as it stood. */
  readonly now: unknown;
}

/** The case as this person may see it. */
export function viewOf(actor: Actor, material: CaseMaterial): CaseView {
  const { read, inHand, asAt } = material;
  const { procedure, machine } = inHand;
  const clocks = [...inHand.clocks.values()].map((clock) => clockFor(actor, clockView(clock, read.now))).sort(byUrgency);
  const held = read.holds.filter(({ events }) => isInside(actor) || events.some((type) => actingAs(actor, procedure.events[type]?.roles ?? [])));
  const owner = inHand.owners[leadRole(procedure)] ?? null;
  return {
    caseId: inHand.caseId,
    reference: inHand.reference,
    procedure: procedure.name,
    procedureTitle: procedure.title,
    version: inHand.version,
    seq: inHand.seenSeq,
    row: rowFor(actor, rowOnceMoved(procedure.project(inHand.snapshot.context, inHand.snapshot.value), asAt ? null : inHand.moved)),
    owner: isInside(actor) ? owner : null,
    states: !isInside(actor) ? [] : statePaths(inHand.snapshot.value).flatMap((path) => {
      const title = stateTitle(machine, path);
      return title === null ? [] : [{ path, title }];
    }),
    visited: isInside(actor) ? material.visited : [],
    context: visibleContext(actor, procedure, inHand.snapshot.context, asAt ? material.now : inHand.snapshot.context),
    steps: asAt ? [] : steps(actor, material, clocks, machine),
    clocks,
    timeline: material.timeline,
    documents: material.documents.filter((document) => maySee(actor, document)),
    childData: childDataIn(actor, material),
    holds: held.map(({ because, unblock, source }): Refused => ({ guard: 'held', because, unblock, source })),
    pages: isInside(actor) ? (procedure.pages?.(inHand.snapshot.context) ?? []) : [],
    asAt,
    moved: inHand.moved,
  };
}

function steps(actor: Actor, material: CaseMaterial, clocks: readonly ClockView[], machine: AnyStateMachine): Step[] {
  const { read, inHand } = material;
  const { procedure } = inHand;
  const all = Object.entries(procedure.events).flatMap(([type, event]): Step[] => {
    if (event.roles.length === 0 || opens(procedure, type)) return [];
    const by = actingAs(actor, event.roles);
    if (!by && actor.kind !== 'staff') return [];
    const stub = { type, input: {}, facts: material.facts, stamp: { occurredAt: read.now, occurredOn: dayOf(asInstant(read.now)), recordedAt: read.now, by: by ?? lookingAs(actor) } };
    const asked = preview(machine, procedure.refusals, inHand.snapshot, stub);
    const hold = read.holds.find(({ events }) => events.includes(type));
    // Where the case names whose step it is, it is nobody else's; where it names nobody just now, the role may take it and need not.
    const named = event.waitsFor?.(inHand.snapshot.context) ?? null;
    const isMine = by !== null && (named === null || named.length === 0 || (actor.personId !== null && named.includes(actor.personId)));
    const away = asked.kind === 'open' && inHand.moved ? movedRefusal(inHand.moved) : null;
    const refusals = away ? [away] : asked.kind === 'open' && hold ? [{ guard: 'held', because: hold.because, unblock: hold.unblock, source: hold.source }] : asked.refusals;
    return [
      {
        type,
        label: event.label,
        purpose: event.purpose,
        state: asked.kind === 'open' && (hold || away) ? 'refused' : asked.kind,
        refusals,
        mine: isMine,
        roles: event.roles,
        onDesk: event.onDesk && named?.length !== 0,
        final: event.final ?? false,
        against: event.against,
        clock: clocks.find((clock) => clock.name === event.clock && clock.status !== 'ended') ?? null,
        page: event.page ?? null,
      },
    ];
  });
  return all.sort((a, b) => rank(a) - rank(b));
}

/** What can be done by me and waits on a desk comes first; what is not yet possible last. */
function rank(step: Step): number {
  const state = { open: 0, refused: 1, 'not-now': 2 }[step.state];
  return state * 4 + (step.mine ? 0 : 2) + (step.onDesk ? 0 : 1);
}

/** Whether what this person may see of the case, or would with a second factor, is about a child. */
function childDataIn(actor: Actor, { inHand: { procedure, snapshot }, documents, types }: CaseMaterial): CaseView['childData'] {
  if (actor.childData === undefined) return null;
  const could: Actor = { ...actor, childData: 'shown' };
  const isTheirs = (audience: readonly string[]) => isAboutChild(audience) && mayHear(could, audience);
  const context = snapshot.context as Record<string, unknown>;
  const there = Object.entries(procedure.fieldAudience).some(([field, audience]) => isTheirs((audience as readonly string[] | undefined) ?? []) && isSomething(context[field]))
    || types.some((type) => isTheirs(procedure.events[type]?.audience ?? [])) || documents.some(({ audience }) => isTheirs(audience));
  return there ? actor.childData : null;
}

const isSomething = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

function byUrgency(a: ClockView, b: ClockView): number {
  const order = { running: 0, rang: 1, ended: 2 };
  return order[a.status] - order[b.status] || (a.dueAt < b.dueAt ? -1 : 1);
}

/** What the search text, the stage and the columns say is the officers' business. */
export function rowFor(actor: Actor, row: CaseRow): CaseRow {
  if (isInside(actor)) return { ...row, search: '', people: undefined };
  const sentence = actor.kind === 'invited' ? '' : (row.partySentence ?? row.sentence);
  return { ...row, people: undefined, sentence, partySentence: undefined, stage: '', search: '', columns: {} };
}

/** What is frozen and not yet given out is the officers'. */
export function maySee(actor: Actor, document: Pick<DocumentView, 'audience' | 'status'>): boolean {
  return mayHear(actor, document.audience) && (isInside(actor) || document.status !== 'frozen');
}

/** A field that the procedure does not name is for officers. */
function visibleContext(actor: Actor, procedure: AnyProcedure, context: unknown, now: unknown): Record<string, unknown> {
  const fields = Object.entries(context as Record<string, unknown>);
  const heard = Object.fromEntries(fields.filter(([field]) => mayHear(actor, procedure.fieldAudience[field] ?? ['officers'])));
  const visible = Object.entries((procedure.shownTo?.(heard, viewerFor(actor), now) ?? heard) as Record<string, unknown>);
  return Object.fromEntries(isInside(actor) ? visible : visible.map(([field, value]) => [field, withoutOfficers(value)]));
}

/** An organisation outside does not see which officer did something, but that the council did; the timeline says the same. */
function withoutOfficers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOfficers);
  if (typeof value !== 'object' || value === null) return value;
  if (isBy(value)) return value.organisationId === null && value.role !== 'system' ? { ...value, personId: null, name: 'The council', inPlaceOf: null } : value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutOfficers(inner)]));
}

function isBy(value: object): value is By {
  return 'personId' in value && 'organisationId' in value && 'role' in value && 'inPlaceOf' in value;
}

/** Why a clock was moved by a correction is the officers' own; where a provider is to know the reason, a field of the case or a letter tells it. */
function clockFor(actor: Actor, clock: ClockView): ClockView {
  return isInside(actor) ? clock : { ...clock, movedWhy: null };
}
