import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Registry } from '../../src/engine/registry.js';
import { Verifier } from '../../src/engine/verify.js';
import { Sender } from '../../src/engine/send.js';
import { systemActor } from '../../src/engine/actor.js';
import { evaluationOf, evaluationReactions } from '../../src/evaluation/evaluation.reactions.js';
import { procedures } from '../../src/procedures.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';
import { asOwner } from '../database.js';
import { person, role } from '../directory/people.js';
import { startService, type TestService } from '../web/service.js';
import { part, question, wanted } from './makers.js';
import { APPLICATION, ella, Evaluation, staffActor, tom } from './world.js';

/** The room as other rooms meet it: asked by a fact, asked again, stopped; and what the log makes of it. */
let service: TestService;
beforeAll(async () => {
  service = await startService({}, { fill: async (database) => void (await seed(database.ownerUrl)) });
}, 240_000);
afterAll(() => service?.close());

const SAME = { parts: [part('SLT', [question('safeguarding', 40, { passMark: 3 }), question('outcomes', 60)], 60)] };

test('the fact opens one evaluation for each attempt, however often it is told', async () => {
  const [wantedFact, unwanted] = evaluationReactions;
  const body = { ...wanted({ of: APPLICATION }) } as unknown as Record<string, unknown>;
  expect(wantedFact!.react(body, { caseId: APPLICATION }, [])).toMatchObject([{ caseId: evaluationOf(APPLICATION, 1), type: 'evaluation.open' }]);
  expect(wantedFact!.react({ ...body, attempt: 2 }, { caseId: APPLICATION }, [])).toMatchObject([{ caseId: evaluationOf(APPLICATION, 2) }]);
  expect(unwanted!.react({ of: APPLICATION, why: 'Withdrawn' }, { caseId: APPLICATION }, [])).toMatchObject([{ caseId: evaluationOf(APPLICATION, 1), type: 'evaluation.stop', input: { why: 'Withdrawn' } }]);
  const evaluation = new Evaluation(service.app);
  const send = () => service.app.get(Sender, { strict: false }).send({ actor: systemActor(AUTHORITY.authorityId), caseId: evaluation.caseId, procedure: 'evaluation.scoring', type: 'evaluation.open', key: 'told-by-a-fact',
    input: { of: APPLICATION, reference: '', title: 'Application to the therapies framework', candidate: { organisationId: null, name: 'A provider (sample)' }, subjectTitle: 'Framework', ...SAME, minimumEvaluators: 2, dueRule: null, startedOn: '2026-11-02' } });
  expect(await send()).toMatchObject({ kind: 'done', replayed: false });
  expect(await send()).toMatchObject({ kind: 'done', replayed: true });
  // The asking case does not know its own reference; the sender does.
  expect((await evaluation.context())!.reference).toMatch(/^QPL\/A/);
});

test('weights that do not sum to 100 are refused at the door, before anybody is asked to score', async () => {
  const evaluation = new Evaluation(service.app, APPLICATION, 9);
  await expect(evaluation.open({ parts: [part('SLT', [question('safeguarding', 40), question('outcomes', 59)])] })).rejects.toThrow('weightsSumTo100');
  await expect(evaluation.open({ parts: [part('SLT', [question('safeguarding', 40.005), question('outcomes', 59.995)])] })).rejects.toThrow('two decimals');
  expect(await evaluation.context()).toBeNull();
});

test('asked again after a review the same questions go to the moderator with the scores as they were given; other questions are scored from the beginning', async () => {
  const first = new Evaluation(service.app);
  await first.staff(ella, tom);
  await first.sheet(ella, 4, 3);
  await first.sheet(tom, 2, 5);
  await first.agree('safeguarding', 2);
  await first.agree('outcomes', 4);
  await first.close();
  const given = (await first.context())!.sheets;

  const second = new Evaluation(service.app, APPLICATION, 2);
  await second.open({ ...SAME, because: 'The review found that an annex had not been read.' });
  expect(await second.context()).toMatchObject({ attempt: 2, sheets: given, agreed: [{ attempt: 1, score: 2 }, { attempt: 1, score: 4 }] });
  await second.agree('safeguarding', 3, 'The annex shows how visits are logged and read.', 'The annex was read this time.');
  await second.close();
  expect((await second.context())!.result).toMatchObject({ attempt: 2, parts: [{ reached: true, totalHundredths: 7200 }] });
  expect((await first.context())!.result).toMatchObject({ attempt: 1, parts: [{ reached: false }] });

  const anew = new Evaluation(service.app, APPLICATION, 3);
  await anew.open({ ...SAME, anew: true, because: 'The evaluators had been given the wrong scale.' });
  expect(await anew.context()).toMatchObject({ evaluators: [], sheets: [], agreed: [] });
  const other = new Evaluation(service.app, APPLICATION, 4);
  await other.open({ parts: [part('OT', [question('safeguarding', 100)])] });
  expect(await other.context()).toMatchObject({ evaluators: [], sheets: [] });
  expect((await other.send(systemActor(AUTHORITY.authorityId), 'evaluation.stop', { why: 'The provider withdrew its application.' })).kind).toBe('done');
});

test('two evaluators of one name are two people, each with a sheet and a desk of their own', async () => {
  const { database } = service;
  const twin = async () => {
    const personId = await person(database, 'Ella Marsh', { sample: true });
    await role(database, AUTHORITY.authorityId, personId, 'evaluator');
    return staffActor({ personId, name: 'Ella Marsh', email: '', roles: ['evaluator'] });
  };
  const [one, two] = [await twin(), await twin()];
  const evaluation = new Evaluation(service.app, APPLICATION, 5);
  await evaluation.open({ ...SAME, anew: true });
  await evaluation.staff(one, two);
  await evaluation.score(two, 'outcomes', 5);
  const context = (await evaluation.context(two))!;
  expect(context.sheets).toMatchObject([{ personId: two.personId }]);
  expect(context.evaluators.map(({ number, name }) => [number, name])).toEqual([[1, 'Ella Marsh'], [2, 'Ella Marsh']]);
  expect(new Set(context.evaluators.map(({ email }) => email)).size).toBe(2);
  expect((await evaluation.context(one))!.sheets).toEqual([]);
  const work = await asOwner(database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    return (await owner.query<{ owner_id: string }>(`select owner_id from workflow_work where case_id = $1 and type = 'score.record' order by 1`, [evaluation.caseId])).rows.map(({ owner_id: id }) => id);
  });
  expect(work).toEqual([one.personId!, two.personId!].sort());
});

test('the log makes of each evaluation what is kept beside it: states, work and the people whom it names', async () => {
  const verifier = new Verifier(service.app.get<DataSource>(getDataSourceToken()), new Registry(procedures));
  const [kent] = await verifier.verify({ key: 'root of a test', folder: '/nonexistent' }, AUTHORITY.authorityId);
  const ours = kent!.cases.filter(({ machine }) => machine === 'evaluation.scoring');
  expect(ours.length).toBeGreaterThanOrEqual(5);
  expect(ours.filter(({ verdict }) => verdict !== 'intact')).toEqual([]);
});
