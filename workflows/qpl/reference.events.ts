import type { Day, DeadlineReached, Nothing, Told } from '../shared/vocabulary.js';

/** What a referee is asked, and answers: somebody outside who bought therapy from the applicant. */
export interface ReferenceAnswer {
  /** How the referee knows the provider's work. */
  readonly knows: string;
  /** The day, or about the day, on which the provider last worked for them. */
  readonly lastWorkedOn: Day;
  readonly kept: 'always' | 'mostly' | 'sometimes' | 'seldom';
  readonly concerns: 'yes' | 'no';
  /** Said where there are concerns. It names no child. */
  readonly concernsWhat: string;
  readonly again: 'yes' | 'no' | 'not sure';
  readonly more: string;
  /** In which position the referee says it. */
  readonly position: string;
}

export interface ReferenceContext {
  readonly applicationId: string;
  readonly applicationReference: string;
  readonly schemeTitle: string;
  readonly organisationId: string;
  readonly providerName: string;
  readonly referee: { readonly name: string; readonly organisation: string } | null;
  /** Where the link goes; the person of that mailbox once the link was made. */
  readonly mailbox: { readonly email: string; readonly personId: string | null } | null;
  /** Whether the provider may read the answer: settled, and said to the referee, when the referee is asked. */
  readonly shown: boolean;
  readonly askedOn: Day | null;
  readonly chasedOn: Day | null;
  /** The day on which the time for an answer was over without one. */
  readonly overdueSince: Day | null;
  readonly answer: ReferenceAnswer | null;
  /** The answer once more, where the provider may read it. */
  readonly answerShown: ReferenceAnswer | null;
  readonly ended: { readonly how: 'given' | 'declined' | 'closed'; readonly on: Day } | null;
  /** Why a referee declined, or an officer closed it. */
  readonly endedWhy: string;
}

export interface AskReferenceInput {
  readonly applicationId: string;
  readonly name: string;
  readonly organisation: string;
  readonly email: string;
}
export interface AskReferenceFacts {
  readonly application: { readonly reference: string; readonly schemeTitle: string; readonly organisationId: string; readonly providerName: string } | null;
  /** Whether the mailbox is that of somebody who acts for the applicant. */
  readonly isTheApplicants: boolean;
  readonly shown: boolean;
}

export type ReferenceEvent =
  | Told<'reference.ask', AskReferenceInput, AskReferenceFacts>
  | Told<'reference.link', { readonly personId: string }>
  | Told<'reference.give', ReferenceAnswer>
  | Told<'reference.decline', { readonly reason: string }>
  | Told<'reference.close', { readonly reason: string }>
  | DeadlineReached<Nothing>;
