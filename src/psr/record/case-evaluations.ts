import { Injectable } from '@nestjs/common';
import type { EvaluationContext } from '../../../workflows/evaluation/evaluation.events.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import type { Actor } from '../../engine/actor.js';
import { Reader } from '../../engine/read.js';
import { evaluationOf } from '../../evaluation/evaluation.reactions.js';
import type { EvaluationSeen } from './regulation-24.js';

/** The evaluations that a case asked for, in every round, as far as somebody may see them: the evaluation room itself says who sees which score. */
@Injectable()
export class CaseEvaluations {
  constructor(private readonly reader: Reader) {}

  async of(actor: Actor, caseId: string, context: AwardContext): Promise<EvaluationSeen[]> {
    const asked = [context.evaluations, ...context.earlierRounds.map(({ kept }) => (kept['evaluations'] ?? []) as AwardContext['evaluations'])].flat();
    const attempts = [...new Set(asked.map(({ attempt }) => attempt))].sort((a, b) => a - b);
    const seen: EvaluationSeen[] = [];
    for (const attempt of attempts) {
      const view = await this.reader.caseView(actor, evaluationOf(caseId, attempt));
      if (view) seen.push({ reference: view.reference, context: view.context as unknown as EvaluationContext });
    }
    return seen;
  }
}
