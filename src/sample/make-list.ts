import type { Documents } from '../documents/store.js';
import type { Actor } from '../engine/actor.js';
import type { Reader } from '../engine/read.js';
import type { Sender } from '../engine/send.js';
import type { ListDocument } from '../qpl/scheme/scheme.js';
import type { AboutInput, BasisInput, BeginInput, DraftLot, NoticeInput, PriceInput, QuestionsInput, RequirementsInput, RoundTyped, RulesInput } from '../../workflows/qpl/scheme.events.js';

/** A list as officers would type it in, section by section. */
export interface ListTyped {
  readonly caseId: string;
  readonly begin: BeginInput;
  readonly about: AboutInput;
  readonly basis: BasisInput;
  readonly lots: readonly DraftLot[];
  readonly requirements: RequirementsInput;
  readonly questions: QuestionsInput;
  readonly price: PriceInput;
  readonly rounds: readonly RoundTyped[];
  readonly rules: RulesInput;
  readonly approval: { readonly reasons: string; readonly keyReference: string | null; readonly keyPublishedOn: string | null };
  /** The notices that come before publication. */
  readonly notices: readonly NoticeInput[];
}

export interface ListDoors {
  readonly sender: Sender;
  readonly reader: Reader;
  readonly documents: Documents;
}

/** Makes lists by the same doors as pages: drafted by an officer, approved by somebody else, published. */
export class ListMaker {
  constructor(
    private readonly doors: ListDoors,
    private readonly officer: Actor,
    private readonly decider: Actor,
  ) {}

  async drafted({ caseId, ...list }: ListTyped): Promise<void> {
    await this.doors.sender.send({ actor: this.officer, caseId, procedure: 'qpl.scheme', type: 'list.begin', input: list.begin }).then((answer) => {
      if (answer.kind !== 'done') throw new Error(`The list was not begun: ${JSON.stringify(answer)}`);
    });
    await this.send(this.officer, caseId, 'about.set', list.about);
    await this.send(this.officer, caseId, 'basis.set', list.basis);
    await this.send(this.officer, caseId, 'lots.set', { lots: list.lots });
    await this.send(this.officer, caseId, 'requirements.set', list.requirements);
    await this.send(this.officer, caseId, 'questions.set', list.questions);
    await this.send(this.officer, caseId, 'price.set', list.price);
    await this.send(this.officer, caseId, 'rounds.set', { rounds: list.rounds });
    await this.send(this.officer, caseId, 'rules.set', list.rules);
  }

  async approved(list: ListTyped): Promise<void> {
    await this.send(this.officer, list.caseId, 'scheme.submit', {});
    await this.send(this.decider, list.caseId, 'scheme.approve', list.approval);
    for (const notice of list.notices) await this.send(this.officer, list.caseId, 'notice.record', notice);
  }

  async published({ caseId, price }: Pick<ListTyped, 'caseId' | 'price'>): Promise<void> {
    const invitation = await this.frozen(caseId, 'invitation');
    await this.send(this.officer, caseId, 'scheme.publish', { invitation, priceSchedule: price.kind === 'none' ? null : await this.frozen(caseId, 'price-schedule') });
  }

  async send(actor: Actor, caseId: string, type: string, input: object): Promise<void> {
    const seen = (await this.doors.reader.caseView(actor, caseId))?.seq;
    const answer = await this.doors.sender.send({ actor, caseId, type, input, ...(seen === undefined ? {} : { seen }) });
    if (answer.kind !== 'done') throw new Error(`The step ${type} of the list was not taken: ${JSON.stringify(answer)}`);
  }

  private async frozen(caseId: string, kind: string): Promise<ListDocument> {
    const frozen = await this.doors.documents.freeze(this.officer, caseId, kind);
    if (!frozen) throw new Error(`The ${kind} of the list could not be made.`);
    return { documentId: frozen.documentId, sha256: frozen.sha256 };
  }
}
