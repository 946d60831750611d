import type { Field } from '../../engine/procedure.js';
import type { Typed } from '../../web/typed.js';

/** The name of the buttons that add a row or take one away; their value is 'alternatives.add' or 'alternatives.remove.2'. */
export const BUTTON = 'rows-button';

/** As many as are read of one question; what is more than the step takes is for its input class to say. */
const MOST_READ = 100;
/** As many as can be added where the procedure names no number: more belong in a file. */
export const MOST_ROWS = 20;

/** Where a form says how many rows it shows: rows left blank are there too until it is sent. */
export const countBox = (field: Field): string => `${field.name}.rows`;

/** The questions of one row. Their names are what the input class calls them in its errors: 'alternatives.0.option'. */
export function cellsOf(field: Field, n: number): Field[] {
  return (field.columns ?? []).map((column) => ({ ...column, name: `${field.name}.${n}.${column.name}` }));
}

/** The question of a row that something is about, where it is one: 'alternatives.0.option', 'consulted.1.on-day'. */
export function cellNamed(field: Field, name: string): { readonly n: number; readonly cell: Field } | null {
  const [, n] = name.startsWith(`${field.name}.`) ? (/^(\d{1,3})\./.exec(name.slice(field.name.length + 1)) ?? []) : [];
  const cell = n === undefined ? undefined : cellsOf(field, Number(n)).find((each) => name === each.name || name.startsWith(`${each.name}-`) || name.startsWith(`${each.name}.`));
  return cell ? { n: Number(n), cell } : null;
}

/** How many rows a form has. */
export function rowsTyped(field: Field, typed: Typed): number {
  const said = typed[countBox(field)];
  const start = `${field.name}.`;
  const found = Object.keys(typed).flatMap((box) => (box.startsWith(start) && /^\d{1,3}\./.test(box.slice(start.length)) ? [Number.parseInt(box.slice(start.length), 10) + 1] : []));
  return Math.min(MOST_READ, Math.max(0, typeof said === 'string' && /^\d{1,3}$/.test(said) ? Number(said) : 0, ...found));
}

/** "Alternative 2" */
export function rowTitle(field: Field, n: number): string {
  const row = field.row ?? 'row';
  return `${row.charAt(0).toUpperCase()}${row.slice(1)} ${n + 1}`;
}

type Kept = Record<string, string | string[]>;

/** Adds a row, or takes one or a file away; all that was typed stays. */
export function withButton(fields: readonly Field[], typed: Kept, pressed: string): Kept {
  const file = fields.find((each) => each.type === 'file' && pressed.startsWith(`${each.name}.remove.`));
  if (file) return { ...typed, [file.name]: [typed[file.name] ?? []].flat().filter((_, n) => pressed !== `${file.name}.remove.${n}`) };
  const field = fields.find((each) => each.type === 'rows' && !each.fixed && pressed.startsWith(`${each.name}.`));
  if (!field) return typed;
  const shown = Math.max(rowsTyped(field, typed), leastShown(field));
  const rows = Array.from({ length: shown }, (_, n) => n);
  const [, remove] = /\.remove\.(\d{1,3})$/.exec(pressed) ?? [];
  if (remove !== undefined) return keepRows(field, typed, rows.filter((n) => n !== Number(remove)));
  return pressed === `${field.name}.add` && shown < (field.most ?? MOST_ROWS) ? keepRows(field, typed, [...rows, shown]) : typed;
}

/** Rows in which nothing was typed are nobody's answer. */
export function withoutBlankRows(fields: readonly Field[], typed: Kept): Kept {
  return fields.filter((field) => field.type === 'rows' && !field.fixed).reduce((kept, field) => {
    const visible = (n: number) => cellsOf(field, n).filter((cell) => cell.type !== 'hidden');
    const isFilled = (n: number) => visible(n).some(({ name }) => Object.entries(kept).some(([box, value]) => (box === name || box.startsWith(`${name}-`)) && [value].flat().some((each) => each.trim() !== '')));
    const count = rowsTyped(field, kept);
    return count === 0 ? kept : keepRows(field, kept, Array.from({ length: count }, (_, n) => n).filter(isFilled));
  }, typed);
}

/** A question that must have an answer shows one row to begin with. */
export const leastShown = (field: Field): number => (field.optional || field.fixed ? 0 : 1);

/** These rows, in this order, numbered from nought. */
function keepRows(field: Field, typed: Kept, rows: readonly number[]): Kept {
  const start = `${field.name}.`;
  const kept: Kept = Object.fromEntries(Object.entries(typed).filter(([box]) => !(box.startsWith(start) && /^(\d{1,3}\.|rows$)/.test(box.slice(start.length)))));
  rows.forEach((from, to) => {
    for (const [box, value] of Object.entries(typed)) if (box.startsWith(`${start}${from}.`)) kept[`${start}${to}.${box.slice(`${start}${from}.`.length)}`] = value;
  });
  return { ...kept, [countBox(field)]: String(rows.length) };
}
