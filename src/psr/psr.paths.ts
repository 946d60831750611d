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
    abandonmentNotice: 'abandonment-notice',
    contractRecord: 'contract',
    regulation24: 'regulation-24',
    disclosure: 'disclosure',
    modificationNotice: 'modification-notice',
    urgentNotice: 'urgent-notice',
  },
  /** A notice of a case by its kind, to work on its words: 'N2'. */
  noticeEditor: (caseId: string, kind: string) => `/cases/${caseId}/notice-editor/${kind}`,
  /** For anybody: the intentions whose standstill runs, and where to represent about one. */
  publicRepresentations: () => '/public/representations',
  publicRepresentation: (caseId: string) => `/public/representations/${caseId}`,
  /** For whoever opened the link in their mailbox. */
  represent: (caseId: string) => `/representations/${caseId}`,
  routeQuestion: (caseId: string, question: string) => `/cases/${caseId}/route-questions/${question}`,
  /** The figures of regulation 25 for a year that begins on 1 April, and the cases behind one of them. */
  annualSummary: (year: number) => `/psr/annual-summary/${year}`,
  annualFigure: (year: number, figure: string) => `/psr/annual-summary/${year}/${figure}`,
  /** The register of contracts, and the import of those that were there before it. */
  contracts: () => '/psr/contracts',
  contractsFile: (ending: 'csv' | 'xlsx') => `/psr/contracts.${ending}`,
  contractsImport: () => '/psr/contracts/import',
} as const;
