/** Installs the packages that the lockfile names, when they are not there yet. Uses nothing but Node itself: it runs before anything is installed. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {Error} with npm's exit code, when npm failed; npm itself has said why
 */
export async function installIfNeeded(say) {
  const why = missing();
  if (!why) return false;
  say(`Installing packages (${why}); this takes a minute or two the first time.`);
  // NODE_ENV=production would leave out the compiler.
  await npm(['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']);
  return true;
}

/** Compares what is installed with the lockfile by version, not by time: a fresh checkout changes times only. */
function missing() {
  const installed = read('node_modules/.package-lock.json');
  if (!installed) return 'there are none yet';
  const wanted = read('package-lock.json');
  for (const [place, entry] of Object.entries(wanted?.packages ?? {})) {
    if (place === '' || entry.optional || entry.devOptional || entry.link || entry.peer) continue;
    const have = installed.packages[place];
    if (have?.version !== entry.version) return `the lockfile names ${place.replace(/^.*node_modules\//, '')} ${entry.version}`;
    if (!fs.existsSync(path.join(ROOT, place, 'package.json'))) return `${place} is not whole`;
  }
  return undefined;
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
  } catch {
    return undefined;
  }
}

function npm(args) {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => reject(new Error(`npm could not be run: ${error.message}`)));
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm ci ended with code ${code}. Its own words are above.`))));
  });
}
