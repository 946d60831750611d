import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

/** Where the rules of an award come from, as cited by its states, transitions and refusals. Read in the text as revised to 24 March 2026. */
const reg = (cite: string) => verified(`SI 2023/1348 ${cite}`);

/** An award may be to several providers together. */
export const severalProviders = reg('reg 2(2): one award may be to several providers');
export const principles = reg('reg 4: transparent, fair, proportionate');
export const keyCriteria = reg('reg 5: the key criteria');
export const mustUseA = reg('reg 6(3): direct award process A');
export const mustUseB = reg('reg 6(4): direct award process B');
export const otherRoute = reg('reg 6(9): another route after abandoning');
export const awardA = reg('reg 7: award under direct award process A');
export const noticeA = reg('reg 7(1)(b), (2): the award notice');
export const awardB = reg('reg 8: award under direct award process B');
export const noticeB = reg('reg 8(1)(b), (2): the award notice');

/** Reg 9 and its six numbered steps. */
export const stepsOfC = {
  1: reg('reg 9, step 1: is the existing provider satisfying its contract'),
  2: reg('reg 9(3), (4), step 2: the intention notice'),
  3: reg('reg 9, step 3: the standstill'),
  4: reg('reg 9, step 4: the review of representations'),
  5: reg('reg 9, step 5: entering into the contract'),
  6: reg('reg 9(10), (11), step 6: the confirmation'),
} as const;
/** Reg 10 and its eight numbered steps. */
export const stepsOfMostSuitable = {
  1: reg('reg 10(2), (3), step 1: the notice of intention to follow the process'),
  2: reg('reg 10(5), step 2: the providers who may be the most suitable'),
  3: reg('reg 10, step 3: assessing and choosing'),
  4: reg('reg 10(7), (8), step 4: the intention notice'),
  5: reg('reg 10, step 5: the standstill'),
  6: reg('reg 10, step 6: the review of representations'),
  7: reg('reg 10, step 7: entering into the contract'),
  8: reg('reg 10(14), (15), step 8: the confirmation'),
} as const;
/** Reg 11 and its ten numbered steps. */
export const stepsOfCompetition = {
  1: reg('reg 11, step 1: the award criteria'),
  2: reg('reg 11(3), (4), step 2: inviting offers'),
  3: reg('reg 11(6), step 3: assessing the offers'),
  4: reg('reg 11, step 4: choosing the successful provider'),
  5: reg('reg 11(8), (9), step 5: telling every bidder'),
  6: reg('reg 11(9), (10), step 6: the intention notice'),
  7: reg('reg 11, step 7: the standstill'),
  8: reg('reg 11, step 8: the review of representations'),
  9: reg('reg 11, step 9: the award or the framework'),
  10: reg('reg 11(16), (17), step 10: the confirmation'),
} as const;

export const noSigning = reg('reg 12(1): no contract before the standstill ends');
export const standstillBegins = reg('reg 12(2): the standstill begins the day after publication');
export const representations = reg('reg 12(3): representations before midnight at the end of the eighth working day');
export const furtherChance = reg('reg 12(4)(a): a further opportunity to explain');
export const information = reg('reg 12(4)(b), (5): information, promptly, and its three exceptions');
export const review = reg('reg 12(4)(c): the decision is reviewed');
export const furtherDecision = reg('reg 12(6), (7): a further decision, told promptly with reasons');
export const laterDecision = reg('reg 12(8): each later decision is told again');
export const endsByItself = reg('reg 12(9): the standstill ends by itself');
export const closing = reg('reg 12(10): when a standstill with representations ends');
export const earlierStep = reg('reg 12(11): going back to an earlier step');
export const bridge = reg('reg 14(3): the urgent modification that bridges a standstill');

export const abandon = reg('reg 15(1): abandoning');
export const repeat = reg('reg 15(1), (6) to (8): repeating a step and all that follow');
export const onlyAfterStandstill = reg('reg 15(2), (3): in a standstill only through its review, and only after its end');
export const abandonmentNotice = reg('reg 15(4), (5): the notice of abandonment');

export const basicSelection = reg('reg 19(1); Sch. 16: basic selection criteria');
export const notSelected = reg('reg 19(2): basic selection criteria are not applied under A or B, nor under a framework');
export const turnover = reg('Sch. 16 para 3: minimum turnover of at most twice the value, unless more is right');
export const exclusions = reg('reg 20(1), (1A), (2): excluded and excludable providers');
export const selfCleaning = reg('reg 20(6): reasons where evidence of self-cleaning is not enough');
export const subContractors = reg('reg 20A(1), (3) to (6): sub-contractors');
export const nationalSecurity = reg('reg 20B: a Minister first');
export const ministerNotices = reg('reg 20C: notices to a Minister');
export const conflicts = reg('reg 21(1), (2): conflicts of interest; whoever has one recuses');
export const boardMembers = reg('reg 21(3), (4): a member of an integrated care board who holds a post with a provider');
export const terminationTerms = reg('reg 22(1), (3): terms for ending the contract, implied where it has none');
export const panelAdvice = reg('reg 23: independent expert advice');
export const record = reg('reg 24: the record');

/** Standing is for a person to judge: the Panel took sub-contractors and suppliers of a part for providers. */
export const standing = fromKnowledge('The Panel’s view of who may represent, as told by practitioners (Bevan Brittan, 8 Aug 2025)');
export const heldForPanel = fromKnowledge('Guidance expects the standstill to stay open for the Panel; the Regulations do not say so');
export const keyDecision = design('A key decision of the authority’s executive is made and open to be acted on before the contract (stand-in until that case is linked)');
export const frozenBytes = design('What was seen is what is submitted: one document, one hash');
export const evaluation = design('Each evaluator scores alone, then a moderator leads them to one agreed score with its reasons');
