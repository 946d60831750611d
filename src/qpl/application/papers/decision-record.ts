import type { OfficerDecisionRecord } from '../../../../templates/decisions/officer-decision-record.data.js';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import type { AboutDocument } from '../../../engine/procedure.js';
import { inList, letterhead, roleTitle } from './addressed.js';

/** The record of one decision. Nothing in it is ours: every word was entered by who recommended or decided. */
export function decisionRecord(context: ApplicationContext, about: AboutDocument): OfficerDecisionRecord {
  const { provider, schemeTitle } = context;
  if (!context.decision || !provider) throw new Error('A record of the decision is made after the decision.');
  return { ...recordOf([{ context, reference: about.reference }], about), title: `${provider.name}: application to the ${schemeTitle}` };
}

type AboutRecord = Pick<AboutDocument, 'reference' | 'authority'>;

/** A decided application with its reference. */
export interface Decided {
  readonly context: ApplicationContext;
  readonly reference: string;
}

/**
 * One record for several decisions of one decision maker on one round: every application with its outcomes and reasons, and the alternatives, interests and
 * consultations of each, said once where they are the same.
 */
export function roundRecord(decided: readonly Decided[], about: AboutRecord): OfficerDecisionRecord {
  const [first] = decided;
  const round = first!.context.round;
  return { ...recordOf(decided, about), title: `${first!.context.schemeTitle}: applications of ${round && round.closesAt !== null ? `round ${round.number}` : 'one decision'}` };
}

function recordOf(decided: readonly Decided[], about: AboutRecord): OfficerDecisionRecord {
  const decisions = decided.map(({ context }) => context.decision!);
  const [first] = decisions;
  const isOne = decided.length === 1;
  const each = <T>(of: (decision: (typeof decisions)[number]) => readonly T[]): T[] => once(decisions.flatMap((decision) => [...of(decision)]));
  /** What was said of one decision, and of which where it was not said of all. */
  const said = (of: (decision: (typeof decisions)[number]) => string): string => {
    const texts = once(decisions.map(of));
    if (texts.length === 1) return texts[0]!;
    return decided.map(({ context, reference }) => `${context.provider!.name} (${reference}): ${of(context.decision!)}`).join('\n\n');
  };
  return {
    letterhead: letterhead(about.authority),
    title: '',
    decisionNumber: about.reference,
    decisionMaker: { name: first!.by.inPlaceOf ? `${first!.by.name}, for ${first!.by.inPlaceOf.name}` : first!.by.name, role: roleTitle(first!.by.role) },
    authority: decided[0]!.context.decisionBasis,
    madeOn: decisions.map(({ on }) => on).sort().at(-1)!,
    keyDecision: false,
    decisions: decided.flatMap(({ context, reference }) => outcomesInWords(context, isOne ? null : reference)),
    recommendations: decided.flatMap(({ context }) => context.decision!.lots.map(({ lotId, outcome, reason }) => ({
      lot: context.lots.find((lot) => lot.lotId === lotId)?.title ?? '', provider: context.provider!.name, decision: outcome === 'admit' ? 'Admit' : 'Do not admit', reason, value: null,
    }))),
    reasons: said(({ reasons }) => reasons),
    alternatives: each(({ alternatives }) => alternatives.map(({ option, whyRejected }) => ({ option, whyRejected }))),
    conflicts: each(({ conflicts }) => conflicts.map(({ member, interest }) => ({ member, interest }))),
    dispensations: { grantedBy: first!.dispensationsGrantedBy, notes: each(({ dispensations }) => dispensations) },
    consultees: each(({ consulted }) => consulted.map(({ who, on, said: words }) => ({ who, on, said: words }))),
    backgroundPapers: each(({ backgroundPapers }) => backgroundPapers).map((title) => ({ title, where: null })),
    implications: { financial: said(({ financial }) => financial), legal: said(({ legal }) => legal), equality: said(({ equality }) => equality) },
    exempt: null,
  };
}

function outcomesInWords({ decision, provider, lots, schemeTitle }: ApplicationContext, reference: string | null): string[] {
  const named = (wanted: string) => lots.filter(({ lotId }) => decision!.lots.some((view) => view.lotId === lotId && view.outcome === wanted)).map(({ title }) => title);
  const part = (verb: string, titles: readonly string[]) => (titles.length === 0 ? [] : [`${verb} ${provider!.name}${reference ? ` (${reference})` : ''} to ${inList(titles)} on the ${schemeTitle}.`]);
  return [...part('To admit', named('admit')), ...part('Not to admit', named('do not admit'))];
}

const once = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
