import { design, verified } from '../shared/vocabulary.js';

const reg = (cite: string) => verified(`SI 2023/1348 ${cite}`);

/** Where the rules of frameworks and of contracts under them come from. */
export const whatItIs = reg('reg 16(1): a framework, and contracts under it only while it runs');
export const onlyByCompetition = reg('regs 6(8), 16(3): a framework is concluded by the competitive process and by no other');
export const namedUsers = reg('reg 16: the authorities that may use it are named when it is concluded');
export const fourYears = reg('reg 16(5): four years at most, save in exceptional cases that the subject-matter justifies');
export const joining = reg('reg 17: further providers join during the term, by the competitive process');
export const concluding = reg('reg 11, step 9: the framework is concluded');
export const onlyUnderIt = reg('reg 18: contracts under a framework, without changing its terms substantially');
export const oneProvider = reg('reg 18(3): with one provider, without competition');
export const severalProviders = reg('reg 18(4): with several, without competition or by one, in line with the framework');
export const callOffNotice = reg('reg 18(5), (6); Sch. 2: the notice of a contract without competition');
export const inviteEverybody = reg('reg 18(7), (8); Sch. 15: every provider party to the framework is invited');
export const notAtCallOff = reg('regs 19(2)(b), 20(7): selection criteria and the provider’s own exclusion are not looked at again; sub-contractors are (reg 20A)');
export const modified = reg('reg 13(1): a framework is modified by the same grounds as a contract, save reg 13(3)');
export const earlierFrameworks = reg('reg 29(3): contracts under frameworks from before 1 January 2024');
export const conflicts = reg('reg 21(2): conflicts of interest; whoever has one recuses');
export const record = reg('reg 24(b): the record of each party to a framework');

export const register = design('A register of frameworks: who is party, who may use it, what was called off, when it ends');
export const outliving = design('Whether a contract may outlive its framework is not dealt with in the Regulations: a setting');
export const asPublished = design('What is concluded is what the intention notice said: a later start shortens the term and never moves its end');
export const frozenBytes = design('What was seen is what is sent: one document, one hash');

/** The steps of a competition among the providers of a framework: reg 11 with every party invited instead of step 2 (reg 18(7)). */
export const stepsOfMiniCompetition = {
  1: reg('reg 18(7), reg 11, step 1: the award criteria'),
  2: reg('reg 18(7), (8), in place of reg 11, step 2: inviting every provider of the framework'),
  3: reg('reg 18(7), reg 11(6), step 3: assessing the offers'),
  4: reg('reg 18(7), reg 11, step 4: choosing the successful provider'),
  5: reg('reg 18(7), reg 11(8), (9), step 5: telling every bidder'),
  6: reg('reg 18(7), reg 11(9), (10), step 6: the intention notice'),
  7: reg('reg 18(7), reg 11, step 7: the standstill'),
  8: reg('reg 18(7), reg 11, step 8: the review of representations'),
  9: reg('reg 18(7), reg 11, step 9: the award'),
  10: reg('reg 18(7), reg 11(16), (17), step 10: the confirmation'),
} as const;
/** A contract under a framework without competition. */
export const stepsWithoutCompetition = {
  1: reg('reg 18(3), (4): the award without competition, in line with the framework'),
  2: callOffNotice,
} as const;
