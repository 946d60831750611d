import type { CaseView } from '../../engine/case-view.js';
import type { AnyProcedure } from '../../engine/procedure.js';
import { momentInWords } from '../words.js';
import { documentModel } from './documents-model.js';

/** The documents that the procedure keeps, complete or missing; and how the rest of the record is kept. */
export function recordModel(view: CaseView, procedure: AnyProcedure) {
  const kinds = (procedure.documents ?? []).map((kind) => {
    const made = view.documents.filter((each) => each.kind === kind.kind);
    const current = made.find((each) => each.status === 'published') ?? made[0];
    return { title: kind.title, status: current ? documentModel(current).statusWords : view.row.open ? 'Not made yet' : 'Missing', missing: !current, href: current ? documentModel(current).href : null };
  });
  const first = view.timeline[0];
  const corrected = view.timeline.filter((entry) => entry.corrects !== null).length;
  return {
    kinds,
    facts: [
      { key: 'Entries', value: `${view.timeline.length}, each kept as it was entered and chained to the one before` },
      { key: 'Opened', value: first ? momentInWords(first.occurredAt) : 'Not yet' },
      { key: 'Entered late', value: String(view.timeline.filter((entry) => entry.late).length) },
      { key: 'Corrections', value: corrected === 0 ? 'None' : `${corrected}; both versions show on the timeline` },
      { key: 'Procedure', value: `${view.procedureTitle}, version ${view.version}` },
      { key: 'Kept for', value: procedure.retention },
    ],
  };
}
