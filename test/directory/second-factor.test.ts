import { TOTP, Secret } from 'otpauth';
import { asOwner } from '../database.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { authority, member, organisation, person, role } from './people.js';
import { directoryAlone, fill, markSample, secretSentTo, signedInAs } from './rooms.js';

let service: TestService;
let council: string;
let admin: string;
let officer: string;

beforeAll(async () => {
  service = await startService({}, {
    rooms: directoryAlone,
    fill: async (db) => {
      await markSample(db);
      council = await authority(db);
      admin = await person(db, 'Ada Admin', { sample: true });
      await role(db, council, admin, 'administrator');
      officer = await person(db, 'Olu Officer', { sample: true });
      await role(db, council, officer, 'caseworker');
    },
  });
});
afterAll(() => service.close());

/** Somebody of a provider who signed in by a one-time link. */
async function linked(name: string): Promise<{ visitor: Visitor; personId: string }> {
  const email = `${name.toLowerCase()}@bright.example`;
  const personId = await person(service.database, name, { email });
  await member(service.database, await organisation(service.database, `${name}’s Therapy (sample)`), personId);
  const visitor = new Visitor(service.address);
  expect((await fill(visitor, '/sign-in', { email }, '/sign-in/link')).text).toContain(email);
  const answer = await fill(visitor, `/sign-in/link/${await secretSentTo(email)}`, {});
  expect(answer.status).toBe(303);
  return { visitor, personId };
}
const keyOn = (html: string) => /Key: <strong[^>]*>([A-Z2-7 ]+)</.exec(html)![1]!.replaceAll(' ', '');
const codeOf = (key: string, at = Date.now()) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: at });
const answer = (visitor: Visitor, code: string, back = '/room/mine') => fill(visitor, `/second-factor?back=${back}`, { code, back }, '/second-factor');

describe('a second factor', () => {
  test('is set up with a picture or a key to type, and its recovery codes are shown once', async () => {
    const { visitor, personId } = await linked('Sena');
    const page = await visitor.get('/second-factor?back=/room/mine');
    expect(page.text).toMatch(/<svg/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const key = keyOn(page.text);
    expect(keyOn((await visitor.get('/second-factor')).text)).toBe(key);
    const done = await answer(visitor, codeOf(key));
    expect([...done.text.matchAll(/<code>([A-Z2-7]{5}-[A-Z2-7]{5})<\/code>/g)]).toHaveLength(10);
    expect(done.text).toContain('href="/room/mine"');
    // Set up, the secret is never shown again; nor is it in the database as it is.
    const later = await visitor.get('/second-factor');
    expect([later.text.includes('Key:'), later.text.includes('<svg')]).toEqual([false, false]);
    const rows = await asOwner(service.database.ownerUrl, (owner) => owner.query('select sealed from second_factor where person_id = $1', [personId]));
    expect((rows.rows[0] as { sealed: Buffer }).sealed.includes(Buffer.from(Secret.fromBase32(key).bytes))).toBe(false);
  });

  test('takes each code once, also one that somebody overheard', async () => {
    const { visitor } = await linked('Tess');
    const key = keyOn((await visitor.get('/second-factor')).text);
    const code = codeOf(key);
    expect((await answer(visitor, code)).status).toBe(201);
    expect((await answer(visitor, code)).status).toBe(422);
    const next = await answer(visitor, codeOf(key, Date.now() + 30_000));
    expect([next.status, next.headers.get('location')]).toEqual([303, '/room/mine']);
  });

  test('lets nobody guess: five tries in a quarter of an hour, good codes among them', async () => {
    const { visitor } = await linked('Uma');
    const key = keyOn((await visitor.get('/second-factor')).text);
    const right = codeOf(key);
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    for (let n = 0; n < 5; n += 1) expect((await answer(visitor, wrong)).status).toBe(422);
    const sixth = await answer(visitor, right);
    expect(sixth.status).toBe(429);
    expect(sixth.text).toContain('Wait 15 minutes');
  });

  test('is replaced once by each recovery code', async () => {
    const { visitor } = await linked('Vera');
    const key = keyOn((await visitor.get('/second-factor')).text);
    const codes = [...(await answer(visitor, codeOf(key))).text.matchAll(/<code>([A-Z2-7-]+)<\/code>/g)].map(([, code]) => code!);
    expect((await answer(visitor, codes[0]!.toLowerCase())).status).toBe(303);
    expect((await answer(visitor, codes[0]!)).status).toBe(422);
    expect((await answer(visitor, codes[1]!)).status).toBe(303);
  });

  test('leads back to a page of this service only', async () => {
    const { visitor } = await linked('Wilf');
    const key = keyOn((await visitor.get('/second-factor')).text);
    const done = await answer(visitor, codeOf(key), '//evil.example');
    expect(done.text).not.toContain('evil.example');
  });

  test('is taken away by an administrator of the same authority, never by oneself or for somebody elsewhere', async () => {
    const administrator = await signedInAs(service.address, admin);
    expect((await administrator.get('/people')).text).toContain(`/people/${officer}/second-factor`);
    expect((await fill(administrator, `/people/${officer}/second-factor`, {})).status).toBe(303);
    expect((await administrator.get(`/people/${admin}/second-factor`)).status).toBe(404);
    const { personId } = await linked('Xena');
    expect((await administrator.get(`/people/${personId}/second-factor`)).status).toBe(404);
    const colleague = await signedInAs(service.address, officer);
    expect((await colleague.get(`/people/${officer}/second-factor`)).status).toBe(403);
  });
});
