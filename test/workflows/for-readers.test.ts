import fs from 'node:fs';
import path from 'node:path';
import { procedures } from '../../src/procedures.js';
import { statesOf } from './graph.js';

const README = fs.readFileSync(path.resolve(import.meta.dirname, '../../workflows/README.md'), 'utf8');
const sectionOf = (name: string): string => README.split(/^## /m).find((section) => section.startsWith(`${name}\n`)) ?? '';

describe.each(procedures.map((procedure) => [procedure.name, procedure] as const))('%s is told to readers who do not program', (name, procedure) => {
  test('it is in the list of machines, with a file that is there', () => {
    const file = new RegExp(`\`${name.replace('.', '\\.')}\`.*\\]\\(([^)]+)\\)`).exec(README)?.[1];
    if (file === undefined) throw new Error(`Add a line for \`${name}\` to the list of machines in workflows/README.md, and a section “## ${name}”.`);
    expect(fs.existsSync(path.resolve(import.meta.dirname, '../../workflows', file))).toBe(true);
  });

  test('every step that a person takes in it is named', () => {
    const steps = Object.values(procedure.events).filter(({ roles }) => roles.length > 0).map(({ label }) => label);
    expect(steps.filter((label) => !sectionOf(name).includes(`*${label}*`))).toEqual([]);
  });

  test('every state in which a case can rest is a row', () => {
    const states = statesOf(procedure.machine).filter(({ type, parent }) => type === 'atomic' || (type === 'final' && parent === procedure.machine.root));
    expect(states.map(({ meta }) => (meta as { title: string }).title).filter((title) => !sectionOf(name).includes(`| ${title} |`))).toEqual([]);
  });
});
