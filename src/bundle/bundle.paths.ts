/** Every address of moving cases between authorities. */
export const bundles = {
  receive: () => '/bundles',
  move: (caseId: string) => `/cases/${caseId}/move`,
  file: (caseId: string) => `/cases/${caseId}/bundle.zip`,
} as const;
