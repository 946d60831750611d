import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import PostalMime from 'postal-mime';
import type { Address } from 'postal-mime';

/** A message as it was sent. */
export interface ParsedMessage {
  /** "Name <address>" */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** The message's own date, ISO 8601; null where it has none that can be read. Never the time of filing. */
  readonly date: string | null;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly bytes: Buffer }[];
}

/** Milliseconds for an Outlook message. A large one takes a tenth of a second; a file whose sectors point at each other would take for ever. */
const PATIENCE = 5_000;

/** Reads an `.eml` (RFC 5322) or `.msg` (Outlook) file. @throws {Error} when it cannot be read as a message */
export async function parseMessage(bytes: Uint8Array): Promise<ParsedMessage> {
  const isOutlook = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  return isOutlook ? parseOutlook(bytes) : parseInternet(bytes);
}

async function parseInternet(bytes: Uint8Array): Promise<ParsedMessage> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' });
  return {
    from: mail.from ? (named(mail.from)[0] ?? '') : '',
    to: (mail.to ?? []).flatMap(named),
    cc: (mail.cc ?? []).flatMap(named),
    date: instant(mail.date),
    subject: mail.subject ?? '',
    text: clean(mail.text?.trim() ? mail.text : textOf(mail.html ?? '')),
    attachments: mail.attachments.map((one, i) => ({
      name: one.filename ?? `attachment ${i + 1}${one.mimeType === 'message/rfc822' ? '.eml' : ''}`,
      mediaType: one.mimeType,
      bytes: Buffer.from(one.content as ArrayBuffer),
    })),
  };
}

function named(address: Address): string[] {
  if (address.group) return address.group.flatMap(named);
  return [address.name ? `${address.name} <${address.address ?? ''}>` : (address.address ?? '')];
}

/** What the reader's own thread sends back. */
interface OutlookFields {
  readonly senderName?: string;
  readonly senderEmail?: string;
  readonly senderSmtpAddress?: string;
  readonly recipients?: readonly {
    readonly name?: string;
    readonly email?: string;
    readonly smtpAddress?: string;
    readonly recipType?: string;
  }[];
  readonly subject?: string;
  readonly body?: string;
  readonly html?: Uint8Array;
  readonly bodyHtml?: string;
  readonly clientSubmitTime?: string;
  readonly messageDeliveryTime?: string;
  readonly error?: string;
}
type Outlook = {
  readonly fields: OutlookFields;
  readonly attachments: readonly { readonly fileName: string; readonly content: Uint8Array }[];
};

async function parseOutlook(bytes: Uint8Array): Promise<ParsedMessage> {
  const { fields, attachments } = await readApart(bytes);
  if (fields.error) throw new Error(fields.error);
  const address = (name?: string, mail?: string) =>
    name && mail && name !== mail ? `${name} <${mail}>` : (mail ?? name ?? '');
  const people = (kind: string) =>
    (fields.recipients ?? [])
      .filter((one) => (one.recipType ?? 'to') === kind)
      .map((one) => address(one.name, one.smtpAddress ?? one.email));
  return {
    from: address(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail),
    to: people('to'),
    cc: people('cc'),
    date: instant(fields.clientSubmitTime ?? fields.messageDeliveryTime),
    subject: fields.subject ?? '',
    text: clean(
      fields.body?.trim()
        ? fields.body
        : textOf(fields.bodyHtml ?? (fields.html ? Buffer.from(fields.html).toString('utf8') : '')),
    ),
    attachments: attachments.map((one) => ({
      name: one.fileName,
      mediaType: 'application/octet-stream',
      bytes: Buffer.from(one.content),
    })),
  };
}

/** In a thread of its own with little memory: an Outlook file is a small file system, and a hostile one can send its reader round in circles. */
async function readApart(bytes: Uint8Array): Promise<Outlook> {
  const reader = createRequire(import.meta.url).resolve('@kenjiuno/msgreader');
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const { default: MsgReader } = require(workerData.reader);
     const { buffer, byteOffset, byteLength } = workerData.bytes;
     const message = new MsgReader(buffer.slice(byteOffset, byteOffset + byteLength));
     const fields = message.getFileData();
     const attachments = (fields.attachments ?? []).map((one) => message.getAttachment(one));
     parentPort.postMessage({ fields: JSON.parse(JSON.stringify({ ...fields, html: undefined, attachments: undefined })), html: fields.html, attachments });`,
    { eval: true, workerData: { reader, bytes }, resourceLimits: { maxOldGenerationSizeMb: 256 }, stderr: true },
  );
  const unreadable = new Error('The message is damaged and cannot be read.');
  try {
    return await new Promise<Outlook>((resolve, reject) => {
      const timer = setTimeout(() => reject(unreadable), PATIENCE);
      worker.once('message', (answer: Outlook & { html?: Uint8Array }) => {
        clearTimeout(timer);
        resolve({
          fields: { ...answer.fields, ...(answer.html && { html: answer.html }) },
          attachments: answer.attachments,
        });
      });
      worker.once('error', () => {
        clearTimeout(timer);
        reject(unreadable);
      });
    });
  } finally {
    await worker.terminate();
  }
}

function instant(date: string | undefined): string | null {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** PostgreSQL's text holds every character but NUL. */
function clean(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim();
}

const BLOCKS = new Set(['p', 'div', 'br', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'table']);

/** The words of an HTML body, one line to a block; scripts and styles left out. */
function textOf(html: string): string {
  const lines: string[] = [''];
  // A stack of our own: nesting of a hostile body may be deeper than the call stack.
  const waiting: Tree.ChildNode[] = [...parseFragment(html).childNodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('value' in node) lines[lines.length - 1] += node.value.replace(/\s+/g, ' ');
    else if ('tagName' in node && !['script', 'style', 'head', 'title'].includes(node.tagName)) {
      if (BLOCKS.has(node.tagName)) lines.push('');
      waiting.push(...[...node.childNodes].reverse());
    }
  }
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
