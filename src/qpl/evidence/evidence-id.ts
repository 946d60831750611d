import { v5 as idFromName } from 'uuid';

const EVIDENCE = '0b7c4c1e-3f57-5a0e-9a55-6f0f5c7d2b81';

/** The case of one provider's evidence for one requirement. There is one, however often it is sent: an id made of all three finds it again. */
export const evidenceOf = (authorityId: string, organisationId: string, requirement: string, lotId: string | null): string =>
  idFromName(`${authorityId}/${organisationId}/${requirement}/${lotId ?? ''}`, EVIDENCE);
