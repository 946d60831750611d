import type { AnyTold } from '../../src/engine/procedure.js';
import type { AgreedEvaluation, DecisionInput, Finding, ListRules, QualityPart, RaisedConcern, RequiredCheck, RoundApplied } from '../../workflows/qpl/application.context.js';
import type { SchemeFacts, SubmitFacts, SubmitInput } from '../../workflows/qpl/application.events.js';
import type { Lot } from '../../workflows/qpl/lot.js';
import { person, told } from '../workflows/walk.js';

export const provider = { organisationId: 'org-1', name: 'Weald Hands Occupational Therapy (sample)', kind: 'company', about: 'Occupational therapy at school and at home.' };
export const speech: Lot = { lotId: 'lot-slt', code: 'SLT-1', title: 'Speech and language therapy', therapy: 'Speech and language therapy', delivery: 'face to face', ageBand: '0 to 25', districts: ['Ashford', 'Maidstone'] };
export const occupational: Lot = { ...speech, lotId: 'lot-ot', code: 'OT-1', title: 'Occupational therapy', therapy: 'Occupational therapy' };

export const insurance: RequiredCheck = { check: 'public-liability', title: 'Public liability insurance', requirement: 'Cover of £5,000,000 or more, in date', about: 'provider', blocks: true };
export const speechRegister: RequiredCheck = { check: 'registration', title: 'Registration of clinicians', requirement: 'Every named clinician is registered', about: 'lot-slt', blocks: true };
export const occupationalRegister: RequiredCheck = { ...speechRegister, about: 'lot-ot' };
export const policy: RequiredCheck = { check: 'data-protection', title: 'Data protection', requirement: 'A registration with the Information Commissioner', about: 'provider', blocks: false };

export const applicant = { ...person('Ana Applicant', 'applicant'), organisationId: 'org-1' };
export const officer = person('Olive Officer', 'procurement officer');
export const colleague = person('Colin Colleague', 'procurement officer');
export const manager = person('Mira Manager', 'commissioning manager');
export const decider = person('Dev Decider', 'decision maker');
export const publisher = person('Dana Democratic', 'democratic services');

/** A list that is always open, with nothing scored and nothing to sign, unless said otherwise. */
export const rules: ListRules = {
  decisionRule: 'qpl.decision-target', extendedRule: null, admitsAllWhoQualify: false, agreement: 'none', lateText: 'Late applications are not taken, save for our own outage.', coolOffMonths: null, exclusions: 'PCR15', exclusionsVersion: 1,
};
export const scheme: SchemeFacts = { title: 'Therapies list (sample)', slug: 'therapies', regime: 'PCR15_LTR_LIST', decisionBasis: 'A delegation', ends: '2028-08-31', isOpen: true, rules, round: { number: 1, closesAt: null, closesOn: null } };
/** The same list in a round that closes on Friday 6 November 2026 at noon. */
export const round: RoundApplied = { number: 2, closesAt: '2026-11-06T12:00:00.000Z', closesOn: '2026-11-06' };
export const inRound: SchemeFacts = { ...scheme, round };
const lotAsked = (lotId: string) => ({ lotId, districts: ['Ashford'], sessionsPerWeek: 10, waitWeeksMin: 2, waitWeeksMax: 6 });

/** An application for two lots, received on Monday 2 November 2026. */
export const submit = (facts: Partial<SubmitFacts> = {}, input: Partial<SubmitInput> = {}, on = '2026-11-02'): AnyTold =>
  told('application.submit', applicant, {
    schemeId: 'scheme-1', lots: [lotAsked('lot-slt'), lotAsked('lot-ot')], answers: [{ question: 'legal-name', answer: provider.name }],
    evidence: [], declarations: ['accurate'], copy: { documentId: 'doc-copy', sha256: 'c0' }, ...input,
  } satisfies SubmitInput, {
    scheme, provider, contact: { name: 'Ana Applicant', email: 'ana@sample.example' }, lots: [speech, occupational],
    answers: [{ section: 'A', question: 'legal-name', asked: 'What is the legal name?', answer: provider.name }],
    caseId: 'case-1', clinicians: [], quality: [], concerns: [], cameAfter: null, mayApplyFrom: null,
    checks: [insurance, policy, speechRegister, occupationalRegister], missing: [], copyIsFrozen: true, ...facts,
  } satisfies SubmitFacts, on);

export const finding = (of: RequiredCheck, more: Partial<Finding> = {}): Finding => ({
  check: of.check, about: of.about, finding: 'pass', reason: 'Seen and in date.', method: 'document seen', verifiedOn: '2026-11-03', validUntil: null, ...more,
});
/** A scored question of the speech lot: 100 percent of it, pass mark 3 of 5, lot pass 60 percent. */
export const quality: QualityPart = {
  lotId: 'lot-slt', title: speech.title, passPercent: 60,
  questions: [{ key: 'q1', lotId: 'lot-slt', asked: 'How do you keep sessions going?', guidance: 'Cover for absence.', wordLimit: 500, weight: 100, passMark: 3, answer: 'Two of us know each child.', scale: [0, 1, 2, 3, 4, 5].map((score) => ({ score, meaning: String(score) })) }],
};
export const evaluator = person('Eve Evaluator', 'decision maker');
/** The moderator's result for the speech lot, as the evaluation tells it. */
export const scores = (agreed: number, attempt = 1, on = '2026-11-06'): AnyTold => told('evaluation.note', person('Clerkwell', 'system'), {
  attempt, evaluators: ['Eve Evaluator', 'Evan Evaluator'], moderator: 'Mo Moderator', agreedAt: `${on}T10:00:00.000Z`,
  parts: [{ key: 'lot-slt', title: speech.title, totalHundredths: agreed * 2000, passPercent: 60, reached: agreed >= 3, questions: [{ key: 'q1', asked: 'How do you keep sessions going?', weight: 100, maximum: 5, agreed, reason: 'Cover is planned.', passMark: 3, reached: agreed >= 3 }] }],
} satisfies AgreedEvaluation, {}, on);
export const concern: RaisedConcern = { ground: 'insolvency', title: 'Insolvency', kind: 'discretionary', canBeOvercome: true, raisedBy: 'the provider’s answer', detail: 'An arrangement with creditors in 2024.', selfCleaning: 'All were paid by 2025.' };
export const lawyer = person('Lena Legal', 'legal reviewer');
export const reviewer = person('Rae Reviewer', 'monitoring officer');
export const finance = person('Fin Finance', 'finance reviewer');

export const record = (findings: readonly Finding[], by = officer, facts = { hasConflict: false }): AnyTold => told('check.record', by, { findings }, facts, '2026-11-04');
export const allPass = record([insurance, policy, speechRegister, occupationalRegister].map((check) => finding(check)));
export const occupationalFails = record([finding(occupationalRegister, { finding: 'fail', reason: 'The number belongs to a registration that has ended.' })]);
export const finish = told('check.finish', officer, {}, {}, '2026-11-05');
export const ask = told('clarification.ask', officer, { section: 'F', question: 'The certificate ends this month. Please send the renewal.' }, {}, '2026-11-03');
export const answer = (number = 1, on = '2026-11-04'): AnyTold => told('clarification.answer', applicant, { number, answer: 'Renewed until 30 November 2027.' }, {}, on);

export const admitBoth = [
  { lotId: 'lot-slt', outcome: 'admit' as const, reason: 'Every requirement is met.' },
  { lotId: 'lot-ot', outcome: 'admit' as const, reason: 'Every requirement is met.' },
];
export const admitSpeechOnly = [admitBoth[0]!, { lotId: 'lot-ot', outcome: 'do not admit' as const, reason: 'No registered therapist was named.' }];
export const recommend = (lots: readonly unknown[] = admitBoth, by = officer): AnyTold => told('application.recommend', by, { lots }, { hasConflict: false }, '2026-11-05');
export const decide = (more: Partial<DecisionInput> = {}, by = decider, facts = { hasConflict: false }): AnyTold => told('application.decide', by, {
  lots: admitBoth, reasons: 'The provider meets the published requirements.', alternatives: [{ option: 'Not to admit', whyRejected: 'Every requirement is met.' }],
  conflictsDeclared: 'none declared', conflicts: [], dispensations: [], consulted: [], backgroundPapers: ['The application'],
  financial: 'A place commits no spending.', legal: 'The published rules were followed.', equality: 'More choice near home.', ...more,
} satisfies DecisionInput, { ...facts, dispensationsGrantedBy: 'head-of-paid-service' }, '2026-11-10');

export const handle = (type: string, by: typeof decider, documentId: string, sha256: string, isFrozen = true): AnyTold => told(type, by, { documentId, sha256 }, { isFrozen }, '2026-11-11');
export const sendLetter = handle('outcome.send', officer, 'doc-letter', 'a1');
export const sign = (by = decider, sha256 = 'b2', isFrozen = true, covers: readonly string[] = [], coversItsOwn = true): AnyTold =>
  told('record.sign', by, { documentId: 'doc-record', sha256, covers }, { isFrozen, coversItsOwn }, '2026-11-11');
export const publish = (by = publisher, sha256 = 'b2'): AnyTold => handle('record.publish', by, 'doc-record', sha256);

export const checked = [submit(), allPass, finish];
export const recommended = [...checked, recommend()];
export const decided = [...recommended, decide()];
