import { access, mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { MailPort, Message } from './mail-port.js';
import { mime } from './mime.js';

/**
 * The default: each message becomes an `.eml` file that any mail program opens. The file is named by the reference and appears whole (written beside it,
 * then renamed), so the second time changes nothing, and after a crash the folder itself says what went.
 */
export function outboxFolder(folder: string): MailPort {
  const fileOf = (reference: string) => path.join(folder, `${reference}.eml`);
  const isThere = (file: string) =>
    access(file).then(
      () => true,
      () => false,
    );
  return {
    async deliver(message: Message) {
      const file = fileOf(message.reference);
      if (await isThere(file)) return { providerReference: file };
      await mkdir(folder, { recursive: true });
      const half = `${file}.half-${process.pid}`;
      const handle = await open(half, 'w', 0o600);
      try {
        await handle.writeFile(await mime(message));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(half, file);
      return { providerReference: file };
    },
    async lookUp(reference) {
      const file = fileOf(reference);
      const received = await isThere(file);
      return { received, providerReference: received ? file : null };
    },
  };
}
