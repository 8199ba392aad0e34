import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PgConnection, toPgConfig } from '@maroquin/platform/database';
import { startPostgres, startValkey } from '@maroquin/testing';
import { Client } from 'pg';
import { freePort, Maroquin } from './maroquin.js';
import { descendants } from './process/process-tree.js';

export type SharedBus = 'postgres' | 'valkey';
type Valkey = Awaited<ReturnType<typeof startValkey>>;

export interface ClusterOptions {
  readonly bus: SharedBus;
  /** Server processes. Default 2. */
  readonly size?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** PostgreSQL with fsync, as in production: for figures. Nothing here kills it. */
  readonly durable?: boolean;
  /** Each node has a listener for administration, at `adminUrls`. */
  readonly administered?: boolean;
  /** All nodes start at the same moment on the empty database. Default: one after the other. */
  readonly atOnce?: boolean;
}

/** Several real server processes on one PostgreSQL, one folder of objects and keys, and one bus. */
export class Cluster {
  private constructor(
    readonly nodes: readonly [Maroquin, ...Maroquin[]],
    private readonly postgres: Awaited<ReturnType<typeof startPostgres>>,
    /** null: hints go by PostgreSQL. */
    readonly valkey: Valkey | null,
    private readonly folder: string,
    /** Of the listeners for administration, in the order of the nodes. */
    readonly adminUrls: readonly string[],
  ) {}

  static async start({
    bus,
    size = 2,
    env = {},
    durable = false,
    atOnce = false,
    administered = false,
  }: ClusterOptions): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'maroquin-cluster-'));
    const postgres = await startPostgres({ durable });
    const valkey = bus === 'valkey' ? await startValkey() : null;
    const shared = {
      ...env,
      DATABASE_URL: await makeDatabase(postgres.connection),
      BUS: bus,
      ...(valkey === null ? {} : { VALKEY_URL: valkey.url }),
    };
    const dataDir = join(folder, 'data');
    // Nodes share the key as they share the database: an administrator gives it to each of them.
    mkdirSync(join(dataDir, 'keys'), { recursive: true });
    writeFileSync(join(dataDir, 'keys/instance.key'), `${randomBytes(32).toString('base64')}\n`);
    const adminUrls: string[] = [];
    const prepare = async (): Promise<Maroquin> => {
      if (!administered) return Maroquin.prepare({ env: shared, dataDir });
      const port = String(await freePort());
      adminUrls.push(`http://localhost:${port}`);
      return Maroquin.prepare({ env: { ...shared, ADMIN_BIND: `127.0.0.1:${port}` }, dataDir });
    };
    const cluster = new Cluster(
      [await prepare(), ...(await several(size - 1, prepare))],
      postgres,
      valkey,
      folder,
      adminUrls,
    );
    try {
      if (atOnce) await Promise.all(cluster.nodes.map((node) => node.start()));
      else for (const node of cluster.nodes) await node.start();
      return cluster;
    } catch (error) {
      await cluster.dispose();
      throw error;
    }
  }

  /** Prints the link of the first administrator that is good: each start makes the former ones worthless. */
  get last(): Maroquin {
    return this.nodes.at(-1) ?? this.nodes[0];
  }

  /** Who may do anything in PostgreSQL, to harm it from within. */
  get superuser(): PgConnection {
    return this.postgres.connection;
  }

  /** Of PostgreSQL and all its helpers, to pause and continue them. */
  get postgresPids(): number[] {
    return [this.postgres.pid, ...descendants(this.postgres.pid)];
  }

  async dispose(): Promise<void> {
    for (const node of this.nodes) await node.stop();
    await this.valkey?.stop();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function several<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}

/** @returns its address, by the socket's folder */
async function makeDatabase(superuser: PgConnection): Promise<string> {
  const client = new Client(toPgConfig(superuser));
  await client.connect();
  await client.query('create database maroquin');
  await client.end();
  const { user = '', password = '', host = '' } = superuser;
  return `postgres://${user}:${password}@localhost/maroquin?host=${encodeURIComponent(host)}`;
}
