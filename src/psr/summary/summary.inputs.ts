import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { AnnualSummaryEvent } from '../../../workflows/psr/annual-summary.events.js';
import { MaybeSaid, OnDay, Said } from '../award/inputs/checks.js';

type Input<Type extends AnnualSummaryEvent['type']> = Extract<AnnualSummaryEvent, { type: Type }>['input'];
const whole = Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,6}$/.test(value.trim()) ? Number(value) : value));

export class OpenSummary implements Input<'summary.open'> {
  @whole @IsInt({ message: 'Enter the year as four digits, like 2026.' }) @Min(2000, { message: 'Enter the year as four digits, like 2026.' }) @Max(2200, { message: 'Enter the year as four digits, like 2026.' })
  year: number;
}

export class AmendFigure implements Input<'figure.amend'> {
  @Said('Choose the figure.', 60)
  key: string;

  @whole @IsInt({ message: 'Enter the number, 0 or more.' }) @Min(0, { message: 'Enter the number, 0 or more.' }) @Max(100_000, { message: 'Enter a number below 100,000.' })
  count: number;

  @Said('Say which awards are meant and where they are on record. It is published beside the number.', 1000)
  why: string;
}

export class CheckSummary implements Input<'summary.check'> {
  @MaybeSaid()
  natureAndImpact: string | null = null;

  @Said('Say what you looked at to be sure of the figures.')
  howChecked: string;
}

export class AnswerGiven {
  @Said('The kind of non-compliance is missing.', 60)
  key: string;

  @Said('Say how it will be addressed.', 4000)
  how: string;
}
export class AddressCompliance implements Input<'compliance.address'> {
  @Said('Say how compliance was monitored: what was looked at, and by whom.')
  howMonitored: string;

  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AnswerGiven)
  answers: AnswerGiven[] = [];
}

export class PublishYear implements Input<'summary.publish'> {
  @IsUUID('all', { message: 'The document is missing. Open the page again and act on the document shown there.' })
  documentId: string;

  @Matches(/^[0-9a-f]{64}$/, { message: 'The document’s hash is missing. Open the page again and act on the document shown there.' })
  sha256: string;

  @Matches(/^https:\/\/\S{1,300}$/, { message: 'The link begins with https:// and leads to where it can be read without charge.' })
  link: string;

  @OnDay('The day of publication')
  publishedOn: string;
}
