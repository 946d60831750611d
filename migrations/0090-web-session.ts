import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browser sessions, in the form that connect-pg-simple reads. They belong to a browser, not to an authority. */
export class WebSession0001700000000090 implements MigrationInterface {
  name = 'WebSession0001700000000090';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create schema web;
      create table web.web_session (
        sid text primary key,
        sess json not null,
        expire timestamp(6) not null
      );
      create index web_session_expire on web.web_session (expire);
      grant usage on schema web to clerkwell_app;
      grant select, insert, update, delete on web.web_session to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
