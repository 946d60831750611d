import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';

/** The bytes before an Ed25519 seed and before an Ed25519 public key in their standard wrappings (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The key with which an installation signs what leaves it. It comes from the key of the daily root, so there is one secret to keep; unlike the root's, a
 * signature by it can be checked by whoever has the public half, which is no secret.
 */
export class BundleKey {
  private readonly privateKey: KeyObject;
  /** What another installation is told: 'clerkwell:' and the public key. */
  readonly public: string;

  constructor(rootKey: string) {
    const seed = Buffer.from(hkdfSync('sha256', rootKey, '', 'clerkwell bundle', 32));
    this.privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
    const der = createPublicKey(this.privateKey).export({ format: 'der', type: 'spki' });
    this.public = `clerkwell:${der.subarray(PUBLIC.length).toString('base64url')}`;
  }

  sign(bytes: Buffer): string {
    return sign(null, bytes, this.privateKey).toString('base64url');
  }
}

/** Whether bytes were signed with the key whose public half is given. False also where that is no key. */
export function isSignedBy(publicKey: string, bytes: Buffer, signature: string): boolean {
  if (!isKey(publicKey)) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC, Buffer.from(publicKey.slice('clerkwell:'.length), 'base64url')]), format: 'der', type: 'spki' });
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

export const isKey = (text: string): boolean => /^clerkwell:[\w-]{43}$/.test(text);

/** A key as people compare it over the telephone: six groups of four. */
export const fingerprint = (publicKey: string): string => createHash('sha256').update(publicKey).digest('hex').slice(0, 24).replace(/(.{4})(?=.)/g, '$1 ');
