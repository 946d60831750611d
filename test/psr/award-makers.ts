import type { AnyTold } from '../../src/engine/procedure.js';
import type { AwardContext, AwardFacts, AwardProvider, OpenInput } from '../../workflows/psr/award.events.js';
import { competitiveMachine } from '../../workflows/psr/competitive.machine.js';
import { directAwardAMachine } from '../../workflows/psr/direct-award-a.machine.js';
import { directAwardBMachine } from '../../workflows/psr/direct-award-b.machine.js';
import { directAwardCMachine } from '../../workflows/psr/direct-award-c.machine.js';
import { mostSuitableProviderMachine } from '../../workflows/psr/most-suitable-provider.machine.js';
import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import { refusalsOf } from '../../workflows/psr/refusals.js';
import { person, told, walk as walkMachine, type Walked } from '../workflows/walk.js';

export const MACHINES = {
  A: directAwardAMachine, B: directAwardBMachine, C: directAwardCMachine, mostSuitable: mostSuitableProviderMachine, competitive: competitiveMachine,
} as const;

export const officer = person('Priya Officer', 'procurement officer');
export const manager = person('Sam Manager', 'commissioning manager');
export const system = person('Clerkwell', 'system');
export const provider: AwardProvider = {
  name: 'East Harbour Hospitals NHS Foundation Trust (sample)', organisationId: null, address: ['1 Harbour Road', 'Sampleford', 'ZZ1 1AA'], addressIs: 'principal place of business', email: 'contracts@harbour.sample.example',
};

export const facts: AwardFacts = { caseId: 'case-1', hasConflict: false, isFrozen: true, missing: [], holdsForPanel: true, minimumEvaluators: 2, lawfulLastDay: null, framework: null, frameworks: [], fourYearsEnd: null, mayOutliveFramework: true };
/** An event of an award, on a day at noon, or at an instant. */
export const on = (day: string, type: string, input: unknown = {}, more: { by?: typeof officer; facts?: Partial<AwardFacts>; at?: string } = {}): AnyTold => {
  const event = told(type, more.by ?? officer, input, { ...facts, ...more.facts }, day);
  return more.at === undefined ? event : { ...event, stamp: { ...event.stamp, occurredAt: more.at, recordedAt: more.at } };
};
/** A clock that rings at an instant, which belongs to the day that then begins. */
export const rang = (name: string, day: string, at = `${day}T00:00:00.000Z`): AnyTold => on(day, 'deadline.reached', { name }, { by: system, at });

export const details: OpenInput = {
  title: 'Integrated therapies, east', services: 'Speech and language, occupational and physical therapy for children with plans', cpv: '85312500-4', otherCpv: [], mixedWith: null,
  lifetimePence: 106_661_500, amountsPayable: null, vat: 'no VAT is payable', valueBasis: 'Seventeen months, no extension', serviceStart: '2026-06-01', serviceEnd: '2027-10-31', extensions: null,
  existingContract: 'Therapies 2025/26', representationsTo: 'Procurement', representationsEmail: 'procurement@council.sample.example', intentionOn: null, routeCase: null, providers: [provider],
};

export const open = (more: Partial<OpenInput> = {}, day = '2026-03-02') => on(day, 'award.open', { ...details, ...more });
export const decisionMakers = on('2026-03-03', 'decision-makers.name', { people: [{ name: 'Sam Manager', role: 'Head of commissioning', body: null }] });
export const noConflicts = on('2026-03-03', 'conflicts.none');
export const askSubContractors = (name = provider.name, names: readonly string[] = []) => on('2026-03-03', 'sub-contractors.ask', { provider: name, intends: names.length > 0, names });
export const check = (about = provider.name, more: Record<string, unknown> = {}) =>
  on('2026-03-03', 'exclusion.check', { about, provider: null, checked: 'Debarment list', result: 'clear', ground: null, nationalSecurity: 'no', ...more });
export const criteria = (more: Partial<{ weight: number | null; evidence: string }> = {}) =>
  KEY_CRITERIA.map((criterion) => ({ criterion, weight: 20, evidence: 'Contract monitoring of the last two years', finding: 'Sufficient', ...more }));
export const assess = (name = provider.name, entered: readonly unknown[] = criteria()) => on('2026-03-04', 'criteria.assess', { provider: name, whyTheseWeights: 'Alike', criteria: entered });
export const select = (name = provider.name, more: Record<string, unknown> = {}) => on('2026-03-04', 'selection.assess', {
  provider: name, minimumTurnoverPence: null, whyHigherTurnover: null, items: [{ kind: 'suitability', requirement: 'Registered with the Care Quality Commission', evidence: 'Register', finding: 'met' }], ...more,
});
export const satisfied = on('2026-03-05', 'satisfaction.decide', { satisfiesExisting: true, likelySatisfiesNew: true, reasons: 'Waits fell and staffing is stable.' });
export const prepared = [decisionMakers, noConflicts, askSubContractors(), check()];
export const frozen = { documentId: 'doc-1', sha256: 'a'.repeat(64) };
export const submit = (day = '2026-03-24') => on(day, 'intention.submit', frozen);
export const publish = (day = '2026-03-24', more: Record<string, unknown> = {}) => on(day, 'intention.publish', { noticeNumber: '012345-2026', link: 'https://platform.example/012345-2026', statedLastDay: null, ...more });

/** Direct award C with the intention published on Tuesday 24 March 2026: the window closes at midnight at the end of Wednesday 8 April. */
export const published = [open(), ...prepared, assess(), select(), satisfied, submit(), publish()];
export const WINDOW_ENDS = '2026-04-08T23:00:00.000Z';
export const windowRings = rang('standstill', '2026-04-09', WINDOW_ENDS);
export const represent = (day = '2026-03-30', more: Record<string, unknown> = {}, at?: string) => on(day, 'representation.receive', {
  name: 'Hop Lane Therapies (sample)', organisationId: null, contact: 'Jo Hopkins', email: 'jo@hoplane.sample.example', standing: 'provider of these services', how: 'e-mail', grounds: 'The key criteria were not weighed.', ...more,
}, at === undefined ? {} : { at });
export const handled = (number = 1, day = '2026-04-01') => [
  on(day, 'representation.invite', { number, apt: true, what: 'A meeting on 2 April' }),
  on(day, 'review.record', { number, findings: 'All five criteria were assessed with evidence.', conclusion: 'not well founded' }),
];
export const decide = (day = '2026-04-09', more: Record<string, unknown> = {}) => on(day, 'decision.take', { kind: 'proceed', toStep: null, reasons: 'The review found no breach.', ...more }, { by: manager });
export const tell = (to: readonly string[] = [provider.name, 'Hop Lane Therapies (sample)'], day = '2026-04-10') => on(day, 'decision.tell', { to, how: 'e-mail' });
export const close = (day = '2026-04-18', more: Partial<AwardFacts> = {}) => on(day, 'standstill.close', { noneIntended: true }, { by: manager, facts: more });
export const waited = rang('further-decision', '2026-04-18', '2026-04-17T23:00:00.000Z');
export const keyDecision = (implementableFrom: string | null = '2026-04-01', needed = true) => on('2026-03-05', 'key-decision.state', { needed, reference: needed ? '26/00008' : null, implementableFrom });
export const sign = (day = '2026-04-20') => on(day, 'contract.sign', { lifetimePence: 106_661_500, amountsPayable: null, serviceStart: '2026-06-01', serviceEnd: '2027-10-31' }, { by: manager });

export const walk = (machine: keyof typeof MACHINES, events: readonly AnyTold[]): Walked => walkMachine({ machine: MACHINES[machine], refusals: refusalsOf(MACHINES[machine]) }, events);
export const held = (walked: Walked) => walked.snapshot.context as AwardContext;
export const asked = (walked: Walked, type: string) => walked.effects.filter((effect) => effect.type === type).map((effect) => effect.params);
