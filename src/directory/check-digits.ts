/** The arithmetic of check digits. Each function takes a normalised value of the right shape and says whether it adds up. */

/** Letters of a unique pupil number: no I, O or S, which are mistaken for digits. Their place is their value. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** The check letter of a unique pupil number from its twelve other characters: sum of value × position (2 to 13), modulo 23. */
export function upnCheckLetter(rest: string): string {
  const sum = [...rest].reduce((total, character, place) => {
    const value = /\d/.test(character) ? Number(character) : UPN_LETTERS.indexOf(character);
    return total + value * (place + 2);
  }, 0);
  return UPN_LETTERS.charAt(sum % 23);
}

/** VAT: weights 8,7,6,5,4,3,2,10,1 over nine digits; the remainder of 97 is 0, 42 or 55, only 0 when the first three digits are below 100. */
export function vatAddsUp(nine: string): boolean {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 1];
  const remainder = weights.reduce((total, weight, place) => total + weight * Number(nine[place]), 0) % 97;
  return Number(nine.slice(0, 3)) < 100 ? remainder === 0 : [0, 42, 55].includes(remainder);
}

/** NHS number: weights 10 down to 2 over the first nine digits, modulo 11; a remainder that asks for 10 is never issued. */
export function nhsAddsUp(ten: string): boolean {
  const sum = [...ten.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(ten[9]);
}
