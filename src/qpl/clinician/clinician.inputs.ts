import 'reflect-metadata';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, IsUUID, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import type { ClinicianDbs, ClinicianEvent, RegisterResult } from '../../../workflows/qpl/clinician.events.js';
import { normaliseIdentifier } from '../../directory/identifiers.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

type Input<Type extends ClinicianEvent['type']> = Extract<ClinicianEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== '';
const emptyIsNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && value.trim() === '' ? null : value ?? null);
const asNumber = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? normaliseIdentifier(value) : value);

class Named {
  @Transform(trimmed) @Length(2, 200, { message: 'Enter the name as the register has it.' }) name: string;
  @Transform(trimmed) @Length(2, 100, { message: 'Choose the profession.' }) profession: string;
  @Transform(trimmed) @Length(2, 100, { message: 'Choose the register.' }) register: string;
  @Transform(asNumber) @Length(1, 40, { message: 'Enter the number in the register, like SL12345.' }) number: string;
}

export class AdmitClinician extends Named implements Input<'clinician.admit'> {
  @IsUUID('all') organisationId: string;
  @Length(1, 300) providerName: string;
}
export class ProposeClinician extends Named implements Input<'clinician.propose'> {
  @Transform(trimmed) @IsString() @MaxLength(300, { message: 'Former names may have up to 300 characters.' }) formerNames: string = '';
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(100, { each: true }) therapies: string[] = [];
}
export const RESULTS: readonly RegisterResult[] = ['registered', 'registered with conditions', 'not registered', 'suspended by the register'];
export class CheckRegister implements Input<'clinician.check'> {
  @IsIn(RESULTS, { message: 'Choose what the register shows.' }) result: RegisterResult;
  @Transform(trimmed) @IsString() @MaxLength(2000, { message: 'The conditions may have up to 2,000 characters.' }) conditions: string = '';
  @IsCalendarDay('Enter the day on which it was looked up, like 1 10 2027.') checkedOn: string;
  @ValidateIf(isGiven) @Transform(emptyIsNull) @IsCalendarDay('Enter the last day of the registration, like 30 9 2029, or leave it empty.') validTo: string | null = null;
  @Transform(trimmed) @Length(2, 200, { message: 'Say how it was looked up.' }) method: string = 'register looked up';
}
export class RecordDbs implements Input<'clinician.record-dbs'> {
  @Transform(trimmed) @Matches(/^\d{12}$/, { message: 'A certificate number has 12 digits. It is not the number of the Update Service.' }) certificateNumber: string;
  @IsCalendarDay('Enter the day on which the certificate was issued, like 3 11 2026.') issuedOn: string;
  @IsIn(['clear', 'information disclosed and considered', 'not clear'], { message: 'Choose the result.' }) result: ClinicianDbs['result'];
  @IsIn(['checked, not on it', 'on it', 'not checked'], { message: 'Choose what the check says of the children’s barred list.' }) childrensBarredList: ClinicianDbs['childrensBarredList'];
  @IsIn(['no change', 'changed', 'not subscribed'], { message: 'Choose what the Update Service says.' }) updateService: ClinicianDbs['updateService'];
  @Transform(trimmed) @Length(2, 200, { message: 'Enter who saw the original.' }) seenBy: string;
  @IsCalendarDay('Enter the day on which the original was seen, like 3 11 2026.') seenOn: string;
}
export class ClearClinician implements Input<'clinician.clear'> {
  @Transform(trimmed) @IsString() @MaxLength(2000, { message: 'The conditions may have up to 2,000 characters.' }) conditions: string = '';
}
export class GiveReason implements Input<'clinician.suspend'> {
  @Transform(trimmed) @Length(5, 4000, { message: 'Give the reason, in 5 to 4,000 characters.' }) reason: string;
}
export class Leave implements Input<'clinician.leave'> {
  @IsCalendarDay('Enter the last day, like 31 8 2027.') on: string;
}
