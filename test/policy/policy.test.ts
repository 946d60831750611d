import '../../src/procedures.js';
import type { DataSource } from 'typeorm';
import { POLICY_DEFINITIONS } from '../../src/policy/defaults.js';
import { Policies } from '../../src/policy/policies.js';
import { readValue, valueInWords, type PolicyDefinition } from '../../src/policy/policy-definition.js';
import { effectOnClocks, isProposersHand, Proposals, type ToPropose } from '../../src/policy/proposals.js';
import { inScope, systemScope } from '../../src/engine/scope.js';
import { testDatabase, type TestDatabase } from '../database.js';
import { actor, appSource, authority, organisation, person, role } from '../directory/people.js';

let db: TestDatabase;
let app: DataSource;
let policies: Policies;
let proposals: Proposals;
let council: string;
let otherCouncil: string;
let priya: string;
let helen: string;

beforeAll(async () => {
  db = await testDatabase();
  app = await appSource(db);
  policies = new Policies(app);
  proposals = new Proposals(app, policies, effectOnClocks(app));
  council = await authority(db);
  otherCouncil = await authority(db, 'Another Sample Council');
  priya = await person(db, 'Priya Sample');
  helen = await person(db, 'Helen Sample');
  for (const who of [priya, helen]) await role(db, council, who, 'commissioning manager');
});
afterAll(async () => {
  await app.destroy();
  await db.drop();
});

const as = (who: string, over = {}) => actor(who, council, ['commissioning manager'], over);
const change = (over: Partial<ToPropose>): ToPropose => ({ name: 'decisions.key-decision-threshold-pounds', value: '500,000', source: 'Constitution, part 4', confirmed: 'confirmed', effectiveFrom: '2026-04-01', effectiveTo: null, reason: 'Full council decided', ...over });
async function approved(over: Partial<ToPropose>): Promise<void> {
  const proposed = await proposals.propose(as(priya), change(over));
  expect(proposed).toMatchObject({ ok: true });
  expect(await proposals.approve(as(helen), proposed.ok ? proposed.value.policyId : '')).toBe(true);
}

describe('what holds on a day', () => {
  test('the default holds until an authority approves its own value, and then only from its first day and in that authority', async () => {
    const name = 'decisions.key-decision-threshold-pounds';
    expect(await policies.resolve(council, name, '2026-05-01')).toBe(1_000_000);
    await approved({ name });
    expect(await policies.resolve(council, name, '2026-03-31')).toBe(1_000_000);
    expect(await policies.resolve(council, name, '2026-04-01')).toBe(500_000);
    expect(await policies.resolve(otherCouncil, name, '2026-04-01')).toBe(1_000_000);
    expect(await policies.inForce(council, name, '2026-04-01')).toMatchObject({ words: '£500,000', from: 'authority', confidence: 'confirmed', approvedBy: 'Helen Sample' });
  });

  test('a later row replaces an earlier one, and after its last day the earlier one holds again', async () => {
    const name = 'decisions.record-kept-years';
    await approved({ name, value: '7', effectiveFrom: '2026-01-01' });
    await approved({ name, value: '12', effectiveFrom: '2026-06-01', effectiveTo: '2026-06-30' });
    expect(await Promise.all(['2025-12-31', '2026-05-31', '2026-06-30', '2026-07-01'].map((on) => policies.resolve(council, name, on)))).toEqual([6, 7, 12, 7]);
  });

  test('a clock without a row of the authority leaves the calendar’s rule as it stands, and with one gives its length', async () => {
    expect(await policies.resolve(council, 'qpl.clarification-reply', '2026-05-01')).toBeUndefined();
    await approved({ name: 'qpl.clarification-reply', value: '3', effectiveFrom: '2026-05-01' });
    expect(await policies.resolve(council, 'qpl.clarification-reply', '2026-05-01')).toEqual({ length: 3, unit: 'working days' });
    expect(await policies.resolve(council, 'nobody.said-so', '2026-05-01')).toBeUndefined();
  });

  test('a proposal changes nothing until it is approved, and nothing when it is turned down', async () => {
    const name = 'decisions.background-papers-kept-years';
    const proposed = await proposals.propose(as(priya), change({ name, value: '9', effectiveFrom: '2020-01-01' }));
    const policyId = proposed.ok ? proposed.value.policyId : '';
    expect(await policies.resolve(council, name, '2026-05-01')).toBe(4);
    expect(await proposals.reject(as(helen), policyId, 'not decided by council')).toBe(true);
    expect(await proposals.approve(as(helen), policyId)).toBe(false);
    expect(await policies.resolve(council, name, '2026-05-01')).toBe(4);
    expect(await policies.history(council, name)).toMatchObject([{ rejectedByName: 'Helen Sample', rejectedWhy: 'not decided by council', approvedAt: null }]);
  });

  test('a start lists what is in use and unconfirmed; confirming the source takes it off the list', async () => {
    const names = async () => (await policies.unconfirmedInUse(otherCouncil, '2026-05-01')).map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(['qpl.decision-target', 'qpl.clarification-reply', 'qpl.clarification-grace']));
    expect(await names()).not.toContain('qpl.dps-admission');
    const proposed = await proposals.propose(actor(priya, otherCouncil, ['administrator']), change({ name: 'qpl.decision-target', value: '10', source: 'Terms of the list, 3.2' }));
    await proposals.approve(actor(helen, otherCouncil, ['administrator']), proposed.ok ? proposed.value.policyId : '');
    expect(await names()).not.toContain('qpl.decision-target');
  });
});

describe('the second person', () => {
  test('cannot be the proposer, nor somebody who acts in the proposer’s place', async () => {
    const proposed = await proposals.propose(as(priya), change({ name: 'decisions.dispensations-granted-by', value: 'proper-officer' }));
    const policyId = proposed.ok ? proposed.value.policyId : '';
    expect(await proposals.approve(as(priya), policyId)).toBe(false);
    const deputy = actor(helen, council, ['procurement officer'], { deputyFor: [{ personId: priya, name: 'Priya Sample', role: 'commissioning manager', until: '2026-12-31' }] });
    expect(isProposersHand(deputy, priya)).toBe(true);
    expect(await proposals.approve(deputy, policyId)).toBe(false);
    // Helen is a commissioning manager in her own right as well: then she is a second person.
    expect(isProposersHand({ ...deputy, roles: ['commissioning manager'] }, priya)).toBe(false);
    await expect(inScope(app, systemScope(council), (tx) => tx.query('update policy set approved_by = proposed_by, approved_at = now() where policy_id = $1', [policyId]))).rejects.toThrow('policy_second_person');
    expect(await proposals.approve(actor(helen, otherCouncil, ['administrator']), policyId)).toBe(false);
    expect(await proposals.approve(as(helen), policyId)).toBe(true);
  });

  test('two people who approve and turn down at once: one of them wins, the other is told', async () => {
    const proposed = await proposals.propose(as(priya), change({ name: 'qpl.review-request', value: '15' }));
    const policyId = proposed.ok ? proposed.value.policyId : '';
    const answers = await Promise.all([proposals.approve(as(helen), policyId), proposals.reject(as(helen), policyId, 'no'), proposals.approve(as(helen), policyId)]);
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('nobody writes an approved row, edits a proposal on the way, or changes what was decided', async () => {
    const scope = systemScope(council);
    await expect(inScope(app, scope, (tx) => tx.query(
      `insert into policy (authority_id, policy_id, name, value, source, confidence, effective_from, reason, proposed_by, approved_by, approved_at) values ($1, gen_random_uuid(), 'qpl.x', '1', 's', 'confirmed', '2026-01-01', 'r', $2, $3, now())`,
      [council, priya, helen]))).rejects.toThrow('proposed first');
    const proposed = await proposals.propose(as(priya), change({ name: 'qpl.review', value: '10' }));
    const policyId = proposed.ok ? proposed.value.policyId : '';
    await expect(inScope(app, scope, (tx) => tx.query(`update policy set value = '{"length": 99}', approved_by = $2, approved_at = now() where policy_id = $1`, [policyId, helen]))).rejects.toThrow('approved as it was proposed');
    await proposals.approve(as(helen), policyId);
    await expect(inScope(app, scope, (tx) => tx.query(`update policy set value = '1' where policy_id = $1`, [policyId]))).rejects.toThrow('not changed');
    await expect(inScope(app, scope, (tx) => tx.query(`delete from policy`))).rejects.toThrow('permission denied');
  });

  test('two open proposals for one setting are refused', async () => {
    expect(await proposals.propose(as(priya), change({ name: 'qpl.exclusion-review', value: '4' }))).toMatchObject({ ok: true });
    expect(await proposals.propose(as(helen), change({ name: 'qpl.exclusion-review', value: '6' }))).toMatchObject({ ok: false, errors: [{ field: 'value', message: expect.stringContaining('waits for approval') }] });
  });
});

describe('rows out of reach', () => {
  test('without a scope the table raises; another authority’s rows are not there; a provider may read and not write', async () => {
    await expect(app.query('select * from policy')).rejects.toThrow('no authority is in scope');
    expect(await inScope(app, systemScope(await authority(db, 'Third Sample Council')), (tx) => tx.query('select * from policy'))).toEqual([]);
    const provider = await organisation(db, 'P (sample)');
    await expect(inScope(app, { authority: council, organisation: provider, person: priya }, (tx) => tx.query(
      `insert into policy (authority_id, policy_id, name, value, source, confidence, effective_from, reason, proposed_by) values ($1, gen_random_uuid(), 'qpl.y', '1', 's', 'confirmed', '2026-01-01', 'r', $2)`, [council, priya])))
      .rejects.toThrow('row-level security');
  });
});

describe('what is typed', () => {
  test.each<[Partial<ToPropose>, string]>([
    [{ value: 'much' }, 'value'], [{ value: '-5' }, 'value'], [{ source: ' ' }, 'source'], [{ confirmed: '' }, 'confirmed'], [{ reason: '' }, 'reason'], [{ effectiveTo: '2026-03-01' }, 'effectiveTo'],
    [{ name: 'qpl.unheard-of' }, 'value'], [{ name: 'decisions.dispensations-granted-by', value: 'the mayor' }, 'value'],
  ])('%j is a field error on %s', async (over, field) => {
    expect(await proposals.propose(as(priya), change(over))).toMatchObject({ ok: false, errors: [{ field }] });
  });
  test('a clock that the law sets can have its source confirmed, and not its length changed', async () => {
    const name = 'qpl.dps-admission';
    expect(await proposals.propose(as(priya), change({ name, value: '12' }))).toMatchObject({ ok: false, errors: [{ field: 'value', message: expect.stringContaining('The law sets this: 10 working days') }] });
    expect(await proposals.propose(as(priya), change({ name, value: '10' }))).toMatchObject({ ok: true });
  });
  test('every default has a name of its own, a source, an owner, and reads back from its own words', () => {
    expect(new Set(POLICY_DEFINITIONS.map(({ name }) => name)).size).toBe(POLICY_DEFINITIONS.length);
    for (const definition of POLICY_DEFINITIONS as readonly PolicyDefinition[]) {
      expect(definition.source).not.toBe('');
      const typed = typeof definition.value === 'object' ? String(definition.value.length) : typeof definition.value === 'boolean' ? (definition.value ? 'yes' : 'no') : String(definition.value);
      expect(readValue(definition, typed)).toEqual({ ok: true, value: definition.value });
      expect(valueInWords(definition, definition.value)).not.toContain('object');
    }
  });
  test('the effect on open cases is said before anybody approves', async () => {
    const proposed = await proposals.propose(as(priya), change({ name: 'qpl.agreement-signature', value: '15', effectiveFrom: '2020-01-01' }));
    expect((await proposals.open(council, proposed.ok ? proposed.value.policyId : ''))!.effects).toEqual(['No open case has this clock running.', expect.stringContaining('in the past')]);
  });
});
