import { design } from '../shared/vocabulary.js';

/** Where the rules of a joint case come from. The Regulations let authorities act together and do not say how; these are the product's own rules. */
export const ownDecision = design('In a joint case each authority decides for itself, and each decision is a condition of the award');
export const oneCaseOnly = design('A partner’s named people see one case until a date');
export const namesAll = design('The notices of a joint case name every authority');
