import fs from 'node:fs';
import { asOwner } from './global-setup.mjs';

/** Stops the server that the set-up started, or drops the template on the server that it was lent. */
export default async function tearDown() {
  const server = globalThis.clerkwellTestServer;
  if (!server) return;
  if (!server.folder) {
    await asOwner(server.url, (owner) => owner.query(`DROP DATABASE IF EXISTS ${server.template} WITH (FORCE)`));
    return;
  }
  await server.stop();
  fs.rmSync(server.folder, { recursive: true, force: true, maxRetries: 5 });
}
