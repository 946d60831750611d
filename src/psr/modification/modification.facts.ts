import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { ModificationContext, ModificationFacts } from '../../../workflows/psr/modification.events.js';
import { actFacts } from './act.facts.js';
import { MODIFICATION_NOTICE, noticeFactsOfModification } from './modification.notice.js';

/** What the rules of a modification need to know. */
export const modificationFacts = (query: FactQuery<ModificationContext>, sources: FactSources): Promise<ModificationFacts> =>
  actFacts(query, sources, { opening: 'modification.open', modifiesFrameworks: true, document: MODIFICATION_NOTICE, notice: query.context.made === null ? null : (about) => ({ kind: 'N10', facts: noticeFactsOfModification(query.context, about) }) });
