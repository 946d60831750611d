import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

/** Where the rules of a place on a list come from. */
export const broughtOver = design('Providers of an older list come over as legacy, with what is missing named');
export const admitted = fromKnowledge('Public Contracts Regulations 2015 regs 74 to 77: a light-touch list follows its published terms');
export const capacityTold = design('Capacity and wait are as the provider told them, with the day on which it did; it refreshes them every month');
export const runsOut = design('Evidence is valid to the end of its last day; from 00:01 of the next the place is restricted');
export const renewal = design('A renewal that was sent before the end keeps the provider eligible until it is checked, within a limit, save for safeguarding');
export const continuity = design('What happens to each child is decided child by child, within two working days; nothing ends by itself');
export const suspension = design('Suspension the same day, written notice with reasons, a risk assessment of each child within one working day, a review every ten working days');
export const conditioned = design('A place may be given with conditions: their limits bind orders, and each is met by its day');
export const mindedTo = fromKnowledge('Procurement Act 2023 s.37: a member is told, with reasons, before it is removed; elsewhere as published, with ten working days to answer');
export const separation = design('Separation of duties: who proposes a removal does not decide it');
export const exclusionReport = fromKnowledge('Procurement Act 2023 s.59: an exclusion is reported');
export const exit = design('A provider leaves with the notice that its agreement names');
export const readmission = design('A provider that left may come back by what has changed, within a time; one that was excluded applies anew');
export const annual = design('Annual review: the pack opens 60 days before, and a place whose review is not returned within 20 working days is restricted');
export const clinicians = verified('HCPC: check the register; nobody treats who is not on it');
export const frozenBytes = design('What was seen is what is sent: one document, one hash');
export const market = verified('Procurement Act 2023 ss.34 to 40: dynamic markets');
