import { Injectable } from '@nestjs/common';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import { systemActor, type Actor } from '../../engine/actor.js';
import { Reader } from '../../engine/read.js';
import { findingsOn, totalInWords } from './papers/findings.js';

/** The outcome as the provider may read it. */
export interface ToldOutcome {
  readonly letterId: string;
  readonly lots: readonly { readonly code: string; readonly title: string; readonly admitted: boolean; readonly reason: string; readonly total: string | null; readonly findings: ReturnType<typeof findingsOn> }[];
  readonly provider: ReturnType<typeof findingsOn>;
}

/**
 * What was decided and found, for the provider whose case it is, from the moment that the letter was sent. Before it, nothing: a field of a case has one audience
 * whatever the state, so this is where the moment is kept.
 */
@Injectable()
export class Outcomes {
  constructor(private readonly reader: Reader) {}

  /** Null until the letter was sent, and for a case that the person may not see. */
  async told(actor: Actor, caseId: string): Promise<ToldOutcome | null> {
    const mine = await this.reader.caseView(actor, caseId);
    if (mine?.procedure !== 'qpl.application') return null;
    const whole = await this.reader.caseView(systemActor(actor.authorityId), caseId);
    const context = whole?.context as unknown as ApplicationContext | undefined;
    if (!context?.decision || !context.letterSent) return null;
    const { decision, letterSent } = context;
    return {
      letterId: letterSent.documentId,
      provider: findingsOn(context, 'provider'),
      lots: context.lots.map(({ lotId, code, title }) => {
        const view = decision.lots.find((each) => each.lotId === lotId);
        return { code, title, admitted: view?.outcome === 'admit', reason: view?.reason ?? '', total: totalInWords(context, lotId), findings: findingsOn(context, lotId) };
      }),
    };
  }
}
