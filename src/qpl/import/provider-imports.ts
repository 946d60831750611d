import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { addHours, asInstant, dayOf } from '../../calendar/day.js';
import { addOrganisations } from '../../directory/organisations.js';
import { systemActor, type Actor } from '../../engine/actor.js';
import type { Answer } from '../../engine/answers.js';
import type { PolicyPort } from '../../engine/clocks.js';
import { Reader } from '../../engine/read.js';
import { inScope, systemScope } from '../../engine/scope.js';
import { Sender } from '../../engine/send.js';
import { cleanName } from '../../files/file-name.js';
import type { Scheme } from '../scheme/scheme.js';
import {
  addImport, addLines, addPlaces, answersGiven, countsOf, eraseLines, giveAnswer, importById, importsOf, knownProviders, lineAt, lines, organisationsThere, placesTold, replanLine, rowsLeft, settleLines,
  type ImportCounts, type ImportLine, type ImportRow,
} from './import-tables.js';
import { caseOf, forProvider, RowPlanner, sameTold, type Matched } from './plan-rows.js';
import { ProviderMatcher } from './provider-match.js';
import { RowReader, type CellProblem } from './provider-row.js';
import { readProviderSheet, SheetFault } from './sheet.js';

/** Rows in one go, so that a progress bar moves; sent as two halves at once, of about a hundred events each: one is decided while PostgreSQL writes the other. */
const BATCH = 200;
/** Rows that are read and written together while planning. */
const CHUNK = 500;

export type Planned = { readonly ok: true; readonly importId: string } | { readonly ok: false; readonly because: string; readonly cure: string };

/**
 * Brings providers of older lists over from a spreadsheet. First a plan, row by row, which changes no case; then, when somebody said yes, batch by batch
 * until nothing is left. What is done is known from the database alone, so whoever goes on after a crash does each row once.
 */
@Injectable()
export class ProviderImports {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly sender: Sender,
    private readonly reader: Reader,
  ) {}

  /** Reads a file and says of each row what would come of it. @param file its name and bytes, and which sheet where there are several */
  async plan(authorityId: string, scheme: Scheme, file: { name: string; bytes: Buffer; sheet?: string | null }, madeBy: string): Promise<Planned> {
    const read = await readProviderSheet(file.name, file.bytes, file.sheet ?? null);
    if (!read.ok) return read;
    const { sheet } = read;
    const today = dayOf(asInstant(await this.reader.now()));
    const there = await this.placesOn(authorityId, scheme.schemeId);
    const importId = newId();
    const write = inScope(this.source, systemScope(authorityId), async (tx) => {
      const matcher = new ProviderMatcher(await knownProviders(tx), await answersGiven(tx), authorityId);
      const reader = new RowReader(scheme, sheet.header, today, `file ${cleanName(file.name)}`.slice(0, 200));
      const planner = new RowPlanner(scheme, matcher, there, today);
      const unused = sheet.header.unused.length > 0 ? [`Columns that were not read: ${sheet.header.unused.map((title) => `“${title.slice(0, 60)}”`).join(', ')}.`] : [];
      await addImport(tx, { importId, schemeId: scheme.schemeId, fileName: cleanName(file.name), sha256: createHash('sha256').update(file.bytes).digest('hex'), readAs: sheet.readAs, notes: [...sheet.notes, ...unused], madeBy });
      let count = 0;
      const flush = async (chunk: Matched[]) => {
        const told = await placesTold(tx, chunk.flatMap(({ plan }) => (plan ? plan.places.map(caseOf) : [])));
        await addLines(tx, importId, chunk.map((one) => planner.plan(one, told)));
        count += chunk.length;
      };
      let chunk: Matched[] = [];
      for await (const { row, cells } of sheet.rows()) {
        chunk.push(planner.match(row, reader.read(cells)));
        if (chunk.length < CHUNK) continue;
        await flush(chunk);
        chunk = [];
      }
      await flush(chunk);
      return count;
    });
    const rows = await write.catch((fault: unknown) => (fault instanceof SheetFault ? fault : Promise.reject(fault)));
    if (rows instanceof SheetFault) return { ok: false, because: rows.message, cure: rows.cure };
    if (rows > 0) return { ok: true, importId };
    await this.forget(authorityId, importId);
    return { ok: false, because: 'Below the header there are no rows.', cure: 'Check that the list is in this file, and save it again.' };
  }

  async find(authorityId: string, importId: string): Promise<{ import: ImportRow; counts: ImportCounts } | null> {
    return inScope(this.source, systemScope(authorityId), async (tx) => {
      const found = await importById(tx, importId);
      return found && { import: found, counts: await countsOf(tx, importId) };
    });
  }

  /** Earlier imports of a list, the newest first. */
  async before(authorityId: string, schemeId: string): Promise<{ import: ImportRow; counts: ImportCounts }[]> {
    return inScope(this.source, systemScope(authorityId), async (tx) => {
      const found: { import: ImportRow; counts: ImportCounts }[] = [];
      for (const one of await importsOf(tx, schemeId, 20)) found.push({ import: one, counts: await countsOf(tx, one.importId) });
      return found;
    });
  }

  /** Every row, in order, read as it is written out. */
  async *everyLine(authorityId: string, importId: string): AsyncIterable<ImportLine> {
    for (let after = 0, page: ImportLine[]; (page = await this.lines(authorityId, importId, { after, limit: 1_000 })).length > 0; after = page.at(-1)!.row) yield* page;
  }

  async lines(authorityId: string, importId: string, which: Parameters<typeof lines>[2]): Promise<ImportLine[]> {
    return inScope(this.source, systemScope(authorityId), (tx) => lines(tx, importId, which));
  }

  /** Says of possible duplicates which they are. Each answer is kept, so that it is not asked again. @param answers row to 'same' or 'new' */
  async answer(actor: Actor, importId: string, answers: ReadonlyMap<number, 'same' | 'new'>): Promise<void> {
    await inScope(this.source, systemScope(actor.authorityId), async (tx) => {
      if ((await importById(tx, importId))?.state !== 'planned') return;
      for (const [row, said] of answers) {
        const line = await lineAt(tx, importId, row);
        if (line?.verdict !== 'duplicate' || !line.plan || !line.likeWhom || !line.organisationId || !mayAnswer(line, said)) continue;
        const organisationId = said === 'same' ? line.likeWhom.organisationId : line.organisationId;
        await replanLine(tx, importId, { row, organisationId, plan: said === 'same' ? forProvider(line.plan, organisationId) : line.plan, notes: [...line.notes, said === 'same' ? `${actor.name} said that this is “${line.likeWhom.name}”.` : `${actor.name} said that this is not “${line.likeWhom.name}”.`] });
        await giveAnswer(tx, { spelling: line.name, postcode: line.plan.make?.postcode ?? '', organisationId, by: actor.name });
      }
    });
  }

  /** Somebody says yes. The work is queued in the same commit. @returns false when it was begun or left before */
  async confirm(actor: Actor, importId: string, queue: boolean): Promise<boolean> {
    return inScope(this.source, systemScope(actor.authorityId), async (tx) => {
      const [rows] = await tx.query<[unknown[], number]>(
        `update qpl_import set state = 'running', actor = $2, confirmed_at = engine_now() where authority_id = (select authority()) and import_id = $1 and state = 'planned' returning 1`, [importId, JSON.stringify(actor)]);
      if (rows.length > 0 && queue) await tx.query(`select enqueue_job('qpl-import', $1, $2)`, [JSON.stringify({ authority: actor.authorityId, importId }), `qpl-import:${importId}`]);
      return rows.length > 0;
    });
  }

  /** Erases the rows of old imports of every authority, each after as many days as its policy says. Answers how many rows. */
  async eraseOld(policies: PolicyPort): Promise<number> {
    const now = asInstant(await this.reader.now());
    const authorities = await this.source.query<{ id: string }[]>('select authority_id as id from authority');
    let erased = 0;
    for (const { id } of authorities) {
      const days = (await policies.resolve(id, 'qpl.import-rows-kept-days', dayOf(now))) as number;
      erased += await inScope(this.source, systemScope(id), (tx) => eraseLines(tx, addHours(now, -24 * days)));
    }
    return erased;
  }

  /** Leaves a planned import aside. */
  async leave(authorityId: string, importId: string): Promise<boolean> {
    const [rows] = await inScope(this.source, systemScope(authorityId), (tx) =>
      tx.query<[unknown[], number]>(`update qpl_import set state = 'left' where authority_id = (select authority()) and import_id = $1 and state = 'planned' returning 1`, [importId]));
    return rows.length > 0;
  }

  /** Takes a plan away altogether, after a dry run that nobody will look at again. */
  async forget(authorityId: string, importId: string): Promise<void> {
    await inScope(this.source, systemScope(authorityId), (tx) => tx.query(`delete from qpl_import where authority_id = (select authority()) and import_id = $1 and state = 'planned'`, [importId]));
  }

  /** The job: some seconds of work, then the rest is queued again, so that a server that is told to stop need not wait for ten thousand rows. */
  async job(authorityId: string, importId: string, milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    while (performance.now() < until) if ((await this.step(authorityId, importId)) === 0) return;
    await inScope(this.source, systemScope(authorityId), (tx) => tx.query(`select enqueue_job('qpl-import', $1, $2)`, [JSON.stringify({ authority: authorityId, importId }), `qpl-import:${importId}`]));
  }

  /** One batch. Done by two servers at once it is still done once: every event has the key of its place. @returns rows that are left */
  async step(authorityId: string, importId: string): Promise<number> {
    const scope = systemScope(authorityId);
    const now = await inScope(this.source, scope, async (tx) => {
      const found = await importById(tx, importId);
      if (found?.state !== 'running' || !found.actor) return null;
      const batch = await lines(tx, importId, { limit: BATCH, waiting: true });
      await addOrganisations(tx, batch.flatMap(({ plan }) => (plan?.make ? [plan.make] : [])));
      const places = batch.flatMap(({ plan }) => plan?.places ?? []);
      return { actor: found.actor, batch, there: await organisationsThere(tx, places.map(({ provider }) => provider.organisationId)), told: await placesTold(tx, places.map(caseOf)) };
    });
    if (!now) return 0;
    if (now.batch.length === 0) {
      await inScope(this.source, scope, (tx) => tx.query(`update qpl_import set state = 'finished', finished_at = engine_now() where authority_id = (select authority()) and import_id = $1 and state = 'running'`, [importId]));
      return 0;
    }
    const wanted = now.batch.flatMap((line) => (line.plan?.places ?? []).filter((place) => now.there.has(place.provider.organisationId) && !now.told.has(caseOf(place))).map((place) => ({ line, place, caseId: caseOf(place) })));
    const unique = [...new Map(wanted.map((one) => [one.caseId, one])).values()];
    const commands = unique.map(({ place, caseId }) => ({ actor: now.actor, caseId, procedure: 'qpl.membership', type: 'membership.import', input: place, key: `qpl.import:${caseId}` }));
    const half = Math.ceil(commands.length / 2);
    const answers = (await Promise.all([commands.slice(0, half), commands.slice(half)].map((some) => this.sender.sendMany(some)))).flat();
    const answered = new Map(unique.map(({ caseId }, n) => [caseId, answers[n]!]));
    await inScope(this.source, scope, async (tx) => {
      await addPlaces(tx, importId, unique.filter(({ caseId }) => answered.get(caseId)?.kind === 'done').map(({ caseId, line }) => ({ caseId, row: line.row, told: line.plan!.told })));
      await settleLines(tx, importId, now.batch.map((line) => settled(line, answered, now)));
    });
    const left = await inScope(this.source, scope, (tx) => rowsLeft(tx, importId));
    return left === 0 ? this.step(authorityId, importId) : left;
  }

  /** The places of a list that are taken, however they came about. */
  private async placesOn(authorityId: string, schemeId: string): Promise<Set<string>> {
    const found = new Set<string>();
    const actor = systemActor(authorityId);
    let after: string | undefined;
    do {
      const page = await this.reader.list(actor, { procedure: 'qpl.membership', columns: { schemeId }, sort: 'opened', limit: 1_000, ...(after ? { after } : {}) });
      for (const { caseId } of page.items) found.add(caseId);
      after = page.next ?? undefined;
    } while (after);
    return found;
  }
}

/** Two rows of one spelling cannot be told apart next time: such a provider needs a number or a postcode first. */
export const mayAnswer = (line: Pick<ImportLine, 'likeWhom' | 'organisationId'>, said: 'same' | 'new'): boolean => said === 'same' || line.likeWhom?.organisationId !== line.organisationId;

function settled(line: ImportLine, answered: ReadonlyMap<string, Answer>, now: { there: ReadonlySet<string>; told: Awaited<ReturnType<typeof placesTold>> }): Pick<ImportLine, 'row' | 'verdict' | 'problems' | 'notes' | 'outcome'> {
  const { row, verdict } = line;
  const problems: CellProblem[] = [...line.problems];
  const notes = [...line.notes];
  let same = 0;
  const places = line.plan?.places ?? [];
  for (const place of places) {
    const answer = answered.get(caseOf(place));
    const known = now.told.get(caseOf(place));
    if (answer?.kind === 'done') continue;
    if (known && line.plan && sameTold(known.told, line.plan.told)) same += 1;
    else if (answer?.kind === 'refused' && answer.refusals.every(({ guard }) => guard === 'not-now')) notes.push(`On lot ${place.lot.code} already, not through an import: left as it is.`);
    else problems.push({ column: 'Lots', value: place.lot.code, ...whyNot(answer, known !== undefined, now.there.has(place.provider.organisationId)) });
  }
  if (problems.length > 0) return { row, verdict, problems, notes, outcome: 'refused' };
  return same === places.length ? { row, verdict: 'same', problems, notes, outcome: null } : { row, verdict, problems, notes, outcome: 'brought over' };
}

function whyNot(answer: Answer | undefined, wasTold: boolean, isThere: boolean): Pick<CellProblem, 'wrong' | 'cure'> {
  if (!isThere) return { wrong: 'A provider with this company number was registered meanwhile, under another spelling.', cure: 'Import the file again: the row then finds it.' };
  if (wasTold) return { wrong: 'Another import brought this place over meanwhile, with other words.', cure: 'Import the file again to see what differs.' };
  switch (answer?.kind) {
    case 'invalid':
      return { wrong: answer.errors.map(({ message }) => message).join(' '), cure: 'Correct the row, and import the file again.' };
    case 'refused':
      return { wrong: answer.refusals.map(({ because }) => because).join(' '), cure: answer.refusals.map(({ unblock }) => unblock).join(' ') };
    case 'not-allowed':
      return { wrong: 'Whoever confirmed the import may not bring providers over.', cure: 'Have a procurement officer import the file.' };
    default:
      return { wrong: 'The place was not brought over.', cure: 'Import the file again.' };
  }
}
