import { runCli } from '../../src/cli.js';

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** The parts of an answer that these tests read. */
interface Answer {
  due: string;
  given: string;
  reachedAt: string;
  trace: object[];
  rules: object[];
}

async function clerkwell(...argv: string[]): Promise<Ran> {
  const ran: Ran = { code: 0, out: '', err: '' };
  ran.code = await runCli(argv, { out: (text) => (ran.out += text), err: (text) => (ran.err += text) });
  return ran;
}

async function json(...argv: string[]): Promise<{ code: number; ok: boolean; result: Answer; findings: object[] }> {
  const { code, out, err } = await clerkwell(...argv, '--json');
  expect(err).toBe('');
  return { code, ...JSON.parse(out) };
}

describe('clerkwell due', () => {
  test('gives the date, the last moment and the count day by day, in words', async () => {
    const { code, out } = await clerkwell('due', 'psr.standstill', '--from', '2026-03-24');
    expect(code).toBe(0);
    expect(out).toContain('Due: Wednesday 8 April 2026');
    expect(out).toMatch(/Fri 3 Apr 2026\s+Good Friday/);
    expect(out).toMatch(/Wed 8 Apr 2026\s+8\s+working day 8 of 8/);
    expect(out).toContain('Source: SI 2023/1348 reg 12');
  });

  test('and as JSON for scripts', async () => {
    const { code, ok, result, findings } = await json('due', 'psr.standstill', '--from', '2026-03-24');
    expect({ code, ok, findings }).toEqual({ code: 0, ok: true, findings: [] });
    expect(result).toMatchObject({
      due: '2026-04-08',
      begins: '2026-03-25',
      lastMoment: '2026-04-08T23:00:00.000Z',
      inLondon: { lastMoment: '2026-04-08T24:00', notBefore: '2026-04-09T00:00' },
    });
    expect(result.trace).toHaveLength(16);
  });

  test('counts back from the day of the act', async () => {
    expect((await json('due', 'decisions.agenda', '--before', '4 April 2024')).result.due).toBe('2024-03-25');
    expect((await clerkwell('due', 'decisions.agenda', '--before', '2024-04-04')).out).toContain(
      'Latest day for publication of the agenda: Monday 25 March 2024',
    );
  });

  test('takes an instant, on a London clock or with its offset', async () => {
    expect((await json('due', 'qpl.dps-admission', '--from', '2026-06-30T23:30Z')).result.given).toBe('2026-07-01');
    expect((await json('due', 'qpl.dps-admission', '--from', '2026-07-01T00:30')).result.given).toBe('2026-07-01');
    expect(
      (await json('due', 'decisions.member-inspection-after', '--from', '2026-07-01T14:00')).result.reachedAt,
    ).toBe('2026-07-02T13:00:00.000Z');
  });

  test('a refusal says why, what would help and the source, and ends with 1', async () => {
    const { code, ok, findings } = await json('due', 'qpl.dps-admission', '--from', '2028-12-20');
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(findings).toMatchObject([
      {
        code: 'beyond-bank-holidays',
        severity: 'error',
        where: 'qpl.dps-admission',
        expected: expect.stringContaining('provisional'),
        source: expect.any(String),
      },
    ]);
    expect((await json('due', 'qpl.dps-admission', '--from', '2028-12-20', '--provisional')).result).toMatchObject({
      provisional: true,
    });
    expect((await clerkwell('due', 'psr.outcome-letter', '--from', '2026-03-02')).err).toContain('no number of days');
    expect((await json('due', 'psr.standstill', '--from', '2026-03-02', '--length', '5')).code).toBe(1);
  });

  test.each([
    [['due', 'psr.standstil', '--from', '2026-03-24'], 'unknown-rule', 'psr.standstill'],
    [['due', 'psr.standstill', '--from', '31 April 2026'], 'date', 'A date such as'],
    [['due', 'psr.standstill', '--before', '2026-04-08T10:00'], 'date', 'A date such as'],
    [['due', 'psr.standstill'], 'from-or-before', 'For example'],
    [['due', 'psr.standstill', '--from', '2026-03-24', '--before', '2026-04-24'], 'from-or-before', 'For example'],
    [['due', 'qpl.decision-target', '--from', '2026-03-24', '--length', 'ten'], 'length', 'For example'],
    [['due'], 'usage', 'clerkwell due --help'],
    [['due', 'psr.standstill', '--frm', '2026-03-24'], 'usage', 'clerkwell due --help'],
    [['duo'], 'unknown-command', 'rules'],
  ])('%j is bad input: it says what was expected, and ends with 2', async (argv, code, expected) => {
    expect(await json(...argv)).toMatchObject({
      code: 2,
      ok: false,
      findings: [{ code, severity: 'error', expected: expect.stringContaining(expected) }],
    });
    const words = await clerkwell(...argv);
    expect(words).toMatchObject({ code: 2, out: '' });
    expect(words.err).toContain(expected);
  });
});

describe('clerkwell rules', () => {
  test('lists every clock with its source', async () => {
    const { result } = await json('rules');
    expect(result.rules.length).toBeGreaterThan(140);
    for (const rule of result.rules)
      expect(rule).toMatchObject({
        name: expect.any(String),
        period: expect.any(String),
        counts: expect.any(String),
        source: expect.any(String),
        confidence: expect.any(String),
      });
    expect((await clerkwell('rules', 'psr.st')).out).toContain(
      '8 working days (within), from publication of the intention to award',
    );
  });

  test('a beginning that names nothing is bad input', async () => {
    expect(await json('rules', 'xyz')).toMatchObject({ code: 2, findings: [{ code: 'unknown-rule' }] });
  });

  test('without a command, and with --help, it says what there is', async () => {
    expect(await clerkwell()).toMatchObject({ code: 0, out: expect.stringContaining('rules') });
    expect(await clerkwell('--help')).toMatchObject({ code: 0, out: expect.stringContaining('due') });
    expect(await clerkwell('due', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--before') });
  });
});
