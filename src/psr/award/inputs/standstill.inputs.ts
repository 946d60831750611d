import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, IsUUID, ValidateIf, ValidateNested } from 'class-validator';
import { FileGiven } from '../../../files/file-given.js';
import type { AwardEvent } from '../../../../workflows/psr/award.events.js';
import { MaybeEmail, MaybeOneOf, MaybeSaid, Numbered, OneOf, Said, YesOrNo } from './checks.js';

type Input<Type extends AwardEvent['type']> = Extract<AwardEvent, { type: Type }>['input'];

export const STANDINGS = ['provider of these services', 'sub-contractor', 'supplier of another part', 'other'] as const;

export class ReceiveRepresentation implements Input<'representation.receive'> {
  @Said('Name the provider that represents.', 300)
  name: string;

  @ValidateIf((_, value) => value !== null && value !== undefined) @IsUUID('all', { message: 'The organisation is not one of this service.' })
  organisationId: string | null = null;

  @MaybeSaid(200)
  contact: string | null = null;

  @MaybeEmail()
  email: string | null = null;

  @OneOf(STANDINGS, 'Choose what it is. Nobody is turned away for it.')
  standing: (typeof STANDINGS)[number];

  @OneOf(['e-mail', 'letter', 'this service', 'spoken'], 'Choose how it came.')
  how: 'e-mail' | 'letter' | 'this service' | 'spoken';

  @Said('Write what the provider says was done wrong.', 20_000)
  grounds: string;
}

export class JudgeRepresentation implements Input<'representation.judge'> {
  @Numbered('Choose the representation.')
  number: number;

  @YesOrNo('Choose whether it is a valid representation.')
  valid: boolean;

  @Said('Give the reasons. Standing alone is rarely one: the Panel has heard sub-contractors and suppliers of a part.')
  reasons: string;
}
export class InviteToExplain implements Input<'representation.invite'> {
  @Numbered('Choose the representation.')
  number: number;

  @YesOrNo('Choose whether a further opportunity is apt.')
  apt: boolean;

  @Said('Say what was offered, or why none is apt.', 4000)
  what: string;
}
export class NoteExplanation implements Input<'representation.explain'> {
  @Numbered('Choose the representation.')
  number: number;

  @Said('Write what is explained.', 20_000)
  text: string;

  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => FileGiven)
  files: FileGiven[] = [];
}
export class RequestInformation implements Input<'information.request'> {
  @Numbered('Choose the representation.')
  number: number;

  @Said('Write what was asked for.', 4000)
  asked: string;
}
export class AnswerInformation implements Input<'information.answer'> {
  @Numbered('Choose the representation.')
  number: number;

  @Numbered('Choose the request.')
  request: number;

  @OneOf(['given', 'given in part', 'withheld'], 'Choose what became of the request.')
  given: 'given' | 'given in part' | 'withheld';

  @MaybeOneOf(['commercial interests', 'fair competition', 'public interest'], 'Choose one of the three exceptions, or none.')
  exception: 'commercial interests' | 'fair competition' | 'public interest' | null = null;

  @Said('Say what was given, and why the rest was not.', 4000)
  reasons: string;
}
export class RecordReview implements Input<'review.record'> {
  @Numbered('Choose the representation.')
  number: number;

  @Said('Write the findings on each ground.', 20_000)
  findings: string;

  @OneOf(['well founded', 'partly well founded', 'not well founded'], 'Choose the conclusion.')
  conclusion: 'well founded' | 'partly well founded' | 'not well founded';
}
export class TakeFurtherDecision implements Input<'decision.take'> {
  @OneOf(['proceed', 'repeat', 'abandon'], 'Choose what is decided.')
  kind: 'proceed' | 'repeat' | 'abandon';

  @ValidateIf((_, value) => value !== null && value !== undefined && value !== '') @Numbered('Choose the step to go back to, or none.')
  toStep: number | null = null;

  @Said('Give the reasons. Everybody who is told of the decision gets them.', 20_000)
  reasons: string;
}
export class TellDecision implements Input<'decision.tell'> {
  @IsArray({ message: 'Choose who was told.' }) @ArrayMinSize(1, { message: 'Choose who was told.' }) @ArrayMaxSize(100) @IsString({ each: true })
  to: string[];

  @Said('Say how: by e-mail, by letter. It is told in writing.', 300)
  how: string;
}
export class AskPanel implements Input<'panel.ask'> {
  @Said('Say who asked the Panel: the provider, or the authority itself.', 300)
  askedBy: string;
}
export class NoteTriage implements Input<'panel.triage'> {
  @Numbered('Choose the request.')
  number: number;

  @YesOrNo('Choose whether the Panel accepted it.')
  accepted: boolean;

  @Said('Say what reasons the Panel gave.', 4000)
  reasons: string;
}
export class NoteAdvice implements Input<'panel.advise'> {
  @Numbered('Choose the request.')
  number: number;

  @OneOf(['no breach', 'breach without material effect', 'breach that may be material'], 'Choose what the Panel found.')
  finding: 'no breach' | 'breach without material effect' | 'breach that may be material';

  @Said('Sum up the advice, with any step that it says to go back to.', 20_000)
  summary: string;
}
export class NoteBridge implements Input<'bridge.note'> {
  @Said('Name the existing contract that is changed.', 300)
  contract: string;

  @Said('Say why: that it is likely to expire before the standstill ends, that the change is needed for continuity, and that regs 6 to 13 cannot be met before.', 4000)
  reasons: string;
}
export class CloseStandstill implements Input<'standstill.close'> {
  @YesOrNo('Say that no further decision is intended, or take it first.')
  noneIntended: boolean;
}
