import 'reflect-metadata';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, IsUUID, Matches, ValidateIf } from 'class-validator';
import type { AwardEvent } from '../../../../workflows/psr/award.events.js';
import { IsPence } from '../../field-checks.js';
import { MaybeOnDay, MaybeOneOf, MaybeSaid, Numbered, OneOf, OnDay, Said } from './checks.js';

type Input<Type extends AwardEvent['type']> = Extract<AwardEvent, { type: Type }>['input'];

/** A document by its content: what the person saw is what goes out. */
export class FrozenInput implements Input<'intention.submit'> {
  @IsUUID('all', { message: 'The document is missing. Open the page again and act on the document shown there.' })
  documentId: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'The document’s hash is missing. Open the page again and act on the document shown there.' })
  sha256: string;
}

export class NotePublication implements Input<'intention.publish'> {
  @Matches(/^\d{6}-20\d{2}$/, { message: 'The notice number has six digits, a hyphen and the year, such as 026114-2026.' })
  noticeNumber: string;

  @Matches(/^https:\/\/\S{1,300}$/, { message: 'The link begins with https:// and leads to the published notice.' })
  link: string;

  @MaybeOnDay('The last day that the notice gives for representations')
  statedLastDay: string | null = null;
}

export class CorrectIntention implements Input<'intention.correct'> {
  @OneOf(['erratum', 'amended, same dates', 'republished, the clock starts again'], 'Choose which kind of correction it is.')
  kind: 'erratum' | 'amended, same dates' | 'republished, the clock starts again';

  @Said('Say what was wrong and what is right now.', 4000)
  why: string;

  @Matches(/^\d{6}-20\d{2}$/, { message: 'The notice number has six digits, a hyphen and the year, such as 026114-2026.' })
  noticeNumber: string;

  @MaybeOnDay('The last day that the corrected notice gives for representations')
  statedLastDay: string | null = null;
}

export class SignContract implements Input<'contract.sign'> {
  @ValidateIf((_, value) => value !== null && value !== undefined) @IsPence('The lifetime value')
  lifetimePence: number | null = null;

  @MaybeSaid(2000)
  amountsPayable: string | null = null;

  @OnDay('The first day of the services')
  serviceStart: string;

  @OnDay('The last day of the services')
  serviceEnd: string;

  @MaybeOneOf(['in the contract', 'implied by regulation 22(3)'], 'Choose whether the contract itself has the terms for ending it.')
  endingTerms: 'in the contract' | 'implied by regulation 22(3)' | null = null;
}

export class RecordBreach implements Input<'breach.record'> {
  @Said('Say what happened.', 4000)
  what: string;

  @Said('Say what is done about it.', 4000)
  cure: string;
}

export class RepeatStep implements Input<'step.repeat'> {
  @Numbered('Choose the step to go back to.')
  toStep: number;

  @Said('Give the reasons. Every provider that knows it is being considered is told of the decision.')
  reasons: string;
}

export class TellRepeat implements Input<'repeat.tell'> {
  @IsArray({ message: 'Choose who was told.' }) @ArrayMinSize(1, { message: 'Choose who was told.' }) @ArrayMaxSize(100) @IsString({ each: true })
  to: string[];
}
