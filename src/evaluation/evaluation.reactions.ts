import { v5 as idFromName } from 'uuid';
import type { Reaction } from '../engine/procedure.js';
import type { EvaluationEvent, EvaluationUnwanted, EvaluationWanted } from '../../workflows/evaluation/evaluation.events.js';

const EVALUATIONS = '3c0f6c0a-5b1f-5a55-8f0e-2c0f6e7a9d44';

/** The case in which something is scored: one for each attempt of the case that asks, so that being told twice opens it once. */
export const evaluationOf = (of: string, attempt: number): string => idFromName(`${of}/${attempt}`, EVALUATIONS);

/** Any case of any room asks by these facts. */
export const evaluationReactions: readonly Reaction<EvaluationEvent>[] = [
  {
    fact: 'evaluation.wanted',
    react: (body) => {
      const input = body as unknown as EvaluationWanted;
      return [{ caseId: evaluationOf(input.of, input.attempt ?? 1), type: 'evaluation.open', input }];
    },
  },
  {
    fact: 'evaluation.unwanted',
    react: (body) => {
      const { of, attempt, why } = body as unknown as EvaluationUnwanted;
      return [{ caseId: evaluationOf(of, attempt ?? 1), type: 'evaluation.stop', input: { why } }];
    },
  },
];
