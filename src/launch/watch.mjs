import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, build } from './build.mjs';

/** An editor writes a file in several steps; this long after the last one it is whole. */
const SETTLE_MS = 150;

/** Runs the service as a child on the server that is already up, and starts it again after each change that compiles. */
export async function watch(ownerUrl, stopping) {
  let child;
  const startChild = () => {
    child = spawn(process.execPath, [path.join(ROOT, 'src/launch/start.mjs')], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, DATABASE_URL: ownerUrl } });
  };
  const endChild = () => new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
  let timer;
  let busy = Promise.resolve();
  const again = async () => {
    const { changed, failed } = await build({ tolerant: true, say: console.error });
    if (changed === 0 || failed.length > 0) return;
    await endChild();
    startChild();
  };
  for (const folder of ['src', 'workflows', 'templates', 'migrations']) {
    fs.watch(path.join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => { busy = busy.then(again).catch(console.error); }, SETTLE_MS);
    });
  }
  stopping.add('the service', endChild);
  startChild();
}
