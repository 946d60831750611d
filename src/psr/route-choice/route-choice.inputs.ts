import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsDefined, IsIn, IsString, IsUUID, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { ROUTES, WARNINGS, type RouteKey, type WarningKey } from '../../../workflows/psr/route-choice.answer.js';
import type { Choice, RouteChoiceEvent } from '../../../workflows/psr/route-choice.events.js';
import { RouteFactsInput } from './route-facts.inputs.js';

type Input<Type extends RouteChoiceEvent['type']> = Extract<RouteChoiceEvent, { type: Type }>['input'];
const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export class OpenRouteChoice implements Input<'choice.open'> {
  @Length(3, 200, { message: 'Name the contract in 3 to 200 characters, such as “Children’s therapies, East Kent”.' }) @Transform(trimmed)
  title: string;

  @Length(3, 2000, { message: 'Say why a route is to be chosen now: what ends, and when.' }) @Transform(trimmed)
  occasion: string;
}

export class AnswerRouteFacts implements Input<'facts.answer'> {
  @IsDefined({ message: 'The facts are missing.' }) @ValidateNested() @Type(() => RouteFactsInput)
  facts: RouteFactsInput;
}

class RouteNotUsed {
  @IsIn(ROUTES, { message: 'There is no such route.' })
  route: RouteKey;

  @IsString() @MaxLength(4000, { message: 'A reason may have up to 4,000 characters.' }) @Transform(trimmed)
  why: string;
}

class RouteWarningAnswered {
  @IsIn(WARNINGS, { message: 'There is no such warning.' })
  warning: WarningKey;

  @IsString() @MaxLength(4000, { message: 'An answer may have up to 4,000 characters.' }) @Transform(trimmed)
  answer: string;
}

export class ChooseRoute implements Input<'route.choose'> {
  @IsIn([...ROUTES, 'outside the Regime', 'waiver only'], { message: 'Choose a route.' })
  choice: Choice;

  // Whether there are reasons is the rule's to say, so that the page and the API are told the same.
  @IsString() @MaxLength(10_000, { message: 'The reasons may have up to 10,000 characters.' }) @Transform(trimmed)
  reasons: string;

  @IsArray() @ArrayMaxSize(ROUTES.length) @ValidateNested({ each: true }) @Type(() => RouteNotUsed)
  notUsed: RouteNotUsed[];

  @IsArray() @ArrayMaxSize(WARNINGS.length) @ValidateNested({ each: true }) @Type(() => RouteWarningAnswered)
  warnings: RouteWarningAnswered[];

  @IsString() @MaxLength(1000, { message: 'What lets you decide may have up to 1,000 characters.' }) @Transform(trimmed)
  decidedUnder: string;
}

export class ReconsiderRoute implements Input<'choice.reconsider'> {
  @Length(3, 4000, { message: 'Say what has to be looked at again.' }) @Transform(trimmed)
  reason: string;
}

export class DropRouteChoice implements Input<'choice.drop'> {
  @Length(3, 4000, { message: 'Say why no route is chosen.' }) @Transform(trimmed)
  reason: string;
}

/** The record by its content: what the person saw is what is signed. */
export class SignRouteRecord implements Input<'record.sign'> {
  @IsUUID('all', { message: 'The document is missing. Open the page again and sign the record shown there.' })
  documentId: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'The document’s hash is missing. Open the page again and sign the record shown there.' })
  sha256: string;
}
