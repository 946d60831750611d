/** Every address of places, evidence and clinicians, so that a link and a redirect cannot disagree. */
export const places = {
  /** The provider's places, its evidence and its clinicians, and what runs out when. */
  mine: () => '/my-places',
  tellChange: () => '/start/qpl.change',
  send: (requirement: string) => `/my-places/evidence/${requirement}`,
  proposeClinician: () => '/start/qpl.clinician',

  evidence: () => '/evidence',
  evidenceBoard: () => '/evidence/expiring',
  evidenceWith: (query: Readonly<Record<string, string>>) => `/evidence?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString()}`,
  cohorts: () => '/clinicians/cohorts',
  cohort: (profession: string, until: string) => `/clinicians/cohorts/${encodeURIComponent(profession)}/${until}`,

  /** Paths below a case, as the procedures name them. */
  below: {
    missingEvidence: 'missing-evidence',
    checkEvidence: 'check-evidence',
    recordEvidence: 'record-evidence',
    sendEvidence: 'send-evidence',
    cqc: 'cqc',
    suspensionNotice: 'suspension-notice',
    mindedTo: 'minded-to',
    removalLetter: 'removal-letter',
    readmissionLetter: 'readmission-letter',
    reviewPack: 'review-pack',
    children: 'children',
    history: 'place-history',
  },
} as const;
