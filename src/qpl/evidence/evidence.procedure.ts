import type { Procedure } from '../../engine/procedure.js';
import type { EvidenceContext, EvidenceEvent, RequestFacts } from '../../../workflows/qpl/evidence.events.js';
import { evidenceMachine } from '../../../workflows/qpl/evidence.machine.js';
import { refusals } from '../../../workflows/qpl/evidence.refusals.js';
import { places } from '../membership/places.paths.js';
import { EVIDENCE_OF_LIBRARY } from '../scheme/library.js';
import { evidenceFacts } from './evidence.facts.js';
import { AdmitEvidence, AnswerEvidence, QueryEvidence, RecordCqc, RejectEvidence, RequestEvidence, SendEvidence, VerifyEvidence } from './evidence.inputs.js';
import { evidenceNotices } from './evidence.notices.js';
import { evidenceReactions } from './evidence.reactions.js';
import { projectEvidence } from './evidence.row.js';

const provider = ['provider', 'officers'] as const;
const officers = ['officers'] as const;
const checkers = ['procurement officer', 'contract manager'] as const;

/** One piece of evidence of one provider, for every list of the authority. */
export const evidenceProcedure: Procedure<EvidenceContext, EvidenceEvent> = {
  name: 'qpl.evidence',
  title: 'Evidence of a provider',
  plural: 'Evidence of providers',
  machine: evidenceMachine,
  version: 1,
  refusals,
  events: {
    'evidence.request': {
      label: 'Ask for evidence', purpose: 'The provider is told what is needed, and can send it from a telephone.',
      roles: checkers, audience: provider, against: 'latest', input: RequestEvidence, onDesk: false,
      fields: [
        { name: 'organisationId', label: 'Which provider?', type: 'select', options: (_: EvidenceContext, facts: RequestFacts) => (facts.providers ?? []).map(({ organisationId, name }) => ({ value: organisationId, text: name })) },
        { name: 'requirement', label: 'What is asked for?', type: 'radios', options: [...EVIDENCE_OF_LIBRARY.map(({ requirement, title }) => ({ value: requirement, text: title })), { value: 'something-else', text: 'Something else', hint: 'Say below what it is' }] },
        { name: 'title', label: 'In your own words, as the provider reads it', hint: 'Leave it empty where the words above will do.', type: 'text', optional: true },
      ],
      told: ({ input: { title, requirement } }) => `asked for ${title || (EVIDENCE_OF_LIBRARY.find((each) => each.requirement === requirement)?.title ?? requirement)}`,
    },
    'evidence.admit': {
      label: 'Take over from an application', purpose: 'It was checked with an application to which the provider was admitted.',
      roles: ['system'], audience: provider, against: 'latest', input: AdmitEvidence, onDesk: false,
      told: ({ input: { title } }) => `took over ${title}, as it was checked with the application`,
    },
    'evidence.verify': {
      label: 'Check the evidence', purpose: 'Record how it was checked, when, and until when it is valid. What was held before is superseded and kept.',
      roles: checkers, audience: provider, against: 'seen', input: VerifyEvidence, clock: 'check', onDesk: true, page: places.below.checkEvidence,
      told: ({ input: { method, validUntil } }) => `verified it: ${method}${validUntil === null ? '' : `, valid until ${validUntil}`}`,
    },
    'evidence.record': {
      label: 'Record evidence that was seen', purpose: 'A register was looked up or an original was seen, and nothing was sent: say how, when, and until when it is valid.',
      roles: checkers, audience: provider, against: 'seen', input: VerifyEvidence, onDesk: false, page: places.below.recordEvidence,
      told: ({ input: { method, validUntil } }) => `recorded it: ${method}${validUntil === null ? '' : `, valid until ${validUntil}`}`,
    },
    'evidence.query': {
      label: 'Ask about the evidence', purpose: 'Something is not clear. The provider is told at once.',
      roles: checkers, audience: provider, against: 'latest', input: QueryEvidence, clock: 'check', onDesk: false,
      fields: [{ name: 'question', label: 'What do you need to know?', type: 'textarea' }],
      told: () => 'asked a question about it',
    },
    'evidence.reject': {
      label: 'Reject the evidence', purpose: 'It is not what is needed. The provider is told why; what was held before still counts until it runs out.',
      roles: checkers, audience: provider, against: 'seen', input: RejectEvidence, clock: 'check', onDesk: false,
      fields: [{ name: 'reason', label: 'Why is it not what is needed?', hint: 'The provider reads this.', type: 'textarea' }],
      told: ({ input: { reason } }) => `rejected it: ${reason}`,
    },
    'evidence.answer': {
      label: 'Answer about the evidence', purpose: 'Your answer goes to the officer who asked.',
      roles: ['applicant', 'account holder', 'safeguarding lead', 'procurement officer'], audience: provider, against: 'latest', input: AnswerEvidence, onDesk: false,
      fields: [{ name: 'answer', label: 'Your answer', type: 'textarea' }],
      told: () => 'answered the question about it',
    },
    'evidence.send': {
      label: 'Send the evidence', purpose: 'A photograph or a file. What you sent before is kept beside it.',
      roles: ['applicant', 'account holder', 'safeguarding lead', ...checkers], audience: provider, against: 'latest', input: SendEvidence, onDesk: false, page: places.below.sendEvidence,
      told: ({ input: { fileName, validUntil } }) => `sent ${fileName ?? 'word that it can be seen'}${validUntil === null ? '' : `, valid until ${validUntil}`}`,
    },
    'cqc.record': {
      label: 'Record whether CQC registration is needed', purpose: 'Question by question, with what the answers rest on. It is asked again after a year.',
      roles: checkers, audience: officers, against: 'latest', input: RecordCqc, onDesk: false, page: places.below.cqc,
      told: () => 'recorded whether registration with the Care Quality Commission is needed',
    },
    'deadline.reached': {
      label: 'A date has passed', purpose: 'A clock of this evidence has run out.',
      roles: [], audience: provider, against: 'latest', input: null, onDesk: false,
      told: ({ input: { name } }) =>
        name === 'expiry' ? 'noted that it has run out' : name === 'check' ? 'noted that it is still to be checked' : name === 'recheck' ? 'noted that it is to be looked at again' : `noted that it runs out in ${name.replace('warning-', '')} days`,
    },
  },
  opening: ['evidence.request', 'evidence.admit', 'evidence.send'],
  series: 'QPL/E',
  facts: evidenceFacts,
  project: projectEvidence,
  fieldAudience: {
    organisationId: ['provider'], providerName: ['provider'], requirement: ['provider'], title: ['provider'], lotId: ['provider'], blocks: ['provider'], safeguarding: ['provider'],
    items: ['provider'], held: ['provider'], question: ['provider'], expiredOn: ['provider'], alongside: ['provider'], recheckSince: ['provider'],
  },
  notices: evidenceNotices,
  reactions: evidenceReactions,
  clocks: {
    check: 'qpl.evidence-check', expiry: 'qpl.evidence-restriction', recheck: 'qpl.recheck-annual',
    'warning-90': 'qpl.evidence-warning-90', 'warning-60': 'qpl.evidence-warning-60', 'warning-30': 'qpl.evidence-warning-30', 'warning-14': 'qpl.evidence-warning-14', 'warning-7': 'qpl.evidence-warning-7',
  },
  retention: 'Procurement evidence: six years after the provider’s last place ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'monitoring officer', 'auditor'],
};
