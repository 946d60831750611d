import { v5 as idFromName } from 'uuid';
import type { Reaction } from '../../engine/procedure.js';
import type { AwardDetails, AwardProvider, AwardRoute, SignInput } from '../../../workflows/psr/award.events.js';
import type { ContractEvent, OpenContractInput } from '../../../workflows/psr/contract.events.js';
import type { ChangeInput } from '../../../workflows/psr/contract.ledger.js';
import type { RouteChoiceEvent } from '../../../workflows/psr/route-choice.events.js';

const CONTRACTS = '0d6f5b7e-6b1c-5a53-9d1e-2f1b7c44a9e1';

/** The contract that an award leads to: being told twice enters it once. */
export const contractOf = (awardCase: string): string => idFromName(awardCase, CONTRACTS);
/** The choice of route for what comes after a term of a contract. Another last day is another choice. */
export const choiceAfter = (contractCase: string, end: string): string => idFromName(`${contractCase} after ${end}`, CONTRACTS);

/** What the routes tell when a contract was entered into. */
export interface ContractAwarded {
  readonly caseId: string;
  readonly route: AwardRoute | 'urgent award' | 'call-off';
  readonly details: AwardDetails;
  readonly framework: unknown;
  readonly providers: readonly AwardProvider[];
  readonly awardedOn: string;
  readonly signed: SignInput;
}

/** What was signed enters the register. A framework is none: it has a case of its own. */
export const enteredByAward: Reaction<ContractEvent> = {
  fact: 'psr.contract.awarded',
  react: (body) => {
    const awarded = body as unknown as ContractAwarded;
    return awarded.framework ? [] : [{ caseId: contractOf(awarded.caseId), type: 'contract.open', input: inputOf(awarded) }];
  },
};

function inputOf({ caseId, route, details, providers, awardedOn, signed }: ContractAwarded): OpenContractInput {
  return {
    title: details.title, number: null, providers, services: details.services, cpv: details.cpv || null, districts: [], lifetimePence: signed.lifetimePence, amountsPayable: signed.amountsPayable, vat: details.vat,
    valueBasis: details.valueBasis, serviceStart: signed.serviceStart, serviceEnd: signed.serviceEnd, extendableTo: null, extensions: details.extensions, route: route === 'call-off without competition' || route === 'mini-competition' ? 'call-off' : route, awardedOn, signedOn: awardedOn,
    awardCase: caseId, importedFrom: null,
  };
}

/** A modification that was made, or an urgent one, writes the ledger of its contract. */
export const changedByModification: Reaction<ContractEvent> = {
  fact: 'psr.contract.modified',
  react: (body) => {
    const { contractCase, caseId, change } = body as unknown as { readonly contractCase: string; readonly caseId: string; readonly change: ChangeInput };
    return [{ caseId: contractCase, type: 'change.note', input: { ...change, modificationCase: caseId } }];
  },
};

/** The latest safe start of what comes after a contract opens the choice of its route. */
export const openedByContract: Reaction<RouteChoiceEvent> = {
  fact: 'psr.contract.renewal-due',
  react: (body) => {
    const { caseId, title, providers, number, end } = body as { readonly caseId: string; readonly title: string; readonly providers: readonly string[]; readonly number: string | null; readonly end: string };
    return [{
      caseId: choiceAfter(caseId, end), type: 'choice.open',
      input: { title: `What follows: ${title}`.slice(0, 200), occasion: `The contract ${number ? `${number} ` : ''}with ${providers.join(', ')} ends on ${end}. The register opened this choice so that what comes after can begin in time.` },
    }];
  },
};
