/** Every address of the Provider Selection Regime, so that a link and a redirect cannot disagree. */
export const psr = {
  /** Cases of the desk, as this room links to them. */
  case: (caseId: string) => `/cases/${caseId}`,
  step: (caseId: string, type: string) => `/cases/${caseId}/steps/${type}`,
  underCase: (caseId: string, path: string) => `/cases/${caseId}/${path}`,
  /** Paths below a case, as the procedures name them. */
  below: {
    routeQuestions: 'route-questions',
    routeAnswers: 'route-answers',
    routeResult: 'route-result',
    routeRecord: 'route-record',
    standstill: 'standstill',
    furtherDecision: 'further-decision',
    intentionNotice: 'intention-notice',
    confirmationNotice: 'confirmation-notice',
    awardNotice: 'award-notice',
    followingNotice: 'following-notice',
    invitationNotice: 'invitation-notice',
    partyInvitation: 'party-invitation',
    frameworkRecord: 'framework',
    abandonmentNotice: 'abandonment-notice',
    contractRecord: 'contract',
    regulation24: 'regulation-24',
    disclosure: 'disclosure',
    partners: 'partners',
    modificationNotice: 'modification-notice',
    urgentNotice: 'urgent-notice',
    letters: 'letters',
    yearFigures: 'year-figures',
    summaryDocument: 'annual-summary',
    monitoringDocument: 'monitoring-report',
  },
  /** A notice of a case by its kind, to work on its words: 'N2'. */
  noticeEditor: (caseId: string, kind: string) => `/cases/${caseId}/notice-editor/${kind}`,
  /** For anybody: the intentions whose standstill runs, and where to represent about one. */
  publicRepresentations: () => '/public/representations',
  publicRepresentation: (caseId: string) => `/public/representations/${caseId}`,
  /** For whoever opened the link in their mailbox. */
  represent: (caseId: string) => `/representations/${caseId}`,
  explain: (caseId: string, number: number) => `/representations/${caseId}/${number}`,
  /** For whoever a letter of the case is for, from the link in their mailbox. */
  letters: (caseId: string) => `/letters/${caseId}`,
  letter: (caseId: string, documentId: string) => `/letters/${caseId}/${documentId}`,
  routeQuestion: (caseId: string, question: string) => `/cases/${caseId}/route-questions/${question}`,
  /** The years, the figures of regulations 25 and 26 for one of them, and the cases behind a figure. */
  annualSummaries: () => '/psr/annual-summary',
  annualSummary: (year: number) => `/psr/annual-summary/${year}`,
  annualFigure: (year: number, figure: string) => `/psr/annual-summary/${year}/${figure}`,
  /** The register of frameworks. */
  frameworks: () => '/psr/frameworks',
  /** The register of contracts, and the import of those that were there before it. */
  contracts: () => '/psr/contracts',
  contractsFile: (ending: 'csv' | 'xlsx') => `/psr/contracts.${ending}`,
  contractsImport: () => '/psr/contracts/import',
} as const;
