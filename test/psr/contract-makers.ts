import type { AnyTold } from '../../src/engine/procedure.js';
import type { ContractContext, ContractFacts, OpenContractInput } from '../../workflows/psr/contract.events.js';
import { contractMachine } from '../../workflows/psr/contract.machine.js';
import { refusals } from '../../workflows/psr/contract.refusals.js';
import { person, told, walk as walkMachine, type Walked } from '../workflows/walk.js';

export const keeper = person('Joan Keeper', 'contract manager');
export const provider = { name: 'East Kent Hospitals University NHS Foundation Trust', organisationId: null, address: ['Kent and Canterbury Hospital', 'Canterbury', 'CT1 3NG'], addressIs: 'principal place of business' as const, email: null };
export const facts: ContractFacts = { caseId: 'contract-1', sameAs: null, startBy: '2027-01-04' };
export const on = (day: string, type: string, input: unknown = {}, more: Partial<ContractFacts> = {}): AnyTold => told(type, keeper, input, { ...facts, ...more }, day);

/** Seed 004, 3.3: the therapies of East Kent Hospitals, £752,905. */
export const terms: OpenContractInput = {
  title: 'SEN therapies, East Kent Hospitals', number: 'C-0412', providers: [provider], services: 'Speech and language, occupational and physical therapy for school-aged children', cpv: '85142000-6', districts: ['Ashford', 'Dover'],
  lifetimePence: 75_290_500, amountsPayable: null, vat: 'no VAT is payable', valueBasis: 'One year', serviceStart: '2026-04-01', serviceEnd: '2027-08-31', extendableTo: null, extensions: null, route: 'direct award C', awardedOn: '2026-03-20',
  signedOn: '2026-03-20', awardCase: null, importedFrom: null,
};
export const open = (more: Partial<OpenContractInput> = {}, day = '2026-03-23', known: Partial<ContractFacts> = {}) => on(day, 'contract.open', { ...terms, ...more }, known);
export const change = (valueChangePence: number, more: Record<string, unknown> = {}, day = '2026-06-01') =>
  on(day, 'change.enter', { what: 'More posts', ground: 'M4', attributable: true, valueChangePence, effectiveOn: day, newEnd: null, ...more });

export const walk = (events: readonly AnyTold[]): Walked => walkMachine({ machine: contractMachine, refusals }, events);
export const held = (walked: Walked) => walked.snapshot.context as ContractContext;
export const asked = (walked: Walked, type: string) => walked.effects.filter((effect) => effect.type === type).map((effect) => effect.params);
