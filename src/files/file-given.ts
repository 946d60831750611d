import { Length, Matches } from 'class-validator';

/**
 * A file in an event's input: which bytes, and the name they were handed in under. A step's `file` question gives it; the class of the event names
 * it with `@ValidateNested() @Type(() => FileGiven)`. The bytes are handed over to the case when the event is sent.
 */
export class FileGiven {
  @Matches(/^[0-9a-f]{64}$/, { message: 'Choose the file again.' }) sha256: string;
  @Length(1, 200, { message: 'The name of the file has 1 to 200 characters.' }) name: string;
}
