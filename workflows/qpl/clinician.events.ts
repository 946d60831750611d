import type { By, Day, DeadlineReached, Nothing, Told } from '../shared/vocabulary.js';
import type { ClinicianNamed } from './lot.js';

/** What a look-up in the register showed. */
export type RegisterResult = 'registered' | 'registered with conditions' | 'not registered' | 'suspended by the register';

export interface RegisterCheck {
  readonly result: RegisterResult;
  /** As the register words them; empty where there are none. */
  readonly conditions: string;
  readonly checkedOn: Day;
  /** The last day of the registration; null where the register gives none. */
  readonly validTo: Day | null;
  readonly method: string;
}
/** What is kept of a DBS check: never a copy of the certificate. */
export interface ClinicianDbs {
  readonly certificateNumber: string;
  readonly issuedOn: Day;
  readonly result: 'clear' | 'information disclosed and considered' | 'not clear';
  readonly childrensBarredList: 'checked, not on it' | 'on it' | 'not checked';
  readonly updateService: 'no change' | 'changed' | 'not subscribed';
  readonly seenBy: string;
  readonly seenOn: Day;
}

export interface ClinicianContext {
  readonly organisationId: string;
  readonly providerName: string;
  readonly name: string;
  /** Other names on the register or the certificate. */
  readonly formerNames: string;
  readonly profession: string;
  readonly register: string;
  readonly number: string;
  /** Therapies that they give beside those of their profession, as lots name them. */
  readonly therapies: readonly string[];
  /** The last look-up; who made it is the officers' own. */
  readonly check: RegisterCheck | null;
  readonly checks: readonly (RegisterCheck & { readonly by: By })[];
  readonly dbs: ClinicianDbs | null;
  readonly clearedOn: Day | null;
  readonly conditions: string;
  readonly lapsedOn: Day | null;
  /** Why they are suspended: about safeguarding as a rule, so the officers' own. */
  readonly suspended: { readonly reason: string; readonly on: Day; readonly by: By } | null;
  readonly leftOn: Day | null;
  /** Since when a look-up is due again; null while it is not. */
  readonly recheckSince: Day | null;
}

export interface ProposeInput extends ClinicianNamed {
  readonly formerNames: string;
  readonly therapies: readonly string[];
}
export type AdmitClinicianInput = ClinicianNamed & { readonly organisationId: string; readonly providerName: string };
export interface ProposerFacts {
  readonly provider: { readonly organisationId: string; readonly name: string } | null;
}

export type ClinicianEvent =
  | Told<'clinician.admit', AdmitClinicianInput>
  | Told<'clinician.propose', ProposeInput, ProposerFacts>
  | Told<'clinician.check', RegisterCheck>
  | Told<'clinician.record-dbs', ClinicianDbs>
  | Told<'clinician.clear', { readonly conditions: string }>
  | Told<'clinician.suspend', { readonly reason: string }>
  | Told<'clinician.lift', { readonly reason: string }>
  | Told<'clinician.leave', { readonly on: Day }>
  | Told<'clinician.return', Nothing>
  | DeadlineReached<Nothing>;
