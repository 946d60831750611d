/** Every address of the evaluation room, so that a link and a redirect cannot disagree. */
export const evaluation = {
  case: (caseId: string) => `/cases/${caseId}`,
  /** Paths below a case, as the procedure names them. */
  below: {
    people: 'evaluators',
    declaration: 'declaration',
    scores: 'scores',
    finish: 'scores/finish',
    moderation: 'moderation',
    close: 'moderation/finish',
    record: 'evaluation-record',
  },
  underCase: (caseId: string, path: string) => `/cases/${caseId}/${path}`,
  /** The page of one question; numbers count from 1 through all parts. */
  score: (caseId: string, number: number) => `/cases/${caseId}/scores/${number}`,
  evidence: (caseId: string, sha256: string) => `/cases/${caseId}/scores/evidence/${sha256}`,
  moderate: (caseId: string, number: number) => `/cases/${caseId}/moderation/${number}`,
} as const;
