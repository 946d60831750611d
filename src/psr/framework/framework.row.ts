import type { CaseRow } from '../../engine/procedure.js';
import type { FrameworkContext } from '../../../workflows/psr/framework.events.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';

/** The row that the register shows of a framework. */
export function projectFramework({ terms, parties, callOffs, changes, ended, expiredOn }: FrameworkContext, value: unknown): CaseRow {
  const now = parties.filter(({ left }) => left === null).map(({ name }) => name);
  const stage = value === 'running' ? 'Concluded' : value === 'over' ? (ended ? 'Ended early' : 'Expired') : 'Not entered';
  return {
    title: terms?.title ?? 'A framework',
    sentence: terms
      ? [
        `${now.length === 1 ? 'One provider is' : `${now.length} providers are`} party to it, from ${dayInWords(terms.starts)} to ${dayInWords(terms.ends)}.`,
        callOffs.length === 0 ? 'No contract was awarded under it yet.' : `${callOffs.length === 1 ? 'One contract was' : `${callOffs.length} contracts were`} awarded under it.`,
        changes.length === 0 ? '' : changes.length === 1 ? 'It was modified once.' : `It was modified ${changes.length} times.`,
        stage === 'Expired' || expiredOn ? 'It has expired.' : ended ? 'It was ended early.' : '',
      ].filter(Boolean).join(' ')
      : 'Not entered yet.',
    stage, open: value !== 'over', organisationId: null,
    search: [terms?.title, terms?.number, terms?.services, terms?.cpv, terms?.concludedBy, ...parties.map(({ name }) => name), ...(terms?.users ?? [])].filter(Boolean).join(' '),
    columns: {
      number: terms?.number ?? null, starts: terms?.starts ?? null, ends: terms?.ends ?? null, concludedBy: terms?.concludedBy ?? null, lifetimePence: terms?.lifetimePence ?? null, parties: now.length, providers: now.join('\n') || null,
      callOffs: callOffs.length, calledOffPence: callOffs.reduce((sum, { lifetimePence }) => sum + (lifetimePence ?? 0), 0), users: terms?.users.length ?? 0,
      ways: terms ? [terms.withoutCompetition ? 'without competition' : '', terms.competition ? 'by competition' : ''].filter(Boolean).join(', ') : null,
    },
  };
}
