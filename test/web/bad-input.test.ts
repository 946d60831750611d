import http from 'node:http';
import { shellAlone } from './rooms.js';
import { Visitor, startService } from './service.js';
import type { TestService } from './service.js';

let service: TestService;
beforeAll(async () => { service = await startService({}, { rooms: shellAlone }); });
afterAll(() => service.close());

const visitor = () => new Visitor(service.address);
const problem = (text: string) => JSON.parse(text) as Record<string, unknown>;

async function withToken() {
  const browser = visitor();
  const token = Visitor.tokenOn((await browser.get('/room')).text);
  return { browser, token };
}

/** Posts a body of a given size without holding it in memory. */
function postLarge(path: string, contentType: string, bytes: number, before = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${service.address}${path}`, { method: 'POST', headers: { 'content-type': contentType, 'content-length': bytes + Buffer.byteLength(before) } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      response.on('end', () => { request.destroy(); resolve({ status: response.statusCode ?? 0, text }); });
    });
    request.on('error', (fault: NodeJS.ErrnoException) => { if (fault.code !== 'ECONNRESET' && fault.code !== 'EPIPE') reject(fault); });
    request.write(before);
    const chunk = Buffer.alloc(64 * 1024, 'a');
    let left = bytes;
    const more = () => {
      while (left > 0 && !request.destroyed) {
        const next = left >= chunk.length ? chunk : chunk.subarray(0, left);
        left -= next.length;
        if (!request.write(next)) { request.once('drain', more); return; }
      }
      if (!request.destroyed) request.end();
    };
    more();
  });
}

describe('what cannot be read', () => {
  it('an address that cannot be decoded, or holds a NUL, is 400', async () => {
    for (const path of ['/room?name=%E0%A4%A', '/room/%00', '/room?text=a%00b']) {
      const { status, text } = await visitor().get(path);
      expect({ path, status }).toEqual({ path, status: 400 });
      expect(text).toContain('This address cannot be read');
    }
  });

  it('broken JSON is 400 as a problem', async () => {
    const { status, headers, text } = await visitor().send('/api/v1/echo', { method: 'POST', body: '{"name": ', headers: { 'content-type': 'application/json' } });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(problem(text)).toMatchObject({ status: 400, title: 'We could not read what was sent' });
  });

  it('a NUL in JSON is 400 and says where', async () => {
    const { status, text } = await visitor().send('/api/v1/echo', { method: 'POST', body: JSON.stringify({ party: { name: 'a\0b' } }), headers: { 'content-type': 'application/json' } });
    expect(status).toBe(400);
    expect(problem(text)['because']).toContain('party.name');
  });

  it('a kind of content that is not read is 415: XML, and a form sent to the API', async () => {
    expect((await visitor().send('/api/v1/echo', { method: 'POST', body: '<a/>', headers: { 'content-type': 'application/xml' } })).status).toBe(415);
    expect((await visitor().post('/api/v1/echo', { a: 'b' })).status).toBe(415);
    const page = await visitor().send('/room', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect(page.status).toBe(415);
    expect(page.text).toContain('Pages read forms only.');
  });

  it('JSON of 3 MB is 413', async () => {
    const { status, text } = await postLarge('/api/v1/echo', 'application/json', 3 * 1024 * 1024);
    expect(status).toBe(413);
    expect(problem(text)).toMatchObject({ status: 413 });
  });

  it('a request beyond half a gigabyte is 413 before it is read', async () => {
    const { status, text } = await postLarge('/room', 'multipart/form-data; boundary=x', 600 * 1024 * 1024);
    expect(status).toBe(413);
    expect(text).toContain('What you sent is too large');
  });

  it('a form that broke off is 400', async () => {
    const { browser } = await withToken();
    const { status, text } = await browser.send('/room', { method: 'POST', body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect(status).toBe(400);
    expect(text).toContain('the connection may have broken off');
  });
});

describe('what people type', () => {
  it('emoji, right-to-left, HTML, SQL, Handlebars and Typst arrive as typed; a NUL is dropped and nothing else', async () => {
    const { browser, token } = await withToken();
    const typed = { emoji: '🧑🏽‍🏫 ✅', arabic: '‏مرحبا‎', html: '<script>alert(1)</script>', sql: `'; DROP TABLE x; --`, handlebars: '{{#if x}}{{{y}}}', typst: '#read("/etc/passwd")' };
    const { text } = await browser.post('/room', { ...typed, nul: 'be\0fore', _csrf: token });
    expect((JSON.parse(text) as { body: object }).body).toMatchObject({ ...typed, nul: 'before' });
  });

  it('what was typed is shown again as text, never as markup', async () => {
    const { text } = await visitor().post('/room', { answer: '<img src=x onerror=alert(1)>' });
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toContain('<img src=x');
  });

  it('a file of 30 MB is thrown away and marked, with every other answer there', async () => {
    const { browser, token } = await withToken();
    const form = new FormData();
    form.set('_csrf', token);
    form.set('report', new Blob([Buffer.alloc(30 * 1024 * 1024)]), 'Bericht – größer.pdf');
    form.set('insurance', new Blob(['small']), 'insurance.pdf');
    form.set('answer', 'typed after the file');
    const { status, text } = await browser.post('/room', form);
    expect(status).toBe(201);
    const { body, files } = JSON.parse(text) as { body: object; files: object[] };
    expect(body).toMatchObject({ answer: 'typed after the file' });
    expect(files).toEqual([
      { field: 'report', name: 'Bericht – größer.pdf', size: 30 * 1024 * 1024, tooLarge: true, kept: 0 },
      { field: 'insurance', name: 'insurance.pdf', size: 5, tooLarge: false, kept: 5 },
    ]);
  });

  it('a file field left empty is no file', async () => {
    const { browser, token } = await withToken();
    const form = new FormData();
    form.set('_csrf', token);
    form.set('evidence', new Blob([]), '');
    expect((JSON.parse((await browser.post('/room', form)).text) as { files: object[] }).files).toEqual([]);
  });
});
