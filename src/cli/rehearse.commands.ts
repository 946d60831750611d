import type { Command } from 'commander';
import { Registry } from '../engine/registry.js';
import { rehearse } from '../engine/rehearse.js';
import { withAppDatabase } from '../launch/app-database.js';
import { Policies } from '../policy/policies.js';
import { procedures } from '../procedures.js';
import { explained, ownerUrl } from './database-problem.js';
import type { CliOut, Finding } from './out.js';

/** `rehearse`: what this version of the rules would do to the cases that are open. It writes nothing. */
export function registerRehearseCommand(program: Command, out: CliOut): void {
  program
    .command('rehearse')
    .description('lists the open cases whose state, next steps or dates would change with this version; writes nothing')
    .option('--authority <id or short name>', 'one authority; all of them when left out')
    .action((options: { authority?: string }) => explained(out, async () => {
      const rehearsed = await withAppDatabase(ownerUrl(), process.env['APP_DATABASE_URL'], (source) => rehearse(source, new Registry(procedures), new Policies(source), options.authority));
      const findings = rehearsed.cases.map(({ reference, outcome, changes }): Finding => ({
        code: outcome, severity: outcome === 'unmapped' || outcome === 'impossible' ? 'error' : 'warning', where: reference, message: changes.join(' '), expected: null, source: null,
      }));
      out.answer(rehearsed, () => `${rehearsed.looked} open cases, of which ${rehearsed.cases.length} would change.`, findings);
    }));
}
