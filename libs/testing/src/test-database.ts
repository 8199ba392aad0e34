import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { newId, systemClock } from '@maroquin/platform/config';
import {
  asRole,
  Database,
  migrate,
  type PgConnection,
  preparePostgres,
  type RolePasswords,
  toPgConfig,
} from '@maroquin/platform/database';
import { installJobs } from '@maroquin/platform/jobs';
import { FileKeyProvider, initialiseInstance, type KeyProvider, Keys } from '@maroquin/platform/keys';
import { proveWritten } from '@maroquin/platform/proofs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const TEMPLATE_DATABASE = 'maroquin_template';
const passwords: RolePasswords = {
  owner: 'owner-for-tests',
  app: 'app-for-tests',
  reader: 'reader-for-tests',
};

/** Once a test run: roles, and a migrated database that each test file copies. */
export async function prepareTemplate(superuser: PgConnection): Promise<void> {
  await preparePostgres(superuser, TEMPLATE_DATABASE, passwords);
  const owner = asRole(superuser, 'owner', passwords, TEMPLATE_DATABASE);
  await migrate(owner, { beforeEach: installJobs });
}

export interface TestDatabase {
  readonly name: string;
  readonly superuser: PgConnection;
  readonly owner: PgConnection;
  readonly app: PgConnection;
  readonly reader: PgConnection;
  drop(): Promise<void>;
}

/** A fresh, migrated database of one test file's own (about 0.1 s). */
export async function createTestDatabase(superuser: PgConnection): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asSuperuser(superuser, `create database ${name} template ${TEMPLATE_DATABASE} owner maroquin_owner`);
  return {
    name,
    superuser: { ...superuser, database: name },
    owner: asRole(superuser, 'owner', passwords, name),
    app: asRole(superuser, 'app', passwords, name),
    reader: asRole(superuser, 'reader', passwords, name),
    drop: () => asSuperuser(superuser, `drop database if exists ${name} with (force)`),
  };
}

async function asSuperuser(superuser: PgConnection, sql: string): Promise<void> {
  const client = new Client(toPgConfig({ ...superuser, database: 'postgres' }));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export interface TestPlatform {
  readonly connections: TestDatabase;
  readonly database: Database;
  readonly keys: Keys;
  /** For keys that know nothing yet. */
  readonly keyProvider: KeyProvider;
  /** One statement as the owner, to look behind the app role's back. */
  asOwner<R extends object>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** One statement as the service: rows of rights that it writes have their proofs. */
  asService(sql: string, params?: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/** Database and keys as the app role, over a fresh copy: what most tests of a lib need. */
export async function openTestPlatform(
  superuser: PgConnection,
  entities: readonly EntityTarget<ObjectLiteral>[] = [],
): Promise<TestPlatform> {
  const connections = await createTestDatabase(superuser);
  const folder = await mkdtemp(join(tmpdir(), 'maroquin-test-'));
  const provider = await FileKeyProvider.open(join(folder, 'instance.key'), true);
  await initialiseInstance(connections.owner, provider, systemClock);
  const database = await Database.open({ app: connections.app, entities, onError: () => undefined });
  const keys = await Keys.open(provider, database, systemClock);
  return {
    connections,
    database,
    keys,
    keyProvider: provider,
    asOwner: async <R extends object>(sql: string, params: readonly unknown[] = []) => {
      const client = new Client(toPgConfig(connections.owner));
      await client.connect();
      try {
        return (await client.query<R>(sql, [...params])).rows;
      } finally {
        await client.end();
      }
    },
    asService: async (sql, params = []) => {
      const orgs = await database.call<{ id: string }>('select all_organisations() as id');
      await database.inOrgs({ orgs: orgs.map(({ id }) => id) }, async (tx) => {
        await tx.query(sql, params);
        await proveWritten(tx);
      });
    },
    close: async () => {
      await database.close();
      await connections.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An organisation with its key and nothing else. */
export async function createTestOrganisation({
  database,
  keys,
}: Pick<TestPlatform, 'database' | 'keys'>): Promise<string> {
  const orgId = newId();
  await database.inOrgs({ orgs: [orgId] }, async (tx) => {
    await tx.query('insert into organisation (id, created_at, name_sealed) values ($1, now(), $2)', [
      orgId,
      Buffer.alloc(0),
    ]);
    const orgKeys = await keys.createOrganisationKey(tx, orgId);
    await tx.query('update organisation set name_sealed = $2 where id = $1', [
      orgId,
      orgKeys.seal({ table: 'organisation', column: 'name', row: orgId }, 'Préfecture de test'),
    ]);
  });
  return orgId;
}
