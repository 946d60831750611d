import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDefinition } from '../../src/policy/defaults.js';
import '../../src/procedures.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const named = (folder: string, pattern: RegExp) => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...fs.readFileSync(path.join(root, folder, file), 'utf8').matchAll(pattern)].map((match) => match[1]!));

test('every setting that a facts gatherer asks for is defined, and says that it is used', () => {
  const asked = named('src', /\bpolicy\('([a-z][\w.-]+)'/g);
  expect(asked).toContain('decisions.dispensations-granted-by');
  expect(asked.filter((name) => !findDefinition(name)?.usedBy.length)).toEqual([]);
});

test('every clock that a machine starts is a setting that says that it is used', () => {
  const started = named('workflows', /\brule: '([a-z][\w.-]+)'/g);
  expect(started).toContain('qpl.clarification-reply');
  expect(started.filter((name) => !findDefinition(name)?.usedBy.length)).toEqual([]);
});
