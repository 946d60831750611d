import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

/** Where the rules of an application come from, as cited by its states, transitions and refusals. */
export const admission = verified('Public Contracts Regulations 2015 reg 34: dynamic purchasing, 10 working days, 15 where justified');
export const everybodyWhoQualifies = verified('Public Contracts Regulations 2015 reg 34 and Procurement Act 2023 ss.34 to 36: everybody who meets the conditions is admitted, without a cap');
export const publishedTerms = fromKnowledge('Public Contracts Regulations 2015 regs 74 to 77: a light-touch list follows its published terms');
export const equalTreatment = fromKnowledge('Public Contracts Regulations 2015 reg 18: equal treatment, transparency, proportionality');
export const checking = design('The scheme’s check library, as published with the scheme');
export const rounds = design('A round closes at its published instant by the server’s clock; what came before is in time');
export const resubmission = design('What was sent stays live until it is replaced, and can be replaced until the round closes');
export const drafts = design('A draft belongs to the provider; who has not sent it is reminded 7, 2 and 1 days before the close');
export const clarification = design('Clarification of applications: five working days to reply, five more after a final notice');
export const silence = design('Silence withdraws nobody: after the final notice an officer may close an application as withdrawn, with a reason');
export const exclusion = fromKnowledge('Public Contracts Regulations 2015 reg 57; Procurement Act 2023 ss.57, 58 and Schedules 6 and 7: exclusion and what was put right');
export const exclusionReview = design('A “yes” or an entry on the debarment list rejects nobody by itself: procurement and legal review it within five working days');
export const evaluation = design('At least two evaluators score alone; a moderator records one agreed score; the arithmetic is the system’s');
export const withdrawal = design('An applicant may withdraw until the decision');
export const reapplying = fromKnowledge('Procurement Act 2023 s.36: a dynamic market takes applications at any time; any other list keeps to what it publishes');
export const separation = design('Separation of duties: who checks does not decide, who signs does not publish');
export const conflicts = fromKnowledge('Public Contracts Regulations 2015 reg 24: conflicts of interest');
export const officerRecord = verified('SI 2012/2089 r13: record of an officer’s executive decision');
export const confidentialLetter = design('Each applicant is told the outcome of each lot with its reasons');
export const review = design('A refusal is looked at again, on request within ten working days, by somebody who had no part in it, within fifteen');
export const agreement = design('Signed terms, bank details verified by call-back and a supplier number, within 20 working days; then a warning that the admission lapses');
export const frozenBytes = design('What was seen is what is sent, signed and published: one document, one hash');
