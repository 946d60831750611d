import type { CliOut } from './out.js';

/** Why a command that needs the database cannot do what was asked: bad input, exit 2. */
export class DatabaseProblem extends Error {
  constructor(
    readonly code: string,
    readonly where: string,
    message: string,
    readonly cure: string,
  ) {
    super(message);
  }
}

/** The owner's login. `npm run -s clerkwell` names the database in the data folder where nobody names another. */
export function ownerUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new DatabaseProblem('no-database', 'DATABASE_URL', 'DATABASE_URL is not set.', 'Name the PostgreSQL server, or use npm run -s clerkwell, which knows the one in the data folder.');
  return url;
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000']);

/** Runs a command and says in words what stops it; a fault is thrown on. */
export async function explained(out: CliOut, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (fault instanceof DatabaseProblem) return out.badInput({ code: fault.code, where: fault.where, message: fault.message, expected: fault.cure });
    const { code } = fault as { code?: string };
    if (code === '42P01') return out.badInput({ code: 'not-migrated', where: 'DATABASE_URL', message: 'The database has no Clerkwell in it yet.', expected: 'Run `clerkwell migrate` first.' });
    if (!UNREACHABLE.has(code ?? '')) throw fault;
    out.badInput({ code: 'database', where: 'DATABASE_URL', message: `The database cannot be used: ${(fault as Error).message || code}.`, expected: 'Check the address, the login and that the database exists.' });
  }
}
