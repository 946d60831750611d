import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { MembershipEvent } from '../../../workflows/qpl/membership.events.js';
import type { Capacity, Lot, Provider } from '../../../workflows/qpl/lot.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

type Input<Type extends MembershipEvent['type']> = Extract<MembershipEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== '';
const emptyIsNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && value.trim() === '' ? null : value ?? null);

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

export class BeginMembership implements Input<'membership.begin'> {
  @IsUUID('all', { message: 'The list is not known.' }) schemeId: string;
  @Length(1, 200) schemeTitle: string;
  @ValidateNested() @Type(() => ProviderNamed) provider: ProviderNamed;
  @ValidateNested() @Type(() => LotNamed) lot: LotNamed;
  @ValidateIf(isGiven) @ValidateNested() @Type(() => CapacityTold) capacity: CapacityTold | null = null;
}

class MissingNamed {
  @Length(1, 60) requirement: string;
  @Length(1, 200) title: string;
}

export class ImportMembership extends BeginMembership implements Input<'membership.import'> {
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
