/** The roles of the product. A role's key is its name as a person would say it; events name these keys. */
export interface RoleDescription {
  /** Whose role: held in an authority, in an organisation that deals with one, or by somebody who was invited to one case. */
  readonly of: 'authority' | 'organisation' | 'invited' | 'everybody';
  readonly title: string;
  /** What somebody with this role may do, in plain words; shown where a sample person is chosen and where a role is given. */
  readonly may: string;
}

export const ROLES = {
  'procurement officer': { of: 'authority', title: 'Procurement officer', may: 'Runs lists and procurements: checks applications, asks questions, recommends, publishes notices.' },
  'commissioning manager': { of: 'authority', title: 'Commissioning manager', may: 'Answers for a service: authorises decisions within delegated limits, gives and ends roles, proposes and approves settings.' },
  'contract manager': { of: 'authority', title: 'Contract manager', may: 'Looks after signed contracts: terms, changes, reviews and what ends soon.' },
  evaluator: { of: 'authority', title: 'Evaluator', may: 'Scores applications and offers alone, with reasons. Does not authorise what they scored.' },
  moderator: { of: 'authority', title: 'Moderator', may: 'Leads the evaluators to one agreed score, and records why it differs.' },
  caseworker: { of: 'authority', title: 'Caseworker', may: 'Speaks with the family: records requests, referrals and what was promised.' },
  'SEND manager': { of: 'authority', title: 'SEND manager', may: 'Leads casework for special educational needs: agrees changes to a plan’s provision and escalations.' },
  brokerage: { of: 'authority', title: 'Brokerage officer', may: 'Finds and orders provision for one child at a time.' },
  'panel member': { of: 'authority', title: 'Panel member', may: 'Reads the pack, declares conflicts, speaks and votes on items.' },
  chair: { of: 'authority', title: 'Chair', may: 'Chairs a panel: admits late papers, rules on conflicts, closes the meeting, acts between meetings where the terms allow.' },
  'panel administrator': { of: 'authority', title: 'Panel administrator', may: 'Calls meetings, builds agendas and packs, records minutes.' },
  'democratic services': { of: 'authority', title: 'Democratic services officer', may: 'Keeps the forward plan, checks dates and papers, publishes decisions, receives call-ins.' },
  'monitoring officer': { of: 'authority', title: 'Monitoring officer', may: 'Is told of breaches, and reports on what was or may be unlawful.' },
  'decision maker': { of: 'authority', title: 'Decision maker', may: 'Takes decisions that were delegated to them, and signs.' },
  'finance reviewer': { of: 'authority', title: 'Finance reviewer', may: 'Clears the money in a paper. Does not clear what they drafted.' },
  'legal reviewer': { of: 'authority', title: 'Legal reviewer', may: 'Clears the law in a paper. Does not clear what they drafted.' },
  'equality reviewer': { of: 'authority', title: 'Equality reviewer', may: 'Clears the equality duty in a paper. Does not clear what they drafted.' },
  'procurement reviewer': { of: 'authority', title: 'Procurement reviewer', may: 'Clears the route taken in a paper. Does not clear what they drafted.' },
  'report author': { of: 'authority', title: 'Report author', may: 'Drafts papers and answers what reviewers ask.' },
  'link officer': { of: 'authority', title: 'Ombudsman link officer', may: 'Keeps the Ombudsman’s cases: what was agreed, by when, with what evidence.' },
  councillor: { of: 'authority', title: 'Councillor', may: 'Reads what members may read, decides within a portfolio, calls in.' },
  auditor: { of: 'authority', title: 'Auditor', may: 'Reads every case and record of the authority, and changes nothing.' },
  administrator: { of: 'authority', title: 'Administrator', may: 'Gives and ends roles, names deputies, looks after settings. Decides no case.' },
  provider: { of: 'organisation', title: 'Provider', may: 'Everybody who acts for a provider: sees its own applications, answers and letters.' },
  school: { of: 'organisation', title: 'School', may: 'Everybody who acts for a school: answers consultations about its own pupils.' },
  'account holder': { of: 'organisation', title: 'Account holder', may: 'Looks after the organisation’s own details and who acts for it.' },
  applicant: { of: 'organisation', title: 'Applicant', may: 'Fills in, sends and withdraws applications, and answers questions about them.' },
  'safeguarding lead': { of: 'organisation', title: 'Designated safeguarding lead', may: 'Answers for safeguarding evidence and is told of safeguarding matters.' },
  clinician: { of: 'organisation', title: 'Clinician', may: 'Records sessions with the children they see.' },
  'finance contact': { of: 'organisation', title: 'Finance contact', may: 'Confirms bank details and rates.' },
  referee: { of: 'invited', title: 'Referee', may: 'Gives a reference that was asked for, in one case.' },
  representer: { of: 'invited', title: 'Person who makes a representation', may: 'Makes a representation about one decision, and answers questions about it.' },
  addressee: { of: 'invited', title: 'Person whom a letter is for', may: 'Reads the letters of one decision that are for them.' },
  'outside decision maker': { of: 'invited', title: 'Outside decision maker', may: 'Takes one decision that was given to somebody outside the authority.' },
  'partner reader': { of: 'invited', title: 'Partner’s reader', may: 'Reads one joint case of another authority, until a date.' },
  'partner contributor': { of: 'invited', title: 'Partner’s contributor', may: 'Reads one joint case of another authority until a date, and puts the partner’s views and papers into it.' },
  'partner decision maker': { of: 'invited', title: 'Partner’s decision maker', may: 'Records their own authority’s decision in one joint case of another authority, until a date.' },
  system: { of: 'everybody', title: 'Clerkwell', may: 'Acts by a clock or because another case said something. Nobody can be given this role.' },
  public: { of: 'everybody', title: 'The public', may: 'Reads what is published.' },
} as const satisfies Record<string, RoleDescription>;

export type Role = keyof typeof ROLES;
export type AuthorityRole = { [R in Role]: (typeof ROLES)[R]['of'] extends 'authority' ? R : never }[Role];
/** Roles that a person holds in an organisation. `provider` and `school` are not given: they follow from the organisation's kind. */
export type MemberRole = 'account holder' | 'applicant' | 'safeguarding lead' | 'clinician' | 'finance contact';

export const AUTHORITY_ROLES = (Object.keys(ROLES) as Role[]).filter((role): role is AuthorityRole => ROLES[role].of === 'authority');
export const MEMBER_ROLES: readonly MemberRole[] = ['account holder', 'applicant', 'safeguarding lead', 'clinician', 'finance contact'];

/** Who may give and end roles, name deputies and handle leavers. */
export const PEOPLE_ROLES = ['administrator', 'commissioning manager'] as const satisfies readonly AuthorityRole[];
/** Who takes in a case that another authority moved here. */
export const CASE_RECEIVERS: readonly AuthorityRole[] = ['procurement officer', 'contract manager', 'commissioning manager', 'monitoring officer'];

/** Who works for a child, and so may see what is about one, with a second factor. */
const CHILD_DATA_ROLES: readonly AuthorityRole[] = ['caseworker', 'SEND manager', 'brokerage', 'panel member', 'chair', 'panel administrator'];

/** Whether roles let somebody see what is about a child. Somebody outside sees what is in their organisation's own cases. */
export function worksForChildren(kind: 'staff' | 'provider' | 'invited' | 'partner' | 'public' | 'system', roles: readonly string[]): boolean {
  return kind === 'provider' || (kind === 'staff' && CHILD_DATA_ROLES.some((role) => roles.includes(role)));
}

export function isAuthorityRole(text: string): text is AuthorityRole {
  return (AUTHORITY_ROLES as readonly string[]).includes(text);
}

/** "a procurement officer, a commissioning manager or the monitoring officer": role titles in a sentence. */
export function rolesInWords(roles: readonly string[]): string {
  const titles = roles.map((role) => (role in ROLES ? ROLES[role as Role].title : role)).map((title) => (/^[A-Z]{2}/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1)));
  return titles.length < 2 ? (titles[0] ?? 'nobody') : `${titles.slice(0, -1).join(', ')} or ${titles.at(-1)}`;
}
