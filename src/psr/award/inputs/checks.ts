import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsIn, IsInt, Length, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsRealDay } from '../../field-checks.js';

/** The questions that the steps of an award ask again and again, each as one decorator. The message names the field and the cure. */
type Decorator = (target: object, property: string) => void;
const all = (...decorators: readonly PropertyDecorator[]): Decorator => (target, property) => decorators.forEach((decorate) => decorate(target, property));
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const emptyIsNull = Transform(({ value }: { value: unknown }) => (typeof value === 'string' && value.trim() === '' ? null : typeof value === 'string' ? value.trim() : (value ?? null)));
const given = ValidateIf((_: object, value: unknown) => value !== null && value !== undefined);

/** Text that must be there. */
export const Said = (message: string, most = 8000): Decorator => all(trimmed, Length(1, most, { message: ({ value }) => (typeof value === 'string' && value.length > most ? `Use ${most.toLocaleString('en-GB')} characters or fewer.` : message) }));
/** Text that may be left out; then it is null. */
export const MaybeSaid = (most = 8000): Decorator => all(emptyIsNull, given, MaxLength(most, { message: `Use ${most.toLocaleString('en-GB')} characters or fewer.` }));
/** One of the answers offered. */
export const OneOf = (answers: readonly string[], message: string): Decorator => all(IsIn([...answers], { message }));
export const MaybeOneOf = (answers: readonly string[], message: string): Decorator => all(emptyIsNull, given, IsIn([...answers], { message }));
/** A page sends yes or no; the API sends true or false. */
export const YesOrNo = (message: string): Decorator => all(Transform(({ value }: { value: unknown }) => (value === 'yes' ? true : value === 'no' ? false : value)), IsBoolean({ message }));
/** A day that exists. */
export const OnDay = (what: string): Decorator => IsRealDay(what);
export const MaybeOnDay = (what: string): Decorator => all(emptyIsNull, given, IsRealDay(what) as PropertyDecorator);
export const MaybeEmail = (): Decorator => all(emptyIsNull, given, IsEmail({}, { message: 'Enter an e-mail address, like name@provider.example, or leave it empty.' }));
/** The number of something in the case; a page sends it as text. */
export const Numbered = (message: string): Decorator => all(Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value)), IsInt({ message }), Min(1, { message }));
/** Lines of an address, from a box of lines or from a list. */
export const Lines = (): Decorator =>
  all(Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split('\n').map((line) => line.trim()).filter(Boolean) : value)));
