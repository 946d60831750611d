import type { Notice, Procedure } from '../../engine/procedure.js';
import type { FrameworkContext, FrameworkEvent } from '../../../workflows/psr/framework.events.js';
import { frameworkMachine } from '../../../workflows/psr/framework.machine.js';
import { refusals } from '../../../workflows/psr/framework.refusals.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import { psr } from '../psr.paths.js';
import { frameworkFacts } from './framework.facts.js';
import { frameworkLabels } from './framework.labels.js';
import { calledOff, changedFramework, enteredByConclusion, joinedByCompetition } from './framework.reactions.js';
import { projectFramework } from './framework.row.js';

const message = (subject: string, text: (context: FrameworkContext) => string): Notice<FrameworkContext> => ({
  to: () => ({ role: 'commissioning manager' }),
  subject: ({ terms }, { reference }) => `${reference}: ${subject}, ${terms?.title ?? 'a framework'}`,
  text: (context, { link, authority }) => [text(context), `Read more here: ${link}`, authority.name].join('\n\n'),
});

/** The register of frameworks under the Provider Selection Regime. */
export const frameworkProcedure: Procedure<FrameworkContext, FrameworkEvent> = {
  name: 'psr.framework', title: 'Framework', plural: 'Frameworks', machine: frameworkMachine, version: 1, refusals, events: frameworkLabels, opening: 'framework.open', series: 'FRA',
  facts: frameworkFacts, project: projectFramework, fieldAudience: {},
  pages: ({ terms }) => (terms === null ? [] : [{ path: psr.below.frameworkRecord, text: 'The framework' }]),
  notices: {
    renewalDue: message('what comes after has to begin', ({ terms }) => `The framework ends on ${dayInWords(terms?.ends ?? '')}. Counted back through every clock of the competitive process, this is the latest day on which a new one can safely begin.`),
    expired: message('the framework has expired', () => 'No contract may be awarded under it any more. Contracts that were awarded under it go on by their own terms.'),
  },
  reactions: [enteredByConclusion, joinedByCompetition, calledOff, changedFramework],
  clocks: { end: 'psr.framework-ends', 'start-by': 'psr.renewal-start' },
  retention: 'Procurement record: six years after the contract ends',
  lead: 'commissioning manager',
  readers: ['commissioning manager', 'procurement officer', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'],
};
