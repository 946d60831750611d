/**
 * The three-digit codes that the Department for Education gives English local authorities, old ones included: a pupil keeps the number
 * given years ago, and the code inside it outlives the council. Our own table, because published lists stop (one widely used checker
 * stops in 2011 and refuses newer councils). A code that is not here is a warning, never a refusal.
 */
const CODES = `
201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420
800-803 805-808 810-813 815-816 820-823 825-826 830-831 835-841 845-846 850-852 855-857 860-861 865-896
908-909 916 919 921 925-926 928-929 931 933 935-938 940-943`;

const ranges = CODES.trim().split(/\s+/).map((range) => {
  const [first, last = first] = range.split('-').map(Number);
  return { first: first!, last: last! };
});

/** Whether the code is one that the Department has given. True for councils that no longer exist. */
export function isKnownLocalAuthorityCode(code: string): boolean {
  return ranges.some(({ first, last }) => Number(code) >= first && Number(code) <= last);
}
