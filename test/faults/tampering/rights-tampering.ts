import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { toPgConfig } from '@maroquin/platform/database';
import { proveWritten, type RowName, verifyRights } from '@maroquin/platform/proofs';
import { createTestOrganisation, type TestPlatform } from '@maroquin/testing';
import type { Random } from '../random.js';

export interface RightsTampering {
  readonly tampered: number;
  readonly untouched: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly missed: readonly string[];
  readonly alarms: readonly RowName[];
}

const TABLES = ['access_grant', 'scope_grant'] as const;
const ROLES = ['reader', 'commenter', 'editor', 'manager'];
const THEM = 'where ctid = (select ctid from $table order by random() limit 1)';
const swapped = (column: string): string =>
  `update $table set ${column} = (select o.${column} from $table o where o.org_id = '$org' order by random() limit 1) ${THEM}`;

/** What somebody does who holds PostgreSQL's superuser: by what it is called, a statement. */
const TAMPERS: Readonly<Record<string, string>> = {
  'a role is another': `update $table set role = '$role' ${THEM}`,
  'an end comes later': `update $table set expires_at = now() + interval '9 years' ${THEM}`,
  'an end goes away': `update $table set expires_at = null ${THEM}`,
  'a right is another person’s': `update $table set subject_id = '$person' ${THEM}`,
  'a proof goes away': `update $table set proof = null ${THEM}`,
  'a bit of a proof is another': `update $table set proof = set_byte(proof, $byte, get_byte(proof, $byte) # 1) ${THEM}`,
  'a proof is that of another row': swapped('proof'),
  'a role and its proof are those of another row': `update $table set (role, proof) = (select role, proof from $table where org_id = '$org' order by random() limit 1) ${THEM}`,
};

/** An organisation's rights, written as the service writes them, and the superuser. */
class RightsGround {
  private constructor(
    private readonly platform: TestPlatform,
    private readonly superuser: Client,
    private readonly orgId: string,
    private readonly random: Random,
    private readonly people: readonly string[],
    private readonly spaces: readonly string[],
  ) {}

  static async make(platform: TestPlatform, random: Random): Promise<RightsGround> {
    const superuser = new Client(
      toPgConfig({ ...platform.connections.superuser, database: platform.connections.name }),
    );
    await superuser.connect();
    await superuser.query('set session_replication_role = replica');
    const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
    const orgId = await createTestOrganisation(platform);
    const ground = new RightsGround(platform, superuser, orgId, random, ids(12), ids(4));
    await superuser.query(
      `insert into subject (org_id, id, kind) select $1, id, 'person' from unnest($2::uuid[]) id`,
      [...[orgId, ground.people]],
    );
    await superuser.query(
      'insert into permission_scope (org_id, id) select $1, id from unnest($2::uuid[]) id',
      [...[orgId, ground.spaces]],
    );
    await superuser.query(
      `insert into resource (id, org_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
       select id, $1, 'space', id, '', decode(replace(id::text, '-', ''), 'hex'), now(), now() from unnest($2::uuid[]) id`,
      [orgId, ground.spaces],
    );
    for (let count = 0; count < 20; count += 1) await ground.work();
    return ground;
  }

  close(): Promise<void> {
    return this.superuser.end();
  }

  /** Somebody gives a right, changes one, or takes one away. */
  async work(): Promise<void> {
    const { orgId, random } = this;
    const [space, person] = [random.pick(this.spaces), random.pick(this.people)];
    const end = random.chance(0.5) ? new Date(Date.now() + random.between(1, 1e9)) : null;
    await this.platform.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      if (random.chance(0.2)) {
        await tx.query('delete from access_grant where resource_id = $1 and subject_id = $2', [
          space,
          person,
        ]);
        return;
      }
      const params = [orgId, space, person, random.pick(ROLES), end];
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
      await proveWritten(tx);
    });
  }

  /** @returns whether anything is another than it was */
  async tamper(sql: string): Promise<boolean> {
    const { random } = this;
    const text = sql
      .replaceAll('$table', random.pick(TABLES) ?? '')
      .replaceAll('$org', this.orgId)
      .replaceAll('$role', random.pick(ROLES) ?? '')
      .replaceAll('$person', randomUUID())
      .replaceAll('$byte', String(random.between(0, 31)));
    await this.superuser.query(text);
    const { rows } = await this.superuser.query<{ differs: boolean }>(
      `select ${TABLES.map(
        (table) => `exists (select t::text from ${table} t except all select k::text from kept_${table} k)`,
      ).join(' or ')} as differs`,
    );
    return rows[0]?.differs === true;
  }

  async keep(): Promise<void> {
    for (const table of TABLES)
      await this.superuser.query(
        `drop table if exists kept_${table}; create table kept_${table} as select * from ${table}`,
      );
  }

  async putBack(): Promise<void> {
    for (const table of TABLES)
      await this.superuser.query(`delete from ${table}; insert into ${table} select * from kept_${table}`);
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
  const names = Object.keys(TAMPERS);
  try {
    let tampered = 0;
    for (let turn = 0; tampered < runs; turn += 1) {
      await ground.work();
      alarms.push(...(await ground.forged()));
      const name = names[turn % names.length] ?? '';
      await ground.keep();
      if (await ground.tamper(TAMPERS[name] ?? '')) {
        tampered += 1;
        kinds[name] = (kinds[name] ?? 0) + 1;
        if ((await ground.forged()).length === 0) missed.push(name);
      }
      await ground.putBack();
    }
    return { tampered, untouched: runs, kinds, missed, alarms };
  } finally {
    await ground.close();
  }
}
