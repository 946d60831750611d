import { design, type Refusal } from '../shared/vocabulary.js';

/** The refusal of a rule that only chooses where a case goes: nobody is kept from anything by it. @param kind input where it reads what was entered */
export const onlyChooses = (because: string, kind: Refusal['kind'] = 'condition'): Refusal => ({ kind, because, unblock: 'Nothing has to be done: the case goes the other way by itself.', source: design('Where a case goes') });
