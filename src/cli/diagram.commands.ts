import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { AnyStateMachine } from 'xstate';
import type { CliOut } from './out.js';

const WORKFLOWS = new URL('../../workflows/', import.meta.url);

/** `diagram`: a machine as a picture and as a table, without a database. */
export function registerDiagramCommand(program: Command, out: CliOut): void {
  program
    .command('diagram')
    .description('a procedure as a picture and as a table of its steps')
    .argument('[machine]', 'its name, such as qpl.application; without one the machines are listed')
    .option('--out <file.svg>', 'where the picture goes')
    .action((machine: string | undefined, options: { out?: string }) => diagram(out, machine, options.out));
}

async function diagram(out: CliOut, name: string | undefined, file: string | undefined): Promise<void> {
  const machines = machineFiles();
  if (name === undefined) return out.answer({ machines: [...machines.keys()] }, () => [...machines.keys()].join('\n'));
  const source = machines.get(name);
  if (source === undefined)
    return out.badInput({
      code: 'unknown-machine',
      where: name,
      message: `There is no machine "${name}".`,
      expected: `The machines are: ${[...machines.keys()].join(', ')}.`,
    });
  const machine = machineIn((await import(new URL(source, WORKFLOWS).href)) as Record<string, unknown>, name);
  const { diagramOf } = await import('../documents/diagram.js');
  const { svg, rows } = await diagramOf(machine, { current: null, visited: [], labels: {} });
  if (file !== undefined) await writeFile(file, svg);
  out.answer({ machine: name, file: file ?? null, rows, ...(file === undefined ? { svg } : {}) }, () =>
    [
      ...rows.map(
        (row) =>
          `${row.state}: ${row.event} → ${row.next ?? 'stays'}${row.sources.length > 0 ? ` (${row.sources.join('; ')})` : ''}`,
      ),
      file === undefined ? 'Name a file with --out to have the picture.' : `The picture is in ${file}.`,
    ].join('\n'),
  );
}

/** `workflows/qpl/application.machine.js` is `qpl.application`. */
function machineFiles(): Map<string, string> {
  const files = readdirSync(fileURLToPath(WORKFLOWS), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /\.machine\.(js|ts)$/.test(file))
    .sort();
  return new Map(files.map((file) => [file.replace(/\.machine\.(js|ts)$/, '').replaceAll('/', '.'), file]));
}

function machineIn(module: Record<string, unknown>, name: string): AnyStateMachine {
  const found = Object.values(module).find(
    (value) => typeof value === 'object' && value !== null && (value as { id?: unknown }).id === name,
  );
  if (!found) throw new Error(`The file of ${name} exports no machine with that id.`);
  return found as AnyStateMachine;
}
