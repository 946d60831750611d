import readExcel from 'read-excel-file/node';
import type { DeskApp } from './desk-app.js';
import { carried, startDesk, words } from './desk-app.js';

describe('lists of cases', () => {
  let desk: DeskApp;
  beforeAll(async () => { desk = await startDesk(); });
  afterAll(() => desk.stop());

  it('says what would fill an empty list, and offers it', async () => {
    const page = await desk.browser(desk.people.priya).get('/cases');
    expect(words(page.text)).toContain('There is no case yet.');
    expect(page.text).toContain('href="/start/toy.key"');
  });

  it('opens a case from the list and leads to it', async () => {
    const browser = desk.browser(desk.people.priya);
    const empty = await browser.fill('/start/toy.key', { building: '' });
    expect([empty.status, words(empty.text).includes('Enter the building.')]).toEqual([422, true]);
    const done = await browser.fill('/start/toy.key', { building: 'the Foundry' });
    expect(done.status).toBe(303);
    expect(words((await browser.get(done.headers['location']!)).text)).toContain('Key to the Foundry');
    expect((await desk.browser(desk.people.omar).get('/start/toy.key')).status).toBe(403);
  });

  it('filters, says by what, and shows how many of how many', async () => {
    const caseId = await desk.open('the Granary');
    await desk.send(desk.people.omar, caseId, 'key.hand-out', { reason: 'x' }, 1);
    const browser = desk.browser(desk.people.priya);
    const text = words((await browser.get('/cases?procedure=toy.key&stage=Handed+out')).text);
    expect(text).toContain('Showing 1 of 1, filtered by kind: Requests for keys; stage: Handed out.');
    expect(text).toContain('Key to the Granary');
    expect(text).not.toContain('Key to the Foundry');
    const exact = words((await browser.get('/cases?procedure=toy.key&column=building&value=the+Foundry')).text);
    expect(exact).toContain('Showing 1 of 1');
    expect(words((await browser.get('/cases?owner=me')).text)).toContain('No case fits.');
  });

  it('keeps a view for its owner, and for colleagues when it is shared', async () => {
    const browser = desk.browser(desk.people.priya);
    const page = carried((await browser.get('/cases?procedure=toy.key&open=true')).text);
    const token = { _csrf: page['_csrf']! };
    expect((await browser.post('/cases/views', { ...token, name: 'Open keys', query: 'procedure=toy.key&open=true', shared: 'yes' })).status).toBe(303);
    await browser.post('/cases/views', { ...token, name: 'Mine alone', query: 'owner=me' });
    const colleague = words((await desk.browser(desk.people.omar).get('/cases')).text);
    expect(colleague).toContain('Open keys');
    expect(colleague).not.toContain('Mine alone');
    expect(words((await desk.browser(desk.people.stranger).get('/cases')).text)).not.toContain('Open keys');
  });

  it('does one thing with many: looks first, then one entry and one result for each', async () => {
    const ids = [await desk.open('room 1'), await desk.open('room 2'), await desk.open('room 3')];
    await desk.send(desk.people.omar, ids[2]!, 'key.hand-out', { reason: 'x' }, 1);
    const browser = desk.browser(desk.people.priya);
    const look = await browser.fill('/cases?procedure=toy.key', { procedure: 'toy.key', type: 'remark.add', caseId: ids }, '/cases/bulk');
    expect(look.status).toBe(200);
    expect(words(look.text)).toContain('Add a remark: 2 cases');
    expect(words(look.text)).toContain('It cannot be done in (1)');
    const form = { ...carried(look.text), caseId: ids };
    const wrong = await browser.post('/cases/bulk/do', { ...form, text: '' });
    expect([wrong.status, words(wrong.text).includes('Enter the remark.')]).toEqual([422, true]);
    const done = await browser.post('/cases/bulk/do', { ...form, text: 'stocktaking on Monday' });
    expect(words(done.text)).toContain('Add a remark: 2 of 2 done');
    const twice = await browser.post('/cases/bulk/do', { ...form, text: 'stocktaking on Monday' });
    expect(words(twice.text)).toContain('2 of 2 done');
    for (const id of ids.slice(0, 2)) expect(words((await browser.get(`/cases/${id}/timeline`)).text).match(/stocktaking on Monday/g)).toHaveLength(1);
    const nothing = await browser.fill('/cases?procedure=toy.key', { procedure: 'toy.key', type: 'remark.add' }, '/cases/bulk');
    expect([nothing.status, words(nothing.text).includes('Nothing was ticked')]).toEqual([422, true]);
    const final = await browser.fill('/cases?procedure=toy.key', { procedure: 'toy.key', type: 'key.hand-out', caseId: ids }, '/cases/bulk');
    expect(final.status).toBe(404);
  });

  it('hands many over at once, and takes in none of another authority', async () => {
    const ids = [await desk.open('hall 1'), await desk.open('hall 2')];
    const browser = desk.browser(desk.people.priya);
    const look = await browser.fill('/cases?procedure=toy.key', { procedure: 'toy.key', type: 'hand-over', caseId: ids }, '/cases/bulk');
    const done = await browser.post('/cases/bulk/do', { ...carried(look.text), caseId: ids, to: `procurement officer:${desk.people.priya.personId}` });
    expect(words(done.text)).toContain('Hand over: 2 of 2 done');
    const forged = await desk.browser(desk.people.stranger).fill('/cases', { procedure: 'toy.key', type: 'hand-over', caseId: ids }, '/cases/bulk');
    expect(words(forged.text)).toContain('Hand over: no cases');
    expect(forged.text).not.toContain('hall 1');
  });

  it('goes away as Excel and CSV, in which what somebody typed stays text', async () => {
    await desk.open('=HYPERLINK("http://bad.example","click")');
    const browser = desk.browser(desk.people.priya);
    const csv = await browser.get('/cases.csv?procedure=toy.key');
    expect(csv.headers['content-disposition']).toMatch(/attachment; filename="?cases-\d{4}-\d\d-\d\d\.csv/);
    expect(csv.text.split('\r\n')[0]).toContain('Reference,Title,Kind,Stage');
    expect(csv.text).toContain(`"'=HYPERLINK`);
    expect(csv.text).not.toMatch(/[,"\n]=HYPERLINK/);
    const xlsx = await browser.get('/cases.xlsx?procedure=toy.key').responseType('blob');
    const rows = (await readExcel(xlsx.body as Buffer)) as unknown as unknown[][];
    const flat = JSON.stringify(rows);
    expect(flat).toContain('Key to the Foundry');
    expect(flat).toContain('=HYPERLINK(\\"http://bad.example');
    expect((await desk.browser(desk.people.provider).get('/cases.csv')).status).toBe(403);
    expect((await desk.browser(desk.people.stranger).get('/cases.csv')).text).not.toContain('Foundry');
  });

  it('finds a case by its words, for those who may see it', async () => {
    await desk.open('the Observatory');
    expect(words((await desk.browser(desk.people.priya).get('/search?text=observatory')).text)).toContain('1 case found for “observatory”');
    for (const who of [desk.people.stranger, desk.people.provider]) expect(words((await desk.browser(who).get('/search?text=observatory')).text)).toContain('No cases found');
    const page = await desk.browser(desk.people.priya).get(`/search?text=${encodeURIComponent(`'); drop table person; -- <script>`)}`);
    expect([page.status, page.text.includes('<script>\'')]).toEqual([200, false]);
  });

  it('lets nobody round the pages into another authority’s notes, drafts, views and secrets', async () => {
    const caseId = await desk.open('the Armoury');
    await desk.browser(desk.people.priya).fill(`/cases/${caseId}/notes`, { text: 'between us' });
    const { asOwner } = await import('../database.js');
    await asOwner(desk.db.appUrl, async (app) => {
      for (const table of ['case_note', 'saved_view', 'step_draft', 'access_token']) await expect(app.query(`select * from ${table}`)).rejects.toThrow('no authority is in scope');
      await app.query('begin');
      await app.query(`select set_config('clerkwell.authority', $1, true)`, [desk.otherAuthorityId]);
      for (const table of ['case_note', 'saved_view', 'step_draft', 'access_token']) expect((await app.query(`select * from ${table}`)).rows).toEqual([]);
      await app.query(`select set_config('clerkwell.authority', $1, true), set_config('clerkwell.organisation', $2, true)`, [desk.authorityId, desk.organisationId]);
      for (const table of ['case_note', 'saved_view', 'step_draft', 'access_token']) expect((await app.query(`select * from ${table}`)).rows).toEqual([]);
      await app.query('rollback');
    });
  });
});
