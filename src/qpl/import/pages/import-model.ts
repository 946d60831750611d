import type { ImportCounts, ImportLine, ImportRow, Verdict } from '../import-tables.js';
import { outcomeInWords } from '../import-report.js';
import { mayAnswer } from '../provider-imports.js';
import { imports } from '../import.paths.js';

/** Who may bring providers over. */
export const IMPORT_ROLES = ['procurement officer', 'commissioning manager', 'administrator'] as const;

/** Rows of each kind that the page shows; the report has them all. */
export const SHOWN = 100;

const STATES = { planned: 'Dry run: nothing was changed', running: 'Being brought over', finished: 'Finished', left: 'Left aside' } as const;

/** An import as its page shows it. */
export function importShown(slug: string, { import: one, counts }: { import: ImportRow; counts: ImportCounts }, follow: boolean) {
  const total = counts.broughtOver + counts.refused + counts.left;
  return {
    ...one, state: one.state, stateTitle: STATES[one.state], counts,
    percent: total === 0 ? 100 : Math.floor(((total - counts.left) / total) * 100), done: counts.broughtOver + counts.refused, total,
    follow: follow && one.state === 'running',
    href: imports.one(slug, one.importId), csv: imports.report(slug, one.importId, 'csv'), xlsx: imports.report(slug, one.importId, 'xlsx'), again: imports.start(slug),
    troubled: counts.bad + counts.refused + counts.duplicate + counts.different > 0,
  };
}

/** The kinds of rows that need somebody, in the order in which they press. */
export const TROUBLES: readonly { readonly verdict: Verdict; readonly title: string; readonly about: string }[] = [
  { verdict: 'bad', title: 'Cannot be brought over', about: 'Correct these rows in the spreadsheet and import it again: rows that are here already are left as they are.' },
  { verdict: 'duplicate', title: 'Perhaps the same provider twice', about: 'Names alike, and nothing that settles it. Say which, and the answer is kept for the next import.' },
  { verdict: 'different', title: 'Here already, and the file differs', about: 'Nothing is overwritten by an import. If the file is right, make the change on the case.' },
];

export function lineShown(line: ImportLine) {
  return {
    row: line.row, name: line.name || '(no name)', outcome: outcomeInWords(line), notes: line.notes,
    problems: line.problems.map((one) => ({ ...one, value: one.value.length > 120 ? `${one.value.slice(0, 120)}…` : one.value })),
    like: line.likeWhom && { name: line.likeWhom.name, where: line.likeWhom.row === null ? 'known already' : `row ${line.likeWhom.row}` }, mayBeNew: mayAnswer(line, 'new'),
  };
}
