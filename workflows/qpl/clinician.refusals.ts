import type { StateMachine } from 'xstate';
import { isForClockRefusal, type Refusal } from '../shared/vocabulary.js';
import { certificate, lapses, named, register, type clinicianMachine } from './clinician.machine.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type ClinicianGuard = typeof clinicianMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard of a clinician says no, and what would change that. */
export const refusals = {
  isForClock: isForClockRefusal,
  registerWasLookedUp: { kind: 'case', because: 'The register has not been looked up, or the clinician is not on it.', unblock: 'Look the register up and record what it shows.', source: register },
  dbsLetsThemWork: {
    kind: 'case', because: 'No enhanced DBS check with the children’s barred list is recorded that lets the clinician work with children.',
    unblock: 'See the original certificate and record its number, its date, the result and who saw it.', source: certificate,
  },
  providerIsKnown: { kind: 'input', because: 'It is not known for which provider the clinician works.', unblock: 'Sign in for the provider.', source: named },
  numberFitsTheProfession: {
    kind: 'input', because: 'The registration number does not have the form of this profession.',
    unblock: 'Copy the number from the register: a speech and language therapist’s begins with SL, an occupational therapist’s with OT, a physiotherapist’s with PH.', source: register,
  },
  isNotDatedAhead: { kind: 'input', because: 'It is dated after the day on which it was recorded.', unblock: 'Give the day on which it was looked up or seen.', source: register },
  resultFitsItsDay: { kind: 'input', because: 'A registration that had ended before the look-up is not a registration.', unblock: 'Check the last day, or choose “not registered”.', source: register },
  conditionsAreWorded: { kind: 'input', because: 'The conditions are not given.', unblock: 'Copy the conditions from the register.', source: register },
  isRegistered: { kind: 'input', because: 'The look-up did not find the clinician on the register.', unblock: 'Look again once the registration has been renewed.', source: lapses },
  hasConditions: { kind: 'input', because: 'There are no conditions.', unblock: 'Nothing has to be done: the clinician is cleared without any.', source: register },
} satisfies Record<ClinicianGuard, Refusal>;
