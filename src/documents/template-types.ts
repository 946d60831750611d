import Handlebars from 'handlebars';

/** TypeScript that means what a template means, and for each of its lines the place in the template. */
export interface TemplateCode {
  code: string;
  /** Index: line of `code`, from 0. */
  places: ({ line: number; column: number } | null)[];
  /** What no type can judge: constructs that templates may not use. */
  refused: { line: number; column: number; what: string }[];
}

interface Scope {
  name: string;
  index: string | null;
  named: Map<string, string>;
}

const CONDITIONS = new Set(['eq', 'and', 'or', 'not', 'present']);

/**
 * Writes a template's tree as TypeScript: a print is `show(data.field)`, an #if is an `if`, an #each a `for`. The compiler then finds a misspelt field wherever it stands,
 * and knows that inside {{#if x}} x is not null.
 * @param name of the template, `qpl/outcome-letter`
 * @param to.data module of its data, to.partial module of a partial's data, to.helpers module of the helpers: as the code imports them
 */
export function typesOf(
  name: string,
  source: string,
  to: { data: string; helpers: string; partial: (name: string) => string },
): TemplateCode {
  return new Writing(name, source, to).code();
}

class Writing {
  private readonly lines: string[] = [];
  private readonly places: TemplateCode['places'] = [];
  private readonly refused: TemplateCode['refused'] = [];
  private readonly partials = new Map<string, string>();
  private scopes: Scope[] = [{ name: 'data0', index: null, named: new Map() }];
  private count = 0;

  constructor(
    private readonly name: string,
    private readonly source: string,
    private readonly to: Parameters<typeof typesOf>[2],
  ) {}

  code(): TemplateCode {
    this.program(Handlebars.parse(this.source, { srcName: this.name }));
    const head = [
      `import type { sample } from '${this.to.data}';`,
      `import type { documentHelpers, Markup } from '${this.to.helpers}';`,
      ...[...this.partials].map(
        ([partial, local]) => `import type { sample as ${local}Sample } from '${this.to.partial(partial)}';`,
      ),
      'declare const helpers: typeof documentHelpers;',
      'declare function show(value: string | number | Markup): void;',
      'declare function condition(value: boolean | string | object | null): void;',
      'declare function each<T>(list: readonly T[]): Iterable<[number, T]>;',
      "declare function exempt(given: { para: '1' | '2' | '3' | '4' | '5' | '6' | '7'; reason: string }): void;",
      ...[...this.partials.values()].map(
        (local) => `declare function ${local}(given: ReturnType<typeof ${local}Sample>): void;`,
      ),
      'export function template(data0: ReturnType<typeof sample>): void {',
    ];
    return {
      code: [...head, ...this.lines, '}'].join('\n'),
      places: [...head.map(() => null), ...this.places, null],
      refused: this.refused,
    };
  }

  private line(text: string, node: hbs.AST.Node): void {
    this.lines.push(text);
    this.places.push({ line: node.loc.start.line, column: node.loc.start.column + 1 });
  }

  private refuse(node: hbs.AST.Node, what: string): void {
    this.refused.push({ line: node.loc.start.line, column: node.loc.start.column + 1, what });
  }

  private program(program: hbs.AST.Program): void {
    for (const statement of program.body) this.statement(statement);
  }

  private statement(node: hbs.AST.Statement): void {
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return;
      case 'MustacheStatement':
        return this.mustache(node as hbs.AST.MustacheStatement);
      case 'BlockStatement':
        return this.block(node as hbs.AST.BlockStatement);
      case 'PartialStatement':
        return this.partial(node as hbs.AST.PartialStatement);
      default:
        this.refuse(node, `${node.type} is not used in documents`);
    }
  }

  private mustache(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped) this.refuse(node, 'printing without escaping is not used in documents');
    const value = node.params.length > 0 ? this.call(node) : this.expression(node.path as hbs.AST.Expression);
    this.line(`show(${value});`, node);
  }

  private block(node: hbs.AST.BlockStatement): void {
    const helper = (node.path as hbs.AST.PathExpression).original;
    if (helper === 'exempt') {
      this.line(`exempt(${this.given(node)});`, node);
      this.program(node.program);
      return;
    }
    const [value] = node.params.map((param) => this.expression(param));
    if (
      value === undefined ||
      node.params.length !== 1 ||
      (node.hash?.pairs.length ?? 0) > 0 ||
      !['if', 'unless', 'with', 'each'].includes(helper)
    ) {
      this.refuse(node, `{{#${helper}}} with ${node.params.length} arguments is not used in documents`);
      return;
    }
    if (helper === 'if' || helper === 'unless') {
      this.line(`condition(${value});`, node);
      this.line(`if (${helper === 'if' ? value : `!(${value})`}) {`, node);
      this.program(node.program);
      this.otherwise(node, '} else {');
    } else if (helper === 'with') this.with(node, value);
    else this.each(node, value);
  }

  private with(node: hbs.AST.BlockStatement, value: string): void {
    const name = `data${++this.count}`;
    this.line(`{ const ${name} = ${value}; condition(${name}); if (${name}) {`, node);
    this.inside(node, {
      name,
      index: null,
      named: new Map((node.program.blockParams ?? []).map((named) => [named, name])),
    });
    this.otherwise(node, '} else {');
    this.line('}', node);
  }

  private each(node: hbs.AST.BlockStatement, value: string): void {
    const name = `data${++this.count}`;
    const index = `index${this.count}`;
    const [item, position] = node.program.blockParams ?? [];
    const named = new Map<string, string>();
    if (item) named.set(item, name);
    if (position) named.set(position, index);
    this.line(`for (const [${index}, ${name}] of each(${value})) {`, node);
    this.inside(node, { name, index, named });
    this.otherwise(node, '} {');
  }

  private inside(node: hbs.AST.BlockStatement, scope: Scope): void {
    this.scopes.push(scope);
    this.program(node.program);
    this.scopes.pop();
  }

  private otherwise(node: hbs.AST.BlockStatement, between: string): void {
    if (node.inverse) {
      this.line(between, node);
      this.program(node.inverse);
    }
    this.line('}', node);
  }

  private partial(node: hbs.AST.PartialStatement): void {
    const name = (node.name as hbs.AST.PathExpression).original;
    if (node.name.type !== 'PathExpression') return this.refuse(node, 'a partial is named, not computed');
    let local = this.partials.get(name);
    if (!local) this.partials.set(name, (local = `partial${this.partials.size + 1}`));
    const hasHash = (node.hash?.pairs.length ?? 0) > 0;
    if (hasHash && node.params.length > 0)
      return this.refuse(node, 'a partial takes one value or named values, not both');
    const [value = this.scope().name] = node.params.map((param) => this.expression(param));
    this.line(`${local}(${hasHash ? this.given(node) : value});`, node);
  }

  private given(node: { hash?: hbs.AST.Hash }): string {
    return `{ ${(node.hash?.pairs ?? []).map((pair) => `${JSON.stringify(pair.key)}: ${this.expression(pair.value)}`).join(', ')} }`;
  }

  private expression(node: hbs.AST.Expression): string {
    switch (node.type) {
      case 'StringLiteral':
        return JSON.stringify((node as hbs.AST.StringLiteral).value);
      case 'NumberLiteral':
        return String((node as hbs.AST.NumberLiteral).value);
      case 'BooleanLiteral':
        return String((node as hbs.AST.BooleanLiteral).value);
      case 'NullLiteral':
        return 'null';
      case 'SubExpression':
        return this.call(node as hbs.AST.SubExpression);
      case 'PathExpression':
        return this.path(node as hbs.AST.PathExpression);
      default:
        this.refuse(node, `${node.type} is not used in documents`);
        return 'null';
    }
  }

  private call(node: hbs.AST.SubExpression | hbs.AST.MustacheStatement): string {
    const name = (node.path as hbs.AST.PathExpression).original;
    const values = node.params.map((param) => this.expression(param));
    if ((node.hash?.pairs.length ?? 0) > 0) this.refuse(node, `${name} takes no named values`);
    if (name === 'lookup') return `(${values[0]})[${values[1]}]`;
    if (!CONDITIONS.has(name)) return `helpers.${name}(${values.join(', ')})`;
    if (name === 'eq') return `(${values[0]} === ${values[1]})`;
    if (name === 'not') return `(!${values[0]})`;
    if (name === 'present') return `(${values[0]} !== null)`;
    return `(${values.join(name === 'and' ? ' && ' : ' || ')})`;
  }

  private scope(depth = 0): Scope {
    const scope = this.scopes[this.scopes.length - 1 - depth];
    if (!scope) throw new Error(`${this.name}: ../ goes above the data`);
    return scope;
  }

  private path(node: hbs.AST.PathExpression): string {
    const [first, ...rest] = node.parts;
    if (node.data) return this.special(node, first ?? '', rest);
    const named =
      node.depth === 0 && first ? [...this.scopes].reverse().find((scope) => scope.named.has(first)) : undefined;
    if (named && first) return `${named.named.get(first)}${members(rest)}`;
    return `${this.scope(node.depth).name}${members(node.parts)}`;
  }

  /** `@index`, `@first`, `@last` of the nearest #each, and `@root`. */
  private special(node: hbs.AST.PathExpression, name: string, rest: string[]): string {
    if (name === 'root') return `data0${members(rest)}`;
    const index = [...this.scopes].reverse().find((scope) => scope.index)?.index;
    if (index && name === 'index') return index;
    if (index && (name === 'first' || name === 'last')) return `(${index} === 0)`;
    this.refuse(node, `@${name} is not used in documents`);
    return 'null';
  }
}

function members(parts: string[]): string {
  return parts
    .map((part) =>
      /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : /^\d+$/.test(part) ? `[${part}]` : `[${JSON.stringify(part)}]`,
    )
    .join('');
}
