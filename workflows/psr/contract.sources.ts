import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

const reg = (cite: string) => verified(`SI 2023/1348 ${cite}`);

/** Where the rules of the contract register come from. */
export const register = design('A register of contracts: what was signed, what changed, when it ends');
export const awardedContracts = reg('reg 24: the record of each contract awarded');
export const unsigned = design('Delivery without a signed agreement is shown until it is signed; an agreement that was never signed still counts as existing, with a warning');
export const lifetime = reg('reg 13(2), (4): the lifetime value, cumulative since the start');
export const relevantContracts = reg('reg 29(2): modifications of any contract, whenever it was awarded');
export const endForSecurity = reg('reg 22(4), (5): a Minister before a contract is ended on grounds of national security');
export const poolShares = design('Shares of a pooled budget make the whole, to the penny');
export const reviews = fromKnowledge('Panel findings as told by practitioners: a provider is reviewed against the key criteria during the contract');
export const keyCriteria = reg('reg 5: the key criteria');
export const measures = design('One definition for each measure; what was not collected is not nought');
export const pipeline = design('The next contract is begun in time: counted back from the last day through every clock of the Regime');
export const endOfTerm = design('The term as signed and as changed');
