import { Client } from 'pg';
import { type PgConnection, toPgConfig } from './connection.js';

/** Three roles, none superuser: the owner migrates, the app serves, the reader backs up. */
export const databaseRoles = {
  owner: 'maroquin_owner',
  app: 'maroquin_app',
  reader: 'maroquin_reader',
} as const;

export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
  readonly reader: string;
}

/**
 * Makes the roles and the database with a superuser: for the embedded server and for tests. A managed server gets
 * the same statements from the administrator (docs). Runs again without harm.
 */
export async function preparePostgres(
  superuser: PgConnection,
  database: string,
  passwords: RolePasswords,
): Promise<void> {
  const client = new Client(toPgConfig({ ...superuser, database: 'postgres' }));
  await client.connect();
  try {
    for (const role of ['owner', 'app', 'reader'] as const) {
      const name = client.escapeIdentifier(databaseRoles[role]);
      const known = await client.query('select 1 from pg_roles where rolname = $1', [databaseRoles[role]]);
      if (known.rowCount === 0) await client.query(`create role ${name} login nosuperuser nobypassrls`);
      await client.query(`alter role ${name} password ${client.escapeLiteral(passwords[role])}`);
    }
    const known = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (known.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${databaseRoles.owner}`);
    }
  } finally {
    await client.end();
  }
}

/** The same server, as another role. */
export function asRole(
  connection: PgConnection,
  role: keyof typeof databaseRoles,
  passwords: RolePasswords,
  database: string,
): PgConnection {
  return { ...connection, user: databaseRoles[role], password: passwords[role], database };
}
