import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, IsUUID, ValidateIf, ValidateNested } from 'class-validator';
import type { CallOffWay, FrameworkEvent } from '../../../workflows/psr/framework.events.js';
import { NoteChange } from '../contract/contract.inputs.js';
import { Lines, MaybeSaid, OnDay, OneOf, Said } from '../award/inputs/checks.js';
import { ProviderGiven } from '../award/inputs/preparation.inputs.js';
import { IsCpvCode, IsPence } from '../field-checks.js';
import { DescribeFramework } from './under-framework.inputs.js';

type Input<Kind extends FrameworkEvent['type']> = Extract<FrameworkEvent, { type: Kind }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== undefined;
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' || value === undefined ? null : value));

class Parties {
  @IsArray() @ArrayMinSize(1, { message: 'Name every provider that is party to it.' }) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => ProviderGiven)
  providers: ProviderGiven[];
}

export class OpenFramework extends DescribeFramework implements Input<'framework.open'> {
  @Said('Enter the title, as the framework carries it.', 300)
  title: string;

  @MaybeSaid(60)
  number: string | null = null;

  @Said('Describe the services that it is for.')
  services: string;

  @IsCpvCode()
  cpv: string;

  @Lines() @IsArray() @ArrayMaxSize(20) @IsCpvCode()
  otherCpv: string[] = [];

  @ValidateIf(isGiven) @IsPence('The lifetime value')
  lifetimePence: number | null = null;

  @emptyIsNull @ValidateIf(isGiven) @OneOf(['excluding VAT', 'including VAT', 'no VAT is payable'], 'Choose whether VAT is in the figure.')
  vat: 'excluding VAT' | 'including VAT' | 'no VAT is payable' | null = null;

  @MaybeSaid(1000)
  valueBasis: string | null = null;

  @MaybeSaid(300)
  concludedBy: string | null = null;

  @OnDay('The day on which it was concluded')
  concludedOn: string;

  @OneOf(['competitive process', 'before the Regime'], 'Choose how it was concluded. Under the Regime only the competitive process concludes a framework.')
  how: 'competitive process' | 'before the Regime';

  @MaybeSaid(300)
  ourEntry: string | null = null;

  @IsArray() @ArrayMinSize(1, { message: 'Name every provider that is party to it.' }) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => ProviderGiven)
  providers: ProviderGiven[];

  @ValidateIf(isGiven) @IsUUID('all', { message: 'The case of the competition is not known.' })
  awardCase: string | null = null;
}
export class EnterParties extends Parties implements Input<'provider.enter'> {
  @OnDay('The day on which they joined')
  joinedOn: string;

  @ValidateIf(isGiven) @IsUUID('all', { message: 'The case of the competition is not known.' })
  awardCase: string | null = null;
}
export class CorrectParties extends Parties implements Input<'parties.correct'> {}
export class LeaveFramework implements Input<'provider.leave'> {
  @Said('Choose the provider.', 300)
  provider: string;

  @OnDay('The day on which it ceased to be party')
  on: string;

  @Said('Give the reasons: it withdrew, was excluded, or its place was ended.', 4000)
  reasons: string;
}
export class BeginCallOff implements Input<'call-off.begin'> {
  @Said('Enter the title, as the contract will carry it.', 300)
  title: string;
}
export class OpenPlaces implements Input<'places.open'> {
  @Said('Say why further providers are looked for.', 4000)
  reasons: string;
}
export class EndFramework implements Input<'framework.end'> {
  @Said('Say why it ends before its last day.', 4000)
  reasons: string;
}

/** As a contract under it tells; nobody types it. */
export class NoteCallOff implements Input<'call-off.note'> {
  @IsUUID() callOffCase: string;
  @IsString() title: string;
  @OneOf(['without competition', 'competition'], 'The way is not known.') way: CallOffWay;
  @IsArray() @IsString({ each: true }) providers: string[];
  @ValidateIf(isGiven) @IsPence('The lifetime value') lifetimePence: number | null = null;
  @OnDay('The day of the award') awardedOn: string;
  @OnDay('The last day of the services') serviceEnd: string;
}

/** As its modification tells; nobody types it. */
export class NoteFrameworkChange extends NoteChange implements Input<'change.note'> {
  @MaybeSaid(4000)
  whyOverFourYears: string | null = null;
}
