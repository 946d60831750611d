/**
 * Durable events through the engine, one by one and a hundred a statement, against what pgbench reaches with the engine's own statements and login,
 * by turns on one server. Seconds of each turn: TURN_SECONDS (5); turns: TURNS (3).
 */
import type { DataSource } from 'typeorm';
import { AUTHORITY, makeBed, officer, rate, report } from './bed.js';
import { counterProcedure } from './counter.procedure.js';
import { pgbench } from './pgbench.js';

const CLIENTS = 8;
const BATCH = 100;
const SECONDS = Number(process.env['TURN_SECONDS'] ?? 5);
const TURNS = Number(process.env['TURNS'] ?? 3);

const bed = await makeBed([counterProcedure]);
const idOf = (kind: number, n: number): string => `00000000-0000-4000-800${kind}-${String(n).padStart(12, '0')}`;
const open = (caseId: string) => ({
  actor: officer,
  caseId,
  procedure: 'bench.counter',
  type: 'count.open',
  input: { text: 'a counter' },
});
const add = (caseId: string) => ({
  actor: officer,
  caseId,
  type: 'count.add',
  input: { text: 'one more of what is counted here' },
});

for (let n = 0; n < CLIENTS; n += 1) for (const kind of [1, 2]) await bed.sender.send(open(idOf(kind, n)));
const bulk = Array.from({ length: 2 }, (_, client) =>
  Array.from({ length: BATCH }, (_, n) => idOf(3, client * BATCH + n)),
);
for (const batch of bulk) await bed.sender.sendMany(batch.map(open));

const script = await capture(bed.source);
const figures = { pgbench: [] as number[], engine: [] as number[], bulk: [] as number[] };
let pgbenchSeq = 1;
for (let turn = 0; turn < TURNS; turn += 1) {
  figures.pgbench.push(pgbench(bed.appUrl, script, CLIENTS, SECONDS, { seq: pgbenchSeq }));
  // Each client of pgbench counts on its own case; the next turn goes on from where the case of the fastest one is.
  pgbenchSeq = await evenOut();
  figures.engine.push(await rate(CLIENTS, SECONDS, (client) => sure(bed.sender.send(add(idOf(2, client))))));
  figures.bulk.push(
    BATCH *
      (await rate(bulk.length, SECONDS, async (client) =>
        (await bed.sender.sendMany(bulk[client]!.map(add))).forEach(assertDone),
      )),
  );
}
const [own, engine, many] = [mean(figures.pgbench), mean(figures.engine), mean(figures.bulk)];
report('events', { clients: CLIENTS, seconds: SECONDS, ...figures, pgbench: own, engine, bulk: many, turns: figures }, [
  {
    what: `pgbench with the engine's two statements, ${CLIENTS} clients`,
    figure: `${own.toFixed(0)} events/s`,
    bar: '',
    met: null,
  },
  {
    what: 'the engine, one by one',
    figure: `${engine.toFixed(0)} events/s, ${(engine / own).toFixed(2)} of pgbench`,
    bar: '≥ 0.4 of pgbench',
    met: engine / own >= 0.4,
  },
  {
    what: `the engine, ${BATCH} a statement`,
    figure: `${many.toFixed(0)} events/s, ${(many / own).toFixed(2)} of pgbench one by one`,
    bar: '> 1 of pgbench one by one',
    met: many > own,
  },
]);
await bed.end();

/** The two statements that one event costs, with the parameters as the engine sends them, for pgbench to count on. */
async function capture(source: DataSource): Promise<string> {
  const asked: { text: string; values: unknown[] }[] = [];
  const query = source.query.bind(source);
  source.query = ((text: string, values: unknown[] = []) => {
    asked.push({ text, values });
    return query(text, values);
  }) as typeof source.query;
  await sure(bed.sender.send(add(idOf(2, 0))));
  source.query = query as typeof source.query;
  if (asked.length !== 2) throw new Error(`An event costs ${asked.length} statements, not two.`);
  return asked
    .map(({ text, values }) => `${text.replace(/\$(\d)/g, (_, n) => literal(values[Number(n) - 1]))};`)
    .join('\n')
    .replace(/^/, '\\set next :seq + 1\n')
    .concat('\n\\set seq :seq + 1\n');
}

function literal(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]::${/^[0-9a-f-]{36}$/.test(String(value[0])) && value[0] !== officer.personId ? 'uuid' : 'text'}[]`;
  // The case becomes the client's own and the seq one more each time; pgbench puts in ':name' wherever it stands.
  const text = String(value)
    .replaceAll(idOf(2, 0), `${idOf(1, 0).slice(0, -1)}:client_id`)
    .replaceAll("'", "''")
    .replace('"expected":1', '"expected": :seq')
    .replace('"seq":2,"seenSeq":2', '"seq": :next,"seenSeq": :next')
    .replace('"events":[{"seq":2', '"events":[{"seq": :next');
  return `'${text}'`;
}

async function evenOut(): Promise<number> {
  const { rows } = await bed.owner.query<{ seq: number }>(
    `select max(seq)::int as seq from workflow_instance where case_id::text like '00000000-0000-4000-8001-%'`,
  );
  const seq = rows[0]!.seq;
  await bed.owner.query(
    `update workflow_instance set seq = $1, seen_seq = $1 where case_id::text like '00000000-0000-4000-8001-%' and authority_id = $2`,
    [seq, AUTHORITY],
  );
  return seq;
}
async function sure(answer: Promise<{ kind: string }>): Promise<void> {
  assertDone(await answer);
}
function assertDone(answer: { kind: string }): void {
  if (answer.kind !== 'done') throw new Error(`An event was not taken: ${JSON.stringify(answer)}`);
}
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
