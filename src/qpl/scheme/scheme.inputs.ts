import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { v7 as newId } from 'uuid';
import { REGIMES } from '../../../workflows/qpl/regimes.js';
import type { Regime } from '../../../workflows/qpl/lot.js';
import type { By } from '../../../workflows/shared/vocabulary.js';
import type {
  AboutInput, AskInput, BasisInput, BeginInput, ChosenCheck, DraftLot, DraftQuestion, LateDecision, LateInput, LateRuling, NoticeInput, OwnCheck, PriceInput, QuestionsInput, RequirementsInput, RoundExtend, RoundTyped,
  RulesInput, SchemeEvent, YesNo,
} from '../../../workflows/qpl/scheme.events.js';
import { RECHECK_RULES, type ListDocument, type Recheck } from '../../../workflows/qpl/scheme.terms.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

type Input<Type extends SchemeEvent['type']> = Extract<SchemeEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null;
const emptyIsNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && value.trim() === '' ? null : value ?? null);
const numberOrNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? (value.trim() === '' ? null : Number(value)) : value ?? null);
/** One a line, or a list; the same twice counts once. */
const lines = ({ value }: { value: unknown }): unknown => {
  const all: unknown[] = typeof value === 'string' ? value.split('\n') : Array.isArray(value) ? value : [];
  return [...new Set(all.map((each) => (typeof each === 'string' ? each.trim() : each)).filter((each) => each !== ''))];
};
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const WORDS = 4000;
const RECHECKS = Object.keys(RECHECK_RULES) as Recheck[];
const yesNo = { message: 'Choose yes or no.' };

export class BeginList implements BeginInput {
  @Length(3, 200, { message: 'Give the list a title of 3 to 200 characters.' }) @Transform(trimmed)
  title: string;

  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'The short name has lower case letters, digits and hyphens only, like sen-therapies.' }) @MaxLength(60, { message: 'The short name may have up to 60 characters.' }) @Transform(trimmed)
  slug: string;

  @Length(1, WORDS, { message: 'Say what the list is for, in up to 4,000 characters.' }) @Transform(trimmed)
  purpose: string;
}

export class SetAbout implements AboutInput {
  @Length(3, 200, { message: 'Give the list a title of 3 to 200 characters.' }) @Transform(trimmed)
  title: string;

  @Length(1, WORDS, { message: 'Say what the list is for, in up to 4,000 characters.' }) @Transform(trimmed)
  purpose: string;

  @IsArray() @ArrayMinSize(1, { message: 'Give at least one district, one on each line.' }) @ArrayMaxSize(100, { message: 'Give up to 100 districts.' })
  @IsString({ each: true }) @Length(1, 100, { each: true, message: 'A district may have up to 100 characters.' }) @Matches(/^[^;]*$/, { each: true, message: 'Put each district on a line of its own, without semicolons.' }) @Transform(lines)
  districts: string[];

  @IsCalendarDay('Enter the first day of the list, like 1 4 2027.')
  starts: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the last day of the list, like 31 3 2031, or leave it empty.') @Transform(emptyIsNull)
  ends: string | null = null;

  @ValidateIf(isGiven) @IsInt({ message: 'Enter by how many months the list can be made longer, like 24, or leave it empty.' }) @Min(1, { message: 'An extension is at least 1 month.' }) @Max(240, { message: 'An extension is at most 240 months.' }) @Transform(numberOrNull)
  extensionMonths: number | null = null;

  @ValidateIf(isGiven) @MaxLength(WORDS, { message: 'Use up to 4,000 characters.' }) @Transform(emptyIsNull)
  extensionWords: string | null = null;

  @Length(1, WORDS, { message: 'Say what becomes of running orders when the list ends.' }) @Transform(trimmed)
  runOff: string;
}

export class SetBasis implements BasisInput {
  @IsIn(Object.keys(REGIMES), { message: 'Choose the legal basis of the list.' })
  regime: Regime;

  @Length(1, WORDS, { message: 'Say why this legal basis was chosen.' }) @Transform(trimmed)
  regimeWhy: string;

  @IsCalendarDay('Enter the day on which the procurement was begun, like 2 11 2026.')
  begunOn: string;

  @Type(() => Number) @IsInt({ message: 'Enter the whole-life value in whole pounds, like 1,200,000.' }) @Min(0, { message: 'The value cannot be less than 0.' }) @Max(100_000_000_000, { message: 'Check the value: it is more than £100,000,000,000.' })
  wholeLifePounds: number;

  @ValidateIf(isGiven) @MaxLength(WORDS, { message: 'Use up to 4,000 characters.' }) @Transform(emptyIsNull)
  oldLawWhy: string | null = null;
}

class LotDrafted implements DraftLot {
  @IsUUID('all', { message: 'The lot is not known. Remove it and add it again.' }) @Transform(({ value }: { value: unknown }) => (value === undefined || value === '' ? newId() : value))
  lotId: string = newId();

  @Matches(/^[A-Za-z0-9][A-Za-z0-9 .-]{0,19}$/, { message: 'Give the lot a code of up to 20 letters, digits and hyphens, like SLT-1.' }) @Transform(trimmed)
  code: string;

  @Length(2, 100, { message: 'Name the therapy, in up to 100 characters.' }) @Transform(trimmed)
  therapy: string;

  @IsIn(['face to face', 'online'], { message: 'Choose how it is given.' })
  delivery: 'face to face' | 'online';

  @Matches(/^\d{1,2} to \d{1,2}$/, { message: 'Give the ages in years, like 5 to 25.' }) @Transform(trimmed)
  ageBand: string;

  @IsArray() @ArrayMinSize(1, { message: 'Choose at least one district.' }) @ArrayMaxSize(100) @IsString({ each: true }) @Transform(lines)
  districts: string[];
}
export class SetLots implements Input<'lots.set'> {
  @IsArray() @ArrayMinSize(1, { message: 'Add at least one lot.' }) @ArrayMaxSize(60, { message: 'A list may have up to 60 lots.' }) @ValidateNested({ each: true }) @Type(() => LotDrafted)
  lots: LotDrafted[];
}

class CheckChosen implements ChosenCheck {
  @Length(1, 60, { message: 'A check is not known.' })
  check: string;

  @IsIn(['yes', 'no'], yesNo)
  included: YesNo;

  @MaxLength(WORDS, { message: 'Use up to 4,000 characters.' }) @Transform(trimmed)
  requirement: string = '';

  @IsIn(['yes', 'no'], yesNo)
  blocks: YesNo;

  @IsIn(RECHECKS, { message: 'Choose when it is checked again.' })
  recheck: Recheck;
}
class OwnCheckGiven implements OwnCheck {
  @Length(2, 200, { message: 'Name the check, in up to 200 characters.' }) @Transform(trimmed)
  title: string;

  @Length(1, WORDS, { message: 'Say what is required.' }) @Transform(trimmed)
  requirement: string;

  @IsIn(['provider', 'lot'], { message: 'Choose whether it is checked once or for each lot.' })
  level: 'provider' | 'lot';

  @IsIn(['yes', 'no'], yesNo)
  blocks: YesNo;

  @IsIn(RECHECKS, { message: 'Choose when it is checked again.' })
  recheck: Recheck;

  @IsIn(['yes', 'no'], yesNo)
  document: YesNo;
}
export class SetRequirements implements RequirementsInput {
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => CheckChosen)
  checks: CheckChosen[] = [];

  @IsArray() @ArrayMaxSize(30, { message: 'Add up to 30 checks of your own.' }) @ValidateNested({ each: true }) @Type(() => OwnCheckGiven)
  own: OwnCheckGiven[] = [];
}
export class ChangeConditions extends SetRequirements implements Input<'conditions.change'> {
  @Length(1, WORDS, { message: 'Say why what is asked changes: it is published.' }) @Transform(trimmed)
  why: string;
}

class QuestionDrafted implements DraftQuestion {
  @IsUUID('all', { message: 'Choose the lot that the question is about.' })
  lotId: string;

  @Length(1, WORDS, { message: 'Write the question.' }) @Transform(trimmed)
  asked: string;

  @MaxLength(WORDS, { message: 'Use up to 4,000 characters.' }) @Transform(trimmed)
  guidance: string = '';

  @Type(() => Number) @IsInt({ message: 'Enter how many words an answer may have, like 500.' }) @Min(10, { message: 'An answer needs at least 10 words.' }) @Max(5000, { message: 'An answer may have up to 5,000 words.' })
  wordLimit: number;

  @Type(() => Number) @IsInt({ message: 'Enter the weight as a whole number, like 40.' }) @Min(1, { message: 'A weight is at least 1.' }) @Max(100, { message: 'A weight is at most 100.' })
  weight: number;

  @IsIn(['0 to 5', '0 to 3', 'pass or fail'], { message: 'Choose the scale.' })
  scale: DraftQuestion['scale'];

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the pass mark as a whole number on the scale, or leave it empty.' }) @Min(0, { message: 'A pass mark is not below 0.' }) @Max(10, { message: 'A pass mark is on the scale.' }) @Transform(numberOrNull)
  passMark: number | null = null;
}
class LotPass {
  @IsUUID('all', { message: 'The lot is not known.' })
  lotId: string;

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the pass mark of the lot in whole percent, like 60, or leave it empty.' }) @Min(1, { message: 'A pass mark is at least 1 percent.' }) @Max(100, { message: 'A pass mark is at most 100 percent.' }) @Transform(numberOrNull)
  passPercent: number | null = null;
}
export class SetQuestions implements QuestionsInput {
  @IsArray() @ArrayMaxSize(300, { message: 'A list may have up to 300 questions.' }) @ValidateNested({ each: true }) @Type(() => QuestionDrafted)
  questions: QuestionDrafted[] = [];

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the pass mark of a lot in whole percent, like 60, or leave it empty.' }) @Min(1, { message: 'A pass mark is at least 1 percent.' }) @Max(100, { message: 'A pass mark is at most 100 percent.' }) @Transform(numberOrNull)
  lotPassPercent: number | null = null;

  @IsArray() @ArrayMaxSize(60) @ValidateNested({ each: true }) @Type(() => LotPass)
  lotPass: LotPass[] = [];
}

class PriceLineGiven {
  @IsUUID('all', { message: 'Choose the lot that the price is for.' })
  lotId: string;

  @Length(1, 200, { message: 'Say what the price is for, like "hour of therapy".' }) @Transform(trimmed)
  unit: string;

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the most that may be asked in pounds, like 65 or 65.50.' }) @Min(1, { message: 'The most that may be asked is more than £0.' }) @Max(100_000_000, { message: 'Check the price: it is more than £1,000,000.' }) @Transform(emptyIsNull)
  ceilingPence: number | null = null;
}
export class SetPrice implements PriceInput {
  @IsIn(['none', 'ceiling', 'scored'], { message: 'Choose how prices are dealt with.' })
  kind: 'none' | 'ceiling' | 'scored';

  @IsArray() @ArrayMaxSize(300) @ValidateNested({ each: true }) @Type(() => PriceLineGiven)
  lines: PriceLineGiven[] = [];
}

export class PlanRound implements RoundTyped {
  @IsCalendarDay('Enter the day on which the round opens, like 4 1 2027.')
  opensOn: string;

  @Matches(TIME, { message: 'Enter the time at which it opens as on a 24-hour clock, like 09:00.' }) @Transform(trimmed)
  opensTime: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the day on which the round closes, like 26 2 2027, or leave it empty.') @Transform(emptyIsNull)
  closesOn: string | null = null;

  @ValidateIf(isGiven) @Matches(TIME, { message: 'Enter the time at which it closes as on a 24-hour clock, like 12:00.' }) @Transform(emptyIsNull)
  closesTime: string | null = null;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the last day for questions, like 19 2 2027, or leave it empty.') @Transform(emptyIsNull)
  questionsOn: string | null = null;
}
export class SetRounds implements Input<'rounds.set'> {
  @IsArray() @ArrayMinSize(1, { message: 'Add at least one round.' }) @ArrayMaxSize(60) @ValidateNested({ each: true }) @Type(() => PlanRound)
  rounds: PlanRound[];
}

export class SetRules implements RulesInput {
  @Length(1, WORDS, { message: 'Say what lets an officer decide on applications: the decision or the scheme of delegation.' }) @Transform(trimmed)
  decisionBasis: string;

  @IsIn(['none', 'signed'], { message: 'Choose whether an agreement is signed.' })
  agreement: 'none' | 'signed';

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the waiting time in whole months, like 6, or leave it empty.' }) @Min(1, { message: 'A waiting time is at least 1 month.' }) @Max(60, { message: 'A waiting time is at most 60 months.' }) @Transform(numberOrNull)
  coolOffMonths: number | null = null;

  @IsIn(['yes', 'no'], yesNo)
  lateAccepts: YesNo;

  @MaxLength(WORDS, { message: 'Use up to 4,000 characters.' }) @Transform(trimmed)
  lateText: string;

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the most members as a whole number, or leave it empty.' }) @Min(1, { message: 'A limit is at least 1.' }) @Max(10_000, { message: 'A limit is at most 10,000.' }) @Transform(numberOrNull)
  cap: number | null = null;

  @IsIn(['none', 'from winners', 'from all'], { message: 'Choose who pays fees.' })
  fees: RulesInput['fees'];
}

export class WithReason implements Input<'scheme.return'> {
  @Length(1, WORDS, { message: 'Give the reason, in up to 4,000 characters.' }) @Transform(trimmed)
  reason: string;
}

export class ApproveList implements Input<'scheme.approve'> {
  @Length(1, WORDS, { message: 'Give the reasons for the decision.' }) @Transform(trimmed)
  reasons: string;

  @ValidateIf(isGiven) @MaxLength(100, { message: 'A reference may have up to 100 characters.' }) @Transform(emptyIsNull)
  keyReference: string | null = null;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the day on which the record of the key decision was published, like 9 11 2026.') @Transform(emptyIsNull)
  keyPublishedOn: string | null = null;
}

export class RecordNotice implements NoticeInput {
  @IsIn(['intention', 'call for competition', 'tender', 'established', 'award', 'modified', 'ceased'], { message: 'Choose the notice.' })
  kind: NoticeInput['kind'];

  @Matches(/^[A-Za-z0-9][A-Za-z0-9/ .:-]{2,59}$/, { message: 'Enter the number of the notice as the publishing service gives it, like 012345-2026.' }) @Transform(trimmed)
  noticeId: string;

  @IsCalendarDay('Enter the day on which the notice was published, like 9 11 2026.')
  publishedOn: string;

  @ValidateIf(isGiven) @Matches(/^https:\/\/[^\s<>"]{4,500}$/, { message: 'Enter the address of the notice, beginning with https://, or leave it empty.' }) @Transform(emptyIsNull)
  address: string | null = null;
}

class DocumentGiven implements ListDocument {
  @IsUUID('all', { message: 'The document is missing. Open the page again and act on the document shown there.' })
  documentId: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'The document’s hash is missing. Open the page again and act on the document shown there.' })
  sha256: string;
}
export class PublishInvitation implements Input<'invitation.publish'> {
  @ValidateNested() @Type(() => DocumentGiven)
  invitation: DocumentGiven;
}
export class PublishList extends PublishInvitation implements Input<'scheme.publish'> {
  @ValidateIf(isGiven) @ValidateNested() @Type(() => DocumentGiven)
  priceSchedule: DocumentGiven | null = null;
}

export class StartList implements Input<'scheme.start'> {
  @ValidateIf(isGiven) @MaxLength(WORDS, { message: 'Use up to 4,000 characters.' }) @Transform(emptyIsNull)
  withoutMembersWhy: string | null = null;
}

export class MembersChange implements Input<'members.change'> {
  @Length(1, 500)
  what: string;

  @IsCalendarDay('Give the day of the change.')
  on: string;
}

export class SwitchLot implements Input<'lot.close'> {
  @IsUUID('all', { message: 'Choose the lot.' })
  lotId: string;

  @Length(1, WORDS, { message: 'Say why: it is published with the lot.' }) @Transform(trimmed)
  why: string;
}

export class ExtendRound implements RoundExtend {
  @Type(() => Number) @IsInt({ message: 'Choose the round.' }) @Min(1, { message: 'Choose the round.' })
  round: number;

  @IsCalendarDay('Enter the new day on which the round closes, like 5 3 2027.')
  closesOn: string;

  @Matches(TIME, { message: 'Enter the new time as on a 24-hour clock, like 12:00.' }) @Transform(trimmed)
  closesTime: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the new last day for questions, or leave it empty.') @Transform(emptyIsNull)
  questionsOn: string | null = null;

  @IsIn(['yes', 'no'], yesNo)
  ourOutage: YesNo;

  @Length(1, WORDS, { message: 'Say why the round is extended: everybody reads it.' }) @Transform(trimmed)
  why: string;
}

export class RoundChosen implements Input<'round.evaluate'> {
  @Type(() => Number) @IsInt({ message: 'Choose the round.' }) @Min(1, { message: 'Choose the round.' })
  round: number;
}

export class AskAboutList implements AskInput {
  @Type(() => Number) @IsInt({ message: 'Choose the round.' }) @Min(1, { message: 'Choose the round.' })
  round: number;

  @Length(1, 2000, { message: 'Write your question, in up to 2,000 characters.' }) @Transform(trimmed)
  question: string;

  @Length(1, 200, { message: 'Say who asks: it stays with the council.' }) @Transform(trimmed)
  asker: string;

  @ValidateIf(isGiven) @IsUUID('all', { message: 'The organisation is not known.' }) @Transform(emptyIsNull)
  organisationId: string | null = null;
}

export class AnswerToAll implements Input<'question.answer'> {
  @Type(() => Number) @IsInt({ message: 'Choose the question.' }) @Min(1, { message: 'Choose the question.' })
  number: number;

  @Length(1, 2000, { message: 'Write the question as everybody may read it, in up to 2,000 characters.' }) @Transform(trimmed)
  question: string;

  @Length(1, WORDS, { message: 'Write the answer, in up to 4,000 characters.' }) @Transform(trimmed)
  answer: string;
}

export class RecordLate implements LateInput {
  @Type(() => Number) @IsInt({ message: 'Choose the round.' }) @Min(1, { message: 'Choose the round.' })
  round: number;

  @Length(1, 200, { message: 'Give the name of the provider as it is registered here.' }) @Transform(trimmed)
  provider: string;

  @IsCalendarDay('Enter the day on which it came, like 26 2 2027.')
  receivedOn: string;

  @Matches(TIME, { message: 'Enter the time at which it came as on a 24-hour clock, like 12:01.' }) @Transform(trimmed)
  receivedTime: string;

  @Length(1, WORDS, { message: 'Say how it came, and why it was late as far as that was said.' }) @Transform(trimmed)
  how: string;
}

class Ruler implements By {
  @ValidateIf(isGiven) @IsUUID('all')
  personId: string | null;

  @Length(1, 300)
  name: string;

  @Length(1, 100)
  role: string;

  @ValidateIf(isGiven) @IsUUID('all')
  organisationId: string | null;

  @ValidateIf(isGiven) @IsObject()
  inPlaceOf: By['inPlaceOf'];
}
/** Told by an application on which an officer has ruled. */
export class NoteLate implements LateRuling {
  @IsInt() @Min(1)
  round: number;

  @Length(1, 300)
  provider: string;

  @ValidateIf(isGiven) @IsUUID('all')
  organisationId: string | null;

  @IsISO8601()
  receivedAt: string;

  @IsBoolean()
  accepted: boolean;

  @Length(1, WORDS)
  reason: string;

  @ValidateNested() @Type(() => Ruler)
  by: Ruler;

  @IsISO8601()
  at: string;
}

export class DecideLate implements LateDecision {
  @Type(() => Number) @IsInt({ message: 'Choose the late application.' }) @Min(1, { message: 'Choose the late application.' })
  number: number;

  @IsIn(['yes', 'no'], yesNo)
  accept: YesNo;

  @Length(1, WORDS, { message: 'Give the reason, by the published rule.' }) @Transform(trimmed)
  reason: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the day until which it may still be sent, or leave it empty.') @Transform(emptyIsNull)
  untilOn: string | null = null;

  @ValidateIf(isGiven) @Matches(TIME, { message: 'Enter the time as on a 24-hour clock, like 12:00.' }) @Transform(emptyIsNull)
  untilTime: string | null = null;
}

export class ExtendList implements Input<'scheme.extend'> {
  @IsCalendarDay('Enter the new last day of the list, like 31 3 2033.')
  ends: string;

  @Length(1, 100, { message: 'Give the reference of the decision.' }) @Transform(trimmed)
  reference: string;

  @Length(1, WORDS, { message: 'Give the reason for the extension.' }) @Transform(trimmed)
  reason: string;
}

export class CloseList implements Input<'scheme.close'> {
  @Length(1, WORDS, { message: 'Say why the list is closed.' }) @Transform(trimmed)
  why: string;

  @Length(1, WORDS, { message: 'Say what becomes of each order that still runs.' }) @Transform(trimmed)
  runOff: string;
}
