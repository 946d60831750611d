import type { NoticeFacts, NoticeRoute } from '../../../workflows/psr/notice-facts.js';
import type { NoticeDefinition, NoticeKind } from '../../../workflows/psr/notice-kinds.js';

/** A process by its name in the Regulations, to stand within a sentence. */
export const ROUTE_NAMES: Readonly<Record<NoticeRoute, string>> = {
  'direct award A': 'Direct Award Process A',
  'direct award B': 'Direct Award Process B',
  'direct award C': 'Direct Award Process C',
  'most suitable provider': 'the Most Suitable Provider Process',
  competitive: 'the Competitive Process',
  'mini-competition': 'the Competitive Process, as a mini-competition among the providers of a framework agreement',
  'call-off without competition': 'a framework agreement, without competition',
  urgent: 'regulation 14 (urgent award or modification)',
};

/** The words by which a reader, and software that reads free text, knows which notice of the Regime it is. */
export const NOTICE_WORDS: Readonly<Record<NoticeKind, string>> = {
  N1: 'confirmation of contract award notice',
  N2: 'intention to award notice',
  N3: 'confirmation of contract award notice',
  N4: 'intention to follow the Most Suitable Provider Process notice',
  N5: 'intention to award notice',
  N6: 'confirmation of contract award notice',
  N7: 'notice inviting offers',
  N8: 'intention to award notice',
  N9: 'confirmation of contract award notice',
  N10: 'contract modification notice',
  N11: 'urgent award notice',
  N12: 'urgent modification notice',
  N13: 'notice of abandonment of a procurement',
  N14: 'confirmation of contract award notice',
};

/** "This is a Provider Selection Regime (PSR) intention to award notice." The line stands first in every notice, whatever its Schedule asks. */
export function kindLine(kind: NoticeKind): string {
  const words = NOTICE_WORDS[kind];
  return `This is a Provider Selection Regime (PSR) ${words}.`;
}

/** The first item of most Schedules: what is announced, by whom, under which process. */
export function statementOf(kind: NoticeKind, facts: NoticeFacts): string {
  const who = authorities(facts);
  const route = ROUTE_NAMES[facts.route];
  const many = facts.jointWith.length > 0;
  const intends = many ? 'intend' : 'intends';
  const has = many ? 'have' : 'has';
  const to = facts.providers.length > 1 ? 'providers' : 'a provider';
  switch (kind) {
    case 'N1':
      return `${who} ${has} awarded a contract under ${route}.`;
    case 'N2':
      return `${who} ${intends} to award a contract to an existing provider following ${route}.`;
    case 'N3':
      return `${who} ${has} awarded a contract to an existing provider following ${route}.`;
    case 'N4':
      return `${who} ${intends} to follow ${route}.`;
    case 'N5':
      return `${who} ${intends} to award a contract to ${to} following ${route}.`;
    case 'N6':
      return `${who} ${has} awarded a contract following ${route}.`;
    case 'N7':
      return `${who} ${many ? 'invite' : 'invites'} offers under ${route}.`;
    case 'N8':
      return facts.subject === 'framework'
        ? `${who} ${intends} to conclude a framework agreement with ${to} under ${route}.`
        : `${who} ${intends} to award a contract to ${to} under ${route}.`;
    case 'N9':
      return facts.subject === 'framework' ? `${who} ${has} concluded a framework agreement under ${route}.` : `${who} ${has} awarded a contract under ${route}.`;
    case 'N10':
      return `${who} ${has} modified a ${facts.subject === 'framework' ? 'framework agreement' : 'contract'} during its term (regulation 13).`;
    case 'N11':
      return `In the view of ${who}, this award was urgent. The contract was awarded under regulation 14.`;
    case 'N12':
      return `In the view of ${who}, this modification was urgent. The contract was modified under regulation 14.`;
    case 'N13':
      return `${who} ${has} abandoned a procurement that had been begun under ${route} (regulation 15).`;
    case 'N14':
      return `${who} ${has} awarded a contract based on a framework agreement, without competition (regulation 18).`;
  }
}

/** "Intention to conclude a framework agreement under the Competitive Process": the notice's name for this case, to stand before its title. */
export function nameFor(definition: NoticeDefinition, { route, subject }: NoticeFacts): string {
  const isFramework = subject === 'framework';
  switch (definition.kind) {
    case 'N1':
      return `Award under ${ROUTE_NAMES[route]}`;
    case 'N8':
      return isFramework ? 'Intention to conclude a framework agreement under the Competitive Process' : 'Intention to award under the Competitive Process';
    case 'N9':
      return isFramework ? 'Confirmation of a framework agreement under the Competitive Process' : 'Confirmation of award under the Competitive Process';
    case 'N10':
      return isFramework ? 'Modification of a framework agreement' : 'Modification of a contract';
    default:
      return definition.name;
  }
}

/** What law governs it, and what does not: since 24 February 2025 both Acts are named, because readers ask about either. */
export function regimeLine(kind: NoticeKind, facts: NoticeFacts): string {
  const what =
    kind === 'N10' || kind === 'N12' ? 'This modification' : kind === 'N13' ? 'This procurement' : facts.subject === 'framework' ? 'This framework agreement' : kind === 'N4' || kind === 'N7' ? 'This procurement' : 'This contract';
  return `${what} is subject to the Health Care Services (Provider Selection Regime) Regulations 2023 (SI 2023/1348). Neither the Procurement Act 2023 nor the Public Contracts Regulations 2015 applies to it.`;
}

/** "Sample County Council, Sample Integrated Care Board and Sample City Council" */
export function authorities(facts: NoticeFacts): string {
  const names = [facts.authority.name, ...facts.jointWith];
  return names.length === 1 ? facts.authority.name : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
