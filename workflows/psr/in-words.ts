/** Whole pence as pounds, for sentences: 75290500 is £752,905 and 75290550 is £752,905.50. */
export function pounds(pence: number): string {
  const [whole, rest] = [Math.floor(Math.abs(pence) / 100), Math.abs(pence) % 100];
  return `${pence < 0 ? '−' : ''}£${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}${rest > 0 ? `.${String(rest).padStart(2, '0')}` : ''}`;
}

/** Hundredths of a percent, as words: 2250 is 22.5%. */
export function percent(hundredths: number): string {
  const text = (Math.abs(hundredths) / 100).toFixed(2).replace(/\.?0+$/, '');
  return `${hundredths < 0 ? '−' : ''}${text}%`;
}

/** With a capital at its beginning, the rest as it stands. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
/** '2024-04-01' as 1 April 2024. */
export const dayInWords = (day: string): string => `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
