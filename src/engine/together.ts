/** What waits to be done, and whom to tell. */
interface Waiting<Asked, Given> {
  readonly asked: Asked;
  readonly tell: (given: Given) => void;
  readonly fail: (fault: unknown) => void;
}
interface Line<Asked, Given> {
  readonly waiting: Waiting<Asked, Given>[];
  /** The cases that are being written just now. */
  readonly cases: Set<string>;
  underWay: number;
}

/** How many go in one commit: enough that the disk is waited for once for all of them, few enough that the first does not wait for long. */
const MOST = 32;
/** How many commits of one authority are under way at once: while one waits for the disk another is decided. More only makes each smaller. */
const AT_ONCE = 2;

/**
 * Commands that arrive while others of the same scope are under way are done with each other, in one commit, as PostgreSQL groups its own. A command that
 * comes alone goes at once. Two commands of one case never go together: the second waits for the first, instead of being refused for it and done again.
 */
export class Together<Asked extends { readonly caseId: string }, Given> {
  private readonly lines = new Map<string, Line<Asked, Given>>();

  /** @param doAll does commands of different cases of one scope; answers in their order. It throws only where nothing was done. */
  constructor(private readonly doAll: (batch: readonly Asked[]) => Promise<readonly Given[]>) {}

  add(scope: string, asked: Asked): Promise<Given> {
    return new Promise((tell, fail) => {
      const line = this.lines.get(scope) ?? { waiting: [], cases: new Set<string>(), underWay: 0 };
      this.lines.set(scope, line);
      line.waiting.push({ asked, tell, fail });
      this.go(scope, line);
    });
  }

  private go(scope: string, line: Line<Asked, Given>): void {
    if (line.underWay >= AT_ONCE) return;
    const batch: Waiting<Asked, Given>[] = [];
    for (let n = 0; n < line.waiting.length && batch.length < MOST; ) {
      const { caseId } = line.waiting[n]!.asked;
      if (line.cases.has(caseId)) {
        n += 1;
        continue;
      }
      line.cases.add(caseId);
      batch.push(...line.waiting.splice(n, 1));
    }
    if (batch.length === 0) return;
    line.underWay += 1;
    void this.doBatch(batch).finally(() => {
      line.underWay -= 1;
      for (const { asked } of batch) line.cases.delete(asked.caseId);
      if (line.waiting.length === 0 && line.underWay === 0) this.lines.delete(scope);
      else this.go(scope, line);
    });
  }

  private async doBatch(batch: readonly Waiting<Asked, Given>[]): Promise<void> {
    try {
      const given = await this.doAll(batch.map(({ asked }) => asked));
      batch.forEach(({ tell }, n) => tell(given[n]!));
    } catch (fault) {
      for (const { fail } of batch) fail(fault);
    }
  }
}
