import fs from 'node:fs';
import path from 'node:path';
import { DEADLINE_RULES } from '../../src/calendar/deadline-rules.js';
import type { AnyProcedure } from '../../src/engine/procedure.js';
import { procedures } from '../../src/procedures.js';
import type { Source, StateMeta, TransitionMeta } from '../../workflows/shared/vocabulary.js';
import { statesOf, transitionsOf } from '../workflows/graph.js';
import { isAbout, provisionsIn, type Provision } from './citations.js';
import { PSR_ROWS, type LawRow } from './psr-rows.js';

/** Something of the product that names where it comes from. */
interface Citing {
  readonly kind: 'state' | 'guard' | 'clock' | 'code' | 'test';
  /** "direct award C: Standstill", "isWithinWindow", a file. */
  readonly what: string;
  readonly provisions: readonly Provision[];
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const SHOWN = 3;

/** The table of the law, made from what states, steps, guards, clocks, files and tests cite. The same product gives the same bytes. */
export function lawCoverage(): string {
  const citing = [...machines(), ...clocks(), ...code(), ...tests()];
  const rows = PSR_ROWS.map((row) => ({ row, cited: citing.filter(({ provisions }) => provisions.some((cited) => provisionsOf(row).some((one) => isAbout(cited, one)))) }));
  const isTested = (cited: readonly Citing[]) => cited.some(({ kind }) => kind === 'test');
  // A lesson of a published review is nobody's paragraph to cite: the test that it cannot happen is what carries it.
  const isCarried = (row: LawRow, cited: readonly Citing[]) => cited.some(({ kind }) => kind !== 'test') || (/^P\d/.test(row.id) && isTested(cited));
  const within = rows.filter(({ row }) => row.outside === undefined);
  const notCarried = within.filter(({ row, cited }) => !isCarried(row, cited));
  const notTested = within.filter(({ row, cited }) => isCarried(row, cited) && !isTested(cited));
  return [
    '# Where the law stands in the product',
    '',
    'The Health Care Services (Provider Selection Regime) Regulations 2023, SI 2023/1348, as revised to 24 March 2026, paragraph by paragraph; then the notices (N), letters',
    '(C) and clocks (K) by the paragraphs that they stand for, the lessons of published reviews (P) and the errors of published notices (D). Made by `npm run law-coverage` from',
    'the sources that states, steps, guards and clocks cite and from the names of tests; `npm test` fails when it is out of date. Written by hand are only the rows, in',
    '`test/law/psr-rows.ts`.',
    '',
    `${within.length} rows in scope: ${within.length - notCarried.length - notTested.length} are carried and tested, ${notTested.length} are carried and no test names them, ${notCarried.length} are not carried yet.`,
    '',
    '| row | what it says | states and steps | guards and clocks | elsewhere | tests |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ row, cited }) => {
      const of = (...kinds: Citing['kind'][]) => some(cited.filter(({ kind }) => kinds.includes(kind)).map(({ what }) => what));
      return `| ${row.id} | ${row.says} | ${row.outside ? `outside: ${row.outside}` : of('state')} | ${of('guard', 'clock')} | ${of('code')} | ${of('test')} |`;
    }),
    '',
    '## Not carried yet',
    '',
    ...listed(notCarried),
    '',
    '## Carried, and no test names it',
    '',
    ...listed(notTested),
    '',
  ].join('\n');
}

const listed = (rows: readonly { row: LawRow }[]): string[] => (rows.length === 0 ? ['None.'] : rows.map(({ row }) => `- ${row.id}: ${row.says}`));
const provisionsOf = (row: LawRow): readonly Provision[] => (row.standsFor === undefined ? [provisionsIn(row.id)[0] ?? [row.id]] : provisionsIn(row.standsFor));

function some(all: readonly string[]): string {
  const each = [...new Set(all)].sort();
  const text = each.slice(0, SHOWN).map((one) => one.replaceAll('|', '\\|'));
  return text.join('; ') + (each.length > SHOWN ? `; and ${each.length - SHOWN} more` : '');
}

/** Only what is about these Regulations: another instrument has a regulation 12 too. */
const ofPsr = (sources: readonly Source[]): Provision[] => sources.filter(({ cite }) => cite.includes('2023/1348')).flatMap(({ cite }) => provisionsIn(cite));

function machines(): Citing[] {
  return procedures.filter(({ name }) => name.startsWith('psr.')).flatMap((procedure) => [...steps(procedure), ...guards(procedure)]);
}

function steps({ name, machine, events }: AnyProcedure): Citing[] {
  return statesOf(machine).flatMap((state): Citing[] => {
    const { title, sources } = state.meta as StateMeta;
    const leaving = transitionsOf(state).map((transition): Citing => {
      const label = events[transition.eventType]?.label;
      return { kind: 'state', what: `${name}: ${label ? `“${label}”` : title}`, provisions: ofPsr((transition.meta as TransitionMeta | undefined)?.sources ?? []) };
    });
    return [{ kind: 'state', what: `${name}: ${title}`, provisions: ofPsr(sources) }, ...leaving];
  });
}

function guards({ refusals }: AnyProcedure): Citing[] {
  return Object.entries(refusals).map(([guard, { source }]) => ({ kind: 'guard', what: guard, provisions: ofPsr([source]) }));
}

function clocks(): Citing[] {
  return DEADLINE_RULES.filter(({ name }) => name.startsWith('psr.')).map(({ name, source }) => ({ kind: 'clock', what: name, provisions: provisionsIn(source) }));
}

/** Rules that are no machine: the choice of route, the fields of notices, what a document says. A file of nothing but sources carries nothing. */
function code(): Citing[] {
  return files(['workflows/psr', 'src/psr', 'templates/psr'], /(?<!\.sources)\.(ts|hbs)$/).flatMap((file) => {
    const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
    const quoted = [...text.matchAll(/'[^'\n]*'|`[^`]*`|“[^”]*”/g)].map(([words]) => words).join('\n');
    return [{ kind: 'code' as const, what: path.basename(file), provisions: provisionsIn(quoted) }, ...usesOfSources(file, text)];
  });
}

/** A rule that answers with a named source cites what the source says. */
function usesOfSources(file: string, text: string): Citing[] {
  const used = [...text.matchAll(/import (?:\{([^}]*)\}|\* as (\w+)) from '\.\/([\w-]+\.sources)\.js'/g)];
  return used.flatMap(([, names, all, from]) => {
    const sources = fs.readFileSync(path.join(ROOT, path.dirname(file), `${from}.ts`), 'utf8');
    const cites = [...sources.matchAll(/(?:const (\w+) = |^\s+(\d+): )\w+\('([^'\n]*)'\)/gm)].map(([, name, , cite]) => ({ name: name ?? '', cite: cite! }));
    const isUsed = (name: string) => (all ? text.includes(`${all}.${name}`) : (names ?? '').split(',').some((each) => each.trim() === name));
    return cites.filter(({ name }) => name !== '' && isUsed(name)).map(({ cite }) => ({ kind: 'code' as const, what: path.basename(file), provisions: provisionsIn(cite) }));
  });
}

function tests(): Citing[] {
  return files(['test'], /\.test\.ts$/).filter((file) => /psr|evaluation|calendar|law/.test(file)).flatMap((file) => {
    const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
    const names = [...text.matchAll(/\b(?:test|describe|it)(?:\.each\([\s\S]*?\))?\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`([^`]*)`)/g)];
    return names.map(([, plain, made]) => (plain ?? made)!.replace(/\\'/g, '’')).map((name): Citing => ({ kind: 'test', what: name, provisions: provisionsIn(name) }));
  });
}

function files(folders: readonly string[], wanted: RegExp): string[] {
  return folders.flatMap((folder) => fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => wanted.test(name)).map((name) => `${folder}/${name}`)).sort();
}
