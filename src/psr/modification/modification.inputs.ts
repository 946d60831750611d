import 'reflect-metadata';
import { Transform } from 'class-transformer';
import { IsBoolean, IsUUID, ValidateIf } from 'class-validator';
import type { ModificationEvent, ModificationGround } from '../../../workflows/psr/modification.events.js';
import { MaybeOnDay, MaybeSaid, OnDay, OneOf, Said, YesOrNo } from '../award/inputs/checks.js';
import { SignedPounds } from '../contract/signed-pounds.js';
import { IsCpvCode, IsPence } from '../field-checks.js';

type Input<Kind extends ModificationEvent['type']> = Extract<ModificationEvent, { type: Kind }>['input'];

export class OpenModification implements Input<'modification.open'> {
  @IsUUID('all', { message: 'Choose what is modified.' })
  contractCase: string;
}

export class DescribeChange implements Input<'change.describe'> {
  @Said('Say what changes.', 4000)
  what: string;

  @OnDay('The day from which the change has effect')
  effectiveOn: string;

  @SignedPounds() @IsPence('The change in value', true)
  valueChangePence: number;

  @MaybeOnDay('The new last day')
  newEnd: string | null = null;

  @MaybeSaid(500)
  lengthChange: string | null = null;

  @MaybeSaid(4000)
  whyOverFourYears: string | null = null;

  @YesOrNo('Choose whether a decision of the authority brings it about.')
  attributable: boolean;

  @Said('Say why it is, or is not, the authority’s decision.', 4000)
  whyAttributable: string;

  @YesOrNo('Choose whether the contract becomes materially different in character.')
  materiallyDifferent: boolean;

  @Said('Say why it does, or does not.', 4000)
  whyCharacter: string;
}

export class StateGround implements Input<'ground.state'> {
  @OneOf(['M1', 'M2', 'M3', 'M4', 'M5'], 'Choose the ground.')
  ground: ModificationGround;

  @Said('Say what shows that the ground holds.', 8000)
  evidence: string;

  @Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value === 'no' ? false : value === '' || value === undefined ? null : value))
  @ValidateIf((_: object, value: unknown) => value !== null) @IsBoolean({ message: 'Choose yes or no.' })
  successorIsSelected: boolean | null = null;
}

export class DecideNotice implements Input<'notice.decide'> {
  @YesOrNo('Choose whether a notice is published.')
  publish: boolean;

  @Said('Give the reasons.', 4000)
  reasons: string;
}

export class CompleteNotice implements Input<'notice.complete'> {
  @Said('Enter the title of the contract.', 300)
  title: string;

  @Said('Describe the services: what is provided, and to whom.')
  services: string;

  @IsCpvCode()
  cpv: string;
}
