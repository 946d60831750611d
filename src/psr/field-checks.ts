import { registerDecorator, type ValidationArguments } from 'class-validator';
import { checkCpv } from '../../workflows/psr/cpv.js';
import { isDay } from '../calendar/day.js';

type Decorator = (target: object, propertyName: string) => void;
const check = (name: string, isRight: (value: unknown, of: object) => boolean, message: string | ((args: ValidationArguments) => string)): Decorator => (target, propertyName) =>
  registerDecorator({
    name, target: target.constructor, propertyName, options: { message },
    validator: { validate: (value: unknown, args?: ValidationArguments) => isRight(value, args?.object ?? {}) },
  });

/** Ten thousand million pounds: no contract of this kind is worth more, and a figure above it was typed in pence or with a digit too many. */
const MOST_PENCE = 1_000_000_000_000;

/** A calendar day, 'YYYY-MM-DD', that exists. */
export const IsRealDay = (what: string): Decorator => check('isRealDay', (value) => typeof value === 'string' && isDay(value), `${what} must be a real day, such as 2024-04-01.`);

/** A day that is not before another of the same object. */
export const IsNotBefore = (other: string, message: string): Decorator =>
  check('isNotBefore', (value, of) => {
    const first = (of as Record<string, unknown>)[other];
    return typeof value !== 'string' || typeof first !== 'string' || value >= first;
  }, message);

/** Whole pence in sterling; a change may be a fall. */
export const IsPence = (what: string, mayFall = false): Decorator =>
  check('isPence', (value) => Number.isSafeInteger(value) && (mayFall || (value as number) >= 0) && Math.abs(value as number) <= MOST_PENCE, ({ value }) => whyNotPence(what, value, mayFall));

function whyNotPence(what: string, value: unknown, mayFall: boolean): string {
  if (typeof value === 'string') return whyNotPounds(what, value) ?? `${what} must be a number, not text.`;
  if (typeof value !== 'number' || Number.isNaN(value)) return `${what} must be an amount of money.`;
  if (value < 0 && !mayFall) return `${what} cannot be less than nothing.`;
  if (Math.abs(value) > MOST_PENCE) return `${what} is more than £10,000,000,000. Check the number of digits.`;
  return `${what} must be in whole pence: £752,905 is 75290500.`;
}

/** What is wrong with an amount as it was typed in pounds, or null where nothing can be said of it. */
export function whyNotPounds(what: string, typed: string): string | null {
  if (/[€$¥]|\b(eur|usd|euros?|dollars?)\b/i.test(typed)) return `${what} must be in pounds sterling.`;
  if (/vat/i.test(typed)) return `${what} must be the figure alone. Whether VAT is in it is asked separately.`;
  if (/\d\s*(p|pence)\s*$/i.test(typed)) return `${what} must be in pounds, not in pence.`;
  if (/^[\s£]*[-−(]/.test(typed)) return `${what} cannot be less than nothing.`;
  if (/\d\s*(k|m|bn|million|thousand)\b/i.test(typed)) return `${what} must be written out, such as 1,500,000.`;
  return null;
}

/** A code of the common procurement vocabulary whose check digit is right, or a list of them; whether it is in Schedule 1 is for the rules to say. */
export const IsCpvCode = (): Decorator => check('isCpvCode', (value) => [value].flat().every((each) => whyNoCpv(each) === null), ({ value }) => [value as unknown].flat().map(whyNoCpv).find((why) => why !== null) ?? '');

function whyNoCpv(value: unknown): string | null {
  const found = checkCpv(typeof value === 'string' ? value : '');
  return found.kind === 'wrong check digit' || found.kind === 'no code' ? found.because : null;
}
