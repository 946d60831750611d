import { disclosed, partsOf, wrongHolds } from '../../src/psr/record/disclosure.js';
import { indexPage, partPage } from '../../src/psr/record/pack-pages.js';
import { nothingYet } from '../../workflows/psr/award-steps.js';
import type { EvaluationContext } from '../../workflows/evaluation/evaluation.events.js';
import { decide, handled, held, published, represent, walk, windowRings } from './award-makers.js';

const context = held(walk('C', [...published, represent(), ...handled(), windowRings, decide()]));
const by = { personId: 'm', name: 'Mo Moderator', role: 'moderator', organisationId: null, inPlaceOf: null };
const member = (personId: string, name: string) => ({
  number: 1, personId, name, email: '', lentBy: null, until: null, by, at: '2026-03-01T09:00:00.000Z', status: 'finished' as const, declarations: [{ conflict: null, experience: 'Ten years in schools', at: '2026-03-01T09:00:00.000Z' }], finishedAt: null, ended: null,
});
const evaluation = {
  reference: 'EV 26/00001',
  context: {
    candidate: { organisationId: null, name: 'Hop Lane Therapies (sample)' }, title: 'Offer', parts: [{ key: 'offer', title: '', passPercent: null, questions: [{ key: 'q', asked: 'How will you staff it?' }] }],
    evaluators: [member('e', 'Eve Evaluator')], moderators: [member('m', 'Mo Moderator')],
    sheets: [{ personId: 'e', scores: [{ part: 'offer', question: 'q', score: 4, reason: 'Rates of £61.20 are low.', why: null, at: '2026-03-02T09:00:00.000Z' }, { part: 'offer', question: 'q', score: 3, reason: 'Two posts are vacant.', why: 'Read the annex', at: '2026-03-03T09:00:00.000Z' }] }],
    agreed: [{ part: 'offer', question: 'q', score: 3, reason: 'Vacancies weigh more than rates of £61.20.', why: null, at: '2026-03-04T09:00:00.000Z', by, attempt: 1 }],
  } as unknown as EvaluationContext,
};
const parts = partsOf(context, [evaluation], [{ documentId: 'd-1', title: 'Intention to award' }]);
const text = (made = disclosed(parts, [])) => made.given.map(partPage).join('\n');

describe('P04, reg 12(4): the disclosure pack', () => {
  test('it gives each evaluator’s own scores with every change, the reasons of moderation and what each evaluator knows', () => {
    expect(text()).toContain('How will you staff it?: 4. Rates of £61.20 are low.');
    expect(text()).toContain('How will you staff it?: 3. Two posts are vacant. Changed because: Read the annex');
    expect(text()).toContain('Vacancies weigh more than rates of £61.20.');
    expect(text()).toContain('Eve Evaluator: Ten years in schools');
  });

  test('it gives who decided, conflicts and how they were managed, the key criteria, decisions with reasons and the documents', () => {
    expect(parts.map(({ key }) => key)).toEqual(['decision-makers', 'decisions', 'conflicts', 'assessment-1', 'selection-1', 'scores-EV 26/00001', 'moderation-EV 26/00001', 'experience-EV 26/00001', 'document-d-1']);
    expect(text()).toContain('The review found no breach.');
    expect(text()).toContain('None declared, said by Priya Officer');
  });

  test('reg 12(5): a part that is held back is not in the pack, and the index says by which exception and why', () => {
    const made = disclosed(parts, [{ key: 'scores-EV 26/00001', exception: 'commercial interests', why: 'It shows the rates of a competitor.', words: [] }]);
    expect(text(made)).not.toContain('Two posts are vacant');
    expect(indexPage({ packId: 'p', title: 't', reference: 'r', authority: 'a', madeBy: 'm', madeAt: 'n' }, [], made.held)).toContain('It would prejudice the legitimate commercial interests of a person (regulation 12(5)). It shows the rates of a competitor.');
  });

  test('reg 12(5): words that are held back are gone from the text wherever it says them, not covered', () => {
    const made = disclosed(parts, [{ key: 'scores-EV 26/00001', exception: 'commercial interests', why: 'It shows the rates of a competitor.', words: ['rates  of £61.20'] }]);
    expect(text(made)).not.toContain('61.20');
    expect(text(made)).toContain('[taken out: commercial interests] are low.');
    expect(text(made)).toContain('Vacancies weigh more than [taken out: commercial interests].');
  });

  test('holding back without a reason, words that a part does not say, and words of a frozen document are refused', () => {
    const hold = { exception: 'public interest' as const, why: 'A reason of its own', words: [] as string[] };
    expect(wrongHolds(parts, [{ ...hold, key: 'decisions', why: ' ' }]).map(({ message }) => message)).toEqual(['Say why “Decisions and their reasons” is held back: the provider reads it']);
    expect(wrongHolds(parts, [{ ...hold, key: 'decisions', words: ['unicorn'] }])[0]!.message).toContain('does not say: unicorn');
    expect(wrongHolds(parts, [{ ...hold, key: 'document-d-1', words: ['x'] }])[0]!.message).toContain('hold it back as a whole');
  });

  test('a typed script stays text in the pack', () => {
    const [part] = partsOf({ ...nothingYet, decisionMakers: [{ name: '<script>alert(1)</script>', role: 'r', body: null }] }, [], []);
    expect(partPage(part!)).not.toContain('<script>');
  });
});
