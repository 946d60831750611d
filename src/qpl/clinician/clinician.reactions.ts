import { v5 as idFromName } from 'uuid';
import type { Reaction } from '../../engine/procedure.js';
import type { AdmitClinicianInput, ClinicianEvent } from '../../../workflows/qpl/clinician.events.js';
import type { Admitted, ClinicianNamed } from '../../../workflows/qpl/lot.js';

const CLINICIANS = '3d0f8b56-8d7f-5f0c-8a3f-0c6f6d7e9a42';

/** The case of a clinician of a provider: known by the number in the register, whatever the spelling of the name. */
export const clinicianOf = (authorityId: string, organisationId: string, { register, number }: Pick<ClinicianNamed, 'register' | 'number'>): string =>
  idFromName(`${authorityId}/${organisationId}/${register}/${number.toUpperCase().replace(/[^A-Z0-9]/g, '')}`, CLINICIANS);

/** Whoever an admitted application names is a clinician to be cleared, or known already. */
export const clinicianReactions: readonly Reaction<ClinicianEvent>[] = [
  {
    fact: 'qpl.application.admitted',
    cases: async (body, sql) => {
      const { clinicians, provider } = body as unknown as Admitted;
      const [here] = await sql.query<{ id: string }[]>('select authority() as id');
      // Named by the provider itself before: that case, whatever its id.
      const known = await sql.query<{ case_id: string; number: string }[]>(
        `select case_id, columns->>'number' as number from workflow_instance where authority_id = (select authority()) and organisation_id = $1 and machine = 'qpl.clinician' and disposed_at is null order by opened_at`,
        [provider.organisationId]);
      return clinicians.map((clinician) => known.find(({ number }) => number === clinician.number)?.case_id ?? clinicianOf(here?.id ?? '', provider.organisationId, clinician));
    },
    react: (body, _, cases) => {
      const { clinicians, provider } = body as unknown as Admitted;
      const input = ({ name, profession, register, number }: ClinicianNamed): AdmitClinicianInput => ({ name, profession, register, number, organisationId: provider.organisationId, providerName: provider.name });
      // Named twice in one form is one clinician.
      return [...new Map(clinicians.map((clinician, n) => [cases[n]!, { caseId: cases[n]!, type: 'clinician.admit' as const, input: input(clinician) }])).values()];
    },
  },
];
