/** Every address of the provider list, so that a link and a redirect cannot disagree. */
export const qpl = {
  /** The provider's own home: its applications and its places on lists. */
  home: () => '/provider',
  start: (slug: string) => `/apply/${slug}`,
  taskList: (slug: string) => `/apply/${slug}/tasks`,
  question: (slug: string, question: string) => `/apply/${slug}/questions/${question}`,
  lots: (slug: string) => `/apply/${slug}/lots`,
  evidence: (slug: string, requirement: string) => `/apply/${slug}/evidence/${requirement}`,
  check: (slug: string) => `/apply/${slug}/check`,
  sent: (caseId: string) => `/cases/${caseId}/sent`,
  outcome: (caseId: string) => `/cases/${caseId}/outcome`,

  case: (caseId: string) => `/cases/${caseId}`,
  /** Paths below a case, as the procedures name them. */
  below: {
    checks: 'checks',
    recommendation: 'recommendation',
    decision: 'decision',
    letter: 'outcome-letter',
    record: 'decision-record',
    answer: 'answer',
  },
  step: (caseId: string, type: string) => `/cases/${caseId}/steps/${type}`,
  underCase: (caseId: string, path: string) => `/cases/${caseId}/${path}`,
  file: (caseId: string, organisationId: string, sha256: string) => `/cases/${caseId}/files/organisation/${organisationId}/${sha256}`,

  publicLists: () => '/public/lists',
  publicList: (slug: string) => `/public/lists/${slug}`,
  publicListJson: (slug: string) => `/public/lists/${slug}.json`,
  publicListCsv: (slug: string) => `/public/lists/${slug}.csv`,
  publicDecisions: () => '/public/decisions',
  publicDecision: (documentId: string) => `/public/decisions/${documentId}`,
} as const;
