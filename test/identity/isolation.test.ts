import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPgConfig } from '@maroquin/platform/database';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';

/** The instance's own tables: the app role reaches them by functions only, or not at all. */
const HIDDEN = ['access_change', 'instance', 'sign_in_refusal', 'used_once'];
const WITHOUT_ORGANISATION = [...HIDDEN, 'schema_migration'];
/** Functions that run with the owner's eyes. Each new one is a decision: it must be argued for here. */
const SEES_EVERYTHING: Readonly<Record<string, string>> = {
  access_changes: 'ids of what changed, for every node',
  access_seq: 'a number',
  all_organisations: 'ids, for commands and jobs',
  read_rights_proofs: 'keyed hashes that say which tables of rights have their proofs; no id',
  audit_waiting: 'ids of organisations whose acts have no place in the chain yet',
  enqueue: 'adds a job for an organisation of the transaction',
  find_account: 'ids, by a keyed hash of the address',
  find_account_of_address: 'ids, by a keyed hash of the address: closed ones too, which keep theirs',
  find_administrator: 'ids, by a keyed hash of the address',
  find_administrator_identity: 'ids, by a keyed hash of issuer and subject',
  find_administrator_link: 'ids, by the hash of 256 random bits',
  find_administrator_passkey: 'ids, by a keyed hash of the credential id',
  find_administrator_session: 'ids, by the hash of 256 random bits',
  find_api_token: 'ids and seats, by the hash of 256 random bits',
  find_federated_identity: 'ids, by a keyed hash of issuer and subject',
  find_federated_sessions: 'ids, by keyed hashes of what a provider calls a person and its session',
  find_external_link: 'ids, by the hash of 256 random bits',
  find_link_visit: 'ids, by the hash of 256 random bits',
  find_passkey: 'ids, by a keyed hash of the credential id',
  find_session: 'ids and seats, by the hash of 256 random bits',
  find_sign_in_link: 'ids, by the hash of 256 random bits',
  hold_actor: 'whether the account, session or token named by its id is in use, and its seats',
  hold_administrator: 'yes or no, by ids',
  is_address_taken: 'yes or no, by a keyed hash of the address',
  mail_down: 'since when the relay takes no mail, and why; no id',
  note_mail: 'writes that, returns nothing',
  note_access_change: 'only for an organisation of the transaction',
  note_access_changes: 'only for an organisation of the transaction',
  note_seats_closed: 'only who has a seat in an organisation of the transaction; writes ids, returns nothing',
  note_sessions_ended: 'only sessions of the organisations of the transaction',
  note_sign_in_refusal: 'writes a code, before the organisation is known',
  note_visits_ended: 'only visits of the organisations of the transaction',
  read_instance: 'wrapped keys',
  search_count: 'numbers, of what these subjects have a right on in an organisation of the transaction',
  search_due_feeds: 'ids and numbers of what is not in the search index yet',
  search_due_names: 'ids of what is not in the search index yet',
  search_held: 'only of an organisation of the transaction; yes or no',
  search_messages: 'only of organisations of the transaction, in scopes on which these subjects have a right',
  search_near: 'only of an organisation of the transaction; sealed words',
  search_resources:
    'only of organisations of the transaction, in scopes on which these subjects have a right',
  search_scopes: 'only of organisations of the transaction',
  take_due_checkpoints: 'ids of documents, for the lane that makes checkpoints',
  use_once: 'a keyed hash, and whether it was there',
};

interface Table {
  readonly name: string;
  readonly kind: 'r' | 'p';
  readonly partition: boolean;
  readonly secured: boolean;
  readonly forced: boolean;
}
interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

let platform: TestPlatform;
let superuser: Client;
let app: Client;
let tables: Table[];
let columns: Map<string, Column[]>;
const [mine, foreign] = [randomUUID(), randomUUID()];

const orgColumn = (table: string): string => (table === 'organisation' ? 'id' : 'org_id');

/** Any value of the type: keys and checks are switched off in this copy of the database. */
function valueOf(table: string, { name, type }: Column, org: string): unknown {
  if (name === orgColumn(table)) return org;
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'bytea':
      return Buffer.from(randomUUID());
    case 'timestamptz':
    case 'date':
      return new Date();
    case 'bool':
      return true;
    case '_uuid':
      return [randomUUID()];
    case '_text':
      return ['x'];
    case '_int2':
    case '_int8':
      return [1];
    case 'jsonb':
      return '{}';
    case 'text':
      return 'x';
    default:
      return 1;
  }
}

function insertInto(client: Client, table: string, org: string): Promise<unknown> {
  const all = columns.get(table) ?? [];
  const list = all.map(({ name }) => name).join(', ');
  const places = all.map((_, index) => `$${String(index + 1)}`).join(', ');
  return client.query(
    `insert into ${table} (${list}) overriding system value values (${places})`,
    all.map((column) => valueOf(table, column, org)),
  );
}

/** As the app role in a transaction of its own that is always rolled back. */
async function asApp<T>(orgs: readonly string[] | null, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    if (orgs !== null) await app.query("select set_config('app.orgs', $1, true)", [`{${orgs.join(',')}}`]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}
const count = async (sql: string): Promise<number | null> => (await app.query(sql)).rowCount;
const refused = { code: '42501' };

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  superuser = new Client(toPgConfig(platform.connections.superuser));
  app = new Client(toPgConfig(platform.connections.app));
  await superuser.connect();
  await app.connect();
  tables = (
    await superuser.query<Table>(
      `select c.relname as name, c.relkind as kind, c.relispartition as partition, c.relrowsecurity as secured,
         c.relforcerowsecurity as forced from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       order by 1`,
    )
  ).rows;
  const all = await superuser.query<Column>(
    `select table_name as table, column_name as name, udt_name as type from information_schema.columns
     where table_schema = 'public' and is_generated = 'NEVER' order by table_name, ordinal_position`,
  );
  columns = new Map();
  for (const column of all.rows) columns.set(column.table, [...(columns.get(column.table) ?? []), column]);
  const checks = await superuser.query<{ table: string; name: string }>(
    `select conrelid::regclass::text as table, conname as name from pg_constraint
     where contype = 'c' and connamespace = 'public'::regnamespace and coninhcount = 0`,
  );
  for (const { table, name } of checks.rows)
    await superuser.query(`alter table ${table} drop constraint ${name}`);
  await superuser.query('set session_replication_role = replica');
  for (const { name } of ofOrganisations()) await insertInto(superuser, name, mine);
});
afterAll(async () => {
  await app.end();
  await superuser.end();
  await platform.close();
});

const ofOrganisations = (): Table[] =>
  tables.filter((table) => !table.partition && !WITHOUT_ORGANISATION.includes(table.name));

describe('every table of an organisation’s data', () => {
  it('is there, carries its organisation, and has row level security also for its owner', () => {
    const names = ofOrganisations().map((table) => table.name);
    expect(names.length).toBeGreaterThan(25);
    expect(names).toEqual(
      expect.arrayContaining(['account', 'resource', 'scope_grant', 'feed_entry', 'file', 'audit']),
    );
    for (const table of ofOrganisations()) {
      expect(
        columns.get(table.name)?.map((column) => column.name),
        table.name,
      ).toContain(orgColumn(table.name));
      expect([table.name, table.secured, table.forced]).toEqual([table.name, true, true]);
    }
  });

  it('shows its rows to a transaction of the organisation', async () => {
    for (const { name } of ofOrganisations()) {
      expect([name, await asApp([mine], () => count(`select 1 from ${name}`))]).toEqual([name, 1]);
    }
  });

  it('can neither be read nor written without an organisation', async () => {
    for (const { name } of ofOrganisations()) {
      const column = orgColumn(name);
      for (const sql of [
        `select 1 from ${name}`,
        `update ${name} set ${column} = ${column}`,
        `delete from ${name}`,
      ]) {
        await expect(
          asApp(null, () => app.query(sql)),
          sql,
        ).rejects.toMatchObject(refused);
      }
      await expect(
        asApp(null, () => insertInto(app, name, mine)),
        name,
      ).rejects.toMatchObject(refused);
    }
  });

  it('refuses just as much on a connection that served a transaction before', async () => {
    await asApp([mine], () => app.query('select 1 from resource'));
    for (const { name } of ofOrganisations()) {
      await expect(
        asApp(null, () => app.query(`select 1 from ${name}`)),
        name,
      ).rejects.toMatchObject(refused);
    }
  });

  it('shows nothing to another organisation, which can change nothing', async () => {
    for (const { name } of ofOrganisations()) {
      const column = orgColumn(name);
      expect([name, await asApp([foreign], () => count(`select 1 from ${name}`))]).toEqual([name, 0]);
      for (const sql of [`update ${name} set ${column} = ${column}`, `delete from ${name}`]) {
        const changed = await asApp([foreign], () => count(sql)).catch((error: unknown) => {
          // Some tables allow no change to anybody.
          expect(error).toMatchObject(refused);
          return 0;
        });
        expect([sql, changed]).toEqual([sql, 0]);
      }
    }
  });

  it('takes no row for another organisation, and gives none away', async () => {
    for (const { name } of ofOrganisations()) {
      await expect(
        asApp([foreign], () => insertInto(app, name, mine)),
        name,
      ).rejects.toMatchObject(refused);
      await expect(
        asApp([mine], () => app.query(`update ${name} set ${orgColumn(name)} = '${foreign}'`)),
        name,
      ).rejects.toMatchObject(refused);
    }
  });
});

describe('beside them', () => {
  it('partitions are reached through their table only', async () => {
    const partitions = tables.filter((table) => table.partition);
    expect(partitions.length).toBeGreaterThan(8);
    for (const { name } of partitions) {
      await expect(
        asApp([mine], () => app.query(`select 1 from ${name}`)),
        name,
      ).rejects.toMatchObject(refused);
    }
  });

  it('the instance’s own tables are out of reach', async () => {
    for (const name of HIDDEN) {
      for (const sql of [`select 1 from ${name}`, `delete from ${name}`]) {
        await expect(
          asApp([mine], () => app.query(sql)),
          sql,
        ).rejects.toMatchObject(refused);
      }
    }
    await expect(asApp([mine], () => app.query('delete from schema_migration'))).rejects.toMatchObject(
      refused,
    );
  });

  it('no function sees everything but those that are listed here', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(Object.keys(SEES_EVERYTHING).sort());
  });

  it('a change of rights is noted for an organisation of the transaction only', async () => {
    await expect(
      asApp([foreign], () => app.query("select note_access_changes($1, '{}', '{}', now())", [mine])),
    ).rejects.toMatchObject(refused);
    await expect(
      asApp(null, () => app.query("select note_access_changes($1, '{}', '{}', now())", [mine])),
    ).rejects.toMatchObject(refused);
  });

  it('the app role cannot make itself another', async () => {
    const { rows } = await app.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    for (const sql of [
      'set role maroquin_owner',
      'create table mine (id int)',
      'alter table resource disable row level security',
    ]) {
      await expect(
        asApp([mine], () => app.query(sql)),
        sql,
      ).rejects.toMatchObject(refused);
    }
  });
});
