import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

/** Where the rules of evidence come from. */
export const checked = design('Evidence: who verified it, how, when and until when it is valid are four separate facts');
export const kept = design('Superseded evidence is kept until its retention ends');
export const warnings = design('Warnings 90, 60, 30, 14 and 7 days before evidence runs out, each at its own time and none twice');
export const runsOut = design('Evidence is valid to the end of its last day; from 00:01 of the next no new work is offered on it');
export const renewal = design('A renewal that was sent before the end keeps the provider eligible until it is checked, within a limit, save for safeguarding');
export const dbsRecord = verified('DBS code of practice: number, date, result and who saw it are kept, not a copy');
export const cqcScope = fromKnowledge('Health and Social Care Act 2008 (Regulated Activities) Regulations 2014 sch. 1: whether registration is needed depends on who treats, and how');
