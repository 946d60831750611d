/**
 * `npm run release`: pins every machine as it is. From then on a change to a released machine, or to anything that it imports, needs a version
 * number of its own; a test compares.
 */
import { ROOT, build } from './build.mjs';

await build();
const { machinesOf, release } = await import('../../dist/src/launch/released.js');
const { procedures } = await import('../../dist/src/procedures.js');
const { pinned, problems } = release(ROOT, machinesOf(procedures));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(pinned.length === 0 ? 'Every machine is pinned already.' : `Pinned: ${pinned.join(', ')}.`);
