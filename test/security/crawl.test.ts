import { randomUUID } from 'node:crypto';
import { AccessTokens } from '../../src/desk/access/access-tokens.js';
import { AUTHORITY, STAFF } from '../../src/sample/authority.js';
import { asOwner } from '../database.js';
import type { Visitor } from '../web/service.js';
import { crawl, open, shapeOf, type Answered } from './crawl.js';
import { isOfParty, marksIn } from './marks.js';
import type { Viewer } from './viewers.js';
import { staffActor, startWorld, type World } from './world.js';

/** Everybody opens every link that they are offered; then everybody outside tries every address that anybody inside was offered. */
let world: World;
/** What the officers and the two providers were answered, by address. */
let officer: Map<string, Answered>;
let party: Map<string, Answered>;
let rival: Map<string, Answered>;

beforeAll(async () => {
  world = await startWorld();
  officer = await crawl(await world.viewers.staff['procurement officer'].browser(), doors(), cases());
  party = await crawl(await world.viewers.party.browser(), doorsOfProviders(), cases());
  rival = await crawl(await world.viewers.rival.browser(), doorsOfProviders(), cases());
}, 480_000);
afterAll(() => world?.service.close());

const cases = () => [world.caseInHand, world.rivalCase];
/** Where somebody begins: the home page, and what programs ask for. */
const doors = () => ['/', '/api/docs', '/api/v1/cases', '/api/v1/cases?text=Downland', '/api/v1/work', '/cases.csv', '/cases.xlsx', '/search?text=Downland', '/access', '/acting-for',
  ...cases().flatMap((id) => [`/cases/${id}`, `/cases/${id}?asAt=2`, `/cases/${id}/pack.zip`, `/api/v1/cases/${id}`, `/api/v1/cases/${id}/timeline`, `/api/v1/cases/${id}?asAt=3`]),
  ...world.frozen.flatMap((id) => ['', '.html', '.pdf', '.docx'].map((format) => `/documents/${id}${format}`)),
  ...world.frozen.flatMap((id) => ['', '.pdf', '.docx'].map((format) => `/public/decisions/${id}${format}`))];

/** And what only a provider is offered, when the time has come. */
const doorsOfProviders = () => [...doors(), ...cases().flatMap((id) => [`/cases/${id}/outcome`, `/cases/${id}/sent`])];

/** Addresses at which somebody was sent what is not theirs. */
function leaks(answers: ReadonlyMap<string, Answered>, mine: string | null, staff = false): string[] {
  const forbidden = world.marks.filter((mark) => (isOfParty(mark) ? mark.of.endsWith(mine ?? '-') === false : !staff));
  return [...answers].flatMap(([address, { words }]) => {
    const met = marksIn(words);
    const leak = met.size > 0 ? forbidden.find(({ text }) => met.has(text)) : undefined;
    return leak ? [`${address} tells ${leak.of}`] : [];
  });
}
const faults = (answers: ReadonlyMap<string, Answered>) => [...answers].filter(([, { status }]) => status >= 500).map(([address, { status }]) => `${address}: ${status}`);
const names = (address: string, id: string) => address.toLowerCase().includes(id);

describe('opening every link', () => {
  test('an officer is answered everywhere, and meets the marks, so that a crawl would find them', () => {
    expect(faults(officer)).toEqual([]);
    expect([...officer.keys()].filter((address) => names(address, world.caseInHand)).length).toBeGreaterThan(15);
    const texts = new Set([...officer.values()].flatMap(({ words }) => [...marksIn(words)]));
    const met = new Set(world.marks.filter(({ text }) => texts.has(text)).map(({ of }) => of));
    for (const what of ['qpl.application: field decision', 'qpl.application: field findings', 'qpl.application: field returned', 'qpl.application: field waivers', 'qpl.application: field recommendation', 'a note', 'why it is held', 'why a clock was moved', 'the stage', 'the officers’ sentence', 'a declared conflict', 'a task', `the party of ${world.caseInHand}`]) expect([...met]).toContain(what);
  });

  test('a link that is offered to an officer leads somewhere', () => {
    const given = new Set(doors());
    // A step that is stopped is offered with the page that says why: 409.
    expect([...officer].filter(([address, { status }]) => status >= 400 && !(status === 409 && address.startsWith('/cases/')) && !given.has(address)).map(([address, { status }]) => `${address}: ${status}`)).toEqual([]);
  });

  test('a provider is sent its own case and nothing of the officers’ or of another provider', () => {
    for (const [answers, mine] of [[party, world.caseInHand], [rival, world.rivalCase]] as const) {
      expect(faults(answers)).toEqual([]);
      expect(leaks(answers, mine)).toEqual([]);
      expect(answers.get(`/cases/${mine}`)?.status).toBe(200);
      const met = new Set([...answers.values()].flatMap(({ words }) => [...marksIn(words)]));
      expect(world.marks.some((mark) => isOfParty(mark, mine) && met.has(mark.text))).toBe(true);
    }
  });

  test('a link that is offered to a provider leads somewhere', () => {
    const given = new Set(doorsOfProviders());
    expect([...party, ...rival].filter(([address, { status }]) => status >= 400 && !given.has(address)).map(([address, { status }]) => `${address}: ${status}`)).toEqual([]);
  });

  test.each([
    ['the public', () => world.viewers.anybody], ['an administrator', () => world.viewers.staff.administrator],
    ['staff of another authority', () => world.viewers.elsewhere], ['somebody whose role is over', () => world.viewers.moved],
  ] as const)('%s is sent nothing of a case', async (name, who) => {
    const answers = await crawl(await who().browser(), doors(), cases());
    expect(faults(answers)).toEqual([]);
    // A declared conflict and a task are seen by those who look after people and post, not after the case.
    expect(leaks(answers, null).filter((leak) => !(name === 'an administrator' && leak.endsWith('a declared conflict')))).toEqual([]);
  }, 120_000);

  test.each([['an auditor', () => world.viewers.staff.auditor], ['a deputy', () => world.viewers.deputy]] as const)('%s reads the case wherever an officer does', async (_, who) => {
    const browser = await who().browser();
    const read = [...officer].filter(([address, { status }]) => status === 200 && names(address, world.caseInHand) && !/steps|hand-over|correct|letter|decision|record|[?]/.test(address)).map(([address]) => address);
    const answers = new Map(await Promise.all(read.map(async (address) => [address, await open(browser, address)] as const)));
    expect([...answers].filter(([, { status }]) => status !== 200).map(([address, { status }]) => `${address}: ${status}`)).toEqual([]);
  }, 120_000);
});

describe('trying the addresses of others', () => {
  /** Every address that officers and providers were offered. */
  const all = () => [...new Set([...officer.keys(), ...party.keys(), ...rival.keys()])];

  async function replay(who: Viewer, mine: readonly string[]): Promise<{ answers: Map<string, Answered>; browser: Visitor }> {
    const browser = await who.browser();
    const answers = new Map<string, Answered>();
    for (const address of all()) if (!mine.some((id) => names(address, id))) answers.set(address, await open(browser, address));
    return { answers, browser };
  }

  test.each([
    ['a provider', () => world.viewers.rival, () => world.caseInHand], ['the public', () => world.viewers.anybody, () => world.caseInHand],
    ['staff of another authority', () => world.viewers.elsewhere, () => world.caseInHand], ['a member of staff who is no reader', () => world.viewers.staff.councillor, () => world.caseInHand],
  ] as const)('%s gets nothing: what is there and not theirs is answered as what is not there', async (name, who, target) => {
    const { answers, browser } = await replay(who(), name === 'a provider' ? [world.rivalCase] : []);
    expect(faults(answers)).toEqual([]);
    expect(leaks(answers, name === 'a provider' ? world.rivalCase : null)).toEqual([]);
    const theirs = [...answers].filter(([address]) => names(address, target()) || world.frozen.some((id) => names(address, id)));
    expect(theirs.length).toBeGreaterThan(20);
    const refused = name === 'the public' ? [303, 401, 404] : [403, 404];
    expect(theirs.filter(([, { status }]) => !refused.includes(status)).map(([address, { status }]) => `${address}: ${status}`)).toEqual([]);
    // One of each shape: what differs is the case, and one that is nowhere is answered alike.
    for (const [address, answer] of new Map(theirs.map((each) => [shapeOf(each[0]), each])).values()) {
      const nowhere = address.replaceAll(new RegExp([target(), ...world.frozen].join('|'), 'g'), randomUUID());
      const other = await open(browser, nowhere);
      expect({ address: shapeOf(address), status: answer.status, says: said(answer) }).toEqual({ address: shapeOf(address), status: other.status, says: said(other) });
    }
  }, 240_000);

  test('a session that is open when the role ends opens nothing from then on', async () => {
    const { gone } = world.viewers;
    const until = (day: string) => asOwner(world.service.database.ownerUrl, async (owner) => {
      await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
      await owner.query(`update authority_role set until_day = ${day} where person_id = $1`, [gone.personId]);
    });
    await until('null');
    const browser = await gone.browser();
    expect((await open(browser, `/cases/${world.caseInHand}`)).status).toBe(200);
    await until('current_date - 1');
    const answers = new Map<string, Answered>();
    for (const address of all().filter((each) => names(each, world.caseInHand))) answers.set(address, await open(browser, address));
    expect([...answers].filter(([, { status }]) => ![303, 401, 403, 404].includes(status)).map(([address]) => address)).toEqual([]);
    expect(leaks(answers, null)).toEqual([]);
  }, 120_000);

  test('a calendar and a token are good for no more than their owner may see today, and a calendar names nobody', async () => {
    const tokens = world.service.app.get(AccessTokens, { strict: false });
    const browser = await world.viewers.anybody.browser();
    const feed = async (who: Pick<Viewer, 'actor'>) => open(browser, `/calendar/${await tokens.make(who.actor as never, 'calendar', 'A calendar')}.ics`);
    const mine = await feed({ actor: staffActor(STAFF.officer) });
    expect(mine.words).toContain('BEGIN:VEVENT');
    expect(mine.words).not.toMatch(/Downland|Thameside|Ruth|Chris/);
    expect(leaks(new Map([['calendar', mine]]), null)).toEqual([]);
    for (const who of [world.viewers.moved, world.viewers.party, world.viewers.staff.councillor]) expect((await feed(who)).words).not.toContain('BEGIN:VEVENT');
    const secret = await tokens.make(world.viewers.moved.actor as never, 'api', 'A program');
    expect((await browser.get(`/api/v1/cases/${world.caseInHand}`, { authorization: `Bearer ${secret}` })).status).toBe(404);
  });
});

/** What a page says, without what differs from one answer to the next: ids, tokens, references of faults, the minute that a moved clock reads. */
const said = ({ words }: Answered): string => words.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, ':id').replace(/value="[^"]{20,}"/g, '').replace(/nonce-?[^"\s]*/g, '').replace(/it reads [^<]*\./g, 'it reads a time.');
