import { fromKnowledge, verified, type Refusal } from '../shared/vocabulary.js';
import { actRefusals, record } from './act.refusals.js';
import type { urgentGuards } from './urgent.guards.js';
import { onlyChooses } from './only-chooses.js';

const reg = (cite: string) => verified(`SI 2023/1348 ${cite}`);
/** Where the rules of regulation 14 come from. */
export const urgentSources = {
  grounds: reg('reg 14(2): urgent, not foreseeable, not attributable, and a risk to safety'),
  bridge: reg('reg 14(3): the bridge of a standstill'),
  notice: reg('reg 14(4), (5); Schs. 13 and 14: the notice of an urgent award or modification'),
  length: reg('Sch. 13 para 7: reasons for a period over twelve months'),
  normal: fromKnowledge('Guidance: as short as possible, and a normal process then begins'),
  selection: reg('reg 19(1); Sch. 16: basic selection criteria bind an urgent award too'),
  exclusions: reg('reg 20(1), (1A), (2): excluded and excludable providers, in an urgent award too'),
  subContractors: reg('reg 20A(1), (3) to (5): sub-contractors are asked for and looked up, in an urgent award too'),
} as const;
const { grounds, bridge, notice, length, selection, exclusions, subContractors } = urgentSources;
/** Why each rule of regulation 14 says no, and what would change that. */
export const refusals = {
  ...actRefusals('urgent act', notice),
  basicSelectionIsMet: { kind: 'case', because: 'A provider was not found to meet the basic selection criteria. Urgency does not lift them.', unblock: 'Assess each provider against the basic selection criteria.', source: selection },
  exclusionsAreChecked: {
    kind: 'case', because: 'A provider was not checked for exclusion, or not asked about its sub-contractors, or one of these was not checked. Urgency lifts none of it.',
    unblock: 'Ask each provider whether it means to sub-contract, and record the check of each and of whom it names.', source: subContractors,
  },
  nobodyStandsExcluded: {
    kind: 'case', because: 'A provider is excluded or excludable, or one of those to whom it means to sub-contract is.',
    unblock: 'Let the provider name another sub-contractor (a Minister is then told within 30 days, reg 20C) or choose another provider; or decide not to exclude an excludable one, and let an excluded one in only for overriding reasons of public interest.', source: exclusions,
  },
  allThreeConditionsHold: { kind: 'case', because: 'Not all three conditions hold, or they are not stated: it is urgent; the reason was neither foreseeable by the authority nor attributable to it; and delay would be likely to put safety at risk.', unblock: 'State each with its reasons. Poor planning is no ground: then choose a route, or modify under regulation 13.', source: grounds },
  adviceWasSought: { kind: 'case', because: 'It is not recorded that the authority sought the advice of the independent Panel in the standstill. A representation alone is not enough.', unblock: 'Seek the advice, and state the bridge with its day.', source: bridge },
  existingExpiresFirst: { kind: 'case', because: 'The existing contract is not stated to expire before the standstill is likely to end.', unblock: 'State the bridge with both days. If the contract lasts long enough, no bridge is needed.', source: bridge },
  bridgeIsNeeded: { kind: 'case', because: 'It is not stated that the change is necessary or expedient for continuity, and that regulations 6 to 13 cannot be met before the contract expires.', unblock: 'State both with their reasons.', source: bridge },
  isBridging: onlyChooses('This is no bridge of a standstill.'),
  isAnAward: onlyChooses('This is no award.'),
  lengthIsJustified: { kind: 'condition', because: 'The services run for more than twelve months, and the notice has to say why.', unblock: 'Shorten the term, or give the reasons for its dates: they are published.', source: length },
  modifiesAContract: { kind: 'input', field: 'contractCase', because: 'A modification, and a bridge too, is of an existing contract of the register, and none is named.', unblock: 'Choose the contract. A bridge cannot award a new one.', source: bridge },
  namesAProvider: { kind: 'input', field: 'providers', because: 'No provider is named.', unblock: 'Name the provider.', source: record },
  saysTheValue: { kind: 'input', field: 'lifetimePence', because: 'The notice of an urgent award gives its lifetime value, or the amounts payable, and whether VAT is in it.', unblock: 'Enter the value or the amounts, and choose about VAT.', source: notice },
  isNotClear: { kind: 'input', field: 'about', because: 'No check has found this provider or sub-contractor to be excluded or excludable.', unblock: 'Record the check first.', source: exclusions },
  suitsWhatWasFound: { kind: 'input', field: 'decision', because: 'Who is excluded is let in only for overriding reasons of public interest.', unblock: 'Record those reasons, or choose another provider.', source: exclusions },
  endsAfterItStarts: { kind: 'input', field: 'serviceEnd', because: 'The term ends before it starts.', unblock: 'Put right the day that is wrong.', source: record },
} satisfies Record<keyof typeof urgentGuards, Refusal>;
