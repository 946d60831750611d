import { Policies } from '../../../src/policy/policies.js';
import { csv, imported, listWorld, planned, type ListWorld } from './lists.js';

let world: ListWorld;
beforeAll(async () => { world = await listWorld(); });
afterAll(() => world?.stop());
const everything = async () => JSON.stringify(await world.rows('select * from qpl_import_line'));
const older = (days: number) => world.rows(`update qpl_import set made_at = made_at - $1 * interval '1 day', finished_at = finished_at - $1 * interval '1 day'`, [days]);

test('names and addresses of an import are erased when nobody needs the report any more; the counts and what was brought over stay', async () => {
  const file = csv(['Nightingale Speech,Sole trader,SLT-1,Ashford,,CT1 1AA', 'Broken Row,Ltd,NO-SUCH-LOT,Ashford,,TN1 1AA']);
  const { importId } = await imported(world, 'old.csv', file);
  const { importId: unconfirmed } = await planned(world, 'never.csv', csv(['Never Confirmed,Sole trader,SLT-1,Swale,,ME1 1AA']));
  const before = (await world.imports.find(world.authorityId, importId))!.counts;
  const policies = new Policies(world.source);

  await older(89);
  expect(await world.imports.eraseOld(policies)).toBe(0);
  expect(await everything()).toContain('Nightingale');

  await older(2);
  expect(await world.imports.eraseOld(policies)).toBe(3);
  expect(await everything()).not.toMatch(/Nightingale|Broken Row|Never Confirmed|CT1|TN1|ME1|NO-SUCH-LOT/);
  expect((await world.imports.find(world.authorityId, importId))!.counts).toEqual(before);
  expect((await world.imports.find(world.authorityId, unconfirmed))!.import.state).toBe('left');
  expect(await world.imports.confirm(world.officer, unconfirmed, false)).toBe(false);
  expect(await world.rows(`select 1 from workflow_instance where title like 'Nightingale%'`)).toHaveLength(1);
  // A second night finds nothing to do.
  expect(await world.imports.eraseOld(policies)).toBe(0);
});
