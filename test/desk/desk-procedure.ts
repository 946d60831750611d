import { IsIn, IsOptional, Matches, MaxLength, Min, MinLength } from 'class-validator';
import type { Procedure } from '../../src/engine/procedure.js';
import type { ToyContext, ToyEvent } from '../engine/toy.machine.js';
import { toyProcedure } from '../engine/toy.procedure.js';

class HandOut {
  @MinLength(1, { message: 'Enter why the key is handed out' }) @MaxLength(2000, { message: 'The reason has at most 2,000 characters' }) reason: string;
  @IsOptional() @IsIn(['front', 'back'], { message: 'Choose a door' }) door?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Enter the day on which it comes back' }) until?: string;
  @IsOptional() @Min(0, { message: 'Enter the deposit in pounds and pence, such as 12.50' }) deposit?: number;
}

/** The engine's toy with questions, labels and a sentence, so that every kind of question and answer of the desk can be seen. */
export const deskProcedure: Procedure<ToyContext, ToyEvent> = {
  ...toyProcedure,
  events: {
    ...toyProcedure.events,
    'key.ask': { ...toyProcedure.events['key.ask'], fields: [{ name: 'building', label: 'Which building?', type: 'text' }] },
    'remark.add': { ...toyProcedure.events['remark.add'], fields: [{ name: 'text', label: 'Remark', type: 'textarea', hint: 'For example, the porter is away on Fridays' }] },
    'key.hand-out': {
      ...toyProcedure.events['key.hand-out'],
      input: HandOut as never,
      fields: [
        { name: 'reason', label: 'Why is the key handed out?', type: 'textarea' },
        { name: 'door', label: 'For which door?', type: 'radios', optional: true, options: [{ value: 'front', text: 'The front door' }, { value: 'back', text: 'The back door', hint: 'It sticks' }] },
        { name: 'until', label: 'When does it come back?', type: 'date', optional: true },
        { name: 'deposit', label: 'Deposit', type: 'money', optional: true },
      ],
      consequences: (context, input) => [`give the key to ${context.building}${(input as { door?: string }).door ? `, ${(input as { door?: string }).door} door` : ''}`, 'stop the clock for the answer'],
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
