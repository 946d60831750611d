import { schemeMachine } from '../../../workflows/qpl/scheme.machine.js';
import type { SchemeContext } from '../../../workflows/qpl/scheme.events.js';
import { noticesToRecord, sectionsToDo } from '../../../workflows/qpl/scheme.rules.js';
import { regimeRules } from '../../../workflows/qpl/regimes.js';
import type { CaseRow } from '../../engine/procedure.js';
import { stateTitle } from '../../engine/machines.js';

/** Where a list stands, by its machine's value: 'draft', or while it runs its standing. */
export function standingOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { running } = value as { running?: { standing?: string } };
  return running?.standing ?? 'draft';
}

const WORDS: Readonly<Record<string, (context: SchemeContext) => string>> = {
  nothing: () => 'Not begun.',
  draft: (context) => {
    const left = sectionsToDo(context).length;
    return left === 0 ? 'Every section is filled in; it can go to the decision maker.' : `Being drafted: ${left} of 8 sections still to fill in.`;
  },
  approving: () => 'With the decision maker, to be approved.',
  approved: (context) => (noticesToRecord(context.notices).length > 0 ? 'Approved. A notice has to be published before the list is.' : context.callIn === 'running' ? 'Approved. It can be published when the call-in window has ended.' : 'Approved, to be published.'),
  published: () => 'Published; not in use yet.',
  live: (context) => `In use. ${openInWords(context)}`,
  extended: (context) => `In use, made longer. ${openInWords(context)}`,
  pastEnd: () => 'Its last day has passed: it has to be closed.',
  closed: (context) => (noticesToRecord(context.notices).length > 0 ? 'Closed. A notice of the end has to be published.' : 'Closed.'),
  abandoned: () => 'Given up before it was published.',
};
const openInWords = ({ rounds }: SchemeContext): string => {
  const open = rounds.find(({ status }) => status === 'open');
  return open ? (open.closesAt === null ? 'It takes applications throughout.' : `Round ${open.number} is open.`) : 'No round is open.';
};

/** The row that lists show of a provider list. No provider's case: officers see it, and the public reads what is published of it by a door of its own. */
export function projectScheme(context: SchemeContext, value: unknown): CaseRow {
  const standing = standingOf(value);
  const { terms } = context;
  const path = typeof value === 'string' ? value : `running.standing.${standing}`;
  return {
    title: terms.title || 'A new list',
    sentence: (WORDS[standing] ?? WORDS['draft']!)(context),
    stage: stateTitle(schemeMachine, path) ?? standing,
    open: standing !== 'abandoned' && (standing !== 'closed' || noticesToRecord(context.notices).length > 0),
    organisationId: null,
    search: [terms.title, context.slug, terms.purpose, ...terms.lots.map(({ title }) => title)].join(' '),
    columns: {
      slug: context.slug, published: context.publishedOn !== null, regime: context.done.includes('basis') ? regimeRules(terms.regime).title : null, starts: terms.starts || null, ends: terms.ends,
      lots: terms.lots.length, rounds: context.rounds.length,
    },
  };
}
