import { startService, Visitor, type TestService } from '../web/service.js';
import { asOwner } from '../database.js';
import { authority, member, organisation, person, role } from './people.js';
import { directoryAlone, fill, markSample, posted, secretSentTo, signedInAs } from './rooms.js';

let service: TestService;
let ours: string;
let theirs: string;
let holder: string;
let applicant: string;
let rival: string;
let officer: string;
const HERE = '/organisation/people';

beforeAll(async () => {
  service = await startService({}, {
    rooms: directoryAlone,
    fill: async (db) => {
      await markSample(db);
      const council = await authority(db);
      [ours, theirs] = [await organisation(db, 'Weald Hands (sample)'), await organisation(db, 'Rival Hands (sample)')];
      holder = await person(db, 'Hana Holder', { sample: true });
      applicant = await person(db, 'Ana Applicant', { sample: true });
      rival = await person(db, 'Rita Rival', { sample: true });
      officer = await person(db, 'Olive Officer', { sample: true, email: 'olive@council.example' });
      await role(db, council, officer, 'administrator');
      for (const each of ['account holder', 'applicant']) await member(db, ours, holder, { role: each });
      await member(db, ours, applicant);
      await member(db, theirs, rival, { role: 'account holder' });
    },
  });
});
afterAll(() => service.close());

const as = (who: string) => signedInAs(service.address, who);
const memberships = (personId: string) => asOwner(service.database.ownerUrl, async (owner) =>
  (await owner.query<{ member_id: string; role: string; over: boolean }>('select member_id, role, ended_at is not null as over from organisation_member where person_id = $1 order by role', [personId])).rows);

describe('the people of an organisation', () => {
  test('are shown to its account holder, who has a way there; nobody of another organisation is among them', async () => {
    const visitor = await as(holder);
    const page = await visitor.get(HERE);
    expect(page.status).toBe(200);
    for (const words of ['Hana Holder', 'Ana Applicant', 'Weald Hands (sample)', `href="${HERE}"`]) expect(page.text).toContain(words);
    expect(page.text).not.toContain('Rita Rival');
  });

  test('are not shown to an applicant, to the authority’s own staff, or to somebody who is not signed in', async () => {
    for (const who of [applicant, officer]) {
      const visitor = await as(who);
      for (const path of [HERE, `${HERE}/add`]) expect((await visitor.get(path)).status).toBe(403);
      expect((await visitor.get('/privacy')).text).not.toContain(`href="${HERE}"`);
      const token = Visitor.tokenOn((await visitor.get('/privacy')).text);
      expect((await visitor.post(`${HERE}/add`, { _csrf: token, name: 'Eve', email: 'eve@sample.example', role: 'account holder' })).status).toBe(403);
    }
    expect((await new Visitor(service.address).get(HERE)).headers.get('location')).toBe('/sign-in');
  });

  test('a colleague is invited, and acts once they have opened the link in their mailbox', async () => {
    const visitor = await as(holder);
    const asked = { name: 'Nils New', email: 'Nils@weald.example', role: 'applicant' };
    expect((await fill(visitor, `${HERE}/add`, asked)).status).toBe(303);
    const before = await visitor.get(HERE);
    expect(before.text).toContain('nils@weald.example');
    expect(before.text).toContain('has not opened the link yet');
    const secret = await secretSentTo('nils@weald.example');
    const nils = new Visitor(service.address);
    expect((await fill(nils, `/sign-in/link/${secret}`, {})).status).toBe(303);
    expect((await nils.get('/room/mine')).text).toContain('Nils New as provider, applicant for Weald Hands (sample)');
    expect((await nils.get(HERE)).status).toBe(403);
    expect((await visitor.get(HERE)).text).toContain('Nils New');
  });

  test('inviting an address does not tell whose it is, and gives nothing before it is confirmed', async () => {
    const visitor = await as(holder);
    expect((await fill(visitor, `${HERE}/add`, { name: 'Somebody', email: 'olive@council.example', role: 'clinician' })).status).toBe(303);
    const page = await visitor.get(HERE);
    expect(page.text).toContain('olive@council.example');
    expect(page.text).not.toContain('Olive Officer');
    expect((await (await as(officer)).get('/room/mine')).text).not.toContain('Weald Hands');
  });

  test('what is typed wrongly is said beside the question, and stays; a role is not given twice', async () => {
    const visitor = await as(holder);
    const wrong = await fill(visitor, `${HERE}/add`, { name: 'Nora', email: 'no address', role: 'administrator' });
    expect(wrong.status).toBe(422);
    for (const words of ['Enter their e-mail address', 'Choose what they do', 'value="Nora"']) expect(wrong.text).toContain(words);
    const twice = await fill(visitor, `${HERE}/add`, { name: 'Nils New', email: 'nils@weald.example', role: 'applicant' });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain('has the role already');
  });

  test('who acts here already gets a second role at once, without another link', async () => {
    const visitor = await as(holder);
    const mails = posted.length;
    expect((await fill(visitor, `${HERE}/add`, { name: 'Nils New', email: 'nils@weald.example', role: 'safeguarding lead' })).status).toBe(303);
    expect((await visitor.get(HERE)).text).toContain('has the role of designated safeguarding lead from now on');
    expect(posted.length).toBe(mails);
  });

  test('a role is ended at once, and the session that used it is over; the record that it was held stays', async () => {
    const visitor = await as(holder);
    const theirBrowser = await as(applicant);
    expect((await theirBrowser.get('/room/mine')).status).toBe(200);
    const [held] = await memberships(applicant);
    expect((await fill(visitor, `${HERE}/${held!.member_id}/end`, {})).status).toBe(303);
    expect((await theirBrowser.get('/room/mine')).status).not.toBe(200);
    expect(await memberships(applicant)).toEqual([{ ...held, over: true }]);
    expect((await visitor.get(HERE)).text).not.toContain('Ana Applicant<');
  });

  test('another organisation’s people can be neither seen nor ended nor reminded by their ids', async () => {
    const visitor = await as(holder);
    const [held] = await memberships(rival);
    const token = Visitor.tokenOn((await visitor.get(`${HERE}/add`)).text);
    for (const answer of [await visitor.get(`${HERE}/${held!.member_id}/end`), await visitor.post(`${HERE}/${held!.member_id}/end`, { _csrf: token }), await visitor.post(`${HERE}/${held!.member_id}/remind`, { _csrf: token })]) {
      expect(answer.status).toBe(404);
    }
    expect(await memberships(rival)).toEqual([{ ...held, over: false }]);
  });

  test('the last account holder cannot go, so that somebody is always there to let others in', async () => {
    const visitor = await as(holder);
    const held = (await memberships(holder)).find((each) => each.role === 'account holder')!;
    // An invitation that nobody has opened is nobody yet.
    await fill(visitor, `${HERE}/add`, { name: 'Hugo Next', email: 'hugo@weald.example', role: 'account holder' });
    const refused = await fill(visitor, `${HERE}/${held.member_id}/end`, {});
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Nobody would be left');
    await fill(new Visitor(service.address), `/sign-in/link/${await secretSentTo('hugo@weald.example')}`, {});
    expect((await fill(visitor, `${HERE}/${held.member_id}/end`, {})).status).toBe(303);
    expect((await visitor.get(HERE)).status).toBe(403);
  });
});
