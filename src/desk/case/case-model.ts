import type { CaseView, Step } from '../../engine/case-view.js';
import type { Person } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { besideStage, dueInWords, momentInWords, refusalInWords, trustInWords, whoMay } from '../words.js';
import { clocksInOrder } from './clocks.js';
import { nextSteps } from './next-steps.js';

/** The parts of a case; each is a page with an address of its own. A provider has those that are theirs. */
const TABS = [
  { path: '', text: 'Next steps', for: 'everybody' },
  { path: 'timeline', text: 'Timeline', for: 'everybody' },
  { path: 'documents', text: 'Documents', for: 'everybody' },
  { path: 'evidence', text: 'Evidence', for: 'everybody' },
  { path: 'messages', text: 'Messages', for: 'everybody' },
  { path: 'notes', text: 'Notes', for: 'staff' },
  { path: 'people', text: 'People and conflicts', for: 'staff' },
  { path: 'diagram', text: 'Diagram', for: 'everybody' },
  { path: 'record', text: 'Record', for: 'staff' },
] as const;
/** A part of every case, or the path of a page that the case's room adds. */
export type Tab = (typeof TABS)[number]['path'] | (string & Record<never, never>);

/** The top of every page of a case: what it is, where it is, whose it is, and the way to the rest of it. */
export function caseTop(view: CaseView, tab: Tab, person: Person) {
  const asAt = view.asAt ? `?asAt=${view.asAt.seq}` : '';
  const [first, ...others] = TABS.filter((each) => each.for === 'everybody' || person.kind === 'staff');
  const tabs = [first!, ...view.pages, ...others];
  return {
    caseId: view.caseId,
    title: view.row.title,
    reference: view.reference,
    procedureTitle: view.procedureTitle,
    sentence: besideStage(view.row.stage, view.row.sentence),
    stage: view.row.stage,
    open: view.row.open,
    owner: view.owner?.name ?? null,
    href: desk.case(view.caseId),
    childData: view.childData,
    confirmHref: `/second-factor?back=${desk.case(view.caseId)}`,
    asAt: view.asAt && { seq: view.asAt.seq, when: momentInWords(view.asAt.at) },
    tabs: tabs.map(({ path, text }) => ({ text, href: (path ? desk.tab(view.caseId, path) : desk.case(view.caseId)) + asAt, active: path === tab })),
  };
}

/** What is next, in the order of pages.md, as `web/next-steps.njk` draws it: mine, others', stopped, later. */
export function nextStepsModel(view: CaseView) {
  const steps = nextSteps(view);
  const words = (step: Step) => inWords(view, step);
  return {
    mine: steps.mine.map(words),
    mineToo: steps.mineToo.map(words),
    others: steps.others.map(words),
    stopped: steps.stopped.map(words),
    stoppedToo: steps.stoppedToo.map(words),
    later: steps.later.map(words),
    holds: view.holds.map(refusalInWords),
  };
}

/** The clocks with how each was counted. */
export function clocksModel(view: Pick<CaseView, 'clocks'>) {
  return clocksInOrder(view.clocks).map((clock) => ({
    title: clock.title,
    status: clock.status,
    statusWords: { running: clock.overdue ? 'Overdue' : 'Running', rang: 'Reached', ended: 'Ended' }[clock.status],
    due: { running: '', rang: 'rang on ', ended: 'was due ' }[clock.status] + dueInWords(clock),
    left: clock.status === 'running' ? clock.left : null,
    overdue: clock.status === 'running' && clock.overdue,
    trace: clock.trace,
    source: clock.source,
    trust: trustInWords(clock.confidence),
    movedWhy: clock.movedWhy,
  }));
}

function inWords(view: CaseView, step: Step) {
  return {
    type: step.type,
    label: step.label,
    purpose: step.purpose,
    href: desk.step(view.caseId, step.type, step.page),
    mine: step.mine,
    roles: [whoMay(step.roles)],
    refusals: step.refusals.map(refusalInWords),
    clock: step.clock?.status === 'running' ? { title: step.clock.title, due: step.clock.due, left: step.clock.left, overdue: step.clock.overdue } : null,
  };
}
