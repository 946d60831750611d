import fs from 'node:fs';
import type { Command } from 'commander';
import { dayInWords } from '../../workflows/psr/in-words.js';
import type { RouteAnswer, Verdict } from '../../workflows/psr/route-choice.answer.js';
import { decideRoute } from '../../workflows/psr/route-choice.rules.js';
import type { RouteFacts } from '../../workflows/psr/route-facts.js';
import { checkInput } from '../engine/input-check.js';
import { RouteFactsInput } from '../psr/route-choice/route-facts.inputs.js';
import type { CliOut, Finding } from './out.js';

/** `route`: which route must, may and may not be used, from a file of facts. It reads no database. */
export function registerRouteCommand(program: Command, out: CliOut): void {
  program
    .command('route')
    .description('which procurement route of the Provider Selection Regime must, may and may not be used, with reasons and regulations')
    .argument('[facts.json]', 'what is known of the contract; - reads it from standard input')
    .option('--schema', 'prints what the facts look like, as JSON schema')
    .action(async (file: string | undefined, options: { schema?: boolean }) => {
      if (!options.schema) return route(out, file);
      const { routeFactsSchema } = await import('../psr/route-choice/route-facts.schema.js');
      const schema = routeFactsSchema();
      out.answer(schema, () => JSON.stringify(schema, null, 2));
    });
}

async function route(out: CliOut, file: string | undefined): Promise<void> {
  if (file === undefined) return out.badInput({ code: 'no-facts', where: 'route', message: 'Name the file of facts.', expected: 'clerkwell route facts.json, or clerkwell route --schema. src/sample/routes has examples.' });
  const read = readFacts(file);
  if (typeof read === 'string') return out.badInput({ code: 'facts', where: file, message: read, expected: 'clerkwell route --schema prints what the facts look like.' });
  const checked = await checkInput(RouteFactsInput, read.facts);
  if (!checked.ok) {
    return out.badInput(...checked.errors.map(({ field, message }) => ({ code: 'field', where: field, message: message.replace('in this step', 'in the facts'), expected: 'clerkwell route --schema prints what each field takes. What is not known is left out.' })));
  }
  const answer = decideRoute(checked.input as RouteFacts);
  out.answer(answer, () => inWords(checked.input as RouteFacts, answer), findingsOf(answer), true);
}

function readFacts(file: string): { facts: object } | string {
  try {
    const facts: unknown = JSON.parse(fs.readFileSync(file === '-' ? 0 : file, 'utf8'));
    return typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? { facts } : 'The facts are one JSON object.';
  } catch (fault) {
    return fault instanceof SyntaxError ? `It is not JSON: ${fault.message}.` : `It cannot be read: ${(fault as Error).message}.`;
  }
}

const OUTCOMES: Readonly<Record<RouteAnswer['outcome'], string>> = {
  choose: 'A route can be chosen.',
  outside: 'No route of the Regime is chosen: it does not apply.',
  waiver: 'No route is chosen: the term has run already.',
  'take advice': 'Take advice first.',
  'not yet': 'No route can be chosen yet: facts or reasons are missing.',
};

function inWords({ title, on }: RouteFacts, { outcome, scope, routes, test, missing, warnings, waivers, notes }: RouteAnswer): string {
  const list = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)]);
  return [
    `${title}, as at ${dayInWords(on)}`,
    OUTCOMES[outcome],
    '',
    `Does the Regime apply? ${scope.because}`,
    ...scope.turnsOn.map((line) => `  ${line}`),
    ...notes.map(({ note, source }) => `  ${note} (${source.cite})`),
    ...(outcome === 'outside' ? [] : ['', 'Routes', ...routes.flatMap(verdictInWords)]),
    ...(scope.kind === 'PSR' && test.differentInCharacter !== null ? list('Considerable change', test.steps) : []),
    ...list('For a waiver', waivers.map(({ from, to, because }) => `${dayInWords(from)} to ${dayInWords(to)}: ${because}`)),
    ...list('Missing', missing.map(({ fact, what, why }) => `${what} ${why} [${fact}]`)),
    ...list('To be answered in writing', warnings.map(({ title: about, because, answer }) => `${about}. ${because} ${answer}`)),
  ].join('\n');
}

const verdictInWords = ({ title, verdict, because, source }: Verdict): string[] => [`  ${verdict.toUpperCase().padEnd(20)} ${title}`, `    ${because.join(' ')} (${source.cite})`];

/** What keeps a route from being chosen, and what has to be answered first. */
function findingsOf({ outcome, scope, missing, warnings, waivers }: RouteAnswer): Finding[] {
  return [
    ...(outcome === 'take advice' ? [{ code: 'take-advice', severity: 'error' as const, where: 'scope', message: scope.because, expected: scope.turnsOn.join(' '), source: scope.sources.map(({ cite }) => cite).join('; ') }] : []),
    ...missing.map(({ fact, kind, what, why, source }): Finding => ({ code: kind === 'fact' ? 'missing-fact' : 'missing-reasons', severity: 'error', where: fact, message: what, expected: why, source: source.cite })),
    ...waivers.map(({ from, to, because, source }): Finding => ({ code: 'for-waiver', severity: 'warning', where: `${from} to ${to}`, message: because, expected: 'A waiver, not a route.', source: source.cite })),
    ...warnings.map(({ key, title, because, answer, source }): Finding => ({ code: key, severity: 'warning', where: title, message: because, expected: answer, source: source.cite })),
  ];
}
