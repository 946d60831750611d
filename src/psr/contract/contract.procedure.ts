import type { Notice, Procedure } from '../../engine/procedure.js';
import type { ContractContext, ContractEvent } from '../../../workflows/psr/contract.events.js';
import { contractMachine } from '../../../workflows/psr/contract.machine.js';
import { refusals } from '../../../workflows/psr/contract.refusals.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import { psr } from '../psr.paths.js';
import { contractDocument, noticeOfEnd } from './contract.documents.js';
import { contractFacts } from './contract.facts.js';
import { contractLabels } from './contract.labels.js';
import { changedByModification, enteredByAward } from './contract.reactions.js';
import { projectContract } from './contract.row.js';

const message = (role: string, subject: string, text: (context: ContractContext) => string): Notice<ContractContext> => ({
  to: () => ({ role }),
  subject: ({ terms }, { reference }) => `${reference}: ${subject}, ${terms?.title ?? 'a contract'}`,
  text: (context, { link, authority }) => [text(context), `Read more here: ${link}`, authority.name].join('\n\n'),
});

/** The register of contracts under the Provider Selection Regime. */
export const contractProcedure: Procedure<ContractContext, ContractEvent> = {
  name: 'psr.contract',
  title: 'Contract',
  plural: 'Contracts',
  machine: contractMachine,
  version: 1,
  refusals,
  events: contractLabels,
  opening: 'contract.open',
  series: 'CON',
  facts: contractFacts,
  project: projectContract,
  fieldAudience: {},
  documents: [contractDocument, noticeOfEnd],
  pages: ({ terms }) => (terms === null ? [] : [{ path: psr.below.contractRecord, text: 'The contract' }]),
  notices: {
    renewalDue: message('commissioning manager', 'what comes after has to begin', ({ ends }) => `The contract ends on ${dayInWords(ends ?? '')}. Counted back through every clock, this is the latest day on which what comes after can safely begin. The choice of its route was opened.`),
    reviewDue: message('contract manager', 'a review is due', () => 'A review of the provider against the key criteria is due. Without reviews nobody can show at the end whether the contract was satisfied.'),
  },
  reactions: [enteredByAward, changedByModification],
  clocks: { end: 'psr.contract-ends', 'start-by': 'psr.renewal-start', review: 'psr.contract-review' },
  retention: 'Procurement record: six years after the contract ends',
  lead: 'contract manager',
  readers: ['contract manager', 'procurement officer', 'commissioning manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'],
};
