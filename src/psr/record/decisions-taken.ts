import type { AwardContext, Done, EarlierRound } from '../../../workflows/psr/award.events.js';
import type { By, Day, Instant } from '../../../workflows/shared/vocabulary.js';

/** A decision under the Regulations, with its reasons (reg 24(d), (g)). */
export interface DecisionTaken {
  readonly what: string;
  readonly source: string;
  readonly reasons: string;
  readonly by: By;
  readonly on: Day;
  readonly at: Instant;
}

const decided = (what: string, source: string, reasons: string, { by, on, at }: Done): DecisionTaken => ({ what, source, reasons, by, on, at });

/** Every decision of a case in the order in which it was taken, those of rounds that were set aside too: the record is of everything. */
export function decisionsTaken(context: AwardContext): readonly DecisionTaken[] {
  const rounds = [...context.earlierRounds.map((round) => setAside(round)), context];
  return [
    ...rounds.flatMap((round) => decisionsOfRound(round)),
    ...context.exclusions.map((one) => decided(`${one.about}: ${one.decision}`, 'reg 20, reg 20A', one.reasons, one)),
    ...context.earlierRounds.map((one) => decided(`Go back to step ${one.toStep}`, 'reg 12(11), reg 15', one.reasons, one)),
    ...(context.approval ? [decided('Approve the award', 'reg 7, reg 8', context.approval.reasons, context.approval)] : []),
    ...(context.refusal ? [decided('Refuse the provider', 'reg 8', context.refusal.reasons, context.refusal)] : []),
    ...(context.abandonment ? [decided('Abandon the process', 'reg 15', context.abandonment.reasons, context.abandonment)] : []),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

type Round = Pick<AwardContext, 'satisfaction' | 'choice' | 'standstill' | 'pool' | 'outcomesTold'>;
const setAside = ({ kept }: EarlierRound): Round => ({ satisfaction: null, choice: null, standstill: null, pool: [], outcomesTold: [], ...(kept as Partial<Round>) });

function decisionsOfRound({ satisfaction, choice, standstill, outcomesTold }: Round): DecisionTaken[] {
  return [
    ...(satisfaction ? [decided('The provider satisfies its contract and will satisfy the new one', 'reg 6(5), reg 9', satisfaction.reasons, satisfaction)] : []),
    ...(choice ? [decided('Choose the provider', 'reg 10, reg 11', choice.reasons, choice)] : []),
    ...outcomesTold.map((one) => decided(`Outcome for ${one.provider}: ${one.successful ? 'successful' : 'not successful'}`, 'reg 11(8), (9)', one.why, one)),
    ...(standstill?.representations ?? []).flatMap(({ name, judged, review }) => [
      ...(judged ? [decided(`Representation of ${name}: ${judged.valid ? 'valid' : 'not valid'}`, 'reg 12(3)', judged.reasons, judged)] : []),
      ...(review ? [decided(`Review after the representation of ${name}: ${review.conclusion}`, 'reg 12(4)', review.findings, review)] : []),
    ]),
    ...(standstill?.decisions ?? []).map((one) => decided(`Further decision ${one.number}: ${one.kind}`, 'reg 12(6)', one.reasons, one)),
  ];
}
