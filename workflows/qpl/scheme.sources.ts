import { design, fromKnowledge, verified } from '../shared/vocabulary.js';

/** Where the rules of a list come from, as cited by its states, transitions and refusals. What depends on the legal basis stands in `regimes.ts`. */
export const openRules = fromKnowledge('Procurement Act 2023 s.12 and Public Contracts Regulations 2015 reg 18: equal treatment, transparency, proportionality');
export const publishedTerms = verified('A list is run by what its published documents say');
export const taskList = design('A list is drafted section by section; nothing is public before it is approved and published');
export const keyDecision = verified('SI 2012/2089 reg 8: an executive decision above the council’s limit is a key decision');
export const callIn = fromKnowledge('Local Government Act 2000 s.9F: a key decision waits for the call-in window');
export const separation = design('Separation of duties: who drafts does not approve, who records a late application does not decide on it');
export const threshold = verified('Procurement Act 2023 light-touch threshold');
export const scoring = design('Weights of a lot come to 100; every score has a meaning that is published; a pass mark is one of them');
export const frozenBytes = design('What was seen is what is published: one document, one hash');
export const noticeDuty = verified('Procurement Act 2023 s.39 for dynamic markets; the notices of other legal bases as listed with them');
export const rounds = verified('Rounds open and close at the published instants, by the clock of the server');
export const outage = design('A round is extended for everyone, with a reason; after our own outage also when it had closed');
export const questionsToAll = fromKnowledge('Questions before the close are answered to all, without names, until a published cut-off');
export const lateRule = verified('A late application is recorded, and decided by the rule that was published');
export const goingLive = design('A list is in use when each lot has a member, or an officer says why not');
export const coverage = verified('Councils open and close single lots when supply suffices, where the published terms say so');
export const extensionRight = verified('A list is extended only by a right that its published documents give');
export const endOfList = design('When a list ends: no new applications or orders; running orders follow the run-off rule; the end is notified');
