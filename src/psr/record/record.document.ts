import type { Regulation24Document } from '../../../templates/psr/regulation-24-record.data.js';
import type { AwardContext } from '../../../workflows/psr/award.events.js';
import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import type { CaseLetter } from '../award/letters/case-letters.js';
import { letterheadOf } from '../notices/letterhead.js';
import { type EvaluationSeen, regulation24, type Regulation24Record } from './regulation-24.js';

const STANDING = { complete: 'Complete', missing: 'Missing', 'does not apply': 'Does not apply' } as const;
export const completenessOf = ({ complete, applies }: Pick<Regulation24Record, 'complete' | 'applies'>): string => `${complete} of ${applies} paragraphs that apply are complete`;

/** The record as a document, of the case as it stands when it is made. Evaluations and letters lie outside the context: its own page adds them. */
export const regulation24Document: DocumentKind<AwardContext> = {
  kind: 'regulation-24-record', title: 'Record of the award (regulation 24)', template: 'psr/regulation-24-record', audience: ['officers'], data: (context, about) => regulation24Data(context, { evaluations: [], letters: [] }, about),
};

/** What the record says beside the context of its case. */
interface Beside {
  readonly evaluations: readonly EvaluationSeen[];
  readonly letters: readonly CaseLetter[];
}
export function regulation24Data(context: AwardContext, { evaluations, letters }: Beside, { authority, reference, on }: Pick<AboutDocument, 'authority' | 'reference' | 'on'>): Regulation24Document {
  const record = regulation24(context, evaluations);
  return {
    letterhead: letterheadOf(authority),
    date: on, reference, title: context.details?.title ?? 'An award', completeness: completenessOf(record),
    rows: record.rows.map(({ key, title, standing, says, missing }) => ({ paragraph: `(${key})`, title, standing: STANDING[standing], says: [...says], missing: missing.map(({ what }) => what) })),
    letters: letters.map(({ title, addressees, frozenAt }) => ({ title, to: [...addressees], made: frozenAt })),
  };
}
