import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What is pinned of released machines: by name and version, the file and the SHA-256 of it and all that it imports from `workflows/`. */
export type Released = Record<string, Record<string, { file: string; sha256: string }>>;

/** A machine as the product uses it. */
export interface VersionedMachine {
  readonly name: string;
  readonly version: number;
  /** Whether a newer version has replaced it: its file then carries the version in its name. */
  readonly earlier: boolean;
}

const RELEASED = 'workflows/released.json';
const IMPORT = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;
/** The version in a file's name is no part of what it says: a machine that becomes an earlier version keeps its hash. */
const VERSION_IN_NAME = /\.v\d+(?=\.(?:[\w-]+\.)?(?:js|ts)['"])/g;

/** The machine `qpl.application` is `workflows/qpl/application.machine.ts`; its earlier version 1 is `workflows/qpl/application.v1.machine.ts`. */
export function fileOf({ name, version, earlier }: VersionedMachine): string {
  const [room, ...rest] = name.split('.');
  return `workflows/${room}/${rest.join('.')}${earlier ? `.v${version}` : ''}.machine.ts`;
}

/** Every machine and earlier version of a list of procedures. */
export function machinesOf(procedures: readonly { name: string; version: number; earlier?: readonly { version: number }[] }[]): VersionedMachine[] {
  return procedures.flatMap(({ name, version, earlier }) => [...(earlier ?? []).map((one) => ({ name, version: one.version, earlier: true })), { name, version, earlier: false }]);
}

/**
 * SHA-256 over a machine's file and all that it imports, in the order in which they are met.
 * @throws {Error} naming an import that leaves `workflows/` or is not there
 */
export function closureHash(root: string, file: string): string {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  const visit = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    if (!at.startsWith(`workflows/`)) throw new Error(`${file} imports ${at}, which is not in workflows/.`);
    const text = fs.readFileSync(path.join(root, at), 'utf8');
    hash.update(text.replace(VERSION_IN_NAME, '')).update('\0');
    for (const [, imported] of text.matchAll(IMPORT)) visit(path.posix.join(path.posix.dirname(at), imported!.replace(/\.js$/, '.ts')));
  };
  visit(file);
  return hash.digest('hex');
}

export function readReleased(root: string): Released {
  const file = path.join(root, RELEASED);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Released) : {};
}

/** What stands in the way of a release, or of a commit after one: a released machine that is gone, or that is not what was released. */
export function changedSinceRelease(root: string, machines: readonly VersionedMachine[], released: Released): string[] {
  return Object.entries(released).flatMap(([name, versions]) =>
    Object.entries(versions).flatMap(([version, { sha256 }]) => {
      const machine = machines.find((one) => one.name === name && one.version === Number(version));
      if (!machine) return [`${name} ${version} was released and is not in the code any more. It stays until every case that used it is disposed of.`];
      if (closureHash(root, fileOf(machine)) === sha256) return [];
      return [`${name} ${version} was released, and ${fileOf(machine)} or what it imports is not what was released. Put that back beside it as an earlier version, and give the change a version number of its own.`];
    }));
}

/** Pins every machine that is not pinned yet. @returns the machines that are new */
export function release(root: string, machines: readonly VersionedMachine[]): { pinned: string[]; problems: string[] } {
  const released = readReleased(root);
  const problems = changedSinceRelease(root, machines, released);
  if (problems.length > 0) return { pinned: [], problems };
  const fresh = machines.filter(({ name, version }) => released[name]?.[version] === undefined);
  for (const machine of fresh) {
    const file = fileOf(machine);
    released[machine.name] = { ...released[machine.name], [machine.version]: { file, sha256: closureHash(root, file) } };
  }
  fs.writeFileSync(path.join(root, RELEASED), `${JSON.stringify(released, null, 2)}\n`);
  return { pinned: fresh.map(({ name, version }) => `${name} ${version}`), problems: [] };
}
