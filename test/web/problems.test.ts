import { shellAlone } from './rooms.js';
import { Visitor, startService } from './service.js';
import type { TestService } from './service.js';

let service: TestService;
let browser: Visitor;
beforeAll(async () => {
  service = await startService({}, { rooms: shellAlone });
  browser = new Visitor(service.address);
});
afterAll(() => service.close());

describe('when something is wrong', () => {
  it('not found: says so, with where to go', async () => {
    const { status, text } = await browser.get('/no-such-page');
    expect(status).toBe(404);
    expect(text).toContain('<h1 class="govuk-heading-l">Page not found</h1>');
    expect(text).toContain('href="/sign-in"');
  });

  it('a refusal: because, what unblocks it, and its source', async () => {
    const { status, text } = await browser.get('/room/refused');
    expect(status).toBe(409);
    for (const words of ['The contract cannot be signed yet', 'The standstill runs until Wednesday 8 April 2026.', 'Sign on or after Thursday 9 April 2026.', 'SI 2023/1348 reg 12']) expect(text).toContain(words);
  });

  it('not allowed: who can', async () => {
    const { status, text } = await browser.get('/room/denied');
    expect(status).toBe(403);
    expect(text).toContain('Who can: Evaluator.');
  });

  it('a fault: a reference to quote, and nothing of the inside', async () => {
    const { status, text } = await browser.get('/room/fault');
    expect(status).toBe(500);
    expect(text).toMatch(/Reference to quote: <strong class="cw-reference">[0-9A-F]{8}<\/strong>/);
    expect(text).not.toMatch(/10\.1\.2\.3|Jane Smith/);
  });

  it('a fault while saving keeps what was typed', async () => {
    const token = Visitor.tokenOn((await browser.get('/room')).text);
    const { status, text } = await browser.post('/room/fault', { reason: 'An afternoon of typing', _csrf: token });
    expect(status).toBe(500);
    expect(text).toContain('name="reason" value="An afternoon of typing"');
    expect(text).not.toContain(`name="_csrf" value="undefined"`);
  });

  it('the API answers the same as RFC 9457', async () => {
    const refused = await browser.get('/api/v1/refused');
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(refused.text)).toMatchObject({ type: 'about:blank', status: 409, title: 'The contract cannot be signed yet', unblock: 'Sign on or after Thursday 9 April 2026.', source: 'SI 2023/1348 reg 12' });
    const fault = await browser.get('/api/v1/fault');
    expect(fault.status).toBe(500);
    expect(JSON.parse(fault.text)).toMatchObject({ status: 500, reference: expect.stringMatching(/^[0-9A-F]{8}$/) as string });
    expect(fault.text).not.toContain('Jane Smith');
    expect((await browser.get('/api/v1/nothing')).headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('too many requests: 429 with how long to wait', async () => {
    const busy = await startService({ requestsPerMinute: 3 }, { rooms: shellAlone });
    const statuses: number[] = [];
    for (let times = 0; times < 3; times += 1) statuses.push((await fetch(`${busy.address}/privacy`)).status);
    const refused = await fetch(`${busy.address}/privacy`);
    const text = await refused.text();
    const health = await fetch(`${busy.address}/health`);
    await busy.close();
    expect(statuses).toEqual([200, 200, 200]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).toMatch(/Wait \d+ seconds, then try again\./);
    expect(health.status).toBe(200);
  });
});

describe('headers', () => {
  it('allow no inline script, no framing, no guessing of types, and no word on what runs here', async () => {
    const { headers } = await browser.get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('for machines', () => {
  it('health answers 200 while the database does', async () => {
    const { status, text } = await browser.get('/health');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ status: 'ok', info: { database: { status: 'up' } } });
  });

  it('metrics are for this machine, or for whoever has the token', async () => {
    expect((await browser.get('/metrics')).text).toContain('process_cpu_seconds_total');
    const proxied = await startService({ trustedProxies: 1, metricsToken: 'monitor' }, { rooms: shellAlone });
    const without = await fetch(`${proxied.address}/metrics`);
    const withToken = await fetch(`${proxied.address}/metrics`, { headers: { authorization: 'Bearer monitor' } });
    await proxied.close();
    expect([without.status, withToken.status]).toEqual([403, 200]);
  });

  it('the API is described', async () => {
    const described = JSON.parse((await browser.get('/api/openapi.json')).text) as { paths: object };
    expect(Object.keys(described.paths)).toContain('/api/v1/echo');
    expect(Object.keys(described.paths).filter((path) => !path.startsWith('/api/'))).toEqual([]);
    expect((await browser.get('/api/docs')).status).toBe(200);
  });
});
