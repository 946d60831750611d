import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { ContinuityDecision, MembershipEvent, RemovalGround, RemovalOutcome, SuspensionGround } from '../../../workflows/qpl/membership.events.js';
import type { Capacity, Lot, Provider } from '../../../workflows/qpl/lot.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

type Input<Type extends MembershipEvent['type']> = Extract<MembershipEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== '';
const emptyIsNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && value.trim() === '' ? null : value ?? null);
const numberOrNull = ({ value }: { value: unknown }): unknown => (value === null || value === undefined || value === '' ? null : Number(value));

export class TellCapacity implements Capacity {
  @Type(() => Number) @IsInt({ message: 'Enter how many sessions a week you can take on, as a whole number like 12.' })
  @Min(0, { message: 'Sessions a week cannot be less than 0. Enter 0 if you are full.' }) @Max(2000, { message: 'Sessions a week must be 2,000 or fewer. Check the number.' })
  sessionsPerWeek: number;

  @Type(() => Number) @IsInt({ message: 'Enter the shortest wait in whole weeks, like 2.' }) @Min(0, { message: 'The shortest wait cannot be less than 0 weeks.' }) @Max(260, { message: 'The shortest wait must be 260 weeks or fewer.' })
  waitWeeksMin: number;

  @Type(() => Number) @IsInt({ message: 'Enter the longest wait in whole weeks, like 6.' }) @Min(0, { message: 'The longest wait cannot be less than 0 weeks.' }) @Max(260, { message: 'The longest wait must be 260 weeks or fewer.' })
  waitWeeksMax: number;
}

class CapacityTold extends TellCapacity {
  @IsCalendarDay('Give the day on which the provider told its capacity.')
  toldOn: string;
}

class ProviderNamed implements Provider {
  @IsUUID('all', { message: 'The provider is not known.' })
  organisationId: string;

  @Length(1, 300, { message: 'The provider has no name.' })
  name: string;

  @Length(1, 40, { message: 'Say what kind of provider it is.' })
  kind: string;

  @IsString() @MaxLength(600, { message: 'What the provider does may have up to 600 characters.' })
  about: string = '';
}

class LotNamed implements Lot {
  @IsUUID('all', { message: 'The lot is not known.' })
  lotId: string;

  @Length(1, 40) code: string;
  @Length(1, 200) title: string;
  @Length(1, 100) therapy: string;
  @IsIn(['face to face', 'online'], { message: 'Say whether the therapy is given face to face or online.' }) delivery: 'face to face' | 'online';
  @Length(1, 60) ageBand: string;
  @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(100, { each: true }) districts: string[];
}

class Listed {
  @IsUUID('all', { message: 'The list is not known.' }) schemeId: string;
  @Length(1, 200) schemeTitle: string;
  @ValidateNested() @Type(() => ProviderNamed) provider: ProviderNamed;
  @ValidateNested() @Type(() => LotNamed) lot: LotNamed;
  @ValidateIf(isGiven) @ValidateNested() @Type(() => CapacityTold) capacity: CapacityTold | null = null;
}

class EvidenceBegun {
  @Length(1, 60) requirement: string;
  @Length(1, 200) title: string;
  @ValidateIf(isGiven) @IsCalendarDay('The day until which evidence is valid is not a day.') validUntil: string | null = null;
  @IsBoolean() blocks: boolean;
}

export class BeginMembership extends Listed implements Input<'membership.begin'> {
  @IsArray() @ArrayMaxSize(60) @ValidateNested({ each: true }) @Type(() => EvidenceBegun) evidence: EvidenceBegun[] = [];
  @IsArray() @ArrayMaxSize(30) @IsString({ each: true }) @MaxLength(2000, { each: true }) conditions: string[] = [];
}

class MissingNamed {
  @Length(1, 60) requirement: string;
  @Length(1, 200) title: string;
}

export class ImportMembership extends Listed implements Input<'membership.import'> {
  @Transform(trimmed) @Length(1, 200, { message: 'Say which older list the provider comes from.' }) origin: string;
  @IsArray() @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => MissingNamed) missing: MissingNamed[];
}

class EvidenceSeen {
  @Length(1, 60, { message: 'Choose what was seen.' }) requirement: string;
  @Transform(trimmed) @Length(1, 200, { message: 'Say how it was checked, like “document seen”.' }) method: string;
  @IsCalendarDay('Enter the day on which it was seen, like 3 11 2026.') verifiedOn: string;
  @ValidateIf(isGiven) @IsCalendarDay('Enter the day until which it is valid, or leave it empty.') @Transform(emptyIsNull) validUntil: string | null = null;
}

export class ConfirmEvidence implements Input<'evidence.confirm'> {
  @IsArray({ message: 'Confirm at least one item.' }) @ArrayMinSize(1, { message: 'Confirm at least one item.' }) @ArrayMaxSize(50) @ValidateNested({ each: true }) @Type(() => EvidenceSeen)
  seen: EvidenceSeen[];
}

export class NoteEvidence implements Input<'evidence.note'> {
  @IsIn(['verified', 'renewal sent', 'rejected']) what: 'verified' | 'renewal sent' | 'rejected';
  @Length(1, 60) requirement: string;
  @Length(1, 200) title: string;
  @ValidateIf(isGiven) @IsUUID('all') lotId: string | null = null;
  @ValidateIf(isGiven) @IsCalendarDay('The day until which it is valid is not a day.') validUntil: string | null = null;
  @IsBoolean() blocks: boolean;
  @ValidateIf(isGiven) @IsCalendarDay('The day on which it was sent is not a day.') sentOn: string | null = null;
}

/** Words that are needed, of a sentence or more. */
const reasons = (message: string) => (target: object, name: string): void => {
  Transform(trimmed)(target, name);
  Length(5, 4000, { message: `${message} Write 5 to 4,000 characters.` })(target, name);
};

class ConditionSet {
  @Transform(trimmed) @Length(5, 1000, { message: 'Say what has to be met, in 5 to 1,000 characters.' }) text: string;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsCalendarDay('Enter the day by which it has to be met, or leave it empty.') by: string | null = null;
  @ValidateIf(isGiven) @Transform(numberOrNull) @IsInt({ message: 'Enter the most sessions a week, as a whole number, or leave it empty.' }) @Min(0) @Max(2000) maxSessionsPerWeek: number | null = null;
}
export class SetConditions implements Input<'conditions.set'> {
  @IsArray() @ArrayMinSize(1, { message: 'Add a condition.' }) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ConditionSet) conditions: ConditionSet[];
  @reasons('Say why.') reason: string;
}
export class MeetCondition implements Input<'condition.meet'> {
  @Type(() => Number) @IsInt({ message: 'Choose the condition.' }) number: number;
  @reasons('Say how you know that it is met.') how: string;
}

export class SuspendPlace implements Input<'membership.suspend'> {
  @IsIn(['safeguarding', 'sanction by a regulator', 'action of the Care Quality Commission', 'contract default'], { message: 'Choose the ground.' }) ground: SuspensionGround;
  @reasons('Give the reasons.') reasons: string;
  @Transform(trimmed) @IsString() @MaxLength(200, { message: 'The name may have up to 200 characters.' }) toldWhom: string = '';
}
export class ReviewSuspension implements Input<'suspension.review'> {
  @reasons('Say why it stays.') reason: string;
}
export class LiftSuspension implements Input<'suspension.lift'> {
  @IsCalendarDay('Enter the day from which it is lifted, like 3 11 2026.') from: string;
  @reasons('Say why.') reason: string;
}
export class AssessChild implements Input<'child.assess'> {
  @Transform(trimmed) @Length(1, 100, { message: 'Choose the child.' }) ref: string;
  @IsIn(['low', 'medium', 'high'], { message: 'Choose how great the risk is.' }) level: 'low' | 'medium' | 'high';
  @reasons('Say what the assessment rests on.') reason: string;
}
export const CONTINUITY: readonly ContinuityDecision[] = ['goes on with this provider', 'goes on with safeguards', 'moves to another provider', 'pauses, and is made up'];
export class DecideContinuity implements Input<'continuity.decide'> {
  @Transform(trimmed) @Length(1, 100, { message: 'Choose the child.' }) ref: string;
  @IsIn(CONTINUITY, { message: 'Choose what happens.' }) what: ContinuityDecision;
  @reasons('Say why.') reason: string;
}

export class ProposeRemoval implements Input<'removal.propose'> {
  @IsIn(['mandatory exclusion', 'discretionary exclusion', 'conditions no longer met', 'dormant'], { message: 'Choose the ground.' }) ground: RemovalGround;
  @reasons('Give the reasons: the provider is told them.') reasons: string;
}
export class Represent implements Input<'removal.represent'> {
  @Transform(trimmed) @Length(1, 20_000, { message: 'Write what you have to say, in up to 20,000 characters.' }) text: string;
}
export const OUTCOMES: readonly RemovalOutcome[] = ['remove', 'keep: the ground does not apply', 'keep: at our discretion'];
export class DecideRemoval implements Input<'removal.decide'> {
  @IsIn(OUTCOMES, { message: 'Choose the decision.' }) outcome: RemovalOutcome;
  @reasons('Give the reasons, with what the provider said and what you make of it.') reasons: string;
}
export class ReportExclusion implements Input<'exclusion.report'> {
  @IsCalendarDay('Enter the day on which it was reported, like 3 11 2026.') on: string;
  @Transform(trimmed) @Length(1, 200, { message: 'Enter the reference of the report.' }) reference: string;
}

export class GiveNotice implements Input<'exit.notify'> {
  @Transform(trimmed) @IsString() @MaxLength(2000, { message: 'The reason may have up to 2,000 characters.' }) reason: string = '';
}
export class AskBack implements Input<'readmission.ask'> {
  @reasons('Say what has changed since you left, and that nothing else has.') changes: string;
}
export class DecideReadmission implements Input<'readmission.decide'> {
  @IsIn(['readmitted', 'refused'], { message: 'Choose the decision.' }) outcome: 'readmitted' | 'refused';
  @reasons('Give the reasons: the provider is told them.') reasons: string;
}

const count = (message: string) => (target: object, name: string): void => {
  Type(() => Number)(target, name);
  IsInt({ message })(target, name);
  Min(0, { message })(target, name);
  Max(1_000_000, { message })(target, name);
};
export class ReturnReview implements Input<'review.return'> {
  @count('Enter how many sessions were planned, as a whole number.') planned: number;
  @count('Enter how many sessions were delivered, as a whole number.') delivered: number;
  @count('Enter how many sessions were missed, as a whole number.') missed: number;
  @count('Enter the usual wait in whole weeks.') waitWeeks: number;
  @count('Enter how many complaints you had, as a whole number. 0 is an answer.') complaints: number;
  @reasons('Say what has changed since the last review, or that nothing has.') confirmations: string;
  @reasons('Say whose DBS and registration you checked, when, and what you found.') audit: string;
  @Transform(trimmed) @IsString() @MaxLength(4000, { message: 'Up to 4,000 characters.' }) priceUplift: string = '';
}
export class AcceptReview implements Input<'review.accept'> {
  @Transform(trimmed) @IsString() @MaxLength(4000, { message: 'Up to 4,000 characters.' }) note: string = '';
}

/** A document named by its content. */
export class SendLetter implements Input<'suspension.notify'> {
  @IsUUID('all', { message: 'Make the document first.' }) documentId: string;
  @Matches(/^[0-9a-f]{64}$/, { message: 'Make the document first.' }) sha256: string;
}
