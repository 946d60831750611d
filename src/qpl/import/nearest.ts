/** The known word nearest to a typed one, for "did you mean …?"; null when nothing is near enough to be worth saying. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const asked = fold(typed);
  const found = known.map((word) => ({ word, apart: apart(asked, fold(word)) })).sort((a, b) => a.apart - b.apart)[0];
  // A third of the letters wrong is another word.
  return found && found.apart <= Math.max(1, Math.floor(Math.max(asked.length, found.word.length) / 3)) ? found.word : null;
}

/** Small letters of the English alphabet and digits, for comparing what people type. */
export function fold(text: string): string {
  const before = FOLDED.get(text);
  if (before !== undefined) return before;
  const folded = text.normalize('NFKD').toLowerCase().replaceAll('&', 'and').replace(/[^a-z0-9]/g, '');
  if (FOLDED.size < 2_000) FOLDED.set(text, folded);
  return folded;
}
/** The names of lots and districts are compared with every row. */
const FOLDED = new Map<string, string>();

/** Letters to change, add, leave out or swap with the next (optimal string alignment). */
function apart(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1), swapped));
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
