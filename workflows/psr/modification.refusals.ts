import type { Refusal } from '../shared/vocabulary.js';
import { actRefusals } from './act.refusals.js';
import type { modificationGuards } from './modification.guards.js';
import { chart, fourYears, grounds, ledger, noGround, notice, relevant } from './modification.sources.js';

const OTHERWISE = 'Choose another ground, or record that no ground allows it: then it needs a new procurement, or regulation 14 where its conditions hold.';

/** Why each rule of a modification says no, and what would change that. */
export const refusals = {
  ...actRefusals('modification', notice),
  changeIsDescribed: { kind: 'case', because: 'It is not described yet what changes.', unblock: 'Describe the change: what, from when, by how much, and who brings it about.', source: noGround },
  groundIsStated: { kind: 'case', because: 'No ground of regulation 13 is stated.', unblock: 'State the ground, with what shows it.', source: noGround },
  characterIsKept: { kind: 'case', because: 'The modification makes it materially different in character, and this ground does not allow that.', unblock: OTHERWISE, source: grounds.M4 },
  onlyTheProviderChanges: { kind: 'case', because: 'Corporate succession allows only that the provider becomes another; here the value or the term changes too.', unblock: 'Take what changes besides into a modification of its own.', source: grounds.M2 },
  successorIsSelected: { kind: 'case', because: 'It is not recorded that the successor meets the basic selection criteria.', unblock: 'Assess the successor, and state the ground with what was found.', source: grounds.M2 },
  causeIsOutside: { kind: 'case', because: 'This ground is for external factors beyond both parties; the change is recorded as the authority’s decision.', unblock: OTHERWISE, source: grounds.M3 },
  causeIsTheAuthority: { kind: 'case', because: 'This ground is for a decision of the authority; the change is recorded as brought about by others.', unblock: 'For external factors choose M3.', source: grounds.M4 },
  ceilingHolds: { kind: 'case', because: 'With this change the cumulative change since the start is £500,000 or more and 25 per cent of the original lifetime value or more.', unblock: OTHERWISE, source: grounds.M4 },
  wasAwardedByAOrB: { kind: 'case', because: 'The contract was not first awarded by direct award process A or B. A framework never is.', unblock: OTHERWISE, source: grounds.M5 },
  chartIsAnswered: { kind: 'case', because: 'The law asks for no notice of this modification, but NHS England’s chart does.', unblock: 'Decide about the notice: publish it, or record why not.', source: chart },
  noticeIsWanted: { kind: 'condition', because: 'No notice is wanted of this modification.', unblock: 'Nothing has to be done: the case goes the other way by itself.', source: notice },
  contractIsThere: { kind: 'input', field: 'contractCase', because: 'The register has no such contract, and no such framework of this authority, that has not ended.', unblock: 'Choose it from the list, or enter it in the register first. A framework of another authority is modified by that authority.', source: relevant },
  newEndIsAfterTheStart: { kind: 'input', field: 'newEnd', because: 'The new last day lies before the first day.', unblock: 'Put right the day.', source: noGround },
  termIsFourYearsOrJustified: { kind: 'input', field: 'whyOverFourYears', because: 'The framework would run for longer than four years, and nothing says why its subject-matter justifies that.', unblock: 'Shorten the term, or give the reason for an exceptional case.', source: fourYears },
  ledgerIsAsItWas: { kind: 'condition', because: 'What is modified has changed since this modification was described.', unblock: 'Describe the change again: its sums are then reckoned on the ledger as it is.', source: ledger },
  showsTheGround: { kind: 'input', field: 'evidence', because: 'Nothing shows that the ground holds.', unblock: 'Quote the clause, name the succession or the external factor, or say how the sums were reckoned.', source: noGround },
} satisfies Record<keyof typeof modificationGuards, Refusal>;
