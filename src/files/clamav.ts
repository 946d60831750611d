import net from 'node:net';
import type { Bytes } from './file-store.js';
import type { Scan, VirusScanner } from './virus-scan.js';

/** Milliseconds. clamd takes about a second for 20 MB; a document with many archives inside some tens. A person waits for this. */
const PATIENCE = 60_000;

/**
 * Asks a ClamAV daemon (`clamd`, over TCP or a Unix socket) by its INSTREAM command: `zINSTREAM\0`, then pieces each after its length in four bytes,
 * then a length of nought; it answers one line. Written here because the protocol is these three lines, and the packages for it also
 * run command-line scanners and keep temporary files, which we do not want near other people's uploads.
 */
export function clamAv(address: { host: string; port: number } | { path: string }): VirusScanner {
  return {
    async scan(bytes: Bytes): Promise<Scan> {
      try {
        return verdict(await ask(address, bytes));
      } catch (fault) {
        return {
          state: 'unsure',
          detail: `The virus scanner did not answer (${fault instanceof Error ? fault.message : String(fault)}).`,
        };
      }
    },
  };
}

function verdict(line: string): Scan {
  if (/: OK$/.test(line)) return { state: 'clean', detail: null };
  const found = /: (.+) FOUND$/.exec(line);
  if (found) return { state: 'infected', detail: found[1] ?? 'unnamed' };
  return { state: 'unsure', detail: `The virus scanner could not say: ${line || 'it hung up'}.` };
}

async function ask(address: net.NetConnectOpts, bytes: Bytes): Promise<string> {
  const socket = net.connect(address);
  // One promise for the whole talk: clamd answers and hangs up early when a file passes its own size limit.
  const answer = new Promise<string>((resolve, reject) => {
    const heard: Buffer[] = [];
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('it took too long')));
    socket.on('data', (piece) => heard.push(piece));
    socket.on('error', (fault) => (heard.length > 0 ? undefined : reject(fault)));
    socket.on('close', () =>
      resolve(
        Buffer.concat(heard)
          .toString('utf8')
          .replace(/\0[\s\S]*$/, '')
          .trim(),
      ),
    );
  });
  answer.catch(() => undefined);
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const piece of bytes) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    if (piece.length > 0) await write(socket, Buffer.concat([length, piece]));
    if (socket.destroyed) break;
  }
  await write(socket, Buffer.alloc(4));
  return answer;
}

/** Waits until the socket took the piece, so that a large file is never whole in memory. A socket that closed is noticed by `answer`. */
function write(socket: net.Socket, piece: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    socket.write(piece, () => resolve());
  });
}
