import { Transform } from 'class-transformer';

/** A change in pounds as somebody types it, rise or fall: '−12,000' is −1200000 pence. What is no amount stays text, and the check says why. */
export const SignedPounds = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => {
  if (typeof value !== 'string') return value;
  const typed = /^\s*([-−–]?)\s*£?\s*([\d,\s]{1,20})(\.\d{1,2})?\s*$/.exec(value);
  if (!typed) return value;
  const pence = Math.round(Number(`${typed[2]!.replace(/[,\s]/g, '')}${typed[3] ?? ''}`) * 100);
  return typed[1] && pence !== 0 ? -pence : pence;
});
