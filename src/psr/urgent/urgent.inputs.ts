import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, ValidateIf, ValidateNested } from 'class-validator';
import type { UrgentEvent, UrgentKind } from '../../../workflows/psr/urgent.events.js';
import { MaybeOnDay, MaybeSaid, OnDay, OneOf, Said, YesOrNo } from '../award/inputs/checks.js';
import { ProviderGiven } from '../award/inputs/preparation.inputs.js';
import { SignedPounds } from '../contract/signed-pounds.js';
import { IsCpvCode, IsPence } from '../field-checks.js';

type Input<Kind extends UrgentEvent['type']> = Extract<UrgentEvent, { type: Kind }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== undefined;
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' || value === undefined ? null : value));

export class OpenUrgent implements Input<'urgent.open'> {
  @OneOf(['award', 'modification', 'bridge'], 'Choose what is to be made.')
  kind: UrgentKind;

  @emptyIsNull @ValidateIf(isGiven) @IsUUID('all', { message: 'Choose the contract that is modified, or leave it empty for an award.' })
  contractCase: string | null = null;

  @Said('Enter the title.', 300)
  title: string;

  @Said('Describe the services: what is provided, and to whom.')
  services: string;

  @IsCpvCode()
  cpv: string;

  @IsArray() @ArrayMinSize(1, { message: 'Name the provider.' }) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ProviderGiven)
  providers: ProviderGiven[];

  @ValidateIf(isGiven) @IsPence('The lifetime value')
  lifetimePence: number | null = null;

  @MaybeSaid(2000)
  amountsPayable: string | null = null;

  @emptyIsNull @ValidateIf(isGiven) @OneOf(['excluding VAT', 'including VAT', 'no VAT is payable'], 'Choose whether VAT is in the figure.')
  vat: 'excluding VAT' | 'including VAT' | 'no VAT is payable' | null = null;

  @OnDay('The first day of the services, or of the change')
  serviceStart: string;

  @OnDay('The last day of the services')
  serviceEnd: string;

  @emptyIsNull @SignedPounds() @ValidateIf(isGiven) @IsPence('The change in value', true)
  valueChangePence: number | null = null;
}

export class StateUrgency implements Input<'urgency.state'> {
  @YesOrNo('Choose whether it must be made urgently.')
  isUrgent: boolean;

  @Said('Say why it is urgent, or is not.', 4000)
  whyUrgent: string;

  @YesOrNo('Choose whether the reason could not be foreseen by the authority.')
  notForeseeable: boolean;

  @YesOrNo('Choose whether the reason is not attributable to the authority.')
  notAttributable: boolean;

  @Said('Say why the reason could, or could not, be foreseen, and to whom it is attributable.', 4000)
  whyNotForeseeable: string;

  @YesOrNo('Choose whether delay would be likely to put patient or public safety at risk.')
  safetyAtRisk: boolean;

  @Said('Say what the risk to safety is.', 4000)
  riskToSafety: string;
}

export class StateBridge implements Input<'bridge.state'> {
  @OnDay('The day on which the standstill began')
  standstillBeganOn: string;

  @MaybeOnDay('The day on which the advice was sought')
  adviceSoughtOn: string | null = null;

  @OnDay('The day on which the existing contract expires')
  existingExpiresOn: string;

  @OnDay('The day on which the standstill is likely to end')
  standstillMayEndOn: string;

  @YesOrNo('Choose whether the change is necessary or expedient for continuity.')
  isNecessary: boolean;

  @Said('Say why.', 4000)
  whyNecessary: string;

  @YesOrNo('Choose whether regulations 6 to 13 cannot be met before the contract expires.')
  cannotBeMet: boolean;

  @Said('Say why.', 4000)
  whyCannotBeMet: string;
}
