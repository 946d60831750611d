import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { changedSinceRelease, closureHash, fileOf, machinesOf, readReleased, release } from '../../src/launch/released.js';
import { procedures } from '../../src/procedures.js';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

test('no released machine has changed without a version number of its own', () => {
  expect(changedSinceRelease(ROOT, machinesOf(procedures), readReleased(ROOT))).toEqual([]);
});

test('every machine has its file where its name says', () => {
  for (const machine of machinesOf(procedures)) expect(fs.readFileSync(path.join(ROOT, fileOf(machine)), 'utf8')).toContain(`id: '${machine.name}'`);
});

describe('a machine that was released', () => {
  const machine = { name: 'toy.key', version: 1, earlier: false };
  let root: string;
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'released-'));
    write('workflows/toy/key.machine.ts', `import { words } from '../shared/words.js';\nimport type { E } from './key.events.js';\nexport const key = words;`);
    write('workflows/toy/key.events.ts', 'export type E = 1;');
    write('workflows/shared/words.ts', 'export const words = 1;');
    expect(release(root, [machine])).toEqual({ pinned: ['toy.key 1'], problems: [] });
    expect(release(root, [machine])).toEqual({ pinned: [], problems: [] });
  });

  test.each(['workflows/toy/key.machine.ts', 'workflows/toy/key.events.ts', 'workflows/shared/words.ts'])('is noticed to have changed in %s', (file) => {
    fs.appendFileSync(path.join(root, file), '\n// changed');
    expect(changedSinceRelease(root, [machine], readReleased(root))).toEqual([expect.stringMatching(/^toy\.key 1 was released, and workflows\/toy\/key\.machine\.ts or what it imports is not what was released/)]);
    expect(release(root, [machine]).problems).toHaveLength(1);
  });

  test('is noticed to be gone', () => {
    expect(changedSinceRelease(root, [], readReleased(root))).toEqual([expect.stringMatching(/is not in the code any more/)]);
  });

  test('keeps its hash as an earlier version beside the new one', () => {
    const versions = [{ ...machine, earlier: true }, { ...machine, version: 2 }];
    write('workflows/toy/key.v1.machine.ts', `import { words } from '../shared/words.js';\nimport type { E } from './key.v1.events.js';\nexport const key = words;`);
    write('workflows/toy/key.v1.events.ts', 'export type E = 1;');
    write('workflows/toy/key.events.ts', 'export type E = 2;');
    expect(closureHash(root, 'workflows/toy/key.v1.machine.ts')).toBe(readReleased(root)['toy.key']?.['1']?.sha256);
    expect(release(root, versions)).toEqual({ pinned: ['toy.key 2'], problems: [] });
  });
});
