import { officer, on, provider } from './award-makers.js';

/** The steps of a competition, from its criteria to its letters, as tests tell them to a machine. */
export const awardCriteria = (more: Record<string, unknown> = {}) => on('2026-03-04', 'award-criteria.set', {
  criteria: [
    { key: 'Access', asked: 'How will children be seen sooner?', guidance: 'Numbers', weight: 60, highest: 5, passMark: 2, keyCriteria: ['improving access, reducing health inequalities and facilitating choice'] },
    { key: 'Value', asked: 'What does it cost?', guidance: 'Prices', weight: 40, highest: 5, passMark: null, keyCriteria: ['value'] },
  ],
  howAssessed: 'Alone, then moderated', stages: null, howKeyCriteriaCount: 'Access carries criterion 4, value criterion 2; the rest are pass or fail.', portal: 'https://portal.example', offersUntil: '2026-03-31', ...more,
});
export const offer = (of = provider, day = '2026-03-20', more: Record<string, unknown> = {}) => on(day, 'offer.receive', { ...of, answers: [{ key: 'Access', answer: 'Walk-ins.' }, { key: 'Value', answer: '£1m' }] }, more);
const evaluator = (name: string) => on('2026-03-25', 'evaluator.name', { personId: name, name, experience: 'Ten years in therapy services', interest: 'none' });
export const evaluators = [evaluator('Eve'), evaluator('Ewan')];
export const score = (name = provider.name) => on('2026-04-01', 'offer.assess', { provider: name }, { by: officer });
export const agreedOn = (attempt: number) => on('2026-04-08', 'evaluation.note', {
  of: 'case-1', attempt, parts: [{ key: 'offer', title: 'x', totalHundredths: 8000, passPercent: null, reached: true, questions: [{ key: 'Access', asked: 'x', weight: 60, maximum: 5, agreed: 4, reason: 'Two clinics more.', passMark: 2, reached: true }] }],
  evaluators: ['Eve', 'Ewan'], moderator: 'Mo', agreedAt: '2026-04-08T12:00:00.000Z',
});
export const choose = (providers: readonly string[] = [provider.name], day = '2026-04-09', more: Parameters<typeof on>[3] = {}) => on(day, 'provider.choose', { providers, reasons: 'Strongest on access.' }, more);
export const outcome = (name = provider.name) => on('2026-04-10', 'outcome.tell', { provider: name, why: 'The winner was stronger on access.', intentionOn: '2026-04-13' });
