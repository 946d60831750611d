import { randomUUID } from 'node:crypto';
import { v5 as idFromName } from 'uuid';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Signature } from '../../workflows/shared/vocabulary.js';
import { lookingAs, mayRead, mayReadAll, mayReadCase, scopeOf } from '../engine/access.js';
import { systemActor, type Actor } from '../engine/actor.js';
import { isAboutChild } from '../engine/audience.js';
import { canonical } from '../engine/canonical.js';
import type { CaseView } from '../engine/case-view.js';
import type { PapersPort } from '../engine/effects.js';
import { authorityFacts } from '../engine/authority.js';
import type { AuthorityFacts, DocumentKind } from '../engine/procedure.js';
import { maySee } from '../engine/read-case.js';
import { logRead } from '../engine/read-log.js';
import { Reader } from '../engine/read.js';
import { Registry } from '../engine/registry.js';
import { inScope } from '../engine/scope.js';
import { readCase } from '../engine/statements.js';
import { REGISTRY } from '../engine/tokens.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { renderDocument, sha256, toDocx, toPdf } from './render.js';

/** A document as it was frozen: what an event of signing or publishing names. */
export interface Frozen {
  readonly documentId: string;
  /** Of the HTML, which is the publication. */
  readonly sha256: string;
  readonly html: Buffer;
}

/** A document's bytes, as they were frozen. */
export interface DocumentBytes {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mediaType: string;
  readonly title: string;
  readonly status: 'frozen' | 'published' | 'superseded' | 'taken down';
  readonly caseId: string;
}

/** The space of the ids of letters that steps ask for. */
const LETTERS = '7a1c5b0e-3c1f-5d64-9a8e-0f2d6b7c4e11';

export type Format = 'html' | 'pdf' | 'docx';

/** A public document, with the signature that stands beside it. */
export interface PublishedDocument {
  readonly documentId: string;
  readonly title: string;
  readonly publishedAt: string;
  /** Of the HTML, which is the publication. */
  readonly sha256: string;
  readonly signature: Signature | null;
  readonly sizes: Readonly<Record<Format, number | null>>;
}

const MEDIA: Record<Format, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * Documents of cases. Rendering comes before the event: freeze, then an event names the document and its hash. What was frozen is
 * never changed; a later document supersedes it.
 */
@Injectable()
export class Documents implements PapersPort {
  private readonly log = new Logger(Documents.name);

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly reader: Reader,
  ) {}

  /**
   * Freezes a document of a case from what the case says now. Before a case opens, or for a document made of several cases, give the procedure and the data:
   * the document is then kept under that case's id. Null when there is no such case or kind for this person.
   */
  async freeze(
    actor: Actor,
    caseId: string,
    kind: string,
    before?: { procedure: string; data: object; reference?: string },
  ): Promise<Frozen | null> {
    const view = before ? null : await this.reader.caseView(actor, caseId);
    const procedure = this.registry.find(before?.procedure ?? view?.procedure ?? '');
    const described = procedure?.documents?.find((one) => one.kind === kind) as DocumentKind<unknown> | undefined;
    if (!described || (!before && !view)) return null;
    const now = await this.reader.now();
    const reference = view?.reference ?? before?.reference ?? 'Not yet numbered';
    const data = before?.data ?? (await this.dataOf(actor, view!, described, now));
    return this.keep(scopeOf(actor), described, data, { documentId: randomUUID(), caseId, organisationId: view?.row.organisationId ?? actor.organisationId, madeBy: actor.organisationId, now, reference, personId: actor.personId });
  }

  /** A letter that a step asked for, of the case as the step left it; a second time under its key it is the one that is there. */
  async make({ authority, caseId, key, procedure, kind, context, at, by, reference }: Parameters<PapersPort['make']>[0]): Promise<void> {
    const described = procedure.documents?.find((one) => one.kind === kind) as DocumentKind<unknown> | undefined;
    if (!described) throw new Error(`${procedure.name} asks for the document ${kind} and does not have it.`);
    const data = described.data(context, { reference, on: dayOf(asInstant(at)), by, authority: await this.authority(authority), clocks: [] });
    const now = await this.reader.now();
    await this.keep(scopeOf(systemActor(authority)), described, data, { documentId: idFromName(key, LETTERS), caseId, organisationId: null, madeBy: null, now, reference, personId: by.personId });
  }

  private async keep(
    scope: ReturnType<typeof scopeOf>, described: DocumentKind<unknown>, data: object,
    of: { documentId: string; caseId: string; organisationId: string | null; madeBy: string | null; now: string; reference: string; personId: string | null },
  ): Promise<Frozen> {
    const rendered = await renderDocument(described.template, data, { date: of.now, reference: of.reference });
    const [pdf, docx] = await Promise.all([
      this.orNothing(toPdf(rendered.html), 'PDF', of.caseId),
      this.orNothing(toDocx(rendered.html), 'Word file', of.caseId),
    ]);
    await inScope(this.source, scope, (tx) =>
      tx.query(
        `insert into document (authority_id, document_id, case_id, organisation_id, made_by_organisation, kind, title, template, template_hash, audience,
           data, html, sha256, pdf, pdf_sha256, docx, docx_sha256, frozen_at, frozen_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) on conflict (authority_id, document_id) do nothing`,
        [
          scope.authority,
          of.documentId,
          of.caseId,
          of.organisationId,
          of.madeBy,
          described.kind,
          rendered.title,
          described.template,
          rendered.templateHash,
          described.audience,
          canonical(data),
          rendered.html,
          rendered.sha256,
          pdf,
          pdf ? sha256(pdf) : null,
          docx,
          docx ? sha256(docx) : null,
          of.now,
          of.personId,
        ],
      ),
    );
    return { documentId: of.documentId, sha256: rendered.sha256, html: rendered.html };
  }

  /**
   * Whether a document that was frozen still says what its case says: made anew now, by this person, it would be the same. A draft is
   * judged by this and not by what was recorded since: a clock that rings, or a colleague's note, takes nobody's work away.
   */
  async saysStill(actor: Actor, { caseId, documentId, kind }: { caseId: string; documentId: string; kind: string }): Promise<boolean> {
    const view = await this.reader.caseView(actor, caseId);
    const described = this.registry.find(view?.procedure ?? '')?.documents?.find((one) => one.kind === kind) as DocumentKind<unknown> | undefined;
    if (!view || !described) return false;
    const [frozen] = await inScope(this.source, scopeOf(actor), (tx) =>
      tx.query<{ data: string }[]>('select data from document where authority_id = (select authority()) and document_id = $1 and case_id = $2', [documentId, caseId]));
    return frozen !== undefined && frozen.data === canonical(await this.dataOf(actor, view, described, await this.reader.now()));
  }

  /** The bytes of a document for somebody who may see it; null alike for what is not there and what is not theirs. */
  async read(actor: Actor, documentId: string, format: Format): Promise<DocumentBytes | null> {
    if (!/^[0-9a-f-]{36}$/i.test(documentId)) return null;
    const row = await inScope(this.source, scopeOf(actor), async (tx) => {
      const [found] = await tx.query<
        {
          bytes: Buffer | null;
          title: string;
          kind: string;
          status: DocumentBytes['status'];
          audience: string[];
          case_id: string;
          machine: string | null;
        }[]
      >(
        `select d.${format} as bytes, d.title, d.kind, d.status, d.audience, d.case_id, i.machine
         from document d left join workflow_instance i using (authority_id, case_id) where d.authority_id = (select authority()) and d.document_id = $1`,
        [documentId],
      );
      return found;
    });
    if (!row?.bytes || !maySee(actor, row)) return null;
    const isPublic = row.status === 'published' && row.audience.includes('public');
    if (!isPublic && !(await this.mayRead(actor, row.machine, row.case_id))) return null;
    if (isAboutChild(row.audience)) {
      await inScope(this.source, scopeOf(actor), (tx) => logRead(tx, scopeOf(actor), { caseId: row.case_id, what: 'document', subject: documentId }));
    }
    return {
      bytes: row.bytes,
      fileName: `${fileStem(row.title)}.${format}`,
      mediaType: MEDIA[format],
      title: row.title,
      status: row.status,
      caseId: row.case_id,
    };
  }

  /** The public documents of an authority, newest first. */
  async published(actor: Actor, kind: string, limit: number): Promise<PublishedDocument[]> {
    return inScope(this.source, scopeOf(actor), async (tx) => {
      const rows = await tx.query<
        {
          document_id: string;
          title: string;
          published_at: Date;
          sha256: string;
          signature: Signature | null;
          html: number;
          pdf: number | null;
          docx: number | null;
        }[]
      >(
        `select document_id, title, published_at, sha256, signature, length(html) as html, length(pdf) as pdf, length(docx) as docx from document
         where authority_id = (select authority()) and kind = $1 and status = 'published' and 'public' = any (audience) order by published_at desc, document_id limit $2`,
        [kind, limit],
      );
      return rows.map((row) => ({
        documentId: row.document_id,
        title: row.title,
        publishedAt: row.published_at.toISOString(),
        sha256: row.sha256,
        signature: row.signature,
        sizes: { html: row.html, pdf: row.pdf, docx: row.docx },
      }));
    });
  }

  async authority(authorityId: string): Promise<AuthorityFacts> {
    return authorityFacts(this.source, authorityId);
  }

  /** Whether somebody may see the case of a document; whoever sees only the cases that name them is looked for among its people. */
  private async mayRead(actor: Actor, machine: string | null, caseId: string): Promise<boolean> {
    const procedure = machine === null ? undefined : this.registry.find(machine);
    if (!procedure || !mayRead(actor, procedure)) return false;
    if (mayReadAll(actor, procedure)) return true;
    const { people } = await readCase(this.source, scopeOf(actor), caseId, 'documents', null, false);
    return mayReadCase(actor, procedure, people);
  }

  /** What a document of a case is made from. */
  private async dataOf(actor: Actor, view: CaseView, described: DocumentKind<unknown>, now: string): Promise<object> {
    return described.data(await this.reader.contextNow(actor, view.caseId), {
      reference: view.reference,
      on: dayOf(asInstant(now)),
      by: lookingAs(actor),
      authority: await this.authority(actor.authorityId),
      clocks: view.clocks.filter(({ status }) => status === 'running'),
    });
  }

  /** The HTML is the publication: a PDF or a Word file that cannot be made is a fault to mend, not a statutory notice missed. */
  private async orNothing(made: Promise<Buffer>, what: string, caseId: string): Promise<Buffer | null> {
    try {
      return await made;
    } catch (fault) {
      this.log.error({ msg: `The ${what} of a document could not be made`, caseId, fault: String(fault) });
      return null;
    }
  }
}

/** A file name that every system takes, from a title. */
function fileStem(title: string): string {
  return (
    title
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'document'
  );
}
