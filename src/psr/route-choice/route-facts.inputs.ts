import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import {
  AUTHORITY_KINDS, EXISTING_STATUSES, NEEDS, PAYERS, SECTIONS,
  type AuthorityKind, type Bridge, type ChangeFacts, type CodeFact, type ExistingContract, type FrameworkFacts, type LifetimeValue, type ModificationFacts, type Need,
  type OtherSubject, type PatientChoice, type ProposedContract, type RanPeriod, type RelatedContracts, type RouteFacts, type Satisfaction, type Service, type ServiceLine, type Urgency,
} from '../../../workflows/psr/route-facts.js';
import { IsCpvCode, IsNotBefore, IsPence, IsRealDay } from '../field-checks.js';

/**
 * The facts of a choice of route, checked. One shape for the wizard, the API and the command line; its JSON schema is made from these classes.
 * What is not known is left out or null. Nothing here decides: that is `decideRoute`.
 */
type Decorator = (target: object, propertyName: string) => void;
const all = (...decorators: Decorator[]): Decorator => (target, name) => decorators.forEach((decorate) => decorate(target, name));

const YesNo = (what: string): Decorator => all(IsOptional() as Decorator, IsBoolean({ message: `${what} must be true, false, or left out while it is not known.` }) as Decorator);
const Words = (what: string): Decorator => all(IsOptional() as Decorator, IsString({ message: `${what} must be text.` }) as Decorator, MaxLength(4000, { message: `${what} may have up to 4,000 characters.` }) as Decorator);
const OneOf = (what: string, values: readonly string[]): Decorator => all(IsOptional() as Decorator, IsIn(values as string[], { message: `${what} must be one of: ${values.join(', ')}.` }) as Decorator);
const Pence = (what: string, mayFall = false): Decorator => all(IsOptional() as Decorator, IsPence(what, mayFall));
const Day = (what: string): Decorator => all(IsOptional() as Decorator, IsRealDay(what));
const Count = (what: string, least: number): Decorator => all(IsOptional() as Decorator, IsInt({ message: `${what} must be a whole number.` }) as Decorator, Min(least, { message: `${what} must be ${least} or more.` }) as Decorator, Max(1000, { message: `${what} must be 1,000 or fewer.` }) as Decorator);
const Part = (shape: () => new () => object): Decorator => all(IsOptional() as Decorator, ValidateNested({ message: 'This must be an object.' }) as Decorator, Type(shape) as Decorator);
const Parts = (what: string, shape: () => new () => object, most: number): Decorator =>
  all(IsOptional() as Decorator, IsArray({ message: `${what} must be a list.` }) as Decorator, ArrayMaxSize(most, { message: `${what} may be ${most} at most.` }) as Decorator, ValidateNested({ each: true }) as Decorator, Type(shape) as Decorator);
const Names = (what: string): Decorator =>
  all(IsOptional() as Decorator, IsArray({ message: `${what} must be a list of names.` }) as Decorator, ArrayMaxSize(100) as Decorator, IsString({ each: true, message: `${what} must be names.` }) as Decorator, MaxLength(300, { each: true }) as Decorator);

export class RouteAuthority implements NonNullable<RouteFacts['authority']> {
  @OneOf('The kind of authority', AUTHORITY_KINDS) kind?: AuthorityKind | null;
}

export class RouteBegun implements NonNullable<RouteFacts['begun']> {
  @YesNo('Whether a procedure has begun') already?: boolean | null;
  @Day('The day on which the procedure began') on?: string | null;
  @Words('The evidence of when it began') evidence?: string | null;
}

export class RouteCode implements CodeFact {
  @IsCpvCode() code: string;
  @YesNo('The answer to the code’s qualifying question') qualifies?: boolean | null;
}

export class RouteLine implements ServiceLine {
  @Length(1, 300, { message: 'Name what the line is, in up to 300 characters.' }) what: string;
  @OneOf('Who pays', PAYERS) pays?: (typeof PAYERS)[number] | null;
  @OneOf('The section of plans', SECTIONS) section?: (typeof SECTIONS)[number] | null;
  @YesNo('The view whether the line is for the purposes of the health service') forHealthService?: boolean | null;
  @Words('The reasons for the view') reasons?: string | null;
  @Pence('The lifetime value of the line') pence?: number | null;
}

export class RouteService implements Service {
  @Words('The description of the service') description?: string | null;
  @YesNo('Whether it is health care given to individuals') toIndividuals?: boolean | null;
  @Parts('CPV codes', () => RouteCode, 20) codes?: RouteCode[] | null;
  @Parts('Lines of service', () => RouteLine, 30) lines?: RouteLine[] | null;
  @YesNo('Whether it is one person’s own provision by their own choice') onePersonsChoice?: boolean | null;
}

export class RouteOther implements OtherSubject {
  @YesNo('Whether there are other goods or services') isThere?: boolean | null;
  @Words('What else is bought') what?: string | null;
  @Pence('The lifetime value of the health care part') healthPence?: number | null;
  @Pence('The lifetime value of the other part') otherPence?: number | null;
  @YesNo('Whether the other part could reasonably be bought separately') couldBeSeparate?: boolean | null;
  @Words('How splitting would harm') harm?: string | null;
}

export class RouteUrgency implements Urgency {
  @YesNo('Whether it must be made urgently') mustBeUrgent?: boolean | null;
  @YesNo('Whether the urgency could be foreseen') foreseeable?: boolean | null;
  @YesNo('Whether the urgency is of the authority’s own making') ofOurMaking?: boolean | null;
  @YesNo('Whether waiting risks patient or public safety') risksSafety?: boolean | null;
  @Words('The reasons for the urgency') reasons?: string | null;
}

export class RouteBridge implements Bridge {
  @YesNo('Whether a standstill is running') inStandstill?: boolean | null;
  @YesNo('Whether the panel’s advice was sought in it') adviceSought?: boolean | null;
  @YesNo('Whether the contract is likely to expire before it ends') expiresBeforeItEnds?: boolean | null;
  @YesNo('Whether continuity needs the change') neededForContinuity?: boolean | null;
  @YesNo('Whether no other route can be finished in time') noOtherWayInTime?: boolean | null;
}

export class RouteFramework implements FrameworkFacts {
  @YesNo('Whether the framework is still running') running?: boolean | null;
  @OneOf('The number of providers of the framework', ['one', 'several']) providers?: 'one' | 'several' | null;
  @YesNo('Whether the framework allows a contract without competition') allowsWithoutCompetition?: boolean | null;
  @YesNo('Whether the framework allows a competition among its providers') allowsCompetition?: boolean | null;
}

export class RouteModification implements ModificationFacts {
  @YesNo('Whether the contract provides for the change') providedFor?: boolean | null;
  @YesNo('Whether the change is only one of identity by corporate succession') successionOnly?: boolean | null;
  @YesNo('Whether the successor meets the basic selection criteria') meetsBasicSelection?: boolean | null;
  @YesNo('Whether the change answers external factors') externalFactors?: boolean | null;
  @YesNo('Whether the change comes from a decision of the authority') byAuthority?: boolean | null;
  @YesNo('Whether the character becomes materially different') differentInCharacter?: boolean | null;
  @YesNo('Whether the contract was first awarded by direct award A or B') firstAwardedByAOrB?: boolean | null;
  @Pence('The lifetime value when the contract was entered into') originalPence?: number | null;
  @Pence('The sum of all changes', true) cumulativeChangePence?: number | null;
}

export class RouteStatedValue {
  @IsPence('The other figure') pence: number;
  @Length(1, 300, { message: 'Say where the other figure stands.' }) where: string;
}

export class RouteValue implements LifetimeValue {
  @IsPence('The lifetime value') pence: number;
  @IsIn(['excluded', 'included'], { message: 'Say whether VAT is excluded or included.' }) vat: 'excluded' | 'included';
  @Words('What is in the value') basis?: string | null;
  @Words('Where the value stands') source?: string | null;
  @Parts('Other figures', () => RouteStatedValue, 10) alsoStated?: RouteStatedValue[] | null;
}

export class RouteExisting implements ExistingContract {
  @OneOf('The existing contract', EXISTING_STATUSES) status?: (typeof EXISTING_STATUSES)[number] | null;
  @Names('The existing providers') providers?: string[] | null;
  @Count('The number of contracts', 1) contracts?: number | null;
  @Day('The first day of the existing contract') startsOn?: string | null;
  @IsOptional() @IsRealDay('The last day of the existing contract') @IsNotBefore('startsOn', 'The existing contract ends before it starts. Check both days.') endsOn?: string | null;
  @Part(() => RouteValue) value?: RouteValue | null;
}

export class RouteProposed implements ProposedContract {
  @Names('The intended providers') providers?: string[] | null;
  @Day('The first day of the proposed term') startsOn?: string | null;
  @IsOptional() @IsRealDay('The last day of the proposed term') @IsNotBefore('startsOn', 'The proposed term ends before it starts. Check both days.') endsOn?: string | null;
  @Part(() => RouteValue) value?: RouteValue | null;
  @YesNo('Whether it takes the place of an expiring contract at the end of its term') replacesAtEnd?: boolean | null;
}

export class RouteOnlyProvider implements NonNullable<RouteFacts['onlyProvider']> {
  @YesNo('Whether only the existing provider can provide it') isSo?: boolean | null;
  @Words('The reasons why only the existing provider can') reasons?: string | null;
}

export class RoutePatientChoice implements PatientChoice {
  @YesNo('Whether patients are offered a choice of provider') offered?: boolean | null;
  @YesNo('Whether the number of providers is limited') numberLimited?: boolean | null;
  @YesNo('Whether everyone who meets all requirements is offered a contract') everyQualifiedOffered?: boolean | null;
  @YesNo('Whether there are arrangements to express interest') canExpressInterest?: boolean | null;
}

export class RouteChange implements ChangeFacts {
  @YesNo('Whether it is materially different in character') materiallyDifferent?: boolean | null;
  @YesNo('Whether the changes come from a decision of the authority') byAuthority?: boolean | null;
  @YesNo('Whether the difference is only one of identity by corporate succession') successionOnly?: boolean | null;
  @YesNo('Whether the successor meets the basic selection criteria') meetsBasicSelection?: boolean | null;
  @YesNo('Whether the rise answers external factors') externalFactors?: boolean | null;
  @Words('The comparison of character') reasons?: string | null;
  @Words('Who took the view') decidedBy?: string | null;
}

export class RouteSatisfaction implements Satisfaction {
  @YesNo('Whether the existing contract is satisfied') existing?: boolean | null;
  @YesNo('Whether the new contract will likely be satisfied') proposed?: boolean | null;
  @Words('What shows it') evidence?: string | null;
  @YesNo('Whether performance information was kept') performanceInformation?: boolean | null;
}

export class RouteMarket implements NonNullable<RouteFacts['market']> {
  @YesNo('Whether the most suitable provider can likely be identified') likelyToIdentify?: boolean | null;
  @Words('What is known of the likely providers') reasons?: string | null;
}

export class RouteRelated implements RelatedContracts {
  @Count('The number of other contracts', 0) contracts?: number | null;
  @Pence('What the other existing contracts are worth') existingPence?: number | null;
  @Pence('What the other proposed contracts are worth') proposedPence?: number | null;
}

export class RouteRanPeriod implements RanPeriod {
  @IsRealDay('The first day without authority') from: string;
  @IsRealDay('The last day without authority') @IsNotBefore('from', 'The time without authority ends before it starts. Check both days.') to: string;
  @Words('Why it ran without authority') why?: string | null;
}

export class RouteFactsInput implements RouteFacts {
  @Length(1, 200, { message: 'Say what the contract is, in up to 200 characters.' }) title: string;
  @IsRealDay('The day as at which the question is asked') on: string;
  @Part(() => RouteAuthority) authority?: RouteAuthority | null;
  @Part(() => RouteBegun) begun?: RouteBegun | null;
  @OneOf('What is to be made', NEEDS) need?: Need | null;
  @Part(() => RouteService) service?: RouteService | null;
  @Part(() => RouteOther) other?: RouteOther | null;
  @Part(() => RouteUrgency) urgency?: RouteUrgency | null;
  @Part(() => RouteBridge) bridge?: RouteBridge | null;
  @Part(() => RouteFramework) framework?: RouteFramework | null;
  @Part(() => RouteModification) modification?: RouteModification | null;
  @Part(() => RouteExisting) existing?: RouteExisting | null;
  @Part(() => RouteProposed) proposed?: RouteProposed | null;
  @Part(() => RouteOnlyProvider) onlyProvider?: RouteOnlyProvider | null;
  @Part(() => RoutePatientChoice) choice?: RoutePatientChoice | null;
  @Part(() => RouteChange) change?: RouteChange | null;
  @Part(() => RouteSatisfaction) satisfaction?: RouteSatisfaction | null;
  @Part(() => RouteMarket) market?: RouteMarket | null;
  @Part(() => RouteRelated) related?: RouteRelated | null;
  @Parts('Times without authority', () => RouteRanPeriod, 20) ranWithoutAuthority?: RouteRanPeriod[] | null;
}
