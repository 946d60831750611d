import { Injectable, Logger } from '@nestjs/common';
import { Documents } from '../../documents/store.js';
import type { Actor } from '../../engine/actor.js';
import { Sender } from '../../engine/send.js';

/** Letters that follow from a step without anybody having to press a second button: frozen from the case as it now stands, and sent as frozen. */
@Injectable()
export class SentLetters {
  private readonly log = new Logger(SentLetters.name);

  constructor(
    private readonly documents: Documents,
    private readonly sender: Sender,
  ) {}

  /** False when it could not be sent: the step of that name is then still open to officers. It throws nothing, since what it follows from is done. */
  async send(actor: Actor, caseId: string, kind: string, type: string): Promise<boolean> {
    try {
      const frozen = await this.documents.freeze(actor, caseId, kind);
      const answer = frozen && (await this.sender.send({ actor, caseId, type, input: { documentId: frozen.documentId, sha256: frozen.sha256 }, key: `${type}:${frozen.documentId}` }));
      return answer?.kind === 'done';
    } catch (fault) {
      this.log.error({ msg: `A letter could not be made: ${kind}`, caseId, fault: String(fault) });
      return false;
    }
  }
}
