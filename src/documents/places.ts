import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds package.json, found by walking up from this file, so that it is right both for `src/` and for `dist/src/`.
 * Templates, the Typst source and the typesetter are not TypeScript and are read from there.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('package.json was not found above src/documents');
    folder = above;
  }
  return folder;
}
