import { APPLICANTS } from '../../src/sample/authority.js';
import { SCHEME } from '../../src/sample/scheme.js';
import { asOwner } from '../database.js';
import { Visitor } from '../web/service.js';
import { HOME, startWorld, type World } from './world.js';

/** A sole trader works from home. The address was given to the council, is private unless a notice legally needs it, and stands in nothing that leaves the directory. */
let world: World;
beforeAll(async () => { world = await startWorld(); }, 240_000);
afterAll(() => world?.service.close());

const isThere = (text: string): boolean => /zqhome|zq9 ?9zq/i.test(text);

test('the address is planted with every provider of this world', async () => {
  const { rows } = await asOwner(world.service.database.ownerUrl, (owner) => owner.query<{ n: number; private: boolean }>('select count(*)::int as n, bool_and(address_private) as private from organisation where address = $1', [HOME.address]));
  expect([rows[0]!.n > 10, rows[0]!.private]).toEqual([true, true]);
});

test('no letter, record, agreement, pack, message, case, entry, list row or feed is made of it: it stands in no other table at all', async () => {
  const found = await asOwner(world.service.database.ownerUrl, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> 'organisation' order by 1`);
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['public.document', 'public.mail', 'public.workflow_instance', 'public.workflow_payload']));
    const hits: string[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from ${name} t where t::text ~* 'zqhome|zq9 ?9zq'`);
      if (rows[0]!.n > 0) hits.push(name);
    }
    const { rows: [made] } = await owner.query<{ documents: number; kinds: number; mails: number }>('select count(*)::int as documents, count(distinct kind)::int as kinds, (select count(*)::int from mail) as mails from document');
    // There is something to look in: letters, records and packs of every kind that this world makes.
    expect(made!.documents).toBeGreaterThan(5);
    expect(made!.kinds).toBeGreaterThan(4);
    return hits;
  });
  expect(found).toEqual([]);
});

test('PDF and Word files do not hold it either', async () => {
  const { rows } = await asOwner(world.service.database.ownerUrl, (owner) => owner.query<{ title: string; html: string }>('select title, html::text from document'));
  expect(rows.filter(({ html }) => isThere(html)).map(({ title }) => title)).toEqual([]);
  // Both are made from the page alone, so what is not in the page cannot be in them; that they say the same is tested with the documents.
  expect(rows.length).toBeGreaterThan(5);
});

test('nobody outside is shown it: the public list in each form, the widget, two days compared, notices, decisions, feeds', async () => {
  const list = `/public/lists/${SCHEME.slug}`;
  const paths = ['/', '/public/lists', list, `${list}.json`, `${list}.csv`, `${list}/widget`, `${list}/changes?from=2024-01-01&to=2026-12-31`, `${list}?therapy=Speech+and+language+therapy`, `${list}?on=2024-06-01`, `${list}/applying`, `${list}/document.html`,
    '/public/lists/therapies-framework', '/public/lists/therapies-framework.json', '/public/decisions', '/public/representations', '/api/v1/openapi.json', '/health'];
  const anybody = new Visitor(world.service.address);
  const rival = await world.viewers.rival.browser();
  for (const [who, visitor] of [['anybody', anybody], ['another provider', rival]] as const) {
    for (const path of paths) expect({ who, path, shown: isThere((await visitor.get(path)).text) }).toEqual({ who, path, shown: false });
  }
  expect((await anybody.get(`${list}.csv`)).text.split('\n').length).toBeGreaterThan(3);
  expect((await anybody.get(`${list}.json`)).text).toContain('"');
});

test('another provider finds nobody by it', async () => {
  const rival = await world.viewers.rival.browser();
  for (const words of ['Zqhome', 'ZQ9 9ZQ']) {
    const page = await rival.get(`/search?text=${encodeURIComponent(words)}`);
    for (const { name } of Object.values(APPLICANTS).filter(({ name: each }) => each !== APPLICANTS.overdue.name)) expect({ words, name, found: page.text.includes(name) }).toEqual({ words, name, found: false });
  }
});
