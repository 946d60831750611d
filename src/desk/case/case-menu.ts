import type { CaseView } from '../../engine/case-view.js';
import type { AnyProcedure } from '../../engine/procedure.js';
import type { Person } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { openingOf } from '../step/opening-of.js';

/** What is seldom done and never stands beside the primary action: hand over, correct. */
export function caseMenu(view: CaseView, person: Person, procedure: AnyProcedure): { href: string; text: string }[] {
  if (person.kind !== 'staff' || view.asAt) return [];
  if (view.moved) return [{ href: desk.tab(view.caseId, 'move'), text: 'Where this case went' }, pack(view)];
  const opening = openingOf(person, procedure);
  const canCopy = opening?.mine && (opening.event.fields ?? []).length > 0 && view.timeline.some(({ type }) => type === opening.type);
  return [
    ...(canCopy ? [{ href: desk.startFrom(procedure.name, view.caseId), text: 'Start a new case from this one' }] : []),
    { href: desk.tab(view.caseId, 'hand-over'), text: view.owner?.personId === person.personId ? 'Hand this case over' : 'Take this case, or hand it over' },
    { href: desk.tab(view.caseId, 'correct'), text: 'Correct or strike an entry' },
    pack(view),
    { href: desk.tab(view.caseId, 'move'), text: 'Move the case to another authority' },
  ];
}

const pack = (view: CaseView) => ({ href: desk.tab(view.caseId, 'pack.zip'), text: 'Take the case away as a pack (timeline, documents, evidence)' });
