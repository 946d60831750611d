import type { AnyStateMachine, AnyStateNode, StateValue } from 'xstate';
import { escapeHtml } from './words.js';

/** What a diagram shows of a case. */
export interface DiagramOptions {
  /** Where the case is (`snapshot.value`); null draws the procedure alone. */
  current: StateValue | null;
  /** The states the case has been in, in order, as paths: `considering.checking`. A parallel case names one path for each region. */
  visited: readonly string[];
  /** What each event is called, as a person would say it; an event without a label is worded from its type. */
  labels: Readonly<Record<string, string>>;
  /** The name of the procedure, in words; the machine's id when left out. */
  title?: string;
}

/** One way on from one state. */
export interface DiagramRow {
  state: string;
  event: string;
  /** Null: the case stays where it is. */
  next: string | null;
  sources: string[];
}

export interface Diagram {
  /** A picture with a title and a description; it needs no script and no style sheet. */
  svg: string;
  /** The same as the picture and more: steps that change nothing are here only. */
  rows: DiagramRow[];
  /** `rows` as an HTML table. */
  table: string;
  /** The states where the case is, in words; empty without a case. */
  now: string[];
}

interface Arrow {
  from: AnyStateNode;
  to: AnyStateNode | null;
  label: string;
  sources: string[];
}

const BRAND = '#1f4e5f';
const INK = '#1d2733';
const QUIET = '#4a5663';

/** A machine as a picture and as a table. Same machine and options, same text. */
export async function diagramOf(machine: AnyStateMachine, options: DiagramOptions): Promise<Diagram> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  const title = options.title ?? machine.id;
  const active = options.current === null ? new Set<string>() : activePaths(options.current);
  const states = everyState(machine.root);
  const arrows = states.flatMap((state) => arrowsFrom(state, options.labels));
  const leaves = states.filter((state) => isLeaf(state) && active.has(pathOf(state)));
  const now = leaves.map(titleOf);
  const been = new Set([...options.visited, ...active]);
  const dot = writeDot(machine, arrows, {
    active,
    been,
    path: pathsTaken(arrows, options.visited, leaves.map(pathOf)),
  });
  const rows = arrows.map((arrow) => ({
    state: titleOf(arrow.from),
    event: arrow.label,
    next: arrow.to && titleOf(arrow.to),
    sources: arrow.sources,
  }));
  return { svg: finished(graphviz.dot(dot, 'svg'), title, now, been.size > 0), rows, table: tableOf(title, rows), now };
}

const pathOf = (state: AnyStateNode): string => state.path.join('.');
const titleOf = (state: AnyStateNode): string =>
  (state.meta as { title?: string } | undefined)?.title ?? inWords(state.key);
const isLeaf = (state: AnyStateNode): boolean => Object.keys(state.states).length === 0;
const inWords = (key: string): string => {
  const spaced = key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

function everyState(root: AnyStateNode): AnyStateNode[] {
  return Object.values(root.states).flatMap((state: AnyStateNode) => [state, ...everyState(state)]);
}

function activePaths(value: StateValue, above: string[] = []): Set<string> {
  if (typeof value === 'string') return new Set([[...above, value].join('.')]);
  const found = new Set<string>();
  for (const [key, inside] of Object.entries(value)) {
    found.add([...above, key].join('.'));
    if (inside !== undefined) for (const path of activePaths(inside, [...above, key])) found.add(path);
  }
  return found;
}

function arrowsFrom(state: AnyStateNode, labels: DiagramOptions['labels']): Arrow[] {
  const always = (state.always ?? []).map((transition) => ({ type: '', transition }));
  const asked = [...state.transitions].flatMap(([type, list]) => list.map((transition) => ({ type, transition })));
  return [...asked, ...always].flatMap(({ type, transition }): Arrow[] => {
    const meta = transition.meta as { sources?: { cite: string }[] } | undefined;
    const sources = (meta?.sources ?? []).map((source) => source.cite);
    const targets: (AnyStateNode | null)[] =
      transition.target && transition.target.length > 0 ? [...transition.target] : [null];
    const label = labelOf(type, transition.guard, labels);
    return targets.map((to) => ({ from: state, to, label, sources }));
  });
}

function labelOf(type: string, guard: unknown, labels: DiagramOptions['labels']): string {
  if (type === '') return 'At once';
  // XState's own event when every region of a state has come to its end.
  if (type.startsWith('xstate.done.')) return 'When all of it is done';
  const clock = (guard as { params?: { clock?: string } } | undefined)?.params?.clock;
  if (type === 'deadline.reached')
    return clock ? `The “${labels[`clock:${clock}`] ?? clock}” clock rings` : (labels[type] ?? 'A clock rings');
  return labels[type] ?? verbFirst(type);
}

/** `application.submit` as "Submit application", where nobody has said it better. */
function verbFirst(type: string): string {
  const [noun = type, verb] = type.split('.');
  return inWords(
    [verb, noun]
      .filter((word) => word !== undefined)
      .join(' ')
      .replaceAll('-', ' '),
  );
}

/** The arrows that the case has taken: for each state it was in, the latest state before it from which an arrow leads there. */
function pathsTaken(arrows: Arrow[], visited: readonly string[], active: readonly string[]): Set<Arrow> {
  const been = [...visited, ...active.filter((path) => path !== visited.at(-1))];
  const within = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);
  const taken = new Set<Arrow>();
  been.forEach((here, step) => {
    const before = been.slice(0, step).reverse();
    for (const there of before) {
      const led = arrows.filter(
        ({ from, to }) => to && to !== from && within(there, pathOf(from)) && within(here, pathOf(to)),
      );
      led.forEach((arrow) => taken.add(arrow));
      if (led.length > 0) return;
    }
  });
  return taken;
}

interface Marks {
  active: Set<string>;
  been: Set<string>;
  path: Set<Arrow>;
}

function writeDot(machine: AnyStateMachine, arrows: Arrow[], marks: Marks): string {
  const lines = [
    'digraph {',
    'compound=true; rankdir=TB; nodesep=0.35; ranksep=0.55; bgcolor="#ffffff"; pad=0.1;',
    'graph [fontname="Arial", fontsize=13, fontcolor="#1d2733", color="#8a949e", style="rounded"];',
    `node [shape=box, style="rounded", fontname="Arial", fontsize=14, fontcolor="${INK}", color="${QUIET}", margin="0.18,0.1"];`,
    `edge [fontname="Arial", fontsize=12, fontcolor="${INK}", color="${QUIET}", arrowsize=0.8];`,
  ];
  const begin = 'start [shape=circle, label="", width=0.18, style=filled, fillcolor="#1d2733", fixedsize=true];';
  lines.push(begin, ...Object.values(machine.root.states).flatMap((state: AnyStateNode) => stateLines(state, marks)));
  const first = machine.root.initial?.target?.[0];
  if (first) lines.push(`start -> ${quoted(leafOf(first))};`);
  for (const [key, together] of grouped(arrows)) lines.push(arrowLine(key, together, marks));
  return [...lines, '}'].join('\n');
}

function stateLines(state: AnyStateNode, marks: Marks): string[] {
  const path = pathOf(state);
  if (!isLeaf(state))
    return [
      `subgraph ${quoted(`cluster_${path}`)} { label=${quoted(titleOf(state))}; labeljust=l; margin=14;${state.type === 'parallel' ? ' style="rounded,dashed";' : ''}`,
      ...Object.values(state.states).flatMap((inner: AnyStateNode) => stateLines(inner, marks)),
      '}',
    ];
  const isNow = marks.active.has(path);
  const isDone = marks.been.has(path);
  // Now: dark, in bold, and says so. Been there: thick edge and a tick. Colour alone tells nothing.
  const look = isNow
    ? `style="rounded,filled", fillcolor="${BRAND}", color="${BRAND}", fontcolor="#ffffff", penwidth=3, fontname="Arial bold"`
    : isDone
      ? `penwidth=2.6, color="${BRAND}"`
      : 'penwidth=1';
  const end = state.type === 'final' ? ', peripheries=2' : '';
  const label = isNow ? `Now: ${titleOf(state)}` : isDone ? `✓ ${titleOf(state)}` : titleOf(state);
  return [`${quoted(path)} [label=${quoted(wrapped(label, 24))}, ${look}${end}];`];
}

/** Arrows between the same two states become one, with one line of words for each. Steps that change nothing are not drawn. */
function grouped(arrows: Arrow[]): Map<string, Arrow[]> {
  const groups = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    if (!arrow.to || arrow.to === arrow.from) continue;
    const key = `${pathOf(arrow.from)}>${pathOf(arrow.to)}`;
    groups.set(key, [...(groups.get(key) ?? []), arrow]);
  }
  return groups;
}

function arrowLine(_key: string, together: Arrow[], marks: Marks): string {
  const [{ from, to }] = together as [Arrow & { to: AnyStateNode }];
  const taken = together.some((arrow) => marks.path.has(arrow));
  const words = [...new Set(together.map((arrow) => wrapped(arrow.label, 26)))].join('\n');
  const ends = [
    isLeaf(from) ? '' : `ltail=${quoted(`cluster_${pathOf(from)}`)}`,
    isLeaf(to) ? '' : `lhead=${quoted(`cluster_${pathOf(to)}`)}`,
  ];
  const look = taken ? `penwidth=2.8, color="${BRAND}"` : marks.been.size > 0 ? 'style=dashed' : '';
  const attributes = [`label=${quoted(words)}`, ...ends, look].filter((part) => part !== '').join(', ');
  return `${quoted(leafOf(from))} -> ${quoted(leafOf(to))} [${attributes}];`;
}

/** Graphviz joins leaves; an arrow of a state with states inside starts at its first leaf and is cut at its edge. */
function leafOf(state: AnyStateNode): string {
  const [first] = Object.values(state.states) as AnyStateNode[];
  const inside = state.initial?.target?.[0] ?? first;
  return inside && inside !== state ? leafOf(inside) : pathOf(state);
}

const quoted = (text: string): string => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;

function wrapped(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

/** Graphviz's SVG as it can stand in a page: no declarations, its own typeface, a title and a description for people who do not see it. */
function finished(svg: string, title: string, now: string[], isCase: boolean): string {
  const where = now.length > 0 ? ` Now: ${now.join('; ')}.` : '';
  const key = isCase
    ? ' States already passed have a tick and a thick edge; the way taken is a thick line, other ways are dashed.'
    : '';
  const body = svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\s*/g, '')
    .replace(/<title>[^<]*<\/title>\s*/g, '')
    .replace(/ id="(node|edge|clust|graph|a_)/g, ' id="diagram-$1')
    .replace(/font-family="Arial(?: bold)?(,[^"]*)?"/g, `font-family="'Source Sans 3', Arial, sans-serif"`);
  const words = `<title id="diagram-title">${escapeHtml(title)}</title><desc id="diagram-desc">The states of the procedure and the steps between them; the table says the same.${escapeHtml(where)}${key}</desc>`;
  return (
    body.replace(/<svg([^>]*)>/, `<svg role="img" aria-labelledby="diagram-title diagram-desc"$1>${words}`).trim() +
    '\n'
  );
}

function tableOf(title: string, rows: DiagramRow[]): string {
  const cells = rows.map(
    (row) =>
      `<tr><th scope="row">${escapeHtml(row.state)}</th><td>${escapeHtml(row.event)}</td><td>${escapeHtml(row.next ?? 'Stays')}</td><td>${escapeHtml(row.sources.join('; ') || 'None')}</td></tr>`,
  );
  const head = ['State', 'Step', 'Next state', 'Source'].map((name) => `<th scope="col">${name}</th>`).join('');
  return `<table class="govuk-table">\n<caption class="govuk-table__caption">${escapeHtml(title)}: every step</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${cells.join('\n')}\n</tbody>\n</table>\n`;
}
