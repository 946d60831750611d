import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';
import { guarded } from './guarded.js';
import { documentHelpers, exemptNote, withheldStatement, type Markup } from './template-functions.js';
import { projectRoot } from './places.js';
import { escapeHtml, printable } from './words.js';
import type { Variant } from './tree.js';

/** Raised with any change of renderer that changes the bytes of a document; part of every template's hash. */
export const RENDERER_VERSION = '1';

/** The templates of one folder, compiled when first asked for. */
export class TemplateLibrary {
  private readonly engine = engineWithHelpers();
  private readonly compiled = new Map<string, { render: Handlebars.TemplateDelegate; hash: string }>();
  private readonly names: string[];

  constructor(readonly folder: string) {
    this.names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => file.slice(0, -4).split(sep).join('/'))
      .sort();
    for (const name of this.names) {
      const partial = this.engine.compile(prepared(this.source(name), name), COMPILE);
      // A partial called with named values gets a new plain object: it is guarded like any other data.
      this.engine.registerPartial(name, (context, options) => partial(guarded(context as object), options));
    }
  }

  /** The names of all templates, partials included: `qpl/outcome-letter`. */
  list(): string[] {
    return [...this.names];
  }

  /** The names of those that are whole documents: they have a title. */
  documents(): string[] {
    return this.names.filter((name) => this.source(name).includes('<h1'));
  }

  /** The file's text. Throws UnknownTemplate. */
  source(name: string): string {
    if (!this.names.includes(name)) throw new UnknownTemplate(name);
    return readFileSync(this.fileOf(name), 'utf8');
  }

  fileOf(name: string): string {
    return join(this.folder, `${name}.hbs`);
  }

  /** The HTML that a template writes for some data, before it is checked and numbered. Throws MissingField. */
  render(name: string, data: object, variant: Variant): string {
    const { render } = this.get(name);
    try {
      return render(guarded(data), { data: { variant } });
    } catch (fault) {
      throw new TemplateFailed(relative(projectRoot(), this.fileOf(name)), fault as Error);
    }
  }

  /** SHA-256 over the renderer's version, the template and the partials it uses. */
  hash(name: string): string {
    return this.get(name).hash;
  }

  private get(name: string) {
    const known = this.compiled.get(name);
    if (known) return known;
    const render = this.engine.compile(prepared(this.source(name), name), COMPILE);
    const digest = createHash('sha256').update(`renderer ${RENDERER_VERSION}\n`);
    for (const part of this.withPartials(name)) digest.update(`${part}\n${this.source(part)}\n`);
    const made = { render, hash: digest.digest('hex') };
    this.compiled.set(name, made);
    return made;
  }

  private withPartials(name: string, seen = new Set<string>()): string[] {
    if (seen.has(name)) return [...seen];
    seen.add(name);
    for (const [, partial] of this.source(name).matchAll(/\{\{~?>\s*([\w/-]+)/g))
      this.withPartials(partial ?? '', seen);
    return [...seen].sort();
  }
}

/** No template has that name. */
export class UnknownTemplate extends Error {
  constructor(name: string) {
    super(`There is no template "${name}".`);
    this.name = 'UnknownTemplate';
  }
}

/** A template could not be filled; the cause says which field. */
export class TemplateFailed extends Error {
  constructor(file: string, cause: Error) {
    super(`${file}: ${cause.message}`, { cause });
    this.name = 'TemplateFailed';
  }
}

const CONDITIONS = ['eq', 'and', 'or', 'not', 'present'];
const COMPILE = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(
    [...Object.keys(documentHelpers), ...CONDITIONS, 'show', 'exempt'].map((name) => [name, true]),
  ) as CompileOptions['knownHelpers'],
};

function engineWithHelpers(): typeof Handlebars {
  const engine = Handlebars.create();
  // Handlebars adds an options object as the last argument, which the helpers must not see.
  for (const [name, helper] of Object.entries(documentHelpers))
    engine.registerHelper(name, (...given: unknown[]) =>
      (helper as (...values: unknown[]) => unknown)(...given.slice(0, -1)),
    );
  engine.registerHelper('eq', (left: unknown, right: unknown) => left === right);
  engine.registerHelper('and', (...given: unknown[]) => given.slice(0, -1).every(isTrue));
  engine.registerHelper('or', (...given: unknown[]) => given.slice(0, -1).some(isTrue));
  engine.registerHelper('not', (value: unknown) => !isTrue(value));
  engine.registerHelper('present', (value: unknown) => value !== null);
  engine.registerHelper('show', show);
  engine.registerHelper('exempt', exempt);
  return engine;
}

/** As Handlebars sees it in #if: an empty list is nothing. */
const isTrue = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** Prints a value: text and numbers only. Null, true and lists are mistakes of the template, not blanks. */
function show(value: unknown, options: Handlebars.HelperOptions): Handlebars.SafeString {
  if (typeof value === 'string') return new Handlebars.SafeString(escapeHtml(printable(value)));
  if (typeof value === 'number') return new Handlebars.SafeString(String(value));
  if (typeof value === 'object' && value !== null && 'toHTML' in value)
    return new Handlebars.SafeString((value as Markup).toHTML());
  const what = value === null ? 'null (ask with #if first)' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  throw new Error(`{{${String(options.hash.where)}}} is ${what}, which cannot be printed`);
}

/** `{{#exempt para="3" reason=why}}…{{/exempt}}`: in the public variant the passage is never even rendered. */
function exempt(this: unknown, options: Handlebars.HelperOptions): Handlebars.SafeString {
  const { para, reason } = options.hash as { para: number | string; reason: string };
  const variant = (options.data as { variant: Variant }).variant;
  const passage = variant === 'exempt' ? exemptNote(para) + options.fn(this) : withheldStatement(para, reason);
  return new Handlebars.SafeString(passage);
}

/** Parses a template and passes everything that it prints through `show`. Throws for unescaped output. */
function prepared(source: string, name: string): hbs.AST.Program {
  const tree = Handlebars.parse(source, { srcName: name });
  class Printing extends Handlebars.Visitor {
    override MustacheStatement(node: hbs.AST.MustacheStatement): void {
      if (!node.escaped)
        throw new Error(`${name}, line ${node.loc.start.line}: {{{ }}} prints without escaping and is not allowed`);
      const path = node.path as hbs.AST.PathExpression;
      const text = path.original ?? '';
      const isCall = node.params.length > 0;
      const value: hbs.AST.Expression = isCall
        ? ({
            type: 'SubExpression',
            path,
            params: node.params,
            hash: node.hash,
            loc: node.loc,
          } as hbs.AST.SubExpression)
        : path;
      const where: hbs.AST.HashPair = {
        type: 'HashPair',
        key: 'where',
        value: { type: 'StringLiteral', value: text, original: text, loc: node.loc } as hbs.AST.StringLiteral,
        loc: node.loc,
      };
      node.path = {
        type: 'PathExpression',
        data: false,
        depth: 0,
        parts: ['show'],
        original: 'show',
        loc: node.loc,
      } as hbs.AST.PathExpression;
      node.params = [value];
      node.hash = { type: 'Hash', pairs: [where], loc: node.loc } as hbs.AST.Hash;
    }
  }
  new Printing().accept(tree);
  return tree;
}

let library: TemplateLibrary | undefined;
/** The project's own templates. */
export function templates(): TemplateLibrary {
  return (library ??= new TemplateLibrary(join(projectRoot(), 'templates')));
}
