/**
 * Who sees what, decided once and written down: every event, field and document of every procedure, by name. `audience.test.ts` compares it with what the
 * procedures declare, so that a new event or field, or a wider audience, is decided here before it is shown to anybody.
 */
type Seen = 'officers' | 'party' | 'public';
export interface Decided {
  readonly events: Readonly<Record<string, Seen>>;
  readonly fields: Readonly<Record<string, Seen>>;
  readonly documents: Readonly<Record<string, Seen>>;
}

export const DECIDED: Readonly<Record<string, Decided>> = {
  'qpl.application': {
    events: {
      'application.submit': 'party', 'check.record': 'officers', 'check.waive': 'officers', 'check.finish': 'officers', 'clarification.ask': 'party', 'clarification.answer': 'party',
      'decision.extend': 'party', 'application.recommend': 'officers', 'recommendation.return': 'officers', 'application.decide': 'officers', 'outcome.send': 'party',
      'record.sign': 'officers', 'record.publish': 'public', 'application.withdraw': 'party', 'deadline.reached': 'officers',
    },
    fields: {
      schemeId: 'party', schemeTitle: 'party', schemeSlug: 'party', regime: 'party', provider: 'party', contact: 'party', lots: 'party', answers: 'party', evidence: 'party',
      declaredBy: 'party', submittedAt: 'party', submittedOn: 'party', copy: 'party', questions: 'party', extended: 'party', letterSent: 'party', withdrawn: 'party', recordPublished: 'public',
      decisionBasis: 'officers', schemeEnds: 'officers', checks: 'officers', findings: 'officers', waivers: 'officers', workedOnBy: 'officers', overdueSince: 'officers',
      recommendation: 'officers', returned: 'officers', decision: 'officers', recordSigned: 'officers',
    },
    documents: { 'application-copy': 'party', acknowledgement: 'party', clarification: 'party', 'outcome-letter': 'party', 'officer-decision-record': 'public' },
  },
  'qpl.membership': {
    events: { 'membership.import': 'party', 'membership.begin': 'public', 'evidence.confirm': 'party', 'capacity.tell': 'party' },
    fields: { schemeId: 'public', schemeTitle: 'public', provider: 'public', lot: 'public', listedOn: 'public', capacity: 'public', origin: 'party', missing: 'party', seen: 'party' },
    documents: {},
  },
  'evaluation.scoring': {
    // Nothing of an evaluation is for the candidate: the case that asked tells it the outcome. Who inside sees which scores when is test/evaluation/hidden.test.ts.
    events: {
      'evaluation.open': 'officers', 'evaluator.assign': 'officers', 'evaluator.replace': 'officers', 'moderator.assign': 'officers', 'fitness.declare': 'officers', 'conflict.declare': 'officers',
      'score.record': 'officers', 'sheet.finish': 'officers', 'score.agree': 'officers', 'evaluation.agree': 'officers', 'evaluation.stop': 'officers', 'deadline.reached': 'officers',
    },
    fields: {
      of: 'officers', attempt: 'officers', because: 'officers', reference: 'officers', title: 'officers', candidate: 'officers', subjectTitle: 'officers', parts: 'officers', minimumEvaluators: 'officers',
      startedOn: 'officers', evaluators: 'officers', moderators: 'officers', sheets: 'officers', agreed: 'officers', overdueSince: 'officers', result: 'officers', stopped: 'officers',
    },
    documents: { 'evaluation-record': 'officers' },
  },
};
