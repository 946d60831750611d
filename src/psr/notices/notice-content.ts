import { KEY_CRITERIA } from '../../../workflows/psr/notice-facts.js';
import type { NoticeFacts, NoticeKeyCriterion, NoticeValue } from '../../../workflows/psr/notice-facts.js';
import type { NoticeField } from '../../../workflows/psr/notice-fields.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { formatInstant, formatLastMoment, formatLongDay } from '../../calendar/day-words.js';
import { asInstant, isDay, isInstant } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import { isRefusal } from '../../calendar/refusal.js';
import { documentHelpers } from '../../documents/template-functions.js';
import { cpvName } from './cpv-words.js';
import { standstillFrom } from './notice-standstill.js';
import { statementOf } from './notice-statement.js';

/** What a notice says in one field. A blank line in `text` parts paragraphs. */
export interface NoticeContent {
  text: string;
  table: { caption: string; columns: string[]; rows: string[][] } | null;
}

const { money } = documentHelpers;
const said = (text: string): NoticeContent => ({ text, table: null });
const filled = (text: string | null | undefined): text is string => typeof text === 'string' && text.trim() !== '';

/** Each field's words from the facts; null where the facts do not hold it. The order is not decided here: the Schedule's is. */
export const CONTENT: Readonly<Record<NoticeField, (facts: NoticeFacts, kind: NoticeKind) => NoticeContent | null>> = {
  routeStatement: (facts, kind) => (filled(facts.authority.name) ? said(statementOf(kind, facts)) : null),
  titleAndReference: ({ title, reference }) => (filled(title) && filled(reference) ? said(`${title}\nReference: ${reference}`) : null),
  providers: ({ providers }) => (providers.length > 0 && providers.every(({ name, address }) => filled(name) && address.some(filled)) ? said(providers.map(provider).join('\n\n')) : null),
  services: ({ services }) => (filled(services.description) && filled(services.cpv) ? said(servicesOf(services)) : null),
  approximateValue: ({ value }) => (value && value.lifetimePence !== null ? said(lifetime('The approximate lifetime value is', value)) : null),
  value: ({ value }) => valueOf(value),
  frameworkValue: ({ value }) => (value && value.lifetimePence !== null ? said(lifetime('The lifetime value of the framework agreement is', value)) : null),
  awardDate: ({ awardedOn, subject }) => (isDay(awardedOn) ? said(`${subject === 'framework' ? 'The framework agreement was concluded' : 'The contract was awarded'} on ${formatLongDay(awardedOn)}.`) : null),
  serviceDates: ({ serviceDates }, kind) => datesOf(serviceDates, kind),
  reasonsForDates: ({ reasonsForDates }) => (filled(reasonsForDates) ? said(reasonsForDates) : null),
  decisionMakers: ({ decisionMakers }) =>
    decisionMakers.length > 0 && decisionMakers.every(({ name, role }) => filled(name) || filled(role)) ? said(decisionMakers.map(({ name, role }) => [name, role].filter(filled).join(', ')).join('\n')) : null,
  keyCriteriaReasons: ({ keyCriteria, reasons }) =>
    KEY_CRITERIA.every((criterion) => keyCriteria.some((each) => each.criterion === criterion && filled(each.reason)))
      ? { text: filled(reasons) ? reasons : 'The provider was chosen for these reasons, by each of the key criteria.', table: criteriaTable('Reasons by key criterion', ['Key criterion', 'Reasons'], keyCriteria, ({ reason }) => [reason]) }
      : null,
  keyCriteriaWeights: ({ keyCriteria }) =>
    keyCriteria.length > 0 && keyCriteria.every(({ weight, whyThisWeight }) => filled(weight) && filled(whyThisWeight))
      ? { text: 'The relative importance of the key criteria, and the reasons for it:', table: criteriaTable('Relative importance of the key criteria', ['Key criterion', 'Importance', 'Why'], keyCriteria, ({ weight, whyThisWeight }) => [weight ?? '', whyThisWeight ?? '']) }
      : null,
  conflicts: ({ conflicts }) => {
    if (conflicts === null) return null;
    if (conflicts.declared === 'none declared') return said('No conflicts or potential conflicts of interest were declared.');
    return conflicts.declared.length > 0 && conflicts.declared.every(({ who, interest }) => filled(who) && filled(interest)) ? said(conflicts.declared.map(({ who, interest }) => `${who}: ${interest}`).join('\n')) : null;
  },
  conflictsManaged: ({ conflicts }) => {
    if (conflicts === null) return null;
    if (conflicts.declared === 'none declared') return said('None declared, so none had to be managed.');
    return 'managed' in conflicts && filled(conflicts.managed) ? said(conflicts.managed) : null;
  },
  frameworkDuration: ({ framework }) =>
    framework && isDay(framework.starts) && isDay(framework.ends)
      ? said([`From ${formatLongDay(framework.starts)} to ${formatLongDay(framework.ends)}.`, ...(filled(framework.whyOverFourYears) ? [`Why the term is over four years: ${framework.whyOverFourYears}`] : [])].join('\n\n'))
      : null,
  frameworkUsers: ({ framework }) => (framework && framework.users.some(filled) ? said(framework.users.filter(filled).join('\n')) : null),
  frameworkUsed: ({ frameworkUsed }) => (filled(frameworkUsed) ? said(`The contract is based on a framework agreement: ${frameworkUsed}`) : null),
  effectiveDate: ({ modification }) => (modification && isDay(modification.effectiveOn) ? said(`The modification has effect from ${formatLongDay(modification.effectiveOn)}.`) : null),
  change: ({ modification }) => (modification && filled(modification.description) ? said(modification.description) : null),
  changeInValue: ({ modification, value }) => (modification && modification.valueChangePence ? said(`The lifetime value ${modification.valueChangePence > 0 ? 'rises' : 'falls'} by ${money(Math.abs(modification.valueChangePence))}${value ? ` (${value.vat})` : ''}.`) : null),
  changeInLength: ({ modification }) => (modification && filled(modification.lengthChange) ? said(modification.lengthChange) : null),
  urgencyReasons: ({ urgency }) =>
    urgency && filled(urgency.whyUrgent) && filled(urgency.whyNotForeseeable) && filled(urgency.riskToSafety)
      ? said([`Regulation 14 applied because it had to be done urgently: ${urgency.whyUrgent}`, `Why the reason was neither foreseeable by nor attributable to the authority: ${urgency.whyNotForeseeable}`, `The risk to patient or public safety of a delay: ${urgency.riskToSafety}`].join('\n\n'))
      : null,
  awardCriteria: ({ offers }) =>
    offers && offers.awardCriteria.length > 0 && offers.awardCriteria.every(({ criterion }) => filled(criterion))
      ? { text: 'Offers are assessed by these award criteria.', table: { caption: 'Award criteria', columns: ['Criterion', 'Weight'], rows: offers.awardCriteria.map(({ criterion, weight }) => [criterion, filled(weight) ? weight : 'no weight given']) } }
      : null,
  assessment: ({ offers }) => (offers && filled(offers.howAssessed) ? said([offers.howAssessed, filled(offers.stages) ? `In stages: ${offers.stages}` : 'Offers are assessed in one stage.'].join('\n\n')) : null),
  howToOffer: ({ offers }) => (offers && filled(offers.portal) ? said(`Offers are made electronically: ${offers.portal}`) : null),
  offerDeadline: ({ offers }) => (offers && isInstant(offers.deadline) ? said(`Offers must arrive by ${formatInstant(asInstant(offers.deadline))}.`) : null),
  abandonment: ({ abandonment }) =>
    abandonment && isDay(abandonment.decidedOn) && filled(abandonment.stage)
      ? said([`The decision to abandon was made on ${formatLongDay(abandonment.decidedOn)}. The procurement had come to this stage: ${abandonment.stage}.`, ...(filled(abandonment.why) ? [abandonment.why] : [])].join('\n\n'))
      : null,
  representations: (facts) => representationsOf(facts),
};

function provider({ name, address, addressIs, identifier }: NoticeFacts['providers'][number]): string {
  return [name, ...address.filter(filled), `(${addressIs})`, ...(identifier ? [`Registered as ${identifier.scheme} ${identifier.id}`] : [])].join('\n');
}

function servicesOf({ description, cpv, otherCpv, mixedWith }: NoticeFacts['services']): string {
  const code = (each: string) => [each, cpvName(each)].filter(filled).join(' ');
  return [description, `Most relevant CPV code: ${code(cpv)}`, ...(otherCpv.length > 0 ? [`Other CPV codes: ${otherCpv.map(code).join('; ')}`] : []), ...(filled(mixedWith) ? [`Also within this procurement (regulation 3): ${mixedWith}`] : [])].join('\n\n');
}

function lifetime(opening: string, { lifetimePence, vat, basis }: NoticeValue): string {
  return [`${opening} ${money(lifetimePence ?? 0)} (${vat}).`, ...(filled(basis) ? [`What is in the figure: ${basis}`] : [])].join('\n\n');
}

function valueOf(value: NoticeValue | null): NoticeContent | null {
  if (!value) return null;
  if (value.lifetimePence !== null) return said(lifetime('The lifetime value of the contract is', value));
  return filled(value.amountsPayable) ? said(`The lifetime value is not known. The amounts payable under the contract are: ${value.amountsPayable} (${value.vat}).`) : null;
}

function datesOf(dates: NoticeFacts['serviceDates'], kind: NoticeKind): NoticeContent | null {
  if (!dates || !isDay(dates.start) || !isDay(dates.end)) return null;
  const estimated = dates.estimated ? (kind === 'N7' ? 'It is estimated that the services are provided' : 'The services are expected to be provided') : 'The services are provided';
  const more = filled(dates.extensions) ? `Possible extensions: ${dates.extensions}` : kind === 'N7' ? 'The contract cannot be extended.' : null;
  return said([`${estimated} from ${formatLongDay(dates.start)} to ${formatLongDay(dates.end)}.`, ...(more ? [more] : [])].join('\n\n'));
}

function representationsOf({ representations, publishOn }: NoticeFacts): NoticeContent | null {
  if (!representations || !filled(representations.email)) return null;
  const where = `Representations are made in writing to ${[representations.to, ...representations.address, representations.email].filter(filled).join(', ')}.`;
  const counted = isDay(publishOn) ? standstillFrom(publishOn) : null;
  const last = isDay(representations.lastDay) ? representations.lastDay : counted && !isRefusal(counted) ? counted.lastDay : null;
  const who = 'A provider of such services that is aggrieved by this decision and believes that the Regulations were not followed may make representations to the authority.';
  if (last === null) return null;
  const begins = counted && !isRefusal(counted) ? [`The standstill begins on ${formatLongDay(counted.begins)}, the day after publication.`] : [];
  return said([who, [...begins, `Representations must arrive by ${formatLastMoment(last as Day)}: the eighth working day after the day on which the standstill begins.`].join(' '), where].join('\n\n'));
}

function criteriaTable(caption: string, columns: string[], criteria: readonly NoticeKeyCriterion[], cells: (criterion: NoticeKeyCriterion) => string[]) {
  const ordered = KEY_CRITERIA.flatMap((criterion) => criteria.filter((each) => each.criterion === criterion));
  return { caption, columns, rows: ordered.map((each) => [each.criterion.charAt(0).toUpperCase() + each.criterion.slice(1), ...cells(each)]) };
}
