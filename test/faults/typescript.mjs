/**
 * Lets a process of its own run the TypeScript of this repository as it stands, with the compiler settings of the build, so that a process that
 * is going to be killed is the real thing and needs no build before it: `node --import ./test/faults/typescript.mjs server.ts`.
 */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
