import 'reflect-metadata';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import type { AskReferenceInput, ReferenceAnswer } from '../../../workflows/qpl/reference.events.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

export class AskReference implements AskReferenceInput {
  @IsUUID('all', { message: 'Ask from the page of the application.' }) applicationId: string;
  @Transform(trimmed) @Length(2, 200, { message: 'Enter the name of the referee.' }) name: string;
  @Transform(trimmed) @Length(2, 200, { message: 'Enter where the referee works.' }) organisation: string;
  @Transform(trimmed) @IsEmail({}, { message: 'Enter the referee’s e-mail address, like name@school.example.' }) @MaxLength(254) email: string;
}
export class LinkReferee {
  @IsUUID('all') personId: string;
}
export class GiveReference implements ReferenceAnswer {
  @Transform(trimmed) @Length(5, 2000, { message: 'Say how you know their work, in 5 to 2,000 characters.' }) knows: string;
  @IsCalendarDay('Enter about the last day on which they worked for you, like 17 7 2026.') lastWorkedOn: string;
  @IsIn(['always', 'mostly', 'sometimes', 'seldom'], { message: 'Choose how often sessions took place as agreed.' }) kept: ReferenceAnswer['kept'];
  @IsIn(['yes', 'no'], { message: 'Choose whether you have concerns.' }) concerns: ReferenceAnswer['concerns'];
  @Transform(trimmed) @IsString() @MaxLength(4000, { message: 'Shorten your concerns to 4,000 characters.' }) concernsWhat: string = '';
  @IsIn(['yes', 'no', 'not sure'], { message: 'Choose whether you would use them again.' }) again: ReferenceAnswer['again'];
  @Transform(trimmed) @IsString() @MaxLength(4000, { message: 'Shorten this to 4,000 characters.' }) more: string = '';
  @Transform(trimmed) @Length(2, 200, { message: 'Enter your position, like “Head teacher”.' }) position: string;
}
export class DeclineReference {
  @Transform(trimmed) @IsString() @MaxLength(1000, { message: 'Shorten this to 1,000 characters.' }) reason: string = '';
}
export class CloseReference {
  @Transform(trimmed) @Length(5, 1000, { message: 'Say why, in 5 to 1,000 characters.' }) reason: string;
}
