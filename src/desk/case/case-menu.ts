import type { CaseView } from '../../engine/case-view.js';
import type { Person } from '../asking.js';
import { desk } from '../desk-addresses.js';

/** What is seldom done and never stands beside the primary action: hand over, correct. */
export function caseMenu(view: CaseView, person: Person): { href: string; text: string }[] {
  if (person.kind !== 'staff' || view.asAt) return [];
  return [
    { href: desk.tab(view.caseId, 'hand-over'), text: view.owner?.personId === person.personId ? 'Hand this case over' : 'Take this case, or hand it over' },
    { href: desk.tab(view.caseId, 'correct'), text: 'Correct or strike an entry' },
    { href: desk.tab(view.caseId, 'pack.zip'), text: 'Take the case away as a pack (timeline, documents, evidence)' },
  ];
}
