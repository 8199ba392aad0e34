import type { Clock, Config } from '../config/index.js';
import { Client } from 'pg';
import { migrate, type PgConnection, requireSchema, SchemaMismatch, toPgConfig } from '../database/index.js';
import { StartupError } from '../errors/index.js';
import { installJobs, upgradeJobs } from '../jobs/index.js';
import { openKeyProvider, type WatchedKeyProvider } from '../key-providers/index.js';
import { initialiseInstance, isInstanceNew, openInstanceKeys } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { proveFormer, relations, RightsMemory } from '../proofs/index.js';
import { connect, type Connections, requirePrivileged } from './connections.js';

/**
 * As the owner, migrates and seals the instance's key; as the app role alone, makes sure that both were done.
 * @throws {StartupError | DomainError}
 */
export async function prepareDatabase(
  connections: Connections,
  config: Config,
  clock: Clock,
  logger: Logger,
  admitsLostProofs = false,
): Promise<WatchedKeyProvider> {
  const { owner } = connections;
  if (owner === null) {
    await requirePrepared(connections.app);
    return openKeyProvider({ config, clock, logger }, false);
  }
  await bringUpToDate(owner, logger);
  const provider = await openKeyProvider({ config, clock, logger }, await isInstanceNew(owner));
  await initialiseInstance(owner, provider, clock);
  const keys = await openInstanceKeys(owner, provider);
  const lost = await proveFormer(owner, { keys, memory: new RightsMemory(config), logger });
  if (lost.length > 0 && !admitsLostProofs) throw lostProofs();
  return provider;
}

/**
 * What `maroquin migrate` does: neither object store nor suite is needed.
 * @throws {StartupError | DomainError}
 */
export async function migrateInstance(config: Config, clock: Clock, logger: Logger): Promise<void> {
  const connections = await connect(config, logger, true, () => undefined);
  try {
    requirePrivileged(connections.owner);
    await prepareDatabase(connections, config, clock, logger);
  } finally {
    await connections.stop();
  }
}

/** @throws {StartupError} when the database is newer than this build. */
export async function bringUpToDate(owner: PgConnection, logger: Logger): Promise<void> {
  try {
    const applied = await migrate(owner, { beforeEach: installJobs });
    if (applied.length > 0) logger.info({ applied }, 'schema migrated');
    await upgradeJobs(owner);
  } catch (error) {
    throw error instanceof SchemaMismatch ? newerDatabase(error) : error;
  }
}

async function requirePrepared(app: PgConnection): Promise<void> {
  const client = new Client(toPgConfig(app));
  await client.connect();
  try {
    await requireSchema(async (sql) => (await client.query<{ name: string }>(sql)).rows);
    // Between the last migration and the key, or its check value, a migration may have been cut off.
    const { rows: instances } = await client.query<{ own_check: Buffer | null }>(
      'select own_check from read_instance()',
    );
    if ((instances[0]?.own_check ?? null) === null) throw olderDatabase();
    // Between a migration and the proofs of its rows likewise.
    const { rows } = await client.query<{ proofs: object }>('select read_rights_proofs() as proofs');
    if (!relations.every((relation) => relation in (rows[0]?.proofs ?? {}))) throw olderDatabase();
  } catch (error) {
    if (error instanceof SchemaMismatch) throw error.newer ? newerDatabase(error) : olderDatabase(error);
    throw isUnknownTable(error) ? olderDatabase(error) : error;
  } finally {
    await client.end();
  }
}

const isUnknownTable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '42P01';

const newerDatabase = (cause: unknown): StartupError =>
  new StartupError(
    'La base de données vient d’une version plus récente de Maroquin. Installez cette version, ou restaurez une sauvegarde.',
    'The database comes from a newer version of Maroquin. Install that version, or restore a backup.',
    { cause },
  );

const olderDatabase = (cause?: unknown): StartupError =>
  new StartupError(
    'La base de données n’est pas à jour, et ce serveur n’a pas le rôle qui la modifie. Lancez `maroquin migrate` avec DATABASE_OWNER_URL, puis relancez le serveur.',
    'The database is not up to date, and this server does not have the role that changes it. Run `maroquin migrate` with DATABASE_OWNER_URL, then start the server again.',
    { cause },
  );

const lostProofs = (): StartupError =>
  new StartupError(
    'Plus aucun droit de la base ne porte la preuve que Maroquin l’a écrit. Si vous avez remis une base d’avant la mise à jour, lancez `maroquin rights sign --by PERSONNE` : les droits qui s’y trouvent seront crus, et l’audit le dira. Sinon quelqu’un a écrit dans la base : restaurez une sauvegarde.',
    'No right in the database carries the proof any more that Maroquin wrote it. If you put back a database from before the upgrade, run `maroquin rights sign --by PERSON`: the rights that stand there will be believed, and the audit will say so. Otherwise somebody wrote into the database: restore a backup.',
  );
