import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { LotApplied } from '../../../workflows/qpl/lot.js';
import type { SubmitInput } from '../../../workflows/qpl/application.events.js';
import type { Evidence } from '../../../workflows/qpl/lot.js';
import { Documents, type Frozen } from '../../documents/store.js';
import type { Answer } from '../../engine/answers.js';
import { scopeOf } from '../../engine/access.js';
import { systemActor, type Actor } from '../../engine/actor.js';
import { inScope } from '../../engine/scope.js';
import { Sender } from '../../engine/send.js';
import { linkFiles } from '../../files/links.js';
import type { Scheme } from '../scheme/scheme.js';
import { answersGiven } from './form/form.js';
import { applicationCopy } from './papers/application-copy.js';
import { SentLetters } from './sent-letters.js';

/** A filled-in application on its way: what the person typed, chose and uploaded. */
export interface ToSend {
  /** The case that sending it opens. */
  readonly caseId: string;
  readonly providerName: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly lots: SubmitInput['lots'];
  readonly evidence: readonly Evidence[];
}

/** From a draft to an application: first the copy is frozen and shown, then that very copy goes with the event. */
@Injectable()
export class Submissions {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly documents: Documents,
    private readonly sender: Sender,
    private readonly letters: SentLetters,
  ) {}

  /** Freezes the applicant's answers as they stand. */
  async freezeCopy(actor: Actor, scheme: Scheme, draft: ToSend): Promise<Frozen> {
    const data = applicationCopy({
      schemeTitle: scheme.title,
      provider: { organisationId: actor.organisationId ?? '', name: draft.providerName, kind: '', about: '' },
      lots: lotsApplied(scheme, draft.lots),
      answers: answersGiven(scheme, draft),
      evidence: draft.evidence,
    }, await this.documents.authority(actor.authorityId));
    const frozen = await this.documents.freeze(actor, draft.caseId, 'application-copy', { procedure: 'qpl.application', data });
    if (!frozen) throw new Error('The copy of an application could not be frozen.');
    return frozen;
  }

  /** Hands the files over to the case and sends the application. Sent twice, the second time meets the same case and is answered alike. */
  async send(actor: Actor, scheme: Scheme, draft: ToSend, copy: SubmitInput['copy'], declarations: readonly string[]): Promise<Answer> {
    const input: SubmitInput = {
      schemeId: scheme.schemeId,
      lots: draft.lots,
      answers: Object.entries(draft.answers).filter(([, answer]) => answer.trim() !== '').map(([question, answer]) => ({ question, answer })),
      evidence: draft.evidence,
      declarations,
      copy,
    };
    const missing = await inScope(this.source, scopeOf(actor), (tx) =>
      linkFiles(tx, { caseId: draft.caseId, organisation: actor.organisationId, person: actor.personId },
        draft.evidence.map(({ sha256, fileName }) => ({ ownerKind: 'organisation', owner: actor.organisationId ?? '', sha256, name: fileName, audience: ['provider', 'officers'] }))));
    const gone = draft.evidence.filter(({ sha256 }) => missing.some((file) => file.sha256 === sha256));
    if (gone.length > 0) {
      return { kind: 'invalid', errors: gone.map(({ requirement, fileName }) => ({ field: requirement, message: `The file “${fileName}” is no longer there. Upload it again.` })) };
    }
    const answer = await this.sender.send({ actor, caseId: draft.caseId, procedure: 'qpl.application', type: 'application.submit', input, key: `submit:${draft.caseId}:${copy.sha256}` });
    // The letter that it has arrived follows by itself. Should it fail, the officer finds it to be sent: what was sent is sent.
    if (answer.kind === 'done' && !answer.replayed) this.letters.later(systemActor(actor.authorityId), draft.caseId, 'acknowledgement', 'acknowledgement.send');
    return answer;
  }

  /** When the letters about what was sent by now are sent too: for a sample that goes on to the next day. */
  async settled(): Promise<void> {
    await this.letters.settled();
  }
}

/** The lots of the scheme that were asked for, with the districts and the capacity of the applicant. */
function lotsApplied(scheme: Scheme, asked: SubmitInput['lots']): LotApplied[] {
  return asked.flatMap((wanted) => {
    const lot = scheme.lots.find(({ lotId }) => lotId === wanted.lotId);
    return lot ? [{ ...lot, ...wanted }] : [];
  });
}
