import 'reflect-metadata';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, IsUUID } from 'class-validator';
import type { AwardEvent } from '../../../workflows/psr/award.events.js';
import type { CallOffWay } from '../../../workflows/psr/framework.events.js';
import { Lines, MaybeSaid, OnDay, OneOf, Said, YesOrNo } from '../award/inputs/checks.js';
import { FrozenInput, RecordBreach } from '../award/inputs/awarding.inputs.js';
import { IsNotBefore, IsPence } from '../field-checks.js';

type Input<Type extends AwardEvent['type']> = Extract<AwardEvent, { type: Type }>['input'];

export class DescribeFramework implements Input<'framework.describe'> {
  @OnDay('The first day of the framework')
  starts: string;

  @OnDay('The last day of the framework')
  @IsNotBefore('starts', 'The framework ends before it starts. Put right the day that is wrong.')
  ends: string;

  @MaybeSaid(2000)
  whyOverFourYears: string | null = null;

  @Lines() @IsArray() @ArrayMinSize(1, { message: 'Name every authority that may use the framework, this one too.' }) @ArrayMaxSize(200, { message: 'Name 200 authorities or fewer.' }) @IsString({ each: true })
  users: string[];

  @YesOrNo('Choose whether contracts may be awarded without competition.')
  withoutCompetition: boolean;

  @YesOrNo('Choose whether contracts may be awarded by a competition among its providers.')
  competition: boolean;

  @Said('Say how contracts are called off: by which terms a provider is chosen without competition, and how a competition is held.', 8000)
  howCalledOff: string;
}
export class ConcludeFramework implements Input<'framework.conclude'> {
  @IsPence('The lifetime value of the framework')
  lifetimePence: number;

  @OnDay('The first day')
  starts: string;
}

export class PlaceCallOff implements Input<'call-off.place'> {
  @IsUUID('all', { message: 'Choose the framework. One that is not in the list is entered in the register first.' })
  frameworkCase: string;

  @OneOf(['without competition', 'competition'], 'Choose the way that the framework’s terms allow.')
  way: CallOffWay;

  @YesOrNo('Choose whether the services are within what the framework is for.')
  withinScope: boolean;

  @Said('Say why the services are within the framework, or why not.', 4000)
  whyWithinScope: string;

  @YesOrNo('Choose whether the contract would change the framework’s terms substantially.')
  changesTerms: boolean;

  @Said('Say how the contract keeps to the framework’s terms, or what it would change.', 4000)
  whyTermsStay: string;
}
export class DropCallOff implements Input<'call-off.drop'> {
  @Said('Say why it is not wanted any more.', 4000)
  reasons: string;
}
export class InviteParties extends FrozenInput implements Input<'parties.invite'> {
  @IsArray({ message: 'Tick every provider that the letter was sent to.' }) @ArrayMinSize(1, { message: 'Tick every provider that the letter was sent to.' }) @ArrayMaxSize(200) @IsString({ each: true })
  to: string[];
}

export class RecordFrameworkBreach extends RecordBreach implements Input<'framework-breach.record'> {
  @OnDay('The day on which it was signed')
  signedOn: string;
}
