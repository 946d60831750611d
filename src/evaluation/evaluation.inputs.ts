import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { Candidate, ConflictKind, EvaluationEvent, EvaluationWanted, EvidenceListed, ScalePoint, ScoredPart, ScoredQuestion } from '../../workflows/evaluation/evaluation.events.js';

type Input<Type extends EvaluationEvent['type']> = Extract<EvaluationEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null;
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
const trimmedOrNull = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() || null : (value ?? null));
const A_DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

class ScalePointAsked implements ScalePoint {
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'A mark of a scale is a number of two decimals at most.' }) score: number;
  @Length(1, 400, { message: 'Each mark of a scale says what it means.' }) meaning: string;
}
class EvidenceNamed implements EvidenceListed {
  @Length(1, 300) title: string;
  @Length(1, 255) fileName: string;
  @Matches(/^[0-9a-f]{64}$/) sha256: string;
}
class QuestionAsked implements ScoredQuestion {
  @Length(1, 100) key: string;
  @Length(1, 4000) asked: string;
  @IsString() @MaxLength(8000) guidance: string = '';
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'A weight has two decimals at most.' }) @Min(0) @Max(100) weight: number;
  @IsArray() @ArrayMaxSize(21) @ValidateNested({ each: true }) @Type(() => ScalePointAsked) scale: ScalePointAsked[];
  @ValidateIf(isGiven) @IsNumber({ maxDecimalPlaces: 2 }) passMark: number | null = null;
  @IsString() @MaxLength(100_000) answer: string = '';
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => EvidenceNamed) evidence: EvidenceNamed[] = [];
}
class PartAsked implements ScoredPart {
  @Length(1, 100) key: string;
  @Length(1, 1000) title: string;
  @ValidateIf(isGiven) @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(100) passPercent: number | null = null;
  @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => QuestionAsked) questions: QuestionAsked[];
}
class CandidateNamed implements Candidate {
  @ValidateIf(isGiven) @IsUUID('all') organisationId: string | null = null;
  @Length(1, 300) name: string;
}

/** What a case asks to have scored. A person never fills it in: the case that asks does. */
export class OpenEvaluation implements EvaluationWanted {
  @IsUUID('all', { message: 'The case that asks is not known.' }) of: string;
  @IsInt() @Min(1) @Max(99) attempt: number = 1;
  @ValidateIf(isGiven) @IsString() @MaxLength(4000) because: string | null = null;
  @IsBoolean() anew: boolean = false;
  @IsString() @MaxLength(400) reference: string = '';
  @Length(1, 1000) title: string;
  @ValidateNested() @Type(() => CandidateNamed) candidate: CandidateNamed;
  @Length(1, 1000) subjectTitle: string;
  @IsArray() @ArrayMinSize(1, { message: 'There is nothing to score.' }) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => PartAsked) parts: PartAsked[];
  @IsInt() @Min(1) @Max(20) minimumEvaluators: number = 2;
  @ValidateIf(isGiven) @Length(3, 100) dueRule: string | null = null;
  @Matches(A_DAY) startedOn: string;
}

export class AssignEvaluator implements Input<'evaluator.assign'> {
  @IsUUID('all', { message: 'Choose who is to score.' }) personId: string;
  @ValidateIf(isGiven) @Transform(trimmedOrNull) @Length(2, 200, { message: 'Say which authority lends them, like “Medway Council”.' }) lentBy: string | null = null;
  @ValidateIf(isGiven) @Matches(A_DAY, { message: 'Give their last day here, like 31 3 2027.' }) until: string | null = null;
}
export class ReplaceEvaluator extends AssignEvaluator implements Input<'evaluator.replace'> {
  @IsUUID('all', { message: 'Choose who is replaced.' }) replaces: string;
  @Transform(trimmed) @Length(3, 2000, { message: 'Say why they are replaced.' }) why: string;
}
export class AssignModerator implements Input<'moderator.assign'> {
  @IsUUID('all', { message: 'Choose who is to moderate.' }) personId: string;
  @ValidateIf(isGiven) @Transform(trimmedOrNull) @MaxLength(2000) why: string | null = null;
}
export class DeclareFitness implements Input<'fitness.declare'> {
  @Transform(trimmed) @Length(1, 4000, { message: 'Say what you know or have done that lets you judge these answers.' }) experience: string;
}
export class DeclareConflict implements Input<'conflict.declare'> {
  @IsIn(['personal', 'pecuniary', 'prior involvement'], { message: 'Choose what kind of interest it is.' }) kind: ConflictKind;
  @Transform(trimmed) @Length(1, 4000, { message: 'Say in a sentence what the interest is.' }) detail: string;
}
export class GiveScore implements Input<'score.record'> {
  @Length(1, 100) part: string;
  @Length(1, 100) question: string;
  @IsNumber({ maxDecimalPlaces: 2 }, { message: 'Choose a score.' }) score: number;
  @Transform(trimmed) @Length(1, 8000, { message: 'Give the reason for the score.' }) reason: string;
  @ValidateIf(isGiven) @Transform(trimmedOrNull) @MaxLength(4000) why: string | null = null;
}
export class KeepRecord implements Input<'record.keep'> {
  @IsUUID('all', { message: 'Make the record first.' }) documentId: string;
  @Matches(/^[0-9a-f]{64}$/, { message: 'Make the record first.' }) sha256: string;
}
export class StopEvaluation implements Input<'evaluation.stop'> {
  @Length(1, 2000) why: string;
}
