import { registerDecorator } from 'class-validator';
import { isDay } from '../calendar/day.js';

/** A calendar day, 'YYYY-MM-DD', that exists. The message names the field and the cure. */
export const IsCalendarDay = (message: string) => (target: object, propertyName: string): void =>
  registerDecorator({
    name: 'isCalendarDay', target: target.constructor, propertyName, options: { message },
    validator: { validate: (value: unknown) => typeof value === 'string' && isDay(value) },
  });

/** Text as typed, without the spaces around it; anything else is left for the checks to refuse. */
export const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);
