/** A kind of file that Clerkwell takes. What is not listed here is refused. */
export interface Kind {
  readonly mediaType: string;
  /** As a person says it, after "a" or "an". */
  readonly words: string;
  /** The endings that a file of this kind may have; the first is given to a file that came without one. */
  readonly endings: readonly string[];
  /** Pictures may carry each other's endings: phones do that, and every reader looks at the bytes. */
  readonly family?: 'picture' | 'text';
  /** Packed as a zip archive, so to be unpacked and counted before anybody opens it. */
  readonly zipped?: boolean;
}

export const KINDS: readonly Kind[] = [
  { mediaType: 'application/pdf', words: 'a PDF', endings: ['pdf'] },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    words: 'a Word document',
    endings: ['docx'],
    zipped: true,
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    words: 'an Excel workbook',
    endings: ['xlsx'],
    zipped: true,
  },
  {
    mediaType: 'application/vnd.oasis.opendocument.text',
    words: 'an OpenDocument text',
    endings: ['odt'],
    zipped: true,
  },
  {
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    words: 'an OpenDocument spreadsheet',
    endings: ['ods'],
    zipped: true,
  },
  { mediaType: 'image/png', words: 'a PNG picture', endings: ['png'], family: 'picture' },
  { mediaType: 'image/jpeg', words: 'a JPEG picture', endings: ['jpg', 'jpeg'], family: 'picture' },
  { mediaType: 'image/heic', words: 'a HEIC picture', endings: ['heic', 'heif'], family: 'picture' },
  { mediaType: 'image/webp', words: 'a WebP picture', endings: ['webp'], family: 'picture' },
  { mediaType: 'text/plain', words: 'plain text', endings: ['txt'], family: 'text' },
  { mediaType: 'text/csv', words: 'a CSV table', endings: ['csv'], family: 'text' },
  { mediaType: 'message/rfc822', words: 'an e-mail', endings: ['eml'], family: 'text' },
  { mediaType: 'application/vnd.ms-outlook', words: 'an Outlook message', endings: ['msg'] },
];

/** For sentences: what may be sent instead. */
export const TAKEN =
  'PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods), PNG, JPEG, HEIC or WebP picture, plain text, CSV, or an e-mail (.eml, .msg)';

/** The kind with this media type, if it is taken. */
export function kindOf(mediaType: string): Kind | undefined {
  return KINDS.find((kind) => kind.mediaType === mediaType);
}

/** The kind whose name ends like this, if it is taken. */
export function kindNamed(ending: string): Kind | undefined {
  return KINDS.find((kind) => kind.endings.includes(ending));
}
