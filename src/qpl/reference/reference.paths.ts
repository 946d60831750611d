/** Every address of references, so that a link and a redirect cannot disagree. */
export const references = {
  /** Below an application, for officers. */
  below: 'references',
  ofApplication: (caseId: string) => `/cases/${caseId}/references`,
  /** Sends the link of one of them (again). */
  link: (caseId: string, referenceId: string) => `/cases/${caseId}/references/${referenceId}/link`,
  /** Where a referee answers; the one address that the invitation opens. */
  give: (referenceId: string) => `/references/${referenceId}`,
  decline: (referenceId: string) => `/references/${referenceId}/decline`,
} as const;
