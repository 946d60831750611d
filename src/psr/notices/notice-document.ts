import type { PsrNotice } from '../../../templates/psr/notice.data.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import { FIELD_WORDS, type NoticeField } from '../../../workflows/psr/notice-fields.js';
import type { Correction } from './correction.js';
import type { Notice } from './notice.js';
import type { Published } from './publication.js';

/** The fields of a notice as they stand in its document. */
export function fieldsSaid({ sections }: Pick<PsrNotice, 'sections'>): Pick<Notice['fields'][number], 'field' | 'text' | 'table'>[] {
  return sections.flatMap(({ label, text, table }) => {
    const field = (Object.keys(FIELD_WORDS) as NoticeField[]).find((each) => FIELD_WORDS[each].label === label);
    return field ? [{ field, text, table: table && { caption: table.caption, columns: table.columns, rows: table.rows.map(({ head, cells }) => [head, ...cells]) } }] : [];
  });
}

/** What the template `psr/notice` prints. A notice that cannot be published yet says so on its face. */
export function noticeDocument(notice: Notice, { authority, jointWith }: NoticeFacts, published: Published | null = null, corrects: Correction | null = null): PsrNotice {
  return {
    letterhead: {
      authority: [authority.name, ...jointWith].join(' · '),
      department: authority.contact,
      address: authority.address.join(', ') || null,
      email: authority.email,
      phone: null,
      website: authority.website,
    },
    heading: notice.heading,
    opening: notice.opening,
    sections: notice.fields.map(({ label, text, table }) => ({
      label,
      text,
      table: table && { caption: table.caption, columns: table.columns, rows: table.rows.map(([head = '', ...cells]) => ({ head, cells })) },
    })),
    published: published && { on: published.publishedOn, number: published.number, link: published.link },
    corrects: corrects && { number: corrects.of.number, on: corrects.of.publishedOn, how: corrects.inTheNotice },
    draft: notice.publishable ? null : { missing: notice.missing.map(({ label, message }) => ({ label, message })) },
  };
}
