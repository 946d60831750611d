import fs from 'node:fs';
import path from 'node:path';
import { folder, start } from './starting.js';

/** Starts the server of a folder by itself, tells its notes and one row, and stops it. */
async function server(data: string, more = '') {
  const script = `
    import { startPostgres } from './src/launch/postgres.mjs';
    import pg from 'pg';
    const server = await startPostgres(${JSON.stringify(data)}, { durable: false ${more} });
    for (const note of server.notes) console.log('NOTE ' + note);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS kept (n int)');
    await client.query('INSERT INTO kept VALUES (1)');
    console.log('ROWS ' + (await client.query('SELECT count(*)::int AS n FROM kept')).rows[0].n);
    await client.end();
    await server.stop();
    console.log('STOPPED');`;
  const running = start({}, [process.execPath, '--input-type=module', '-e', script]);
  const { code } = await running.exit;
  return { code, output: running.output() };
}

describe('the data folder', () => {
  let data: ReturnType<typeof folder>;
  beforeEach(() => { data = folder(); });
  afterEach(() => data.remove());

  it('is made once and kept', async () => {
    expect((await server(data.path)).output).toContain('ROWS 1');
    expect((await server(data.path)).output).toContain('ROWS 2');
  });

  it('half-made by a killed start: cleared away and made anew', async () => {
    fs.mkdirSync(path.join(data.path, 'postgres.half-999999'));
    fs.writeFileSync(path.join(data.path, 'postgres.half-999999', 'PG_VERSION'), '18');
    expect((await server(data.path)).output).toContain('ROWS 1');
    expect(fs.readdirSync(data.path).filter((name) => name.includes('half'))).toEqual([]);
  });

  it('without its heart: put aside, said, never deleted', async () => {
    fs.mkdirSync(path.join(data.path, 'postgres'));
    fs.writeFileSync(path.join(data.path, 'postgres', 'PG_VERSION'), '18');
    const { output } = await server(data.path);
    expect(output).toMatch(/NOTE .*was not a whole PostgreSQL data folder\. It was put aside as/);
    expect(output).toContain('ROWS 1');
    expect(fs.readdirSync(data.path).some((name) => name.startsWith('postgres.incomplete-'))).toBe(true);
  });

  it('with a postmaster.pid of a program that is not PostgreSQL: started all the same', async () => {
    await server(data.path);
    fs.writeFileSync(path.join(data.path, 'postgres', 'postmaster.pid'), `${process.pid}\n${data.path}/postgres\n1\n5432\n\n127.0.0.1\n 1 1\nready\n`);
    expect((await server(data.path)).output).toContain('ROWS 2');
  });

  it('whose password file is gone: the password is set anew and the data stay', async () => {
    await server(data.path);
    fs.rmSync(path.join(data.path, 'postgres.json'));
    const { output } = await server(data.path);
    expect(output).toMatch(/NOTE .*the server's password was set anew/);
    expect(output).toContain('ROWS 2');
  });

  it('of another version of PostgreSQL: explained', async () => {
    await server(data.path);
    fs.writeFileSync(path.join(data.path, 'postgres', 'PG_VERSION'), '13\n');
    const { code, output } = await server(data.path);
    expect(output).toContain('were made by PostgreSQL 13');
    expect(code).not.toBe(0);
  });

  it('below a folder that other users may not enter: works, elsewhere when the server cannot get in, and says where', async () => {
    const closed = path.join(data.path, 'closed');
    fs.mkdirSync(closed, { mode: 0o700 });
    const elsewhere = path.join(data.path, 'elsewhere');
    fs.mkdirSync(elsewhere, { mode: 0o755 });
    const { output } = await server(path.join(closed, '.data'), `, elsewhere: [${JSON.stringify(elsewhere)}]`);
    expect(output).toContain('ROWS 1');
    // An ordinary user's server runs as that user, who may enter; root's does not.
    if (process.getuid?.() === 0) expect(output).toMatch(/NOTE User "\w+" may not enter .*, so PostgreSQL and its data are kept in /);
    else expect(output).not.toContain('NOTE');
    expect((await server(path.join(closed, '.data'), `, elsewhere: [${JSON.stringify(elsewhere)}]`)).output).toContain('ROWS 2');
  });
});
