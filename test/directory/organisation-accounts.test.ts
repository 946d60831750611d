import { asOwner } from '../database.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { goThrough, identityProvider, type Account, type IdentityProvider } from './identity-provider.js';
import { authority, person, role } from './people.js';
import { directoryAlone } from './rooms.js';

let provider: IdentityProvider;
let service: TestService;
let council: string;

beforeAll(async () => {
  provider = await identityProvider({ id: 'clerkwell', secret: 'kept by the test', returnTo: () => `${service.address}/sign-in/staff/return` });
  service = await startService({ openId: { issuer: provider.issuer, clientId: 'clerkwell', clientSecret: 'kept by the test' } }, {
    rooms: directoryAlone,
    fill: async (db) => {
      council = await authority(db);
      await role(db, council, await person(db, 'Priya Sample', { email: 'priya@council.example' }), 'procurement officer');
    },
  });
  service.settings.publicUrl = service.address;
});
afterAll(async () => {
  await service.close();
  await provider.close();
});

/** A browser that goes to the provider as the account and comes back; what it was answered. */
async function signIn(account: Account, tamper: (returned: string) => string = (same) => same) {
  provider.account = account;
  const visitor = new Visitor(service.address);
  const start = await visitor.get('/sign-in/staff');
  const returned = await goThrough(start.headers.get('location')!, provider.issuer);
  const back = tamper(returned).replace(service.address, '');
  return { visitor, back, answer: await visitor.get(back), asked: new URL(start.headers.get('location')!) };
}
const priya: Account = { subject: 'subject-of-priya', email: 'priya@council.example', verified: true };

describe('a second factor that the organisation’s sign-in vouches for', () => {
  const seen = async (account: Account) => (await (await signIn(account)).visitor.get('/room/children')).text;

  test('counts where the agreed claim says so, for those who work for children', async () => {
    await role(service.database, council, await person(service.database, 'Cal Sample', { email: 'cal@council.example' }), 'caseworker');
    const cal: Account = { subject: 'subject-of-cal', email: 'cal@council.example', verified: true };
    expect(await seen({ ...cal, amr: ['pwd', 'mfa'] })).toBe('shown');
    expect(await seen({ ...cal, amr: ['pwd'] })).toBe('ask');
    expect(await seen(cal)).toBe('ask');
    expect(await seen({ ...priya, amr: ['mfa'] })).toBe('not for them');
  });
});

describe('staff sign in with their organisation’s account', () => {
  test('with PKCE, state and nonce, and then act in their own roles', async () => {
    const { visitor, answer, asked } = await signIn(priya);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', state: expect.any(String), nonce: expect.any(String), code_challenge: expect.stringMatching(/^.{43}$/) });
    expect(answer.status).toBe(303);
    expect((await visitor.get('/room/mine')).text).toBe('Priya Sample as procurement officer for the authority');
  });

  test('an answer is taken once: the same address opened again signs nobody in', async () => {
    const { back, visitor } = await signIn(priya);
    expect((await visitor.get(back)).status).toBe(403);
    expect((await new Visitor(service.address).get(back)).status).toBe(403);
  });

  test.each([
    ['another state', (url: string) => url.replace(/state=[^&]+/, 'state=forged')],
    ['another code', (url: string) => url.replace(/code=[^&]+/, 'code=guessed')],
    ['another issuer', (url: string) => url.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')],
    ['no state', (url: string) => url.replace(/state=[^&]+&?/, '')],
  ])('an answer with %s is refused', async (_, tamper) => {
    const { answer, visitor } = await signIn(priya, tamper);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('You could not be signed in');
    expect((await visitor.get('/room/mine')).status).toBe(303);
  });

  test('the answer that another browser fetched signs nobody in here (somebody else’s sign-in pushed onto a victim)', async () => {
    provider.account = priya;
    const attacker = new Visitor(service.address);
    const returned = await goThrough((await attacker.get('/sign-in/staff')).headers.get('location')!, provider.issuer);
    const victim = new Visitor(service.address);
    await victim.get('/sign-in/staff');
    expect((await victim.get(returned.replace(service.address, ''))).status).toBe(403);
    expect((await victim.get('/room/mine')).status).toBe(303);
  });

  test.each<[string, Account, string]>([
    ['an unverified address', { ...priya, subject: 's1', verified: false }, 'verified'], ['no word on whether it is verified', { ...priya, subject: 's2', verified: undefined }, 'verified'],
    ['no address', { subject: 's3', email: undefined, verified: undefined }, 'verified'], ['an address that nobody here has', { subject: 's4', email: 'stranger@council.example', verified: true }, 'is not known here'],
    ['an address that was given to another account', { ...priya, subject: 'somebody-new' }, 'is not known here'],
  ])('%s signs nobody in', async (_, account, because) => {
    await signIn(priya);
    const { answer } = await signIn(account);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(because);
  });

  test('a known person without a role today is told whom to ask', async () => {
    await person(service.database, 'Former Sample', { email: 'former@council.example' });
    const { answer } = await signIn({ subject: 'former', email: 'Former@Council.example', verified: true });
    expect(answer.text).toContain('You have no role here now');
  });

  test('sample people are not offered where a sign-in is configured, even in a sample database', async () => {
    await asOwner(service.database.ownerUrl, async (owner) => {
      await owner.query('update installation set sample = true');
      await owner.query(`update person set sample = true where email = 'priya@council.example'`);
    });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const page = await new Visitor(service.address).get('/sign-in');
    expect(page.text).toContain('Continue to your work account');
    expect(page.text).not.toContain('Priya Sample');
  });
});

test('a provider that does not answer is said in words', async () => {
  const lonely = await startService({ openId: { issuer: 'http://127.0.0.1:9', clientId: 'a', clientSecret: 'b' } }, { rooms: directoryAlone });
  const answer = await new Visitor(lonely.address).get('/sign-in/staff');
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('Your organisation’s sign-in does not answer');
  await lonely.close();
});
