import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsUUID, ValidateIf, ValidateNested } from 'class-validator';
import { FileGiven } from '../../files/file-given.js';
import type { JointEvent } from '../../../workflows/psr/joint.events.js';
import { OneOf, OnDay, Said } from '../award/inputs/checks.js';

type Input<Type extends JointEvent['type']> = Extract<JointEvent, { type: Type }>['input'];
const isGiven = (_: object, value: unknown): boolean => value !== null && value !== undefined;

export class InvitePartner implements Input<'partner.invite'> {
  @Said('Enter the full name of the partner authority.', 200)
  name: string;

  @ValidateIf(isGiven) @IsUUID('all', { message: 'Choose the authority again.' })
  authorityId: string | null = null;

  @OnDay('The last day on which the partner’s people see the case')
  until: string;

  @Said('Say what the partner buys, and by which arrangement you act together.', 2000)
  why: string;
}

export class NamePerson implements Input<'partner.name'> {
  @Said('Choose the partner.', 200)
  partner: string;

  @IsUUID('all', { message: 'Enter the name and the e-mail address of the person.' })
  personId: string;

  @OneOf(['read', 'contribute', 'decide'], 'Choose what the person may do.')
  rights: 'read' | 'contribute' | 'decide';
}

export class ReleasePerson implements Input<'partner.release'> {
  @IsUUID('all', { message: 'Choose the person.' })
  personId: string;

  @Said('Say why the access ends.', 2000)
  why: string;
}

export class ChangeUntil implements Input<'partner.until'> {
  @Said('Choose the partner.', 200)
  partner: string;

  @OnDay('The last day on which the partner’s people see the case')
  until: string;

  @Said('Say why the day changes.', 2000)
  why: string;
}

export class Contribute implements Input<'partner.contribute'> {
  @Said('Write what your authority puts into the case.')
  text: string;

  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => FileGiven)
  files: FileGiven[] = [];
}

export class DecideForPartner implements Input<'partner.decide'> {
  @OneOf(['approve', 'refuse'], 'Choose whether your authority approves or refuses.')
  decision: 'approve' | 'refuse';

  @OnDay('The day on which your authority decided')
  decidedOn: string;

  @Said('Enter the body or post that decided, like “Commissioning committee”.', 300)
  decidedBy: string;

  @Said('Enter where the decision stands written: the minute, the decision notice or the document.', 500)
  reference: string;

  @Said('Give the reasons.')
  reasons: string;
}

export class WithdrawPartner implements Input<'partner.withdraw'> {
  @OnDay('The day on which your authority decided to leave')
  decidedOn: string;

  @Said('Enter where the decision stands written: the minute, the decision notice or the document.', 500)
  reference: string;

  @Said('Say why your authority leaves.')
  why: string;
}
