/**
 * A server process that sends one message and is then killed by the test. Arguments: the built mailer's folder, the database, authority, mail id, port (an smtp:// address, or a
 * folder), and `hang` to stop for ever once the port has answered.
 */
import { pathToFileURL } from 'node:url';
import { DataSource } from 'typeorm';

const [built, database, authority, id, where, hang] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${built}/${name}.js`).href);
const [{ Mailer }, { smtpPort }, { outboxFolder }] = await Promise.all(
  ['mailer', 'smtp-port', 'outbox-folder'].map(load),
);
const source = await new DataSource({ type: 'postgres', url: database }).initialize();
const port = where.startsWith('smtp:') ? smtpPort(where) : outboxFolder(where);
const deliver = async (message) => {
  const answer = await port.deliver(message);
  if (hang) {
    process.stdout.write('delivered\n');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
  return answer;
};
process.stdout.write(`${await new Mailer(source, { ...port, deliver }).run(authority, id)}\n`);
await source.destroy();
