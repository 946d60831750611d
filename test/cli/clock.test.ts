import { runCli } from '../../src/cli.js';
import { seed } from '../../src/sample/sample.js';
import { asOwner, testDatabase, type TestDatabase } from '../database.js';

let database: TestDatabase;
const url = process.env['DATABASE_URL'];
beforeEach(async () => {
  database = await testDatabase();
  process.env['DATABASE_URL'] = database.ownerUrl;
});
afterEach(async () => {
  if (url === undefined) delete process.env['DATABASE_URL'];
  else process.env['DATABASE_URL'] = url;
  await database.drop();
});

async function clock(...argv: string[]): Promise<{ code: number; now?: string; moved?: boolean; said: string }> {
  let said = '';
  const code = await runCli(['clock', ...argv, '--json'], { out: (text) => (said += text), err: (text) => (said += text) });
  return { code, said, ...((JSON.parse(said) as { result: { now: string; moved: boolean } | null }).result ?? {}) };
}
const later = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

test('the clock of a database that is not marked as sample cannot be moved', async () => {
  const refused = await clock('--to', later(30).slice(0, 10));
  expect(refused.code).toBe(2);
  expect(refused.said).toContain('This database holds real cases.');
  expect(await clock()).toMatchObject({ code: 0, moved: false });
});

test('a sample clock moves on, and back while nothing was recorded meanwhile; afterwards it does not go back', async () => {
  await seed(database.ownerUrl);
  const moved = await clock('--to', later(40));
  expect(moved).toMatchObject({ code: 0, moved: true });
  expect(Date.parse(moved.now!) - Date.now()).toBeGreaterThan(39 * 86_400_000);
  expect(await clock('--real')).toMatchObject({ code: 0, moved: false });

  await clock('--to', later(40));
  await asOwner(database.ownerUrl, (owner) => owner.query(
    `insert into workflow_event select authority_id, case_id, seq + 1000, machine, version, type, occurred_at, engine_now(), actor, header, digest, corrects from workflow_event limit 1`));
  for (const back of [['--real'], ['--to', later(20)]]) {
    const refused = await clock(...back);
    expect(refused.code).toBe(2);
    expect(refused.said).toContain('the log does not go back');
  }
  expect(await clock('--to', later(60))).toMatchObject({ code: 0, moved: true });
}, 60_000);

test('a day means its morning in London; what is no day is refused in words', async () => {
  await asOwner(database.ownerUrl, (owner) => owner.query('update installation set sample = true'));
  // The clock goes on while it is read.
  expect((await clock('--to', '2031-07-01')).now).toMatch(/^2031-07-01T08:00:0/);
  const refused = await clock('--to', '31 February 2031');
  expect(refused.code).toBe(2);
});
