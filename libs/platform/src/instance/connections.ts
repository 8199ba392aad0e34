import { hkdfSync } from 'node:crypto';
import type { Config } from '../config/index.js';
import {
  asRole,
  databaseRoles,
  findRunningPostgres,
  type PgConnection,
  preparePostgres,
  type RolePasswords,
  startEmbeddedPostgres,
} from '../database/index.js';
import { StartupError } from '../errors/index.js';
import type { Logger } from '../logging/index.js';
import { ensureRoles, mayOnlyServe } from './ensure-roles.js';

/** The same database as each of its three roles; null: this process was given the app role only. */
export interface Connections {
  readonly owner: PgConnection | null;
  readonly app: PgConnection;
  readonly reader: PgConnection | null;
  /** Stops the embedded server if this process started it. */
  stop(): Promise<void>;
}

const DATABASE = 'maroquin';

/** @throws {StartupError} when this process was given the app role only. */
export function requirePrivileged(connection: PgConnection | null): PgConnection {
  if (connection !== null) return connection;
  throw new StartupError(
    'Cette commande demande plus que le rôle du serveur (maroquin_app). Donnez-lui DATABASE_OWNER_URL, l’adresse de la base avec le rôle propriétaire.',
    'This command needs more than the server’s role (maroquin_app). Give it DATABASE_OWNER_URL, the database’s address with the owner’s role.',
  );
}

/** The embedded server's roles have passwords derived from its superuser's, so that a command finds them too. */
function derivePasswords(secret: string): RolePasswords {
  const of = (role: string): string =>
    Buffer.from(hkdfSync('sha256', secret, '', `maroquin role ${role}`, 32)).toString('base64url');
  return { owner: of('owner'), app: of('app'), reader: of('reader') };
}

const roleConnections = (superuser: PgConnection, passwords: RolePasswords): Omit<Connections, 'stop'> => ({
  owner: asRole(superuser, 'owner', passwords, DATABASE),
  app: asRole(superuser, 'app', passwords, DATABASE),
  reader: asRole(superuser, 'reader', passwords, DATABASE),
});

/**
 * Starts the embedded PostgreSQL, or finds the configured one. `join`: a command may use the server that a running
 * Maroquin has started on this folder.
 * @throws {DomainError | StartupError}
 */
export async function connect(
  config: Config,
  logger: Logger,
  join: boolean,
  onLost: (error: Error) => void,
): Promise<Connections> {
  if (config.database.kind === 'external') return external(config.database);
  const running = join ? findRunningPostgres(config.dataDir) : null;
  if (running !== null) {
    return { ...roleConnections(running, derivePasswords(running.password)), stop: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log: logger, onLost });
  const passwords = derivePasswords(server.connection.password);
  await preparePostgres(server.connection, DATABASE, passwords);
  return { ...roleConnections(server.connection, passwords), stop: () => server.stop() };
}

async function external(database: Extract<Config['database'], { kind: 'external' }>): Promise<Connections> {
  const ca = database.ca === null ? {} : { ca: database.ca };
  const login: PgConnection = { connectionString: database.ownerUrl, ...ca };
  const stop = (): Promise<void> => Promise.resolve();
  if (database.setRole && (await mayOnlyServe(login)))
    return { owner: null, app: { ...login, role: databaseRoles.app }, reader: null, stop };
  await ensureRoles(login);
  return {
    owner: { ...login, role: databaseRoles.owner },
    app: {
      connectionString: database.appUrl,
      ...ca,
      ...(database.setRole ? { role: databaseRoles.app } : {}),
    },
    reader: { ...login, role: databaseRoles.reader },
    stop,
  };
}
