import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** PostgreSQL's own measuring program: in the path, or where Debian's postgresql-contrib puts it. */
export function findPgbench(): string {
  const versions = fs.existsSync('/usr/lib/postgresql') ? fs.readdirSync('/usr/lib/postgresql').sort().reverse() : [];
  const candidates = ['pgbench', ...versions.map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`)];
  const found = candidates.find((candidate) => spawnSync(candidate, ['--version']).status === 0);
  if (!found) throw new Error('There is no pgbench: on Debian, apt-get install postgresql-contrib.');
  return found;
}

/** Runs a script from some clients. @returns transactions per second, connecting not counted */
export function pgbench(
  url: string,
  script: string,
  clients: number,
  seconds: number,
  variables: Record<string, number>,
): number {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-pgbench-')), 'script.sql');
  fs.writeFileSync(file, script);
  const at = new URL(url);
  const run = spawnSync(
    findPgbench(),
    [
      '-n',
      '-f',
      file,
      '-c',
      String(clients),
      '-j',
      '2',
      '-T',
      String(seconds),
      ...Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
      at.pathname.slice(1),
    ],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        PGHOST: at.hostname,
        PGPORT: at.port,
        PGUSER: at.username,
        PGPASSWORD: decodeURIComponent(at.password),
      },
    },
  );
  fs.rmSync(path.dirname(file), { recursive: true });
  const tps = Number(/tps = ([\d.]+) \(without initial connection time\)/.exec(run.stdout)?.[1]);
  if (run.status !== 0 || !tps) throw new Error(`pgbench failed.\n${run.stdout}\n${run.stderr}`);
  return tps;
}
