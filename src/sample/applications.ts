import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ApplicationContext, DecisionInput, Finding, LotView } from '../../workflows/qpl/application.context.js';
import type { Evidence } from '../../workflows/qpl/lot.js';
import type { Documents } from '../documents/store.js';
import { scopeOf } from '../engine/access.js';
import type { Actor } from '../engine/actor.js';
import type { Assigner } from '../engine/assign.js';
import type { Reader } from '../engine/read.js';
import type { Sender } from '../engine/send.js';
import type { Files } from '../files/files.js';
import type { ApplicationDrafts } from '../qpl/application/application-draft.js';
import { askedQuestions, isNeeded } from '../qpl/application/form/form.js';
import type { Submissions, ToSend } from '../qpl/application/submission.js';
import { answersOf, sampleCertificate } from './answers.js';
import { APPLICANTS, AUTHORITY, idOf, STAFF, type SampleApplicant, type SamplePersonRow } from './authority.js';
import type { SampleClock } from './clock.js';
import { SCHEME } from './scheme.js';

/** What the sample applications are made with: the same doors that pages use. */
export interface Doors {
  readonly sender: Sender;
  readonly assigner: Assigner;
  readonly reader: Reader;
  readonly documents: Documents;
  readonly files: Files;
  readonly submissions: Submissions;
  readonly drafts: ApplicationDrafts;
  readonly clock: SampleClock;
}

const staff = ({ personId, name, roles }: SamplePersonRow): Actor => ({ personId, name, authorityId: AUTHORITY.authorityId, organisationId: null, roles, deputyFor: [], kind: 'staff' });
const applying = ({ organisationId, people }: SampleApplicant, who = people[0]!): Actor & { personId: string } => ({
  personId: who.personId, name: who.name, authorityId: AUTHORITY.authorityId, organisationId, roles: ['provider', 'applicant', 'account holder'], deputyFor: [], kind: 'provider',
});
const officer = staff(STAFF.officer);
const decider = staff(STAFF.decider);

/** The applications: one closed, one overdue with a question open, one with the decision maker, one that came yesterday, one that is nearly filled in. */
export async function writeApplications(doors: Doors): Promise<void> {
  const cases = new SampleCases(doors);
  await cases.olderPlacesAreTaken();
  await cases.closed();
  await cases.overdue();
  await cases.toDecide();
  await cases.begun();
  await cases.fresh();
}

class SampleCases {
  constructor(private readonly doors: Doors) {}

  /** The evidence of older lists is one officer's work, so that what is new does not drown in it. */
  async olderPlacesAreTaken(): Promise<void> {
    await this.at(29, '10:30');
    const { items } = await this.doors.reader.list(officer, { procedure: 'qpl.membership', limit: 200 });
    for (const { caseId } of items) await this.take(caseId, 'procurement officer', STAFF.colleague);
  }

  async closed(): Promise<void> {
    const caseId = await this.submitted(APPLICANTS.decided, 18, ['SLT-1', 'SLT-2'], ['Canterbury', 'Swale', 'Thanet'], {
      description: 'Speech and language therapy for children who are slow to talk, in nurseries and schools of the north coast.',
      clinicians: 'Maya Orchard, speech and language therapist, SL99011\nKit Lowe, speech and language therapist, SL99012',
    });
    await this.at(14, '11:40');
    await this.findings(caseId, {});
    await this.at(12, '09:30');
    await this.send(officer, caseId, 'check.finish', {});
    await this.recommend(caseId, []);
    await this.at(11, '15:05');
    const outcomes = await this.outcomes(caseId, [], 'Every published requirement of this lot is met.');
    await this.send(decider, caseId, 'application.decide', {
      lots: outcomes,
      reasons: 'Young children on the north coast wait longest for speech and language therapy, and the list had few providers there.\n\nThe applicant met every published requirement of both lots.',
      alternatives: [{ option: 'Not to admit', whyRejected: 'Nothing that was checked stands against the applicant, and the list is open to all who meet its requirements.' }],
      conflictsDeclared: 'none declared', conflicts: [], dispensations: [], consulted: [],
      backgroundPapers: ['The application and the findings on it'],
      financial: 'A place on the list commits no spending. Orders are paid from the high needs block.',
      legal: 'The list runs by its published terms under the Public Contracts Regulations 2015.',
      equality: 'More choice near home helps disabled children. No group is disadvantaged.',
    } satisfies DecisionInput);
    await this.handle(officer, caseId, 'outcome-letter', 'outcome.send');
    await this.at(10, '10:20');
    const record = await this.handle(decider, caseId, 'officer-decision-record', 'record.sign');
    await this.at(9, '14:00');
    await this.send(staff(STAFF.democratic), caseId, 'record.publish', record);
  }

  async overdue(): Promise<void> {
    const caseId = await this.submitted(APPLICANTS.overdue, 13, ['OT-1', 'OT-2'], ['Dartford', 'Gravesham'], {
      description: 'Occupational therapy with a sensory clinic on the river.',
      clinicians: 'Chris Tidewell, occupational therapist, OT99021',
      continuity: 'We try to offer another appointment.',
    });
    await this.at(11, '16:20');
    await this.findings(caseId, {}, ['exclusion', 'finance', 'public-liability', 'employers-liability', 'dbs']);
    await this.at(9, '12:05');
    await this.send(officer, caseId, 'clarification.ask', {
      section: 'F', question: 'The certificate of professional indemnity is in the name of one therapist, and covers her alone.\n\nPlease send cover that names your organisation, or the insurer’s letter that everybody who treats is covered.',
    });
    await this.handle(officer, caseId, 'clarification', 'clarification.send');
  }

  async toDecide(): Promise<void> {
    const caseId = await this.submitted(APPLICANTS.toDecide, 7, ['SLT-2', 'OT-1'], ['Sevenoaks', 'Tonbridge and Malling', 'Tunbridge Wells'], {
      description: 'A charity with speech and occupational therapy for schools in the west of the county.',
    });
    await this.at(4, '13:15');
    const occupational = lotId('OT-1');
    const failed = { [`registration ${occupational}`]: { finding: 'fail', reason: 'The number given belongs to a registration that has ended. We searched by name and by number.' } } as const;
    await this.findings(caseId, failed);
    await this.at(3, '09:50');
    await this.send(officer, caseId, 'check.finish', {});
    await this.at(2, '17:10');
    await this.recommend(caseId, [occupational]);
    await this.take(caseId, 'decision maker', STAFF.secondDecider);
  }

  async fresh(): Promise<void> {
    const caseId = await this.submitted(APPLICANTS.fresh, 1, ['PLAY-1'], ['Maidstone', 'Ashford'], {
      description: 'Play therapy in primary schools, for children who have been through loss or change.',
      clinicians: 'Robin Featherstone, play therapist, PTUK 990031',
    });
    await this.take(caseId, 'procurement officer', STAFF.officer);
  }

  /** Filled in by one of the two who act for the newcomer, but for the lots, one answer and one certificate: what the README's tour does. */
  async begun(): Promise<void> {
    const { newcomer } = APPLICANTS;
    const actor = applying(newcomer, newcomer.people[1]);
    const answers = answersOf(newcomer, { description: 'Speech, language and occupational therapy in village schools, at home and in our own rooms.' });
    await this.at(2, '16:05');
    for (const { question, asked } of askedQuestions(SCHEME, { answers, lots: [] }).filter((each) => each.question !== 'continuity')) {
      await this.doors.drafts.answer(actor, SCHEME.schemeId, question, answers[question] ?? '', `answered “${asked}”`);
    }
    for (const given of (await this.evidence(actor, newcomer, answers)).filter(({ requirement }) => requirement !== 'public-liability')) {
      await this.doors.drafts.addEvidence(actor, SCHEME.schemeId, given);
    }
  }

  private async at(daysAgo: number, time: string): Promise<void> {
    await this.doors.clock.workingDaysAgo(daysAgo, time);
  }

  private async submitted(applicant: SampleApplicant, daysAgo: number, codes: readonly string[], districts: readonly string[], more: Record<string, string>): Promise<string> {
    await this.at(daysAgo, '10:15');
    const actor = applying(applicant);
    const answers = answersOf(applicant, more);
    const draft: ToSend = {
      caseId: idOf(`application of ${applicant.name}`),
      providerName: applicant.name,
      answers,
      lots: codes.map((code) => ({ lotId: lotId(code), districts, sessionsPerWeek: 12, waitWeeksMin: 2, waitWeeksMax: 6 })),
      evidence: await this.evidence(actor, applicant, answers),
    };
    const { documentId, sha256 } = await this.doors.submissions.freezeCopy(actor, SCHEME, draft);
    const answer = await this.doors.submissions.send(actor, SCHEME, draft, { documentId, sha256 }, ['no-conflict', 'accurate', 'terms']);
    await this.doors.submissions.settled();
    if (answer.kind !== 'done') throw new Error(`The sample application of ${applicant.name} was not taken: ${JSON.stringify(answer)}`);
    return draft.caseId;
  }

  private async evidence(actor: Actor, applicant: SampleApplicant, answers: Record<string, string>): Promise<Evidence[]> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'clerkwell-sample-'));
    try {
      const given: Evidence[] = [];
      for (const item of SCHEME.evidence.filter((each) => isNeeded(each, answers))) {
        const bytes = sampleCertificate(`Sample, not evidence: ${item.title}. ${applicant.name}`);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const fileName = `${item.requirement}.pdf`;
        const file = path.join(folder, fileName);
        await writeFile(file, bytes);
        const kept = await this.doors.files.keep(scopeOf(actor), { path: file, sha256, size: bytes.length, name: fileName, declaredType: 'application/pdf' });
        if (!kept.kept) throw new Error(kept.because);
        given.push({ requirement: item.requirement, title: item.title, sha256, fileName, validUntil: item.runsOut ? '2027-09-30' : null });
      }
      return given;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Takes the checking, and records findings on the checks named (all, when none is): a pass unless said otherwise. */
  private async findings(caseId: string, otherwise: Readonly<Record<string, Pick<Finding, 'finding' | 'reason'>>>, only?: readonly string[]): Promise<void> {
    await this.take(caseId, 'procurement officer', STAFF.officer);
    const context = await this.context(caseId);
    const verifiedOn = (await this.doors.reader.now()).slice(0, 10);
    const findings = context.checks.filter(({ check }) => !only || only.includes(check)).map(({ check, about }): Finding => ({
      check, about, finding: 'pass', reason: 'Seen, and as the published documents ask.', verifiedOn,
      method: SCHEME.checks.find((each) => each.check === check)?.method ?? 'document seen',
      validUntil: SCHEME.evidence.find(({ requirement }) => requirement === check)?.runsOut ? '2027-09-30' : null,
      ...otherwise[`${check} ${about}`],
    }));
    await this.send(officer, caseId, 'check.record', { findings });
  }

  private async recommend(caseId: string, not: readonly string[]): Promise<void> {
    await this.send(officer, caseId, 'application.recommend', { lots: await this.outcomes(caseId, not, 'Every published requirement of this lot is met.') });
  }

  private async outcomes(caseId: string, not: readonly string[], reason: string): Promise<LotView[]> {
    return (await this.context(caseId)).lots.map(({ lotId: id }) =>
      not.includes(id)
        ? { lotId: id, outcome: 'do not admit', reason: 'Nobody whom the applicant names for this therapy is on the register of the profession.' }
        : { lotId: id, outcome: 'admit', reason });
  }

  /** Freezes a document and takes the step that handles it. */
  private async handle(actor: Actor, caseId: string, kind: string, type: string): Promise<{ documentId: string; sha256: string }> {
    const frozen = await this.doors.documents.freeze(actor, caseId, kind);
    if (!frozen) throw new Error(`The sample ${kind} could not be frozen.`);
    const named = { documentId: frozen.documentId, sha256: frozen.sha256 };
    await this.send(actor, caseId, type, named);
    return named;
  }

  /** Somebody takes the work of a role, so that it is theirs on My work. */
  private async take(caseId: string, role: string, { personId, name }: SamplePersonRow): Promise<void> {
    const answer = await this.doors.assigner.assign(officer, caseId, { role, person: { personId, name } });
    if (answer.kind !== 'done') throw new Error(`The sample work of the ${role} was not taken: ${JSON.stringify(answer)}`);
  }

  private async send(actor: Actor, caseId: string, type: string, input: object): Promise<void> {
    const seen = (await this.doors.reader.caseView(actor, caseId))?.seq;
    const answer = await this.doors.sender.send({ actor, caseId, type, input, ...(seen === undefined ? {} : { seen }) });
    if (answer.kind !== 'done') throw new Error(`The sample step ${type} was not taken: ${JSON.stringify(answer)}`);
  }

  private async context(caseId: string): Promise<ApplicationContext> {
    const view = await this.doors.reader.caseView(officer, caseId);
    if (!view) throw new Error('A sample case is not there.');
    return view.context as unknown as ApplicationContext;
  }
}

function lotId(code: string): string {
  const lot = SCHEME.lots.find((each) => each.code === code);
  if (!lot) throw new Error(`The list has no lot ${code}.`);
  return lot.lotId;
}
