/** One thing found or refused, in the shape that `--json` promises to scripts. */
export interface Finding {
  code: string;
  /** `error` and `warning` make the exit code 1; a `note` is only told. */
  severity: 'error' | 'warning' | 'note';
  /** Field, line, rule or file the finding is about. */
  where: string;
  message: string;
  expected: string | null;
  source: string | null;
}

export const EXIT = { ok: 0, findings: 1, badInput: 2 } as const;

/**
 * What every command prints with: words for people, or one JSON object `{ ok, result, findings }` with `--json`.
 * It sets the process's exit code and never ends the process, so that what was written is always read.
 */
export class CliOut {
  exitCode: number = EXIT.ok;

  constructor(
    readonly json: boolean,
    private readonly write: (text: string) => void = (text) => void process.stdout.write(text),
    private readonly complain: (text: string) => void = (text) => void process.stderr.write(text),
  ) {}

  /** An answer, with what was found on the way. `words` is only called when a person reads; where it tells the findings itself they are not told again. */
  answer(result: unknown, words: () => string, findings: readonly Finding[] = [], wordsTellThem = false): void {
    const ok = !findings.some(({ severity }) => severity !== 'note');
    this.end(ok ? EXIT.ok : EXIT.findings);
    if (this.json) return this.print({ ok, result, findings });
    this.write(`${words().trimEnd()}\n`);
    if (findings.length > 0 && !wordsTellThem) this.write(`\n${findings.map(asWords).join('\n')}\n`);
  }

  /** The law or the product says no: exit 1. */
  refuse(refusal: { code: string; where: string; because: string; unblock: string; source: string }): void {
    this.end(EXIT.findings);
    const { code, where, because, unblock, source } = refusal;
    if (this.json)
      return this.print({
        ok: false,
        result: null,
        findings: [{ code, severity: 'error', where, message: because, expected: unblock, source }],
      });
    this.complain(`${because}\n${unblock}\nSource: ${source}\n`);
  }

  /** The command cannot be understood: what is wrong, what was expected; exit 2. Several things can be wrong with one file. */
  badInput(...problems: readonly { code: string; where: string; message: string; expected: string }[]): void {
    this.end(EXIT.badInput);
    if (this.json)
      return this.print({ ok: false, result: null, findings: problems.map((problem) => ({ severity: 'error' as const, source: null, ...problem })) });
    this.complain(problems.map(({ where, message, expected }) => `${problems.length > 1 ? `${where}: ` : ''}${message}\n${expected}\n`).join('\n'));
  }

  private print(answer: { ok: boolean; result: unknown; findings: readonly Finding[] }): void {
    this.write(`${JSON.stringify(answer, null, 2)}\n`);
  }

  private end(code: number): void {
    this.exitCode = code;
  }
}

function asWords({ severity, where, message, expected, source }: Finding): string {
  const more = [expected ? `Expected: ${expected}` : '', source ? `Source: ${source}` : ''].filter(Boolean).join('. ');
  return `${severity} (${where}): ${message}${more ? ` ${more}` : ''}`;
}
