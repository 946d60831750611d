import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsObject, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { AwardEvent } from '../../../../workflows/psr/award.events.js';
import type { FrameworkJoined } from '../../../../workflows/psr/framework.events.js';
import { KEY_CRITERIA } from '../../../../workflows/psr/notice-facts.js';
import { IsCpvCode, IsPence } from '../../field-checks.js';
import { Lines, MaybeEmail, MaybeOnDay, MaybeSaid, OneOf, Said, YesOrNo } from './checks.js';

type Input<Type extends AwardEvent['type']> = Extract<AwardEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== undefined;

export class ProviderGiven {
  @Said('Enter the legal name of the provider.', 300)
  name: string;

  @ValidateIf(isGiven) @IsUUID('all', { message: 'The organisation is not one of this service.' })
  organisationId: string | null = null;

  @Lines() @IsArray({ message: 'Enter the address, line by line.' }) @ArrayMaxSize(10) @IsString({ each: true }) @MaxLength(200, { each: true })
  address: string[] = [];

  @OneOf(['registered office', 'principal place of business'], 'Choose what the address is.')
  addressIs: 'registered office' | 'principal place of business' = 'registered office';

  @MaybeEmail()
  email: string | null = null;
}

export class ChangeDetails implements Input<'details.change'> {
  @Said('Enter the title, as the contract will carry it.', 300)
  title: string;

  @Said('Describe the services: what is provided, and to whom.')
  services: string;

  @IsCpvCode()
  cpv: string;

  @Lines() @IsArray() @ArrayMaxSize(20) @IsCpvCode()
  otherCpv: string[] = [];

  @MaybeSaid(1000)
  mixedWith: string | null = null;

  @ValidateIf(isGiven) @IsPence('The lifetime value')
  lifetimePence: number | null = null;

  @MaybeSaid(2000)
  amountsPayable: string | null = null;

  @ValidateIf(isGiven) @OneOf(['excluding VAT', 'including VAT', 'no VAT is payable'], 'Choose whether VAT is in the figure.')
  vat: 'excluding VAT' | 'including VAT' | 'no VAT is payable' | null = null;

  @MaybeSaid(1000)
  valueBasis: string | null = null;

  @MaybeOnDay('The first day of the services')
  serviceStart: string | null = null;

  @MaybeOnDay('The last day of the services')
  serviceEnd: string | null = null;

  @MaybeSaid(1000)
  extensions: string | null = null;

  @MaybeSaid(300)
  existingContract: string | null = null;

  @MaybeSaid(300)
  representationsTo: string | null = null;

  @MaybeEmail()
  representationsEmail: string | null = null;

  @MaybeOnDay('The day of publication')
  intentionOn: string | null = null;
}

export class OpenAward extends ChangeDetails implements Input<'award.open'> {
  @ValidateIf(isGiven) @IsUUID('all', { message: 'The case in which the route was chosen is not known.' })
  routeCase: string | null = null;

  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ProviderGiven)
  providers: ProviderGiven[] = [];

  @OneOf(['contract', 'framework'], 'Choose whether a contract or a framework is to be concluded.')
  toConclude: 'contract' | 'framework' = 'contract';

  /** As the register tells it; nobody types it. */
  @ValidateIf(isGiven) @IsObject({ message: 'The framework that providers are to join is not known.' })
  joins: FrameworkJoined | null = null;

  @ValidateIf(isGiven) @IsUUID('all', { message: 'The framework is not known.' })
  frameworkCase: string | null = null;
}

export class CorrectProviders implements Input<'providers.correct'> {
  @IsArray() @ArrayMinSize(1, { message: 'Name each provider.' }) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ProviderGiven)
  providers: ProviderGiven[];
}

class DecisionMakerGiven {
  @Said('Name the person.', 200)
  name: string;

  @Said('Say what the person is: “Director of commissioning”.', 200)
  role: string;

  @MaybeSaid(200)
  body: string | null = null;
}
export class NameDecisionMakers implements Input<'decision-makers.name'> {
  @IsArray() @ArrayMinSize(1, { message: 'Name at least one person who decides.' }) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => DecisionMakerGiven)
  people: DecisionMakerGiven[];
}

export class DeclareInterest implements Input<'conflict.declare'> {
  @ValidateIf(isGiven) @IsUUID('all', { message: 'Choose the person, or leave it empty.' })
  personId: string | null = null;

  @Said('Name the person whose interest it is.', 200)
  name: string;

  @Said('Say what the interest is.', 2000)
  interest: string;

  @Said('Say at which stage the person takes part: assessing, evaluating, deciding.', 200)
  stage: string;

  @YesOrNo('Choose whether the interest is a conflict.')
  isConflict: boolean;

  @Said('Say why it is, or is not, a conflict.', 2000)
  why: string;

  @OneOf(['recused', 'restricted', 'no action'], 'Choose what was done.')
  action: 'recused' | 'restricted' | 'no action';

  @Said('Say how it was managed. The notices repeat it.', 2000)
  managed: string;

  @MaybeSaid(300)
  postWith: string | null = null;
}

export class AskSubContractors implements Input<'sub-contractors.ask'> {
  @Said('Choose the provider.', 300)
  provider: string;

  @YesOrNo('Choose whether it means to sub-contract.')
  intends: boolean;

  @Lines() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @Length(1, 300, { each: true })
  names: string[] = [];
}

export class CheckExclusion implements Input<'exclusion.check'> {
  @Said('Name the provider or sub-contractor that was checked.', 300)
  about: string;

  @MaybeSaid(300)
  provider: string | null = null;

  @Said('Say what was looked at, and when: “debarment list on 3 March 2026”.', 1000)
  checked: string;

  @OneOf(['clear', 'excludable', 'excluded'], 'Choose what was found.')
  result: 'clear' | 'excludable' | 'excluded';

  @MaybeSaid(1000)
  ground: string | null = null;

  @OneOf(['no', 'mandatory', 'discretionary'], 'Choose whether the ground is a threat to national security.')
  nationalSecurity: 'no' | 'mandatory' | 'discretionary' = 'no';
}

export class WarnOfSubContractor implements Input<'sub-contractor.warn'> {
  @Said('Choose the sub-contractor.', 300)
  about: string;

  @Said('Say by when and how the provider may find another one.', 2000)
  opportunity: string;
}

const SELF_CLEANING = ['none given', 'sufficient', 'insufficient'] as const;
export class Exclude implements Input<'exclusion.exclude'> {
  @Said('Choose who is excluded, or which sub-contractor is replaced.', 300)
  about: string;

  @OneOf(['exclude', 'sub-contractor replaced'], 'Choose what was decided.')
  decision: 'exclude' | 'sub-contractor replaced';

  @Said('Give the reasons, with the ground.')
  reasons: string;

  @OneOf(SELF_CLEANING, 'Choose what became of the evidence of self-cleaning.')
  selfCleaning: (typeof SELF_CLEANING)[number];
}
export class LetIn implements Input<'exclusion.let-in'> {
  @Said('Choose who is not excluded.', 300)
  about: string;

  @OneOf(['do not exclude', 'overriding public interest'], 'Choose what was decided.')
  decision: 'do not exclude' | 'overriding public interest';

  @Said('Give the reasons.')
  reasons: string;

  @OneOf(SELF_CLEANING, 'Choose what became of the evidence of self-cleaning.')
  selfCleaning: (typeof SELF_CLEANING)[number];
}
export class ContestExclusion implements Input<'exclusion.contest'> {
  @Said('Say whose exclusion it is about.', 300)
  about: string;

  @OneOf(['representations', 'proceedings'], 'Choose what was made or started.')
  how: 'representations' | 'proceedings';
}
export class SettleExclusion implements Input<'exclusion.settle'> {
  @Said('Say whose exclusion it was about.', 300)
  about: string;

  @Said('Say how it ended.', 2000)
  outcome: string;
}
export class NotifyMinister implements Input<'minister.notify'> {
  @OneOf(['M1', 'M2', 'M3 representations', 'M3 outcome'], 'Choose which notice it is.')
  notice: 'M1' | 'M2' | 'M3 representations' | 'M3 outcome';

  @Said('Name the provider or sub-contractor that it is about.', 300)
  about: string;

  @Said('Name the ground.', 1000)
  ground: string;

  @OneOf(['yes', 'no', 'not answered', 'not asked'], 'Choose what the Minister thinks.')
  ministerAgrees: 'yes' | 'no' | 'not answered' | 'not asked';
}

export class StateKeyDecision implements Input<'key-decision.state'> {
  @YesOrNo('Choose whether a key decision is needed.')
  needed: boolean;

  @MaybeSaid(100)
  reference: string | null = null;

  @MaybeOnDay('The first day on which it may be acted on')
  implementableFrom: string | null = null;
}

class CriterionGiven {
  @OneOf(KEY_CRITERIA, 'This is not a key criterion.')
  criterion: (typeof KEY_CRITERIA)[number];

  @ValidateIf(isGiven) @IsInt({ message: 'Enter the weight as a whole number of per cent, or leave it empty.' }) @Min(0) @Max(100, { message: 'A weight is 100 per cent or less.' })
  weight: number | null = null;

  @Said('Say what was looked at for this criterion.')
  evidence: string;

  @Said('Say what was found on this criterion.')
  finding: string;
}
export class AssessCriteria implements Input<'criteria.assess'> {
  @Said('Choose the provider.', 300)
  provider: string;

  @MaybeSaid(2000)
  whyTheseWeights: string | null = null;

  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(5) @ValidateNested({ each: true }) @Type(() => CriterionGiven)
  criteria: CriterionGiven[];
}

class SelectionGiven {
  @OneOf(['suitability', 'financial standing', 'technical and professional ability'], 'Choose one of the three kinds. Nothing else may be asked (Schedule 16).')
  kind: 'suitability' | 'financial standing' | 'technical and professional ability';

  @Said('Say what is asked.', 2000)
  requirement: string;

  @Said('Say what was looked at.', 2000)
  evidence: string;

  @OneOf(['met', 'not met'], 'Choose whether it is met.')
  finding: 'met' | 'not met';
}
export class AssessSelection implements Input<'selection.assess'> {
  @Said('Choose the provider.', 300)
  provider: string;

  @ValidateIf(isGiven) @IsPence('The minimum turnover')
  minimumTurnoverPence: number | null = null;

  @MaybeSaid(2000)
  whyHigherTurnover: string | null = null;

  @IsArray() @ArrayMinSize(1, { message: 'Record at least one criterion.' }) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => SelectionGiven)
  items: SelectionGiven[];
}

export class DecideSatisfaction implements Input<'satisfaction.decide'> {
  @YesOrNo('Choose whether the provider satisfies the existing contract to a sufficient standard.')
  satisfiesExisting: boolean;

  @YesOrNo('Choose whether it will likely satisfy the new contract to a sufficient standard.')
  likelySatisfiesNew: boolean;

  @Said('Give the reasons, by what the assessment found.')
  reasons: string;
}

/** A decision of which only the reasons are asked. */
export class WithReasons implements Input<'award.approve'> {
  @Said('Write the reasons.')
  reasons: string;
}

