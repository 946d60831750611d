import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, Matches, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { FileGiven } from '../../src/files/file-given.js';
import type { Procedure } from '../../src/engine/procedure.js';
import type { ToyContext, ToyEvent, ToyFacts } from '../engine/toy.machine.js';
import { toyProcedure } from '../engine/toy.procedure.js';

/** A copy of the key that goes along: a row of a question. */
class Copy {
  @MinLength(1, { message: 'Enter whom the copy is for' }) @MaxLength(100, { message: 'The name has at most 100 characters' }) whom: string;
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day from which it is needed' }) since: string;
  @IsOptional() @Min(0, { message: 'Enter the deposit in pounds and pence, such as 12.50' }) paid?: number;
  @IsOptional() @IsIn(['steel', 'brass'], { message: 'Choose a metal' }) metal?: string;
}
/** What was looked at before: one row for each thing that the house names. */
class Look {
  @IsIn(['lock', 'alarm'], { message: 'There is no such thing to look at' }) what: string;
  @MinLength(1, { message: 'Enter what you saw' }) seen: string;
}

class Remark {
  @MinLength(1, { message: 'Enter the remark.' }) text: string;
  @IsOptional() @IsArray() @ArrayMaxSize(3) @ValidateNested({ each: true }) @Type(() => FileGiven) photos?: FileGiven[];
}
class HandOut {
  @MinLength(1, { message: 'Enter why the key is handed out' }) @MaxLength(2000, { message: 'The reason has at most 2,000 characters' }) reason: string;
  @IsOptional() @IsIn(['front', 'back'], { message: 'Choose a door' }) door?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day on which it comes back' }) until?: string;
  @IsOptional() @Min(0, { message: 'Enter the deposit in pounds and pence, such as 12.50' }) deposit?: number;
  @IsOptional() @Matches(/^\d$/) which?: string;
  @IsOptional() @ValidateNested() @Type(() => FileGiven) receipt?: FileGiven;
  @IsOptional() @IsArray() @ArrayMaxSize(5, { message: 'At most 5 copies go along' }) @ValidateNested({ each: true }) @Type(() => Copy) copies?: Copy[];
}
class Wind {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day' }) from: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => Look) looks: Look[] = [];
}

/** The engine's toy with questions, labels and a sentence, so that every kind of question and answer of the desk can be seen. */
export const deskProcedure: Procedure<ToyContext, ToyEvent> = {
  ...toyProcedure,
  events: {
    ...toyProcedure.events,
    'key.ask': { ...toyProcedure.events['key.ask'], fields: [{ name: 'building', label: 'Which building?', type: 'text' }] },
    'remark.add': { ...toyProcedure.events['remark.add'], roles: [...toyProcedure.events['remark.add'].roles, 'referee'], fields: [{ name: 'text', label: 'Remark', type: 'textarea', hint: 'For example, the porter is away on Fridays' }, { name: 'photos', label: 'Photographs', type: 'file', several: true, most: 2, optional: true, accept: ['jpg', 'png', 'pdf'] }], input: Remark as never },
    'key.hand-out': {
      ...toyProcedure.events['key.hand-out'],
      input: HandOut as never,
      fields: [
        { name: 'reason', label: 'Why is the key handed out?', type: 'textarea' },
        { name: 'door', label: 'For which door?', type: 'radios', optional: true, options: [{ value: 'front', text: 'The front door' }, { value: 'back', text: 'The back door', hint: 'It sticks' }] },
        { name: 'until', label: 'When does it come back?', type: 'date', optional: true },
        { name: 'deposit', label: 'Deposit', type: 'money', optional: true },
        { name: 'which', label: 'Which of the keys?', type: 'select', optional: true, options: (context: ToyContext, facts: ToyFacts) => Array.from({ length: facts.keysLeft }, (_, n) => ({ value: String(n + 1), text: `Key ${n + 1} of ${context.building}` })) },
        { name: 'receipt', label: 'Receipt for the deposit', type: 'file', optional: true, accept: ['pdf', 'png'] },
        {
          name: 'copies', label: 'Copies that go along', type: 'rows', row: 'copy', optional: true, most: 3, help: 'Whoever has a copy is asked for it when the lock is changed.',
          columns: [
            { name: 'whom', label: 'For whom?', type: 'text' },
            { name: 'since', label: 'From when?', type: 'date' },
            { name: 'paid', label: 'Deposit for it', type: 'money', optional: true },
            { name: 'metal', label: 'Metal', type: 'select', optional: true, options: [{ value: 'steel', text: 'Steel' }, { value: 'brass', text: 'Brass' }] },
          ],
        },
      ],
      consequences: (context, input) => [`give the key to ${context.building}${(input as { door?: string }).door ? `, ${(input as { door?: string }).door} door` : ''}`, 'stop the clock for the answer'],
    },
    'reminder.wind': {
      ...toyProcedure.events['reminder.wind'],
      audience: ['officers', 'child-data'],
      input: Wind as never,
      fields: [
        { name: 'from', label: 'From when?', type: 'date' },
        {
          name: 'looks', label: 'What did you look at?', type: 'rows', fixed: true, given: () => [{ what: 'lock' }, { what: 'alarm' }],
          columns: [
            { name: 'what', label: 'What', type: 'hidden', options: [{ value: 'lock', text: 'The lock' }, { value: 'alarm', text: 'The alarm' }] },
            { name: 'seen', label: 'What did you see?', type: 'textarea' },
          ],
        },
      ],
    },
  },
  project: (context, value) => ({
    title: `Key to ${context.building}`,
    sentence: value === 'asked' ? (context.overdue ? 'The answer is overdue.' : 'The request waits for an answer.') : value === 'out' ? 'The key is out.' : 'The key is back.',
    stage: value === 'asked' ? 'Asked' : value === 'out' ? 'Handed out' : 'Back',
    open: value !== 'back',
    organisationId: context.organisationId,
    search: `${context.building} ${context.remarks.join(' ')}`,
    columns: { building: context.building, overdue: context.overdue },
  }),
};
