/**
 * The public list with PLACES (5500) places on it: what a visitor's search costs the server, as the list stands, as it stood on another day, and right after
 * a place on it changed. LOOKS (200) of each.
 */
import { randomUUID } from 'node:crypto';
import { qplProcedures } from '../src/qpl/procedures.js';
import { PublicList } from '../src/qpl/public/public-list.js';
import { AUTHORITY, makeBed, officer, percentile, report, times } from './bed.js';

const PLACES = Number(process.env['PLACES'] ?? 5_500);
const LOOKS = Number(process.env['LOOKS'] ?? 200);
const BAR_MS = 100;
const THERAPIES = ['Speech and language therapy', 'Occupational therapy', 'Physiotherapy', 'Play therapy', 'Hydrotherapy'];
const DISTRICTS = ['Ashford', 'Canterbury', 'Dartford', 'Dover', 'Gravesham', 'Maidstone', 'Sevenoaks', 'Swale', 'Thanet'];

const bed = await makeBed(qplProcedures);
const schemeId = randomUUID();
const lots = THERAPIES.flatMap((therapy) =>
  (['face to face', 'online'] as const).map((delivery) => ({
    lotId: randomUUID(), code: `${therapy.slice(0, 2)}-${delivery.length}`, title: `${therapy}, ${delivery}`, therapy, delivery, ageBand: '0 to 25', districts: DISTRICTS,
  })),
);
const opened: string[] = [];
for (let from = 0; from < PLACES; from += 100) {
  const commands = Array.from({ length: Math.min(100, PLACES - from) }, (_, k) => {
    const n = from + k;
    const caseId = randomUUID();
    opened.push(caseId);
    const provider = { organisationId: randomUUID(), name: `Sample Therapies ${n % 2_500}`, kind: 'limited company', about: 'Therapy for children at school and at home.' };
    const lot = { ...lots[n % lots.length]!, districts: DISTRICTS.filter((_, d) => (n + d) % 3 === 0) };
    const capacity = { sessionsPerWeek: n % 9, waitWeeksMin: 1, waitWeeksMax: 1 + (n % 12), toldOn: '2026-11-01' };
    return { actor: { ...officer, roles: ['procurement officer', 'system'] }, caseId, procedure: 'qpl.membership', type: 'membership.import', input: { schemeId, schemeTitle: 'A list', provider, lot, origin: 'older list', missing: [], capacity } };
  });
  for (const answer of await bed.sender.sendMany(commands)) if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
}

const list = new PublicList(bed.source, bed.reader);
const search = (n: number, at?: string) => list.providers(AUTHORITY, schemeId, { therapy: THERAPIES[n % THERAPIES.length]!, district: DISTRICTS[n % DISTRICTS.length]!, age: n % 20 }, at);
const now = await bed.reader.now();
const rooms = { still: await times(LOOKS, (n) => search(n)), changed: [] as number[], past: await times(Math.ceil(LOOKS / 4), (n) => search(n, now)) };
for (let n = 0; n < LOOKS / 4; n += 1) {
  const told = await bed.sender.send({ actor: officer, caseId: opened[n]!, type: 'capacity.tell', input: { sessionsPerWeek: 3, waitWeeksMin: 2, waitWeeksMax: 4 } });
  if (told.kind !== 'done') throw new Error(JSON.stringify(told));
  rooms.changed.push(...(await times(1, () => search(n))));
}
const line = (what: string, values: number[]) => ({
  what: `${what}, ${PLACES} places`, figure: `p50 ${percentile(values, 0.5).toFixed(1)} ms, p95 ${percentile(values, 0.95).toFixed(1)} ms`, bar: `p95 < ${BAR_MS} ms`, met: percentile(values, 0.95) < BAR_MS,
});
report('list', { places: PLACES, looks: LOOKS, ...rooms }, [
  line('the public list, searched', rooms.still), line('the public list right after a place changed', rooms.changed), { ...line('the list as it stood on an earlier day', rooms.past), bar: '', met: null },
]);
await bed.end();
process.exit();
