import { createRequire } from 'node:module';
import type { Entry } from '@kenjiuno/msgreader/lib/Burner.js';

/** Makes an Outlook message (MS-OXMSG) from scratch, so that tests need no file of somebody's. */
const { burn } = createRequire(import.meta.url)('@kenjiuno/msgreader/lib/Burner.js') as {
  burn: (entries: Entry[]) => Uint8Array;
};
const [DIRECTORY, DOCUMENT, ROOT] = [1, 2, 5];

type Node = { readonly name: string } & ({ readonly bytes: Buffer } | { readonly children: Node[] });
const words = (tag: string, text: string): Node => ({
  name: `__substg1.0_${tag}001F`,
  bytes: Buffer.from(text, 'utf16le'),
});
const bytes = (tag: string, content: Buffer): Node => ({ name: `__substg1.0_${tag}0102`, bytes: content });
/** Fixed properties: [id and type, value of eight bytes]. @param header bytes before the first */
function properties(header: number, values: readonly [number, number, bigint][] = []): Node {
  const all = Buffer.alloc(header + values.length * 16);
  values.forEach(([type, id, value], i) => {
    all.writeUInt16LE(type, header + i * 16);
    all.writeUInt16LE(id, header + i * 16 + 2);
    all.writeUInt32LE(6, header + i * 16 + 4);
    all.writeBigUInt64LE(value, header + i * 16 + 8);
  });
  return { name: '__properties_version1.0', bytes: all };
}

export function outlookMessage(about: { sent: Date; attachment: { name: string; bytes: Buffer } }): Buffer {
  const filetime = BigInt(about.sent.getTime()) * 10_000n + 116_444_736_000_000_000n;
  const recipient = (i: number, kind: number, name: string, address: string): Node => ({
    name: `__recip_version1.0_#0000000${i}`,
    children: [properties(8, [[0x0003, 0x0c15, BigInt(kind)]]), words('3001', name), words('39FE', address)],
  });
  return pack([
    properties(32, [[0x0040, 0x0039, filetime]]),
    words('0037', 'Insurance — שאלה'),
    words('0C1A', 'Ann Sample'),
    words('5D01', 'ann@larkspur.example'),
    words('1000', 'Please find our insurance.\r\nAnn'),
    recipient(0, 1, 'SEN desk', 'sen@council.example'),
    recipient(1, 2, 'Ben', 'ben@larkspur.example'),
    {
      name: '__attach_version1.0_#00000000',
      children: [properties(8), words('3707', about.attachment.name), bytes('3701', about.attachment.bytes)],
    },
  ]);
}

function pack(nodes: readonly Node[]): Buffer {
  const entries: Entry[] = [{ name: 'Root Entry', type: ROOT, length: 0, children: [] }];
  const add = (parent: Entry, node: Node) => {
    const entry: Entry =
      'bytes' in node
        ? {
            name: node.name,
            type: DOCUMENT,
            length: node.bytes.length,
            binaryProvider: () => Uint8Array.from(node.bytes),
          }
        : { name: node.name, type: DIRECTORY, length: 0, children: [] };
    parent.children!.push(entries.push(entry) - 1);
    if ('children' in node) node.children.forEach((child) => add(entry, child));
  };
  nodes.forEach((node) => add(entries[0]!, node));
  return Buffer.from(burn(entries));
}
