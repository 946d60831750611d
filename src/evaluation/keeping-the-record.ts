import { Injectable } from '@nestjs/common';
import { HandMadeSteps } from '../desk/step/hand-made.js';
import type { OpenedCase } from '../desk/opened-case.js';
import { Documents } from '../documents/store.js';

/** The record of an evaluation: frozen from what was agreed, and kept by the step that names exactly those bytes. */
@Injectable()
export class KeptRecords {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  /** Whether it was kept. What was frozen and is not kept stays with the case, and the step stays open. */
  async keep(hand: { readonly opened: OpenedCase }, caseId: string): Promise<boolean> {
    const frozen = await this.documents.freeze(hand.opened.person, caseId, 'evaluation-record');
    if (!frozen) return false;
    return (await this.steps.send(hand, 'record.keep', { documentId: frozen.documentId, sha256: frozen.sha256 }, { key: `keep-${frozen.documentId}` })) === null;
  }
}
