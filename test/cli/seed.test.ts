import { runCli } from '../../src/cli.js';
import { assertSignInConfigured, contentOf } from '../../src/launch/readiness.js';
import { asOwner, emptyDatabase } from '../database.js';

/** One database for a suite: what is in it grows from nothing to two authorities. */
type Empty = Awaited<ReturnType<typeof emptyDatabase>>;
let database: Empty;
let before: string | undefined;
beforeAll(async () => {
  before = process.env['DATABASE_URL'];
  database = await emptyDatabase();
  process.env['DATABASE_URL'] = database.ownerUrl;
});
afterAll(async () => {
  if (before === undefined) delete process.env['DATABASE_URL'];
  else process.env['DATABASE_URL'] = before;
  await database.drop();
});

async function seed(...words: string[]) {
  let said = '';
  const code = await runCli(['seed', ...words], { out: (text) => { said += text; }, err: (text) => { said += text; } });
  return { code, said };
}
const kent = ['--authority', 'A County Council', '--slug', 'county', '--address', 'County Hall, Maidstone', '--email', 'therapies@county.example', '--administrator', 'Ada Admin <Ada@county.example>'];
const rows = (sql: string) => asOwner(database.ownerUrl, async (owner) => (await owner.query(sql)).rows);

describe('an authority of one’s own', () => {
  test('is refused with every detail that is missing or wrong, and nothing is made', async () => {
    const { code, said } = await seed('--authority', 'A County Council', '--slug', 'A County', '--email', 'nobody');
    expect(code).toBe(2);
    for (const words of ['"A County" has not', 'Give the address', '"nobody" is no e-mail address', 'Give the first administrator']) expect(said).toContain(words);
    expect(await rows('select name from authority')).toEqual([]);
  });

  test('is made in an empty database with its first administrator, and says what comes next', async () => {
    const { code, said } = await seed(...kent);
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    for (const words of ['A County Council is made', 'OIDC_ISSUER', '/sign-in/staff/return', 'Ada Admin signs in with the account of ada@county.example']) expect(said).toContain(words);
    expect(await rows(`select a.name, a.slug, p.name as who, p.email, p.sample, r.role, r.appointed_by from authority a join authority_role r using (authority_id) join person p using (person_id)`))
      .toEqual([{ name: 'A County Council', slug: 'county', who: 'Ada Admin', email: 'ada@county.example', sample: false, role: 'administrator', appointed_by: null }]);
  });

  test('makes the database one with cases of its own: a start without a sign-in is refused from then on', async () => {
    const content = await contentOf(database.ownerUrl);
    expect(content).toBe('own');
    expect(() => assertSignInConfigured({ production: false, host: '127.0.0.1', port: 3000, trustedProxies: 0, openId: null, dataFolder: '.data' }, content)).toThrow('not marked as sample data');
  });

  test('is not made twice, whether the name or the short name is the same', async () => {
    const again = await seed(...kent);
    expect({ code: again.code, said: again.said }).toEqual({ code: 2, said: expect.stringContaining('The short name "county" belongs to A County Council.') });
    const renamed = await seed(...kent.map((word) => (word === 'county' ? 'county-two' : word === 'A County Council' ? 'a county council' : word)));
    expect(renamed.said).toContain('A County Council is here already, as "county".');
    expect(await rows('select count(*)::int as n from authority')).toEqual([{ n: 1 }]);
  });

  test('stands beside another on the same database, with the same administrator if need be', async () => {
    const { code } = await seed('--authority', 'A Borough Council', '--slug', 'borough', '--address', 'Town Hall', '--email', 'lists@borough.example', '--administrator', 'Ada Admin <ada@county.example>', '--json');
    expect(code).toBe(0);
    expect(await rows('select count(*)::int as authorities, (select count(*)::int from person) as people from authority')).toEqual([{ authorities: 2, people: 1 }]);
  });

  test('the sample does not go into it', async () => {
    const { code, said } = await seed('--sample');
    expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining('The database holds an authority already.') });
    expect(await rows('select sample from installation')).toEqual([{ sample: false }]);
  });
});

test('one of the two is asked for, not both and not neither', async () => {
  for (const words of [[], ['--sample', ...kent]]) expect(await seed(...words)).toEqual({ code: 2, said: expect.stringContaining('Say what to make') });
});

test('the sample goes into an empty database, says whom to be, and keeps an authority of one’s own out', async () => {
  const other = await emptyDatabase();
  process.env['DATABASE_URL'] = other.ownerUrl;
  try {
    const { code, said } = await seed('--sample');
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    expect(said).toMatch(/Priya Nair +procurement officer/);
    expect(said).toMatch(/Owen Brightling +decision maker/);
    expect(said).toMatch(/applicant for Hop Garden Therapies \(sample\)/);
    const refused = await seed(...kent);
    expect({ code: refused.code, said: refused.said }).toEqual({ code: 2, said: expect.stringContaining('marked as sample data') });
  } finally {
    process.env['DATABASE_URL'] = database.ownerUrl;
    await other.drop();
  }
}, 120_000);
