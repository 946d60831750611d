import { checkIdentifier, PROFESSIONS, type Profession } from '../../../directory/identifiers.js';
import type { ClinicianNamed } from '../../../../workflows/qpl/lot.js';

/** Who will see the children: a name, a profession and a registration number each. Kept one a line, with commas between. */

/** Professions without a register in law; the register that a list accepts instead stands before the number. */
export const OTHER_PROFESSIONS = ['play therapist', 'cognitive behavioural therapist', 'counsellor', 'psychotherapist', 'hydrotherapist', 'assistive technology adviser'] as const;
export const ALL_PROFESSIONS: readonly string[] = [...Object.keys(PROFESSIONS), ...OTHER_PROFESSIONS].sort();

const isRegulated = (profession: string): profession is Profession => Object.hasOwn(PROFESSIONS, profession);
const lines = (answer: string): string[][] => answer.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => line.split(',').map((part) => part.trim()));

/** What is wrong, by line; null when each may stand. An HCPC number has the letters of its profession. */
export function wrongClinician(answer: string): { readonly line: number; readonly part: 'name' | 'profession' | 'number'; readonly message: string } | null {
  for (const [index, [name, profession, number, ...rest]] of lines(answer).entries()) {
    const wrong = (part: 'name' | 'profession' | 'number', message: string) => ({ line: index, part, message });
    if (rest.length > 0) return wrong('name', 'Write the name without commas');
    if (!name) return wrong('name', 'Enter the name as it stands in the register');
    if (!profession) return wrong('profession', 'Choose the profession');
    if (!number) return wrong('number', 'Enter the registration number');
    if (isRegulated(profession)) {
      const checked = checkIdentifier('hcpc', number, { profession });
      if (!checked.ok) return wrong('number', checked.because);
    } else if (!/^[A-Za-z][A-Za-z .&-]*\s*\d[\w/-]*$/.test(number)) {
      return wrong('number', 'Enter the register and the number in it, like PTUK 990031 or BABCP 12345');
    }
  }
  return null;
}

/** "Line 2: …", for whoever sends lines. */
export function cliniciansWrong(answer: string): string | null {
  const wrong = wrongClinician(answer);
  return wrong && `Line ${wrong.line + 1}: ${wrong.message}`;
}

/** The clinicians of an answer that may stand. */
export function cliniciansIn(answer: string): ClinicianNamed[] {
  return lines(answer).flatMap(([name, profession, number]): ClinicianNamed[] => {
    if (!name || !profession || !number) return [];
    if (isRegulated(profession)) {
      const checked = checkIdentifier('hcpc', number, { profession });
      return [{ name, profession, register: 'HCPC', number: checked.ok ? checked.value : number }];
    }
    const [, register = '', own = number] = /^([A-Za-z][A-Za-z .&-]*?)\s*(\d[\w/-]*)$/.exec(number) ?? [];
    return [{ name, profession, register, number: own }];
  });
}

/** Rows of cells, for the page; and back. */
export const rowsOf = (answer: string): { name: string; profession: string; number: string }[] => lines(answer).map(([name = '', profession = '', number = '']) => ({ name, profession, number }));
export const linesOf = (rows: readonly { readonly name: string; readonly profession: string; readonly number: string }[]): string =>
  rows.map(({ name, profession, number }) => [name, profession, number].map((part) => part.replace(/[\n\r]+/g, ' ').trim()).join(', ')).join('\n');
