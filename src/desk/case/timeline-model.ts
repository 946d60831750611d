import type { CaseView } from '../../engine/case-view.js';
import { desk } from '../desk-addresses.js';
import { momentInWords } from '../words.js';
import { documentModel } from './documents-model.js';

/** The timeline, newest first, with what was late or corrected marked and the documents inline. */
export function timelineModel(view: CaseView) {
  const documents = new Map(view.documents.map((each) => [each.documentId, documentModel(each)]));
  return [...view.timeline].reverse().map((entry) => ({
    seq: entry.seq,
    label: entry.label,
    sentence: sentenceOf(entry.sentence),
    when: momentInWords(entry.occurredAt),
    occurredAt: entry.occurredAt,
    late: entry.late ? `Recorded late, on ${momentInWords(entry.recordedAt)}` : null,
    correctedBy: entry.correctedBy,
    corrects: entry.corrects,
    documents: entry.documents.map((id) => documents.get(id)).filter((each) => each !== undefined),
    asAt: desk.caseAsAt(view.caseId, entry.seq),
  }));
}

/** With a capital and a full stop, whatever somebody typed at its end. */
function sentenceOf(told: string): string {
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}${/[.!?]$/.test(told) ? '' : '.'}`;
}
