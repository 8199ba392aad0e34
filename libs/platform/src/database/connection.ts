import type { PoolConfig } from 'pg';

/** How to reach PostgreSQL with one role. `host` may be a socket folder. */
export interface PgConnection {
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /** Certificate authority of the server, PEM: turns on full verification. */
  readonly ca?: string;
  /** SET ROLE at connect: when one login serves for several roles. */
  readonly role?: string;
}

const roleName = /^[a-z_][a-z0-9_]{0,62}$/;

/** Settings for pg's Pool and Client. @throws {Error} when the role is not a plain name. */
export function toPgConfig(connection: PgConnection): PoolConfig {
  const { role, ca, ...rest } = connection;
  if (role !== undefined && !roleName.test(role))
    throw new Error('the database role must be a plain lower-case name');
  return {
    ...rest,
    ...(ca === undefined ? {} : { ssl: { ca, rejectUnauthorized: true } }),
    // Compiling (jit) takes longer than all that we ask: it is on by default, and off in the embedded server already.
    options: ['-c timezone=UTC', '-c jit=off', ...(role === undefined ? [] : [`-c role=${role}`])].join(' '),
    application_name: 'maroquin',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  };
}
