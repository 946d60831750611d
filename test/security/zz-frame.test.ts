import { idOf } from '../../src/sample/authority.js';
import { crawl } from './crawl.js';
import { startWorld } from './world.js';
test('x', async () => {
  const world = await startWorld();
  const id = idOf('sample contract under a framework');
  const browser = await world.viewers.staff['procurement officer'].browser();
  const seen = await crawl(browser, [`/cases/${id}`], [id]);
  console.log([...seen].filter(([a]) => a.includes(id)).map(([a, { status }]) => `${a} ${status}`).join('\n'));
  await world.service.close();
}, 300_000);
