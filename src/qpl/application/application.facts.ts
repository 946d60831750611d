import type { FactQuery, FactSources } from '../../engine/procedure.js';
import { hasDeclaredConflict } from '../../directory/declared-conflict.js';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import type { ApplicationEvent, DecideFacts, RaiseFacts } from '../../../workflows/qpl/application.events.js';
import { EXCLUSION_SETS, groundOf } from '../../../workflows/qpl/exclusions.js';
import type { Day } from '../../../workflows/shared/vocabulary.js';
import { isFrozen } from './frozen.js';
import { beginFacts, remindersToCome, roundAt, submitFacts } from './submit.facts.js';
import { asInstant, dayOf } from '../../calendar/day.js';

/** The kind of document that each step handles. */
const HANDLES: Readonly<Record<string, string>> = {
  'acknowledgement.send': 'acknowledgement',
  'clarification.send': 'clarification',
  'outcome.send': 'outcome-letter',
  'record.sign': 'officer-decision-record',
  'record.publish': 'officer-decision-record',
  'review.send': 'review-letter',
  'agreement.issue': 'agreement-schedule',
};

/** What the guards of an application need to know from elsewhere: the scheme, declared conflicts, the frozen documents, the other cases of a round. */
export async function applicationFacts(query: FactQuery<ApplicationContext>, sources: FactSources): Promise<ApplicationEvent['facts']> {
  const { type, context } = query;
  switch (type) {
    case 'application.submit':
      return submitFacts(query, sources);
    case 'application.begin':
      return beginFacts(query, sources);
    case 'round.extend': {
      const closesAt = (query.input as { closesAt?: string } | null)?.closesAt;
      const closesOn = dayOf(asInstant(closesAt ?? query.at));
      return { closesOn, reminders: remindersToCome(closesOn, query.at) };
    }
    // The close that now stands, by the list itself: a round that was extended a moment ago is still open.
    case 'deadline.reached':
      return { closesAt: context.round === null ? null : ((await roundAt(sources.sql, context.schemeId, context.round.number))?.closesAt ?? context.round.closesAt) };
    case 'exclusion.raise':
      return raiseFacts(context, (query.input as { ground?: string } | null)?.ground ?? '');
    default: {
      const kind = HANDLES[type];
      if (kind) return { isFrozen: await isFrozen(sources, query.caseId, kind, query.input), ...(type === 'record.sign' ? { coversItsOwn: await coversItsOwn(query, sources) } : {}) };
      const about = [query.caseId, ...(context.provider ? [context.provider.organisationId] : [])];
      return { hasConflict: await hasDeclaredConflict(sources.sql, query.by, about, query.on), dispensationsGrantedBy: await whoGrantsDispensations(sources, query.on) };
    }
  }
}

/** The ground as the list's own version of the grounds words it. */
function raiseFacts({ rules }: ApplicationContext, key: string): RaiseFacts {
  const set = rules ? EXCLUSION_SETS[rules.exclusions] : null;
  const ground = set && groundOf(set.set, key);
  return { concern: ground ? { title: ground.title, kind: ground.kind, canBeOvercome: ground.canBeOvercome } : null };
}

/** One record may stand for several decisions: those that the signer took on the same round, and that have no record of their own. */
async function coversItsOwn({ input, context, by }: FactQuery<ApplicationContext>, { caseOf }: FactSources): Promise<boolean> {
  const covers = (input as { covers?: readonly string[] } | null)?.covers ?? [];
  for (const caseId of covers) {
    const other = (await caseOf(caseId))?.context as ApplicationContext | undefined;
    const isSameRound = other?.schemeId === context.schemeId && other.round?.number === context.round?.number;
    if (!isSameRound || other.decision?.by.personId !== by.personId || other.recordSigned !== null || other.roundRecord !== null) return false;
  }
  return true;
}

/** The Regulations name the head of paid service; an authority whose form says the proper officer sets it as policy. */
async function whoGrantsDispensations({ policy }: FactSources, on: Day): Promise<DecideFacts['dispensationsGrantedBy']> {
  return (await policy('decisions.dispensations-granted-by', on)) === 'proper-officer' ? 'proper-officer' : 'head-of-paid-service';
}

