import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HandedOver, NoticePublisher, OutgoingNotice } from './publication.js';

/**
 * Notices as folders of files, for a person to publish from: the text to paste, the release, the page. A folder appears whole or not at all,
 * and a second hand-over under the same key finds it there.
 */
export class FileOutbox implements NoticePublisher {
  constructor(private readonly folder: string) {}

  async handOver(notice: OutgoingNotice): Promise<HandedOver> {
    const place = join(this.folder, nameOf(notice));
    if (await exists(place)) return { state: 'waiting', where: place };
    // A name of its own: another server may be making the same folder at this moment.
    const making = `${place}.${randomUUID()}.part`;
    await mkdir(making, { recursive: true });
    for (const { name, bytes } of notice.parts) await writeFile(join(making, safe(name)), bytes);
    const { key, kind, reference, heading, handedOverAt, handedOverBy } = notice;
    await writeFile(join(making, 'hand-over.json'), `${JSON.stringify({ key, kind, reference, heading, handedOverAt, handedOverBy, parts: notice.parts.map(({ name, contentType }) => ({ name, contentType })) }, null, 2)}\n`);
    try {
      await rename(making, place);
    } catch (fault) {
      await rm(making, { recursive: true, force: true });
      // Another server handed the same notice over meanwhile.
      if (!(await exists(place))) throw fault;
    }
    return { state: 'waiting', where: place };
  }
}

const nameOf = ({ kind, reference, key }: OutgoingNotice) => [kind, safe(reference), safe(key)].join('_');
const safe = (text: string) => text.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '').slice(0, 80) || 'notice';

async function exists(place: string): Promise<boolean> {
  return stat(place).then(() => true, () => false);
}
