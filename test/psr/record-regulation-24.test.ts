import { regulation24 } from '../../src/psr/record/regulation-24.js';
import type { AwardContext } from '../../workflows/psr/award.events.js';
import { assess, check, criteria, close, decide, details, handled, held, keyDecision, manager, noConflicts, on, open, prepared, published, represent, satisfied, select, sign, submit, tell, walk, waited, windowRings } from './award-makers.js';

const record = (machine: Parameters<typeof walk>[0], events: Parameters<typeof walk>[1]) => regulation24(held(walk(machine, events)), []);
const row = (made: ReturnType<typeof record>, key: string) => made.rows.find((each) => each.key === key)!;

describe('regulation 24: the record of an award by direct award C', () => {
  test('reg 24: an award that has only been opened lacks who decides, the criteria, the reasons and the conflicts, each with the step that gives it', () => {
    const made = record('C', [open()]);
    expect(made.rows.filter(({ standing }) => standing === 'missing').map(({ key }) => key)).toEqual(['d', 'e', 'g', 'h']);
    expect(made.rows.flatMap(({ missing }) => missing.map(({ step }) => step))).toEqual(['decision-makers.name', 'criteria.assess', 'selection.assess', 'satisfaction.decide', 'conflicts.none']);
    expect([made.complete, made.applies]).toEqual([1, 5]);
  });

  test('reg 24(a) to (e), (g), (h): nothing is missing of an award that was reviewed after a representation and signed', () => {
    const made = record('C', [...published, keyDecision(), represent(), ...handled(), windowRings, decide(), tell(), waited, close(), sign()]);
    expect(made.rows.flatMap(({ key, missing }) => missing.map(({ what }) => `${key}: ${what}`))).toEqual([]);
    expect(made.rows.map(({ key, standing }) => [key, standing])).toEqual([
      ['a', 'complete'], ['b', 'does not apply'], ['c', 'complete'], ['d', 'complete'], ['e', 'complete'], ['f', 'does not apply'], ['g', 'complete'], ['h', 'complete'], ['i', 'does not apply'], ['j', 'does not apply'],
    ]);
    expect(row(made, 'g').says.join(' ')).toContain('Further decision 1: proceed (9 April 2026): The review found no breach.');
  });

  test('reg 24(c): a provider without an address is missing, and the step that corrects providers gives it', () => {
    const made = record('C', [open({ providers: [{ ...details.providers[0]!, address: [] }] })]);
    expect(row(made, 'c')).toMatchObject({ standing: 'missing', missing: [{ step: 'providers.correct' }] });
  });

  test('reg 24(d): a committee is no individual, so the people who decide in it are asked for', () => {
    const made = record('C', [open(), on('2026-03-03', 'decision-makers.name', { people: [{ name: 'Cabinet', role: 'Executive', body: 'Cabinet' }] })]);
    expect(row(made, 'd').missing).toEqual([{ what: 'The people who decide in Cabinet', step: 'decision-makers.name' }]);
  });

  test('reg 24(e): a key criterion without what was looked at is missing by its name', () => {
    const whole = held(walk('C', [open(), ...prepared, assess()]));
    const [first, ...others] = criteria();
    const context: AwardContext = { ...whole, assessments: whole.assessments.map((one) => ({ ...one, criteria: [{ ...first!, evidence: ' ' }, ...others] as typeof one.criteria })) };
    expect(row(regulation24(context, []), 'e').missing.map(({ what }) => what)).toContain('East Harbour Hospitals NHS Foundation Trust (sample): quality and innovation, with evidence and finding');
  });

  test('reg 24(g): while a representation is not reviewed its reasons are missing, and the review gives them', () => {
    const made = record('C', [...published, represent()]);
    expect(row(made, 'g').missing).toEqual([{ what: 'The review after the representation of Hop Lane Therapies (sample)', step: 'review.record' }]);
  });

  test('reg 24(h), (i): a declared interest is kept with how it was managed for each decision taken after it', () => {
    const declared = on('2026-03-03', 'conflict.declare', { personId: 'p-9', name: 'Lee Sample', interest: 'A sister works for the provider', stage: 'assessment', isConflict: true, why: 'It may be seen to matter', action: 'recused', managed: 'Left the room and saw no paper.' });
    const made = record('C', [open(), ...prepared.filter((event) => event !== noConflicts), declared, check(), assess(), select(), satisfied, submit()]);
    expect(row(made, 'h')).toMatchObject({ standing: 'complete', says: ['Lee Sample: A sister works for the provider (assessment); a conflict'] });
    expect(row(made, 'i').says).toEqual(['The provider satisfies its contract and will satisfy the new one (5 March 2026, Priya Officer): Lee Sample recused. Left the room and saw no paper.']);
  });

  test('reg 24(i): a decision by somebody whose conflict stood is shown as what it is', () => {
    const whole = held(walk('C', [open(), ...prepared, assess(), select(), satisfied]));
    const interest = { personId: whole.satisfaction!.by.personId, name: whole.satisfaction!.by.name, interest: 'Shares', stage: 'all', isConflict: true, why: 'Shares', action: 'recused' as const, managed: 'Recused', by: manager, at: '2026-03-03T12:00:00.000Z', on: '2026-03-03' };
    const made = regulation24({ ...whole, noneDeclared: null, interests: [interest] }, []);
    expect(row(made, 'i')).toMatchObject({ standing: 'missing', missing: [{ step: 'step.repeat' }] });
  });

  test('reg 24(j): an abandoned process is kept with its date, and asks for no decision that it never reached', () => {
    const made = record('C', [open(), ...prepared, on('2026-03-06', 'process.abandon', { reasons: 'The service is brought in house.' })]);
    expect(row(made, 'j')).toMatchObject({ standing: 'complete', says: ['Abandoned on 6 March 2026'] });
    expect(row(made, 'g').standing).toBe('complete');
  });
});

test('reg 24(e), (f): direct award A asks for neither row, the competitive process for the second', () => {
  expect(['e', 'f'].map((key) => row(record('A', [open()]), key).standing)).toEqual(['does not apply', 'does not apply']);
  expect(['e', 'f'].map((key) => row(record('competitive', [open({ providers: [] })]), key).standing)).toEqual(['does not apply', 'missing']);
});

