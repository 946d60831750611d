/** The addresses of a list's own pages. */
export const schemePaths = {
  /** Paths below a case, as the procedure names them. */
  below: { questions: 'questions', publish: 'publication', overview: 'list', coverage: 'coverage' },
  case: (caseId: string) => `/cases/${caseId}`,
  /** The list for officers: what is drafted, its rounds, questions, notices. */
  overview: (caseId: string) => `/cases/${caseId}/list`,
  questions: (caseId: string) => `/cases/${caseId}/questions`,
  publish: (caseId: string) => `/cases/${caseId}/publication`,
  coverage: (caseId: string) => `/cases/${caseId}/coverage`,
  step: (caseId: string, type: string, query = '') => `/cases/${caseId}/steps/${type}${query}`,
  start: () => '/start/qpl.scheme',
  /** For anybody. */
  round: (slug: string) => `/public/lists/${slug}/applying`,
  ask: (slug: string) => `/public/lists/${slug}/questions`,
  asDocument: (slug: string, format: 'html' | 'pdf' | 'docx') => `/public/lists/${slug}/document.${format}`,
  document: (documentId: string, format: 'html' | 'pdf' | 'docx') => `/public/documents/${documentId}.${format}`,
} as const;
