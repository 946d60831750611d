import { randomUUID } from 'node:crypto';
import { inScope } from '../../src/engine/scope.js';
import { dailyDigest } from '../../src/notifications/daily-digest.js';
import { doneTask, openTasks, raiseTask } from '../../src/notifications/tasks.js';
import type { NewTask } from '../../src/notifications/tasks.js';
import { makeMailWorld } from './mail-world.js';
import type { MailWorld } from './mail-world.js';

let world: MailWorld;
beforeAll(async () => {
  world = await makeMailWorld();
});
afterAll(() => world.end());
afterEach(() => world.look('delete from task'));

const task = (over: Partial<NewTask> = {}): NewTask => ({
  key: randomUUID(),
  kind: 'document.failed',
  aboutCase: null,
  sentence: 'The PDF of decision 26/00001 could not be made.',
  role: 'democratic services',
  owner: null,
  due: null,
  ...over,
});
const kent = <T>(work: Parameters<typeof inScope<T>>[2]) => inScope(world.app, world.kent, work);

test('what is noticed twice rings once, also after it was put right', async () => {
  const one = task({ key: 'document.failed:x' });
  const id = await kent((tx) => raiseTask(tx, one));
  expect(await kent((tx) => raiseTask(tx, { ...one, sentence: 'Again.' }))).toBe(id);
  expect(await kent((tx) => doneTask(tx, { id }, randomUUID(), 'Made by hand.'))).toBe(true);
  expect(await kent((tx) => doneTask(tx, { key: 'document.failed:x' }, null, 'Late.'))).toBe(false);
  await kent((tx) => raiseTask(tx, one));
  expect(await kent((tx) => openTasks(tx))).toEqual([]);
});
test('a person sees tasks of their roles and their own, not somebody else’s; without a day first, then by day', async () => {
  const [me, other] = [randomUUID(), randomUUID()];
  await kent(async (tx) => {
    await raiseTask(tx, task({ sentence: 'later', due: '2026-07-01' }));
    await raiseTask(tx, task({ sentence: 'sooner', due: '2026-06-01' }));
    await raiseTask(tx, task({ sentence: 'mine', role: 'auditor', owner: me }));
    await raiseTask(tx, task({ sentence: 'another’s', owner: other }));
    await raiseTask(tx, task({ sentence: 'another role', role: 'auditor' }));
  });
  const mine = await kent((tx) => openTasks(tx, { roles: ['democratic services'], person: me }));
  expect(mine.map((one) => [one.sentence, one.due])).toEqual([
    ['mine', null],
    ['sooner', '2026-06-01'],
    ['later', '2026-07-01'],
  ]);
});
test('no other authority, no provider and nobody without a scope sees or raises one', async () => {
  const id = await kent((tx) => raiseTask(tx, task()));
  const provider = { ...world.kent, organisation: randomUUID() };
  for (const scope of [world.surrey, provider]) {
    expect(await inScope(world.app, scope, (tx) => openTasks(tx))).toEqual([]);
    expect(await inScope(world.app, scope, (tx) => doneTask(tx, { id }, null, 'x'))).toBe(false);
  }
  await expect(inScope(world.app, provider, (tx) => raiseTask(tx, task()))).rejects.toThrow('row-level security');
  await expect(world.app.query('select 1 from task')).rejects.toThrow('no authority is in scope');
  await expect(world.worker.query('select 1 from task')).rejects.toThrow('permission denied');
});

describe('the daily digest', () => {
  const line = (title: string, when: string | null = null) => ({
    title,
    when,
    link: `https://clerkwell.example/${title}`,
  });
  test('puts what presses first, and counts it in the subject', () => {
    const digest = dailyDigest(
      'Sample Council',
      'Priya',
      { overdue: [line('A1', '2 days overdue')], dueSoon: [line('B1', 'due tomorrow'), line('B2')], tasks: [] },
      'Monday 1 June 2026',
      'https://clerkwell.example/work',
    );
    expect(digest).toEqual({
      subject: 'Your work: 1 overdue, 2 due soon',
      text: 'Hello Priya,\n\nThis is what waits for you at Sample Council on Monday 1 June 2026.\n\nOVERDUE\n- A1 (2 days overdue)\n  https://clerkwell.example/A1\n\nDUE SOON\n- B1 (due tomorrow)\n  https://clerkwell.example/B1\n- B2\n  https://clerkwell.example/B2\n\nAll of it: https://clerkwell.example/work\n',
    });
  });
  test('with nothing to say is not sent', () => {
    expect(
      dailyDigest('Sample Council', 'Priya', { overdue: [], dueSoon: [], tasks: [] }, 'Monday 1 June 2026', ''),
    ).toBeNull();
  });
});
