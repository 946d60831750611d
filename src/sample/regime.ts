import type { OpenInput } from '../../workflows/psr/award.events.js';
import type { OpenContractInput } from '../../workflows/psr/contract.events.js';
import type { OpenFrameworkInput, PlaceInput } from '../../workflows/psr/framework.events.js';
import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import type { RouteFacts } from '../../workflows/psr/route-facts.js';
import { addDays, type Day } from '../calendar/day.js';
import type { Documents } from '../documents/store.js';
import type { Actor } from '../engine/actor.js';
import type { Reader } from '../engine/read.js';
import type { Sender } from '../engine/send.js';
import { AUTHORITY, idOf, STAFF, type SamplePersonRow } from './authority.js';
import type { SampleClock } from './clock.js';

interface Doors {
  readonly sender: Sender;
  readonly reader: Reader;
  readonly documents: Documents;
  readonly clock: SampleClock;
}
const staff = ({ personId, name, roles }: SamplePersonRow): Actor => ({ personId, name, authorityId: AUTHORITY.authorityId, organisationId: null, roles, deputyFor: [], kind: 'staff' });
/** The work of the second officer, so that the first one's desk is that of the provider list. */
const officer = staff(STAFF.colleague);
const decider = staff(STAFF.secondDecider);
const keeper = staff(STAFF.contracts);

const PROVIDER = 'Harbour Bridge Community Therapies (sample)';
const ADDRESS = ['2 Harbour Street', 'Sampleton', 'ZZ1 1AA'];
const provider = (name: string) => ({ name, organisationId: null, address: ADDRESS, addressIs: 'registered office' as const, email: null });

/**
 * The Provider Selection Regime at four moments: a contract that ends soon, a framework with a contract under it whose notice is owed, an award in its standstill
 * with a representation, a choice of route that waits for its decision.
 */
export async function writeRegime(doors: Doors): Promise<void> {
  const regime = new SampleRegime(doors);
  await regime.contractEndingSoon();
  await regime.frameworkWithAContract();
  await regime.awardInStandstill();
  await regime.choiceOfRoute();
}

class SampleRegime {
  constructor(private readonly doors: Doors) {}

  async contractEndingSoon(): Promise<void> {
    const today = await this.doors.clock.workingDaysAgo(25, '11:20');
    await this.begin(keeper, idOf('sample contract'), 'psr.contract', 'contract.open', {
      title: 'Physiotherapy for school-aged children, west (sample)', number: 'CH-0417', providers: [provider('Medlar Physiotherapy CIC (sample)')], services: 'Physiotherapy at home and in schools for children with plans', cpv: '85142100-7',
      districts: ['Maidstone', 'Tonbridge and Malling'], lifetimePence: 61_250_000, amountsPayable: null, vat: 'no VAT is payable', valueBasis: 'Three years, no extension', serviceStart: addDays(today, -800), serviceEnd: addDays(today, 310), extendableTo: null,
      extensions: null, route: 'direct award C', awardedOn: addDays(today, -830), signedOn: addDays(today, -830), awardCase: null, importedFrom: null,
    } satisfies OpenContractInput);
  }

  /** The contract is signed: the register and the framework note it once the jobs of the service run. */
  async frameworkWithAContract(): Promise<void> {
    const [framework, callOff] = [idOf('sample framework'), idOf('sample contract under a framework')];
    const services = 'Speech and language, occupational and physical therapy at home for children with plans';
    const concluded = await this.doors.clock.workingDaysAgo(24, '10:05');
    await this.begin(keeper, framework, 'psr.framework', 'framework.open', {
      title: 'Therapies at home framework (sample)', number: 'CH-F02', services, cpv: '85142000-6', otherCpv: ['85142100-7'], lifetimePence: 480_000_000, vat: 'no VAT is payable', valueBasis: 'Everything that may be bought in three years',
      starts: addDays(concluded, 5), ends: addDays(concluded, 1099), users: [AUTHORITY.name, 'Kent Coast Integrated Care Board (sample)'], whyOverFourYears: null, withoutCompetition: true, competition: true,
      howCalledOff: 'Without competition to the provider ranked first for the district; by competition where two districts or more are joined.', concludedBy: null, concludedOn: concluded, how: 'competitive process', ourEntry: null,
      providers: [provider(PROVIDER), { ...provider('Hop Lane Therapies (sample)'), address: ['7 Hop Lane', 'Sampleton', 'ZZ1 2BB'] }], awardCase: null,
    } satisfies OpenFrameworkInput);
    const today = await this.doors.clock.workingDaysAgo(9, '11:15');
    const [serviceStart, serviceEnd] = [addDays(today, 60), addDays(today, 789)];
    await this.begin(officer, callOff, 'psr.call-off', 'award.open', {
      title: 'Therapies at home, Swale (sample)', services, cpv: '85142000-6', otherCpv: [], mixedWith: null, lifetimePence: 39_000_000, amountsPayable: null, vat: 'no VAT is payable', valueBasis: 'Two years, no extension', serviceStart, serviceEnd, extensions: null,
      existingContract: null, representationsTo: 'Children’s commissioning', representationsEmail: AUTHORITY.email, intentionOn: null, routeCase: null, frameworkCase: framework, providers: [],
    } satisfies OpenInput);
    await this.send(officer, callOff, 'call-off.place', {
      frameworkCase: framework, way: 'without competition', withinScope: true, whyWithinScope: 'Therapies at home for children with plans, as it says.', changesTerms: false, whyTermsStay: 'Its prices and conditions are taken as they are.',
    } satisfies PlaceInput);
    await this.send(officer, callOff, 'decision-makers.name', { people: [{ name: STAFF.secondDecider.name, role: 'Director of children’s commissioning', body: null }] });
    await this.send(officer, callOff, 'conflicts.none', {});
    await this.doors.clock.workingDaysAgo(7, '15:20');
    await this.send(decider, callOff, 'provider.choose', { providers: [PROVIDER], reasons: 'Ranked first for Swale, by clause 7 of the framework.' });
    await this.send(officer, callOff, 'sub-contractors.ask', { provider: PROVIDER, intends: false, names: [] });
    await this.send(decider, callOff, 'award.approve', { reasons: 'In line with clause 7: one district, and the provider that is ranked first has the places.' });
    await this.send(officer, callOff, 'key-decision.state', { needed: false, reference: null, implementableFrom: null });
    await this.doors.clock.workingDaysAgo(6, '09:50');
    await this.send(decider, callOff, 'contract.sign', { lifetimePence: 39_000_000, amountsPayable: null, serviceStart, serviceEnd });
  }

  async awardInStandstill(): Promise<void> {
    const award = idOf('sample award');
    const today = await this.doors.clock.workingDaysAgo(16, '09:40');
    await this.begin(officer, award, 'psr.direct-award-c', 'award.open', {
      title: 'Speech and language therapy in special schools, east (sample)', services: 'Speech and language therapy in six special schools for children with plans', cpv: '85142000-6', otherCpv: [], mixedWith: null, lifetimePence: 86_422_000, amountsPayable: null,
      vat: 'no VAT is payable', valueBasis: 'Seventeen months, no extension', serviceStart: addDays(today, 75), serviceEnd: addDays(today, 590), extensions: null, existingContract: 'Speech and language therapy in special schools (sample)', representationsTo: 'Procurement',
      representationsEmail: AUTHORITY.email, intentionOn: null, routeCase: null, providers: [provider(PROVIDER)],
    } satisfies OpenInput);
    await this.send(officer, award, 'decision-makers.name', { people: [{ name: STAFF.secondDecider.name, role: 'Director of children’s commissioning', body: null }] });
    await this.send(officer, award, 'conflicts.none', {});
    await this.send(officer, award, 'sub-contractors.ask', { provider: PROVIDER, intends: false, names: [] });
    await this.send(officer, award, 'exclusion.check', { about: PROVIDER, provider: null, checked: 'Debarment list, and the register of the Care Quality Commission', result: 'clear', ground: null, nationalSecurity: 'no' });
    await this.doors.clock.workingDaysAgo(12, '14:05');
    await this.send(officer, award, 'criteria.assess', {
      provider: PROVIDER, whyTheseWeights: 'Access weighs most: children wait for a first session.',
      criteria: KEY_CRITERIA.map((criterion, n) => ({ criterion, weight: [20, 20, 20, 30, 10][n]!, evidence: EVIDENCE[n]!, finding: 'Sufficient now, and likely to stay so.' })),
    });
    await this.send(officer, award, 'selection.assess', {
      provider: PROVIDER, minimumTurnoverPence: null, whyHigherTurnover: null, items: [{ kind: 'suitability', requirement: 'Therapists registered with their professional body', evidence: 'The register, looked at for each', finding: 'met' }],
    });
    await this.doors.clock.workingDaysAgo(8, '10:30');
    await this.send(decider, award, 'satisfaction.decide', { satisfiesExisting: true, likelySatisfiesNew: true, reasons: 'Every school was served in every week of term, and the team stays as it is.' });
    const published = await this.doors.clock.workingDaysAgo(5, '09:15');
    const notice = await this.doors.documents.freeze(officer, award, 'intention-notice');
    if (!notice) throw new Error('The intention notice of the sample award could not be made.');
    await this.send(officer, award, 'intention.submit', { documentId: notice.documentId, sha256: notice.sha256 });
    const noticeNumber = `099417-${published.slice(0, 4)}`;
    await this.send(officer, award, 'intention.publish', { noticeNumber, link: `https://www.find-tender.service.gov.uk/Notice/${noticeNumber}`, statedLastDay: null });
    await this.doors.clock.workingDaysAgo(2, '15:50');
    await this.send(officer, award, 'representation.receive', {
      name: 'Quayside Speech Therapy (sample)', organisationId: null, contact: 'Alex Quay', email: 'alex@quayside.sample.example', standing: 'provider of these services', how: 'e-mail',
      grounds: 'The notice does not say how waits for a first session in the two schools on the coast were weighed.',
    });
  }

  async choiceOfRoute(): Promise<void> {
    const choice = idOf('sample choice of route');
    const today = await this.doors.clock.workingDaysAgo(4, '13:25');
    await this.begin(officer, choice, 'psr.route-choice', 'choice.open', { title: 'Occupational therapy for children at home, south (sample)', occasion: 'The contract ends in four months, and the service goes on.' });
    await this.doors.clock.workingDaysAgo(3, '11:10');
    await this.send(officer, choice, 'facts.answer', { facts: routeFacts(today) });
  }

  private async begin(actor: Actor, caseId: string, procedure: string, type: string, input: object): Promise<void> {
    const answer = await this.doors.sender.send({ actor, caseId, procedure, type, input });
    if (answer.kind !== 'done') throw new Error(`The sample case ${procedure} was not begun: ${JSON.stringify(answer)}`);
  }

  private async send(actor: Actor, caseId: string, type: string, input: object): Promise<void> {
    const seen = (await this.doors.reader.caseView(actor, caseId))?.seq;
    const answer = await this.doors.sender.send({ actor, caseId, type, input, ...(seen === undefined ? {} : { seen }) });
    if (answer.kind !== 'done') throw new Error(`The sample step ${type} was not taken: ${JSON.stringify(answer)}`);
  }
}

const EVIDENCE = [
  'Visits to two schools a year, and what parents wrote', 'The yearly price, against three contracts nearby', 'One team with the community service of the NHS', 'Weeks from referral to a first session, by school', 'Six of eight therapists live in the district',
];

/** Everything is answered: direct award C, the most suitable provider process and a competition are open, and a decision maker chooses. */
const routeFacts = (on: Day): RouteFacts => ({
  title: 'Occupational therapy for children at home, south (sample)', on, authority: { kind: 'local authority in England' }, begun: { already: false }, need: 'contract',
  service: {
    description: 'Occupational therapy at home for children with plans', toIndividuals: true, codes: [{ code: '85142000-6' }], onePersonsChoice: false,
    lines: [{ what: 'Occupational therapy', pays: 'education budget', section: 'G', forHealthService: true, reasons: 'Health care in section G of every plan, by registered therapists.' }],
  },
  other: { isThere: false }, urgency: { mustBeUrgent: false },
  existing: { status: 'in force', providers: ['Brookfold Occupational Therapy (sample)'], contracts: 1, startsOn: addDays(on, -980), endsOn: addDays(on, 115), value: { pence: 42_000_000, vat: 'excluded', basis: 'Three years, no extension', source: 'The contract, clause 4' } },
  proposed: { providers: ['Brookfold Occupational Therapy (sample)'], startsOn: addDays(on, 116), endsOn: addDays(on, 1211), value: { pence: 45_150_000, vat: 'excluded', basis: 'Three years, no extension', source: 'The provider’s offer' }, replacesAtEnd: true },
  onlyProvider: { isSo: false, reasons: 'Three providers of the list work in the south.' }, choice: { offered: false },
  change: { materiallyDifferent: false, byAuthority: true, externalFactors: false, successionOnly: false, reasons: 'The same service in the same districts.', decidedBy: 'Head of children’s commissioning' },
  satisfaction: { existing: true, proposed: true, evidence: 'Every key criterion in the reviews of the last two years.', performanceInformation: true },
  market: { likelyToIdentify: true, reasons: 'Three providers are known.' }, related: { contracts: 0 }, ranWithoutAuthority: [],
});
