import { Client } from 'pg';
import { databaseRoles, type PgConnection, toPgConfig } from '../database/index.js';
import { StartupError } from '../errors/index.js';

/** Any constant: one node at a time. Given back when the connection ends. */
const ROLES_LOCK = 7_262_002;

/**
 * On a server that we do not run: makes the three roles where the login may, lets it act as them, and gives the owner
 * the schema. Runs again without harm.
 * @throws {StartupError} with the statements an administrator must run once.
 */
export async function ensureRoles(login: PgConnection): Promise<void> {
  const client = new Client(toPgConfig(login));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
    for (const role of Object.values(databaseRoles)) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (known.rowCount === 0)
        await client.query(`create role ${client.escapeIdentifier(role)} nologin`).catch(unlessMade);
      const member = await client.query<{ yes: boolean }>('select pg_has_role(current_user, $1, $2) as yes', [
        role,
        'member',
      ]);
      if (member.rows[0]?.yes !== true)
        await client.query(`grant ${client.escapeIdentifier(role)} to current_user`);
    }
    await client.query(`grant create, usage on schema public to ${databaseRoles.owner}`);
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    await client.query(
      `grant create on database ${client.escapeIdentifier(rows[0]?.name ?? '')} to ${databaseRoles.owner}`,
    );
  } catch (error) {
    if (!isPrivilege(error)) throw error;
    const sql = Object.values(databaseRoles)
      .map((role) => `create role ${role}; grant ${role} to <login>;`)
      .join(' ');
    throw new StartupError(
      `Le compte de base de données ne peut pas créer ses rôles. Faites exécuter une fois : ${sql} grant create, usage on schema public to ${databaseRoles.owner};`,
      `The database login cannot create its roles. Have this run once: ${sql} grant create, usage on schema public to ${databaseRoles.owner};`,
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

/** Whether this login is the app role, or a member of it, and may neither be the owner nor make roles. */
export async function mayOnlyServe(login: PgConnection): Promise<boolean> {
  const client = new Client(toPgConfig(login));
  await client.connect();
  try {
    // A role that is not there is nobody's: the names are looked up, as asking about a missing role is an error.
    const { rows } = await client.query<{ serves: boolean; owns: boolean }>(
      `select exists (select 1 from pg_roles where rolname = $1 and pg_has_role(oid, 'member')) as serves,
         exists (select 1 from pg_roles where rolname = $2 and pg_has_role(oid, 'member'))
           or exists (select 1 from pg_roles where rolname = current_user and (rolsuper or rolcreaterole)) as owns`,
      [databaseRoles.app, databaseRoles.owner],
    );
    return rows[0]?.serves === true && !rows[0].owns;
  } finally {
    await client.end();
  }
}

/** Roles are those of the whole server: an instance in another of its databases made it meanwhile. */
const unlessMade = (error: unknown): void => {
  if (!hasCode(error, '42710') && !hasCode(error, '23505')) throw error;
};

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

const isPrivilege = (error: unknown): boolean => hasCode(error, '42501');
