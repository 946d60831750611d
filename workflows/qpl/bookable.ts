import type { Day } from '../shared/vocabulary.js';
import type { ClinicianContext } from './clinician.events.js';
import { givesTherapy } from './professions.js';

export type Booking = { readonly may: true } | { readonly may: false; readonly because: string; readonly unblock: string };
export type Bookable = Pick<ClinicianContext, 'profession' | 'therapies' | 'check' | 'dbs' | 'clearedOn' | 'suspended' | 'leftOn'>;

const no = (because: string, unblock: string): Booking => ({ may: false, because, unblock });

/**
 * Whether a clinician may be booked for a session of a therapy on a day: cleared, and registered on that very day. It is asked of every session, so that a
 * session after the end of a registration is refused long before that end, unless the register was looked up again.
 */
export function mayBeBooked(clinician: Bookable, therapy: string, on: Day): Booking {
  const { profession, therapies, check, dbs, clearedOn, suspended, leftOn } = clinician;
  if (suspended) return no('The clinician is suspended.', 'An officer lifts the suspension, or another clinician is booked.');
  if (leftOn !== null && leftOn <= on) return no('The clinician has left the provider by then.', 'Book another clinician.');
  if (!givesTherapy(profession, therapies, therapy)) return no(`A ${profession} does not give this therapy.`, 'Book a clinician of the profession that the plan names.');
  if (clearedOn === null || clearedOn > on) return no('The clinician is not cleared on that day.', 'An officer looks up the registration, records the DBS check and clears the clinician.');
  if (check === null || check.result === 'not registered' || check.result === 'suspended by the register') return no('The clinician is not on the register.', 'Look the register up again once the clinician is on it.');
  if (check.validTo !== null && check.validTo < on) return no('The registration runs out before that day.', 'Look the register up again once it has been renewed.');
  if (dbs === null || dbs.result === 'not clear' || dbs.childrensBarredList !== 'checked, not on it') return no('There is no DBS check that lets the clinician work with children.', 'Record an enhanced check with the children’s barred list.');
  return { may: true };
}
