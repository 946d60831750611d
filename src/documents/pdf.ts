import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from './places.js';
import { columnShares, isRightToLeft, wordsOf, type Block, type DocumentHead, type DocumentTree } from './tree.js';

/** What the typesetter is asked for. Everything that comes from people is inside `tree`, as data: Typst never reads it as markup. */
interface Job {
  number: number;
  input: string;
  files: { path: string; bytes: Uint8Array }[];
  /** Seconds since 1970. */
  timestamp: number;
  /** For each table in reading order, for each row, whether each cell is a row header. */
  rowHeaders: boolean[][][];
}
interface Answer {
  number: number;
  pdf?: Uint8Array;
  fault?: string;
}
interface Waiting {
  job: Job;
  resolve: (pdf: Buffer) => void;
  reject: (fault: Error) => void;
}

/** A 600 page pack takes some seconds; a typesetter that has not answered by now hangs, and is replaced. */
const LONGEST_MS = 120_000;
/** Two where there is room: one long pack then does not keep a letter waiting. Each holds about 60 MB of fonts and cache. */
const TYPESETTERS = availableParallelism() > 1 ? 2 : 1;

class Typesetter {
  private worker: Worker | null = null;
  private current: (Waiting & { timer: NodeJS.Timeout }) | null = null;

  get busy(): boolean {
    return this.current !== null;
  }

  take(waiting: Waiting): void {
    const worker = (this.worker ??= this.start());
    // Only a typesetter with work keeps the process alive.
    worker.ref();
    this.current = {
      ...waiting,
      timer: setTimeout(() => this.fail(new Error('the PDF was not ready in two minutes')), LONGEST_MS),
    };
    worker.postMessage(waiting.job);
  }

  private start(): Worker {
    const worker = new Worker(join(projectRoot(), 'src/documents/typesetter.mjs'));
    worker.on('message', (answer: Answer) => this.finish(answer));
    worker.on('error', (fault) => this.fail(fault as Error));
    worker.on('exit', () => this.fail(new Error('the typesetter stopped')));
    worker.unref();
    return worker;
  }

  private finish(answer: Answer): void {
    const done = this.settle();
    this.worker?.unref();
    if (answer.pdf) done?.resolve(Buffer.from(answer.pdf));
    else done?.reject(new Error(`The PDF could not be made: ${answer.fault}`));
    serve();
  }

  private fail(fault: Error): void {
    const worker = this.worker;
    this.worker = null;
    worker?.removeAllListeners();
    void worker?.terminate();
    this.settle()?.reject(fault);
    serve();
  }

  private settle(): Waiting | null {
    const done = this.current;
    if (done) clearTimeout(done.timer);
    this.current = null;
    return done;
  }
}

const typesetters = Array.from({ length: TYPESETTERS }, () => new Typesetter());
const queue: Waiting[] = [];
let jobs = 0;

function serve(): void {
  for (const typesetter of typesetters) {
    if (typesetter.busy) continue;
    const next = queue.shift();
    if (!next) return;
    typesetter.take(next);
  }
}

/** Sets a document as PDF/UA-1. Same head and tree, same bytes. Rejects when Typst refuses or the typesetter dies. */
export function typeset(document: { head: DocumentHead; tree: DocumentTree }): Promise<Buffer> {
  const files: Job['files'] = [];
  const rowHeaders: Job['rowHeaders'] = [];
  const blocks = prepare(document.tree.blocks, files, rowHeaders);
  const job: Job = {
    number: ++jobs,
    input: JSON.stringify({ head: document.head, letterhead: document.tree.letterhead, blocks }),
    files,
    timestamp: Math.floor(Date.parse(document.head.date) / 1000),
    rowHeaders,
  };
  return new Promise((resolve, reject) => {
    queue.push({ job, resolve, reject });
    serve();
  });
}

/** Takes pictures out into files, and notes which cells are headers of their rows: Typst 0.14 can only tag those of columns. */
function prepare(blocks: Block[], files: Job['files'], rowHeaders: Job['rowHeaders']): unknown[] {
  return blocks.map((block) => {
    if (block.kind === 'figure') {
      const [type = '', data = ''] = block.src.split(';base64,');
      const path = `/picture-${files.length + 1}.${type.endsWith('png') ? 'png' : 'svg'}`;
      files.push({ path, bytes: Buffer.from(data, 'base64') });
      return { ...block, src: path };
    }
    if (block.kind === 'list') return { ...block, items: block.items.map((item) => prepare(item, files, rowHeaders)) };
    if (block.kind === 'summary') {
      rowHeaders.push(block.rows.map(() => [true, false]));
      return { ...block, rows: block.rows.map((row) => ({ ...row, detail: prepare(row.detail, files, rowHeaders) })) };
    }
    if (block.kind === 'paragraph') return { ...block, rtl: block.dirAuto && isRightToLeft(wordsOf(block.content)) };
    if (block.kind !== 'table') return block;
    rowHeaders.push([...block.body, ...block.foot].map((row) => row.map((cell) => cell.header !== null)));
    const rows = (list: typeof block.body) =>
      list.map((row) => row.map((cell) => ({ ...cell, content: prepare(cell.content, files, rowHeaders) })));
    return {
      ...block,
      shares: columnShares(block),
      head: rows(block.head),
      body: rows(block.body),
      foot: rows(block.foot),
    };
  });
}
