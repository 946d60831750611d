import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import type { Day, Instant } from '../../calendar/day.js';
import type { Notice } from './notice.js';

/** The platform's answer, or what a person read there: the day, the number and the link. The act is always a person's. */
export interface Published {
  kind: NoticeKind;
  /** "026114-2026": six digits and the year. */
  number: string;
  /** The day of publication on Find a Tender, from which a standstill runs; not the day of submission. */
  publishedOn: Day;
  link: string | null;
  by: { name: string; role: string };
}

/** A notice ready to leave: every format of the same words. Handing it over twice under one key does no harm. */
export interface OutgoingNotice {
  /** One for each version of a notice of a case: a second time with the same key changes nothing. */
  key: string;
  kind: NoticeKind;
  reference: string;
  heading: string;
  handedOverAt: Instant;
  handedOverBy: { name: string; role: string };
  /** The text in the order of the form, the release, and the frozen page. */
  parts: { name: string; contentType: string; bytes: Uint8Array }[];
}

/** What became of a hand-over. `waiting`: a person publishes it by hand and then records day, number and link. */
export type HandedOver = { state: 'waiting'; where: string } | { state: 'submitted'; where: string; receipt: string };

/** Where notices go. A sender to a platform is another implementation: no machine knows which it is. */
export interface NoticePublisher {
  handOver(notice: OutgoingNotice): Promise<HandedOver>;
}

/** Why a notice cannot be handed over, in sentences; empty when it can. */
export function whyNotPublishable(notice: Notice): string[] {
  return [...notice.missing.map(({ label, message, source }) => `${label}: ${message} (${source}).`), ...notice.problems.filter(({ stops }) => stops).map(({ message, source }) => `${message} (${source})`)];
}

const NUMBER = /^\d{6}-(20\d{2})$/;

/** What is wrong with what a person recorded about a publication; empty when nothing is. `today` is the day of recording. */
export function publicationErrors({ number, publishedOn, link }: Pick<Published, 'number' | 'publishedOn' | 'link'>, today: Day): { field: 'number' | 'publishedOn' | 'link'; message: string }[] {
  const year = NUMBER.exec(number)?.[1];
  return [
    ...(year ? [] : [{ field: 'number' as const, message: 'The notice number has six digits, a hyphen and the year, such as 026114-2026' }]),
    ...(publishedOn > today ? [{ field: 'publishedOn' as const, message: 'The day of publication is still to come. Record it when the notice can be read on Find a Tender' }] : []),
    ...(year && Math.abs(Number(year) - Number(publishedOn.slice(0, 4))) > 1 ? [{ field: 'number' as const, message: `The notice number is of ${year}, and the day of publication is in ${publishedOn.slice(0, 4)}` }] : []),
    ...(link === null || /^https:\/\/\S+$/.test(link) ? [] : [{ field: 'link' as const, message: 'The link begins with https://' }]),
  ];
}
