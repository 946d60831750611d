import type { EvaluationContext } from '../../../workflows/evaluation/evaluation.events.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import { KEY_CRITERIA } from '../../../workflows/psr/notice-facts.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import { decisionsTaken } from './decisions-taken.js';

const long = (day: string): string => formatDay(asDay(day));

/** An evaluation of an offer, as whoever looks at the record may see it. */
export interface EvaluationSeen {
  readonly reference: string;
  readonly context: EvaluationContext;
}

/** What is not there, and the step that gives it; null where no step of the award does. */
export interface Missing {
  readonly what: string;
  readonly step: string | null;
}

/** One paragraph of reg 24: what is kept, or what is missing of it, or why it does not apply. */
export interface RecordRow {
  readonly key: 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j';
  readonly title: string;
  readonly standing: 'complete' | 'missing' | 'does not apply';
  readonly says: readonly string[];
  readonly missing: readonly Missing[];
}
export interface Regulation24Record {
  readonly rows: readonly RecordRow[];
  /** How many rows apply, and how many of these are complete. */
  readonly applies: number;
  readonly complete: number;
}

/** The record that SI 2023/1348 reg 24 asks for, from what a case and its evaluations hold now. */
export function regulation24(context: AwardContext, evaluations: readonly EvaluationSeen[]): Regulation24Record {
  const rows = [a, b, c, d, e, f, g, h, i, j].map((row) => row(context, evaluations));
  const applying = rows.filter(({ standing }) => standing !== 'does not apply');
  return { rows, applies: applying.length, complete: applying.filter(({ standing }) => standing === 'complete').length };
}

type Row = (context: AwardContext, evaluations: readonly EvaluationSeen[]) => RecordRow;
const kept = (key: RecordRow['key'], title: string, says: readonly string[], missing: readonly Missing[]): RecordRow => ({ key, title, standing: missing.length > 0 ? 'missing' : 'complete', says, missing });
const not = (key: RecordRow['key'], title: string, why: string): RecordRow => ({ key, title, standing: 'does not apply', says: [why], missing: [] });

/** Under a framework the competition among its providers is recorded as any other, but for selection, which is not repeated (reg 19(2)(b)). */
const isCompetition = ({ route }: AwardContext): boolean => route === 'competitive' || route === 'mini-competition';
const names = ({ providers }: AwardContext): string => providers.map(({ name }) => name).join(', ');

const a: Row = (context) => {
  const title = 'Name of each provider that was awarded a contract';
  if (context.toConclude === 'framework') return not('a', title, 'A framework is concluded, not a contract: see the next row.');
  if (!context.award) return not('a', title, 'No contract has been awarded in this case.');
  return kept('a', title, [names(context)].filter(Boolean), context.providers.length === 0 ? [{ what: 'The provider is not named', step: 'providers.correct' }] : []);
};

const b: Row = (context) => {
  const title = 'Name of each provider that is a party to a framework';
  if (context.toConclude === 'contract') return not('b', title, 'This process is not for a framework.');
  if (!context.award) return not('b', title, 'The framework has not been concluded.');
  return kept('b', title, [names(context)].filter(Boolean), context.providers.length === 0 ? [{ what: 'The parties are not named', step: 'providers.correct' }] : []);
};

const c: Row = (context) => {
  const title = 'Registered office or principal place of business of each';
  if (context.providers.length === 0) return not('c', title, 'No provider is intended yet.');
  return kept('c', title, context.providers.filter(({ address }) => address.length > 0).map(({ name, address, addressIs }) => `${name}, ${addressIs}: ${address.join(', ')}`),
    context.providers.filter(({ address }) => address.length === 0).map(({ name }) => ({ what: `The address of ${name}`, step: 'providers.correct' })));
};

/** A notice may name a committee; the record needs the people. */
const d: Row = (context) => {
  const people = context.decisionMakers.filter(({ name, body }) => name.trim() !== '' && name !== body);
  const bodies = context.decisionMakers.filter(({ name, body }) => name.trim() === '' || name === body);
  return kept('d', 'The decision process, and who decided', [
    ...(context.route ? [`By ${context.route === 'competitive' ? 'the competitive process' : context.route === 'most suitable provider' ? 'the most suitable provider process' : context.route}`] : []),
    ...people.map(({ name, role, body }) => `${name}, ${role}${body ? `, in ${body}` : ''}`),
    ...[...new Set(decisionsTaken(context).map(({ by }) => `${by.name}, ${by.role}`))].map((who) => `Decided here: ${who}`),
  ], [
    ...(context.decisionMakers.length === 0 ? [{ what: 'Nobody is named who decides', step: 'decision-makers.name' }] : []),
    ...bodies.map(({ body, role }) => ({ what: `The people who decide in ${body ?? role}`, step: 'decision-makers.name' })),
  ]);
};

const e: Row = (context) => {
  const title = 'How the key criteria were taken into account, and the basic selection criteria assessed';
  if (isCompetition(context)) return not('e', title, 'In a competition this stands in the next row, with the award criteria.');
  if (context.route === 'direct award A' || context.route === 'direct award B' || context.route === 'call-off without competition' || context.route === null) return not('e', title, 'Asked of direct award C and the most suitable provider process; this is another route.');
  return kept('e', title, assessed(context), notAssessed(context));
};

/** By provider: five key criteria with what was looked at and found, and the selection criteria. */
function assessed({ assessments, selections }: AwardContext): string[] {
  return [
    ...assessments.map(({ provider, criteria }) => `${provider}: ${criteria.length} of ${KEY_CRITERIA.length} key criteria assessed, with evidence and finding`),
    ...selections.map(({ provider, items }) => `${provider}: ${items.length} basic selection ${items.length === 1 ? 'criterion' : 'criteria'}, ${items.every(({ finding }) => finding === 'met') ? 'all met' : 'not all met'}`),
  ];
}
function notAssessed(context: AwardContext): Missing[] {
  const providers = context.route === 'most suitable provider' ? context.pool.filter(({ include }) => include).map(({ name }) => name) : context.providers.map(({ name }) => name);
  if (providers.length === 0) return [{ what: 'No provider is assessed yet', step: context.route === 'most suitable provider' ? null : 'providers.correct' }];
  return [
    ...providers.flatMap((name) => {
      const last = context.assessments.filter(({ provider }) => provider === name).at(-1);
      if (!last) return [{ what: `The key criteria about ${name}`, step: 'criteria.assess' }];
      return KEY_CRITERIA.flatMap((key) => {
        const view = last.criteria.find(({ criterion }) => criterion === key);
        return view && view.evidence.trim() !== '' && view.finding.trim() !== '' ? [] : [{ what: `${name}: ${key}, with evidence and finding`, step: 'criteria.assess' }];
      });
    }),
    ...notSelected(context),
  ];
}
const notSelected = ({ providers, selections }: AwardContext): Missing[] =>
  providers.filter(({ name }) => !selections.some(({ provider }) => provider === name)).map(({ name }) => ({ what: `The basic selection criteria about ${name}`, step: 'selection.assess' }));

const f: Row = (context, evaluations) => {
  const title = 'How the key criteria, the basic selection criteria and the award criteria were evaluated';
  if (!isCompetition(context)) return not('f', title, 'Asked of the competitive process; this is another route.');
  const scored = context.evaluations.map(({ provider, agreed, attempt }) => `${provider}, attempt ${attempt}: ${agreed ? 'scores agreed' : 'being scored'}`);
  const experience = evaluations.flatMap(({ reference, context: of }) => of.evaluators.filter(({ declarations, status }) => status !== 'replaced' && declarations.every((one) => one.experience === null)).map(({ name }) => ({
    what: `What ${name} knows that bears on it (${reference})`, step: null,
  })));
  return kept('f', title, [
    ...(context.awardCriteria ? [`${context.awardCriteria.criteria.length} award criteria; ${context.awardCriteria.howKeyCriteriaCount}`] : []), ...scored,
    ...evaluations.map(({ reference, context: of }) => `${reference}: ${of.sheets.length} evaluators' own scores and reasons, ${of.agreed.length} moderated scores with reasons`),
  ], [
    ...(context.awardCriteria ? [] : [{ what: 'The award criteria', step: 'award-criteria.set' }]),
    ...context.offers.filter(({ late, provider }) => !late && !context.evaluations.some((one) => one.provider === provider.name && one.agreed)).map(({ provider }) => ({
      what: `The agreed scores of ${provider.name}`, step: context.evaluations.some((one) => one.provider === provider.name) ? null : 'offer.assess',
    })),
    ...(context.offers.length === 0 ? [{ what: 'No offer has come yet', step: 'offer.receive' }] : []), ...(context.route === 'mini-competition' ? [] : notSelected(context)), ...experience,
  ]);
};

/** The decision that each route asks for before its intention or its award: without it there are no reasons to keep. */
const ASKED: Readonly<Record<NonNullable<AwardContext['route']>, { readonly field: 'approval' | 'satisfaction' | 'choice'; readonly what: string; readonly step: string }>> = {
  'direct award A': { field: 'approval', what: 'The reasons for the award', step: 'award.approve' },
  'direct award B': { field: 'approval', what: 'The reasons for the award', step: 'award.approve' },
  'direct award C': { field: 'satisfaction', what: 'Whether the provider satisfies its contract and will satisfy the new one, with reasons', step: 'satisfaction.decide' },
  'most suitable provider': { field: 'choice', what: 'The choice of the provider, with reasons', step: 'provider.choose' },
  competitive: { field: 'choice', what: 'The choice of the provider, with reasons', step: 'provider.choose' },
  'call-off without competition': { field: 'approval', what: 'The reasons for the award, in line with the framework', step: 'award.approve' },
  'mini-competition': { field: 'choice', what: 'The choice of the provider, with reasons', step: 'provider.choose' },
};

const g: Row = (context) => {
  const taken = decisionsTaken(context);
  const asked = context.route === null ? null : ASKED[context.route];
  const stands = asked === null || context[asked.field] !== null || context.abandonment !== null || context.refusal !== null;
  return kept('g', 'Reasons for decisions under the Regulations', taken.filter(({ reasons }) => reasons.trim() !== '').map(({ what, on, reasons }) => `${what} (${long(on)}): ${reasons}`), [
    ...(stands ? [] : [{ what: asked.what, step: asked.step }]),
    ...taken.filter(({ reasons }) => reasons.trim() === '').map(({ what, on }) => ({ what: `Reasons: ${what}, ${long(on)}`, step: null })),
    ...unreviewed(context),
  ]);
};
const unreviewed = ({ standstill }: AwardContext): Missing[] => (standstill?.ended ? [] : (standstill?.representations ?? []).filter(({ late, review, judged }) => !late && !review && judged?.valid !== false).map(({ name }) => ({ what: `The review after the representation of ${name}`, step: 'review.record' })));

const h: Row = ({ interests, noneDeclared, evaluators }) => kept('h', 'Declared conflicts of interest, and potential ones', [
  ...interests.map(({ name, interest, stage, isConflict }) => `${name}: ${interest} (${stage}); ${isConflict ? 'a conflict' : 'found not to be a conflict'}`),
  ...evaluators.filter(({ interest }) => interest === 'declared').map(({ name }) => `${name}, evaluator: an interest was declared`),
  ...(interests.length === 0 && noneDeclared ? [`None declared, said by ${noneDeclared.by.name} on ${long(noneDeclared.on)}`] : []),
], interests.length === 0 && !noneDeclared ? [{ what: 'Whether anybody declared a conflict', step: 'conflicts.none' }] : []);

/** For each decision: who had declared an interest by then, and what was done about it; nobody with a conflict decides. */
const i: Row = (context) => {
  const title = 'How conflicts were managed, for each decision';
  if (context.interests.length === 0) return not('i', title, context.noneDeclared ? 'No conflict was declared.' : 'Nobody has declared anything yet: see the row above.');
  const says = decisionsTaken(context).map((decision) => {
    const before = context.interests.filter(({ at }) => at <= decision.at);
    return `${decision.what} (${long(decision.on)}, ${decision.by.name}): ${before.length === 0 ? 'nothing was declared by then' : before.map(({ name, action, managed }) => `${name} ${action}. ${managed}`).join(' ')}`;
  });
  return kept('i', title, says.length > 0 ? says : context.interests.map(({ name, action, managed }) => `${name} ${action}. ${managed}`), [
    ...context.interests.filter(({ managed }) => managed.trim() === '').map(({ name }) => ({ what: `How the interest of ${name} was managed`, step: 'conflict.declare' })),
    ...decisionsTaken(context).flatMap(({ what, by, at }) => context.interests.filter((one) => one.isConflict && one.personId !== null && one.personId === by.personId && one.at <= at).map(({ name }) => ({
      what: `${name} had declared a conflict and decided: ${what}. Go back to the step and let somebody else decide`, step: 'step.repeat',
    }))),
  ]);
};

const j: Row = ({ abandonment }) => (abandonment ? kept('j', 'The date on which the process was abandoned', [`Abandoned on ${long(abandonment.on)}`], []) : not('j', 'The date on which the process was abandoned', 'The process was not abandoned.'));
