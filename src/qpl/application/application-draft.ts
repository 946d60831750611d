import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { SubmitInput } from '../../../workflows/qpl/application.events.js';
import type { Evidence } from '../../../workflows/qpl/lot.js';
import { scopeOf, type Person } from '../../desk/asking.js';
import { inScope } from '../../engine/scope.js';
import { keepForDraft } from '../../files/links.js';

/** Something that somebody of the organisation did, newest last. */
export interface Done {
  readonly what: string;
  readonly by: string;
  readonly at: string;
}

/** Something copied from an earlier application: whose, and the day on which it was given there. */
export interface Copied {
  readonly from: string;
  readonly on: string;
}

/** What an organisation has filled in for a list and not sent. */
export interface ApplicationDraft {
  readonly caseId: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly lots: SubmitInput['lots'];
  readonly evidence: readonly Evidence[];
  readonly done: readonly Done[];
  /** Keys of what was copied from an earlier application, with where it was from and its day; each is confirmed by saving it. */
  readonly toConfirm: Readonly<Record<string, Copied>>;
  /** Instant of the last change: says whether what was shown is what is sent. */
  readonly changedAt: string;
}

/** A file of a draft is kept this long after the last change: longer than any round, so that nobody uploads twice. */
const FILES_KEPT_DAYS = 180;
/** Enough to see who did what lately; the whole history is nobody's business before it is sent. */
const DONE_KEPT = 100;

/** Drafts of applications. They belong to the organisation, and the council cannot read them. */
@Injectable()
export class ApplicationDrafts {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** The organisation's draft, or null where nothing was filled in yet. */
  async find(person: Person, schemeId: string): Promise<ApplicationDraft | null> {
    return inScope(this.source, scopeOf(person), async (tx) => {
      const [row] = await tx.query<ApplicationDraft[]>(`${DRAFT} where authority_id = authority() and organisation_id = organisation() and scheme_id = $1`, [schemeId]);
      return row ?? null;
    });
  }

  /** Every draft of the organisation, with the list it is for. */
  async all(person: Person): Promise<{ schemeId: string; changedAt: string }[]> {
    return inScope(this.source, scopeOf(person), (tx) =>
      tx.query(`select scheme_id as "schemeId", to_json(changed_at) #>> '{}' as "changedAt" from application_draft where authority_id = authority() and organisation_id = organisation()`));
  }

  /** Saves an answer, which also confirms one that was copied. Each of these answers the coming case, where the draft was begun by it. */
  async answer(person: Person, schemeId: string, question: string, answer: string, what: string): Promise<string | null> {
    return this.write(person, schemeId, what, `answers = application_draft.answers || $4::jsonb, to_confirm = application_draft.to_confirm - (select array_agg(key) from jsonb_object_keys($4::jsonb) key)`, JSON.stringify({ [question]: answer }));
  }

  async chooseLots(person: Person, schemeId: string, lots: SubmitInput['lots']): Promise<string | null> {
    return this.write(person, schemeId, 'chose the lots', 'lots = $4::jsonb', JSON.stringify(lots));
  }

  /** Puts a file in the place of an earlier one for the same requirement, and keeps its bytes until the draft is sent. */
  async addEvidence(person: Person, schemeId: string, given: Evidence): Promise<string | null> {
    const until = new Date(Date.now() + FILES_KEPT_DAYS * 86_400_000).toISOString();
    await inScope(this.source, scopeOf(person), (tx) => keepForDraft(tx, [{ ownerKind: 'organisation', owner: person.organisationId ?? '', sha256: given.sha256 }], until));
    return this.write(person, schemeId, `added a file: ${given.title}`,
      `to_confirm = application_draft.to_confirm - (($4::jsonb)->>'requirement'), evidence = coalesce((select jsonb_agg(item) from jsonb_array_elements(application_draft.evidence) item where item->>'requirement' <> ($4::jsonb)->>'requirement'), '[]') || jsonb_build_array($4::jsonb)`,
      JSON.stringify(given));
  }

  async removeEvidence(person: Person, schemeId: string, requirement: string): Promise<void> {
    await this.write(person, schemeId, 'took a file out',
      `evidence = coalesce((select jsonb_agg(item) from jsonb_array_elements(application_draft.evidence) item where item->>'requirement' <> $4), '[]')`, requirement);
  }

  /**
   * Starts a draft from what was given before: the application of this list that is to be replaced, or one of another list that the provider lets us copy.
   * Nothing that is filled in already is written over. Every file is kept, so that it can be handed over.
   */
  async startFrom(person: Person, schemeId: string, given: { readonly caseId: string; readonly answers: Readonly<Record<string, string>>; readonly lots: SubmitInput['lots']; readonly evidence: readonly Evidence[]; readonly toConfirm: ApplicationDraft['toConfirm']; readonly what: string }): Promise<void> {
    const until = new Date(Date.now() + FILES_KEPT_DAYS * 86_400_000).toISOString();
    await inScope(this.source, scopeOf(person), async (tx) => {
      await keepForDraft(tx, given.evidence.map(({ sha256 }) => ({ ownerKind: 'organisation' as const, owner: person.organisationId ?? '', sha256 })), until);
      await tx.query('insert into application_draft (authority_id, organisation_id, scheme_id, case_id) values (authority(), organisation(), $1, $2) on conflict do nothing', [schemeId, given.caseId]);
      await tx.query(
        `update application_draft set answers = $2::jsonb || answers, changed_at = engine_now(),
           to_confirm = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each($5::jsonb) where not answers ? key and not exists (select 1 from jsonb_array_elements(evidence) item where item->>'requirement' = key)) || to_confirm,
           lots = case when lots = '[]'::jsonb then $3::jsonb else lots end,
           evidence = evidence || coalesce((select jsonb_agg(item) from jsonb_array_elements($4::jsonb) item where not exists (select 1 from jsonb_array_elements(evidence) own where own->>'requirement' = item->>'requirement')), '[]'),
           done = done || jsonb_build_object('what', $6::text, 'by', $7::text, 'at', to_json(engine_now()) #>> '{}')
         where authority_id = authority() and organisation_id = organisation() and scheme_id = $1`,
        [schemeId, JSON.stringify(given.answers), JSON.stringify(given.lots), JSON.stringify(given.evidence), JSON.stringify(given.toConfirm), given.what, person.name]);
    });
  }

  /** Once sent, the application is the record; the draft goes. */
  async forget(person: Person, schemeId: string): Promise<void> {
    await inScope(this.source, scopeOf(person), (tx) =>
      tx.query('delete from application_draft where authority_id = authority() and organisation_id = organisation() and scheme_id = $1', [schemeId]));
  }

  /** The coming case, when this was the first thing that was filled in; null otherwise. */
  private async write(person: Person, schemeId: string, what: string, change: string, value: string): Promise<string | null> {
    return inScope(this.source, scopeOf(person), async (tx) => {
      const [begun] = await tx.query<{ case_id: string }[]>('insert into application_draft (authority_id, organisation_id, scheme_id, case_id) values (authority(), organisation(), $1, $2) on conflict do nothing returning case_id', [schemeId, randomUUID()]);
      await tx.query(
        `update application_draft set ${change}, changed_at = engine_now(),
           done = (select coalesce(jsonb_agg(entry order by n), '[]') from (select entry, n from jsonb_array_elements(done || jsonb_build_object('what', $2::text, 'by', $3::text, 'at', to_json(engine_now()) #>> '{}')) with ordinality as all_done (entry, n) order by n desc limit ${DONE_KEPT}) kept)
         where authority_id = authority() and organisation_id = organisation() and scheme_id = $1`,
        [schemeId, what, person.name, value]);
      return begun?.case_id ?? null;
    });
  }
}

const DRAFT = `select case_id as "caseId", answers, lots, evidence, done, to_confirm as "toConfirm", to_json(changed_at) #>> '{}' as "changedAt" from application_draft`;
