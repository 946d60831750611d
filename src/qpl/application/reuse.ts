import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import { scopeOf, type Person } from '../../desk/asking.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import { inScope } from '../../engine/scope.js';
import type { ApplicationDraft } from './application-draft.js';

/** An earlier application of the same organisation that may be copied from. */
export interface Earlier {
  readonly caseId: string;
  readonly authorityId: string;
  readonly authority: string;
  readonly scheme: string;
  readonly on: string;
  readonly context: ApplicationContext;
}
export interface Consent {
  readonly authorityId: string;
  readonly authority: string;
  /** Who gave it and when; null where it was not given, or was taken back. */
  readonly given: { readonly by: string; readonly at: string } | null;
}

/**
 * What a provider gave once, used again: in another list of the same authority, and with its own consent for each in those of other authorities. Only the
 * provider's own people ask; no authority sees through this what another was given.
 */
@Injectable()
export class Reuse {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** The authorities to which the organisation has applied, each with its consent. The one that it acts in needs none. */
  async consents(person: Person): Promise<Consent[]> {
    const authorities = await this.source.query<{ authorityId: string; authority: string }[]>('select authority_id as "authorityId", name as authority from authority order by name');
    const all = await Promise.all(authorities.map(async ({ authorityId, authority }): Promise<Consent | null> =>
      inScope(this.source, scopeOf({ ...person, authorityId }), async (tx) => {
        const [applied] = await tx.query<unknown[]>(`select 1 from workflow_instance where authority_id = (select authority()) and machine = 'qpl.application' and organisation_id = (select organisation()) and columns->>'submittedOn' is not null limit 1`);
        if (!applied) return null;
        const [given] = await tx.query<{ by: string; at: string }[]>(
          `select given_by_name as by, to_json(given_at) #>> '{}' as at from reuse_consent where authority_id = (select authority()) and organisation_id = (select organisation()) and withdrawn_at is null order by given_at desc limit 1`);
        return { authorityId, authority, given: given ?? null };
      })));
    return all.filter((each) => each !== null);
  }

  /** Gives or takes back the consent for what was given to one authority. A record of each stays. */
  async consent(person: Person, authorityId: string, gives: boolean): Promise<void> {
    await inScope(this.source, scopeOf({ ...person, authorityId }), async (tx) => {
      await tx.query('update reuse_consent set withdrawn_at = engine_now() where authority_id = (select authority()) and organisation_id = (select organisation()) and withdrawn_at is null', []);
      if (gives) await tx.query('insert into reuse_consent (authority_id, organisation_id, given_by, given_by_name) values (authority(), organisation(), $1, $2)', [person.personId, person.name]);
    });
  }

  /** Earlier applications that may be copied into one to this list, the newest first. */
  async offered(person: Person, schemeId: string): Promise<Earlier[]> {
    const allowed = (await this.consents(person)).filter(({ authorityId, given }) => authorityId === person.authorityId || given !== null);
    const found = await Promise.all(allowed.map(({ authorityId, authority }) => inScope(this.source, scopeOf({ ...person, authorityId }), async (tx) => {
      const rows = await tx.query<{ case_id: string; context: ApplicationContext }[]>(
        `select case_id, snapshot->'context' as context from workflow_instance
         where authority_id = (select authority()) and machine = 'qpl.application' and organisation_id = (select organisation()) and columns->>'submittedOn' is not null
           and stage not in ('Sent', 'Late') and disposed_at is null order by columns->>'submittedOn' desc limit 5`);
      return rows.map(({ case_id: caseId, context }) => ({ caseId, authorityId, authority, scheme: context.schemeTitle, on: context.submittedOn ?? '', context }));
    })));
    return found.flat().filter(({ context }) => context.schemeId !== schemeId || context.decision !== null || context.withdrawn !== null).sort((a, b) => (a.on < b.on ? 1 : -1));
  }

  /** What was sent to this list and waits for the close of its round: it may be replaced. */
  async sentAndLive(person: Person, schemeId: string): Promise<{ caseId: string; reference: string; on: string; context: ApplicationContext } | null> {
    return inScope(this.source, scopeOf(person), async (tx) => {
      const [row] = await tx.query<{ case_id: string; reference: string; context: ApplicationContext }[]>(
        `select case_id, reference, snapshot->'context' as context from workflow_instance
         where authority_id = (select authority()) and machine = 'qpl.application' and organisation_id = (select organisation()) and columns->>'schemeId' = $1 and stage = 'Sent' limit 1`, [schemeId]);
      return row ? { caseId: row.case_id, reference: row.reference, on: formatDay(asDay(row.context.submittedOn!)), context: row.context } : null;
    });
  }
}

/** What a draft begins with when it is copied, each thing marked to be confirmed. Answers to the scored questions of another list are not copied: they were written for it. */
export function copyOf({ context, authority, on }: Earlier): Pick<ApplicationDraft, 'answers' | 'evidence' | 'toConfirm'> {
  const answers = Object.fromEntries(context.answers.filter(({ question, answer }) => answer !== '' && !question.startsWith('quality-') && !question.startsWith('price-')).map(({ question, answer }) => [question, answer]));
  const copied = { from: `${context.schemeTitle}, ${authority}`, on };
  const keys = [...Object.keys(answers), ...context.evidence.map(({ requirement }) => requirement)];
  return { answers, evidence: context.evidence, toConfirm: Object.fromEntries(keys.map((key) => [key, copied])) };
}
