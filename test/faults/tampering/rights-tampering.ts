import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { systemClock } from '@maroquin/platform/config';
import { toPgConfig, type Tx } from '@maroquin/platform/database';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import { proveWritten, type RowName, verifyRights } from '@maroquin/platform/proofs';
import { createTestOrganisation, type TestPlatform } from '@maroquin/testing';
import type { Random } from '../random.js';
import { ALL, BASES, DUTIES, ROLES, SEATS, type Table, tablesOf } from './rights-tampers.js';

export interface RightsTampering {
  readonly tampered: number;
  readonly untouched: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly missed: readonly string[];
  readonly alarms: readonly RowName[];
}

/** unique_violation, check_violation */
const IMPOSSIBLE = new Set(['23505', '23514']);

/** An organisation's rights, written as the service writes them, and the superuser. */
class RightsGround {
  private readonly feeds: Feeds;

  private constructor(
    private readonly platform: TestPlatform,
    private readonly superuser: Client,
    private readonly orgId: string,
    private readonly random: Random,
    private readonly people: readonly string[],
    private readonly spaces: readonly string[],
    private readonly teams: readonly string[],
    private readonly feedIds: readonly string[],
  ) {
    this.feeds = new Feeds(platform.database, platform.keys, systemClock, new LocalBus(), () => undefined);
  }

  static async make(platform: TestPlatform, random: Random): Promise<RightsGround> {
    const superuser = new Client(
      toPgConfig({ ...platform.connections.superuser, database: platform.connections.name }),
    );
    await superuser.connect();
    await superuser.query('set session_replication_role = replica');
    const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
    const orgId = await createTestOrganisation(platform);
    const ground = new RightsGround(platform, superuser, orgId, random, ids(12), ids(4), ids(3), ids(3));
    await superuser.query(
      `insert into subject (org_id, id, kind) select $1, id, 'person' from unnest($2::uuid[]) id`,
      [...[orgId, ground.people]],
    );
    await superuser.query(
      `insert into subject (org_id, id, kind) select $1, id, 'team' from unnest($2::uuid[]) id`,
      [...[orgId, ground.teams]],
    );
    await platform.asService(
      'insert into permission_scope (org_id, id) select $1, id from unnest($2::uuid[]) id',
      [...[orgId, ground.spaces]],
    );
    await platform.asService(
      `insert into resource (id, org_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
       select id, $1, 'space', id, '', decode(replace(id::text, '-', ''), 'hex'), now(), now() from unnest($2::uuid[]) id`,
      [orgId, ground.spaces],
    );
    for (const id of ground.feedIds)
      await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
        ground.feeds.create(tx, { id, orgId, kind: 'channel' }),
      );
    for (let count = 0; count < 20; count += 1) await ground.work();
    return ground;
  }

  close(): Promise<void> {
    this.feeds.close();
    return this.superuser.end();
  }

  /** Somebody gives a right, a seat, a place in a team or a duty, changes one, or takes one away; makes, moves or marks something; writes. */
  async work(): Promise<void> {
    await this.write();
    await this.platform.database.inOrgs({ orgs: [this.orgId] }, async (tx) => {
      if (this.random.chance(0.4)) await this.giveRight(tx);
      else if (this.random.chance(0.4)) await this.place(tx);
      else if (this.random.chance(0.4)) await this.nameRole(tx);
      else await this.giveSeat(tx);
      await proveWritten(tx);
    });
  }

  private async write(): Promise<void> {
    const feed = this.random.pick(this.feedIds) ?? '';
    const entry = { feed, orgId: this.orgId, kind: 'message', actorId: null, payload: Buffer.from('un mot') };
    await this.feeds.append(this.random.chance(0.5) ? entry : { ...entry, clientId: randomUUID() });
  }

  private async place(tx: Tx): Promise<void> {
    const { orgId, random } = this;
    const [space, other] = [random.pick(this.spaces), random.pick(this.spaces)];
    await tx.query(
      `insert into resource (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, marking, created_at, updated_at)
       values ($1::uuid, $2, $3, 'folder', $3, '', decode(replace($1::uuid::text, '-', ''), 'hex'), $4, now(), now())`,
      [...[randomUUID(), orgId, space, random.between(0, 2)]],
    );
    const one = `id = (select id from resource where org_id = $1 and parent_id is not null order by random() limit 1)`;
    await tx.query(`update resource set parent_id = $2, scope_id = $2 where ${one}`, [orgId, other]);
    await tx.query(`update resource set marking = 2, updated_at = now() where ${one}`, [orgId]);
    await tx.query(
      `update permission_scope set parent_scope_id = $2 where org_id = $1 and id = $3 and id <> $2`,
      [...[orgId, other, space]],
    );
  }

  private async nameRole(tx: Tx): Promise<void> {
    const { orgId, random } = this;
    const [id, acts] = [randomUUID(), [random.pick(['resource.move', 'resource.trash', 'access.link'])]];
    await tx.query(
      `insert into custom_role (id, org_id, name_sealed, base, acts, created_by, created_at, updated_at)
       values ($1, $2, '', $3, $4, $1, now(), now())`,
      [...[id, orgId, random.pick(BASES), acts]],
    );
    await tx.query(
      `update custom_role set acts = $2, deleted_at = case when $3 then now() end
       where id = (select id from custom_role where org_id = $1 and deleted_at is null order by random() limit 1)`,
      [...[orgId, acts, random.chance(0.3)]],
    );
  }

  private end(): Date | null {
    return this.random.chance(0.5) ? new Date(Date.now() + this.random.between(1, 1e9)) : null;
  }

  private async giveRight(tx: Tx): Promise<void> {
    const { orgId, random } = this;
    const [space, person] = [random.pick(this.spaces), random.pick(this.people)];
    if (random.chance(0.2)) {
      await tx.query('delete from access_grant where resource_id = $1 and subject_id = $2', [space, person]);
      return;
    }
    const params = [orgId, space, person, random.pick(ROLES), this.end()];
    await tx.query(
      `insert into access_grant (org_id, resource_id, subject_id, role, expires_at, granted_at) values ($1, $2, $3, $4, $5, now())
       on conflict (org_id, resource_id, subject_id) do update set role = excluded.role, expires_at = excluded.expires_at`,
      params,
    );
    await tx.query(
      `insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role, expires_at) values ($1, $2, $3, $2, $4, $5)
       on conflict (org_id, scope_id, subject_id, from_resource_id) do update set role = excluded.role, expires_at = excluded.expires_at`,
      params,
    );
  }

  private async giveSeat(tx: Tx): Promise<void> {
    const { orgId, random } = this;
    const [team, person] = [random.pick(this.teams), random.pick(this.people)];
    if (random.chance(0.2)) {
      await tx.query('delete from membership where team_id = $1 and member_id = $2', [team, person]);
      return;
    }
    // Guests alone: whoever administers has no duty, and that is not what is tried here.
    await tx.query(
      `insert into seat (org_id, account_id, kind, created_at, ends_at) values ($1, $2, 'guest', now(), $3)
       on conflict (org_id, account_id) do update set ends_at = excluded.ends_at, kind = 'member'`,
      [orgId, person, this.end()],
    );
    await tx.query(
      `insert into membership (org_id, team_id, member_id, added_at) values ($1, $2, $3, now()) on conflict do nothing`,
      [orgId, team, person],
    );
    await tx.query(
      `insert into organisation_duty (org_id, subject_id, duty, granted_by, granted_at) values ($1, $2, $3, $4, now())
       on conflict do nothing`,
      [orgId, random.pick(this.people), random.pick(DUTIES), person],
    );
  }

  /** @returns whether anything is another than it was */
  async tamper(table: Table, sql: string): Promise<boolean> {
    const { random } = this;
    const quoted = (value: string | undefined): string => `'${value ?? ''}'`;
    const text = sql
      .replaceAll('$table', table)
      .replaceAll('$org', quoted(this.orgId))
      .replaceAll('$space', quoted(random.pick(this.spaces)))
      .replaceAll('$team', quoted(random.pick(this.teams)))
      .replaceAll('$role', quoted(random.pick(ROLES)))
      .replaceAll('$base', quoted(random.pick(BASES)))
      .replaceAll('$seat', quoted(random.pick(SEATS)))
      .replaceAll('$duty', quoted(random.pick(DUTIES)))
      .replaceAll('$person', quoted(randomUUID()))
      .replaceAll('$byte', String(random.between(0, 31)));
    try {
      await this.superuser.query(text);
    } catch (error) {
      // Two rows of one, a space within another: not even the superuser can.
      if (error instanceof Error && 'code' in error && IMPOSSIBLE.has(String(error.code))) return false;
      throw error;
    }
    const differs = tablesOf(table).map(
      (one) =>
        `exists ((select t::text from ${one} t except all select k::text from kept_${one} k)
           union all (select k::text from kept_${one} k except all select t::text from ${one} t))`,
    );
    const { rows } = await this.superuser.query<{ differs: boolean }>(
      `select ${differs.join(' or ')} as differs`,
    );
    return rows[0]?.differs === true;
  }

  async keep(table: Table): Promise<void> {
    for (const one of tablesOf(table))
      await this.superuser.query(
        `drop table if exists kept_${one}; create table kept_${one} as select * from ${one}`,
      );
  }

  async putBack(table: Table): Promise<void> {
    for (const one of tablesOf(table))
      await this.superuser.query(`delete from ${one}; insert into ${one} select * from kept_${one}`);
  }

  async forged(): Promise<readonly RowName[]> {
    const { database, keys } = this.platform;
    return (await verifyRights({ database, keys: keys.instance }, this.orgId)).forged;
  }
}

/** As many tamperings of rights as untouched organisations. */
export async function rightsTampering(
  platform: TestPlatform,
  { runs, random }: { readonly runs: number; readonly random: Random },
): Promise<RightsTampering> {
  const ground = await RightsGround.make(platform, random);
  const kinds: Record<string, number> = {};
  const missed: string[] = [];
  const alarms: RowName[] = [];
  try {
    let tampered = 0;
    for (let turn = 0; tampered < runs; turn += 1) {
      await ground.work();
      alarms.push(...(await ground.forged()));
      const [table, name, sql] = ALL[turn % ALL.length] ?? ['seat', '', ''];
      await ground.keep(table);
      if (await ground.tamper(table, sql)) {
        tampered += 1;
        const what = `${table}: ${name}`;
        kinds[what] = (kinds[what] ?? 0) + 1;
        if ((await ground.forged()).length === 0) missed.push(what);
      }
      await ground.putBack(table);
    }
    return { tampered, untouched: runs, kinds, missed, alarms };
  } finally {
    await ground.close();
  }
}
