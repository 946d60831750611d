import { Sender } from '../../src/engine/send.js';
import { Policies } from '../../src/policy/policies.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { asOwner } from '../database.js';
import { staffActor } from '../evaluation/world.js';
import type { TestService } from '../web/service.js';
import { details } from './award-makers.js';
import { terms } from './contract-makers.js';
import { frameworkTerms } from './framework-makers.js';
import { done, Officer, serviceOn, STAFF, stop } from './officers.js';

/** The pages by which something is begun about a contract or a framework of the register, and the plan of what comes after them. */
let service: TestService;
let priya: Officer;
const cases = { contract: '', ended: '', ours: '', anothers: '', usable: '' };

beforeAll(async () => {
  service = await serviceOn('2026-03-02');
  const sender = service.app.get(Sender);
  const enter = async (procedure: string, type: string, input: object): Promise<string> => {
    const caseId = sender.newCaseId();
    const answer = await sender.send({ actor: staffActor(STAFF.officer), caseId, procedure, type, input });
    expect(answer.kind === 'done' ? '' : JSON.stringify(answer)).toBe('');
    return caseId;
  };
  cases.contract = await enter('psr.contract', 'contract.open', { ...terms, title: 'Therapies, east', number: 'C-1', serviceStart: '2025-09-01', serviceEnd: '2028-08-31', awardedOn: '2025-08-01', signedOn: '2025-08-01' });
  cases.ended = await enter('psr.contract', 'contract.open', { ...terms, title: 'Therapies, long over', number: 'C-0', serviceStart: '2020-09-01', serviceEnd: '2023-08-31', awardedOn: '2020-08-01', signedOn: '2020-08-01' });
  const taken = await sender.send({ actor: staffActor(STAFF.contracts), caseId: cases.ended, type: 'contract.close', input: {}, seen: 1 });
  expect(taken.kind).toBe('done');
  cases.ours = await enter('psr.framework', 'framework.open', { ...frameworkTerms, title: 'Our framework', number: 'FA-1' });
  cases.anothers = await enter('psr.framework', 'framework.open', { ...frameworkTerms, title: 'Another’s framework', number: 'FA-2', concludedBy: 'Sample Integrated Care Board' });
  cases.usable = await enter('psr.framework', 'framework.open', { ...frameworkTerms, title: 'Usable framework', number: 'FA-3', users: [AUTHORITY.name] });
  priya = await Officer.signIn(service, STAFF.officer);
}, 180_000);
afterAll(() => stop(service));

/** What a select offers, by its name: each choice with the case that it stands for. */
async function choices(path: string): Promise<ReadonlyMap<string, string>> {
  const { text } = await priya.get(path);
  const [select] = /<select[^>]*name="contractCase"[\s\S]*?<\/select>/.exec(text)!;
  return new Map([...select.matchAll(/<option value="([^"]+)"[^>]*>\s*([^<]*?)\s*<\/option>/g)].map(([, value, shown]) => [value!, shown!]));
}

test('what is to be modified is chosen by its name: contracts that have not ended, and the authority’s own frameworks', async () => {
  const offered = await choices('/start/psr.modification');
  expect([...offered.keys()].sort()).toEqual([cases.contract, cases.ours, cases.usable].sort());
  expect(offered.get(cases.contract)).toMatch(/^Therapies, east, .+ \(.+\)$/);
  expect(offered.get(cases.ours)).toMatch(/^Our framework, framework \(.+\)$/);
});

test('an urgent modification is of a contract and never of a framework (reg 14(2))', async () => {
  expect([...(await choices('/start/psr.urgent')).keys()]).toEqual([cases.contract]);
});

test('a framework of another authority cannot be modified here, whatever a form is made to say', async () => {
  for (const contractCase of [cases.anothers, cases.ended]) {
    const answer = await priya.fill('/start/psr.modification', { contractCase });
    expect([answer.status, answer.text.includes('The register has no such contract')]).toEqual([409, true]);
  }
});

test('the plan of a contract and that of a framework count by the authority’s own lengths, where the law leaves them to it', async () => {
  const startOf = async (path: string): Promise<string> => /begin a new competitive process by ([^.]*)\./.exec(await priya.read(path))![1]!.trim();
  const framework = `/cases/${cases.ours}/framework`;
  const contract = `/cases/${cases.contract}/contract`;
  const [before, planned] = [await startOf(framework), await priya.read(contract)];
  await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    await owner.query(
      `insert into policy (authority_id, policy_id, name, value, source, confidence, effective_from, reason, proposed_by)
       values ($1, gen_random_uuid(), 'psr.plan-mobilise', '{"length": 40, "unit": "weeks"}', 'Our plan', 'confirmed', '2026-01-01', 'New providers need longer', $2)`, [AUTHORITY.authorityId, STAFF.manager.personId]);
    await owner.query(`update policy set approved_by = $1, approved_at = engine_now() where name = 'psr.plan-mobilise'`, [STAFF.decider.personId]);
  });
  service.app.get(Policies, { strict: false }).changed(AUTHORITY.authorityId);
  const after = await startOf(framework);
  expect(Date.parse(after)).toBeLessThan(Date.parse(before));
  expect(await priya.read(contract)).not.toBe(planned);
});

test('what was chosen stands there where the entry is corrected afterwards: the contract that is modified, the framework under which a contract was placed', async () => {
  const modification = /\/cases\/([0-9a-f-]{36})/.exec(done(await priya.fill('/start/psr.modification', { contractCase: cases.contract })))![1]!;
  expect((await choices(`/cases/${modification}/correct/1`)).get(cases.contract)).toBe('Therapies, east');

  const sender = service.app.get(Sender);
  const callOff = sender.newCaseId();
  expect((await sender.send({ actor: staffActor(STAFF.officer), caseId: callOff, procedure: 'psr.call-off', type: 'award.open', input: { ...details, providers: [], frameworkCase: cases.usable } })).kind).toBe('done');
  const placed = await sender.send({ actor: staffActor(STAFF.officer), caseId: callOff, type: 'call-off.place', seen: 1, input: { frameworkCase: cases.usable, way: 'competition', withinScope: true, whyWithinScope: 'Therapies.', changesTerms: false, whyTermsStay: 'Taken as they are.' } });
  expect(placed.kind).toBe('done');
  expect(await priya.read(`/cases/${callOff}/correct/2`)).toContain('Usable framework (FA-3)');
});
