import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { AwardEvent } from '../../../../workflows/psr/award.events.js';
import { KEY_CRITERIA } from '../../../../workflows/psr/notice-facts.js';
import { MaybeSaid, OneOf, OnDay, Said, YesOrNo } from './checks.js';
import { ProviderGiven } from './preparation.inputs.js';

type Input<Type extends AwardEvent['type']> = Extract<AwardEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== undefined;

export class ConsiderProvider extends ProviderGiven implements Input<'pool.consider'> {
  @YesOrNo('Choose whether it is among those who may be the most suitable.')
  include: boolean;

  @Said('Give the reasons, by the key criteria and the basic selection criteria.')
  reasons: string;

  @YesOrNo('Choose whether it answered the notice.')
  answered: boolean;
}
export class ShareClarification implements Input<'clarification.share'> {
  @Said('Write the question.', 4000)
  question: string;

  @Said('Write the answer.', 8000)
  answer: string;

  @IsArray({ message: 'Choose who gets the answer.' }) @ArrayMinSize(1, { message: 'Choose who gets the answer.' }) @ArrayMaxSize(200) @IsString({ each: true })
  sentTo: string[];
}
export class ChooseProviders implements Input<'provider.choose'> {
  @IsArray({ message: 'Choose the provider.' }) @ArrayMinSize(1, { message: 'Choose the provider.' }) @ArrayMaxSize(20) @IsString({ each: true })
  providers: string[];

  @Said('Give the reasons. The intention notice repeats them.')
  reasons: string;
}

export class CriterionSet {
  @Said('Give the criterion a short name.', 100)
  key: string;

  @Said('Write what bidders are asked.', 4000)
  asked: string;

  @Said('Say what a good answer shows.', 4000)
  guidance: string;

  @IsInt({ message: 'Enter the weight as a whole number of per cent.' }) @Min(1) @Max(100, { message: 'A weight is 100 per cent or less.' })
  weight: number;

  @IsInt({ message: 'Enter the highest score, like 5.' }) @Min(1) @Max(20, { message: 'Use 20 points or fewer.' })
  highest: number;

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the pass mark as a whole number, or leave it empty.' }) @Min(0) @Max(20)
  passMark: number | null = null;

  @IsArray({ message: 'Choose the key criteria that it carries.' }) @ArrayMaxSize(5) @IsIn([...KEY_CRITERIA], { each: true, message: 'Choose key criteria of the list.' })
  keyCriteria: string[] = [];
}
export class SetCriteria implements Input<'award-criteria.set'> {
  @IsArray() @ArrayMinSize(1, { message: 'Set at least one criterion.' }) @ArrayMaxSize(40) @ValidateNested({ each: true }) @Type(() => CriterionSet)
  criteria: CriterionSet[];

  @Said('Say how offers are assessed.', 4000)
  howAssessed: string;

  @MaybeSaid(2000)
  stages: string | null = null;

  @Said('Say how the key criteria were taken into account.', 4000)
  howKeyCriteriaCount: string;

  @Matches(/^https:\/\/\S{1,300}$/, { message: 'Offers are made electronically: enter the address, beginning with https://.' })
  portal: string;

  @OnDay('The last day for offers')
  offersUntil: string;
}
export class RescheduleOffers implements Input<'offers.reschedule'> {
  @OnDay('The last day for offers')
  offersUntil: string;
}

class AnswerGiven {
  @Said('An answer names no criterion.', 100)
  key: string;

  @Said('Enter the answer; “no answer” is an answer.', 50_000)
  answer: string;
}
export class ReceiveOffer extends ProviderGiven implements Input<'offer.receive'> {
  @IsArray() @ArrayMaxSize(40) @ValidateNested({ each: true }) @Type(() => AnswerGiven)
  answers: AnswerGiven[];
}
export class NameEvaluator implements Input<'evaluator.name'> {
  @IsUUID('all', { message: 'Choose the evaluator.' })
  personId: string;

  @Said('Name the evaluator.', 200)
  name: string;

  @Said('Say what experience the evaluator brings to this service.', 4000)
  experience: string;

  @OneOf(['none', 'declared'], 'Choose whether the evaluator declared an interest in a bidder.')
  interest: 'none' | 'declared';
}
export class AssessOffer implements Input<'offer.assess'> {
  @Said('Choose the offer.', 300)
  provider: string;
}

/** As the evaluation room tells it; nobody types it. */
export class NoteEvaluation implements Input<'evaluation.note'> {
  @IsUUID() of: string;
  @IsInt() @Min(1) attempt: number;
  @IsArray() parts: Input<'evaluation.note'>['parts'][number][];
  @IsArray() evaluators: string[];
  @IsOptional() @IsString() moderator: string | null = null;
  @IsString() agreedAt: string;
}
export class TellOutcome implements Input<'outcome.tell'> {
  @Said('Choose the bidder.', 300)
  provider: string;

  @Said('Say why the winner won and, to another bidder, why its offer did not.', 8000)
  why: string;

  @OnDay('The day on which the intention is to be published')
  intentionOn: string;
}
export class CompletePool implements Input<'pool.complete'> {
  @Said('Say how the providers were identified.')
  reasons: string;
}
