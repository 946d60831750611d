import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkTemplates } from '../../src/documents/check-templates.js';
import { TemplateLibrary } from '../../src/documents/templates.js';

// Inside the project, so that its TypeScript settings hold, in a folder that is never committed.
const folder = resolve('test/.artefacts/templates');

const DATA = `
export interface Letter {
  name: string;
  note: string | null;
  to: { person: string } | null;
  pence: number;
  state: 'open' | 'closed';
  lots: { code: string; tags: string[] }[];
  words: { open: string; closed: string };
}
export function sample(): Letter {
  return { name: 'A', note: null, to: { person: 'P' }, pence: 100, state: 'open', lots: [{ code: 'SLT', tags: ['x'] }], words: { open: 'Open', closed: 'Closed' } };
}
`;
const PART = `export function sample(): { title: string; lot: { code: string } } { return { title: 'T', lot: { code: 'c' } }; }\n`;

/** A right line and the same with one field misspelt, for each place where Handlebars takes a field. */
const CASES: [string, string, string][] = [
  ['a print', '{{name}}', '{{nmae}}'],
  ['a print of a nested field', '{{#if to}}{{to.person}}{{/if}}', '{{#if to}}{{to.persn}}{{/if}}'],
  ['#if', '{{#if note}}x{{/if}}', '{{#if noet}}x{{/if}}'],
  ['else', '{{#if note}}x{{else}}{{name}}{{/if}}', '{{#if note}}x{{else}}{{nmae}}{{/if}}'],
  ['#unless', '{{#unless note}}x{{/unless}}', '{{#unless noet}}x{{/unless}}'],
  ['#each', '{{#each lots}}{{code}}{{/each}}', '{{#each lost}}{{code}}{{/each}}'],
  ['inside #each', '{{#each lots}}{{code}}{{/each}}', '{{#each lots}}{{coed}}{{/each}}'],
  [
    'a nested #each',
    '{{#each lots}}{{#each tags}}{{this}}{{/each}}{{/each}}',
    '{{#each lots}}{{#each tgas}}{{this}}{{/each}}{{/each}}',
  ],
  ['#with', '{{#with to}}{{person}}{{/with}}', '{{#with too}}{{person}}{{/with}}'],
  ['inside #with', '{{#with to}}{{person}}{{/with}}', '{{#with to}}{{persn}}{{/with}}'],
  ['a field of the parent', '{{#each lots}}{{../name}}{{/each}}', '{{#each lots}}{{../nmae}}{{/each}}'],
  ['a field of the root', '{{#each lots}}{{@root.name}}{{/each}}', '{{#each lots}}{{@root.nmae}}{{/each}}'],
  ['a block parameter', '{{#each lots as |lot|}}{{lot.code}}{{/each}}', '{{#each lots as |lot|}}{{lot.coed}}{{/each}}'],
  ['lookup', '{{lookup words state}}', '{{lookup words staet}}'],
  ['the key of a lookup', '{{lookup words "open"}}', '{{lookup words "opne"}}'],
  ['an argument of a helper', '{{money pence}}', '{{money pnece}}'],
  ['an argument inside an argument', '{{plural (count lots) "lot" "lots"}}', '{{plural (count lost) "lot" "lots"}}'],
  ['the name of a helper', '{{money pence}}', '{{mony pence}}'],
  ['a comparison', '{{#if (eq state "open")}}x{{/if}}', '{{#if (eq staet "open")}}x{{/if}}'],
  ['a value compared with', '{{#if (eq state "open")}}x{{/if}}', '{{#if (eq state "opened")}}x{{/if}}'],
  [
    'the value given to a partial',
    '{{> part title=name lot=(lookup lots 0)}}'.replace('(lookup lots 0)', '@root.part'),
    '{{> part title=nmae lot=@root.part}}',
  ],
  ['a named value of a partial', '{{> part title=name lot=@root.part}}', '{{> part titel=name lot=@root.part}}'],
  [
    'an exempt passage',
    '{{#exempt para="3" reason=name}}{{name}}{{/exempt}}',
    '{{#exempt para="3" reason=name}}{{nmae}}{{/exempt}}',
  ],
  [
    'the reason of an exempt passage',
    '{{#exempt para="3" reason=name}}x{{/exempt}}',
    '{{#exempt para="3" reason=nmae}}x{{/exempt}}',
  ],
];

const names = CASES.map((_case, index) => [`right-${index}`, `wrong-${index}`] as const);

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const data = DATA.replace('words: {', 'part: { code: string };\n  words: {').replace(
    "words: { open: 'Open'",
    "part: { code: 'c' }, words: { open: 'Open'",
  );
  writeFileSync(join(folder, 'part.hbs'), '<p>{{title}} {{lot.code}}</p>');
  writeFileSync(join(folder, 'part.data.ts'), PART);
  for (const [index, [, right, wrong]] of CASES.entries())
    for (const [name, body] of [
      [`right-${index}`, right],
      [`wrong-${index}`, wrong],
    ] as const) {
      writeFileSync(join(folder, `${name}.hbs`), `<h1>T</h1>\n<p>${body}</p>\n`);
      writeFileSync(join(folder, `${name}.data.ts`), data);
    }
  writeFileSync(
    join(folder, 'odd.hbs'),
    '<p>{{{name}}}</p>\n<p>{{note}}</p>\n<p>{{lots}}</p>\n{{#if pence}}x{{/if}}\n',
  );
  writeFileSync(join(folder, 'odd.data.ts'), data);
  writeFileSync(join(folder, 'alone.hbs'), '<h1>{{name}}</h1>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a template that asks for a field its data does not have', () => {
  let faults: ReturnType<typeof checkTemplates>;
  beforeAll(() => {
    // `odd` prints without escaping, which already fails when it is loaded: it is judged in a folder of its own below.
    const odd = join(folder, '../odd');
    rmSync(odd, { recursive: true, force: true });
    cpSync(folder, odd, { recursive: true, filter: (file) => file === folder || /\/odd\./.test(file) });
    rmSync(join(folder, 'odd.hbs'));
    faults = checkTemplates(folder);
  });

  test.each(CASES.map(([place], index) => [place, index] as const))('fails the build in %s', (_place, index) => {
    const [right, wrong] = names[index]!;
    expect(faults.filter(({ template }) => template === right)).toEqual([]);
    const found = faults.filter(({ template }) => template === wrong);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({ line: 2 });
  });

  test('a template without a data type fails', () => {
    expect(faults.filter(({ template }) => template === 'alone')[0]?.message).toContain('alone.data.ts');
  });

  test('printing without escaping is refused when the template is loaded', () => {
    expect(() => new TemplateLibrary(join(folder, '../odd'))).toThrow(/without escaping/);
    rmSync(join(folder, '../odd'), { recursive: true });
  });
});

test('the templates of the product ask only for what their data has, and each sample fills its template', async () => {
  expect(checkTemplates()).toEqual([]);
  const library = new TemplateLibrary(resolve('templates'));
  for (const name of library.list()) {
    const { sample } = (await import(`../../templates/${name}.data.js`)) as { sample(): object };
    expect(library.render(name, sample(), 'public')).not.toBe('');
    expect(library.render(name, sample(), 'exempt')).not.toBe('');
  }
});
