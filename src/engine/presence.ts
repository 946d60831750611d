import pg from 'pg';

/** The first half of the advisory locks' keys; any number that nothing else in the database uses. */
const WORKERS = 4_720_912;
/** A job taken a moment ago may belong to a server that is about to show itself. */
const MOMENT = '3 seconds';

/**
 * Shows the other servers that this one's workers are there: an advisory lock for each, on a connection of its own, which PostgreSQL lets go the
 * moment that the process is gone. A job whose worker nobody holds the lock of is free.
 */
export class Presence {
  private client: pg.Client | null = null;
  private workers: readonly string[] = [];

  constructor(private readonly workerUrl: string) {}

  /** From now on these are this server's workers, and no others. */
  async show(workers: readonly string[]): Promise<void> {
    this.workers = workers;
    const client = await this.connection();
    await client.query('select pg_advisory_unlock_all()');
    await this.lock(client);
  }

  /** Frees the jobs of workers whose server is gone. */
  async takeOver(): Promise<void> {
    const client = await this.connection();
    await client.query(
      `select graphile_worker.force_unlock_workers(array_agg(taken.locked_by)) from (
         select distinct locked_by from graphile_worker.jobs
         where locked_by is not null and locked_at < now() - $2::interval and locked_by <> all ($1)) taken
       where pg_try_advisory_xact_lock(${WORKERS}, hashtext(taken.locked_by))`,
      [this.workers, MOMENT],
    );
  }

  async end(): Promise<void> {
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connection(): Promise<pg.Client> {
    if (this.client) return this.client;
    const client = new pg.Client({
      connectionString: this.workerUrl,
      application_name: 'clerkwell presence',
      keepAlive: true,
    });
    // A lost connection is made anew at the next look; until then another server may do this one's jobs a second time.
    const lost = (): void => {
      if (this.client === client) this.client = null;
    };
    client.on('error', lost).on('end', lost);
    await client.connect();
    await this.lock(client);
    this.client = client;
    return client;
  }

  private async lock(client: pg.Client): Promise<void> {
    if (this.workers.length > 0)
      await client.query(`select pg_advisory_lock(${WORKERS}, hashtext(worker)) from unnest($1::text[]) worker`, [
        this.workers,
      ]);
  }
}
