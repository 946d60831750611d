import { v5 as idFromName } from 'uuid';
import type { Reaction } from '../../engine/procedure.js';
import type { AwardDetails, AwardProvider, SignInput } from '../../../workflows/psr/award.events.js';
import type { FrameworkAgreed, FrameworkChange, FrameworkEvent } from '../../../workflows/psr/framework.events.js';

const FRAMEWORKS = '5b0c2f54-93ac-5f0e-8a37-51c7f3c0b9d2';

/** The framework that a competition leads to: being told twice enters it once. */
export const frameworkOfAward = (awardCase: string): string => idFromName(awardCase, FRAMEWORKS);

interface Concluded {
  readonly caseId: string;
  readonly frameworkCase: string | null;
  readonly details: AwardDetails;
  readonly framework: FrameworkAgreed;
  readonly providers: readonly AwardProvider[];
  readonly concludedOn: string;
  readonly starts: string;
  readonly lifetimePence: number;
}

/** A framework that was concluded here enters the register. */
export const enteredByConclusion: Reaction<FrameworkEvent> = {
  fact: 'psr.framework.concluded',
  react: (body) => {
    const { caseId, details, framework, providers, concludedOn, lifetimePence } = body as unknown as Concluded;
    const { title, services, cpv, otherCpv, vat, valueBasis } = details;
    return [{
      caseId: frameworkOfAward(caseId), type: 'framework.open',
      input: { title, number: null, services, cpv, otherCpv, lifetimePence, vat, valueBasis, ...framework, concludedBy: null, concludedOn, how: 'competitive process', ourEntry: null, providers, awardCase: caseId },
    }];
  },
};

/** Those that won a place in it by a competition of their own (reg 17). */
export const joinedByCompetition: Reaction<FrameworkEvent> = {
  fact: 'psr.framework.joined',
  react: (body) => {
    const { caseId, frameworkCase, providers, starts } = body as unknown as Concluded;
    return frameworkCase === null ? [] : [{ caseId: frameworkCase, type: 'provider.join', input: { providers, joinedOn: starts, awardCase: caseId } }];
  },
};

/** A contract that was awarded under it. */
export const calledOff: Reaction<FrameworkEvent> = {
  fact: 'psr.contract.awarded',
  react: (body) => {
    const { caseId, callOffOf, route, details, providers, awardedOn, signed } = body as unknown as Concluded & { readonly callOffOf?: string | null; readonly route: string; readonly awardedOn: string; readonly signed: SignInput };
    return callOffOf == null ? [] : [{
      caseId: callOffOf, type: 'call-off.note',
      input: { callOffCase: caseId, title: details.title, way: route === 'mini-competition' ? 'competition' : 'without competition', providers: providers.map(({ name }) => name), lifetimePence: signed.lifetimePence, awardedOn, serviceEnd: signed.serviceEnd },
    }];
  },
};

/** A modification of it that was made (reg 13). */
export const changedFramework: Reaction<FrameworkEvent> = {
  fact: 'psr.framework.modified',
  react: (body) => {
    const { frameworkCase, caseId, change } = body as unknown as { readonly frameworkCase: string; readonly caseId: string; readonly change: Omit<FrameworkChange, 'modificationCase'> };
    return [{ caseId: frameworkCase, type: 'change.note', input: { ...change, modificationCase: caseId } }];
  },
};
