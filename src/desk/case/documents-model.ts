import type { DocumentView } from '../../engine/case-view.js';
import { momentInWords } from '../words.js';

const STATUS = { frozen: 'Frozen, not published', published: 'Published', superseded: 'Superseded', 'taken down': 'Taken down' } as const;

/** "Published" is said only of what anybody may read; what went to the provider alone says so. */
function statusInWords({ status, audience }: DocumentView): string {
  if (audience.includes('public')) return STATUS[status];
  const others = audience.filter((each) => each !== 'officers');
  if (status === 'published' && others.length > 0) return `Shared with the ${others.join(' and the ')}`;
  return status === 'frozen' ? 'Frozen, not shared' : STATUS[status];
}

/** A document with each format and its size. */
export function documentModel(document: DocumentView) {
  const at = `/documents/${document.documentId}`;
  const formats = [
    { text: 'Web page', href: `${at}.html`, size: document.sizes.html },
    { text: 'PDF', href: `${at}.pdf`, size: document.sizes.pdf },
    { text: 'Word', href: `${at}.docx`, size: document.sizes.docx },
  ];
  return {
    documentId: document.documentId,
    title: document.title,
    href: at,
    status: document.status,
    statusWords: statusInWords(document),
    frozen: momentInWords(document.frozenAt),
    sha256: document.sha256,
    audience: document.audience,
    formats: formats.map((each) => ({ text: each.text, href: each.href, size: each.size === null ? null : sizeInWords(each.size) })),
  };
}

/** Bytes as "812 bytes", "48 KB", "1.2 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
