/** A provision as its parts, from the instrument down: ['reg 12', '10', 'a'], ['reg 9', 'step 2'], ['Sch. 3'], ['P01']. */
export type Provision = readonly string[];

const INSTRUMENT = /\b(?:regs?\.? ?(\d+[A-D]?)|Schs?\.? ?(\d+)|Schedules? ?(\d+))/g;

/**
 * Every provision that a text names: "regs 12(11), 15(8)", "reg 15(1), (6) to (8)", "reg 9, step 1", "Sch. 16 para 3", "P12". Paragraphs after a comma
 * belong to the regulation before them; of a range every whole number is named.
 */
export function provisionsIn(text: string): Provision[] {
  const found: Provision[] = [...text.matchAll(/\b([PDK]\d{2})\b/g)].map(([, code]) => [code!]);
  const heads = [...text.matchAll(INSTRUMENT)];
  heads.forEach((head, n) => {
    const name = head[1] ? `reg ${head[1]}` : `Sch. ${head[2] ?? head[3]}`;
    const end = heads[n + 1]?.index ?? text.length;
    // As far as the paragraphs go, and the provisions of the same list that say "12(11), 15(8)".
    const rest = text.slice(head.index + head[0].length, end);
    found.push(...withParagraphs(name, rest));
    for (const more of rest.matchAll(/^(?:\([^)]*\))*(?:,|,? and) (\d+[A-D]?)((?:\([0-9A-Za-z]+\))+)/g)) found.push(...withParagraphs(`reg ${more[1]}`, more[2]!));
  });
  return found;
}

function withParagraphs(name: string, rest: string): Provision[] {
  const step = /^(?:\([^)]*\)(?:, | to )?)*,? step (\d+)/.exec(rest);
  const steps: Provision[] = step ? [[name, `step ${step[1]}`]] : [];
  const list = /^(?:(?:, | to | and )?(?:\([0-9A-Za-z]+\))+)*/.exec(rest)?.[0] ?? '';
  const parts = [...list.matchAll(/(, | to | and )?((?:\([0-9A-Za-z]+\))+)/g)].map(([, by, groups]) => ({ by, path: groups!.slice(1, -1).split(')(') }));
  const named: Provision[] = [];
  let last: readonly string[] = [];
  for (const { by, path } of parts) {
    // "(4)(a), (b)": what follows a lettered paragraph is its sibling, not a paragraph of the regulation.
    const whole = /^[a-z]/.test(path[0]!) && last.length > 1 ? [last[0]!, ...path] : path;
    if (by === ' to ' && /^\d+$/.test(whole[0]!) && /^\d+$/.test(last[0] ?? ''))
      for (let between = Number(last[0]) + 1; between < Number(whole[0]); between += 1) named.push([name, String(between)]);
    named.push([name, ...whole]);
    last = whole;
  }
  return named.length > 0 || steps.length > 0 ? [...named, ...steps] : [[name]];
}

/** Whether a citation is about a row: the same provision, a part of it, or the paragraph that it is part of; a whole regulation is too wide for one of its paragraphs. */
export function isAbout(cited: Provision, row: Provision): boolean {
  const shared = Math.min(cited.length, row.length);
  if (!cited.slice(0, shared).every((part, n) => part === row[n])) return false;
  return row.length === 1 || cited.length > 1;
}
