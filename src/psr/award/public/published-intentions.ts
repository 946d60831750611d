import { Injectable } from '@nestjs/common';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { asDay, asInstant, dayOf, endOfDay, type Day } from '../../../calendar/day.js';
import { isRefusal } from '../../../calendar/refusal.js';
import { systemActor } from '../../../engine/actor.js';
import type { CaseView } from '../../../engine/case-view.js';
import { Reader } from '../../../engine/read.js';
import { Shell } from '../../../web/shell.js';
import { standstillFrom } from '../../notices/notice-standstill.js';

/** What anybody may know of a published intention: what its notice says. */
export interface PublishedIntention {
  readonly caseId: string;
  readonly authorityId: string;
  readonly authority: string;
  readonly title: string;
  readonly providers: readonly string[];
  readonly services: string;
  readonly noticeNumber: string;
  readonly link: string;
  readonly publishedOn: Day;
  /** The last day for representations, to midnight at its end; null where it cannot be counted. */
  readonly lastDay: Day | null;
  /** Whether a representation would be in time now. */
  readonly inTime: boolean;
  readonly email: string | null;
}

const WITH_STANDSTILL = ['psr.direct-award-c', 'psr.most-suitable-provider', 'psr.competitive', 'psr.call-off'] as const;
/** The newest standstills of each route; an authority rarely has ten at once. */
const SHOWN = 100;

/** The intentions about which representations may be made. It gives away what their notices say and nothing else of a case. */
@Injectable()
export class PublishedIntentions {
  constructor(
    private readonly reader: Reader,
    private readonly shell: Shell,
  ) {}

  /** Those whose standstill runs, of every authority. */
  async running(): Promise<PublishedIntention[]> {
    const { authorities } = await this.shell.installation();
    const found = await Promise.all(authorities.flatMap(({ authorityId }) => WITH_STANDSTILL.map(async (procedure) => {
      const { items } = await this.reader.list(systemActor(authorityId), { procedure, stage: 'Standstill', limit: SHOWN });
      return Promise.all(items.map(({ caseId }) => this.one(caseId, authorityId)));
    })));
    return found.flat().filter((each): each is PublishedIntention => each !== null).sort((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1));
  }

  /** One, whose standstill may be over: what comes then is recorded as late. Null where nothing is published, or the case no longer takes any. */
  async find(caseId: string): Promise<PublishedIntention | null> {
    const { authorities } = await this.shell.installation();
    for (const { authorityId } of authorities) {
      const found = await this.one(caseId, authorityId);
      if (found) return found;
    }
    return null;
  }

  private async one(caseId: string, authorityId: string): Promise<PublishedIntention | null> {
    const view = await this.reader.caseView(systemActor(authorityId), caseId);
    if (!view || !WITH_STANDSTILL.some((name) => name === view.procedure) || !takesRepresentations(view)) return null;
    const { details, intention, providers, standstill } = view.context as unknown as AwardContext;
    if (!details || !intention?.published) return null;
    const publishedOn = asDay(intention.published.on);
    const counted = standstillFrom(publishedOn);
    const lastDay = isRefusal(counted) ? null : counted.lastDay;
    const now = asInstant(await this.reader.now());
    const { authorities } = await this.shell.installation();
    return {
      caseId, authorityId, authority: authorities.find((each) => each.authorityId === authorityId)?.name ?? '', title: details.title, services: details.services, providers: providers.map(({ name }) => name),
      noticeNumber: intention.published.noticeNumber, link: intention.published.link, publishedOn, lastDay, email: details.representationsEmail,
      inTime: standstill?.windowOver === null && (lastDay === null ? dayOf(now) >= publishedOn : now < endOfDay(lastDay)),
    };
  }
}

const takesRepresentations = (view: CaseView): boolean => view.steps.some(({ type, state }) => type === 'representation.receive' && state === 'open');
