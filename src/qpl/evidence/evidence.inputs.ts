import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsString, IsUUID, Length, Matches, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import type { CqcAnswers } from '../../../workflows/qpl/cqc-tree.js';
import type { DbsRecord, EvidenceEvent } from '../../../workflows/qpl/evidence.events.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

type Input<Type extends EvidenceEvent['type']> = Extract<EvidenceEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== '';
const emptyIsNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && value.trim() === '' ? null : value ?? null);

export class RequestEvidence implements Input<'evidence.request'> {
  @IsUUID('all', { message: 'Choose the provider.' }) organisationId: string;
  /** The directory's own name where it has one. */
  @Transform(trimmed) @IsString() @MaxLength(300) providerName: string = '';
  @Transform(trimmed) @Matches(/^[a-z][a-z0-9-]{1,59}$/, { message: 'Choose what is asked for.' }) requirement: string;
  /** Empty where the library's own words will do. */
  @ValidateIf(({ title, requirement }: RequestEvidence) => title !== '' || requirement === 'something-else') @Transform(trimmed) @Length(1, 200, { message: 'Say what is asked for, like “Public liability insurance”.' }) title: string = '';
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsUUID('all', { message: 'The lot is not known.' }) lotId: string | null = null;
  @IsBoolean({ message: 'Say whether no new work is offered without it.' }) blocks: boolean = false;
}

export class AdmitEvidence extends RequestEvidence implements Input<'evidence.admit'> {
  @Matches(/^[0-9a-f]{64}$/, { message: 'The file is not known.' }) sha256: string;
  @Length(1, 300) fileName: string;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsCalendarDay('The day until which it is valid is not a day.') validUntil: string | null = null;
  @IsUUID('all') keptIn: string;
  @IsCalendarDay('The day of the decision is not a day.') decidedOn: string;
}

export class SendEvidence implements Input<'evidence.send'> {
  @Transform(trimmed) @Matches(/^[a-z][a-z0-9-]{1,59}$/, { message: 'Say what it is evidence of.' }) requirement: string;
  @Transform(trimmed) @Length(1, 200, { message: 'Say what it is evidence of.' }) title: string;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsUUID('all', { message: 'The lot is not known.' }) lotId: string | null = null;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @Matches(/^[0-9a-f]{64}$/, { message: 'Choose the file.' }) sha256: string | null = null;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @Length(1, 300) fileName: string | null = null;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsCalendarDay('Enter the day on which it starts, like 1 4 2027.') startsOn: string | null = null;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsCalendarDay('Enter the day on which it runs out, like 31 3 2028.') validUntil: string | null = null;
  @Transform(trimmed) @IsString() @MaxLength(2000, { message: 'The note may have up to 2,000 characters.' }) note: string = '';
}

class DbsSeen implements DbsRecord {
  @Transform(trimmed) @Matches(/^\d{12}$/, { message: 'A certificate number has 12 digits. It is not the number of the Update Service.' }) certificateNumber: string;
  @IsCalendarDay('Enter the day on which the certificate was issued, like 3 11 2026.') issuedOn: string;
  @IsIn(['clear', 'information disclosed and considered', 'not clear'], { message: 'Choose the result.' }) result: DbsRecord['result'];
  @Transform(trimmed) @Length(2, 200, { message: 'Enter who saw the original.' }) seenBy: string;
}

export class VerifyEvidence implements Input<'evidence.verify'> {
  @Transform(trimmed) @Length(2, 200, { message: 'Say how it was checked, like “document seen” or “register looked up”.' }) method: string;
  @IsCalendarDay('Enter the day on which it was checked, like 3 11 2026.') verifiedOn: string;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsCalendarDay('Enter the day until which it is valid, or leave it empty.') validUntil: string | null = null;
  @ValidateIf(isGiven) @ValidateNested() @Type(() => DbsSeen) dbs: DbsSeen | null = null;
}

export class QueryEvidence implements Input<'evidence.query'> {
  @Transform(trimmed) @Length(5, 2000, { message: 'Say what you need to know, in 5 to 2,000 characters.' }) question: string;
}
export class AnswerEvidence implements Input<'evidence.answer'> {
  @Transform(trimmed) @Length(1, 4000, { message: 'Enter your answer, up to 4,000 characters.' }) answer: string;
}
export class RejectEvidence implements Input<'evidence.reject'> {
  @Transform(trimmed) @Length(5, 2000, { message: 'Say why, in words for the provider, in 5 to 2,000 characters.' }) reason: string;
}
export class RecordCqc implements Input<'cqc.record'> {
  @IsObject({ message: 'Answer each question.' }) answers: CqcAnswers;
  @Transform(trimmed) @Length(5, 4000, { message: 'Say what the answers rest on, in 5 to 4,000 characters.' }) rationale: string;
}
