import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { projectRoot } from './places.js';
import { typesOf, type TemplateCode } from './template-types.js';
import { TemplateLibrary } from './templates.js';

/** Something a template says that its data does not have. */
export interface TemplateFault {
  template: string;
  line: number;
  column: number;
  message: string;
}

/**
 * Judges every template of a folder against the data type beside it (`x.data.ts` beside `x.hbs`, the type that its `sample()` returns)
 * with the TypeScript compiler. Empty when all is well. Takes about two seconds: for builds and tests, not for requests.
 * @param only the names to judge; all when left out
 */
export function checkTemplates(folder = join(projectRoot(), 'templates'), only?: string[]): TemplateFault[] {
  const library = new TemplateLibrary(folder);
  const helpers = join(projectRoot(), 'src/documents/template-functions.js');
  const generated = new Map<string, TemplateCode & { template: string }>();
  const faults: TemplateFault[] = [];
  for (const template of only ?? library.list()) {
    const file = library.fileOf(template);
    const from = dirname(file);
    const to = (target: string) => {
      const path = relative(from, target).split(sep).join('/');
      return path.startsWith('.') ? path : `./${path}`;
    };
    const data = file.replace(/\.hbs$/, '.data');
    if (!existsSync(`${data}.ts`)) {
      faults.push({
        template,
        line: 1,
        column: 1,
        message: `there is no ${relative(folder, data)}.ts that says what its data is`,
      });
      continue;
    }
    const code = typesOf(template, library.source(template), {
      data: to(`${data}.js`),
      helpers: to(helpers),
      partial: (name) => to(join(folder, `${name}.data.js`)),
    });
    for (const refused of code.refused)
      faults.push({ template, line: refused.line, column: refused.column, message: refused.what });
    generated.set(`${file}.check.ts`, { ...code, template });
  }
  return [...faults, ...judge(generated)];
}

function judge(generated: Map<string, TemplateCode & { template: string }>): TemplateFault[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(projectRoot(), 'node_modules/@types')],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => generated.has(file) || fileExists(file);
  host.readFile = (file) => generated.get(file)?.code ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const own = generated.get(file);
    return own ? ts.createSourceFile(file, own.code, version) : getSourceFile(file, version, ...rest);
  };
  const program = ts.createProgram([...generated.keys()], options, host);
  return [...generated].flatMap(([file, own]) => {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} was not compiled`);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((found) => {
      const line = source.getLineAndCharacterOfPosition(found.start ?? 0).line;
      const place = own.places[line] ?? { line: 1, column: 1 };
      return {
        template: own.template,
        line: place.line,
        column: place.column,
        message: ts.flattenDiagnosticMessageText(found.messageText, ' '),
      };
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = checkTemplates();
  for (const fault of faults)
    console.error(`templates/${fault.template}.hbs:${fault.line}:${fault.column} ${fault.message}`);
  console.log(faults.length === 0 ? 'Every template asks only for what its data has.' : `${faults.length} to mend.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
