/**
 * Builds `dist/` from src, workflows, migrations and templates: TypeScript through swc (types are judged by `tsc` in the tests,
 * not here, so that a start takes seconds), everything else copied. Only what changed since the last build is touched, and
 * what has no source any more is removed: a deleted migration must not run.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const SOURCES = ['src', 'workflows', 'migrations', 'templates'];
/** The launcher's own files run from src: they are what builds. */
const NOT_BUILT = /(^|\/)(tsconfig\.json|README\.md)$|\.d\.m?ts$|^src\/launch\/.*\.mjs$/;

/**
 * Brings `dist/` up to date.
 * @param {{ tolerant?: boolean, say?: (line: string) => void }} [options] tolerant: a file that does not compile is reported and left out
 *   (the test set-up, where a neighbour's half-written file must not stop an unrelated suite)
 * @returns {Promise<{ changed: number, failed: string[] }>}
 * @throws {Error} naming file and place, when a file does not compile and the build is not tolerant
 */
export async function build(options = {}) {
  const dist = path.join(ROOT, 'dist');
  const manifestFile = path.join(dist, '.manifest.json');
  const key = toolKey();
  const before = readManifest(manifestFile);
  const known = before.key === key ? before.files : {};
  const files = {};
  const todo = [];
  for (const file of SOURCES.flatMap((folder) => filesIn(folder))) {
    const { mtimeMs, size } = fs.statSync(path.join(ROOT, file));
    const stamp = `${mtimeMs}:${size}`;
    const output = outputOf(file);
    files[file] = stamp;
    if (known[file] !== stamp || !fs.existsSync(path.join(dist, output))) todo.push({ file, output });
  }
  const failed = await buildAll(todo, dist);
  for (const { file } of failed) delete files[file];
  const wanted = new Set(Object.keys(files).map(outputOf));
  const removed = SOURCES.flatMap((folder) => filesIn(path.join('dist', folder)))
    .map((file) => path.relative('dist', file))
    .filter((file) => !wanted.has(file) && !wanted.has(file.replace(/\.map$/, '')) && !/\.new-\d+$/.test(file));
  for (const file of removed) fs.rmSync(path.join(dist, file), { force: true });
  if (todo.length > 0 || removed.length > 0) writeWhole(manifestFile, JSON.stringify({ key, files }));
  for (const { message } of failed) options.say?.(message);
  if (failed.length > 0 && !options.tolerant) throw new Error(`The build failed in ${failed.length} file${failed.length === 1 ? '' : 's'}.\n${failed.map(({ message }) => message).join('\n')}`);
  return { changed: todo.length - failed.length + removed.length, failed: failed.map(({ file }) => file) };
}

async function buildAll(todo, dist) {
  if (todo.length === 0) return [];
  const { transformFile } = await import('@swc/core');
  const failed = [];
  await Promise.all(todo.map(async ({ file, output }) => {
    const target = path.join(dist, output);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    if (!file.endsWith('.ts')) return writeWhole(target, fs.readFileSync(path.join(ROOT, file)));
    try {
      const { code, map } = await transformFile(path.join(ROOT, file), { configFile: path.join(ROOT, '.swcrc'), cwd: ROOT, sourceMaps: true });
      const name = path.basename(target);
      if (map) writeWhole(`${target}.map`, map);
      writeWhole(target, `${code}\n//# sourceMappingURL=${name}.map\n`);
    } catch (error) {
      failed.push({ file, message: `${file}: ${String(error.message ?? error).trim()}` });
    }
  }));
  return failed;
}

const outputOf = (file) => file.replace(/\.ts$/, '.js');

function filesIn(folder) {
  const at = path.join(ROOT, folder);
  if (!fs.existsSync(at)) return [];
  return fs.readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !NOT_BUILT.test(file));
}

/** Another compiler or other settings build everything anew. */
function toolKey() {
  const parts = ['.swcrc', 'src/launch/build.mjs', 'node_modules/@swc/core/package.json'].map((file) => fs.readFileSync(path.join(ROOT, file)));
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
}

function readManifest(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return { key: undefined, files: {} };
  }
}

/** A rename, so that another process never reads half a file. */
function writeWhole(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.new-${process.pid}`, content);
  fs.renameSync(`${file}.new-${process.pid}`, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { changed } = await build();
    console.log(changed === 0 ? 'Nothing has changed since the last build.' : `Built ${changed} file${changed === 1 ? '' : 's'}.`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
