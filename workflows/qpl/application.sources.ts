import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

/** Where the rules of an application come from, as cited by its states, transitions and refusals. */
export const admission = verified('Public Contracts Regulations 2015 reg 34: dynamic purchasing, 10 working days, 15 where justified');
export const publishedTerms = fromKnowledge('Public Contracts Regulations 2015 regs 74 to 77: a light-touch list follows its published terms');
export const equalTreatment = fromKnowledge('Public Contracts Regulations 2015 reg 18: equal treatment, transparency, proportionality');
export const checking = design('The scheme’s check library, as published with the scheme');
export const clarification = design('Clarification of applications: five working days to reply, five more after a final notice');
export const withdrawal = design('An applicant may withdraw until the decision');
export const separation = design('Separation of duties: who checks does not decide, who signs does not publish');
export const conflicts = fromKnowledge('Public Contracts Regulations 2015 reg 24: conflicts of interest');
export const officerRecord = verified('SI 2012/2089 r13: record of an officer’s executive decision');
export const confidentialLetter = design('Each applicant is told the outcome of each lot with its reasons');
export const frozenBytes = design('What was seen is what is sent, signed and published: one document, one hash');
