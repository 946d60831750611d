import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

const reg = (cite: string) => verified(`SI 2023/1348 ${cite}`);

/** Where the rules of modifications come from. */
export const relevant = reg('reg 29(2): modification of any relevant contract, whenever awarded');
export const grounds = {
  M1: reg('reg 13(1)(a): clearly and unambiguously provided for'),
  M2: reg('reg 13(1)(b): corporate succession'),
  M3: reg('reg 13(1)(c): external factors beyond both parties'),
  M4: reg('reg 13(1)(d), (2): a decision of the authority, below £500,000 or below 25 per cent in all'),
  M5: reg('reg 13(3): a contract first awarded by direct award process A or B'),
} as const;
export const fourYears = reg('reg 16(5): four years at most for a framework, save in exceptional cases that the subject-matter justifies; a change of its term counts, which is our reading');
export const noGround = reg('reg 13(1), (3): otherwise a new procurement');
export const notice = reg('reg 13(4), (5); Sch. 12: the notice of a modification');
export const chart = fromKnowledge('NHS England’s flow chart on modifications asks for a notice by the value of one modification, whoever caused it');
export const ledger = design('What is tested is the ledger as the register holds it now');
