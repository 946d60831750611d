import { join } from 'node:path';
import { Inject, Injectable, type Provider } from '@nestjs/common';
import type { Actor } from '../../../engine/actor.js';
import type { CaseView } from '../../../engine/case-view.js';
import { Reader } from '../../../engine/read.js';
import { asInstant, dayOf } from '../../../calendar/day.js';
import { Documents } from '../../../documents/store.js';
import { Policies } from '../../../policy/policies.js';
import { SETTINGS, type Settings } from '../../../settings.js';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { FileOutbox } from '../../notices/file-outbox.js';
import { asPlainText, findATenderText } from '../../notices/find-a-tender-text.js';
import { noticeData, type Notice } from '../../notices/notice.js';
import { noticeRelease } from '../../notices/notice-release.js';
import type { HandedOver, NoticePublisher } from '../../notices/publication.js';
import type { NoticeFacts } from '../../../../workflows/psr/notice-facts.js';
import { publicationDay } from '../award.documents.js';
import { noticeFactsOf, noticeKindOf } from '../award.notice-facts.js';

/** Injection token of the port by which notices leave. */
const NOTICE_PUBLISHER = Symbol('notice publisher');

/** Notices leave as folders of files, from which a person publishes. A sender to a platform would stand in this one place. */
export const noticePublisher: Provider = { provide: NOTICE_PUBLISHER, inject: [SETTINGS], useFactory: ({ dataFolder }: Settings) => new FileOutbox(join(dataFolder, 'notices')) };

/** A notice of a case as it would be now. */
export interface NoticeNow {
  readonly notice: Notice;
  readonly facts: NoticeFacts;
}

/** Makes a notice from a case, and hands over the one that was frozen and submitted, in every format of the same words. */
@Injectable()
export class NoticeHandOver {
  constructor(
    private readonly documents: Documents,
    private readonly reader: Reader,
    private readonly policies: Policies,
    @Inject(NOTICE_PUBLISHER) private readonly publisher: NoticePublisher,
  ) {}

  /** What the notice of a step would say now, and what it would lack; null where the route has no such notice. */
  async now(actor: Actor, view: CaseView, event: string): Promise<NoticeNow | null> {
    const context = view.context as unknown as AwardContext;
    const kind = noticeKindOf(context, event);
    if (kind === null) return null;
    const facts = noticeFactsOf(context, {
      authority: await this.documents.authority(actor.authorityId), reference: view.reference, publishOn: publicationDay(context, dayOf(asInstant(await this.reader.now())), event), lastDay: null,
    });
    return { facts, notice: noticeData(kind, facts) };
  }

  /** Twice under one document changes nothing. */
  async handOver(actor: Actor, view: CaseView, { notice, facts }: NoticeNow, documentId: string): Promise<HandedOver | null> {
    const page = await this.documents.read(actor, documentId, 'html');
    if (!page) return null;
    const at = asInstant(await this.reader.now());
    const release = noticeRelease(notice, facts, { ocid: `${String(await this.policies.resolve(actor.authorityId, 'psr.ocid-prefix', dayOf(at)))}-${view.caseId}`, date: at, published: null, correction: null, legalBasis: 'ours' });
    const part = (name: string, contentType: string, text: string) => ({ name, contentType, bytes: Buffer.from(text, 'utf8') });
    return this.publisher.handOver({
      key: documentId, kind: notice.kind, reference: view.reference, heading: notice.heading, handedOverAt: at, handedOverBy: { name: actor.name, role: actor.roles[0] ?? actor.kind },
      parts: [
        part('find-a-tender.txt', 'text/plain; charset=utf-8', asPlainText(findATenderText(notice, facts))),
        part('release.json', 'application/json', `${JSON.stringify(release, null, 2)}\n`),
        { name: 'notice.html', contentType: page.mediaType, bytes: page.bytes },
      ],
    });
  }
}

