import { randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Sender } from '../../src/engine/send.js';
import { awardProcedures } from '../../src/psr/award/award.procedure.js';
import type { Actor } from '../../src/engine/actor.js';
import { details } from '../psr/award-makers.js';
import { terms } from '../psr/contract-makers.js';
import { frameworkTerms } from '../psr/framework-makers.js';

/** A case of each procedure of the Provider Selection Regime that is opened by hand, so that whoever may read it has one to read. */
export async function casesOfTheRegime(app: NestExpressApplication, officer: Actor): Promise<void> {
  const sender = app.get(Sender, { strict: false });
  const open = async (procedure: string, type: string, input: object): Promise<string> => {
    const caseId = randomUUID();
    const answer = await sender.send({ actor: officer, caseId, procedure, type, input });
    if (answer.kind !== 'done') throw new Error(`${type} of ${procedure} was not taken: ${JSON.stringify(answer)}`);
    return caseId;
  };
  await open('psr.route-choice', 'choice.open', { title: 'Children’s therapies, east', occasion: 'The contract ends in August.' });
  for (const { name } of awardProcedures) await open(name, 'award.open', details);
  await open('psr.framework', 'framework.open', frameworkTerms);
  const contractCase = await open('psr.contract', 'contract.open', terms);
  await open('psr.modification', 'modification.open', { contractCase });
  await open('psr.annual-summary', 'summary.open', { year: 2025 });
  const { title, services, cpv, lifetimePence, amountsPayable, vat, providers } = terms;
  await open('psr.urgent', 'urgent.open', { kind: 'award', contractCase: null, title, services, cpv, providers, lifetimePence, amountsPayable, vat, serviceStart: '2026-12-01', serviceEnd: '2027-03-31', valueChangePence: null });
}
