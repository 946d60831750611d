import { canonical, sha256 } from '../../src/engine/canonical.js';
import type { Header } from '../../src/engine/chain.js';
import { NO_HEAD, payloadDigest } from '../../src/engine/chain.js';
import { asOwner } from '../database.js';

interface Row {
  readonly case_id: string;
  readonly reference: string;
  readonly seq: number;
  readonly head: string;
  readonly snapshot: unknown;
  readonly next_due: Date | null;
  readonly next_clock: Date | null;
  readonly clocks_ahead: number;
  readonly numbered: number;
  readonly events: {
    seq: number;
    header: string;
    digest: string;
    salt: string | null;
    payload: string | null;
    snapshot: string | null;
  }[];
}

/**
 * What is half-written, lost or out of step in a database, one sentence each; nothing when every case is whole. It reads the tables and
 * knows no procedure, so that it cannot make the mistake that the engine makes.
 */
export async function whatIsNotWhole(ownerUrl: string): Promise<string[]> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<Row>(`
      select i.case_id, i.reference, i.seq, encode(i.head, 'hex') as head, i.snapshot, i.next_due,
        (select min(d.due_at) from workflow_deadline d where (d.authority_id, d.case_id) = (i.authority_id, i.case_id) and d.status = 'running') as next_clock,
        (select count(*)::int from workflow_deadline d where (d.authority_id, d.case_id) = (i.authority_id, i.case_id) and d.set_seq > i.seq) as clocks_ahead,
        (select count(*)::int from counter_issue n where n.authority_id = i.authority_id and n.case_id = i.case_id) as numbered,
        (select json_agg(json_build_object('seq', e.seq, 'header', e.header, 'digest', encode(e.digest, 'hex'),
            'salt', encode(p.salt, 'hex'), 'payload', p.payload, 'snapshot', p.snapshot) order by e.seq)
          from workflow_event e left join workflow_payload p using (authority_id, case_id, seq) where (e.authority_id, e.case_id) = (i.authority_id, i.case_id)) as events
      from workflow_instance i`);
    const found = rows.flatMap(whatIsWrongWith);
    for (const [what, query] of Object.entries(STRAYS)) {
      const { rowCount } = await owner.query(query);
      if (rowCount) found.push(`${rowCount} × ${what}`);
    }
    return found;
  });
}

const STRAYS = {
  'an event without its case':
    'select 1 from workflow_event e where not exists (select 1 from workflow_instance i where (i.authority_id, i.case_id) = (e.authority_id, e.case_id))',
  'a payload without its event':
    'select 1 from workflow_payload p left join workflow_event e using (authority_id, case_id, seq) where e.seq is null',
  'a clock without its case':
    'select 1 from workflow_deadline d where not exists (select 1 from workflow_instance i where (i.authority_id, i.case_id) = (d.authority_id, d.case_id))',
  'work without its case':
    'select 1 from workflow_work w where not exists (select 1 from workflow_instance i where (i.authority_id, i.case_id) = (w.authority_id, w.case_id))',
  'an answer that was given and is not there': `select 1 from workflow_request r left join workflow_instance i using (authority_id, case_id) where i.case_id is null or i.seq < (r.answer->>'seq')::int`,
  'a number given to two cases':
    'select 1 from workflow_instance group by authority_id, machine, reference having count(*) > 1',
};

function whatIsWrongWith(one: Row): string[] {
  const found: string[] = [];
  const wrong = (what: string): void => void found.push(`${one.reference}: ${what}`);
  let previous = NO_HEAD;
  (one.events ?? []).forEach((event, index) => {
    const header = JSON.parse(event.header) as Header;
    if (event.seq !== index + 1 || header.seq !== event.seq) wrong(`event ${event.seq} stands in place ${index + 1}`);
    if (sha256(event.header) !== event.digest) wrong(`the digest of event ${event.seq} is not its own`);
    if (header.previous !== previous) wrong(`event ${event.seq} does not follow the one before it`);
    if (event.payload === null || event.salt === null || payloadDigest(event.salt, event.payload) !== header.payload)
      wrong(`the payload of event ${event.seq} is missing or another one`);
    if (event.snapshot === null || sha256(event.snapshot) !== header.snapshot)
      wrong(`the snapshot of event ${event.seq} is missing or another one`);
    previous = event.digest;
  });
  const last = one.events?.at(-1);
  if (one.seq !== (one.events ?? []).length)
    wrong(`the case is at ${one.seq} and has ${(one.events ?? []).length} events`);
  if (one.head !== previous) wrong('the head is not the last digest');
  if (last?.snapshot != null && canonical(one.snapshot) !== last.snapshot)
    wrong('the case is not as its last event left it');
  if (one.next_due?.getTime() !== one.next_clock?.getTime()) wrong('its next clock is not the one that lists show');
  if (one.clocks_ahead > 0) wrong('a clock was set by an event that is not there');
  if (one.numbered !== 1) wrong(`it has ${one.numbered} numbers`);
  return found;
}
