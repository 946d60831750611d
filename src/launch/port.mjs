import net from 'node:net';
import { LaunchProblem } from './problem.mjs';

/**
 * Said before anything slow is done. The listener itself may still lose a race for the port; `bring-up` says the same then.
 * @throws {LaunchProblem}
 */
export function assertPortFree(host, port) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => reject(new LaunchProblem(whyNot(error, host, port))));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

export function whyNot(error, host, port) {
  if (error.code === 'EADDRINUSE') return `Port ${port} on ${host} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`;
  if (error.code === 'EACCES') return `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=3000 npm start`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return `HOST is "${host}", which is not an address of this machine.`;
  return `The service cannot listen on ${host} port ${port}: ${error.message}`;
}
