import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsString, IsUUID, Length, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import { CONTRACT_ROUTES, type ContractEvent, type ContractRoute } from '../../../workflows/psr/contract.events.js';
import { CHANGE_GROUNDS, type ChangeGround } from '../../../workflows/psr/contract.ledger.js';
import { MEASURES, type MeasureKey } from '../../../workflows/psr/contract.measures.js';
import { KEY_CRITERIA, type KeyCriterion } from '../../../workflows/psr/notice-facts.js';
import { Lines, MaybeOnDay, MaybeSaid, OnDay, OneOf, Said, YesOrNo } from '../award/inputs/checks.js';
import { ProviderGiven } from '../award/inputs/preparation.inputs.js';
import { IsCpvCode, IsPence } from '../field-checks.js';
import { SignedPounds } from './signed-pounds.js';

type Input<Kind extends ContractEvent['type']> = Extract<ContractEvent, { type: Kind }>['input'];
type Decorator = (target: object, property: string) => void;
const all = (...decorators: readonly PropertyDecorator[]): Decorator => (target, property) => decorators.forEach((decorate) => decorate(target, property));
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== undefined;
const emptyIsNull = Transform(({ value }: { value: unknown }) => (value === '' || value === undefined ? null : value));
const number = Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\s*\d{1,6}\s*$/.test(value) ? Number(value) : typeof value === 'string' && value.trim() === '' ? null : value));
/** A whole number; left empty where it was not collected, which is not nought. */
const CountOrNotCollected = (): Decorator => all(number, ValidateIf(isGiven), IsInt({ message: 'Enter a whole number, or leave it empty where it was not collected.' }), Min(0, { message: 'A count is nought or more.' }), Max(100_000, { message: 'Check the number of digits.' }));

export class OpenContract implements Input<'contract.open'> {
  @Said('Enter the title, as the contract carries it.', 300)
  title: string;

  @MaybeSaid(60)
  number: string | null = null;

  @IsArray() @ArrayMinSize(1, { message: 'Name the provider.' }) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ProviderGiven)
  providers: ProviderGiven[];

  @Said('Describe the services: what is provided, and to whom.')
  services: string;

  @emptyIsNull @ValidateIf(isGiven) @IsCpvCode()
  cpv: string | null = null;

  @Lines() @IsArray() @ArrayMaxSize(60) @IsString({ each: true }) @Length(1, 100, { each: true })
  districts: string[] = [];

  @ValidateIf(isGiven) @IsPence('The lifetime value')
  lifetimePence: number | null = null;

  @MaybeSaid(2000)
  amountsPayable: string | null = null;

  @emptyIsNull @ValidateIf(isGiven) @OneOf(['excluding VAT', 'including VAT', 'no VAT is payable'], 'Choose whether VAT is in the figure.')
  vat: 'excluding VAT' | 'including VAT' | 'no VAT is payable' | null = null;

  @MaybeSaid(1000)
  valueBasis: string | null = null;

  @OnDay('The first day of the services')
  serviceStart: string;

  @OnDay('The last day of the services')
  serviceEnd: string;

  @MaybeOnDay('The last day of the longest term')
  extendableTo: string | null = null;

  @MaybeSaid(1000)
  extensions: string | null = null;

  @OneOf(CONTRACT_ROUTES, 'Choose how the contract came about.')
  route: ContractRoute;

  @MaybeOnDay('The day of the award')
  awardedOn: string | null = null;

  @MaybeOnDay('The day of the signature')
  signedOn: string | null = null;

  @ValidateIf(isGiven) @IsUUID('all', { message: 'The case of the award is not known.' })
  awardCase: string | null = null;

  @MaybeSaid(300)
  importedFrom: string | null = null;
}

export class RecordSignature implements Input<'signature.record'> {
  @OnDay('The day of the signature')
  signedOn: string;
}

export class EnterChange implements Input<'change.enter'> {
  @Said('Say what changed.', 4000)
  what: string;

  @OneOf(CHANGE_GROUNDS, 'Choose on which ground it was made.')
  ground: ChangeGround;

  @YesOrNo('Choose whether a decision of the authority brought it about.')
  attributable: boolean;

  @SignedPounds() @IsPence('The change in value', true)
  valueChangePence: number;

  @OnDay('The day from which the change has effect')
  effectiveOn: string;

  @MaybeOnDay('The new last day')
  newEnd: string | null = null;
}
export class NoteChange extends EnterChange implements Input<'change.note'> {
  @IsUUID('all', { message: 'The case of the modification is not known.' })
  modificationCase: string;
}

class ShareGiven {
  @Said('Name who pays.', 200)
  payer: string;

  @IsPence('The share')
  pence: number;

  @MaybeSaid(200)
  budget: string | null = null;
}
export class SetShares implements Input<'shares.set'> {
  @IsPence('The whole')
  totalPence: number;

  @OneOf(['a year', 'the whole term'], 'Choose what the amounts are for.')
  period: 'a year' | 'the whole term';

  @IsArray() @ArrayMinSize(1, { message: 'Enter at least one share.' }) @ArrayMaxSize(40) @ValidateNested({ each: true }) @Type(() => ShareGiven)
  shares: ShareGiven[];
}

class ReviewedCriterion {
  @OneOf(KEY_CRITERIA, 'Choose one of the five key criteria.')
  criterion: KeyCriterion;

  @Said('Say what was looked at.', 4000)
  evidence: string;

  @Said('Say what was found.', 4000)
  finding: string;
}
export class RecordReview implements Input<'review.record'> {
  @Said('Say which period was looked at.', 100)
  period: string;

  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(5) @ValidateNested({ each: true }) @Type(() => ReviewedCriterion)
  criteria: ReviewedCriterion[];

  @Said('Say what follows from the review.', 4000)
  conclusion: string;
}

/** '4.25' posts, as hundredths. */
const fte = Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\s*\d{1,4}(\.\d{1,2})?\s*$/.test(value) ? Math.round(Number(value) * 100) : value));
class PostGiven {
  @Said('Name the therapy.', 100)
  therapy: string;

  @Said('Name the area.', 100)
  area: string;

  @fte @IsInt({ message: 'Enter full-time equivalents with at most two decimals, like 4.25.' }) @Min(0) @Max(1_000_000)
  fteHundredths: number;

  @number @IsInt({ message: 'Enter a whole per cent.' }) @Min(0, { message: 'A share is 0% or more.' }) @Max(100, { message: 'A share is 100% at most.' })
  fundedPercent: number;
}
export class SetPosts implements Input<'posts.set'> {
  @OnDay('The day of the figures')
  asOn: string;

  @IsArray() @ArrayMinSize(1, { message: 'Enter at least one row.' }) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => PostGiven)
  posts: PostGiven[];
}

class CaseloadGiven {
  @Said('Name the therapy.', 100)
  therapy: string;

  @Said('Name the area.', 100)
  area: string;

  @CountOrNotCollected()
  children: number | null = null;
}
export class CountCaseload implements Input<'caseload.count'> {
  @OnDay('The day of the count')
  asOn: string;

  @IsArray() @ArrayMinSize(1, { message: 'Enter at least one row.' }) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => CaseloadGiven)
  rows: CaseloadGiven[];
}

class FigureGiven {
  @OneOf(MEASURES.map(({ key }) => key), 'Choose one of the measures.')
  measure: MeasureKey;

  @Said('Name the therapy.', 100)
  therapy: string;

  @Said('Name the area.', 100)
  area: string;

  @CountOrNotCollected()
  count: number | null = null;
}
export class ReportActivity implements Input<'activity.report'> {
  @OnDay('The first day of the period')
  from: string;

  @OnDay('The last day of the period')
  to: string;

  @IsArray() @ArrayMinSize(1, { message: 'Enter at least one figure.' }) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => FigureGiven)
  rows: FigureGiven[];
}

export class DecideRenewal implements Input<'renewal.decide'> {
  @OneOf(['begin now', 'let it end'], 'Choose what follows.')
  decision: 'begin now' | 'let it end';

  @Said('Give the reasons.', 4000)
  reasons: string;
}

export class EndContract implements Input<'contract.end'> {
  @Said('Say why the contract ends before its last day.', 4000)
  reasons: string;

  @OneOf(['no', 'mandatory', 'discretionary'], 'Choose whether it ends on grounds of national security.')
  nationalSecurity: 'no' | 'mandatory' | 'discretionary' = 'no';

  @OneOf(['yes', 'no', 'not answered', 'not asked'], 'Choose what the Minister thinks.')
  ministerAgrees: 'yes' | 'no' | 'not answered' | 'not asked' = 'not asked';
}

export class NotifyMinisterOfEnd implements Input<'minister.notify'> {
  @OneOf(['mandatory', 'discretionary'], 'Choose the ground.')
  ground: 'mandatory' | 'discretionary';

  @Said('Say what is known: the Minister reads it.', 4000)
  known: string;
}
