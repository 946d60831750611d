import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Documents } from '../../documents/store.js';
import type { Actor } from '../../engine/actor.js';
import { Sender } from '../../engine/send.js';

/** Letters that follow from a step without anybody having to press a second button: frozen from the case as it now stands, and sent as frozen. */
@Injectable()
export class SentLetters implements OnModuleDestroy {
  private readonly log = new Logger(SentLetters.name);
  /** Letters that follow from what somebody sent are made one after the other, so that in the last minutes of a round they do not keep others from sending. */
  private waiting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly documents: Documents,
    private readonly sender: Sender,
  ) {}

  /** Makes and sends a letter when those before it are done; nobody waits for it. What is lost with a server that stops is a step that stays open to officers. */
  later(actor: Actor, caseId: string, kind: string, type: string): void {
    this.waiting = this.waiting.then(() => this.send(actor, caseId, kind, type));
  }

  /** A server that is told to stop sends what is asked for first. */
  async onModuleDestroy(): Promise<void> {
    await this.settled();
  }

  /** When every letter that was asked for by now is sent. */
  async settled(): Promise<void> {
    await this.waiting;
  }

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
