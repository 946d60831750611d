import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested,
} from 'class-validator';
import type { ApplicationEvent } from '../../../workflows/qpl/application.events.js';
import { IsCalendarDay, trimmed } from '../day-field.js';

type Input<Type extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== '';
const emptyIsNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && value.trim() === '' ? null : value ?? null);

/** A document by its content: what the person saw is what is handled. */
export class FrozenInput implements Input<'outcome.send'> {
  @IsUUID('all', { message: 'The document is missing. Open the page again and act on the document shown there.' })
  documentId: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'The document’s hash is missing. Open the page again and act on the document shown there.' })
  sha256: string;
}

class LotAsked {
  @IsUUID('all', { message: 'Choose lots from the list.' })
  lotId: string;

  @IsArray() @ArrayMinSize(1, { message: 'Choose at least one district for each lot you apply for.' }) @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(100, { each: true })
  districts: string[];

  @Type(() => Number) @IsInt({ message: 'Enter how many sessions a week you can take on, as a whole number like 12.' })
  @Min(0, { message: 'Sessions a week cannot be less than 0.' }) @Max(2000, { message: 'Sessions a week must be 2,000 or fewer. Check the number.' })
  sessionsPerWeek: number;

  @Type(() => Number) @IsInt({ message: 'Enter the shortest wait in whole weeks, like 2.' }) @Min(0, { message: 'The shortest wait cannot be less than 0 weeks.' }) @Max(260, { message: 'The shortest wait must be 260 weeks or fewer.' })
  waitWeeksMin: number;

  @Type(() => Number) @IsInt({ message: 'Enter the longest wait in whole weeks, like 6.' }) @Min(0, { message: 'The longest wait cannot be less than 0 weeks.' }) @Max(260, { message: 'The longest wait must be 260 weeks or fewer.' })
  waitWeeksMax: number;
}

class AnswerGiven {
  @Length(1, 80, { message: 'An answer names no question.' })
  question: string;

  @IsString() @MaxLength(40_000, { message: 'An answer may have up to 40,000 characters.' }) @Transform(trimmed)
  answer: string;
}

class EvidenceGiven {
  @Length(1, 60, { message: 'A file does not say what it is evidence of.' })
  requirement: string;

  @IsString() @MaxLength(200)
  title: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'A file was not uploaded completely. Upload it again.' })
  sha256: string;

  @Length(1, 255, { message: 'A file has no name.' })
  fileName: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the day on which the evidence runs out, like 31 3 2027.') @Transform(emptyIsNull)
  validUntil: string | null = null;

  @IsOptional() @ValidateIf(isGiven) @IsCalendarDay('Enter the day from which the evidence is valid, or leave it empty.') @Transform(emptyIsNull)
  validFrom?: string | null;
}

export class SubmitApplication implements Input<'application.submit'> {
  @IsUUID('all', { message: 'Choose the list that you apply to.' })
  schemeId: string;

  @IsArray({ message: 'Choose at least one lot.' }) @ArrayMinSize(1, { message: 'Choose at least one lot.' }) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => LotAsked)
  lots: LotAsked[];

  @IsArray() @ArrayMaxSize(400) @ValidateNested({ each: true }) @Type(() => AnswerGiven)
  answers: AnswerGiven[];

  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => EvidenceGiven)
  evidence: EvidenceGiven[];

  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(60, { each: true })
  declarations: string[];

  @ValidateNested() @Type(() => FrozenInput)
  copy: FrozenInput;
}

class FindingGiven {
  @Length(1, 60, { message: 'A finding names no check.' })
  check: string;

  @Length(1, 60, { message: 'A finding does not say what it is about.' })
  about: string;

  @IsIn(['pass', 'fail', 'refer', 'not applicable'], { message: 'Choose a finding: pass, fail, refer or not applicable.' })
  finding: 'pass' | 'fail' | 'refer' | 'not applicable';

  @IsString() @MaxLength(2000, { message: 'The reason may have up to 2,000 characters.' }) @Transform(trimmed)
  reason: string = '';

  @Transform(trimmed) @Length(1, 200, { message: 'Say how it was checked, like “document seen” or “register looked up”.' })
  method: string;

  @IsCalendarDay('Enter the day on which it was checked, like 3 11 2026.')
  verifiedOn: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the day until which the evidence is valid, or leave it empty.') @Transform(emptyIsNull)
  validUntil: string | null = null;
}

export class RecordFindings implements Input<'check.record'> {
  @IsArray({ message: 'Record at least one finding.' }) @ArrayMinSize(1, { message: 'Record at least one finding.' }) @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => FindingGiven)
  findings: FindingGiven[];
}

export class WaiveCheck implements Input<'check.waive'> {
  @Length(1, 60, { message: 'Choose the check to waive.' })
  check: string;

  @Length(1, 60, { message: 'Choose whether the check is of the provider or of a lot.' })
  about: string;

  @Transform(trimmed) @Length(10, 2000, { message: 'Say in a sentence or more why the check can be waived. It is part of the record.' })
  reason: string;

  @Transform(trimmed) @Length(5, 1000, { message: 'Say what the provider has to do or to show instead. It is a condition of its place, and it is told so.' })
  condition: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the last day for it, like 29 1 2027, or leave it empty.') @Transform(emptyIsNull)
  metBy: string | null = null;
}

export class AskQuestion implements Input<'clarification.ask'> {
  @Matches(/^[A-M]$/, { message: 'Choose the section of the application that the question is about.' })
  section: string;

  @Transform(trimmed) @Length(10, 4000, { message: 'Write the question, in 10 to 4,000 characters. Say exactly what you need and in what form.' })
  question: string;
}

export class AnswerQuestion implements Input<'clarification.answer'> {
  @Type(() => Number) @IsInt({ message: 'Choose the question that you answer.' }) @Min(1, { message: 'Choose the question that you answer.' })
  number: number;

  @Transform(trimmed) @Length(1, 4000, { message: 'Write your answer, in up to 4,000 characters.' })
  answer: string;
}

export class ExtendDecision implements Input<'decision.extend'> {
  @Transform(trimmed) @Length(20, 2000, { message: 'Say why this application needs more time: which documents, or which criteria have to be checked. The provider is told.' })
  justification: string;
}

class LotGiven {
  @IsUUID('all', { message: 'An outcome names no lot.' })
  lotId: string;

  @IsIn(['admit', 'do not admit'], { message: 'Choose whether to admit the provider to this lot.' })
  outcome: 'admit' | 'do not admit';

  @Transform(trimmed) @Length(1, 2000, { message: 'Give the reason for this lot, in words that the provider can be shown.' })
  reason: string;
}

export class RecommendLots implements Input<'application.recommend'> {
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => LotGiven)
  lots: LotGiven[];
}

export class ReturnRecommendation implements Input<'recommendation.return'> {
  @Transform(trimmed) @Length(10, 2000, { message: 'Say what has to be looked at again, so that the officer knows what to do.' })
  reason: string;
}

class Alternative {
  @Transform(trimmed) @Length(1, 500, { message: 'Say what the alternative was.' })
  option: string;

  @Transform(trimmed) @Length(1, 2000, { message: 'Say why the alternative was rejected.' })
  whyRejected: string;
}

class DeclaredInterest {
  @Transform(trimmed) @Length(1, 200, { message: 'Name the executive member who declared a conflict.' })
  member: string;

  @Transform(trimmed) @Length(1, 2000, { message: 'Say what the interest is.' })
  interest: string;
}

class Consulted {
  @Transform(trimmed) @Length(1, 200, { message: 'Say who was consulted.' })
  who: string;

  @ValidateIf(isGiven) @IsCalendarDay('Enter the day on which they were consulted, or leave it empty.') @Transform(emptyIsNull)
  on: string | null = null;

  @Transform(trimmed) @Length(1, 2000, { message: 'Say what they said.' })
  said: string;
}

export class DecideApplication implements Input<'application.decide'> {
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => LotGiven)
  lots: LotGiven[];

  @Transform(trimmed) @Length(1, 8000, { message: 'Write the reasons for the decision.' })
  reasons: string;

  @IsArray() @ArrayMinSize(1, { message: 'Write at least one alternative that was considered, and why it was rejected. The opposite outcome is always one.' }) @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => Alternative)
  alternatives: Alternative[];

  @IsIn(['none declared', 'declared'], { message: 'Say whether an executive member who was consulted declared a conflict of interest.' })
  conflictsDeclared: 'none declared' | 'declared';

  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => DeclaredInterest)
  conflicts: DeclaredInterest[] = [];

  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(1000, { each: true, message: 'A note of a dispensation may have up to 1,000 characters.' })
  dispensations: string[] = [];

  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => Consulted)
  consulted: Consulted[] = [];

  @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(300, { each: true, message: 'The title of a background paper may have up to 300 characters.' })
  backgroundPapers: string[] = [];

  @Transform(trimmed) @Length(1, 4000, { message: 'Say what the decision means for money, even if it is nothing.' })
  financial: string;

  @Transform(trimmed) @Length(1, 4000, { message: 'Say what the decision means in law, even if it is nothing.' })
  legal: string;

  @Transform(trimmed) @Length(1, 4000, { message: 'Say what the decision means for equality, even if it is nothing.' })
  equality: string;
}

export class WithdrawApplication implements Input<'application.withdraw'> {
  @IsString() @Transform(trimmed) @MaxLength(2000, { message: 'The reason may have up to 2,000 characters.' })
  reason: string = '';
}

const toBoolean = ({ value }: { value: unknown }): unknown => (value === 'yes' || value === true ? true : value === 'no' || value === false ? false : value);

export class BeginApplication implements Input<'application.begin'> {
  @IsUUID('all', { message: 'Choose the list that you apply to.' })
  schemeId: string;
}

export class ExtendRound implements Input<'round.extend'> {
  @IsISO8601({ strict: true }, { message: 'The new close is an instant.' })
  closesAt: string;

  @Length(1, 2000) why: string;
}

export class RuleOnLate implements Input<'late.rule'> {
  @Transform(toBoolean) @IsBoolean({ message: 'Choose whether the application is taken.' })
  accepted: boolean;

  @Transform(trimmed) @Length(10, 2000, { message: 'Say in a sentence or more how the published rule applies. The provider is told.' })
  reason: string;
}

export class CloseUnanswered implements Input<'application.close'> {
  @Transform(trimmed) @Length(10, 2000, { message: 'Say which question stayed without an answer, and why you cannot decide on what is there. The provider is told.' })
  reason: string;
}

export class RaiseConcern implements Input<'exclusion.raise'> {
  @Length(1, 60, { message: 'Choose the ground.' })
  ground: string;

  @IsIn(['the debarment list', 'an officer'], { message: 'Say where it comes from.' })
  from: 'the debarment list' | 'an officer';

  @Transform(trimmed) @Length(10, 4000, { message: 'Say what was found, where and when. Legal reads it.' })
  detail: string;
}

export class AdviseOnExclusion implements Input<'exclusion.advise'> {
  @Transform(trimmed) @Length(10, 8000, { message: 'Write the advice, in 10 to 8,000 characters.' })
  advice: string;
}

class ConcernGiven {
  @Type(() => Number) @IsInt({ message: 'A decision names no ground.' }) @Min(1)
  number: number;

  @Transform(toBoolean) @IsBoolean({ message: 'Say whether the ground applies.' })
  applies: boolean;

  @Transform(toBoolean) @IsBoolean({ message: 'Say whether it was overcome: put right, or not going on and not likely to happen again.' })
  overcome: boolean;

  @Transform(toBoolean) @IsBoolean({ message: 'Say whether the provider is left out on this ground.' })
  exclude: boolean;

  @Transform(trimmed) @Length(10, 4000, { message: 'Give the reasons, in words that the provider and a court can be shown.' })
  reason: string;
}

export class DecideExclusion implements Input<'exclusion.decide'> {
  @IsArray() @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => ConcernGiven)
  concerns: ConcernGiven[];
}

class AgreedQuestionGiven {
  @Length(1, 80) key: string;
  @Length(1, 4000) asked: string;
  @Min(0) @Max(100) weight: number;
  @Min(0) @Max(1000) maximum: number;
  @Min(0) @Max(1000) agreed: number;
  @IsString() @MaxLength(8000) reason: string;
  @ValidateIf(isGiven) @Min(0) @Max(1000) passMark: number | null;
  @IsBoolean() reached: boolean;
}
class AgreedPartGiven {
  @Length(1, 80) key: string;
  @IsString() @MaxLength(400) title: string;
  @IsInt() @Min(0) @Max(10_000) totalHundredths: number;
  @ValidateIf(isGiven) @Min(0) @Max(100) passPercent: number | null;
  @IsBoolean() reached: boolean;
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => AgreedQuestionGiven) questions: AgreedQuestionGiven[];
}
export class NoteScores implements Input<'evaluation.note'> {
  @IsInt() @Min(1) attempt: number;
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => AgreedPartGiven) parts: AgreedPartGiven[];
  @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) evaluators: string[];
  @IsString() @MaxLength(80) moderator: string;
  @IsISO8601() agreedAt: string;
}

export class ScoreAgain implements Input<'evaluation.again'> {
  @Transform(trimmed) @Length(20, 2000, { message: 'Say what was wrong with the scoring. The scores that were given are kept.' })
  reason: string;
}

export class SignRecord extends FrozenInput implements Input<'record.sign'> {
  @IsArray() @ArrayMaxSize(500) @IsUUID('all', { each: true, message: 'An application of the record is not known.' })
  covers: string[] = [];
}
export class ReferToRecord extends FrozenInput implements Input<'record.refer'> {
  @IsString() @MaxLength(200) leadReference: string;
}

export class AskForReview implements Input<'review.ask'> {
  @IsArray({ message: 'Choose at least one lot.' }) @ArrayMinSize(1, { message: 'Choose at least one lot.' }) @ArrayMaxSize(100) @IsUUID('all', { each: true, message: 'Choose lots from the list.' })
  lots: string[];

  @Transform(trimmed) @Length(10, 8000, { message: 'Say which finding is wrong and why, in 10 to 8,000 characters.' })
  why: string;
}

class ReviewedLotGiven {
  @IsUUID('all', { message: 'An outcome names no lot.' })
  lotId: string;

  @IsIn(['stands', 'admit'], { message: 'Choose whether the refusal stands.' })
  outcome: 'stands' | 'admit';

  @Transform(trimmed) @Length(10, 4000, { message: 'Give the reason for this lot, in words that the provider can be shown.' })
  reason: string;
}
export class DecideReview implements Input<'review.decide'> {
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => ReviewedLotGiven)
  lots: ReviewedLotGiven[];
}

export class SignAgreement implements Input<'agreement.sign'> {
  @Transform(trimmed) @Length(2, 200, { message: 'Enter the name of the person who signs.' })
  name: string;

  @Transform(trimmed) @Length(2, 200, { message: 'Enter what lets that person sign: owner, director, trustee.' })
  position: string;
}

export class VerifyBank implements Input<'bank.verify'> {
  @Transform(trimmed) @Length(2, 200, { message: 'Enter whom you spoke to.' })
  spokeTo: string;

  @IsIn(['already held', 'found independently'], { message: 'Say where the number that you called came from. A number that came with the bank details proves nothing.' })
  numberFrom: 'already held' | 'found independently';

  @IsCalendarDay('Enter the day on which you called, like 3 12 2026.')
  on: string;
}

export class SetSupplierNumber implements Input<'supplier.set'> {
  @Transform(trimmed) @Length(1, 40, { message: 'Enter the supplier number of the finance system.' })
  number: string;
}

export class LapseAdmission implements Input<'agreement.lapse'> {
  @Transform(trimmed) @Length(10, 2000, { message: 'Say why the admission lapses, and what was done to reach the provider. It is told.' })
  reason: string;
}
