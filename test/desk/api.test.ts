import { randomUUID } from 'node:crypto';
import type { DeskApp, Somebody } from './desk-app.js';
import { startDesk } from './desk-app.js';

interface Described {
  paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: { content: Record<string, { schema: { $ref?: string; properties?: object } }> } }>>;
  components: { schemas: Record<string, { properties: Record<string, unknown>; required?: string[] }> };
}

describe('the API', () => {
  let desk: DeskApp;
  beforeAll(async () => { desk = await startDesk(); });
  afterAll(() => desk.stop());

  const get = (who: Somebody | null, path: string, headers = {}) => desk.browser(who).json('get', `/api/v1${path}`, headers);
  const post = (who: Somebody, path: string, body: unknown, headers: Record<string, string> = {}) => desk.browser(who).json('post', `/api/v1${path}`, headers).send(body as object);

  it('opens a case, reads it, takes a step against what was seen, and tells the timeline', async () => {
    const opened = await post(desk.people.priya, '/procedures/toy.key/cases', { building: 'the Town Hall' });
    expect(opened.status).toBe(201);
    const read = await get(desk.people.omar, `/cases/${opened.body.caseId}`);
    expect([read.status, read.headers['etag'], read.body.row.title]).toEqual([200, '"1"', 'Key to the Town Hall']);
    const done = await post(desk.people.omar, `/cases/${opened.body.caseId}/events/key.hand-out`, { reason: 'Opening day' }, { 'If-Match': read.headers['etag']! });
    expect([done.status, done.body.seq, done.headers['etag']]).toEqual([200, 2, '"2"']);
    const timeline = await get(desk.people.omar, `/cases/${opened.body.caseId}/timeline`);
    expect(timeline.body.items.map((entry: { sentence: string }) => entry.sentence)).toEqual(['Priya Nair asked for a key to the Town Hall', 'Omar Haddad handed out the key']);
    expect((await get(desk.people.omar, `/cases/${opened.body.caseId}?asAt=1`)).body.row.stage).toBe('Asked');
  });

  it('names the field that a refusal is about', async () => {
    const caseId = await desk.open('the Priory');
    const refused = await post(desk.people.omar, `/cases/${caseId}/events/key.hand-out`, { reason: '-' }, { 'If-Match': '"1"' });
    expect([refused.status, refused.type]).toEqual([409, 'application/problem+json']);
    expect(refused.body.errors).toEqual([{ field: 'reason', message: 'There is no reason. Say why.' }]);
    expect(refused.body.refusals[0].field).toBe('reason');
  });

  it('answers 412 to a stale If-Match, and says what happened since', async () => {
    const caseId = await desk.open('the Library');
    await desk.send(desk.people.priya, caseId, 'remark.add', { text: 'the lock was changed' });
    const stale = await post(desk.people.omar, `/cases/${caseId}/events/key.hand-out`, { reason: 'x' }, { 'If-Match': '"1"' });
    expect([stale.status, stale.type]).toEqual([412, 'application/problem+json']);
    expect(stale.body.because).toContain('stands at 2');
  });

  it('refuses with 409 and because, unblock and source', async () => {
    const caseId = await desk.open('the Depot');
    const answer = await post(desk.people.priya, `/cases/${caseId}/events/key.hand-out`, { reason: 'for me' }, { 'If-Match': '"1"' });
    expect(answer.status).toBe(409);
    expect(answer.body.refusals).toEqual([{ because: 'Nobody hands a key to themselves.', unblock: 'A colleague can hand it out.', source: expect.stringContaining('house rules 2') }]);
  });

  it('answers 422 with the fields, 400 to what cannot be read, 403, 404 and 415', async () => {
    const caseId = await desk.open('the Museum');
    const fields = await post(desk.people.omar, `/cases/${caseId}/events/key.hand-out`, { reason: '', color: 'red' }, { 'If-Match': '"1"' });
    expect([fields.status, fields.body.errors.map((each: { field: string }) => each.field).sort()]).toEqual([422, ['color', 'reason']]);
    const broken = await desk.browser(desk.people.omar).json('post', `/api/v1/cases/${caseId}/events/remark.add`, { 'Content-Type': 'application/json' }).send('{"text":');
    expect(broken.status).toBe(400);
    expect((await post(desk.people.omar, `/cases/${caseId}/events/key.hand-out`, [], { 'If-Match': '"1"' })).status).toBe(400);
    expect((await post(desk.people.omar, `/cases/${caseId}/events/key.hand-out`, {}, { 'If-Match': 'yesterday' })).status).toBe(400);
    expect((await post(desk.people.omar, `/cases/${caseId}/events/remark.add`, { text: 'x' })).status).toBe(403);
    expect((await post(desk.people.priya, `/cases/${caseId}/events/no.such`, {})).status).toBe(404);
    expect((await post(desk.people.priya, `/cases/${randomUUID()}/events/remark.add`, { text: 'x' })).status).toBe(404);
    expect((await desk.browser(desk.people.priya).json('post', `/api/v1/cases/${caseId}/events/remark.add`).type('form').send({ text: 'x' })).status).toBe(415);
    expect((await get(null, '/cases')).status).toBe(401);
  });

  it('gives the first answer again for a repeated Idempotency-Key, and refuses another body under it', async () => {
    const caseId = await desk.open('the Chapel');
    const key = randomUUID();
    const send = (text: string) => post(desk.people.priya, `/cases/${caseId}/events/remark.add`, { text }, { 'Idempotency-Key': key });
    const [first, second, other] = [await send('once'), await send('once'), await send('twice')];
    expect([first.status, first.body.replayed, second.status, second.body.replayed, second.body.seq]).toEqual([200, false, 200, true, first.body.seq]);
    expect(other.status).toBe(422);
    expect((await get(desk.people.priya, `/cases/${caseId}/timeline`)).body.items).toHaveLength(2);
  });

  it('pages by key with a Link that leads on, and loses and repeats nothing', async () => {
    for (let n = 0; n < 5; n += 1) await desk.open(`room ${n}`);
    const seen: string[] = [];
    let path: string | null = '/cases?limit=2&procedure=toy.key';
    while (path !== null) {
      const page = await get(desk.people.priya, path);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map((item: { caseId: string }) => item.caseId));
      path = /<\/api\/v1([^>]*)>; rel="next"/.exec(page.headers['link'] ?? '')?.[1] ?? null;
    }
    const [{ n }] = await desk.owner<{ n: number }>(`select count(*)::int as n from workflow_instance where authority_id = $1`, [desk.authorityId]) as [{ n: number }];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(n);
    expect((await get(desk.people.priya, '/cases?after=made-up')).status).toBe(422);
    expect((await get(desk.people.priya, '/cases?limit=100000')).status).toBe(422);
  });

  it('shows nobody the cases of another authority or provider, by list, search, id or step', async () => {
    const caseId = await desk.open('the Secret Vault', desk.people.provider, desk.organisationId);
    for (const who of [desk.people.stranger, desk.people.rival]) {
      expect((await get(who, `/cases/${caseId}`)).status).toBe(404);
      expect((await get(who, `/cases/${caseId}/timeline`)).status).toBe(404);
      expect((await post(who, `/cases/${caseId}/events/remark.add`, { text: 'x' })).status).toBe(404);
      for (const path of ['/cases?limit=200', '/cases?text=vault', '/work?whose=team']) expect(JSON.stringify((await get(who, path)).body)).not.toContain('Vault');
    }
    expect((await get(desk.people.provider, `/cases/${caseId}`)).status).toBe(200);
  });

  it('lets a program in with a personal token until it is taken back, and keeps only its hash', async () => {
    const browser = desk.browser(desk.people.priya);
    const page = await browser.fill('/access', { kind: 'api', name: 'Spreadsheet' });
    const [, secret] = /<code>([\w-]{75})<\/code>/.exec(page.text) ?? [];
    const ask = () => desk.browser(null).json('get', '/api/v1/cases', { Authorization: `Bearer ${secret}` });
    expect((await ask()).status).toBe(200);
    expect((await desk.browser(null).json('get', '/api/v1/cases', { Authorization: `Bearer ${secret}x` })).status).toBe(401);
    const rows = await desk.owner<object>('select * from access_token');
    expect(JSON.stringify(rows)).not.toContain(secret!.slice(32));
    const [, id] = /\/access\/([0-9a-f]{16})\/revoke/.exec((await browser.get('/access')).text) ?? [];
    expect((await browser.fill('/access', {}, `/access/${id}/revoke`)).status).toBe(303);
    expect((await ask()).status).toBe(401);
  });

  it('gives a calendar by secret address that names the step and the reference and nobody', async () => {
    await desk.open('the house of Amy Child');
    const browser = desk.browser(desk.people.omar);
    const page = await browser.fill('/access', { kind: 'calendar' });
    const [, path] = /<code>[^<]*(\/calendar\/[\w-]+\.ics)<\/code>/.exec(page.text) ?? [];
    const feed = await desk.browser(null).get(path!);
    expect([feed.status, feed.type]).toEqual([200, 'text/calendar']);
    expect(feed.text).toContain('SUMMARY:Due: Hand out the key (KEY');
    expect(feed.text).toMatch(/DTSTART;VALUE=DATE:\d{8}/);
    expect(feed.text).not.toContain('Amy');
    expect((await desk.browser(null).get(path!.replace(/.{4}\.ics/, 'AAAA.ics'))).status).toBe(404);
    expect((await desk.browser(null).json('get', '/api/v1/cases', { Authorization: `Bearer ${path!.slice(10, -4)}` })).status).toBe(401);
  });

  it('describes itself as it is: every address answers, with a status that the description names, and asks for the fields it names', async () => {
    const described = (await desk.browser(null).get('/api/openapi.json')).body as Described;
    const paths = Object.keys(described.paths);
    expect(paths).toContain('/api/v1/cases/{caseId}/events/key.hand-out');
    expect(paths).not.toContain('/api/v1/cases/{caseId}/events/deadline.reached');
    for (const path of paths.filter((each) => each.startsWith('/api/v1/'))) {
      for (const [method, operation] of Object.entries(described.paths[path]!)) {
        const caseId = await desk.open('the House');
        const at = path.replace('{caseId}', caseId);
        const answer = method === 'get' ? await desk.browser(desk.people.priya).json('get', at) : await desk.browser(desk.people.priya).json('post', at, { 'If-Match': '"1"' }).send({});
        expect([path, Object.keys(operation.responses).includes(String(answer.status)), answer.status]).toEqual([path, true, answer.status]);
        const reference = operation.requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1);
        if (answer.status !== 422 || !reference) continue;
        const shape = described.components.schemas[reference]!;
        for (const error of answer.body.errors as { field: string }[]) expect(Object.keys(shape.properties)).toContain(error.field);
        const extra = await desk.browser(desk.people.priya).json('post', at, { 'If-Match': '"1"' }).send({ notDescribed: 1 });
        expect(extra.body.errors.map((each: { field: string }) => each.field)).toContain('notDescribed');
      }
    }
  });
});
