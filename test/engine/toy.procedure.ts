import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { Procedure } from '../../src/engine/procedure.js';
import type { ToyContext, ToyEvent } from './toy.machine.js';
import { toyMachine, toyRefusals } from './toy.machine.js';

class KeyAsk {
  @MinLength(1, { message: 'Enter the building.' }) @MaxLength(200) building: string;
  @IsOptional() @IsString() organisationId: string | null = null;
}
class RemarkAdd {
  @MinLength(1, { message: 'Enter the remark.' }) text: string;
}
class KeyHandOut {
  @IsString({ message: 'Enter the reason.' }) reason: string;
}
class ReminderWind {
  @IsString() from: string;
}

/** How many keys the house has; the facts of the procedure read it. */
export const house = { keys: 1 };

export const toyProcedure: Procedure<ToyContext, ToyEvent> = {
  name: 'toy.key',
  title: 'Request for a key',
  plural: 'Requests for keys',
  machine: toyMachine,
  version: 1,
  refusals: toyRefusals,
  opening: 'key.ask',
  series: 'KEY',
  events: {
    'key.ask': { label: 'Ask for a key', purpose: 'To enter a building.', roles: ['procurement officer', 'applicant'], audience: ['officers', 'party'], against: 'latest', input: KeyAsk, onDesk: false, told: ({ input }) => `asked for a key to ${input.building}` },
    'remark.add': { label: 'Add a remark', purpose: 'For colleagues.', roles: ['procurement officer', 'caseworker'], audience: ['officers'], against: 'latest', input: RemarkAdd, onDesk: false, told: ({ input }) => `remarked: ${input.text}` },
    'key.hand-out': { label: 'Hand out the key', purpose: 'The key is given.', roles: ['commissioning manager', 'procurement officer'], audience: ['officers', 'party'], against: 'seen', input: KeyHandOut, clock: 'answer', onDesk: true, final: true, told: () => 'handed out the key' },
    'key.give-back': { label: 'Give the key back', purpose: 'The key is returned.', roles: ['procurement officer', 'applicant'], audience: ['officers', 'party'], against: 'latest', input: null, onDesk: true, told: () => 'gave the key back' },
    'reminder.wind': { label: 'Wind a reminder', purpose: 'For later.', roles: ['procurement officer'], audience: ['officers'], against: 'latest', input: ReminderWind, onDesk: false, told: () => 'wound a reminder' },
    'deadline.reached': { label: 'A clock rang', purpose: '', roles: [], audience: ['officers'], against: 'latest', input: null, onDesk: false, told: ({ input }) => `noted that the clock ${input.name} rang` },
  },
  facts: () => Promise.resolve({ keysLeft: house.keys }),
  project: (context, value) => ({
    title: `Key to ${context.building}`,
    sentence: context.overdue ? 'The answer is overdue.' : 'The request waits for an answer.',
    stage: JSON.stringify(value),
    open: value !== 'back',
    organisationId: context.organisationId,
    search: `${context.building} ${context.remarks.join(' ')}`,
    columns: { building: context.building, overdue: context.overdue },
  }),
  fieldAudience: { building: ['party'], askedBy: ['officers'] },
  notices: { asked: { to: () => ({ role: 'commissioning manager' }), subject: () => 'A key is asked for', text: ({ building }, about) => `${about.reference}: ${building}` } },
  retention: 'one year after the key is back',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'caseworker', 'monitoring officer'],
};
