import { Client } from 'pg';
import { type PgConnection, toPgConfig } from '@maroquin/platform/database';
import type { Verdict } from './verdict.js';

interface Question {
  /** Nothing of the round happened before. */
  readonly since: Date;
  /** Which rows of the audit are the acts. */
  readonly act: { readonly actorId?: string; readonly targetId?: string; readonly action?: string };
  readonly decision: {
    readonly action: string;
    readonly targetId: string;
    /** Anybody unless said. */
    readonly byId?: string | undefined;
  };
}

/**
 * Which transaction wrote each act. The row of the act itself does not keep it: the chain seals the row in a later
 * transaction, whose moment says nothing of the order of the acts.
 */
const WRITTEN = `
create table if not exists written (audit_id uuid not null);
create or replace function note_written() returns trigger language plpgsql security definer set search_path = public, pg_temp
  as $$ begin insert into written values (new.id); return null; end $$;
create or replace trigger note_written after insert on audit for each row execute function note_written()`;

/** PostgreSQL gives the second to every transaction that waited for the lock of the first. */
const ORDER = `
with new as (
  select pg_xact_commit_timestamp(written.xmin) as committed, written.xmin::text as x, actor_id, action, target_id
  from audit join written on written.audit_id = audit.id where at >= $1 and pg_xact_commit_timestamp(written.xmin) >= $1
), marked as (
  select new.*, action = $2 and target_id = $3 and ($7::uuid is null or actor_id = $7) as decides from new
), decided as (select max(committed) as committed from marked where decides),
acts as (
  select distinct x, committed from marked
  where ($4::uuid is null or actor_id = $4) and ($5::uuid is null or target_id = $5) and ($6::text is null or action = $6)
    and action <> 'session.started' and not decides
)
select decided.committed is not null as decided,
  count(acts.x) filter (where acts.committed < decided.committed)::integer as done,
  count(acts.x) filter (where acts.committed > decided.committed)::integer as wrong
from decided left join acts on true group by decided.committed`;

/** What PostgreSQL knows of a round, read past the rights of the application. */
export class Commits {
  private constructor(private readonly client: Client) {}

  static async open(superuser: PgConnection): Promise<Commits> {
    const client = new Client(toPgConfig({ ...superuser, database: 'maroquin' }));
    await client.connect();
    await client.query(WRITTEN);
    return new Commits(client);
  }

  /** On the clock of PostgreSQL and of the nodes, which run on this machine. */
  now(): Date {
    return new Date();
  }

  /** Acts committed before a decision and after it, by the order of the commits. @throws {Error} without a decision */
  async order({ since, act, decision }: Question): Promise<Verdict> {
    const [row] = await this.read<Verdict & { readonly decided: boolean }>(ORDER, [
      since,
      decision.action,
      decision.targetId,
      act.actorId ?? null,
      act.targetId ?? null,
      act.action ?? null,
      decision.byId ?? null,
    ]);
    if (row?.decided !== true) throw new Error(`no ${decision.action} in the audit`);
    return { done: row.done, wrong: row.wrong };
  }

  /** One number. */
  async count(sql: string, params: readonly unknown[]): Promise<number> {
    const [row] = await this.read<{ count: string }>(`select count(*) as count from ${sql}`, params);
    return Number(row?.count);
  }

  async read<R extends object>(sql: string, params: readonly unknown[]): Promise<R[]> {
    return (await this.client.query<R>(sql, [...params])).rows;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
