import { resolve } from 'node:path';
import { DomainError } from '../../errors/index.js';
import { findBinaries, type Binaries } from './binaries.js';
import {
  checkMajor,
  clusterExists,
  clusterFolder,
  createCluster,
  makeDataFolder,
  readPassword,
  SUPERUSER,
} from './cluster.js';
import type { EmbeddedLog } from './embedded-log.js';
import { explainError } from './failure.js';
import { isFolderHeld, lockFolder, type InstanceLock } from './instance-lock.js';
import { readPostmasterFile, stopOrphan } from './orphan.js';
import { isPostmasterOf } from './process-table.js';
import { canAssist, chooseRunAs, type RunAs } from './run-as.js';
import { dropSocketFolder, makeSocketFolder, PORT } from './socket-folder.js';
import { SupervisedPostmaster } from './supervised-postmaster.js';

/** The database every cluster has; the suite's own is made in it by preparePostgres(). */
const MAINTENANCE_DATABASE = 'postgres';
/** How a superuser reaches the embedded server: `host` is the folder of its Unix socket, there is no TCP port. */
export interface EmbeddedConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  readonly connection: EmbeddedConnection;
  /** Process id of the server; changes when it is restarted after a crash. */
  readonly pid: number;
  /** Stops the server and gives the data folder back. May be called twice. */
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  /** Called when the server died again and again and was given up: the caller should end. */
  readonly onLost?: (error: DomainError) => void;
}

/**
 * Starts the PostgreSQL that comes with Maroquin on DATA_DIR/postgres: creates it the first time, recovers it
 * after any kind of kill, restarts it when it dies.
 * @throws DomainError `instance.already-running`, `database.*` (see the error table); the cause holds the details
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const lock = takeFolder(dataDir);
  try {
    return await startLocked({ ...options, dataDir }, lock);
  } catch (error) {
    lock.release();
    throw explainError(error, 'database.start-failed');
  }
}

/** The connection to an embedded server that another living Maroquin runs on this folder; null when there is none. */
export function findRunningPostgres(dataDir: string): EmbeddedConnection | null {
  const folder = resolve(dataDir);
  if (!clusterExists(folder) || !isFolderHeld(folder)) return null;
  const found = readPostmasterFile(clusterFolder(folder));
  if (found === null || !isPostmasterOf(found.pid, clusterFolder(folder))) return null;
  return connectionTo(folder, found.socketFolder);
}

function takeFolder(dataDir: string): InstanceLock {
  try {
    makeDataFolder(dataDir);
    return lockFolder(dataDir);
  } catch (error) {
    throw explainError(error, 'database.folder-unusable');
  }
}

async function startLocked(options: EmbeddedOptions, lock: InstanceLock): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const cluster = clusterFolder(dataDir);
  const runAs = chooseIdentity(dataDir, cluster);
  const binaries = findBinaries(runAs, dataDir);
  await openCluster(dataDir, binaries, runAs, log);
  const socketFolder = makeSocketFolder(runAs);
  try {
    const supervised = new SupervisedPostmaster(
      { binaries, runAs, cluster, socketFolder, log },
      options.onLost,
    );
    await supervised.start();
    return new RunningPostgres(connectionTo(dataDir, socketFolder), supervised, lock);
  } catch (error) {
    dropSocketFolder(socketFolder);
    throw error;
  }
}

function chooseIdentity(dataDir: string, cluster: string): RunAs {
  const runAs = chooseRunAs(dataDir, cluster);
  if (!runAs.assisted || canAssist(runAs)) return runAs;
  throw new DomainError('database.folder-unusable', {
    cause: new Error(
      `started as root, but ${dataDir} lies below a folder closed to other accounts: use for example DATA_DIR=/var/lib/maroquin`,
    ),
  });
}

async function openCluster(
  dataDir: string,
  binaries: Binaries,
  runAs: RunAs,
  log: EmbeddedLog,
): Promise<void> {
  if (!clusterExists(dataDir)) {
    log.info({ dataDir }, 'creating the embedded database');
    await createCluster(dataDir, binaries, runAs);
    return;
  }
  checkMajor(dataDir, binaries);
  const socketFolder = readPostmasterFile(clusterFolder(dataDir))?.socketFolder;
  await stopOrphan(clusterFolder(dataDir), log);
  if (socketFolder) dropSocketFolder(socketFolder);
}

function connectionTo(dataDir: string, socketFolder: string): EmbeddedConnection {
  return {
    host: socketFolder,
    port: PORT,
    user: SUPERUSER,
    password: readPassword(dataDir),
    database: MAINTENANCE_DATABASE,
  };
}

class RunningPostgres implements EmbeddedPostgres {
  private stopped: Promise<void> | null = null;
  private readonly onExit = (): void => this.supervised.abandon();

  constructor(
    readonly connection: EmbeddedConnection,
    private readonly supervised: SupervisedPostmaster,
    private readonly lock: InstanceLock,
  ) {
    process.once('exit', this.onExit);
  }

  get pid(): number {
    return this.supervised.pid;
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopOnce();
    return this.stopped;
  }

  private async stopOnce(): Promise<void> {
    await this.supervised.stop();
    process.off('exit', this.onExit);
    dropSocketFolder(this.connection.host);
    this.lock.release();
  }
}
