import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { MembershipContext, PastPlace } from '../../../workflows/qpl/membership.events.js';
import { inScope, systemScope } from '../../engine/scope.js';

/** A place of a provider, now and before, as far as those may know who judge a new application of it. */
export interface PastOfPlace {
  readonly lot: string;
  readonly scheme: string;
  readonly stage: string;
  readonly listedOn: string | null;
  readonly history: readonly Omit<PastPlace, 'suspensions'>[];
}

/** The history of a provider's places. Nothing of a suspension is in it: that it was, and why, stands in letters and nowhere else. */
@Injectable()
export class PastPlaces {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async of(authorityId: string, organisationId: string): Promise<PastOfPlace[]> {
    const rows = await inScope(this.source, systemScope(authorityId), (tx) => tx.query<{ stage: string; context: MembershipContext }[]>(
      `select stage, snapshot->'context' as context from workflow_instance
       where authority_id = (select authority()) and organisation_id = $1 and machine = 'qpl.membership' and disposed_at is null order by columns->>'lot', case_id`,
      [organisationId]));
    return rows.map(({ stage, context }) => ({
      lot: context.lot?.title ?? '', scheme: context.schemeTitle, listedOn: context.listedOn,
      // What an evaluator may know of a suspension that runs is that no new work is offered.
      stage: stage === 'Suspended' ? 'Restricted' : stage,
      history: context.history.map(({ suspensions: _, ...each }) => each),
    }));
  }
}
