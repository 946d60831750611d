/** Every address of the desk, so that a link and a redirect cannot disagree. */
export const desk = {
  work: () => '/work',
  cases: () => '/cases',
  search: () => '/search',
  /** The cases of other authorities that name somebody for a partner. */
  joint: () => '/joint',
  case: (caseId: string) => `/cases/${caseId}`,
  /** The case with the banner of what was just done. */
  caseAfter: (caseId: string, seq: number) => `/cases/${caseId}?done=${seq}`,
  caseAsAt: (caseId: string, asAt: number | string) => `/cases/${caseId}?asAt=${encodeURIComponent(asAt)}`,
  tab: (caseId: string, tab: string) => `/cases/${caseId}/${tab}`,
  /** Where a step is taken: its hand-made page when it has one. */
  step: (caseId: string, type: string, page?: string | null) =>
    page ? `/cases/${caseId}/${page}` : `/cases/${caseId}/steps/${encodeURIComponent(type)}`,
  copy: (procedure: string) => `/start/${encodeURIComponent(procedure)}/copy`,
  /** A new case with the opening answers of this one. */
  startFrom: (procedure: string, caseId: string) => `/start/${encodeURIComponent(procedure)}?from=${caseId}`,
  start: (procedure: string) => `/start/${encodeURIComponent(procedure)}`,
} as const;
