#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { CliOut } from './cli/out.js';

/** A family of commands, loaded only when one of its commands is asked for, so that `rules` does not wait for a database driver. */
interface CommandFamily {
  commands: Record<string, string>;
  register(program: Command, out: CliOut): Promise<void>;
}

const FAMILIES: CommandFamily[] = [
  {
    commands: {
      rules: 'every clock, with its length, how it counts and its source',
      due: 'when something is due, counted day by day',
    },
    register: async (program, out) =>
      (await import('./cli/calendar.commands.js')).registerCalendarCommands(program, out),
  },
  {
    commands: { render: 'a document from a template and data, as HTML, PDF or Word' },
    register: async (program, out) => (await import('./cli/render.commands.js')).registerRenderCommand(program, out),
  },
  {
    commands: { diagram: 'a procedure as a picture and as a table' },
    register: async (program, out) => (await import('./cli/diagram.commands.js')).registerDiagramCommand(program, out),
  },
  {
    commands: { backup: 'everything that the service needs to stand up again, in a folder', restore: 'a backup, into an empty database' },
    register: async (program, out) => (await import('./cli/backup.commands.js')).registerBackupCommands(program, out),
  },
  {
    commands: { route: 'which procurement route of the Provider Selection Regime must, may and may not be used' },
    register: async (program, out) => (await import('./cli/route.commands.js')).registerRouteCommand(program, out),
  },
  {
    commands: { 'check-notice': 'what is wrong with a notice of the Provider Selection Regime' },
    register: async (program, out) => (await import('./cli/notice.commands.js')).registerNoticeCommand(program, out),
  },
  {
    commands: { replay: 'a dated log through a machine: states, and alarms with dates' },
    register: async (program, out) => (await import('./cli/replay.commands.js')).registerReplayCommand(program, out),
  },
  {
    commands: { verify: 'whether every case is what its log makes it', root: 'the signed root of the log as it is today' },
    register: async (program, out) => (await import('./cli/verify.commands.js')).registerVerifyCommands(program, out),
  },
  {
    commands: { rehearse: 'what this version would change in the cases that are open' },
    register: async (program, out) => (await import('./cli/rehearse.commands.js')).registerRehearseCommand(program, out),
  },
  {
    commands: { seed: 'the sample authority, or an authority of your own with its first administrator' },
    register: async (program, out) => (await import('./cli/seed.commands.js')).registerSeedCommand(program, out),
  },
  {
    commands: { import: 'providers of older lists, or contracts, from a spreadsheet' },
    register: async (program, out) => (await import('./cli/import.commands.js')).registerImportCommands(program, out),
  },
  {
    commands: { bundle: 'a case to another authority or installation, as one signed file' },
    register: async (program, out) => (await import('./cli/bundle.commands.js')).registerBundleCommands(program, out),
  },
  {
    commands: { clock: 'the clock of a sample database, read or moved on' },
    register: async (program, out) => (await import('./cli/clock.commands.js')).registerClockCommand(program, out),
  },
  {
    commands: { serve: 'the service, on the database that DATABASE_URL names', migrate: 'brings a database up to date' },
    register: async (program, out) => (await import('./cli/serve.commands.js')).registerServeCommands(program, out),
  },
];

/** Runs one command line. @returns the exit code: 0 ok, 1 findings or refusal, 2 bad usage or input */
export async function runCli(
  argv: readonly string[],
  streams?: { out(text: string): void; err(text: string): void },
): Promise<number> {
  const json = argv.includes('--json');
  const words = argv.filter((word) => word !== '--json');
  const out = new CliOut(json, streams?.out, streams?.err);
  const program = newProgram(json, streams);
  const name = words.find((word) => !word.startsWith('-'));
  const family = FAMILIES.find(({ commands }) => name !== undefined && name in commands);

  if (family) await family.register(program, out);
  else if (name !== undefined && name !== 'help') {
    out.badInput({
      code: 'unknown-command',
      where: name,
      message: `There is no command "${name}".`,
      expected: `The commands are: ${allCommands().join(', ')}.`,
    });
    return out.exitCode;
  } else program.addHelpText('after', `\nCommands:\n${helpLines()}\n`);

  try {
    if (family) await program.parseAsync(words, { from: 'user' });
    else program.outputHelp();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    const message = error.message.replace(/^error: /, '');
    out.badInput({
      code: 'usage',
      where: name ?? 'clerkwell',
      message: message.charAt(0).toUpperCase() + message.slice(1),
      expected: `clerkwell ${name} --help says how.`,
    });
  }
  return out.exitCode;
}

function newProgram(json: boolean, streams?: { out(text: string): void; err(text: string): void }): Command {
  const program = new Command('clerkwell')
    .description('Procurement decisions, on time and on the record.')
    .usage('<command> [options]')
    .helpCommand(false)
    .exitOverride()
    // A usage error is printed once, by the code above, in words or in JSON.
    .configureOutput({ outputError: () => {}, ...(streams ? { writeOut: streams.out } : {}) });
  program.addHelpText(
    'after',
    '\nEvery command prints JSON with --json: { ok, result, findings }. Exit codes: 0 ok, 1 findings or refusal, 2 bad usage or input.',
  );
  return json ? program.configureHelp({ showGlobalOptions: false }) : program;
}

function allCommands(): string[] {
  return FAMILIES.flatMap(({ commands }) => Object.keys(commands));
}

function helpLines(): string {
  return FAMILIES.flatMap(({ commands }) => Object.entries(commands))
    .map(([name, does]) => `  ${name.padEnd(14)}${does}`)
    .join('\n');
}

// Run only as the program itself, also through the link that npm makes for `clerkwell`; tests import `runCli`.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await runCli(process.argv.slice(2));
