import type { Reaction } from '../../engine/procedure.js';
import type { AdmitInput, EvidenceEvent } from '../../../workflows/qpl/evidence.events.js';
import { evidenceKind } from '../../../workflows/qpl/evidence-kinds.js';
import type { Admitted } from '../../../workflows/qpl/lot.js';
import { evidenceCase } from './evidence-id.js';

/** The evidence that comes with an admitted application: what may be kept. Of a DBS certificate no copy is, so it is seen again and recorded. */
const keptOf = ({ evidence }: Admitted) => evidence.filter(({ requirement }) => evidenceKind(requirement).copyKept);

/** An admission opens a case for each piece of evidence, or renews the one that is there. */
export const evidenceReactions: readonly Reaction<EvidenceEvent>[] = [
  {
    fact: 'qpl.application.admitted',
    cases: async (body, sql) => {
      const admitted = body as unknown as Admitted;
      const cases: string[] = [];
      for (const { requirement } of keptOf(admitted)) cases.push(await evidenceCase(sql, admitted.provider.organisationId, requirement));
      return cases;
    },
    react: (body, from, cases) => {
      const admitted = body as unknown as Admitted;
      return keptOf(admitted).map(({ requirement, title, sha256, fileName, validUntil, blocks }, n) => ({
        caseId: cases[n]!,
        type: 'evidence.admit',
        input: {
          organisationId: admitted.provider.organisationId, providerName: admitted.provider.name, requirement, title, lotId: null, blocks, sha256, fileName, validUntil, keptIn: from.caseId, decidedOn: admitted.decidedOn,
        } satisfies AdmitInput,
      }));
    },
  },
];
